# SPDX-License-Identifier: MIT
"""Whatever the documents name exists: commands, options, topics, settings, keys, files, build
targets, suites, commits.  names.py AZDESK SOURCE-FOLDER BUILD-FOLDER"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys

azdesk, source, build = map(os.path.realpath, sys.argv[1:4])
os.chdir(source)
ninja = open(os.path.join(build, "build.ninja"), encoding="utf-8").read()
tests = json.load(open(os.path.join(build, "meson-info/intro-tests.json"), encoding="utf-8"))
test_names = {test["name"] for test in tests}
test_suites = {suite.split(":")[-1] for test in tests for suite in test["suite"]}
history = os.path.exists(".git") and shutil.which("git") and subprocess.run(
    ["git", "rev-parse", "--is-shallow-repository"], capture_output=True, encoding="utf-8").stdout == "false\n"
answers = {}


def ask(*words):
    """The answer to a command; None where it fails."""
    if words not in answers:
        run = subprocess.run([azdesk, *words], capture_output=True, encoding="utf-8")
        answers[words] = run.stdout if run.returncode == 0 else None
    return answers[words]


def commands_in(text):
    part = re.search(r"^Commands:\n(.*?)\n\n", text, re.M | re.S)
    return re.findall(r"^  (\S+)", part[1], re.M) if part else []


def is_placeholder(word):
    return not re.match(r"[a-z]", word)


def wrong_command(words):
    """What is wrong with the words behind "azdesk", or None."""
    words = [word.strip("'\"") for word in words]
    path = []
    for word in words:
        names = commands_in(ask(*path, "--help"))
        if not names or word.startswith("-") or is_placeholder(word):
            break
        if word not in names:
            return f"no command \"{' '.join(path + [word])}\""
        path.append(word)
    rest = words[len(path):]
    for word in rest:
        option = re.match(r"--[a-z-]+", word)
        if option and not re.search(re.escape(option[0]) + r"\b", ask(*path, "--help")):
            return f"no option {option[0]} of \"{' '.join(path)}\""
    if path == ["help"] and rest and not is_placeholder(rest[0]) and ask("help", rest[0]) is None:
        return f"no topic \"{rest[0]}\""
    if path in (["config", "get"], ["config", "set"]) and rest and ask("config", "get", rest[0]) is None:
        return f"no setting \"{rest[0]}\""
    return None


def wrong_build(text):
    """What is wrong with a line that builds or tests, or None."""
    for names in re.findall(r"meson compile -C build\S*((?: [a-z][a-z-]*)*)", text):
        for name in names.split():
            if not re.search(rf"^build {name}[: ]", ninja, re.M):
                return f"no target \"{name}\""
    for name in re.findall(r"\bbuild/(tests/\S+)", text):
        if f"build {name}:" not in ninja:
            return f"no program \"{name}\""
    for words in re.findall(r"meson test -C build ([^&|#`]*)", text):
        for suite in re.findall(r"--suite (\S+)", words):
            if suite not in test_suites:
                return f"no suite \"{suite}\""
        for name in re.findall(r"(?:^| )([a-z][a-z-]+)", re.sub(r"--\S+( \S+)?|-t \d+", "", words)):
            if name not in test_names:
                return f"no test \"{name}\""
    return None


def is_file(name):
    pattern = re.sub(r"\b[A-Z]+\b", "*", name)
    if "/" not in name:
        pattern = "**/" + pattern
    return any(glob.glob(place + pattern, recursive=True) for place in ("", "src/", "include/azdesk/"))


def wrong_span(text, is_readme):
    """What is wrong with a piece of code in a line of prose, or None."""
    first = text.split(" ")[0]
    if first in commands_in(ask("--help")) and " " in text and "$" not in text:
        return wrong_command(text.split(" "))
    if re.fullmatch(r"(desk|odr|clock|hold|review|privacy|backup|letter|ui)\.[a-z-]+", text):
        return None if ask("config", "get", text) else f"no setting \"{text}\""
    if re.fullmatch(r"[\w./*-]+\.(c|h|po|sql|py|sh|txt|wrap|build)", text) and not text.startswith("."):
        return None if is_file(text) else f"no file \"{text}\""
    if is_readme and re.fullmatch(r"[!-~]|enter|esc|tab", text):
        keys = re.findall(r"^  (\S+(?: \S+)*)  ", ask("help", "keys"), re.M)
        return None if any(text in key.split() for key in keys) else f"no key \"{text}\""
    if re.fullmatch(r"[0-9a-f]{7,40}", text) and history:
        run = subprocess.run(["git", "cat-file", "-e", text + "^{commit}"], capture_output=True)
        return None if run.returncode == 0 else f"no commit {text}"
    return None


def pieces(lines):
    """Number, text and kind ("line" of a block, "span" of a line of prose) of all code."""
    in_block = False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            in_block = not in_block
        elif in_block:
            yield number, re.sub(r"\s+#.*", "", line), "line"
        else:
            for span in re.findall(r"`([^`]+)`", line):
                yield number, span, "span"


def faults(document):
    with open(document, encoding="utf-8") as file:
        for number, text, kind in pieces(file.read().split("\n")):
            for words in re.findall(r"(?:^|[\s/])azdesk ([^|&;`]*)", text):
                yield number, wrong_command(words.split())
            yield number, wrong_build(text)
            if kind == "span":
                yield number, wrong_span(text, document.startswith("README"))


failed = False
for name in sorted(glob.glob("*.md") + glob.glob("docs/*.md")):
    for line_number, fault in faults(name):
        if fault:
            print(f"{name}:{line_number}: {fault}", file=sys.stderr)
            failed = True
sys.exit(failed)
