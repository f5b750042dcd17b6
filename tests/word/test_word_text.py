"""The readings of a paragraph's text, side by side: what each has that the others have not."""

from __future__ import annotations

import pytest

from iopdocs.word.markup import parse_xml
from iopdocs.word.namespaces import ALTERNATIVES, MATH_MARKUP, WORDPROCESSING
from iopdocs.word.text import pieces, raw_text, shown_text, stored_text, tag_text

KNOWN = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
SPACES = f'xmlns:w="{WORDPROCESSING}" xmlns:mc="{ALTERNATIVES}" xmlns:m="{MATH_MARKUP}" xmlns:wps="{KNOWN}"'


def text(inside: str) -> str:
    return f"<w:r><w:t>{inside}</w:t></w:r>"


BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p>'
    + text("ny")
    + "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
    + text("gammal")
    + "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
)
STOPS = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>'
# What stands there, as it is shown, as it is stored, as tags are read in it, and all of it.
READINGS = {
    "plain text": (text("A") + text("B"), "AB", "AB", "AB", "AB"),
    "a tab and a break": (
        "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>", "A\tB\nC", "A\tB\nC", "ABC", "A\tB\nC",
    ),
    "a tab stop": (STOPS + text("A"), "A", "A", "A", "\tA"),
    "a hyphen that does not break": (
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t></w:r>", "A\u2011B", "A\u2011B", "AB", "A-B",
    ),
    "a symbol of a font of symbols": ('<w:r><w:sym w:char="F041"/></w:r>', "A", "A", "", "A"),
    "a formula": ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "x", "x", "", "x"),
    "struck text in no deletion": ("<w:r><w:delText>A</w:delText></w:r>", "A", "A", "", "A"),
    "the code of a field": ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "", "", "", "PAGE"),
    "text that is hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>A</w:t></w:r>", "A", "A", "A", "A"),
    "both forms of a text box": (text("A") + BOX, "Any", "A\nny\ngammal", "Anygammal", "A"),
}  # fmt: skip


@pytest.mark.parametrize("name", READINGS)
def test_each_reading_has_what_it_is_for(name: str) -> None:
    inside, *expected = READINGS[name]
    paragraph = parse_xml(f"<w:p {SPACES}>{inside}</w:p>".encode())
    everything = "".join(piece for _, piece in pieces(paragraph, words_only=True))
    assert [shown_text(paragraph), stored_text(paragraph), tag_text(paragraph), everything] == expected


def test_what_stands_between_tags_is_read_with_codes_and_without_what_comes_after() -> None:
    cell = parse_xml(f"<w:tc {SPACES}><w:p>{text('A')}<w:instrText>B</w:instrText></w:p>C</w:tc>".encode())
    assert (raw_text(cell[0]), raw_text(cell)) == ("AB", "ABC")


def test_a_box_for_a_program_that_word_is_not_shows_what_stands_there_instead() -> None:
    inside = (text("A") + BOX).replace('Requires="wps"', 'Requires="okand"')
    assert shown_text(parse_xml(f"<w:p {SPACES}>{inside}</w:p>".encode())) == "Agammal"


def test_paragraphs_of_a_cell_are_lines_of_their_own() -> None:
    cell = parse_xml(f"<w:tc {SPACES}><w:p>{text('A')}</w:p><w:p>{text('B')}</w:p></w:tc>".encode())
    assert stored_text(cell) == "\nA\nB"


@pytest.mark.parametrize("char", ["", "x", "110000", "FFFFFFFFFF"])
def test_a_symbol_that_is_none_is_no_text(char: str) -> None:
    paragraph = parse_xml(f'<w:p {SPACES}><w:r><w:sym w:char="{char}"/></w:r></w:p>'.encode())
    assert shown_text(paragraph) == stored_text(paragraph) == ""
