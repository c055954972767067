/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "azdesk/core/parcel.h"
#include "azdesk/core/story.h"
#include "azdesk/core/text.h"
#include "azdesk/letter/letter.h"
#include "format.h"
#include "timeline.h"

#define LABEL_COLS  18
#define WISH_COLS   13
#define BESIDE_FROM 78 /* columns from which a translation stands beside its text */
#define WHEN_COLS   16

typedef struct {
    UiApp *app;
    PageView *page;
    const DeskCase *item;
    int cols;
    Lines *lines;
} Tab;

/* ---- Lines and what they stand for ---- */

/* Lines from `from` on belong to one item. */
static void item_lines(Tab *tab, guint from, PageItem item)
{
    g_array_append_val(tab->page->items, item);
    for (guint i = from; i < tab->lines->len; i++)
        rowlist_add(&tab->page->rows[tab->page->tab], (int)tab->page->items->len - 1);
}

/* The lines so far that stand for nothing. */
static void plain_lines(Tab *tab)
{
    RowList *rows = &tab->page->rows[tab->page->tab];
    while (rows->lines->len < tab->lines->len)
        rowlist_add(rows, ROWLIST_NONE);
}

static void heading(Tab *tab, const char *text)
{
    if (tab->lines->len > 0)
        lines_add(tab->lines);
    line_addf(lines_add(tab->lines), STYLE_HEADING, " %s", text);
    plain_lines(tab);
}

static void remark(Tab *tab, const char *text)
{
    lines_wrap(tab->lines, STYLE_MUTED, text, 2, tab->cols - 1);
    plain_lines(tab);
}

/* "Mon 23 Nov 14:02", or the day where that is all that is known. */
static char *event_when(const Tab *tab, const ClaimEvent *event)
{
    if (event->fields & FIELD_DAY_ONLY)
        return fmt_weekday(day_of(event->at));
    return fmt_moment_near(event->at, tab->app->now, tab->app->model->zone);
}

/* ---- Timeline ---- */

static gint newest_first(gconstpointer a, gconstpointer b)
{
    const ClaimEvent *x = *(ClaimEvent *const *)a, *y = *(ClaimEvent *const *)b;
    return x->at != y->at ? (x->at < y->at) - (x->at > y->at) : (x->id < y->id) - (x->id > y->id);
}

static void timeline_entry(Tab *tab, const ClaimEvent *event, gboolean undone)
{
    g_autofree char *when = event_when(tab, event);
    char *filed = evidence_story(event, evidence_title(tab->page->evidence, event->ref));
    g_autofree char *story =
        filed != NULL ? filed : timeline_story(tab->app, event, tab->page->events);
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    guint from = tab->lines->len;
    gboolean muted = undone || event->kind == EVENT_UNDO;
    int at = MAX(text_width(when), WHEN_COLS) + 3;
    line_addf(lines_add(left), STYLE_MUTED, " %s", when);
    if (undone) {
        char *marked = g_strdup_printf("(%s) %s", _("undone"), story);
        g_free(story);
        story = marked;
    }
    lines_wrap(right, muted ? STYLE_MUTED : STYLE_NORMAL, story, 0, tab->cols - at - 1);
    lines_beside(tab->lines, left, right, at);
    item_lines(tab, from, (PageItem){.event = event});
}

static void tab_timeline(Tab *tab)
{
    if (tab->page->events == NULL)
        return;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < tab->page->events->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(tab->page->events, i));
    g_ptr_array_sort(all, newest_first);
    for (guint i = 0; i < all->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(all, i);
        gboolean undone =
            event->kind != EVENT_UNDO && !g_ptr_array_find(tab->page->live, event, NULL);
        timeline_entry(tab, event, undone);
    }
}

/* ---- Facts ---- */

/* NULL: not known. */
static void fact(Tab *tab, const char *label, Style style, const char *text)
{
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    Line *line = lines_add(left);
    line_add(line, STYLE_NORMAL, "  ");
    line_fit(line, STYLE_MUTED, label, LABEL_COLS, tab->app->glyphs->ellipsis);
    if (text != NULL)
        lines_wrap(right, style, text, 0, tab->cols - LABEL_COLS - 4);
    else
        line_add(lines_add(right), STYLE_MUTED, tab->app->glyphs->dash);
    lines_beside(tab->lines, left, right, LABEL_COLS + 3);
    plain_lines(tab);
}

G_GNUC_PRINTF(3, 4) static void factf(Tab *tab, const char *label, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    fact(tab, label, STYLE_NORMAL, text);
}

