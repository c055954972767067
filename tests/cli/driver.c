/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/wait.h>

#include "azdesk/core/when.h"
#include "suite.h"
#include "temp_dir.h"

void cli_init(Cli *cli)
{
    *cli = (Cli){.folder = temp_dir()};
    ck_assert(cli->folder != NULL);
    cli_setenv(cli, "PATH", g_getenv("PATH"));
    cli_setenv(cli, "ASAN_OPTIONS", g_getenv("ASAN_OPTIONS"));
    cli_setenv(cli, "LSAN_OPTIONS", g_getenv("LSAN_OPTIONS"));
    cli_setenv(cli, "UBSAN_OPTIONS", g_getenv("UBSAN_OPTIONS"));
    cli_setenv(cli, "G_DEBUG", "fatal-criticals");
    cli_setenv(cli, "LC_ALL", "C.UTF-8");
    cli_setenv(cli, "LANGUAGE", "en");
    cli_setenv(cli, "TZ", "UTC");
    cli_setenv(cli, "HOME", cli->folder);
    static const char *const folders[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"};
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = cli_path(cli, folders[i]);
        cli_setenv(cli, folders[i], path);
    }
}

void cli_clear(Cli *cli)
{
    temp_dir_remove(cli->folder);
    g_strfreev(cli->env);
    g_free(cli->out);
    g_free(cli->err);
}

void cli_setenv(Cli *cli, const char *name, const char *value)
{
    cli->env =
        value ? g_environ_setenv(cli->env, name, value, TRUE) : g_environ_unsetenv(cli->env, name);
}

char *cli_path(const Cli *cli, const char *name)
{
    return g_build_filename(cli->folder, name, NULL);
}

void cli_write(const Cli *cli, const char *name, const char *text)
{
    g_autofree char *path = cli_path(cli, name);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

char *cli_read(const Cli *cli, const char *name)
{
    g_autofree char *path = cli_path(cli, name);
    char *text = NULL;
    ck_assert_msg(g_file_get_contents(path, &text, NULL, NULL), "%s is not there", name);
    return text;
}

int cli_run_words(Cli *cli, const char *const *words)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    int wait_status;
    g_ptr_array_add(argv, (gpointer)g_getenv("AZDESK_BIN"));
    ck_assert_msg(g_getenv("AZDESK_BIN") != NULL, "AZDESK_BIN is not set");
    for (; *words; words++)
        g_ptr_array_add(argv, (gpointer)*words);
    g_ptr_array_add(argv, NULL);
    g_clear_pointer(&cli->out, g_free);
    g_clear_pointer(&cli->err, g_free);
    g_spawn_sync(cli->folder, (char **)argv->pdata, cli->env, G_SPAWN_DEFAULT, NULL, NULL,
                 &cli->out, &cli->err, &wait_status, &error);
    ck_assert_no_error(error);
    cli->status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
    return cli->status;
}

int cli_run(Cli *cli, const char *line, ...)
{
    va_list args;
    va_start(args, line);
    g_autofree char *text = g_strdup_vprintf(line, args);
    va_end(args);
    g_auto(GStrv) words = NULL;
    g_autoptr(GPtrArray) given = g_ptr_array_new_with_free_func(g_free);
    gboolean today = FALSE;
    ck_assert(g_shell_parse_argv(text, NULL, &words, NULL));
    for (char **word = words; *word; word++)
        today |= strcmp(*word, "--today") == 0;
    if (!today) {
        g_ptr_array_add(given, g_strdup("--today"));
        g_ptr_array_add(given, g_strdup(TODAY));
    }
    for (char **word = words; *word; word++)
        g_ptr_array_add(given, **word == '@' ? cli_path(cli, *word + 1) : g_strdup(*word));
    g_ptr_array_add(given, NULL);
    return cli_run_words(cli, (const char *const *)given->pdata);
}

void cli_said(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "\"%s\" is not in: %s", words, text);
}

/* ---- JSON ---- */

JsonNode *cli_json(const Cli *cli)
{
    g_autoptr(GError) error = NULL;
    JsonNode *root = json_from_string(cli->out, &error);
    ck_assert_msg(root != NULL, "no JSON: %s%s", cli->out, cli->err);
    return root;
}

JsonNode *json_at(JsonNode *root, const char *path)
{
    g_auto(GStrv) steps = g_strsplit(path, ".", -1);
    for (char **step = steps; root && *step && **step; step++) {
        if (JSON_NODE_HOLDS_ARRAY(root)) {
            JsonArray *array = json_node_get_array(root);
            const guint index = (guint)g_ascii_strtoull(*step, NULL, 10);
            root =
                index < json_array_get_length(array) ? json_array_get_element(array, index) : NULL;
        } else {
            root = JSON_NODE_HOLDS_OBJECT(root)
                       ? json_object_get_member(json_node_get_object(root), *step)
                       : NULL;
        }
    }
    return root;
}

