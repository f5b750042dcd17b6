"""The styles of the templates: one family, sober and readable, in Swedish throughout.

Calibri has the same widths as Carlito, so that a page breaks alike in Word and LibreOffice. The colours keep a contrast
of at least 7:1 against what they stand on (WCAG 2.2, level AAA). Built-in styles keep their English names in the file:
Word shows them in the user's language (heading 1 is Rubrik 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.templates.kit import TEXT_WIDTH, Node, W, el

FONT = "Calibri"
LANGUAGE = "sv-SE"
INK, NAVY, GREY, RED = "1A1A1A", "17375E", "4A4A4A", "9C0006"
RULE, TINT, BAND, YELLOW = "A6B4C4", "F1F5F9", "E3EAF2", "FFF2A8"

# Two lists: bullets, and the numbers of headings.
BULLETS, HEADINGS = 1, 2


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes and spacing are in points, indents in twentieths of a point."""

    id: str
    name: str
    base: str = "Normal"
    next: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool = False
    colour: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    left: int | None = None
    hanging: int = 0
    right: bool = False
    keep_next: bool | None = None
    keep_lines: bool = False
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    tabs: tuple[tuple[str, int, str], ...] = ()
    fill: str = ""
    rule: str = ""
    tight: bool = False
    quick: bool = True


