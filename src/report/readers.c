/* SPDX-License-Identifier: MIT */
#include "readers.h"

/* Every kind of file. A new one is a file of code with its Reader, and a row here (and in
 * readers.h). */
static const Reader *(*const table[])(void) = {
    orders_reader,  performance_reader, performance_xml_reader, feedback_reader,
    returns_reader, settlement_reader,  claims_reader,          defects_reader,
};

const Reader *reader_at(gsize i)
{
    return i < G_N_ELEMENTS(table) ? table[i]() : NULL;
}
