/* SPDX-License-Identifier: MIT */
/* Amazon's marketplaces, and the two fulfilment channels. */
#ifndef AZDESK_CORE_MARKET_H
#define AZDESK_CORE_MARKET_H

#include <glib.h>

typedef enum { DATE_MDY, DATE_DMY, DATE_YMD, DATE_DMY_DOTS } DateOrder;

typedef struct {
    int num;                   /* stored in the desk; never reused, never renumbered; from 1 */
    const char *id;            /* ATVPDKIKX0DER */
    const char *country;       /* US; the United Kingdom is UK, and GB is accepted for it */
    const char *domain;        /* amazon.com; "sellercentral." before it is the seller's site */
    const char *sales_channel; /* Amazon.com, as the order files spell it */
    const char *name;          /* United States, in English; translated where shown */
    const char *currency;      /* USD */
    DateOrder date_order;      /* of the feedback report, domain.md section 5 */
} Market;

typedef enum { CHANNEL_MFN, CHANNEL_AFN, N_CHANNELS } Channel;

const Market *market_by_num(int num);       /* (nullable) */
const Market *market_by_id(const char *id); /* (nullable) marketplace id */
const Market *market_by_sales_channel(const char *text,
                                      gsize len); /* (nullable) case-insensitive */
const Market *market_table(gsize *ret_n);         /* in the order of their numbers */

/* Reads a country (any case, UK and GB) or a marketplace id. Error: AZDESK_ERROR_USAGE. */
const Market *market_parse(const char *text, GError **error);

const char *channel_word(Channel channel);  /* "mfn" */
const char *channel_label(Channel channel); /* translated: "seller-fulfilled" */
/* mfn, MFN, Merchant, afn, AFN, Amazon, Amazon_NA, ... */
gboolean channel_parse(const char *text, Channel *ret_channel,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
