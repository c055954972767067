/* SPDX-License-Identifier: MIT */
/* The one table of commands. What is not here is no command, and has no help, no completion and no
 * page in the manual. */
#include <glib/gi18n.h>
#include <string.h>

#include "command.h"

#define NO_OPTION                                                                                  \
    {                                                                                              \
        NULL                                                                                       \
    }

static const Option globals[] = {
    {"db", 0, OPTION_FILE, "PATH", N_("the desk file, instead of $AZDESK_DB or the default")},
    {"today", 0, OPTION_TEXT, "T",
     N_("the time to use as now; a day alone means its last second, UTC")},
    {"market", 0, OPTION_TEXT, "MARKET", N_("a country or marketplace id: US, UK, ATVPDKIKX0DER")},
    {"channel", 0, OPTION_TEXT, "CHANNEL",
     N_("mfn (seller-fulfilled) or afn (fulfilled by Amazon)")},
    {"read-only", 0, OPTION_FLAG, NULL,
     N_("change nothing; works where the desk cannot be written")},
    {"json", 0, OPTION_FLAG, NULL, N_("print data as JSON")},
    {"color", 0, OPTION_TEXT, "WHEN", N_("auto, always or never")},
    {"help", 'h', OPTION_FLAG, NULL, N_("show this help")},
    {"version", 0, OPTION_FLAG, NULL, N_("show the version")},
    NO_OPTION,
};

static const Option import_options[] = {
    {"dry-run", 0, OPTION_FLAG, NULL, N_("show what would be imported, but import nothing")},
    {"kind", 0, OPTION_TEXT, "KIND", N_("treat the files as this kind instead of detecting it")},
    {"rejects", 0, OPTION_FILE, "FILE", N_("write the rejected rows to FILE, unchanged")},
    {"map", 0, OPTION_TEXT, "NAME=HEADING,...", N_("map columns with other headings")},
    NO_OPTION,
};

static const Option odr_options[] = {
    {"as-of", 0, OPTION_TEXT, "DAY", N_("as of the end of that UTC day")},
    {"explain", 0, OPTION_FLAG, NULL,
     N_("list every order with a defect, and the rule that decides")},
    {"if", 0, OPTION_LIST, "ORDER=STAGE,...", N_("try other stages; nothing is saved")},
    NO_OPTION,
};

static const Option forecast_options[] = {
    {"days", 0, OPTION_TEXT, "N", N_("days after today (default: 75)")},
    NO_OPTION,
};

static const Option review_options[] = {
    {"within", 0, OPTION_TEXT, "DAYS", N_("days to look ahead (default: 7, unless configured)")},
    {"check", 0, OPTION_FLAG, NULL, N_("exit with status 5 if something is due")},
    NO_OPTION,
};

#define FACT_OPTIONS                                                                               \
    {"ordered", 0, OPTION_TEXT, "T", N_("order date; required if the order was never imported")},  \
        {"reason", 0, OPTION_TEXT, "REASON", N_("buyer's reason: not-received, damaged, ...")},    \
        {"amount", 0, OPTION_TEXT, "AMOUNT", N_("amount claimed: 19.99")},                         \
        {"currency", 0, OPTION_TEXT, "CURRENCY", N_("its currency: USD")},                         \
        {"tracking", 0, OPTION_TEXT, "ID", N_("tracking number")},                                 \
    {                                                                                              \
        "carrier", 0, OPTION_TEXT, "CARRIER", N_("carrier: japan-post, usps, ...")                 \
    }

static const Option open_options[] = {
    {"opened", 0, OPTION_TEXT, "T", N_("when the buyer filed it")},
    FACT_OPTIONS,
    {"reply-due", 0, OPTION_TEXT, "T", N_("deadline given in Amazon's message")},
    NO_OPTION,
};

#define AT_OPTION                                                                                  \
    {                                                                                              \
        "at", 0, OPTION_TEXT, "T", N_("when it happened (default: now)")                           \
    }

static const Option move_options[] = {
    AT_OPTION,
    {"until", 0, OPTION_TEXT, "T", N_("held: how long the post office holds the parcel")},
    {"funded-by", 0, OPTION_TEXT, "WHO",
     N_("granted: seller, amazon or returning (default: seller)")},
    {"debited", 0, OPTION_TEXT, "AMOUNT", N_("amount taken from the seller; 0 if it was returned")},
    {"note", 0, OPTION_TEXT, "TEXT", N_("add a note")},
    NO_OPTION,
};

