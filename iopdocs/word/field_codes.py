"""The fields of a Word file: known harmless kinds only. The rest fetches, runs, asks or reveals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from iopdocs.word.addresses import leads_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fields by their first word. Left out: those that fetch or run (DDE, INCLUDETEXT, LINK, MACROBUTTON …), that are put
# together of others (QUOTE, IF, SET), that ask (ASK, FILLIN) and that tell of user and computer (AUTHOR, FILENAME …).
_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC", "TA",
    "TOA", "XE", "INDEX", "SEQ", "LISTNUM", "SYMBOL", "TITLE", "SUBJECT", "KEYWORDS", "DATE", "TIME", "CREATEDATE",
    "SAVEDATE", "PRINTDATE", "NUMWORDS", "NUMCHARS", "HYPERLINK", "DOCPROPERTY", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION",
}  # fmt: skip
_WORD = re.compile(r'"([^"]*)"?|(\S+)')
_OUTSIDE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
# The switches of HYPERLINK: a bookmark, a tip, a frame, how it looks; a new window, where a picture is clicked.
_BOOKMARK = "\\l"
_WITH_VALUE = {_BOOKMARK, "\\o", "\\t", "\\*"}
_ALONE = {"\\n", "\\m", "\\h"}


@dataclass
class _Field:
    """A field that is open: its code so far, and whether its code is still being written."""

    code: str = ""
    written: bool = True


def is_outside(target: str) -> bool:
    """Whether a link leads to a web page, an e-mail address or a telephone number."""
    return _OUTSIDE.match(target) is not None


def active_fields(root: etree._Element) -> Iterator[str]:
    """Yield the first word of each field that is not known to be harmless; a field's code may be in many runs."""
    for node in root.iter(W + "fldSimple"):
        yield from _active(node.get(W + "instr") or "")
    if next(root.iter(W + "fldChar", W + "instrText", W + "delInstrText"), None) is None:
        return
    # Fields within fields: the innermost open one gets the text. The first is for text outside any field.
    fields = [_Field(written=False)]
    for node in root.iter(W + "fldChar", W + "instrText", W + "delInstrText", W + "t"):
        if node.tag != W + "fldChar":
            # Until its result begins, all text in a field is its code.
            if node.tag != W + "t" or fields[-1].written:
                fields[-1].code += "".join(map(str, node.itertext()))
        else:
            yield from _step(node.get(W + "fldCharType"), fields)
    for left in fields if fields[0].code.strip() else fields[1:]:
        yield from _active(left.code)


def _step(kind: str | None, fields: list[_Field]) -> Iterator[str]:
    """Open a field, begin its result, or close it; yield what is then known to be wrong."""
    if kind == "begin":
        if fields[-1].written:
            yield "ett fält i ett annats kod"
        fields.append(_Field())
    elif kind == "separate":
        fields[-1].written = False
    elif kind == "end" and len(fields) > 1:
        yield from _active(fields.pop().code)


def _active(code: str) -> Iterator[str]:
    words = [found[2] if found[1] is None else found[1] for found in _WORD.finditer(code)]
    word = words[0] if words else ""
    if word.upper() not in _FIELDS:
        yield word[:30] or "utan namn"
    elif word.upper() == "HYPERLINK":
        yield from _link(words[1:])
    elif any(map(leads_out, words[1:])):
        yield f"{word[:30]} med en adress"
    if "{{" in code or "{%" in code:
        yield f"{word[:30]} med en tagg"


def _link(words: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the target of a HYPERLINK field, from the words that come after its name."""
    left, aims = iter(words), False
    for word in left:
        if word.lower() in _WITH_VALUE:
            value = next(left, "")
            aims = aims or (word.lower() == _BOOKMARK and bool(value))
        elif word.lower() not in _ALONE:
            aims = True
            if not is_outside(word):
                yield f"HYPERLINK till {word[:60]}"
    if not aims:
        yield "HYPERLINK utan mål"
