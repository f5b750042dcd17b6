"""Text that stands in a Word file in unusual ways: what a reader sees is compared, and what cannot be is refused."""

from __future__ import annotations

import pytest

from benchmarks.samples.hostile_packages import BODY, body, plain, zipped
from benchmarks.samples.words import word
from iopdocs.errors import InvalidTemplate
from iopdocs.redline import summary
from iopdocs.redline.summary import Difference
from tests.support.work import calls

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def paragraph(*runs: str) -> bytes:
    return body(f"<w:p>{''.join(runs)}</w:p>")


def choice(requires: str, space: str, one: str, other: str) -> str:
    first = f'<mc:Choice Requires="{requires}" xmlns:{requires}="{space}">{run(f"<w:t>{one}</w:t>")}</mc:Choice>'
    second = f"<mc:Fallback>{run(f'<w:t>{other}</w:t>')}</mc:Fallback>"
    return f'<mc:AlternateContent xmlns:mc="{MC}">{first}{second}</mc:AlternateContent>'


OLD = paragraph(run("<w:t>Ersättningen är 100 </w:t>"))
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@pytest.mark.parametrize(
    "new",
    [
        paragraph(run("<w:t>Ersättningen är 100 <!-- -->000 000 kronor</w:t>")),
        paragraph(run("<w:t>Ersättningen är 100 </w:t>"), run("<w:delText>000 kronor</w:delText>")),
        paragraph(run("<w:t>Ersättningen är 100 </w:t>"), run('<w:sym w:font="Symbol" w:char="0030"/>')),
        paragraph(run("<w:t>Ersättningen är 100 </w:t>"), f'<m:r xmlns:m="{MATH}"><m:t>000</m:t></m:r>'),
        paragraph(choice("q", "urn:nobody", "Ersättningen är 100 ", "Ersättningen är 100 000 000")),
    ],
    ids=["comment", "stray deletion", "symbol", "formula", "choice nobody knows"],
)  # fmt: skip
def test_what_a_reader_sees_is_a_difference(new: bytes) -> None:
    assert len(summary(OLD, new)) == 1
    assert not summary(new, new)


def test_of_a_choice_that_word_knows_the_first_is_read_and_once() -> None:
    known = paragraph(choice("wps", WORD_2010, "Ersättningen är 100 ", "Ersättningen är 200 "))
    assert not summary(OLD, known)


def bound(value: str) -> bytes:
    shown = (
        '<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>100 kronor</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    members = {**plain(), BODY: plain()[BODY].replace(b"<w:sectPr", shown.encode() + b"<w:sectPr", 1)}
    return zipped({**members, "customXml/item1.xml": f"<a>{value}</a>".encode()})


def test_data_that_a_control_is_bound_to_is_compared() -> None:
    assert not summary(bound("100 kronor"), bound("100 kronor"))
    changes = summary(bound("100 kronor"), bound("9 000 000 kronor"))
    assert {change.section for change in changes} == {"Uppgifter som visas i innehållskontroller"}


@pytest.mark.parametrize(
    "new",
    [
        paragraph(f'<s:r xmlns:s="{STRICT}"><s:t>000 000 kronor</s:t></s:r>'),
        body('<w:altChunk r:id="rId1" xmlns:r="urn:r"/>'),
        paragraph(run("<w:t>100<?x y?> 000</w:t>")),
    ],
    ids=["other dialect", "another file", "instruction"],
)
def test_what_cannot_be_compared_is_said(new: bytes) -> None:
    with pytest.raises(InvalidTemplate, match="inte kan jämföras"):
        summary(OLD, new)


@pytest.mark.parametrize(
    "numbering",
    [f'<w:start w:val="{number}"/>' for number in ("x", "9" * 5_000, "2000000000", "²")],
    ids=["word", "long", "large", "power"],
)
@pytest.mark.parametrize("level", ["0", "ett", "2000000000", "-1"])
def test_numbers_that_are_none_are_no_crash(numbering: str, level: str) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lists = (
        f'<w:numbering {space}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{numbering}'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    item = f"<w:p><w:pPr>{place}</w:pPr>{run('<w:t>x</w:t>')}</w:p>"
    members = {**plain(), BODY: plain()[BODY].replace(b"<w:sectPr", item.encode() + b"<w:sectPr", 1)}
    data = zipped({**members, "word/numbering.xml": lists.encode()})
    found: list[Difference] = []
    assert calls(lambda: found.extend(summary(word("Hej"), data))) < 1_000_000
    (change,) = found
    assert len(change.new) < 200


def test_two_long_texts_that_have_nothing_in_common_are_told_apart_soon() -> None:
    one, other = (
        body("".join(f"<w:p><w:r><w:t>{word} {n} {word} {n * 7} {word}</w:t></w:r></w:p>" for n in range(2_000)))
        for word in ("alfa", "beta")
    )
    found: list[Difference] = []
    assert calls(lambda: found.extend(summary(one, other))) < 3_000_000
    assert len(found) == 4_000
