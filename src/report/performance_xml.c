/* SPDX-License-Identifier: MIT */
/* The seller performance report, version 1 (XML). It states the order defects of several time
 * frames, in any order: the one that is as long as the window of the order defect rate is taken,
 * the others are skipped. It knows no fulfilment channel, and seldom its marketplace. */
#include "readers.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "report_rows.h"

#define DEPTH_MAX 64
#define TEXT_MAX  4096

static int recognise(const Head *head)
{
    const char *text = head->text + strspn(head->text, " \t\r\n");
    return *text == '<' && (strstr(text, "<sellerPerformanceReport") ||
                            strstr(text, ":sellerPerformanceReport"))
               ? 90
               : 0;
}

/* One orderDefectMetrics. */
typedef struct {
    Day from, to;
    double orders, defects, claims, feedback, chargebacks, rate;
} Frame;

typedef struct {
    GPtrArray *path; /* of char*: the open elements, without prefix */
    GString *text;   /* of the innermost */
    GArray *frames;  /* of Frame, of this marketplace */
    gboolean in_frame;
    Day others;          /* the latest end of a frame of other metrics */
    const Market *named; /* (nullable) */
    char *unknown;       /* (nullable) a marketplace that is none of ours */
} Xml;

static const char *above(const Xml *xml, guint n)
{
    return xml->path->len > n ? g_ptr_array_index(xml->path, xml->path->len - 1 - n) : "";
}

static const char *bare_name(const char *element)
{
    const char *colon = strrchr(element, ':');
    return colon ? colon + 1 : element;
}

static void start_element(GMarkupParseContext *context, const char *element, const char **names,
                          const char **values, gpointer data, GError **error)
{
    Xml *xml = data;
    if (xml->path->len >= DEPTH_MAX) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the XML is nested too deeply for a report"));
        return;
    }
    g_ptr_array_add(xml->path, g_strdup(bare_name(element)));
    g_string_truncate(xml->text, 0);
    if (g_str_equal(above(xml, 0), "orderDefectMetrics")) {
        Frame frame = {DAY_NONE, DAY_NONE, NAN, NAN, NAN, NAN, NAN, NAN};
        g_array_append_val(xml->frames, frame);
        xml->in_frame = TRUE;
    }
}

static void text_between(GMarkupParseContext *context, const char *text, gsize len, gpointer data,
                         GError **error)
{
    Xml *xml = data;
    g_string_append_len(xml->text, text,
                        (gssize)MIN(len, TEXT_MAX - MIN(xml->text->len, TEXT_MAX)));
}

/* Counts stand as <a_z_claims><count>4</count>..., or as the element's own text. */
static void take_number(Frame *frame, const char *name, const char *parent, const char *text)
{
    const struct {
        const char *element;
        double *to;
    } parts[] = {
        {"orderCount", &frame->orders},         {"orderWithDefects", &frame->defects},
        {"a_z_claims", &frame->claims},         {"negativeFeedbacks", &frame->feedback},
        {"negativeFeedback", &frame->feedback}, {"chargebacks", &frame->chargebacks},
    };
    double number = report_number(text);
    if (isnan(number))
        return;
    if (g_str_equal(name, "rate") && g_str_equal(parent, "orderWithDefects"))
        frame->rate = number;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (g_str_equal(parts[i].element, g_str_equal(name, "count") ? parent : name))
            *parts[i].to = number;
}

static void take_day(Xml *xml, Frame *frame, const char *name, Day day)
{
    gboolean end = g_str_equal(name, "end");
    if (frame)
        *(end ? &frame->to : &frame->from) = day;
    else if (end)
        xml->others = MAX(xml->others, day);
}

static void take_marketplace(Xml *xml, const char *text)
{
    const Market *market = market_by_id(text);
    if (!market)
        market = market_by_sales_channel(text, strlen(text));
    if (market)
        xml->named = market;
    else if (!xml->unknown)
        xml->unknown = g_strdup(text);
}

static void end_element(GMarkupParseContext *context, const char *element, gpointer data,
                        GError **error)
{
    Xml *xml = data;
    const char *name = above(xml, 0), *parent = above(xml, 1);
    const char *text = g_strstrip(xml->text->str);
    Frame *frame = xml->in_frame ? &g_array_index(xml->frames, Frame, xml->frames->len - 1) : NULL;
    if (g_str_equal(parent, "timeFrame"))
        take_day(xml, frame, name, report_day(text));
    else if (g_ascii_strcasecmp(name, "marketplaceId") == 0 && *text)
        take_marketplace(xml, text);
    else if (frame && *text)
        take_number(frame, name, parent, text);
    if (g_str_equal(name, "orderDefectMetrics"))
        xml->in_frame = FALSE;
    g_ptr_array_remove_index(xml->path, xml->path->len - 1);
    g_string_truncate(xml->text, 0);
}

