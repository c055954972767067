/* SPDX-License-Identifier: MIT */
#include "azdesk/core/query.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/word.h"

#include "query-private.h"

static const QueryField fields[N_FIELD_KEYS] = {
#define X(symbol, name, type, help) [FIELD_KEY_##symbol] = {name, help},
    QUERY_FIELDS(X)
#undef X
};

static const FieldType field_types[N_FIELD_KEYS] = {
#define X(symbol, name, type, help) [FIELD_KEY_##symbol] = TYPE_##type,
    QUERY_FIELDS(X)
#undef X
};

static const char *const yes_no[] = {"no", "yes"};

/* The words of a field's enum by number; NULL past the last one. */
static const char *field_word(FieldKey key, guint i)
{
    gsize markets;
    const Market *table = market_table(&markets);
    switch (key) {
    case FIELD_KEY_STAGE:
        return i < N_STAGES ? stage_word((Stage)i) : NULL;
    case FIELD_KEY_OUTCOME:
        return i < N_OUTCOMES ? outcome_word((Outcome)i) : NULL;
    case FIELD_KEY_APPEAL:
        return i < N_APPEALS ? appeal_word((Appeal)i) : NULL;
    case FIELD_KEY_PARCEL:
        return i < N_PARCEL_STATES ? parcel_word((ParcelState)i) : NULL;
    case FIELD_KEY_REASON:
        return i < N_REASONS ? reason_word((Reason)i) : NULL;
    case FIELD_KEY_MARKET:
        return i < markets ? table[i].country : NULL;
    case FIELD_KEY_CHANNEL:
        return i < N_CHANNELS ? channel_word((Channel)i) : NULL;
    case FIELD_KEY_AMAZON:
        return i < N_AMAZON_COUNTS ? amazon_counts_word((AmazonCounts)i) : NULL;
    case FIELD_KEY_SORT:
        return i < FIELD_KEY_SORT ? fields[i].name : NULL;
    default:
        return field_types[key] == TYPE_WORDS && i < G_N_ELEMENTS(yes_no) ? yes_no[i] : NULL;
    }
}

FieldType query_field_type(FieldKey key)
{
    return field_types[key];
}

const QueryField *query_fields(gsize *ret_n)
{
    *ret_n = N_FIELD_KEYS;
    return fields;
}

char **query_values(const char *field)
{
    GPtrArray *values = g_ptr_array_new();
    for (guint key = 0; key < N_FIELD_KEYS; key++) {
        const char *word;
        if (strcmp(fields[key].name, field) != 0)
            continue;
        for (guint i = 0; (word = field_word((FieldKey)key, i)); i++)
            g_ptr_array_add(values, g_strdup(word));
        if (key == FIELD_KEY_DUE)
            for (const char *const *w = (const char *const[]){"overdue", "today", NULL}; *w; w++)
                g_ptr_array_add(values, g_strdup(*w));
    }
    g_ptr_array_add(values, NULL);
    return (char **)g_ptr_array_free(values, FALSE);
}

char *query_fold(const char *text)
{
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    return g_utf8_casefold(normal ? normal : text, -1);
}

/* ---- Parsing ---- */

typedef struct {
    const char *text; /* the whole of it */
    const char *p;
    gsize *ret_fault;
} Parser;

static void fail(const Parser *parser, const char *where, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static void fail(const Parser *parser, const char *where, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    if (parser->ret_fault)
        *parser->ret_fault = (gsize)(where - parser->text);
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, what);
}

/* The ideographic space of a Japanese keyboard separates, too. */
static gboolean is_blank(const char *p)
{
    return *p == ' ' || *p == '\t' || *p == '\n' || g_str_has_prefix(p, "\xe3\x80\x80");
}

static void skip_blanks(Parser *parser)
{
    while (*parser->p && is_blank(parser->p))
        parser->p = g_utf8_next_char(parser->p);
}

/* Reads "..." where \" and \\ stand for themselves, else up to a blank (and a comma, in a value).
 */
