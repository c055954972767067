/* SPDX-License-Identifier: MIT */
/* The seller performance report, version 2 (JSON). Amazon's own example breaks its own schema, and
 * live files differ from both: each thing is taken where it is there in a form that can be read,
 * and what is not there is told. A row is one marketplace and channel. */
#include "readers.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include "report_rows.h"

#define DEPTH_MAX 64

static const char odr_key[] = "orderDefectRate";

static int recognise(const Head *head)
{
    const char *text = head->text + strspn(head->text, " \t\r\n");
    if (*text != '{' && *text != '[')
        return 0;
    return strstr(text, "\"performanceMetrics\"") || strstr(text, "\"orderDefectRate\"") ? 90
           : strstr(text, "\"accountStatuses\"")                                         ? 60
                                                                                         : 0;
}

/* ---- Members, in whatever form they come ---- */

static JsonObject *get_object(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    return node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static JsonArray *get_array(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    return node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

static const char *get_text(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    return node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

static double get_number(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    if (!node || !JSON_NODE_HOLDS_VALUE(node))
        return NAN;
    GType type = json_node_get_value_type(node);
    if (type == G_TYPE_STRING)
        return report_number(json_node_get_string(node));
    return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double(node) : NAN;
}

static gint64 get_count(JsonObject *object, const char *name)
{
    return report_count(get_number(object, name));
}

/* "claims":{"count":4,...}, or the number itself */
static gint64 get_part(JsonObject *object, const char *name)
{
    JsonObject *part = get_object(object, name);
    return part ? get_count(part, "count") : get_count(object, name);
}

static Day get_day(JsonObject *metric, const char *which)
{
    JsonObject *range = get_object(metric, "reportingDateRange");
    const char *text = get_text(range ? range : metric, which);
    return text ? report_day(text) : DAY_NONE;
}

/* ---- The report's own day ---- */

/* The latest day up to which a metric was taken: any, or any but the order defect rate. */
static Day latest_of(JsonObject *object, gboolean with_odr, int depth)
{
    Day latest = get_day(object, "reportingDateTo");
    JsonObjectIter iter;
    const char *name;
    JsonNode *node;
    json_object_iter_init(&iter, object);
    while (depth > 0 && json_object_iter_next(&iter, &name, &node))
        if (JSON_NODE_HOLDS_OBJECT(node) && (with_odr || !g_str_equal(name, odr_key)))
            latest = MAX(latest, latest_of(json_node_get_object(node), with_odr, depth - 1));
    return latest;
}

/* A report with the order defect rate alone does not tell its day. */
static Day latest_of_all(GPtrArray *entries)
{
    Day others = DAY_NONE, all = DAY_NONE;
    for (guint i = 0; i < entries->len; i++) {
        others = MAX(others, latest_of(g_ptr_array_index(entries, i), FALSE, 3));
        all = MAX(all, latest_of(g_ptr_array_index(entries, i), TRUE, 3));
    }
    return others == DAY_NONE ? DAY_NONE : all;
}

/* ---- The order defect rate ---- */

static gboolean store_channel(Reading *reading, JsonObject *odr, int market, Channel channel,
                              Day latest, GError **error)
{
    ReportRow row = {
        .report = {.market = market,
                   .channel = channel,
                   .window_from = get_day(odr, "reportingDateFrom"),
                   .window_to = get_day(odr, "reportingDateTo"),
                   .orders = get_count(odr, "orderCount"),
                   .defects = get_part(odr, "orderWithDefects"),
                   .claims = get_part(odr, "claims"),
                   .feedback = get_part(odr, "negativeFeedback"),
                   .chargebacks = get_part(odr, "chargebacks"),
                   .rate = get_number(odr, "rate"),
                   .status = (char *)get_text(odr, "status")},
        .latest = latest,
    };
    return report_row(reading, &row, error);
}

static gboolean store_odr(Reading *reading, JsonObject *entry, int market, Day latest,
                          GError **error)
{
    static const struct {
        const char *key;
        Channel channel;
    } channels[] = {{"mfn", CHANNEL_MFN}, {"afn", CHANNEL_AFN}};
    JsonObject *odr = get_object(entry, odr_key);
    gboolean found = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        JsonObject *part = get_object(odr, channels[i].key);
        found |= part != NULL;
        if (part && !store_channel(reading, part, market, channels[i].channel, latest, error))
            return FALSE;
    }
    if (!found && odr && (get_object(odr, "reportingDateRange") || get_object(odr, "claims"))) {
        const char *type = get_text(odr, "fulfillmentType");
        Channel channel = reading_channel(reading);
        if (!type || !channel_parse(type, &channel, NULL))
            reading_missing(reading, _("the fulfilment channel: assumed %s"),
                            channel_word(channel));
        return store_channel(reading, odr, market, channel, latest, error);
    }
    if (!found)
        reading_missing(reading, _("%s: the order defect rate"), market_by_num(market)->country);
    return TRUE;
}

/* ---- Late shipments and cancellations ---- */

static gboolean store_metrics(Reading *reading, JsonObject *entry, int market, GError **error)
{
    static const struct {
        const char *key, *count;
        MetricKind kind;
    } kinds[] = {
        {"lateShipmentRate", "lateShipmentCount", METRIC_LATE_SHIPMENT},
        {"preFulfillmentCancellationRate", "cancellationCount", METRIC_CANCELLATION},
        {"prefulfillmentCancelRate", "cancellationCount", METRIC_CANCELLATION},
        {"preFulfillmentCancelRate", "cancellationCount", METRIC_CANCELLATION},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        JsonObject *object = get_object(entry, kinds[i].key);
        if (!object)
            continue;
        Metric metric = {.market = market,
                         .kind = kinds[i].kind,
                         .from = get_day(object, "reportingDateFrom"),
                         .to = get_day(object, "reportingDateTo"),
                         .orders = get_count(object, "orderCount"),
                         .count = get_count(object, kinds[i].count),
                         .rate = get_number(object, "rate")};
        if (metric.from == DAY_NONE || metric.to < metric.from)
            reading_missing(reading, _("%s: the dates of %s"), market_by_num(market)->country,
                            kinds[i].key);
        else if (!store_import_metric(reading->import, &metric, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- Marketplaces ---- */

/* Where the only entry does not name its marketplace: the one that the account's statuses name, or
 * the user's. */
static int unnamed_market(Reading *reading, JsonObject *root)
{
    gboolean chosen;
    int market = reading_market(reading, &chosen);
    JsonArray *statuses = get_array(root, "accountStatuses");
    JsonNode *status = statuses && json_array_get_length(statuses) == 1
                           ? json_array_get_element(statuses, 0)
                           : NULL;
    const char *id = status && JSON_NODE_HOLDS_OBJECT(status)
                         ? get_text(json_node_get_object(status), "marketplaceId")
                         : NULL;
    const Market *named = id && !chosen ? market_by_id(id) : NULL;
    if (named)
        market = named->num;
    reading_missing(reading, _("marketplaceId: assumed %s"), market_by_num(market)->country);
    return market;
}

static void reject_entry(Reading *reading, const char *id)
{
    if (id) {
        g_autofree char *clean = text_clean(id);
        g_autofree char *brief = text_ellipsize(clean, 24, "...");
        reading_count(reading,
                      reading_reject(reading, _("marketplaceId \"%s\" is unknown"), brief));
    } else {
        reading_count(reading, reading_reject(reading, _("marketplaceId is missing")));
    }
}

static gboolean read_entries(Reading *reading, JsonObject *root, GPtrArray *entries, GError **error)
{
    Day latest = latest_of_all(entries);
    for (guint i = 0; i < entries->len; i++) {
        JsonObject *entry = g_ptr_array_index(entries, i);
        const char *id = get_text(entry, "marketplaceId");
        const Market *named = id ? market_by_id(id) : NULL;
        int market = named                      ? named->num
                     : !id && entries->len == 1 ? unnamed_market(reading, root)
                                                : 0;
        if (market == 0) {
            reject_entry(reading, id);
            continue;
        }
        if (!store_odr(reading, entry, market, latest, error) ||
            !store_metrics(reading, entry, market, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- The document ---- */

/* The parser goes down a level for each bracket; no report has more than a few. */
static gboolean is_shallow(const char *text)
{
    int depth = 0;
    gboolean quoted = FALSE;
    for (const char *p = text; *p; p++) {
        if (quoted && *p == '\\' && p[1])
            p++;
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && (*p == '{' || *p == '['))
            depth++;
        else if (!quoted && (*p == '}' || *p == ']'))
            depth--;
        if (depth > DEPTH_MAX)
            return FALSE;
    }
    return TRUE;
}

static void add_objects(GPtrArray *entries, JsonArray *array)
{
    for (guint i = 0; array && i < json_array_get_length(array); i++) {
        JsonNode *node = json_array_get_element(array, i);
        if (JSON_NODE_HOLDS_OBJECT(node))
            g_ptr_array_add(entries, json_node_get_object(node));
    }
}

/* The parser knows its line only while it reads. */
static void note_line(JsonParser *parser, GError *error, gpointer ret_line)
{
    *(guint *)ret_line = json_parser_get_current_line(parser);
}

static gboolean document(Reading *reading, const char *text, gsize len, GError **error)
{
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    g_autoptr(GError) failed = NULL;
    if (!is_shallow(text)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the JSON is nested too deeply for a report"));
        return FALSE;
    }
    guint line = 0;
    g_signal_connect(parser, "error", G_CALLBACK(note_line), &line);
    if (!json_parser_load_from_data(parser, text, (gssize)len, &failed)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("line %u: the JSON is damaged or cut off"), MAX(line, 1));
        return FALSE;
    }
    JsonNode *node = json_parser_get_root(parser);
    JsonObject *root = node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
    JsonArray *array = node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node)
                                                           : get_array(root, "performanceMetrics");
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    add_objects(entries, array);
    if (get_object(root, "performanceMetrics"))
        g_ptr_array_add(entries, get_object(root, "performanceMetrics"));
    if (entries->len == 0 && get_object(root, odr_key))
        g_ptr_array_add(entries, root);
    if (entries->len == 0)
        reading_missing(reading, _("performanceMetrics"));
    return read_entries(reading, root, entries, error);
}

const Reader *performance_reader(void)
{
    static const Reader reader = {
        .kind = "performance",
        .label = N_("the seller performance report"),
        .where = N_("Performance > Account health > Download, or the API's "
                    "GET_V2_SELLER_PERFORMANCE_REPORT"),
        .takes = N_("For each marketplace and channel the order defect rate with its window, "
                    "orders, claims, feedback and chargebacks, the late shipment and cancellation "
                    "rates, and the account's status. Version 2 is JSON, version 1 XML; anything "
                    "missing is reported. The report's own day tells the lag of the window."),
        .rank = 2,
        .recognise = recognise,
        .document = document,
    };
    return &reader;
}
