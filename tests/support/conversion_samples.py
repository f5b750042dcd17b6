"""Word documents for the conversion tests, made with python-docx and not with our own templates."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

NBSP = "\u00a0"
TITLE = "Överenskommelse om stöd & skydd"


def made(*steps: Callable[[Document], Any]) -> bytes:
    """Return the bytes of a document after the steps, in Swedish and with a title."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.language = "sv-SE"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    for step in steps:
        step(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def lines(*texts: str, style: str | None = None) -> Callable[[Document], None]:
    """Add a paragraph for each text."""

    def step(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text, style=style)

    return step


def styled(name: str, *texts: str, base: str | None = None) -> Callable[[Document], None]:
    """Add a paragraph style of that name, and a paragraph in it for each text."""

    def step(document: Document) -> None:
        if name not in document.styles:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            if base:
                style.base_style = document.styles[base]
        lines(*texts, style=name)(document)

    return step


def runs(*pieces: tuple[str, str]) -> Callable[[Document], None]:
    """Add a paragraph of runs, each a text with what it is: bold, gap, hidden or nothing."""

    def step(document: Document) -> None:
        paragraph = document.add_paragraph()
        for text, kind in pieces:
            run = paragraph.add_run(text)
            run.bold = True if kind == "bold" else None
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW if kind == "gap" else None
            run.font.hidden = True if kind == "hidden" else None

    return step


def table(*rows: Iterable[str], header: bool = True) -> Callable[[Document], None]:
    """Add a table; its first row is marked as a header row unless told otherwise. ``*text*`` is bold."""

    def step(document: Document) -> None:
        cells = [list(row) for row in rows]
        added = document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in zip(added.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                run = cell.paragraphs[0].add_run(text.strip("*"))
                run.bold = text.startswith("*") or None
        if header:
            added.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    return step


def header(text: str) -> Callable[[Document], None]:
    """Put a text in the page header."""
    return lambda document: document.sections[0].header.paragraphs[0].add_run(text)


def link(text: str, target: str) -> Callable[[Document], None]:
    """Add a paragraph that holds a link."""

    def step(document: Document) -> None:
        paragraph = document.add_paragraph("Läs ")
        identity = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
        paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{identity}">{run}</w:hyperlink>'))

    return step


def field(text: str) -> Callable[[Document], None]:
    """Add a paragraph with a field that shows a text."""

    def step(document: Document) -> None:
        xml = f'<w:fldSimple {nsdecls("w")} w:instr=" REF x "><w:r><w:t>{text}</w:t></w:r></w:fldSimple>'
        document.add_paragraph("Se ")._p.append(parse_xml(xml))

    return step


def multilevel(number: int, *levels: str) -> Callable[[Document], None]:
    """Define list ``number``; a level is ``format|text`` or ``format|text|style`` for the style it numbers."""

    def step(document: Document) -> None:
        definition = "".join(_level(depth, *level.split("|")) for depth, level in enumerate(levels))
        numbering = document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{definition}</w:abstractNum>'
        )
        numbering.insert(0, abstract)
        used = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        numbering.append(parse_xml(used))
        for depth, level in enumerate(levels):
            _, _, style = (level + "||").split("|")[:3]
            if style:
                _number(document.styles[style].element.get_or_add_pPr(), number, depth)

    return step


def _level(depth: int, form: str, text: str, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def restarted(number: int, definition: int, start: int) -> Callable[[Document], None]:
    """Define list ``number`` as another list begun again at ``start``."""
    xml = (
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )
    return lambda document: document.part.numbering_part.element.append(parse_xml(xml))


def item(text: str, number: int, level: int = 0, style: str | None = None) -> Callable[[Document], None]:
    """Add a paragraph in list ``number``; 0 takes it out of its style's list."""

    def step(document: Document) -> None:
        paragraph: Paragraph = document.add_paragraph(text, style=style)
        _number(paragraph._p.get_or_add_pPr(), number, level)

    return step


def _number(properties: Any, number: int, level: int) -> None:
    numbers = properties.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = number


def press_release() -> bytes:
    """Return a document with one of everything a press release holds."""
    return made(
        header("Pressmeddelande\tUTKAST\tExempelby kommun"),
        lines("Stöd & skydd i Exempelby", style="Title"),
        runs(
            ("Bidraget är ", ""),
            (f"400{NBSP}000{NBSP}kr", "bold"),
            (" och ", ""),
            ("[saknas: datum]", "gap"),
            (".", ""),
        ),
        lines("Syfte", style="Heading 1"),
        lines("Ge stöd", "Sprida kunskap", style="List Bullet"),
        lines("– Vi är glada, säger Åsa Öberg (X).", style="Quote"),
        lines("Kontakt", style="Heading 1"),
        lines(f"Åsa Öberg\n070-330{NBSP}63{NBSP}24\nasa_oberg@exempelby.se"),
        lines("Läs mer på https://www.exempelby.se/press."),
        table(("Post", "Belopp"), ("*Bidrag*", f"400{NBSP}000{NBSP}kr")),
    )
