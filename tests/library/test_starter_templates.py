"""The starter's Word templates are edited in Word: what keeps them one house style, readable, and free of traces.

A template says how a document looks; ``tests/golden/mallar`` shows each as text, so that a change made in Word can be
read: ``pytest tests/library/test_starter_templates.py --update-golden``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from iopdocs.library.discovery import discover
from iopdocs.templating.template import load_template
from tests.support.starter_templates import (
    APP,
    BODY,
    CORE,
    FONTS,
    NUMBERING,
    SETTINGS,
    STYLES,
    TAG,
    TEMPLATES,
    TYPES,
    Line,
    W,
    all_lines,
    lines,
    listing,
    members,
    part,
    shown_parts,
    text,
    value,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "mallar"
PARTS = {
    "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels",
    APP, CORE, BODY, FONTS, NUMBERING, SETTINGS, STYLES, "word/header1.xml", "word/footer1.xml",
}  # fmt: skip
#: What Word adds to a file that it saves. It says nothing of anybody, and is then the same in all templates.
WORDS_OWN = {"word/theme/theme1.xml", "word/webSettings.xml", "word/footnotes.xml", "word/endnotes.xml"}
A4, MARGINS = ("11906", "16838"), {"top": "1701", "right": "1417", "bottom": "1417", "left": "1417"}
HEADINGS = ("Heading1", "Heading2", "Heading3")
KEEPS_WITH_NEXT = (
    "Title",
    *HEADINGS,
    "Caption",
    "Listinledning",
    "Tabellrubrik",
    "Tabelluppgift",
    "Underskriftspart",
    "Underskrift",
    "Underskriftsinledning",
    "Underskriftskolumn",
)

each_type = pytest.mark.parametrize("name", TYPES)


def tag_name(line: Line) -> str:
    """Return what a tag that stands alone begins with: if, else, endfor; nothing for other paragraphs."""
    found = re.fullmatch(r"\{%(?:p|tr) (\w+).*%\}", line.text)
    return found[1] if found else ""


def nested(name: str) -> Iterator[tuple[int, list[str], Line]]:
    """Yield the body's paragraphs with how deep they stand in tags of their own, and the tags they stand in."""
    inside: list[str] = []
    for line in lines(name, BODY):
        word = tag_name(line)
        if word.startswith("end"):
            inside.pop()
        yield len(inside) - (word in ("else", "elif")), list(inside), line
        if word in ("if", "for"):
            inside.append(word)
    assert not inside


def test_every_type_has_a_template_and_a_description() -> None:
    found = discover(TEMPLATES).values()
    assert {kind.template.parent.name for kind in found} == set(TYPES)
    assert {kind.id for kind in found if not kind.description.compiles} == set(TYPES)
    assert len(TYPES) >= 5


@each_type
def test_the_listing_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(listing(name), encoding="utf-8")
    assert golden.exists(), f"{golden} is missing; run with --update-golden"
    assert listing(name) == golden.read_text(encoding="utf-8")


def test_no_listing_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(TYPES)


@each_type
def test_the_product_and_python_docx_accept_the_template(name: str) -> None:
    """Tracked changes, active content and tags where nothing fills them in are refused by the product itself."""
    assert load_template(TEMPLATES / name / "mall.docx").parts
    assert Document(str(TEMPLATES / name / "mall.docx")).paragraphs


@each_type
def test_a_template_holds_what_a_document_needs_and_nothing_more(name: str) -> None:
    assert set(members(name)) >= PARTS
    assert set(members(name)) - PARTS <= WORDS_OWN
    for member in shown_parts(name):
        kinds = ("hyperlink", "drawing", "pict", "object", "sdt", "commentReference", "footnoteReference")
        assert not list(part(name, member).iter(*(W + kind for kind in kinds)))


@each_type
def test_nothing_tells_who_made_the_template_or_when(name: str) -> None:
    """In Word: Arkiv, Info, Kontrollera dokument, and remove document properties and personal information."""
    for member in (CORE, APP):
        told = {etree.QName(node).localname: node.text for node in part(name, member).iter() if node.text}
        told = {key: said for key, said in told.items() if (said or "").strip()}
        assert told.pop("title", "").startswith("Mall för ") or member == APP
        assert set(told) <= {"creator", "language", "Application", "AppVersion", "DocSecurity"}, told
        assert told.get("creator", "iopdocs") == "iopdocs"


