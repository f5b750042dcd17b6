"""The starter's Word templates as a reviewer reads them: parts, paragraphs with style and text, tables, tags."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

TEMPLATES = Path(__file__).parents[2] / "templates"
TYPES = sorted(path.parent.name for path in TEMPLATES.glob("*/mall.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
SETTINGS, FONTS, CORE, APP = "word/settings.xml", "word/fontTable.xml", "docProps/core.xml", "docProps/app.xml"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHOWN = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_MARKS = {f"{W}tab": "⇥", f"{W}br": "⏎"}


@dataclass(frozen=True)
class Line:
    """One paragraph: its style, its text with tags, and its column in a table, from 1."""

    node: etree._Element
    style: str
    text: str
    column: int = 0


@cache
def members(name: str) -> Mapping[str, bytes]:
    """Return the members of a type's template."""
    with zipfile.ZipFile(TEMPLATES / name / "mall.docx") as archive:
        return {one: archive.read(one) for one in archive.namelist()}


@cache
def part(name: str, member: str) -> etree._Element:
    """Return a part of a type's template; not to be changed."""
    return etree.fromstring(members(name)[member])


def shown_parts(name: str) -> list[str]:
    """Return the names of the parts that are read on paper, the body first."""
    return sorted(one for one in members(name) if _SHOWN.fullmatch(one))


def value(node: etree._Element | None, attribute: str = "val") -> str:
    """Return an attribute of WordprocessingML; nothing when there is no such element."""
    return (node.get(W + attribute) or "") if node is not None else ""


def text(node: etree._Element) -> str:
    """Return the text of an element, tabs and line breaks shown."""
    return "".join(_MARKS.get(str(one.tag), one.text or "") for one in node.iter(W + "t", *_MARKS))


def lines(name: str, member: str) -> Iterator[Line]:
    """Yield the paragraphs of a part in order."""

    def walked(node: etree._Element, column: int) -> Iterator[Line]:
        for child in node:
            if child.tag == W + "p":
                yield Line(child, value(child.find(f"{W}pPr/{W}pStyle")), text(child), column)
            elif child.tag == W + "tr":
                for number, cell in enumerate(child.findall(W + "tc"), start=1):
                    yield from walked(cell, number)
            else:
                yield from walked(child, column)

    yield from walked(part(name, member), 0)


def all_lines(name: str) -> Iterator[Line]:
    """Yield the paragraphs of every part that is read on paper."""
    for member in shown_parts(name):
        yield from lines(name, member)


def listing(name: str) -> str:
    """Return a template as text: a line per paragraph, with its column in a table, its style, and text with tags."""
    return "\n".join(
        row for member in shown_parts(name) for row in (f"== {member}", *map(_listed, lines(name, member)), "")
    )


def _listed(line: Line) -> str:
    column = f"{line.column}│" if line.column else ""
    return f"{column:<4}{line.style:<17}{''.join(_runs(line.node))}".rstrip()


def _runs(paragraph: etree._Element) -> Iterator[str]:
    """Yield a paragraph's text; what has a style of its own is shown with it, as is a field."""
    for node in paragraph:
        if node.tag == W + "fldSimple":
            yield f"⟦{value(node, 'instr').strip()}⟧"
        elif style := value(node.find(f"{W}rPr/{W}rStyle")):
            yield f"⟨{style}⟩{text(node)}⟨/⟩"
        else:
            yield text(node)
