"""Reads Swedish text as one who knows nothing of this program: amounts, days, numbers, names, tables.

Patterns only, and none of our own formats: it is what documents are judged by.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_MONTHS = _MONTH.split("|")
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_MONEY = re.compile(r"(?<![\d,.])(\d{1,3}(?: \d{3})+|\d+)(,\d+)? (?:kronor|kr)(?![a-zåäö])")
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.:]\d+)*")
WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: The numbers Swedes write in words.
IN_WORDS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip


def flat(text: str) -> str:
    """Return a text with every kind of space as one, and none at the ends."""
    return _SPACE.sub(" ", text).strip()


def amounts(text: str) -> Iterator[Decimal]:
    """Yield each amount in kronor."""
    for found in _MONEY.finditer(flat(text)):
        yield Decimal(found[1].replace(" ", "") + (found[2] or "").replace(",", "."))


def days(text: str) -> Iterator[date]:
    """Yield each day that is written with its year."""
    text = flat(text)
    for found in _ISO.finditer(text):
        yield date(int(found[1]), int(found[2]), int(found[3]))
    for found in _DAY.finditer(text):
        if found[3]:
            yield date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the day and the month of each day, with or without its year."""
    yield from ((int(found[1]), _MONTHS.index(found[2]) + 1) for found in _DAY.finditer(flat(text)))


def months(text: str) -> Iterator[tuple[int, int]]:
    """Yield each month that is written with its year, and that year."""
    for found in re.finditer(rf"({_MONTH}) (\d{{4}})(?!\d)", flat(text)):
        yield _MONTHS.index(found[1]) + 1, int(found[2])


def numbers(text: str) -> Iterator[str]:
    """Yield every number in digits, its groups of three put together."""
    yield from (found[0].replace(" ", "") for found in _NUMBER.finditer(flat(text)))


def in_words(text: str) -> Iterator[int]:
    """Yield the numbers from two to twelve that are written in words."""
    yield from (IN_WORDS[word] for word in map(str.casefold, WORDS.findall(flat(text))) if word in IN_WORDS)


def names(text: str) -> Iterator[str]:
    """Yield each word with a capital that does not begin a sentence, a line, or what stands after a mark."""
    for line in text.splitlines():
        line = flat(line)
        for found in WORDS.finditer(line):
            before = line[: found.start()]
            if found[0][0].isupper() and re.search(r"[\w,;)]( |-)$", before):
                yield found[0]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, its style, whether it is in a table."""

    text: str
    style: str
    in_table: bool

    @property
    def heading(self) -> int:
        """The level of a heading; 0 for what is none."""
        found = re.search(r"(?:heading|rubrik)\D?(\d)", self.style, re.IGNORECASE)
        return int(found[1]) if found else 0

    @property
    def listed(self) -> bool:
        """Whether it is a member of a list."""
        return bool(re.search(r"list|punkt", self.style, re.IGNORECASE))


def body(data: bytes) -> etree._Element:
    """Return the body of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def lines(data: bytes) -> list[Line]:
    """Return the paragraphs of a Word document's body in order."""
    return [_line(one) for one in body(data).iter(f"{_W}p")]


def tables(data: bytes) -> list[list[list[str]]]:
    """Return the tables of a Word document as rows of cells."""
    return [
        [
            [flat(" ".join(map(_text, cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")]
            for row in one.iter(f"{_W}tr")
        ]
        for one in body(data).iter(f"{_W}tbl")
    ]


def _line(paragraph: etree._Element) -> Line:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    name = "" if style is None else str(style.get(f"{_W}val"))
    in_table = any(one.tag == f"{_W}tc" for one in paragraph.iterancestors())
    return Line(_text(paragraph), name + (" list" if numbered and "eading" not in name else ""), in_table)


def _text(paragraph: etree._Element) -> str:
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}
    runs = (child for run in paragraph.iter(f"{_W}r") for child in run)
    return "".join((one.text or "") if one.tag == f"{_W}t" else marks.get(str(one.tag), "") for one in runs)
