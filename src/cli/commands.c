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
    {"db", 0, OPTION_FILE, "PATH", N_("the desk's file, instead of $AZDESK_DB or the usual place")},
    {"today", 0, OPTION_TEXT, "T",
     N_("what is taken as now; a day alone means its last second, UTC")},
    {"market", 0, OPTION_TEXT, "MARKET",
     N_("a country or a marketplace id: US, UK, ATVPDKIKX0DER")},
    {"channel", 0, OPTION_TEXT, "CHANNEL", N_("mfn (seller-fulfilled) or afn (by Amazon)")},
    {"read-only", 0, OPTION_FLAG, NULL, N_("change nothing; works where nothing can be written")},
    {"json", 0, OPTION_FLAG, NULL, N_("print data as JSON")},
    {"color", 0, OPTION_TEXT, "WHEN", N_("auto, always or never")},
    {"help", 'h', OPTION_FLAG, NULL, N_("show this help")},
    {"version", 0, OPTION_FLAG, NULL, N_("show the version")},
    NO_OPTION,
};

static const Option import_options[] = {
    {"dry-run", 0, OPTION_FLAG, NULL, N_("read and count everything, keep nothing")},
    {"kind", 0, OPTION_TEXT, "KIND",
     N_("take the files for this kind instead of recognising them")},
    {"rejects", 0, OPTION_FILE, "FILE", N_("write the rejected rows to FILE, as they came")},
    {"map", 0, OPTION_TEXT, "NAME=HEADING,...",
     N_("name the columns of a file with other headings")},
    NO_OPTION,
};

static const Option odr_options[] = {
    {"as-of", 0, OPTION_TEXT, "DAY", N_("as it stood at the end of that UTC day")},
    {"explain", 0, OPTION_FLAG, NULL, N_("every order with something against it, with its rule")},
    {"if", 0, OPTION_LIST, "ORDER=STAGE,...", N_("suppose other stages; nothing is saved")},
    NO_OPTION,
};

static const Option forecast_options[] = {
    {"days", 0, OPTION_TEXT, "N", N_("how many days after today, 75 if left out")},
    NO_OPTION,
};

static const Option review_options[] = {
    {"within", 0, OPTION_TEXT, "DAYS", N_("how far to look ahead, 7 days unless set otherwise")},
    {"check", 0, OPTION_FLAG, NULL, N_("exit with status 5 where something is due")},
    NO_OPTION,
};

#define FACT_OPTIONS                                                                               \
    {"ordered", 0, OPTION_TEXT, "T",                                                               \
     N_("day of the order; needed where no imported file has it")},                                \
        {"reason", 0, OPTION_TEXT, "REASON",                                                       \
         N_("the buyer's reason: not-received, damaged, ...")},                                    \
        {"amount", 0, OPTION_TEXT, "AMOUNT", N_("the amount claimed: 19.99")},                     \
        {"currency", 0, OPTION_TEXT, "CURRENCY", N_("its currency: USD")},                         \
        {"tracking", 0, OPTION_TEXT, "ID", N_("the parcel's tracking number")},                    \
    {                                                                                              \
        "carrier", 0, OPTION_TEXT, "CARRIER", N_("its carrier: japan-post, usps, ...")             \
    }

static const Option open_options[] = {
    {"opened", 0, OPTION_TEXT, "T", N_("when the buyer filed it")},
    FACT_OPTIONS,
    {"reply-due", 0, OPTION_TEXT, "T", N_("the deadline that Amazon's message states")},
    NO_OPTION,
};

#define AT_OPTION                                                                                  \
    {                                                                                              \
        "at", 0, OPTION_TEXT, "T", N_("when it happened; now if left out")                         \
    }

static const Option move_options[] = {
    AT_OPTION,
    {"until", 0, OPTION_TEXT, "T", N_("held: how long the post office keeps the parcel")},
    {"funded-by", 0, OPTION_TEXT, "WHO", N_("granted: seller, amazon or returning; else seller")},
    {"debited", 0, OPTION_TEXT, "AMOUNT", N_("the money taken from the seller; 0 if it came back")},
    {"note", 0, OPTION_TEXT, "TEXT", N_("a note beside it")},
    NO_OPTION,
};

