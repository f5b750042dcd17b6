"""What was written and what YAML reads are not always the same. Where a text would be cut, merged or changed, say so.

Only what is not in quotes is looked at, but for the backslash: quotes are how a user says that a text is what it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

from iopdocs.patterns import lazy_pattern

#: A sentence, a hint and the line, from 1.
Doubt = tuple[str, str, int]

HARD_SPACES = "\u00a0\u2007\u202f"
_DASHES = "–—−"
_BULLETS = rf"[•·▪●◦*{_DASHES}]"
# What a list item begins with in a text editor or in Word. A hyphen or dash right before a letter is meant as one, too.
_ITEM = lazy_pattern(rf"(?:{_BULLETS}|-)[ \u00a0]*(?=[^\W\d_])|\d{{1,2}}[.)][ \u00a0]+(?=[^\W\d_])")
# Further down in a text, a dash may be a dash.
_NEXT_ITEM = lazy_pattern(r"\s*(-[ \u00a0]|[•·▪●◦*][ \u00a0]*(?=\w))")
# What an item of a list may begin with, of the signs that everybody has on the keyboard.
_SUSPECT = "-*0123456789"
_COMMENT = lazy_pattern(r"[ \t]+#(?=[^\s#!])")
_COMMENT_OF_ANY_KIND = lazy_pattern(r"\s*#")
_OPENED = lazy_pattern(r"[“”„»][^“”»«]*$")
# A line break may be meant, and so may a sign by its number; the rest is a path on a disk that somebody has pasted.
_ESCAPE = lazy_pattern(r"(?<!\\)(?:\\\\)*\\(?![\"\\/nuU\r\n])|[A-Za-z]:\\")


def commented(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines, from 0, that may hold a comment. A line may have very many texts: it is searched once."""
    return frozenset(number for number, line in enumerate(lines) if "#" in line)


def may_be_doubtful(event: Any, comments: Container[int]) -> bool:
    """Whether a text is worth a closer look; most are not, and there are hundreds in a file."""
    if event.style:
        return bool(event.style == '"')
    value, last = event.value, event.end_mark.line
    if not value or event.start_mark.line != last or value[0] in _SUSPECT or not value[0].isascii():
        return True
    return last in comments


def doubts(event: Any, lines: Sequence[str]) -> Iterator[Doubt]:
    """Yield what a text of the parser's, as it stands in the lines of the file, does not say as it is read."""
    first, last = event.start_mark.line, event.end_mark.line
    if event.style == '"':
        if _ESCAPE.search(_raw(event, lines)):
            hint = "Skriv texten i enkla citattecken: 'så här'. Flera stycken skrivs efter text: |"
            yield 'ett omvänt snedstreck inom " " ändrar texten', hint, first + 1
    elif not event.style and event.value:
        if event.value[0] in HARD_SPACES:
            hint = "De har följt med från Word. Ta bort dem och dra in med vanliga mellanslag."
            yield "raden är indragen med hårda mellanslag", hint, first + 1
        yield from _cut(event, lines[last] if last < len(lines) else "")
        yield from _merged(event, lines[first : last + 1])


def _cut(event: Any, line: str) -> Iterator[Doubt]:
    end = event.end_mark.column  # the rest of a long line is not copied for each of its texts
    if _COMMENT.match(line, end) or (_COMMENT_OF_ANY_KIND.match(line, end) and _OPENED.match(event.value)):
        hint = "Sätt citattecken om hela texten. Är det en kommentar, skriv ett mellanslag efter #."
        yield "texten efter # räknas som en kommentar och kommer inte med", hint, event.end_mark.line + 1


def _merged(event: Any, lines: Sequence[str]) -> Iterator[Doubt]:
    first = event.start_mark.line + 1
    hint = "Börja varje punkt med ett vanligt bindestreck och ett mellanslag, rakt under varandra."
    if begun := _ITEM.match(event.value):
        mark = begun[0].strip()
        # A text may begin with a number and a stop, but not twice.
        if not mark[0].isdigit() or any(re.match(r"\s*\d{1,2}[.)]\s", line) for line in lines[1:]):
            said = " Är det ett citat sätts talstrecket dit av sig självt." if mark[0] in _DASHES else ""
            yield f"texten börjar med ”{mark}”, och det blir en del av den", hint + said, first
            return
    for number, line in enumerate(lines[1:], first + 1):
        if found := _NEXT_ITEM.match(line):
            mark = found[1].strip()
            yield f"raden börjar med ”{mark}”, men läses som fortsättning på texten ovanför", hint, number
            return


def _raw(event: Any, lines: Sequence[str]) -> str:
    """Return a text with its quotes as it stands in the file."""
    start, end = event.start_mark, event.end_mark
    if start.line == end.line:
        return lines[start.line][start.column : end.column] if start.line < len(lines) else ""
    pieces = [lines[start.line][start.column :], *lines[start.line + 1 : end.line], lines[end.line][: end.column]]
    return "\n".join(pieces)