static void fact_day(Tab *tab, const char *label, gint64 at)
{
    g_autofree char *day = at != 0 ? fmt_day_year(day_of(at)) : NULL;
    fact(tab, label, STYLE_NORMAL, day);
}

static void facts_order(Tab *tab)
{
    const DeskCase *item = tab->item;
    const Market *market = market_by_num(item->market);
    char id[ORDER_ID_SIZE];
    order_id_format(item->order, id);
    g_autofree char *day = fmt_day_year(item->day);
    heading(tab, C_("heading", "Order"));
    fact(tab, _("order"), STYLE_ORDER, id);
    factf(tab, _("marketplace"), "%s%s%s", market != NULL ? market->domain : "?",
          C_("punctuation", ", "), channel_label(item->channel));
    factf(tab, _("ordered"), C_("punctuation", "%s (%s)"), day,
          item->imported ? _("imported") : _("entered by hand, never imported"));
    factf(tab, _("Seller Central"), "https://sellercentral.%s/orders-v3/order/%s",
          market != NULL ? market->domain : "amazon.com", id);
}

static void fact_money(Tab *tab, const char *label, Money money)
{
    g_autofree char *text = money.minor != MONEY_NONE ? money_format(money) : NULL;
    fact(tab, label, STYLE_NORMAL, text);
}

static void facts_claim(Tab *tab)
{
    const Claim *claim = tab->item->claim;
    gboolean counts = model_counts(tab->app->model, tab->item);
    const char *why = tab->app->model->rules.why[claim->outcome];
    g_autofree char *stage_day = fmt_day_year(day_of(claim->stage_at));
    heading(tab, _("Claim"));
    fact_day(tab, C_("fact", "filed"), claim->opened_at);
    fact(tab, _("reason"), STYLE_NORMAL, reason_label(claim->reason));
    fact_money(tab, _("amount"), claim->amount);
    fact_money(tab, _("debited"), claim->debited);
    factf(tab, _("stage"), _("%s, since %s"), stage_label(claim->stage), stage_day);
    fact(tab, _("outcome"), STYLE_NORMAL, outcome_label(claim->outcome));
    fact(tab, _("appeal"), STYLE_NORMAL, appeal_label(claim->appeal));
    g_autofree char *rule =
        g_strdup_printf("%s%s%s", counts ? _("counts") : _("does not count"),
                        why != NULL ? C_("punctuation", ": ") : "", why != NULL ? _(why) : "");
    fact(tab, _("by rule"), counts ? STYLE_WARN : STYLE_GOOD, rule);
    if (model_is_suspect(tab->app->model, tab->item))
        fact(tab, _("Amazon's report"), STYLE_WARN, _("seems to count it anyway"));
    fact(tab, _("on Amazon's page"),
         claim->amazon_counts == AMAZON_COUNTS_YES && !counts ? STYLE_WARN : STYLE_NORMAL,
         claim->amazon_counts == AMAZON_COUNTS_UNKNOWN ? _("not checked")
         : claim->amazon_counts == AMAZON_COUNTS_YES   ? _("counted")
                                                       : _("not counted"));
}

static void facts_tracking(Tab *tab, const Claim *claim)
{
    if (claim->tracking == NULL) {
        fact(tab, _("tracking"), STYLE_NORMAL, NULL);
        return;
    }
    Tracking tracking = tracking_examine(claim->tracking);
    g_autofree char *url = tracking_url(claim->carrier, claim->tracking);
    g_autofree char *state = NULL;
    Style style = STYLE_MUTED;
    fact(tab, _("tracking"), STYLE_STRONG, claim->tracking);
    if (tracking.kind == TRACKING_VALID) {
        style = STYLE_GOOD;
        state = g_strdup_printf("%s %s%s%s", tab->app->glyphs->check, _("check digit OK"),
                                tracking.service != NULL ? C_("punctuation", ", ") : "",
                                tracking.service != NULL ? _(tracking.service) : "");
    } else if (tracking.kind == TRACKING_BAD_CHECK_DIGIT) {
        style = STYLE_BAD;
        state = g_strdup_printf(_("%s check digit wrong: it should be %c"), tab->app->glyphs->warn,
                                tracking.expected);
    } else {
        state = g_strdup(_("unknown format; it may still be right"));
    }
    fact(tab, "", style, state);
    fact(tab, _("carrier's page"), STYLE_NORMAL, url);
}