@each_type
def test_every_language_mark_is_swedish(name: str) -> None:
    marks = [*part(name, STYLES).iter(W + "lang"), *part(name, SETTINGS).iter(W + "themeFontLang")]
    assert len(marks) >= 2
    marks += [mark for member in shown_parts(name) for mark in part(name, member).iter(W + "lang")]
    assert {found for mark in marks for found in mark.attrib.values()} == {"sv-SE"}
    assert part(name, CORE).findtext("{*}language") == "sv-SE"


@each_type
def test_the_settings_are_swedish_and_of_todays_word(name: str) -> None:
    settings = part(name, SETTINGS)
    found = {key: value(settings.find(W + key)) for key in ("defaultTabStop", "decimalSymbol", "listSeparator")}
    assert found == {"defaultTabStop": "567", "decimalSymbol": ",", "listSeparator": ";"}
    modes = [value(node) for node in settings.iter(W + "compatSetting") if value(node, "name") == "compatibilityMode"]
    assert modes == ["15"]


@each_type
def test_the_page_is_a4_with_the_houses_margins(name: str) -> None:
    (section,) = part(name, BODY).iter(W + "sectPr")
    size = section.find(W + "pgSz")
    assert (value(size, "w"), value(size, "h")) == A4
    margins = section.find(W + "pgMar")
    assert {side: value(margins, side) for side in MARGINS} == MARGINS
    references = [value(node, "type") for node in section if etree.QName(node).localname.endswith("Reference")]
    assert references == ["default", "default"]


@each_type
def test_the_header_marks_a_draft_and_the_footer_counts_pages(name: str) -> None:
    drafts = [run for run in part(name, "word/header1.xml").iter(W + "r") if "UTKAST" in text(run)]
    assert [(text(run), value(run.find(f"{W}rPr/{W}rStyle"))) for run in drafts] == [
        ("{% if läge.utkast %}UTKAST{% endif %}", "Utkast")
    ]
    footer = part(name, "word/footer1.xml")
    simple = [value(field, "instr") for field in footer.iter(W + "fldSimple")]
    codes = [*simple, *(node.text or "" for node in footer.iter(W + "instrText"))]
    assert [code.split()[0] for code in codes] == ["PAGE", "NUMPAGES"]
    assert re.search(r"⇥Sida \d+ \(\d+\)$", text(footer)), "a field shows something before Word has worked it out"