RIGHT_EDGE = ("right", TEXT_WIDTH, "none")
CENTRE = ("center", TEXT_WIDTH // 2, "none")
SIGNING = (("left", 2552, "none"), ("left", 7938, "underscore"))
LABEL_WIDTH = 2552

STYLES = (
    Style("Title", "Title", next="Subtitle", size=24, bold=True, colour=NAVY, before=6, after=8, line=1.0,
          keep_next=True),
    Style("Subtitle", "Subtitle", next="Normal", size=13, colour=GREY, after=4, keep_next=True),
    Style("Parter", "Parter", size=13, bold=True, before=8, after=4),
    Style("Uppgiftsrad", "Uppgiftsrad", colour=GREY, after=2),
    Style("ListBullet", "List Bullet", left=357, hanging=357, tight=True, numbering=(BULLETS, 0)),
    Style("Listinledning", "Listinledning", next="ListBullet", after=2, keep_next=True),
    Style("Quote", "Quote", left=340, italic=True, before=8, after=10, keep_lines=True, rule="left"),
    Style("Caption", "caption", next="Normal", size=10, bold=True, colour=NAVY, before=12, after=3, keep_next=True),
    Style("Ingress", "Ingress", size=12.5, bold=True, after=8),
    Style("Embargo", "Embargo", bold=True, colour=RED, after=6, keep_next=True),
    Style("Kontakt", "Kontakt", after=8, keep_lines=True),
    Style("Beslut", "Beslut", left=170, before=2, after=10, keep_lines=True, rule="left"),
    Style("Ruta", "Ruta", fill=TINT, before=0, after=0, left=170, keep_lines=True),
    Style("Tabelltext", "Tabelltext", size=10, before=1.5, after=1.5, line=1.0),
    Style("Tabellnot", "Tabellnot", before=6),
    Style("Tabelluppgift", "Tabelluppgift", base="Tabelltext", keep_next=True),
    Style("Tabelltal", "Tabelltal", base="Tabelltext", right=True),
    Style("Tabellrubrik", "Tabellrubrik", base="Tabelltext", bold=True, colour=NAVY, keep_next=True),
    Style("Tabellrubriktal", "Tabellrubrik tal", base="Tabellrubrik", right=True),
    Style("Underskriftspart", "Underskriftspart", next="Underskrift", bold=True, before=16, after=2, keep_next=True),
    Style("Underskrift", "Underskrift", left=LABEL_WIDTH, hanging=LABEL_WIDTH, before=0, after=2, keep_next=True,
          keep_lines=True, tabs=SIGNING),
    Style("Underskriftsrad", "Underskriftsrad", base="Underskrift", before=14, after=2),
    Style("Underskriftslut", "Underskrift slut", base="Underskrift", after=10, keep_next=False),
    Style("Header", "header", size=9, colour=GREY, after=0, line=1.0, tabs=(CENTRE, RIGHT_EDGE), rule="bottom",
          quick=False),
    Style("Footer", "footer", size=9, colour=GREY, after=0, line=1.0, tabs=(RIGHT_EDGE,), rule="top", quick=False),
    Style("Styrtagg", "Styrtagg", size=8, colour="6B4E00", before=0, after=0, line=1.0),
)  # fmt: skip

# The number of a heading hangs in the margin of its text; without numbers there is nothing to hang.
NUMBERED_INDENT = 737


def headings(numbered: int) -> tuple[Style, ...]:
    """Return the three heading styles; the first ``numbered`` of them take their numbers from the multilevel list."""

    def heading(level: int, size: float, colour: str, before: float, after: float) -> Style:
        return Style(
            f"Heading{level}", f"heading {level}", next="Normal", size=size, bold=True, colour=colour, before=before,
            after=after, line=1.05, keep_next=True, keep_lines=True, outline=level - 1,
            left=NUMBERED_INDENT if level <= numbered else None, hanging=NUMBERED_INDENT if level <= numbered else 0,
            numbering=(HEADINGS, level - 1) if level <= numbered else None,
        )  # fmt: skip

    return heading(1, 15, NAVY, 20, 5), heading(2, 12, NAVY, 12, 3), heading(3, 11, INK, 10, 2)


def styles_part(numbered: int) -> Node:
    """Return the whole styles part."""
    named = [_paragraph_style(style) for style in (*headings(numbered), *STYLES)]
    return el("styles", _defaults(), _normal(), *_without_choice(), *named, *_character_styles(), _table_style())


def _defaults() -> Node:
    fonts = el("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    language = el("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE)
    characters = el("rPr", fonts, el("color", val=INK), el("sz", val=22), el("szCs", val=22), language)
    paragraphs = el("pPr", el("widowControl"), el("spacing", after=120, line=276, lineRule="auto"))
    return el("docDefaults", el("rPrDefault", characters), el("pPrDefault", paragraphs))


def _normal() -> Node:
    return el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal")


def _without_choice() -> list[Node]:
    """The styles that Word expects every file to have."""
    font = el(
        "style",
        el("name", val="Default Paragraph Font"),
        type="character",
        default=1,
        styleId="Standardstycketeckensnitt",
    )
    margins = el(
        "tblCellMar",
        *(
            el(side, w=108 if side in ("left", "right") else 0, type="dxa")
            for side in ("top", "left", "bottom", "right")
        ),
    )
    plain = el("style", el("name", val="Normal Table"), el("tblPr", el("tblInd", w=0, type="dxa"), margins),
               type="table", default=1, styleId="Normaltabell")  # fmt: skip
    nothing = el("style", el("name", val="No List"), type="numbering", default=1, styleId="Ingenlista")
    return [font, plain, nothing]


def _paragraph_style(style: Style) -> Node:
    origin: dict[str, str | int] = {} if _is_built_in(style) else {"customStyle": 1}
    name = (el("name", val=style.name), el("basedOn", val=style.base))
    made = el("style", *name, type="paragraph", styleId=style.id, **origin)
    if style.next:
        made.append(el("next", val=style.next))
    if style.quick:
        made.append(el("qFormat"))
    for properties in (el("pPr", *_paragraph_properties(style)), el("rPr", *_run_properties(style))):
        if len(properties):
            made.append(properties)
    return made


def _is_built_in(style: Style) -> bool:
    return style.name in {"Title", "Subtitle", "List Bullet", "Quote"} or style.name[0].islower()


def _paragraph_properties(style: Style) -> list[Node]:
    """In the order the schema asks for."""
    return [*_keeping(style), *_framing(style), *_placing(style)]


def _keeping(style: Style) -> Iterator[Node]:
    if style.keep_next is not None:
        yield el("keepNext", **({} if style.keep_next else {"val": 0}))
    if style.keep_lines:
        yield el("keepLines")
    if style.numbering:
        number, level = style.numbering
        yield el("numPr", el("ilvl", val=level), el("numId", val=number))


def _framing(style: Style) -> Iterator[Node]:
    if style.rule or style.fill:
        yield _borders(style)
    if style.fill:
        yield el("shd", val="clear", color="auto", fill=style.fill)
    if style.tabs:
        yield el("tabs", *(el("tab", val=kind, leader=leader, pos=at) for kind, at, leader in style.tabs))


def _placing(style: Style) -> Iterator[Node]:
    if spacing := _spacing(style):
        yield el("spacing", **spacing)
    if style.left is not None:
        hanging = {"hanging": style.hanging} if style.hanging else {}
        right = {"right": style.left} if style.fill else {}
        yield el("ind", left=style.left, **hanging, **right)
    if style.tight:
        yield el("contextualSpacing")
    if style.right:
        yield el("jc", val="right")
    if style.outline is not None:
        yield el("outlineLvl", val=style.outline)


def _borders(style: Style) -> Node:
    """A rule on one side, or the padding of a box: borders in the colour of its shading."""
    if style.rule:
        width, colour = (18, NAVY) if style.rule == "left" else (4, RULE)
        return el("pBdr", el(style.rule, val="single", sz=width, space=10 if style.rule == "left" else 4, color=colour))
    sides = ("top", "left", "bottom", "right", "between")
    return el(
        "pBdr", *(el(side, val="single", sz=4, space=2 if side == "between" else 4, color=style.fill) for side in sides)
    )


def _spacing(style: Style) -> dict[str, str | int]:
    made: dict[str, str | int] = {}
    if style.before is not None:
        made["before"] = round(style.before * 20)
    if style.after is not None:
        made["after"] = round(style.after * 20)
    if style.line:
        made |= {"line": round(style.line * 240), "lineRule": "auto"}
    return made


def _run_properties(style: Style) -> list[Node]:
    made = []
    if style.bold:
        made += [el("b"), el("bCs")]
    if style.italic:
        made += [el("i"), el("iCs")]
    if style.colour:
        made.append(el("color", val=style.colour))
    if style.size:
        half_points = round(style.size * 2)
        made += [el("sz", val=half_points), el("szCs", val=half_points)]
    return made


def _character_styles() -> Sequence[Node]:
    def character(name: str, *properties: Node, **origin: str | int) -> Node:
        made = el("style", el("name", val=name), el("qFormat"), el("rPr", *properties), type="character", **origin)
        made.set(f"{{{W}}}styleId", name)
        return made

    marked = (el("b"), el("bCs"), el("color", val="5C3A00"), el("shd", val="clear", color="auto", fill=YELLOW))
    draft = (el("b"), el("bCs"), el("color", val=RED), el("spacing", val=40), el("sz", val=22), el("szCs", val=22))
    return (
        character("Strong", el("b"), el("bCs")),
        character("Markering", *marked, customStyle=1),
        character("Utkast", *draft, customStyle=1),
    )


def _table_style() -> Node:
    """Rules above, below and between rows; a tinted header row. Cells have room at the sides."""
    rule: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": RULE}
    edge = rule | {"sz": 8, "color": NAVY}
    borders = el("tblBorders", el("top", **edge), el("bottom", **edge), el("insideH", **rule))
    margins = el(
        "tblCellMar",
        *(el(side, w=w, type="dxa") for side, w in (("top", 30), ("left", 100), ("bottom", 30), ("right", 100))),
    )
    shaded = el("tcPr", el("shd", val="clear", color="auto", fill=BAND), el("vAlign", val="bottom"))
    first_row = el("tblStylePr", el("rPr", el("b"), el("bCs")), shaded, type="firstRow")
    first_column = el("tblStylePr", el("rPr", el("b"), el("bCs")), type="firstCol")
    name = (el("name", val="Partnerskapstabell"), el("basedOn", val="Normaltabell"), el("qFormat"))
    looks = (el("tblPr", borders, margins), first_row, first_column)
    return el("style", *name, *looks, type="table", styleId="Partnerskapstabell", customStyle=1)