static JsonNode *must_be_at(JsonNode *root, const char *path)
{
    JsonNode *node = json_at(root, path);
    ck_assert_msg(node != NULL, "there is no %s", path);
    return node;
}

gint64 json_int_at(JsonNode *root, const char *path)
{
    return json_node_get_int(must_be_at(root, path));
}

const char *json_text_at(JsonNode *root, const char *path)
{
    JsonNode *node = must_be_at(root, path);
    return JSON_NODE_HOLDS_NULL(node) ? NULL : json_node_get_string(node);
}

double json_double_at(JsonNode *root, const char *path)
{
    JsonNode *node = must_be_at(root, path);
    ck_assert_msg(JSON_NODE_HOLDS_VALUE(node), "%s is no number", path);
    return json_node_get_double(node);
}

guint json_length_at(JsonNode *root, const char *path)
{
    JsonNode *node = must_be_at(root, path);
    ck_assert_msg(JSON_NODE_HOLDS_ARRAY(node), "%s is no array", path);
    return json_array_get_length(json_node_get_array(node));
}

char *json_keys_at(JsonNode *root, const char *path)
{
    JsonNode *node = must_be_at(root, path);
    ck_assert_msg(JSON_NODE_HOLDS_OBJECT(node), "%s is no object", path);
    JsonObjectIter iter;
    const char *name;
    GString *keys = g_string_new(NULL);
    json_object_iter_init_ordered(&iter, json_node_get_object(node));
    while (json_object_iter_next_ordered(&iter, &name, NULL))
        g_string_append_printf(keys, "%s%s", keys->len ? " " : "", name);
    return g_string_free(keys, FALSE);
}

/* ---- Files ---- */

void cli_write_orders(const Cli *cli, const char *name, int first, int last, int per_day)
{
    g_autoptr(GString) text = g_string_new(
        "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\t"
        "fulfillment-channel\tsales-channel\tproduct-name\tsku\tasin\titem-status\tquantity\n");
    for (int ago = first; ago <= last; ago++) {
        char day[DAY_SIZE];
        day_format(day_from_ymd(2026, 11, 23) - ago, day);
        for (int i = 0; i < per_day; i++)
            g_string_append_printf(
                text,
                "113-%07d-%07d\t\t%sT10:00:00+00:00\t%sT12:00:00+00:00\tShipped\t"
                "Merchant\tAmazon.com\tA thing\tSKU\tB000000000\tShipped\t1\n",
                ago, i, day, day);
    }
    cli_write(cli, name, text->str);
}

void cli_write_report(const Cli *cli, const char *name, int day, int orders, int defects,
                      int claims)
{
    char from[DAY_SIZE], to[DAY_SIZE];
    const Day taken = day_from_ymd(2026, 11, day);
    day_format(taken - 74, from);
    day_format(taken - 15, to);
    g_autofree char *text = g_strdup_printf(
        "{\"accountStatuses\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"status\":\"NORMAL\"}],"
        "\"performanceMetrics\":[{\"marketplaceId\":\"ATVPDKIKX0DER\","
        "\"lateShipmentRate\":{\"reportingDateRange\":{"
        "\"reportingDateFrom\":\"2026-10-24T00:00Z\",\"reportingDateTo\":\"2026-11-%02dT23:59Z\"},"
        "\"orderCount\":100,\"lateShipmentCount\":1,\"rate\":0.01,\"status\":\"GOOD\"},"
        "\"orderDefectRate\":{\"mfn\":{\"reportingDateRange\":{"
        "\"reportingDateFrom\":\"%sT00:00Z\",\"reportingDateTo\":\"%sT23:59Z\"},"
        "\"orderCount\":%d,\"orderWithDefects\":{\"count\":%d,\"status\":\"GOOD\"},"
        "\"claims\":{\"count\":%d,\"status\":\"GOOD\"},"
        "\"chargebacks\":{\"count\":0,\"status\":\"GOOD\"},"
        "\"negativeFeedback\":{\"count\":0,\"status\":\"GOOD\"},"
        "\"fulfillmentType\":\"mfn\",\"status\":\"GOOD\",\"rate\":%.4f,\"targetValue\":0.01,"
        "\"targetCondition\":\"LESS_THAN\"}}}]}",
        day, from, to, orders, defects, claims, orders ? (double)defects / orders : 0);
    cli_write(cli, name, text);
}