static const Option parcel_options[] = {
    AT_OPTION,
    {"until", 0, OPTION_TEXT, "T", N_("held: how long the post office holds the parcel")},
    NO_OPTION,
};

static const Option asked_options[] = {
    AT_OPTION,
    {"due", 0, OPTION_TEXT, "T", N_("deadline given in Amazon's message")},
    NO_OPTION,
};

static const Option at_options[] = {
    AT_OPTION,
    NO_OPTION,
};

static const Option message_options[] = {
    AT_OPTION,
    {"who", 0, OPTION_TEXT, "WHO", N_("who wrote it: buyer, amazon, support or seller")},
    {"to", 0, OPTION_TEXT, "WHO", N_("who the seller wrote to (default: buyer)")},
    {"due", 0, OPTION_TEXT, "T", N_("when an answer is due (default: by the rules)")},
    {"lang", 0, OPTION_TEXT, "LANG", N_("its language: en or ja")},
    {"translation", 0, OPTION_TEXT, "TEXT", N_("translation into the other language")},
    NO_OPTION,
};

static const Option evidence_options[] = {
    {"title", 0, OPTION_TEXT, "TITLE", N_("what it shows (default: the file name)")},
    {"kind", 0, OPTION_TEXT, "PROOF", N_("what it proves (default: guessed from the title)")},
    NO_OPTION,
};

static const Option edit_options[] = {
    FACT_OPTIONS,
    {"debited", 0, OPTION_TEXT, "AMOUNT", N_("amount taken from the seller")},
    NO_OPTION,
};

static const Option defect_options[] = {
    AT_OPTION,
    {"fraud", 0, OPTION_FLAG, NULL, N_("a fraud chargeback, which does not count")},
    {"removed", 0, OPTION_TEXT, "T", N_("when the feedback was removed or struck through")},
    {"ordered", 0, OPTION_TEXT, "T", N_("order date; required if the order was never imported")},
    {"rating", 0, OPTION_TEXT, "STARS", N_("stars of the feedback, 1 or 2")},
    NO_OPTION,
};

static const Option letter_options[] = {
    {"kind", 0, OPTION_TEXT, "LETTER", N_("collect, reply, appeal, correction or follow-up")},
    {"lang", 0, OPTION_TEXT, "LANG", N_("en or ja (default: the marketplace's)")},
    {"out", 0, OPTION_FILE, "FILE", N_("write it to an e-mail file with the evidence attached")},
    {"send", 0, OPTION_FLAG, NULL, N_("send it with the mail command and move the stage")},
    {"fact", 0, OPTION_LIST, "NAME=VALUE", N_("supply a fact that is missing from the case")},
    NO_OPTION,
};

static const Option snooze_options[] = {
    {"until", 0, OPTION_TEXT, "T", N_("when it comes back")},
    {"reason", 0, OPTION_TEXT, "TEXT", N_("why it can wait")},
    NO_OPTION,
};

static const Option doctor_options[] = {
    {"rebuild", 0, OPTION_FLAG, NULL, N_("rebuild every case from its events")},
    {"recover", 0, OPTION_FILE, "FILE", N_("save what can be read of the desk to a new FILE")},
    NO_OPTION,
};

static const Option purge_options[] = {
    {"before", 0, OPTION_TEXT, "DAY", N_("cases with no entry since that day")},
    NO_OPTION,
};