static char *read_piece(Parser *parser, gboolean value, GError **error)
{
    g_autoptr(GString) piece = g_string_new(NULL);
    const char *start = parser->p;
    if (*parser->p != '"') {
        while (*parser->p && !is_blank(parser->p) && !(value && *parser->p == ','))
            parser->p = g_utf8_next_char(parser->p);
        return g_strndup(start, (gsize)(parser->p - start));
    }
    for (parser->p++; *parser->p && *parser->p != '"'; parser->p++) {
        if (*parser->p == '\\' && (parser->p[1] == '"' || parser->p[1] == '\\'))
            parser->p++;
        g_string_append_c(piece, *parser->p);
    }
    if (!*parser->p) {
        fail(parser, start, error, _("unclosed quotation mark"));
        return NULL;
    }
    parser->p++;
    return g_string_free(g_steal_pointer(&piece), FALSE);
}

static void alternative_clear(gpointer data)
{
    g_free(((Alternative *)data)->text);
}

static void clause_clear(gpointer data)
{
    g_array_unref(((Clause *)data)->alternatives);
}

static void term_free(gpointer data)
{
    QueryTerm *term = data;
    g_free(term->text);
    g_free(term->folded);
    if (term->hits)
        g_array_unref(term->hits);
    g_free(term);
}

/* ---- Values ---- */

/* A word stands for itself, else for all that begin with it. */
static guint64 words_mask(FieldKey key, const char *value)
{
    const char *word;
    guint64 mask = 0;
    g_autofree char *folded = g_ascii_strdown(value, -1);
    if (key == FIELD_KEY_MARKET) {
        const Market *market = market_parse(value, NULL);
        return market ? G_GUINT64_CONSTANT(1) << market->num : 0;
    }
    for (guint i = 0; (word = field_word(key, i)); i++) {
        if (strcmp(word, folded) == 0)
            return G_GUINT64_CONSTANT(1) << i;
        if (g_str_has_prefix(word, folded))
            mask |= G_GUINT64_CONSTANT(1) << i;
    }
    return mask;
}

static gboolean parse_word(const Parser *parser, const char *where, FieldKey key, const char *value,
                           Alternative *ret, GError **error)
{
    ret->mask = words_mask(key, value);
    if (ret->mask)
        return TRUE;
    g_auto(GStrv) words = query_values(fields[key].name);
    g_autofree char *list = g_strjoinv(", ", words);
    fail(parser, where, error, _("%s: \"%s\" is not one of %s"), fields[key].name, value, list);
    error_did_you_mean(error, value, list);
    return FALSE;
}

static gboolean parse_number(const char *text, double *ret)
{
    char *end;
    if (!g_ascii_isdigit(*text) && !(*text == '-' && g_ascii_isdigit(text[1])))
        return FALSE;
    *ret = g_ascii_strtod(text, &end);
    return *end == '\0' && isfinite(*ret);
}

/* "2d", "12h", "1w" in seconds. */
static gboolean parse_span(const char *text, double *ret)
{
    static const struct {
        char unit;
        double seconds;
    } units[] = {{'h', 3600}, {'d', 86400}, {'w', 604800}};
    char *end;
    if (!g_ascii_isdigit(*text) && *text != '-')
        return FALSE;
    const gint64 count = g_ascii_strtoll(text, &end, 10);
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        if (end > text && end[0] == units[i].unit && end[1] == '\0' && ABS(count) < 100000) {
            *ret = (double)count * units[i].seconds;
            return TRUE;
        }
    }
    return FALSE;
}

/* A point: for a day its two ends, for anything else twice the same. */
static gboolean parse_point(FieldType type, const char *text, double *ret_first, double *ret_last,
                            gboolean *ret_relative)
{
    Day day;
    double number;
    if (type == TYPE_NUMBER) {
        if (!parse_number(text, &number))
            return FALSE;
    } else if (parse_span(text, &number)) {
        *ret_relative = TRUE;
        if (type == TYPE_PAST)
            number = -number;
    } else if (day_parse(text, &day, NULL)) {
        *ret_first = (double)day_start(day);
        *ret_last = (double)day_end(day);
        return TRUE;
    } else {
        return FALSE;
    }
    *ret_first = *ret_last = number;
    return TRUE;
}

/* FROM..TO, either end may be missing. */
static gboolean parse_range(FieldType type, const char *value, const char *dots, Alternative *ret)
{
    g_autofree char *from = g_strndup(value, (gsize)(dots - value));
    const char *to = dots + 2;
    gboolean relative_from = FALSE, relative_to = FALSE;
    double unused;
    if (*from && !parse_point(type, from, &ret->low, &unused, &relative_from))
        return FALSE;
    if (*to && !parse_point(type, to, &unused, &ret->high, &relative_to))
        return FALSE;
    ret->relative = relative_from || relative_to;
    if (type == TYPE_PAST && ret->relative) {
        const double low = ret->low;
        ret->low = *to ? ret->high : -INFINITY;
        ret->high = *from ? low : INFINITY;
    }
    return (*from || *to) && (!*from || !*to || relative_from == relative_to);
}