static void facts_parcel(Tab *tab)
{
    const Claim *claim = tab->item->claim;
    heading(tab, _("Parcel"));
    fact(tab, _("state"), STYLE_NORMAL, parcel_label(claim->parcel));
    if (parcel_meaning(claim) != NULL)
        fact(tab, "", STYLE_WARN, parcel_meaning(claim));
    fact(tab, _("carrier"), STYLE_NORMAL, carrier_label(claim->carrier));
    facts_tracking(tab, claim);
    if (claim->held_at != 0)
        fact_day(tab, _("held since"), claim->held_at);
    if (claim->parcel == PARCEL_RETURNED || claim->parcel == PARCEL_RETURNING)
        remark(tab, _("The parcel is on its way back: a claim granted for that reason is debited, "
                      "but does not count."));
}

static void fact_defect(Tab *tab, const char *label, const OrderDefect *defect)
{
    if (defect->at == 0)
        return;
    g_autofree char *day = fmt_day_year(day_of(defect->at));
    g_autofree char *gone =
        defect->removed_at != 0 ? fmt_day_year(day_of(defect->removed_at)) : NULL;
    factf(tab, label, "%s%s%s%s", day, defect->fraud ? _(", fraud: does not count") : "",
          gone != NULL ? _(", removed ") : "", gone != NULL ? gone : "");
}

static void facts_odr(Tab *tab)
{
    const DeskCase *item = tab->item;
    const PartFigures *part = model_part(tab->app->model, item->market, item->channel);
    if (part == NULL)
        return;
    const OdrWindow *window = &part->odr->window;
    ClaimEffect effect = odr_effect_in(part->odr, tab->app->settings, item);
    g_autofree char *enters = fmt_day_year(odr_enters(item->day, window->lag));
    g_autofree char *leaves = fmt_day_year(odr_leaves(item->day, window->lag, window->span));
    heading(tab, _("Order Defect Rate"));
    factf(tab, _("in the window"), _("from %s, leaves %s"), enters, leaves);
    if (item->claim != NULL && !isnan(effect.now)) {
        g_autofree char *now = fmt_percent(effect.now);
        g_autofree char *without = fmt_percent(effect.without);
        factf(tab, _("rate"), _("%s now, %s without this claim"), now, without);
    }
    fact_defect(tab, _("feedback"), &item->feedback);
    fact_defect(tab, _("chargeback"), &item->chargeback);
}

static void tab_facts(Tab *tab)
{
    facts_order(tab);
    if (tab->item->claim != NULL) {
        facts_claim(tab);
        facts_parcel(tab);
    }
    facts_odr(tab);
}

/* ---- Clocks ---- */

static void clock_line(Tab *tab, const char *label, gint64 due, const char *ends)
{
    UiApp *app = tab->app;
    Line *line = lines_add(tab->lines);
    line_add(line, STYLE_NORMAL, "  ");
    line_fit(line, due != 0 ? STYLE_STRONG : STYLE_MUTED, label, 27, app->glyphs->ellipsis);
    if (due == 0) {
        line_addf(line, STYLE_MUTED, "%s", _("not running"));
        return;
    }
    g_autofree char *left = fmt_left(due, app->now);
    g_autofree char *when = fmt_moment(due, app->model->zone);
    Style style = due < app->now                 ? STYLE_OVERDUE
                  : due - app->now < DAY_SECONDS ? STYLE_SOON
                                                 : STYLE_NORMAL;
    line_fit(line, style, left, 12, "");
    line_add(line, STYLE_NORMAL, when);
    g_autofree char *utc = instant_iso(due);
    if (line->width + 2 + (int)strlen(utc) < tab->cols)
        line_addf(line, STYLE_MUTED, "  %s", utc);
    lines_wrap(tab->lines, STYLE_MUTED, ends, 4, tab->cols - 1);
}

static void tab_clocks(Tab *tab)
{
    const Claim *claim = tab->item->claim;
    UiApp *app = tab->app;
    Day clean = odr_clean_day(app->model->desk, app->settings, tab->item->market,
                              tab->item->channel, app->model->today);
    ClaimClocks clocks = {0};
    if (claim != NULL)
        clocks = odr_clocks(claim, app->now, clean);
    gint64 chargeback = chargeback_due(app->settings, tab->item, app->now);
    for (int i = 0; i < N_CLOCKS; i++)
        clock_line(tab, clock_label((ClockKind)i), clocks.due[i], clock_ends((ClockKind)i));
    if (chargeback != 0)
        clock_line(tab, _("answer the chargeback"), chargeback, _("ends on that day"));
    if (clocks.hold != 0 && clocks.reply != 0 && clocks.hold < clocks.reply)
        lines_wrap(
            tab->lines, STYLE_WARN,
            _("! The parcel goes back before your answer is due: ask the buyer to collect now."), 2,
            tab->cols - 1);
    if (claim != NULL && claim->snoozed_until > app->now) {
        g_autofree char *until = fmt_moment(claim->snoozed_until, app->model->zone);
        g_autofree char *key = keymap_first(tab->app->keymap, CMD_SNOOZE);
        g_autofree char *text = g_strdup_printf(_("Snoozed until %s; %s ends or moves that."),
                                                until, key != NULL ? key : ":snooze");
        lines_wrap(tab->lines, STYLE_MUTED, text, 2, tab->cols - 1);
    }
    plain_lines(tab);
}

