/* SPDX-License-Identifier: MIT */
/* Any bytes as a file of one kind (FUZZ_KIND), or of whichever they look like. Beside what the
 * sanitizers see, the summary must add up, and hold no text that is not clean UTF-8. */
#include "fuzz.h"

#include "azdesk/core/text.h"
#include "src/report/import-private.h"

static void check_text(const char *text)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        g_assert_false(text_is_control(g_utf8_get_char(p)));
}

static void check_summary(const ImportSummary *summary)
{
    const ImportCounts *counts = &summary->counts;
    g_assert_cmpuint(counts->skipped + counts->rejected, <=, counts->rows);
    g_assert_cmpuint(counts->added + counts->updated + counts->unchanged, <=, counts->rows);
    g_assert_cmpuint(summary->rejects->len, ==, MIN(counts->rejected, IMPORT_REJECTS_KEPT));
    for (guint i = 0; i < summary->rejects->len; i++)
        check_text(((const ImportReject *)summary->rejects->pdata[i])->why);
    for (guint i = 0; i < summary->missing->len; i++)
        check_text(summary->missing->pdata[i]);
    if (summary->error)
        check_text(summary->error->message);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static Settings *settings;
    static Store *store;
    if (!store) {
        settings = settings_new();
        store = store_open_memory(NULL);
    }
    ImportOptions options = {.settings = settings,
                             .now = 1795435200, /* 2026-11-23 12:00:00 UTC */
                             .kind = *FUZZ_KIND ? FUZZ_KIND : NULL,
                             .channel = -1,
                             .dry_run = TRUE};
    g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data(bytes, (gssize)len, NULL);
    g_autoptr(ImportSummary) summary = import_stream(store, stream, "file", len, &options);
    check_summary(summary);
    return 0;
}