static const Option parcel_options[] = {
    AT_OPTION,
    {"until", 0, OPTION_TEXT, "T", N_("held: how long the post office keeps the parcel")},
    NO_OPTION,
};

static const Option asked_options[] = {
    AT_OPTION,
    {"due", 0, OPTION_TEXT, "T", N_("the deadline that Amazon's message states")},
    NO_OPTION,
};

static const Option at_options[] = {
    AT_OPTION,
    NO_OPTION,
};

static const Option message_options[] = {
    AT_OPTION,
    {"who", 0, OPTION_TEXT, "WHO", N_("who said it: buyer, amazon, support or seller")},
    {"to", 0, OPTION_TEXT, "WHO", N_("whom the seller wrote to: buyer if left out")},
    {"due", 0, OPTION_TEXT, "T", N_("by when it is to be answered; else by the rules")},
    {"lang", 0, OPTION_TEXT, "LANG", N_("its language: en or ja")},
    {"translation", 0, OPTION_TEXT, "TEXT", N_("the same in the other language")},
    NO_OPTION,
};

static const Option evidence_options[] = {
    {"title", 0, OPTION_TEXT, "TITLE", N_("what it shows; the file's name if left out")},
    {"kind", 0, OPTION_TEXT, "PROOF", N_("what it is proof of; else as the title tells")},
    NO_OPTION,
};

static const Option edit_options[] = {
    FACT_OPTIONS,
    {"debited", 0, OPTION_TEXT, "AMOUNT", N_("the money taken from the seller")},
    NO_OPTION,
};

static const Option defect_options[] = {
    AT_OPTION,
    {"fraud", 0, OPTION_FLAG, NULL, N_("a chargeback for fraud, which does not count")},
    {"removed", 0, OPTION_TEXT, "T", N_("when the feedback was removed or struck through")},
    {"ordered", 0, OPTION_TEXT, "T", N_("day of the order; needed where no imported file has it")},
    {"rating", 0, OPTION_TEXT, "STARS", N_("the stars of the feedback, 1 or 2")},
    NO_OPTION,
};

static const Option letter_options[] = {
    {"kind", 0, OPTION_TEXT, "LETTER", N_("collect, reply, appeal, correction or follow-up")},
    {"lang", 0, OPTION_TEXT, "LANG", N_("en or ja; the marketplace's if left out")},
    {"out", 0, OPTION_FILE, "FILE", N_("write it as a mail with the evidence attached")},
    {"send", 0, OPTION_FLAG, NULL, N_("hand it to the mail command and move the stage")},
    {"fact", 0, OPTION_LIST, "NAME=VALUE", N_("state a fact that the case does not hold")},
    NO_OPTION,
};

static const Option snooze_options[] = {
    {"until", 0, OPTION_TEXT, "T", N_("when it comes back")},
    {"reason", 0, OPTION_TEXT, "TEXT", N_("why it can wait")},
    NO_OPTION,
};

static const Option doctor_options[] = {
    {"rebuild", 0, OPTION_FLAG, NULL, N_("fold every case anew from its events")},
    {"recover", 0, OPTION_FILE, "FILE",
     N_("save what can be read of the desk into FILE, a new one")},
    NO_OPTION,
};

static const Option purge_options[] = {
    {"before", 0, OPTION_TEXT, "DAY", N_("cases without an entry since that day")},
    NO_OPTION,
};

