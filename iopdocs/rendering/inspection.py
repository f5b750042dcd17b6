"""What came out: the faults a Word file must not have, looked for in the finished bytes whoever made them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from iopdocs.errors import Problem
from iopdocs.rendering.missing import GAP_END, GAP_START
from iopdocs.rendering.package import content_types, parse_xml, read_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_NOTHING = re.compile(r"(?<!\w)(None|nan|NaN|Undefined)(?!\w)")
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

Fault = tuple[str, str]
Look = Callable[[etree._Element], Iterator[Fault]]


def inspect(data: bytes, name: str, *, braces: bool = False) -> list[Problem]:
    """Return every fault of a finished Word file; ``braces`` says that the data itself holds ``{{`` or the like."""
    members = read_package(data, name)
    types = content_types(members)
    problems = []
    if sum(kind == _CORE_TYPE for kind in types.values()) != 1 or sum(n.endswith("core.xml") for n in members) != 1:
        problems.append(_problem(name, "docProps", "dokumentet ska ha exakt en core.xml"))
    for member, blob in sorted(members.items()):
        if not member.endswith((".xml", ".rels")):
            continue
        root = parse_xml(blob)
        if not braces and (left := _TAGS.search("".join(str(text) for text in root.itertext()))):
            problems.append(_problem(name, member, f"en tagg blev kvar ({left[0]})"))
        if "wordprocessingml" in types.get(member, ""):
            looks = LOOKS if member.startswith("word/document") else EVERYWHERE
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


def _nothings(root: etree._Element) -> Iterator[Fault]:
    for paragraph in root.iter(W + "p"):
        text = text_of(paragraph)
        if found := _NOTHING.search(text):
            yield f"”{found[0]}” står i texten", text[:60]
        if GAP_START in text or GAP_END in text:
            yield "ett internt märke blev kvar", text[:60]


def _double_spaces(root: etree._Element) -> Iterator[Fault]:
    for paragraph in root.iter(W + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t"))
        if "  " in text or " ." in text.replace(" …", "").replace(" ..", "") or " ," in text:
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


EVERYWHERE: tuple[Look, ...] = (_nothings, _double_spaces, _ids, _revisions)
LOOKS: tuple[Look, ...] = (*EVERYWHERE, _cells, _tables, _headings_and_blanks)