/* "<2d" of something past means less than two days ago: later than then. */
static gboolean parse_comparison(FieldType type, const char *value, Alternative *ret)
{
    const char op = *value;
    const gboolean equal = (op == '<' || op == '>') && value[1] == '=';
    const gboolean less = op == '<', more = op == '>';
    const char *rest = value + ((less || more || op == '=') ? 1 : 0) + (equal ? 1 : 0);
    double first, last;
    if (!parse_point(type, rest, &first, &last, &ret->relative))
        return FALSE;
    const gboolean turned = ret->relative && type == TYPE_PAST;
    const gboolean within = ret->relative && !less && !more; /* 2d alone: in at most that */
    const gboolean up_to = turned ? more : (less || within),
                   from = turned ? (less || within) : more;
    if (up_to) {
        ret->high = equal || within ? last : first;
        ret->high_open = !equal && !within;
    } else if (from) {
        ret->low = equal || within ? first : last;
        ret->low_open = !equal && !within;
    } else {
        ret->low = first;
        ret->high = last;
    }
    return TRUE;
}

static gboolean parse_measure(const Parser *parser, const char *where, FieldKey key,
                              const char *value, Alternative *ret, GError **error)
{
    const FieldType type = field_types[key];
    const char *dots = strstr(value, "..");
    ret->low = -INFINITY;
    ret->high = INFINITY;
    if (key == FIELD_KEY_DUE && strcmp(value, "overdue") == 0) {
        ret->relative = TRUE;
        ret->high = 0;
        ret->high_open = TRUE;
        return TRUE;
    }
    if (key == FIELD_KEY_DUE && strcmp(value, "today") == 0) {
        ret->today = TRUE;
        return TRUE;
    }
    if (dots ? parse_range(type, value, dots, ret) : parse_comparison(type, value, ret))
        return TRUE;
    if (type == TYPE_NUMBER)
        fail(parser, where, error, _("%s: \"%s\" is not an amount; use 50, >50, <=50 or 10..50"),
             fields[key].name, value);
    else
        fail(parser, where, error,
             _("%s: \"%s\" is not a valid time; use <2d, 12h, >1w, 2026-11-23, >=2026-11-23 or "
               "none"),
             fields[key].name, value);
    return FALSE;
}

static gboolean parse_value(const Parser *parser, const char *where, FieldKey key,
                            const char *value, Alternative *ret, GError **error)
{
    const FieldType type = field_types[key];
    if (!*value) {
        fail(parser, where, error, _("%s: missing value"), fields[key].name);
        return FALSE;
    }
    if (type == TYPE_WORDS)
        return parse_word(parser, where, key, value, ret, error);
    if (strcmp(value, "none") == 0) {
        ret->none = TRUE;
        return TRUE;
    }
    if (strcmp(value, "any") == 0) {
        ret->any = TRUE;
        return TRUE;
    }
    if (type == TYPE_STRING) {
        ret->text = query_fold(value);
        return TRUE;
    }
    return parse_measure(parser, where, key, value, ret, error);
}

static gboolean parse_sort(Parser *parser, Query *query, const char *where, const char *value,
                           GError **error)
{
    const gboolean descending = *value == '-';
    for (guint key = 0; key < FIELD_KEY_SORT; key++) {
        if (strcmp(fields[key].name, value + (descending ? 1 : 0)) == 0) {
            const SortKey sort = {(FieldKey)key, descending};
            g_array_append_val(query->sort, sort);
            return TRUE;
        }
    }
    fail(parser, where, error, _("sort: unknown field \"%s\""), value);
    return FALSE;
}

static gboolean parse_values(Parser *parser, Query *query, Clause *clause, GError **error)
{
    for (;;) {
        const char *where = parser->p;
        g_autofree char *value = read_piece(parser, TRUE, error);
        Alternative alternative = {0};
        if (!value)
            return FALSE;
        if (clause->key == FIELD_KEY_SORT) {
            if (!parse_sort(parser, query, where, value, error))
                return FALSE;
        } else {
            if (!parse_value(parser, where, clause->key, value, &alternative, error))
                return FALSE;
            g_array_append_val(clause->alternatives, alternative);
        }
        if (*parser->p && *parser->p != ',' && !is_blank(parser->p)) {
            fail(parser, parser->p, error, _("missing space"));
            return FALSE;
        }
        if (*parser->p != ',')
            return TRUE;
        parser->p++;
    }
}

