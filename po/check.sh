#!/bin/sh
# SPDX-License-Identifier: MIT
# Holds the translations to the source: every file with messages is listed, every message can be
# translated whole, and is, in every language.  check.sh SOURCE-FOLDER
set -eu
export LC_ALL=C.UTF-8
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() {
    echo "$1" >&2
    failed=1
}

grep -rlE '\b(_|N_|C_|NC_|ngettext)\(' --include='*.c' --include='*.h' src include | sort > "$work/have"
sort po/POTFILES.in > "$work/listed"
cmp -s "$work/have" "$work/listed" || fail "po/POTFILES.in is not the list of files with messages:
$(diff "$work/listed" "$work/have" || true)"

xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
    --files-from="$work/have" --output="$work/all.pot" 2> "$work/warnings"
[ ! -s "$work/warnings" ] || fail "$(cat "$work/warnings")"

for language in $(cat po/LINGUAS); do
    grep -q "UI_LANGUAGE.*[|]${language}[|\"]" include/azdesk/core/settings.h ||
        fail "ui.language in include/azdesk/core/settings.h does not offer $language"
    msgfmt --check --output-file=/dev/null "po/$language.po" || failed=1
    msgmerge --quiet --no-fuzzy-matching --output-file="$work/$language.po" \
        "po/$language.po" "$work/all.pot"
    msgattrib --untranslated --no-obsolete "$work/$language.po" > "$work/open"
    msgattrib --only-fuzzy --no-obsolete "$work/$language.po" >> "$work/open"
    ! grep -q '^msgid "..*"\|^msgid ""$' "$work/open" || fail "po/$language.po lacks:
$(cat "$work/open")
meson compile azdesk-pot azdesk-update-po brings them into the file"
done
exit $failed
