#!/usr/bin/env python3
"""Writes src/grammar/date/names/table.rs: the names of months, weekdays and halves of the day.

    python3 scripts/calendar_names.py [--check] [cldr-dates-full-VERSION.tgz]

The names are those of the Unicode CLDR, package `cldr-dates-full` of npm, which is fetched unless a file is given,
and those of calendar_supplement.tsv. With --check nothing is written, and the exit code tells whether the committed
table is what would be.
"""

import io
import json
import pathlib
import re
import sys
import tarfile
import urllib.request

VERSION = "48.2.0"
PACKAGE = f"https://registry.npmjs.org/cldr-dates-full/-/cldr-dates-full-{VERSION}.tgz"

HERE = pathlib.Path(__file__).parent
SUPPLEMENT = HERE / "calendar_supplement.tsv"
TABLE = HERE.parent / "src/grammar/date/names/table.rs"

# Those of the label table, and others whose pages have dates.
LANGUAGES = (
    "ar bg ca cs da de el en es et eu fa fi fr gl he hi hr hu id it ja ko lt lv nb nl nn no pl pt ro ru sk sl sr sv "
    "th tr uk vi zh"
).split()
# Norwegian has three codes, and most pages have the common one.
SAME_LANGUAGE = {"nb": "no", "nn": "no"}
# Scripts that pages in these languages do not have.
UNUSUAL = ("en-Dsrt", "en-Shaw", "hi-Latn")

KINDS = {"months": "Month", "days": "Weekday", "dayPeriods": "Half"}
NUMBERS = {str(month): month for month in range(1, 13)}
NUMBERS |= {day: number for number, day in enumerate("mon tue wed thu fri sat sun".split(), 1)}
NUMBERS |= {"am": 1, "pm": 2}
MOST_WORDS = 3
MOST_LETTERS = 16
COLUMNS = 96


def main():
    arguments = sys.argv[1:]
    check = "--check" in arguments
    files = [argument for argument in arguments if argument != "--check"]
    package = pathlib.Path(files[0]).read_bytes() if files else urllib.request.urlopen(PACKAGE).read()
    rows = Rows()
    read_cldr(package, rows)
    read_supplement(rows)
    text = rows.as_rust()
    if not check:
        TABLE.write_text(text)
    elif TABLE.read_text() != text:
        sys.exit(f"{TABLE} is not what this script writes")


def read_cldr(package, rows):
    """Adds the names of all regions of the languages."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        version = json.load(archive.extractfile("package/package.json"))["version"]
        if version != VERSION:
            sys.exit(f"expected version {VERSION} of cldr-dates-full, found {version}")
        for member in archive:
            path = re.fullmatch(r"package/main/(([a-z]+)[^/]*)/ca-gregorian\.json", member.name)
            if path and path[2] in LANGUAGES and not path[1].startswith(UNUSUAL):
                calendar = json.load(archive.extractfile(member))["main"][path[1]]["dates"]["calendars"]["gregorian"]
                read_calendar(calendar, path[2], rows)


def read_calendar(calendar, language, rows):
    for kind, rust_kind in KINDS.items():
        # A half of the day that stands alone is as well a word: `tarde`.
        for context in ("format",) if kind == "dayPeriods" else ("format", "stand-alone"):
            # Letters that stand alone mean too much.
            for width in ("wide", "abbreviated", "short"):
                for key, name in calendar[kind][context].get(width, {}).items():
                    if number := NUMBERS.get(key.removesuffix("-alt-variant")):
                        rows.add(rust_kind, name, number, language)


def read_supplement(rows):
    for line in SUPPLEMENT.read_text().splitlines():
        if line and not line.startswith("#"):
            language, kind, number, names = line.split("\t")
            for name in names.split(", "):
                rows.add(kind, name, int(number), language)


class Rows:
    """Names, each with what it means and to whom."""

    def __init__(self):
        self.languages = {}

    def add(self, kind, name, number, language):
        name = fold(name)
        words = re.split("[ '-]", name)
        is_readable = (
            all(word.isalpha() for word in map(without_marks, words))
            and len(name.split(" ")) <= MOST_WORDS
            and max(map(len, words)) <= MOST_LETTERS
        )
        if is_readable and not (kind == "Half" and is_common_word(name)):
            language = SAME_LANGUAGE.get(language, language)
            self.languages.setdefault((name, kind, number), set()).add(language)

    def as_rust(self):
        meanings = {}
        for name, kind, number in self.languages:
            meanings.setdefault((name, kind), set()).add(number)
        rows = sorted(self.languages, key=lambda row: (row[0].encode(), *row[1:]))
        cells = []
        for name, kind, number in rows:
            is_open = len(meanings[name, kind]) > 1
            languages = " ".join(sorted(self.languages[name, kind, number])) if is_open else ""
            cells.append(f'("{name}", {kind}, {number}, "{languages}"),')
        starts = sorted({name.split(" ")[0] for name, _, _ in rows if " " in name}, key=str.encode)
        starts = [f'"{start}",' for start in starts]
        return HEADER + constant("NAMES", "Row", cells) + "\n" + constant("FIRST_WORDS", "&str", starts)


def fold(name):
    """As the grammar folds the words that it looks up, less the points of abbreviations."""
    name = "".join(name.split("\u200c")).replace("\u093c", "")
    name = re.sub("[’ʼ]", "'", " ".join(name.split()).lower()).rstrip(".׳'॰ ")
    # What joins a month to its day is grammar.
    name = re.sub("^(de |d')", "", name)
    # Initials: `p. m.`, `ม.ค`.
    is_initials = re.fullmatch(r"\w{1,3}(\. ?\w{1,3})+", without_marks(name))
    return re.sub(r"\. ?", "", name) if is_initials else name


def without_marks(name):
    """Vowel signs and tones of Hindi and Thai are no letters for Python."""
    return re.sub("[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", name)


def is_common_word(half):
    """Few Latin letters after a time are as well a word: `em`, `de`, `pop`."""
    return len(half) <= 3 and half.isascii() and half not in ("am", "pm")


def constant(name, of, cells):
    lines, line = [], ""
    for cell in cells:
        if line and len(line) + 1 + len(cell) > COLUMNS:
            lines.append(line)
            line = ""
        line = f"{line} {cell}" if line else cell
    body = "".join(f"    {line}\n" for line in [*lines, line])
    return f"#[rustfmt::skip]\npub(super) static {name}: &[{of}] = &[\n{body}];\n"


HEADER = f'''//! The names of months, weekdays and halves of the day, and the first words of those with several words.
//!
//! Written by scripts/calendar_names.py; do not edit. Sorted by the bytes of the name.
//!
//! Source: Unicode CLDR {VERSION}, <https://cldr.unicode.org>, and scripts/calendar_supplement.tsv.
//! Copyright © 2004-2026 Unicode, Inc. Licence: Unicode-3.0; its text stands in LICENSE-UNICODE.

use super::Kind::{{Half, Month, Weekday}};
use super::Row;

'''

if __name__ == "__main__":
    main()
