"""What came out: the faults a Word file must not have, looked for in the finished bytes whoever made them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from iopdocs.errors import Problem
from iopdocs.rendering.active import active_content
from iopdocs.rendering.missing import GAP_END, GAP_START
from iopdocs.rendering.package import content_types, parse_xml, read_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_NOTHING = re.compile(r"(?<!\w)(None|nan|NaN|Undefined)(?!\w)")
# With a letter from each side, so that what is compared with the data is the place and not any two spaces.
_SPACES = re.compile(r"\S?(?: {2,}| (?=,|\.(?!\.)))\S?")
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

Fault = tuple[str, str]
Look = Callable[[etree._Element], Iterator[Fault]]


def inspect(data: bytes, name: str, *, given: str = "") -> list[Problem]:
    """Return every fault of a finished Word file.

    ``given`` is the text of the data: two spaces, ``{{`` or the word *nan* that its author wrote is no fault.
    """
    members = read_package(data, name)
    types = content_types(members)
    problems = []
    if sum(kind == _CORE_TYPE for kind in types.values()) != 1 or sum(n.endswith("core.xml") for n in members) != 1:
        problems.append(_problem(name, "docProps", "dokumentet ska ha exakt en core.xml"))
    for member, blob in sorted(members.items()):
        if not member.endswith((".xml", ".rels")):
            continue
        root = parse_xml(blob)
        problems += [
            _problem(name, member, f"dokumentet kan hämta eller köra annat ({what})") for what in active_content(root)
        ]
        if left := _not_given(_TAGS, "".join(str(text) for text in root.itertext()), given):
            problems.append(_problem(name, member, f"en tagg blev kvar ({left})"))
        if "wordprocessingml" in types.get(member, ""):
            wording: tuple[Look, ...] = (lambda part: _nothings(part, given), lambda part: _double_spaces(part, given))
            looks = (*wording, *(LOOKS if member.startswith("word/document") else EVERYWHERE))
            problems += [
                _problem(name, member, f"{what}: {text}" if text else what)
                for look in looks
                for what, text in look(root)
            ]
    problems += _title_and_language(members, name)
    return problems


def _problem(name: str, member: str, message: str) -> Problem:
    hint = "Rätta mallen eller uppgifterna; dokumentet ska inte skickas som det är."
    return Problem(message, name, where=member, hint=hint, code="granskning")


def _title_and_language(members: dict[str, bytes], name: str) -> Iterator[Problem]:
    core = parse_xml(members["docProps/core.xml"]) if "docProps/core.xml" in members else None
    if core is None or not (core.findtext("{*}title") or "").strip():
        yield _problem(name, "docProps/core.xml", "dokumentet saknar titel")
    styles = parse_xml(members["word/styles.xml"]) if "word/styles.xml" in members else None
    language = styles.find(f"{W}docDefaults//{W}lang") if styles is not None else None
    if language is None or language.get(W + "val") != "sv-SE":
        yield _problem(name, "word/styles.xml", "dokumentets språk är inte svenska (sv-SE)")


def text_of(node: etree._Element) -> str:
    """Return the text of a paragraph (or anything above it) as a reader sees it; tabs and breaks as white space."""
    pieces = []
    for child in node.iter(W + "t", W + "tab", W + "br"):
        pieces.append((child.text or "") if child.tag == W + "t" else " ")
    return "".join(pieces)


def _not_given(pattern: re.Pattern[str], text: str, given: str) -> str | None:
    """Return the first match that the data does not hold itself."""
    return next((found[0] for found in pattern.finditer(text) if found[0].casefold() not in given.casefold()), None)


def _nothings(root: etree._Element, given: str) -> Iterator[Fault]:
    for paragraph in root.iter(W + "p"):
        text = text_of(paragraph)
        if found := _not_given(_NOTHING, text, given):
            yield f"”{found}” står i texten", text[:60]
        if GAP_START in text or GAP_END in text:
            yield "ett internt märke blev kvar", text[:60]


def _double_spaces(root: etree._Element, given: str) -> Iterator[Fault]:
    for paragraph in root.iter(W + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t"))
        if _not_given(_SPACES, text, given):
            yield "dubbelt blanksteg eller blanksteg före skiljetecken", text[:60]


def _cells(root: etree._Element) -> Iterator[Fault]:
    for cell in root.iter(W + "tc"):
        if len(cell) == 0 or cell[-1].tag != W + "p":
            yield "en tabellcell saknar stycke", ""
        elif not text_of(cell).strip() and cell.find(f".//{W}drawing") is None:
            row = cell.getparent()
            yield "en tabellcell är tom", text_of(cell if row is None else row)[:60]


def _tables(root: etree._Element) -> Iterator[Fault]:
    for table in root.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        if not rows:
            yield "en tabell saknar rader", ""
        elif len(rows) > 2 and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "en tabells rubrikrad är inte märkt som rubrikrad", text_of(rows[0])[:60]


def _headings_and_blanks(root: etree._Element) -> Iterator[Fault]:
    blank = 0
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        empty = not text_of(paragraph).strip() and paragraph.find(f".//{W}drawing") is None
        if empty and style is not None and re.match(r"(?i)(heading|rubrik)\s*\d", style.get(W + "val") or ""):
            yield "en rubrik är tom", ""
        blank = blank + 1 if empty and paragraph.find(f".//{W}sectPr") is None else 0
        if blank == 2:
            yield "flera tomma stycken i rad", ""


def _ids(root: etree._Element) -> Iterator[Fault]:
    for what, ids in (
        ("en bild", [node.get("id") for node in root.iter("{*}docPr")]),
        ("ett bokmärke", [node.get(W + "id") for node in root.iter(W + "bookmarkStart")]),
        ("ett bokmärkes namn", [node.get(W + "name") for node in root.iter(W + "bookmarkStart")]),
    ):
        for double in (one for one, times in Counter(ids).items() if times > 1):
            yield f"{what} har samma id som en annan", str(double)


def _revisions(root: etree._Element) -> Iterator[Fault]:
    if any(True for _ in root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo")):
        yield "spårade ändringar blev kvar", ""


EVERYWHERE: tuple[Look, ...] = (_ids, _revisions)
LOOKS: tuple[Look, ...] = (*EVERYWHERE, _cells, _tables, _headings_and_blanks)