/* ---- The frame of the order defect rate ---- */

static int length_gap(const Frame *frame, int span)
{
    if (frame->from == DAY_NONE || frame->to == DAY_NONE)
        return G_MAXINT;
    return ABS(frame->to - frame->from + 1 - span);
}

static const Frame *best_frame(const Xml *xml, int span)
{
    const Frame *best = NULL;
    for (guint i = 0; i < xml->frames->len; i++) {
        const Frame *frame = &g_array_index(xml->frames, Frame, i);
        if (!best || length_gap(frame, span) < length_gap(best, span))
            best = frame;
    }
    return best;
}

static gboolean store_frame(Reading *reading, const Xml *xml, const Frame *frame, GError **error)
{
    gboolean chosen;
    int market = reading_market(reading, &chosen);
    if (xml->named)
        market = xml->named->num;
    else if (!chosen)
        reading_missing(reading, _("the marketplace: assumed %s (or use --market)"),
                        market_by_num(market)->country);
    ReportRow row = {.report = {.market = market,
                                .channel = reading_channel(reading),
                                .window_from = frame->from,
                                .window_to = frame->to,
                                .orders = report_count(frame->orders),
                                .defects = report_count(frame->defects),
                                .claims = report_count(frame->claims),
                                .feedback = report_count(frame->feedback),
                                .chargebacks = report_count(frame->chargebacks),
                                .rate = frame->rate},
                     .latest = xml->others == DAY_NONE ? DAY_NONE : MAX(xml->others, frame->to)};
    return report_row(reading, &row, error);
}

static gboolean store_frames(Reading *reading, const Xml *xml, GError **error)
{
    int span = settings_int(reading->settings, SETTING_ODR_SPAN);
    const Frame *best = best_frame(xml, span);
    if (!best)
        reading_missing(reading, _("orderDefectMetrics"));
    if (best && !xml->named && xml->unknown) {
        reading_count(reading, reading_reject(reading, _("the marketplace is unknown")));
        return TRUE;
    }
    for (guint i = 0; best && i < xml->frames->len; i++) {
        const Frame *frame = &g_array_index(xml->frames, Frame, i);
        if (frame != best)
            reading_count(reading, ROW_SKIPPED);
        else if (!store_frame(reading, xml, frame, error))
            return FALSE;
    }
    if (best && length_gap(best, span) != 0)
        reading_missing(reading, _("a time frame of %d days; the nearest one was used"), span);
    return TRUE;
}

static gboolean parse(Xml *xml, const char *text, gsize len, GError **error)
{
    static const GMarkupParser parser = {
        .start_element = start_element, .end_element = end_element, .text = text_between};
    g_autoptr(GError) failed = NULL;
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, xml, NULL);
    if (g_markup_parse_context_parse(context, text, (gssize)len, &failed) &&
        g_markup_parse_context_end_parse(context, &failed))
        return TRUE;
    int line;
    g_markup_parse_context_get_position(context, &line, NULL);
    if (failed->domain == AZDESK_ERROR)
        g_propagate_error(error, g_steal_pointer(&failed));
    else
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("line %d: the XML is damaged or cut off"), line);
    return FALSE;
}

static gboolean document(Reading *reading, const char *text, gsize len, GError **error)
{
    Xml xml = {.path = g_ptr_array_new_with_free_func(g_free),
               .text = g_string_new(NULL),
               .frames = g_array_new(FALSE, FALSE, sizeof(Frame)),
               .others = DAY_NONE};
    gboolean ok = parse(&xml, text, len, error) && store_frames(reading, &xml, error);
    g_ptr_array_unref(xml.path);
    g_string_free(xml.text, TRUE);
    g_array_unref(xml.frames);
    g_free(xml.unknown);
    return ok;
}

const Reader *performance_xml_reader(void)
{
    static const Reader reader = {
        .kind = "performance",
        .label = N_("the seller performance report"),
        .rank = 2,
        .recognise = recognise,
        .document = document,
    };
    return &reader;
}
