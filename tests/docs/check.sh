#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples of daily use do what they say, word for word, in both READMEs; both hold the same
# commands; the manual's examples can be read; no link leads nowhere.  check.sh AZDESK SOURCE-FOLDER
set -eu
azdesk=$(realpath "$1")
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# the lines of code of a document, between two headings (extended regular expressions)
code() {
    awk -v from="$2" -v to="$3" '$0 ~ from { on = 1 } on && $0 ~ to { exit }
        /^```/ { open = !open; next } on && open { sub(/ +# .*/, ""); print }' "$1"
}

mkdir "$work/bin"
printf '#!/bin/sh\nexec "%s" --today 2026-11-26 "$@"\n' "$azdesk" > "$work/bin/azdesk"
chmod +x "$work/bin/azdesk"
for document in README.md README.ja.md; do
    mkdir "$work/$document"
    code "$document" '^## (Every day|毎日)' '^## (The command line|コマンドライン)' > "$work/commands"
    [ -s "$work/commands" ] || { echo "$document: no examples found" >&2; failed=1; }
    while IFS= read -r line; do
        if ! (cd "$work/$document" && unset AZDESK_DB XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME &&
            HOME="$work/$document" PATH="$work/bin:$PATH" sh -c "$line") \
            < /dev/null > "$work/said" 2>&1; then
            echo "$document: $line" >&2
            cat "$work/said" >&2
            failed=1
        fi
    done < "$work/commands"
    grep -o 'azdesk [^`]*' "$work/commands" | sed 's/echo .*//' > "$work/$document.commands"
done
cmp -s "$work/README.md.commands" "$work/README.ja.md.commands" || {
    echo "README.ja.md has other commands than README.md:" >&2
    diff "$work/README.md.commands" "$work/README.ja.md.commands" >&2 || true
    failed=1
}

# The example of a sheet, in the documents and in the manual, is one that can be imported.
LANGUAGE=ja "$azdesk" help files > "$work/help.ja"
LANGUAGE=en "$azdesk" help files > "$work/help.en"
for document in README.md README.ja.md "$work/help.en" "$work/help.ja"; do
    sheet="$work/sheet.csv"
    awk '/^(order,opened|注文番号,申請日),/ { on = 1 } on && /^(```|)$/ { exit } on' "$document" > "$sheet"
    if [ "$(wc -l < "$sheet")" -ne 3 ] ||
        ! "$azdesk" --db "$work/sheet.db" --today 2026-11-26 import --json "$sheet" > "$work/said" 2>&1 ||
        ! grep -q '"added": 2' "$work/said"; then
        echo "$document: its sheet is not imported:" >&2
        cat "$sheet" "$work/said" >&2
        failed=1
    fi
    rm -f "$work"/sheet.db*
done

# So is the example of saved views.
mkdir "$work/azdesk"
for language in en ja; do
    awk '/^\[views\]/ { n++ } n == 2 && /^$/ { exit } n == 2' > "$work/azdesk/config" << END
$(LANGUAGE=$language "$azdesk" help settings)
END
    [ "$(XDG_CONFIG_HOME=$work "$azdesk" config get views.japan)" = "market:JP open:yes" ] || {
        echo "the manual's saved views ($language) are not read" >&2
        failed=1
    }
done

for document in *.md docs/*.md; do
    folder=$(dirname "$document")
    for target in $(grep -oE '(\]\(|src="|srcset=")[^)"]+' "$document" | sed 's/^\](//; s/^src[a-z]*="//; s/#.*//'); do
        case $target in
        '' | http*) ;;
        *) [ -e "$folder/$target" ] || { echo "$document: $target is not there" >&2; failed=1; } ;;
        esac
    done
done

# each test that a promise names is there under that name: `FILE:TEST`, `:TEST` being of the FILE before
grep -oE '`(tests/[a-z_0-9/.]+)?(:[a-z0-9]+_[a-z_0-9]+)?`' docs/promises.md | tr -d '`' > "$work/named"
[ -s "$work/named" ] || { echo "docs/promises.md: names no test" >&2; failed=1; }
while IFS=: read -r path name; do
    file=${path:-$file}
    if ! [ -e "$file" ] || { [ -n "$name" ] && ! grep -q "^START_TEST($name)" "$file"; }; then
        echo "docs/promises.md: there is no $file:$name" >&2
        failed=1
    fi
done < "$work/named"
exit $failed
