/* SPDX-License-Identifier: MIT */
#include "jout.h"

#include <math.h>

#include "azdesk/core/text.h"

#define LINE_COLUMNS 100

static void put_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    while (*text) {
        gunichar c = g_utf8_get_char_validated(text, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append(out, "\xef\xbf\xbd");
            text++;
            continue;
        }
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (text_is_control(c))
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
        text = g_utf8_next_char(text);
    }
    g_string_append_c(out, '"');
}

static void put_double(GString *out, double value)
{
    char buf[G_ASCII_DTOSTR_BUF_SIZE];
    if (isfinite(value))
        g_string_append(out, g_ascii_formatd(buf, sizeof buf, "%.15g", value));
    else
        g_string_append(out, "null");
}

static void put_value(GString *out, JsonNode *node)
{
    switch (json_node_get_value_type(node)) {
    case G_TYPE_BOOLEAN:
        g_string_append(out, json_node_get_boolean(node) ? "true" : "false");
        break;
    case G_TYPE_INT64:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, json_node_get_int(node));
        break;
    case G_TYPE_DOUBLE:
        put_double(out, json_node_get_double(node));
        break;
    default:
        put_string(out, json_node_get_string(node));
        break;
    }
}

/* `indent` -1: all in one line. */
static void put_node(GString *out, JsonNode *node, int indent);

static void put_break(GString *out, int indent, gboolean first)
{
    if (!first)
        g_string_append_c(out, ',');
    if (indent >= 0)
        g_string_append_printf(out, "\n%*s", indent, "");
    else if (!first)
        g_string_append_c(out, ' ');
}

static void put_members(GString *out, JsonNode *node, int indent)
{
    const int inner = indent < 0 ? -1 : indent + 1;
    if (JSON_NODE_HOLDS_ARRAY(node)) {
        JsonArray *array = json_node_get_array(node);
        for (guint i = 0; i < json_array_get_length(array); i++) {
            put_break(out, inner, i == 0);
            put_node(out, json_array_get_element(array, i), inner);
        }
        return;
    }
    JsonObjectIter iter;
    const char *name;
    JsonNode *value;
    gboolean first = TRUE;
    json_object_iter_init_ordered(&iter, json_node_get_object(node));
    while (json_object_iter_next_ordered(&iter, &name, &value)) {
        put_break(out, inner, first);
        first = FALSE;
        put_string(out, name);
        g_string_append(out, ": ");
        put_node(out, value, inner);
    }
}

static void put_node(GString *out, JsonNode *node, int indent)
{
    if (JSON_NODE_HOLDS_NULL(node)) {
        g_string_append(out, "null");
        return;
    }
    if (JSON_NODE_HOLDS_VALUE(node)) {
        put_value(out, node);
        return;
    }
    const gboolean array = JSON_NODE_HOLDS_ARRAY(node);
    const gsize start = out->len;
    g_string_append_c(out, array ? '[' : '{');
    put_members(out, node, -1);
    if (indent >= 0 && out->len - start > (gsize)(LINE_COLUMNS - MIN(indent, LINE_COLUMNS))) {
        g_string_truncate(out, start + 1);
        put_members(out, node, indent);
        g_string_append_printf(out, "\n%*s", indent, "");
    }
    g_string_append_c(out, array ? ']' : '}');
}

void jout_print(GString *out, JsonNode *root)
{
    put_node(out, root, 0);
}

void jout_text(JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name(builder, name);
    if (text)
        json_builder_add_string_value(builder, text);
    else
        json_builder_add_null_value(builder);
}

void jout_int(JsonBuilder *builder, const char *name, gint64 value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

void jout_bool(JsonBuilder *builder, const char *name, gboolean value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_boolean_value(builder, value);
}

void jout_null(JsonBuilder *builder, const char *name)
{
    jout_text(builder, name, NULL);
}

void jout_day(JsonBuilder *builder, const char *name, Day day)
{
    char buf[DAY_SIZE];
    if (day != DAY_NONE)
        day_format(day, buf);
    jout_text(builder, name, day != DAY_NONE ? buf : NULL);
}

void jout_instant(JsonBuilder *builder, const char *name, gint64 instant)
{
    g_autofree char *text = instant != 0 ? instant_iso(instant) : NULL;
    jout_text(builder, name, text);
}

void jout_when(JsonBuilder *builder, const char *name, gint64 at, gboolean day_only)
{
    if (day_only)
        jout_day(builder, name, day_of(at));
    else
        jout_instant(builder, name, at);
}

void jout_order(JsonBuilder *builder, const char *name, OrderId order)
{
    char buf[ORDER_ID_SIZE];
    if (order)
        order_id_format(order, buf);
    jout_text(builder, name, order ? buf : NULL);
}

void jout_market(JsonBuilder *builder, const char *name, int market)
{
    const Market *known = market_by_num(market);
    jout_text(builder, name, known ? known->country : NULL);
}

void jout_money(JsonBuilder *builder, const char *name, Money money)
{
    jout_double(builder, name, money.minor == MONEY_NONE ? NAN : money_value(money));
}

void jout_rate(JsonBuilder *builder, const char *name, double rate)
{
    char six[G_ASCII_DTOSTR_BUF_SIZE]; /* rounded as every language rounds: 1/128 is 0.007812 */
    if (isfinite(rate))
        rate = g_ascii_strtod(g_ascii_formatd(six, sizeof six, "%.6f", rate), NULL);
    jout_double(builder, name, rate);
}

void jout_double(JsonBuilder *builder, const char *name, double value)
{
    json_builder_set_member_name(builder, name);
    if (isfinite(value))
        json_builder_add_double_value(builder, value);
    else
        json_builder_add_null_value(builder);
}

void jout_orders(JsonBuilder *builder, const char *name, const GArray *orders)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (guint i = 0; orders && i < orders->len; i++) {
        char buf[ORDER_ID_SIZE];
        order_id_format(g_array_index(orders, OrderId, i), buf);
        json_builder_add_string_value(builder, buf);
    }
    json_builder_end_array(builder);
}