static const Command claim_commands[] = {
    {"open", N_("file a claim"), "ORDER --opened T [options]",
     "azdesk claim open 113-2233445-6677889 --opened 2026-11-21 --reason not-received --amount "
     "42.10 "
     "--currency USD --tracking EE473124829JP",
     N_("Marketplace, channel and order date come from the imported order. An order that was never "
        "imported needs --ordered; --market and --channel default to the configuration."),
     open_options, 1, 1, cmd_claim_open},
    {"move", N_("change the stage of a claim"), "ORDER STAGE [options]",
     "azdesk claim move 113-2233445-6677889 withdrawn --at 2026-11-23", NULL, move_options, 2, 2,
     cmd_claim_move},
    {"parcel", N_("record what the carrier says"), "ORDER STATE [options]",
     "azdesk claim parcel 113-2233445-6677889 held --until 2026-11-30",
     N_("Instead of a word, STATE may be text from the carrier's page, one line or all of it: the "
        "newest line decides and is kept."),
     parcel_options, 2, 2, cmd_claim_parcel},
    {"asked", N_("record a question from Amazon"), "ORDER [options]",
     "azdesk claim asked 113-2233445-6677889 --due 2026-11-26T09:00", NULL, asked_options, 1, 1,
     cmd_claim_asked},
    {"replied", N_("record your answer to Amazon"), "ORDER [--at T]",
     "azdesk claim replied 113-2233445-6677889", NULL, at_options, 1, 1, cmd_claim_replied},
    {"check", N_("record whether Amazon's page counts the order"), "ORDER yes|no [--at T]",
     "azdesk claim check 113-2233445-6677889 yes", NULL, at_options, 2, 2, cmd_claim_check},
    {"note", N_("add a note"), "ORDER TEXT",
     "azdesk claim note 113-2233445-6677889 'The buyer will collect it on Friday.'", NULL, NULL, 2,
     2, cmd_claim_note},
    {"message", N_("record messages, with who wrote them"), "ORDER add TEXT|list [options]",
     "azdesk claim message 113-2233445-6677889 add 'I have the parcel now.' --who buyer",
     N_("A TEXT of \"-\" is read from standard input. A message from the buyer while the claim is "
        "undecided starts a clock, which your answer stops; a message --to support starts another, "
        "which --who support stops."),
     message_options, 2, 3, cmd_claim_message},
    {"evidence", N_("keep evidence: files copied into the desk"),
     "ORDER add FILE|list|remove ID|save ID FILE [options]",
     "azdesk claim evidence 113-2233445-6677889 add tracking.png --kind tracking",
     N_("The list also shows what Amazon asks for, and what is missing. A file with content is "
        "never overwritten. See \"azdesk help words\" for the kinds."),
     evidence_options, 2, 4, cmd_claim_evidence},
    {"edit", N_("correct the facts of a claim"), "ORDER [options]",
     "azdesk claim edit 113-2233445-6677889 --carrier usps --amount 40 --currency USD",
     N_("--market and --channel correct an order that was never imported."), edit_options, 1, 1,
     cmd_claim_edit},
    {"undo", N_("undo the latest entry"), "ORDER", "azdesk claim undo 113-2233445-6677889", NULL,
     NULL, 1, 1, cmd_claim_undo},
    {"redo", N_("redo the entry undone last"), "ORDER", "azdesk claim redo 113-2233445-6677889",
     NULL, NULL, 1, 1, cmd_claim_redo},
    {"list", N_("list cases"), "[QUERY...]",
     "azdesk claim list 'stage:held,opened due:<2d sort:due'",
     N_("See \"azdesk help query\" for the query syntax."), NULL, 0, -1, cmd_claim_list},
    {"show", N_("show one case with its history"), "ORDER", "azdesk claim show 113-2233445-6677889",
     NULL, NULL, 1, 1, cmd_claim_show},
    NO_OPTION,
};

static const Command config_commands[] = {
    {"get", N_("print a setting"), "KEY", "azdesk config get odr.lag", NULL, NULL, 1, 1,
     cmd_config},
    {"set", N_("change a setting; without a value, reset it to the default"), "KEY [VALUE]",
     "azdesk config set clock.answer-hours 24", NULL, NULL, 1, 2, cmd_config},
    {"list", N_("print all settings"), "", "azdesk config list", NULL, NULL, 0, 0, cmd_config},
    NO_OPTION,
};