/* Letters and a colon: a field. FALSE without error: no field stands here. */
static gboolean parse_name(Parser *parser, FieldKey *ret_key, gboolean *ret_found, GError **error)
{
    const char *end = parser->p;
    while (g_ascii_isalpha(*end))
        end++;
    *ret_found = *end == ':' && end > parser->p;
    if (!*ret_found)
        return TRUE;
    g_autofree char *name = g_ascii_strdown(parser->p, end - parser->p);
    for (guint key = 0; key < N_FIELD_KEYS; key++) {
        if (strcmp(fields[key].name, name) == 0) {
            *ret_key = (FieldKey)key;
            parser->p = end + 1;
            return TRUE;
        }
    }
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint key = 0; key < N_FIELD_KEYS; key++)
        g_string_append_printf(names, "%s%s", key ? ", " : "", fields[key].name);
    fail(parser, parser->p, error, _("unknown field \"%s\"; fields: %s"), name, names->str);
    error_did_you_mean(error, name, names->str);
    return FALSE;
}

static guint reasons_holding(const char *folded)
{
    guint bits = 0;
    for (guint i = 0; i < N_REASONS; i++) {
        g_autofree char *label = query_fold(reason_label((Reason)i));
        if (strstr(label, folded) || strstr(reason_word((Reason)i), folded))
            bits |= 1u << i;
    }
    return bits;
}

static gboolean parse_text(Parser *parser, Query *query, Clause *clause, GError **error)
{
    g_autofree char *text = read_piece(parser, FALSE, error);
    if (!text)
        return FALSE;
    QueryTerm *term = g_new0(QueryTerm, 1);
    term->text = g_steal_pointer(&text);
    term->folded = query_fold(term->text);
    term->reasons = reasons_holding(term->folded);
    clause->word = query->terms->len;
    g_ptr_array_add(query->terms, term);
    return TRUE;
}

static gboolean parse_clause(Parser *parser, Query *query, GError **error)
{
    Clause clause = {FIELD_KEY_TEXT, FALSE, NULL, 0};
    const char *start = parser->p;
    gboolean field = FALSE;
    if (*parser->p == '-' && parser->p[1] && !is_blank(parser->p + 1)) {
        clause.negated = TRUE;
        parser->p++;
    }
    if (!parse_name(parser, &clause.key, &field, error))
        return FALSE;
    if (field && clause.negated && clause.key == FIELD_KEY_SORT) {
        fail(parser, start, error, _("use sort:-FIELD to reverse the order"));
        return FALSE;
    }
    clause.alternatives = g_array_new(FALSE, TRUE, sizeof(Alternative));
    g_array_set_clear_func(clause.alternatives, alternative_clear);
    const gboolean done = field ? parse_values(parser, query, &clause, error)
                                : parse_text(parser, query, &clause, error);
    if (done && clause.key != FIELD_KEY_SORT)
        g_array_append_val(query->clauses, clause);
    else
        g_array_unref(clause.alternatives);
    return done;
}

Query *query_parse(const char *text, gsize *ret_fault, GError **error)
{
    Parser parser = {text, text, ret_fault};
    const char *end;
    if (!g_utf8_validate(text, -1, &end)) {
        fail(&parser, end, error, _("the text is not valid UTF-8"));
        return NULL;
    }
    g_autoptr(Query) query = g_new0(Query, 1);
    query->clauses = g_array_new(FALSE, FALSE, sizeof(Clause));
    g_array_set_clear_func(query->clauses, clause_clear);
    query->sort = g_array_new(FALSE, FALSE, sizeof(SortKey));
    query->terms = g_ptr_array_new_with_free_func(term_free);
    for (skip_blanks(&parser); *parser.p; skip_blanks(&parser))
        if (!parse_clause(&parser, query, error))
            return NULL;
    return g_steal_pointer(&query);
}

void query_free(Query *query)
{
    if (!query)
        return;
    g_array_unref(query->clauses);
    g_array_unref(query->sort);
    g_ptr_array_unref(query->terms);
    g_free(query);
}