/* ---- Evidence ---- */

static void evidence_line(Tab *tab, const Evidence *evidence)
{
    guint from = tab->lines->len;
    Line *line = lines_add(tab->lines);
    g_autofree char *day = fmt_day(day_of(evidence->added_at));
    g_autofree char *size = g_format_size((guint64)evidence->size);
    g_autofree char *title = text_clean(evidence->title);
    g_autofree char *name = text_clean(evidence->name);
    line_addf(line, STYLE_MUTED, " %3d ", (int)evidence->id);
    line_fit(line, STYLE_MUTED, day, 7, "");
    line_fit_right(line, STYLE_MUTED, size, 9, "");
    line_addf(line, STYLE_NORMAL, "  %s", title);
    if (strcmp(title, name) != 0)
        line_addf(line, STYLE_MUTED, C_("punctuation", "  (%s)"), name);
    line = lines_add(tab->lines);
    line_pad(line, STYLE_NORMAL, 5);
    line_addf(line, STYLE_HINT, "%s  ", evidence_kind_label(evidence->kind));
    line_foreign(line, STYLE_MUTED, evidence->type);
    line_addf(line, STYLE_MUTED, "  SHA-256 %.16s%s", evidence->sha256, tab->app->glyphs->ellipsis);
    item_lines(tab, from, (PageItem){.evidence = evidence});
}

static void wish_line(Tab *tab, const EvidenceWish *wish)
{
    const Glyphs *glyphs = tab->app->glyphs;
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    Line *line = lines_add(left);
    Style style = wish->have ? STYLE_GOOD : STYLE_WARN;
    line_addf(line, style, "  %s ", wish->have ? glyphs->check : glyphs->stop_open);
    line_add(line, style, wish->have ? _("have") : _("missing"));
    lines_wrap(right, wish->have ? STYLE_MUTED : STYLE_NORMAL, _(wish->what), 0,
               tab->cols - WISH_COLS - 1);
    lines_beside(tab->lines, left, right, WISH_COLS);
}

static void checklist(Tab *tab)
{
    if (tab->item->claim == NULL || tab->page->evidence == NULL || tab->page->events == NULL)
        return;
    g_autoptr(GArray) list =
        evidence_checklist(tab->item->claim, tab->page->evidence, tab->page->events);
    heading(tab, _("What Amazon asks for"));
    for (guint i = 0; i < list->len; i++)
        wish_line(tab, &g_array_index(list, EvidenceWish, i));
    plain_lines(tab);
}

static void tab_evidence(Tab *tab)
{
    g_autofree char *key = keymap_first(tab->app->keymap, CMD_ADD);
    checklist(tab);
    heading(tab, _("Files in the desk"));
    for (guint i = 0; tab->page->evidence != NULL && i < tab->page->evidence->len; i++)
        evidence_line(tab, g_ptr_array_index(tab->page->evidence, i));
    if (tab->page->evidence != NULL && tab->page->evidence->len > 0)
        return;
    g_autofree char *text = g_strdup_printf(_("None yet. Press %s to add a file or a message."),
                                            key != NULL ? key : ":add");
    remark(tab, text);
}

/* ---- Messages and letters ---- */

static void both_texts(Tab *tab, const char *text, const char *other)
{
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    gboolean beside = other != NULL && *other != '\0' && tab->cols >= BESIDE_FROM;
    int at = beside ? tab->cols / 2 : tab->cols;
    lines_wrap(left, STYLE_NORMAL, text != NULL ? text : "", 3, at - 1);
    if (beside)
        lines_wrap(right, STYLE_HINT, other, 1, tab->cols - at - 1);
    else if (other != NULL && *other != '\0')
        lines_wrap(left, STYLE_HINT, other, 5, at - 1);
    lines_beside(tab->lines, left, right, at);
}

