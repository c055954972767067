/* SPDX-License-Identifier: MIT */
/* The other side of two rows: the least that a C program can do. Runs in a process of its own. */
#include "bench.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMN_ID,
    COLUMN_BOUGHT = 2,
    COLUMN_UPDATED,
    COLUMN_STATUS,
    COLUMN_CHANNEL,
    COLUMN_SALES,
    N_USED
};

typedef struct {
    char *text[N_USED];
    int len[N_USED];
} Fields;

static gboolean split(char *line, Fields *ret_fields)
{
    for (int i = 0; i < N_USED; i++) {
        char *end = strchr(line, '\t');
        if (end == NULL)
            return FALSE;
        ret_fields->text[i] = line;
        ret_fields->len[i] = (int)(end - line);
        line = end + 1;
    }
    return TRUE;
}

static gint64 number(const char *text, int len)
{
    gint64 value = 0;
    for (int i = 0; i < len; i++)
        if (text[i] >= '0' && text[i] <= '9')
            value = value * 10 + (text[i] - '0');
    return value;
}

static gint64 day_number(const char *text)
{
    gint64 year = number(text, 4), month = number(text + 5, 2), day = number(text + 8, 2);
    year -= month <= 2;
    gint64 of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

static void bind_numbers(sqlite3_stmt *insert, const Fields *fields)
{
    char *const *text = fields->text;
    gint64 day = day_number(text[COLUMN_UPDATED]);
    const char *clock = text[COLUMN_UPDATED] + strlen("2026-01-01T");
    gint64 second = number(clock, 2) * 3600 + number(clock + 3, 2) * 60 + number(clock + 6, 2);
    sqlite3_bind_int64(insert, 1, number(text[COLUMN_ID], fields->len[COLUMN_ID]));
    sqlite3_bind_int(insert, 2, fields->len[COLUMN_SALES] == (int)strlen("Amazon.com") ? 1 : 5);
    sqlite3_bind_int(insert, 3, text[COLUMN_CHANNEL][0] == 'A');
    sqlite3_bind_int64(insert, 4, day_number(text[COLUMN_BOUGHT]));
    sqlite3_bind_int(insert, 5,
                     text[COLUMN_STATUS][0] == 'C'   ? 2
                     : text[COLUMN_STATUS][0] == 'P' ? 1
                                                     : 3);
    sqlite3_bind_int64(insert, 6, day * DAY_SECONDS + second);
    sqlite3_bind_int(insert, 7, 1);
}

static void bind_texts(sqlite3_stmt *insert, const Fields *fields)
{
    static const int columns[] = {COLUMN_ID, COLUMN_SALES, COLUMN_CHANNEL, COLUMN_BOUGHT,
                                  COLUMN_STATUS};
    for (int i = 0; i < (int)G_N_ELEMENTS(columns); i++) {
        int len = columns[i] == COLUMN_BOUGHT ? (int)strlen("2026-01-01") : fields->len[columns[i]];
        sqlite3_bind_text(insert, i + 1, fields->text[columns[i]], len, SQLITE_STATIC);
    }
}

static int fill(const char *file, const char *path, const char *create, const char *sql,
                void (*bind)(sqlite3_stmt *, const Fields *))
{
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    FILE *in = fopen(file, "re");
    if (in == NULL || sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, create, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, sql, -1, &insert, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, db != NULL ? sqlite3_errmsg(db) : file);
        return 1;
    }
    char *line = NULL;
    size_t size = 0;
    gboolean ok = getline(&line, &size, in) > 0; /* the header */
    while (ok && getline(&line, &size, in) > 0) {
        Fields fields;
        if (!split(line, &fields))
            continue;
        bind(insert, &fields);
        ok = sqlite3_step(insert) == SQLITE_DONE;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    ok = ok && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (!ok)
        fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
    sqlite3_close(db);
    free(line);
    fclose(in);
    return ok ? 0 : 1;
}

int bare_import(const char *file, const char *db)
{
    return fill(file, db,
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, market INTEGER, channel INTEGER, "
                "day INTEGER, status INTEGER, updated INTEGER, import INTEGER)",
                "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?)", bind_numbers);
}

int bare_text_table(const char *file, const char *db)
{
    return fill(file, db,
                "CREATE TABLE orders (id TEXT PRIMARY KEY, market TEXT, channel TEXT, day TEXT, "
                "status TEXT)",
                "INSERT INTO orders VALUES (?, ?, ?, ?, ?)", bind_texts);
}