static const Command commands[] = {
    {"import", N_("import Amazon reports"), "FILE... [options]",
     "azdesk import ~/Downloads/orders.txt ~/Downloads/performance.json",
     N_("Each file is recognised by its content and imported completely or not at all; rows that "
        "cannot be read are reported and skipped. See \"azdesk help files\" for the kinds."),
     import_options, 1, -1, cmd_import},
    {"imports", N_("list imports, or undo the latest"), "[undo]", "azdesk imports undo", NULL, NULL,
     0, 1, cmd_imports},
    {"odr", N_("show the order defect rate"), "[options]",
     "azdesk odr --market US --channel mfn --explain",
     N_("For every marketplace and channel with data, unless one is given."), odr_options, 0, 0,
     cmd_odr},
    {"forecast", N_("forecast the order defect rate"), "[--days N]",
     "azdesk forecast --market US --days 15", NULL, forecast_options, 0, 0, cmd_forecast},
    {"review", N_("show what needs doing, most urgent first"), "[--within DAYS] [--check]",
     "azdesk review --within 2 --check",
     N_("A line that asks for a newer file is advice: it does not make --check fail."),
     review_options, 0, 0, cmd_review},
    {"claim", N_("work on claims"), "COMMAND", "azdesk claim list open:yes", NULL, NULL, 0, 0, NULL,
     claim_commands},
    {"defect", N_("record negative feedback or a chargeback"),
     "ORDER feedback|chargeback [options]",
     "azdesk defect 113-2233445-6677889 feedback --at 2026-11-20", NULL, defect_options, 2, 2,
     cmd_defect},
    {"letter", N_("write the letter a case needs"), "ORDER [options]",
     "azdesk letter 113-2233445-6677889 --kind correction --out correction.eml",
     N_("A FILE with content is never overwritten. Your name, address and mail command are the "
        "settings letter.name, letter.from, letter.to and letter.command; put your own templates "
        "as KIND.LANG.txt in the letters folder next to the configuration."),
     letter_options, 1, 1, cmd_letter},
    {"snooze", N_("snooze a case until a day"), "ORDER --until T --reason TEXT",
     "azdesk snooze 113-2233445-6677889 --until 2026-11-30 --reason 'The buyer is away'", NULL,
     snooze_options, 1, 1, cmd_snooze},
    {"gate", N_("check the account for holiday selling"), "", "azdesk gate --market US", NULL, NULL,
     0, 0, cmd_gate},
    {"export", N_("export cases or deadlines for other programs"), "csv|json|ics|all [QUERY]",
     "azdesk export ics > claims.ics",
     N_("all ORDER prints every row the desk has on an order, as JSON, with its evidence in "
        "base64."),
     NULL, 1, -1, cmd_export},
    {"backup", N_("copy the desk to a new file"), "FILE", "azdesk backup desk-2026-11-23.db", NULL,
     NULL, 1, 1, cmd_backup},
    {"restore", N_("replace the desk with a backup"), "FILE", "azdesk restore desk-2026-11-23.db",
     N_("The previous desk is kept next to it."), NULL, 1, 1, cmd_restore},
    {"doctor", N_("check the desk for damage"), "[--rebuild|--recover FILE]", "azdesk doctor", NULL,
     doctor_options, 0, 0, cmd_doctor},
    {"purge", N_("erase the texts and evidence of old cases"), "--before DAY",
     "azdesk purge --before 2025-01-01",
     N_("Notes, messages, letters and evidence are overwritten, and their drafts deleted; what "
        "counts towards the rate stays. Earlier backups still contain them."),
     purge_options, 0, 0, cmd_purge},
    {"config", N_("read and change settings"), "get|set|list", "azdesk config set odr.lag 15", NULL,
     NULL, 0, 0, NULL, config_commands},
    {"help", N_("show help on a command or topic"), "[TOPIC]", "azdesk help claim open", NULL, NULL,
     0, -1, cmd_help},
    {"demo", N_("try azdesk on a throwaway desk of sample cases"), "", "azdesk demo", NULL, NULL, 0,
     0, cmd_demo},
    NO_OPTION,
};

static const Command plain = {
    "", N_("open the desk"), "", "azdesk", NULL, NULL, 0, 0, cmd_desk,
};

const Command *command_table(void)
{
    return commands;
}

const Command *command_plain(void)
{
    return &plain;
}

const Option *global_options(void)
{
    return globals;
}

const Command *command_named(const Command *table, const char *name)
{
    for (; table && table->name; table++)
        if (strcmp(table->name, name) == 0)
            return table;
    return NULL;
}

char *command_names(const Command *table)
{
    GString *names = g_string_new(NULL);
    for (; table->name; table++)
        g_string_append_printf(names, "%s%s", names->len ? ", " : "", table->name);
    return g_string_free(names, FALSE);
}