static void tab_messages(Tab *tab)
{
    g_autofree char *key = keymap_first(tab->app->keymap, CMD_ADD);
    for (guint i = tab->page->live != NULL ? tab->page->live->len : 0; i-- > 0;) {
        const ClaimEvent *event = g_ptr_array_index(tab->page->live, i);
        if (event->kind != EVENT_MESSAGE)
            continue;
        guint from = tab->lines->len;
        g_autofree char *when = event_when(tab, event);
        Line *line = lines_add(tab->lines);
        line_add(line, STYLE_NORMAL, " ");
        g_autofree char *who = event_speaker(event);
        line_foreign(line, STYLE_STRONG, who);
        line_addf(line, STYLE_MUTED, "  %s", when);
        if (event->lang != NULL) {
            line_add(line, STYLE_MUTED, "  ");
            line_foreign(line, STYLE_MUTED, event->lang);
        }
        both_texts(tab, event->text, event->other);
        lines_add(tab->lines);
        item_lines(tab, from, (PageItem){.event = event});
    }
    if (tab->page->items->len > 0)
        return;
    g_autofree char *text = g_strdup_printf(
        _("No messages yet. Press %s to add one, with a translation; you can also paste it here."),
        key != NULL ? key : ":add");
    remark(tab, text);
}

/* The words behind "Subject:". (transfer full) */
static char *subject_of(const char *text)
{
    const char *end = text != NULL ? strchr(text, '\n') : NULL;
    g_autofree char *line = text == NULL  ? g_strdup("")
                            : end != NULL ? g_strndup(text, (gsize)(end - text))
                                          : g_strdup(text);
    const char *subject = g_str_has_prefix(line, "Subject:") ? line + strlen("Subject:") : line;
    return text_clean(subject);
}

static void tab_letters(Tab *tab)
{
    g_autofree char *key = keymap_first(tab->app->keymap, CMD_LETTER);
    for (guint i = tab->page->live != NULL ? tab->page->live->len : 0; i-- > 0;) {
        const ClaimEvent *event = g_ptr_array_index(tab->page->live, i);
        LetterKind kind;
        if (event->kind == EVENT_MESSAGE || event->word == NULL || event->text == NULL)
            continue;
        guint from = tab->lines->len;
        g_autofree char *when = event_when(tab, event);
        g_autofree char *subject = subject_of(event->text);
        Line *line = lines_add(tab->lines);
        line_addf(line, STYLE_MUTED, " %s  ", when);
        line_foreign(line, STYLE_STRONG,
                     letter_parse(event->word, &kind, NULL) ? letter_label(kind) : event->word);
        if (event->lang != NULL) {
            line_add(line, STYLE_MUTED, "  ");
            line_foreign(line, STYLE_MUTED, event->lang);
        }
        line = lines_add(tab->lines);
        line_addf(line, STYLE_NORMAL, "   %s", g_strstrip(subject));
        item_lines(tab, from, (PageItem){.event = event});
    }
    if (tab->page->items->len > 0)
        return;
    g_autofree char *text =
        g_strdup_printf(_("No letters yet. Press %s to write the one the case needs."),
                        key != NULL ? key : ":letter");
    remark(tab, text);
}

/* ---- Together ---- */

static const struct {
    const char *title;
    void (*lines)(Tab *tab);
} TABS[N_PAGE_TABS] = {
    [PAGE_TIMELINE] = {N_("Timeline"), tab_timeline},
    [PAGE_FACTS] = {N_("Facts"), tab_facts},
    [PAGE_CLOCKS] = {N_("Clocks"), tab_clocks},
    [PAGE_EVIDENCE] = {N_("Evidence"), tab_evidence},
    [PAGE_MESSAGES] = {N_("Messages"), tab_messages},
    [PAGE_LETTERS] = {N_("Letters"), tab_letters},
};

const char *page_tab_title(PageTab tab)
{
    return _(TABS[tab].title);
}

int page_tab_count(const PageView *page, PageTab tab)
{
    int n = 0;
    if (tab == PAGE_EVIDENCE)
        return page->evidence != NULL ? (int)page->evidence->len : 0;
    if (tab != PAGE_MESSAGES && tab != PAGE_LETTERS)
        return -1;
    for (guint i = 0; page->live != NULL && i < page->live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(page->live, i);
        gboolean message = event->kind == EVENT_MESSAGE;
        n +=
            tab == PAGE_MESSAGES ? message : !message && event->word != NULL && event->text != NULL;
    }
    return n;
}

void page_tab_lines(UiApp *app, PageView *page, const DeskCase *item, int cols, Lines *lines)
{
    Tab tab = {app, page, item, cols, lines};
    TABS[page->tab].lines(&tab);
}
