"""The fields of a part are read in one way: what runs, what hides text, and which numbers are page numbers."""

from __future__ import annotations

import pytest

from benchmarks.samples.words import word
from iopdocs.redline import summary
from iopdocs.word.field_codes import active_fields, fields, unbalanced
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import WORDPROCESSING

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def shown(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def part(*paragraphs: str) -> Node:
    inside = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return parse_xml(f'<w:body xmlns:w="{WORDPROCESSING}">{inside}</w:body>'.encode())


def read(root: Node) -> list[tuple[str, str, bool]]:
    """Return the code, the result and the wholeness of each field."""
    return [(one.code, "".join(text.text or "" for text in one.results), one.whole) for one in fields(root)]


def test_a_field_has_its_code_and_its_result_in_however_many_runs() -> None:
    root = part(shown("Sida ") + BEGIN + code(" PA") + code("GE ") + SEPARATE + shown("1") + shown("2") + END)
    assert read(root) == [(" PAGE ", "12", True)]


def test_a_simple_field_has_its_code_in_itself() -> None:
    assert read(part(f'<w:fldSimple w:instr=" NUMPAGES ">{shown("3")}</w:fldSimple>')) == [(" NUMPAGES ", "3", True)]


def test_a_field_in_the_result_of_another_has_its_own_text() -> None:
    inner = BEGIN + code("PAGEREF a") + SEPARATE + shown("7") + END
    root = part(BEGIN + code("TOC") + SEPARATE + shown("Syfte ") + inner, shown("slut") + END)
    assert read(root) == [("PAGEREF a", "7", True), ("TOC", "Syfte slut", True)]
    assert unbalanced(root) is None


@pytest.mark.parametrize(
    ("paragraphs", "where"),
    [
        ([shown("A"), BEGIN + code("PAGE") + SEPARATE + shown("B"), shown("C")], "B"),
        ([shown("A"), shown("B") + END, shown("C")], "B"),
        ([BEGIN + code("TOC") + SEPARATE + shown("A"), BEGIN + shown("B") + code("PAGE") + END, shown("C")], "A"),
    ],
)
def test_a_field_without_its_end_or_its_beginning_is_told_where_it_stands(paragraphs: list[str], where: str) -> None:
    mark = unbalanced(part(*paragraphs))
    assert mark is not None
    paragraph = next(mark.iterancestors("{*}p"))
    assert where in "".join(map(str, paragraph.itertext()))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (BEGIN + code("INCLUDETEXT x") + SEPARATE + END, ["INCLUDETEXT"]),
        (BEGIN + code("INCLUDETEXT x"), ["INCLUDETEXT"]),
        (code("INCLUDETEXT x"), ["INCLUDETEXT"]),
        (BEGIN + shown("INCLUDE") + code("TEXT x") + SEPARATE + END, ["INCLUDETEXT"]),
        (BEGIN + code("PAGE ") + BEGIN + code("PAGE") + END + END, ["ett fält i ett annats kod"]),
        (END, []),
        (BEGIN + code("PAGE") + SEPARATE + shown("INCLUDETEXT x") + END, []),
    ],
)
def test_what_a_field_may_do_is_told_whether_it_ends_or_not(inside: str, told: list[str]) -> None:
    assert list(active_fields(part(inside))) == told


def numbered(*results: str) -> bytes:
    """Return a Word file with a page number whose result is in paragraphs of their own."""

    def make(document: object) -> None:
        body = document.element.body  # type: ignore[attr-defined]
        first, *rest = results
        lines = [BEGIN + code(" PAGE ") + SEPARATE + shown(first), *map(shown, rest)]
        lines[-1] += END
        for node in reversed([*part(*lines)]):
            body.insert(0, node)

    return word("Hej", make=make)


def test_page_numbers_are_no_difference() -> None:
    assert summary(numbered("1"), numbered("22")) == ()


def test_text_that_is_said_to_be_a_page_number_over_two_paragraphs_is_a_difference() -> None:
    (change,) = summary(numbered("1", "Ersättning 100 kr"), numbered("1", "Ersättning 900 kr"))
    assert "{100 → 900}" in change.text