def looks(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield each style of a type with how it looks, but for what numbers headings and indents them for that."""
    for style in deepcopy(part(name, STYLES)).iter(W + "style", W + "docDefaults"):
        one = value(style, "styleId")
        if one in HEADINGS:
            for node in list(style.iter(W + "numPr", W + "ind")):
                node.getparent().remove(node)  # type: ignore[union-attr] # they are found in the style
        parts = (style.find(W + tag) for tag in ("basedOn", "pPr", "rPr", "tblPr", "rPrDefault", "pPrDefault"))
        found = [*(node for node in parts if node is not None), *style.findall(W + "tblStylePr")]
        yield one, b"".join(etree.tostring(node, method="c14n", exclusive=True) for node in found)


def test_the_house_style_is_one() -> None:
    seen: dict[str, set[bytes]] = {}
    for name in TYPES:
        for one, look in looks(name):
            seen.setdefault(one, set()).add(look)
    assert len(seen) > 30
    assert [one for one, found in seen.items() if len(found) > 1] == []
    fonts = {font for name in TYPES for node in part(name, STYLES).iter(W + "rFonts") for font in node.attrib.values()}
    assert fonts == {"Calibri"}
    themes = {members(name).get("word/theme/theme1.xml") for name in TYPES}
    assert len(themes) == 1


def level(name: str, style: str) -> etree._Element | None:
    """Return the level of a list that numbers the paragraphs of a style."""
    (found,) = (one for one in part(name, STYLES).iter(W + "style") if value(one, "styleId") == style)
    number, depth = (value(found.find(f"{W}pPr/{W}numPr/{W}{tag}")) for tag in ("numId", "ilvl"))
    for used in part(name, NUMBERING).findall(W + "num"):
        for made in part(name, NUMBERING).findall(W + "abstractNum"):
            if value(used, "numId") == number and value(made, "abstractNumId") == value(used.find(W + "abstractNumId")):
                return next(one for one in made.findall(W + "lvl") if value(one, "ilvl") == (depth or "0"))
    return None


@each_type
def test_lists_and_heading_numbers_come_from_styles(name: str) -> None:
    bullet, *levels = (level(name, style) for style in ("ListBullet", *HEADINGS))
    assert bullet is not None and value(bullet.find(W + "lvlText")) == "•"
    numbered = [one for one in levels if one is not None]
    assert [value(one.find(W + "pStyle")) for one in numbered] == list(HEADINGS[: len(numbered)])
    assert [value(one.find(W + "lvlText")) for one in numbered] in ([], ["%1"], ["§ %1", "%1.%2"])


@each_type
def test_every_style_that_is_used_exists(name: str) -> None:
    styles = part(name, STYLES)
    known = {value(style, "styleId") for style in styles.iter(W + "style")}
    used = {value(node) for tag in ("basedOn", "next") for node in styles.iter(W + tag)}
    for member in shown_parts(name):
        used |= {value(node) for tag in ("pStyle", "rStyle", "tblStyle") for node in part(name, member).iter(W + tag)}
    assert {"Title", "Heading1", "Header", "Footer", "Utkast"} <= used <= known
    assert {"Markering", *HEADINGS, "Quote", "Caption", "ListBullet"} <= known


@each_type
def test_looks_come_from_styles_alone(name: str) -> None:
    """Direct formatting is set in Word by hand, in one place, and is then not the house's."""
    for line in all_lines(name):
        properties = line.node.find(W + "pPr")
        allowed = {"pStyle", "rPr", *(["ind"] if line.style == "Styrtagg" else [])}
        assert {etree.QName(node).localname for node in properties} <= allowed, line.text  # type: ignore[union-attr]
        for run in line.node.iter(W + "rPr"):
            assert {etree.QName(node).localname for node in run} <= {"rStyle", "lang", "noProof"}, line.text


def test_what_must_stand_with_what_follows_is_kept_with_it() -> None:
    styles = {value(style, "styleId"): style for name in TYPES for style in part(name, STYLES).iter(W + "style")}
    for one in KEEPS_WITH_NEXT:
        keeps = styles[one].find(f"{W}pPr/{W}keepNext")
        assert keeps is not None and value(keeps) in ("", "1", "true"), one
    assert part(TYPES[0], STYLES).find(f".//{W}pPrDefault//{W}widowControl") is not None


@each_type
def test_every_paragraph_has_a_style_and_something_to_say(name: str) -> None:
    found = list(all_lines(name))
    assert len(found) > 5
    for line in found:
        assert line.style and line.text.strip(), line
        assert "  " not in line.text


@each_type
def test_headings_follow_in_order(name: str) -> None:
    levels = [HEADINGS.index(line.style) for line in lines(name, BODY) if line.style in HEADINGS]
    assert levels[0] == 0
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert [line.style for line in lines(name, BODY)].count("Title") == 1


@each_type
def test_a_tag_that_governs_paragraphs_or_rows_stands_alone_in_its_style_at_its_depth(name: str) -> None:
    depths: dict[int, set[int]] = {}
    for depth, _, line in nested(name):
        assert ("{%p" in line.text or "{%tr" in line.text) == bool(tag_name(line)), line.text
        assert bool(tag_name(line)) == (line.style == "Styrtagg"), line.text
        if tag_name(line) and not line.column:
            depths.setdefault(depth, set()).add(int(value(line.node.find(f"{W}pPr/{W}ind"), "left") or 0))
    indents = [depths[depth] for depth in sorted(depths)]
    assert all(len(one) == 1 for one in indents), "tags of one depth are indented alike"
    assert [min(one) for one in indents] == sorted({min(one) for one in indents}), "deeper tags are indented more"


@each_type
def test_sentences_that_depend_on_something_are_data(name: str) -> None:
    """A template may leave out what is not there and label what is; dokument.yaml chooses what is said."""
    for _, inside, line in nested(name):
        chosen = " ".join(branches(line.text))
        assert len(re.findall(r"\w+", chosen)) <= 1, f"{line.text}: skriv en formulering"
        fixed = "{{" not in line.text and re.search(r"\w+ \w+.*\.$", line.text)
        assert not (fixed and inside[-1:] == ["if"]), f"{line.text}: skriv en formulering"


def branches(said: str) -> Iterator[str]:
    """Yield the words in a paragraph that stand inside an if and print no fact beside them."""
    inside = 0
    for piece in re.split(r"(\{%.*?%\})", said):
        if word := re.match(r"\{% *(\w+)", piece):
            inside += {"if": 1, "endif": -1}.get(word[1], 0)
        elif inside and "{{" not in piece:
            yield piece
        elif inside:
            # A label of a word or two before a fact.
            plain = TAG.sub("", piece)
            yield "" if len(re.findall(r"\w+", plain)) <= 2 else plain
