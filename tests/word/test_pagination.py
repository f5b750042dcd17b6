"""What is kept together in any Word text, also one that no template of ours has made."""

from __future__ import annotations

import pytest
from lxml import etree

from iopdocs.word.namespaces import W
from iopdocs.word.pagination import Looks, paginated

LOOKS = Looks(frozenset({"Punkt"}), frozenset({"Ruta"}), frozenset({"Rubrik"}))


def paragraph(text: str, style: str = "", own: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{own}</w:pPr>" if named or own else ""
    return f'<w:p w:rsidR="00AB">{properties}<w:r><w:t>{text}</w:t></w:r></w:p>'


def row(text: str, own: str = "") -> str:
    return f"<w:tr>{own}<w:tc><w:tcPr/>{paragraph(text)}</w:tc><w:tc>{paragraph(text)}<w:p/></w:tc></w:tr>"


def kept(*blocks: str) -> list[str]:
    """Return the texts of the paragraphs that stay with the next, each once."""
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{"".join(blocks)}</w:body></w:document>'
    root = etree.fromstring(paginated(xml.encode(), LOOKS))
    found = [one for one in root.iter(W + "p") if one.find(f"{W}pPr/{W}keepNext") is not None]
    assert all(one.find(W + "pPr").getparent()[0].tag == W + "pPr" for one in found)  # type: ignore[union-attr]
    return list(dict.fromkeys("".join(map(str, one.itertext())) for one in found))


NUMBER = '<w:spacing w:after="0"/><w:numPr><w:numId w:val="3"/></w:numPr>'
HEAD = "<w:trPr><w:tblHeader/></w:trPr>"


@pytest.mark.parametrize(
    ("blocks", "together"),
    [
        ([paragraph(one, "Punkt") for one in "abcd"], ["a", "c"]),
        ([paragraph(one, "Punkt") for one in "ab"], ["a"]),
        ([paragraph("a", "Punkt"), paragraph("x"), paragraph("b", "Punkt")], []),
        ([paragraph(one, own=NUMBER) for one in "abcd"], ["a", "c"]),
        ([paragraph(one, "Ruta") for one in "abcd"], ["a", "b", "c"]),
        (["<w:p/>", paragraph("x"), '<w:p w:rsidR="1"/>'], []),
        (["<w:tbl>", row("h", HEAD), *map(row, "abcd"), "</w:tbl>"], ["h", "a", "c"]),
        (["<w:tbl>", row("h", HEAD), *map(row, "ab"), "</w:tbl>"], ["h", "a"]),
        (["<w:tbl>", row("h", HEAD), row("a"), "</w:tbl>"], ["h"]),
        ([paragraph("f"), paragraph("r", "Rubrik"), paragraph("s")], ["f"]),
        ([paragraph("f"), paragraph("r", "Rubrik"), *map(paragraph, "stuv")], []),
        ([paragraph("f"), paragraph("r", "Rubrik"), "<w:tbl>", row("a"), "</w:tbl>"], []),
    ],
)
def test_what_would_stand_alone_stays_with_what_it_belongs_to(blocks: list[str], together: list[str]) -> None:
    assert kept(*blocks) == together


def test_a_text_that_keeps_together_already_is_as_it_was() -> None:
    once = '<w:pPr><w:pStyle w:val="Punkt"/><w:keepNext/></w:pPr>'
    xml = f"<w:body><w:p>{once}</w:p><w:p>{once}</w:p></w:body>".encode()
    assert paginated(xml, LOOKS) == xml


def test_a_paragraph_with_empty_looks_gets_no_others_beside_them() -> None:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:pPr/><w:r><w:t>Rubrik</w:t></w:r></w:p></w:tc></w:tr>"
    row = "<w:tr><w:tc><w:p><w:pPr/><w:r><w:t>Rad</w:t></w:r></w:p></w:tc></w:tr>"
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:tbl>{head}{row}{row}</w:tbl></w:body></w:document>'
    assert paginated(xml.encode(), Looks()).count(b"<w:pPr") == 3