static const Command claim_commands[] = {
    {"open", N_("file a claim"), "ORDER --opened T [options]",
     "azdesk claim open 113-2233445-6677889 --opened 2026-11-21 --reason not-received --amount "
     "42.10 "
     "--currency USD --tracking EE473124829JP",
     N_("Market, channel and day of the order come from the imported order. For one that was never "
        "imported --ordered is needed; --market and --channel are taken from the options, else "
        "from "
        "the configuration."),
     open_options, 1, 1, cmd_claim_open},
    {"move", N_("change the stage of a claim"), "ORDER STAGE [options]",
     "azdesk claim move 113-2233445-6677889 withdrawn --at 2026-11-23", NULL, move_options, 2, 2,
     cmd_claim_move},
    {"parcel", N_("enter what the carrier says"), "ORDER STATE [options]",
     "azdesk claim parcel 113-2233445-6677889 held --until 2026-11-30",
     N_("In place of a word, STATE may be what the carrier's page says, a line or all of it: its "
        "newest line decides, and is kept."),
     parcel_options, 2, 2, cmd_claim_parcel},
    {"asked", N_("Amazon asked for information"), "ORDER [options]",
     "azdesk claim asked 113-2233445-6677889 --due 2026-11-26T09:00", NULL, asked_options, 1, 1,
     cmd_claim_asked},
    {"replied", N_("it was answered"), "ORDER [--at T]", "azdesk claim replied 113-2233445-6677889",
     NULL, at_options, 1, 1, cmd_claim_replied},
    {"check", N_("enter whether Amazon's page counts the order"), "ORDER yes|no [--at T]",
     "azdesk claim check 113-2233445-6677889 yes", NULL, at_options, 2, 2, cmd_claim_check},
    {"note", N_("write a note"), "ORDER TEXT",
     "azdesk claim note 113-2233445-6677889 'The buyer will collect it on Friday.'", NULL, NULL, 2,
     2, cmd_claim_note},
    {"message", N_("keep what was said, and by whom"), "ORDER add TEXT|list [options]",
     "azdesk claim message 113-2233445-6677889 add 'I have the parcel now.' --who buyer",
     N_("A TEXT of \"-\" is read from standard input. What the buyer writes while the claim is "
        "undecided starts a clock, which your answer ends; what you write --to support starts "
        "another, which --who support ends."),
     message_options, 2, 3, cmd_claim_message},
    {"evidence", N_("keep proof: files copied into the desk"),
     "ORDER add FILE|list|remove ID|save ID FILE [options]",
     "azdesk claim evidence 113-2233445-6677889 add tracking.png --kind tracking",
     N_("The list also tells what Amazon asks for, and what of it is missing. A file that holds "
        "something is never written over. \"azdesk help words\" names the kinds."),
     evidence_options, 2, 4, cmd_claim_evidence},
    {"edit", N_("correct facts of a claim"), "ORDER [options]",
     "azdesk claim edit 113-2233445-6677889 --carrier usps --amount 40 --currency USD",
     N_("--market and --channel correct an order that was never imported."), edit_options, 1, 1,
     cmd_claim_edit},
    {"undo", N_("take the latest entry back"), "ORDER", "azdesk claim undo 113-2233445-6677889",
     NULL, NULL, 1, 1, cmd_claim_undo},
    {"redo", N_("give an undone entry again"), "ORDER", "azdesk claim redo 113-2233445-6677889",
     NULL, NULL, 1, 1, cmd_claim_redo},
    {"list", N_("list the cases"), "[QUERY]",
     "azdesk claim list 'stage:held,opened due:<2d sort:due'",
     N_("\"azdesk help query\" tells what a query may say."), NULL, 0, -1, cmd_claim_list},
    {"show", N_("show one case with its history"), "ORDER", "azdesk claim show 113-2233445-6677889",
     NULL, NULL, 1, 1, cmd_claim_show},
    NO_OPTION,
};

static const Command config_commands[] = {
    {"get", N_("print a setting"), "KEY", "azdesk config get odr.lag", NULL, NULL, 1, 1,
     cmd_config},
    {"set", N_("change a setting; without a value to its default"), "KEY [VALUE]",
     "azdesk config set clock.answer-hours 24", NULL, NULL, 1, 2, cmd_config},
    {"list", N_("print all settings"), "", "azdesk config list", NULL, NULL, 0, 0, cmd_config},
    NO_OPTION,
};

