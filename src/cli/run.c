/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/core/odr.h"

#include "command.h"

static void tell_slow(void)
{
    g_printerr(_("azdesk: this desk has an older layout; converting it takes a few seconds\n"));
}

Store *run_store(Run *run, gboolean change, GError **error)
{
    const gboolean again = run->store && change && !run->store_changes;
    if (run->store && !again)
        return run->store;
    g_clear_pointer(&run->store, store_close);
    const StoreMode mode = run->app->read_only ? STORE_STRICT : change ? STORE_WRITE : STORE_READ;
    run->store = store_open_telling(run->app->db_path, mode, tell_slow, error);
    run->store_changes = change;
    if (run->store && change)
        store_keep_daily(run->store, run_today(run),
                         (guint)settings_int(run->app->settings, SETTING_BACKUP_KEEP));
    return run->store;
}

Desk *run_desk(Run *run, GError **error)
{
    if (!run->desk) {
        Store *store = run_store(run, FALSE, error);
        run->desk = store ? store_load_desk(store, error) : NULL;
    }
    return run->desk;
}

gboolean run_reload(Run *run, OrderId order, GError **error)
{
    DeskCase *fresh = NULL;
    if (!run->desk)
        return run_desk(run, error) != NULL;
    if (!run_store(run, FALSE, error) || !store_load_case(run->store, order, &fresh, error))
        return FALSE;
    desk_replace(run->desk, order, fresh);
    return TRUE;
}

gboolean run_cases(Run *run, Cases *ret_cases, GError **error)
{
    Store *store = run_store(run, TRUE, error);
    if (!store)
        return FALSE;
    *ret_cases = (Cases){.store = store, .settings = run->app->settings, .now = run->now};
    return TRUE;
}

DeskCase *run_case(Run *run, OrderId order, GError **error)
{
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return NULL;
    DeskCase *item = desk_find(desk, order);
    if (!item || !item->claim) {
        claim_fail_missing(order, error);
        return NULL;
    }
    return item;
}

const char *run_word(const Run *run, int index)
{
    return args_words(run->args)[index];
}

gboolean run_utf8(const char *text, const char *what, GError **error)
{
    if (g_utf8_validate(text, -1, NULL))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s: the text is not valid UTF-8"),
                what);
    return FALSE;
}

gboolean run_order(const Run *run, int index, OrderId *ret_order, GError **error)
{
    return order_id_parse(run_word(run, index), ret_order, error);
}

gboolean run_text(const Run *run, const char *option, const char **ret_text, GError **error)
{
    const char *text = args_text(run->args, option);
    g_autofree char *what = g_strdup_printf("--%s", option);
    if (text && !run_utf8(text, what, error))
        return FALSE;
    *ret_text = text;
    return TRUE;
}

gboolean run_when(const Run *run, const char *option, When *ret_when, GError **error)
{
    const char *text = args_text(run->args, option);
    if (!text) {
        *ret_when = (When){0, FALSE};
        return TRUE;
    }
    if (when_parse(text, run->app->zone, ret_when, error))
        return TRUE;
    g_prefix_error(error, "--%s: ", option);
    return FALSE;
}

gboolean run_deadline(const Run *run, const char *option, gint64 *ret_due, GError **error)
{
    When when;
    if (!run_when(run, option, &when, error))
        return FALSE;
    *ret_due = args_text(run->args, option) ? when_deadline(when) : 0;
    return TRUE;
}

gboolean run_day(const Run *run, const char *option, Day *ret_day, GError **error)
{
    const char *text = args_text(run->args, option);
    if (!text) {
        *ret_day = DAY_NONE;
        return TRUE;
    }
    if (day_parse(text, ret_day, error))
        return TRUE;
    g_prefix_error(error, "--%s: ", option);
    return FALSE;
}

gboolean run_number(const Run *run, const char *option, int from, int to, int fallback, int *ret,
                    GError **error)
{
    const char *text = args_text(run->args, option);
    gint64 number = fallback;
    if (text && !g_ascii_string_to_signed(text, 10, from, to, &number, NULL)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--%s: \"%s\" is not a whole number from %d to %d"), option, text, from, to);
        return FALSE;
    }
    *ret = (int)number;
    return TRUE;
}

gboolean run_require(const Run *run, const char *option, GError **error)
{
    if (args_text(run->args, option))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("missing --%s"), option);
    return FALSE;
}

Day run_today(const Run *run)
{
    return day_of(run->now);
}

/* By the words that are printed, so that a script need not know azdesk's own order. */
static gint compare_parts(gconstpointer a, gconstpointer b)
{
    const DeskPart *x = a, *y = b;
    if (x->market != y->market) {
        const Market *one = market_by_num(x->market), *two = market_by_num(y->market);
        return g_strcmp0(one ? one->country : NULL, two ? two->country : NULL);
    }
    return strcmp(channel_word(x->channel), channel_word(y->channel));
}

GArray *run_parts(Run *run, GError **error)
{
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return NULL;
    const int market = run->app->market, channel = run->app->channel;
    if (market && channel >= 0) {
        GArray *one = g_array_new(FALSE, FALSE, sizeof(DeskPart));
        const DeskPart part = {market, (Channel)channel};
        g_array_append_val(one, part);
        return one;
    }
    GArray *parts = desk_parts(desk);
    for (guint i = parts->len; i-- > 0;) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        if ((market && part->market != market) || (channel >= 0 && (int)part->channel != channel))
            g_array_remove_index(parts, i);
    }
    g_array_sort(parts, compare_parts);
    return parts;
}
