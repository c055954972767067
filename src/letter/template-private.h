/* SPDX-License-Identifier: MIT */
/* What a template is once it is read. template.c reads, fill.c fills. */
#ifndef AZDESK_LETTER_TEMPLATE_PRIVATE_H
#define AZDESK_LETTER_TEMPLATE_PRIVATE_H

#include "azdesk/letter/template.h"

typedef enum {
    PIECE_TEXT,   /* text */
    PIECE_FACT,   /* the first of names that is known */
    PIECE_IF,     /* one of names is known */
    PIECE_UNLESS, /* none of names is known */
    PIECE_PART,   /* pieces that are left out by themselves */
} PieceKind;

typedef struct {
    PieceKind kind;
    char *text;
    char **names;
    GPtrArray *pieces; /* of Piece */
} Piece;

typedef enum {
    LINE_EMPTY,
    LINE_JOINED,
    LINE_OWN,        /* marked with | */
    LINE_CONDITIONS, /* for the rest of its paragraph */
} LineKind;

typedef struct {
    LineKind kind;
    GPtrArray *pieces; /* of Piece; NULL where empty */
} Line;

struct Template {
    char *name;
    GPtrArray *subjects; /* of Line */
    GPtrArray *lines;    /* of Line */
};

#endif