static const Command commands[] = {
    {"import", N_("read files that Amazon gives"), "FILE... [options]",
     "azdesk import ~/Downloads/orders.txt ~/Downloads/performance.json",
     N_("Each file is recognised by its content and imported as a whole or not at all; rows that "
        "cannot be read are told and left out. \"azdesk help files\" names the kinds."),
     import_options, 1, -1, cmd_import},
    {"imports", N_("list the imports, or take the latest back"), "[undo]", "azdesk imports undo",
     NULL, NULL, 0, 1, cmd_imports},
    {"odr", N_("show the order defect rate"), "[options]",
     "azdesk odr --market US --channel mfn --explain",
     N_("For every market and channel that has data, unless one is named."), odr_options, 0, 0,
     cmd_odr},
    {"forecast", N_("show the rate of the coming days"), "[--days N]",
     "azdesk forecast --market US --days 15", NULL, forecast_options, 0, 0, cmd_forecast},
    {"review", N_("show what is to be done, most urgent first"), "[--within DAYS] [--check]",
     "azdesk review --within 2 --check",
     N_("A line that asks for a newer file is advice: --check does not fail for it."),
     review_options, 0, 0, cmd_review},
    {"claim", N_("work on claims"), "COMMAND", "azdesk claim list open:yes", NULL, NULL, 0, 0, NULL,
     claim_commands},
    {"defect", N_("enter a negative feedback or a chargeback"),
     "ORDER feedback|chargeback [options]",
     "azdesk defect 113-2233445-6677889 feedback --at 2026-11-20", NULL, defect_options, 2, 2,
     cmd_defect},
    {"letter", N_("write the letter that a case needs"), "ORDER [options]",
     "azdesk letter 113-2233445-6677889 --kind correction --out correction.eml",
     N_("A FILE that holds something is never written over. Your name, address and mail command "
        "are "
        "the settings letter.name, letter.from, letter.to and letter.command; your own templates "
        "lie as KIND.LANG.txt in the folder letters beside the configuration."),
     letter_options, 1, 1, cmd_letter},
    {"snooze", N_("put a case aside until a day"), "ORDER --until T --reason TEXT",
     "azdesk snooze 113-2233445-6677889 --until 2026-11-30 --reason 'The buyer is away'", NULL,
     snooze_options, 1, 1, cmd_snooze},
    {"gate", N_("show where the account stands for the holiday season"), "",
     "azdesk gate --market US", NULL, NULL, 0, 0, cmd_gate},
    {"export", N_("print the cases or their deadlines for another program"),
     "csv|json|ics|all [QUERY]", "azdesk export ics > claims.ics",
     N_("all ORDER prints every row that the desk holds about an order, as JSON, with its evidence "
        "in base64."),
     NULL, 1, -1, cmd_export},
    {"backup", N_("copy the desk to a new file"), "FILE", "azdesk backup desk-2026-11-23.db", NULL,
     NULL, 1, 1, cmd_backup},
    {"restore", N_("put a backup in the desk's place"), "FILE", "azdesk restore desk-2026-11-23.db",
     N_("The desk that was there is kept beside it."), NULL, 1, 1, cmd_restore},
    {"doctor", N_("examine the desk"), "[--rebuild|--recover FILE]", "azdesk doctor", NULL,
     doctor_options, 0, 0, cmd_doctor},
    {"purge", N_("empty the texts and evidence of old cases"), "--before DAY",
     "azdesk purge --before 2025-01-01",
     N_("Notes, messages, letters and evidence are overwritten; what counts stays. Backups that "
        "were "
        "made before still hold them."),
     purge_options, 0, 0, cmd_purge},
    {"config", N_("read and change settings"), "get|set|list", "azdesk config set odr.lag 15", NULL,
     NULL, 0, 0, NULL, config_commands},
    {"help", N_("explain a command or a topic"), "[TOPIC]", "azdesk help claim open", NULL, NULL, 0,
     -1, cmd_help},
    {"demo", N_("try azdesk on a throw-away desk of sample cases"), "", "azdesk demo", NULL, NULL,
     0, 0, cmd_demo},
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
