"""What a reader sees is what is compared: hidden text is absent; struck text, links, pictures and fields are told."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.samples.words import word
from iopdocs.redline import DifferenceKind, redline, summary
from iopdocs.word.package import read_package

DOTS = [
    base64.b64decode(f"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42m{end}")
    for end in ("NkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "P8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
]


def sentence(change: Callable[[Any], None] = lambda run: None) -> bytes:
    """Return a document with the sentence, the word ``inte`` changed."""

    def make(opened: Any) -> None:
        paragraph = opened.add_paragraph("Kommunen ersätter ")
        change(paragraph.add_run("inte "))
        paragraph.add_run("moms.")

    return word(make=make)


def hidden_by_style(run: Any) -> None:
    style = run.part.document.styles.add_style("Dold", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    run.style = style


def hidden(run: Any) -> None:
    run.font.hidden = True


def struck(run: Any) -> None:
    run.font.strike = True


def doubly_struck(run: Any) -> None:
    run.font.double_strike = True


def not_hidden(run: Any) -> None:
    run.font.hidden = False


@pytest.mark.parametrize("hide", [hidden, hidden_by_style])
def test_hidden_text_is_absent(hide: Callable[[Any], None]) -> None:
    (change,) = summary(sentence(), sentence(hide))
    assert (change.kind, change.text) == (DifferenceKind.CHANGED, "Kommunen ersätter {struket: inte} moms.")
    assert not summary(sentence(hide), word("Kommunen ersätter moms."))
    assert not summary(sentence(), sentence(not_hidden))
    made = redline(sentence(), sentence(hide), "A", date(2026, 1, 1))
    assert b"w:del " in read_package(made.data, "x")["word/document.xml"]


@pytest.mark.parametrize("strike", [struck, doubly_struck])
def test_struck_text_is_told(strike: Callable[[Any], None]) -> None:
    (change,) = summary(sentence(), sentence(strike))
    assert (change.kind, change.text) == (DifferenceKind.BESIDE, "{tillagt: genomstruket: inte}")


def linked(target: str) -> bytes:
    def make(opened: Any) -> None:
        paragraph = opened.add_paragraph("Läs ")
        identity = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{identity}"><w:r><w:t>villkoren</w:t></w:r></w:hyperlink>'
        paragraph._p.append(parse_xml(link))

    return word(make=make)


def test_another_target_of_a_link_is_told() -> None:
    (change,) = summary(linked("https://exempel.se/a"), linked("https://exempel.se/b"))
    assert change.text == "{länk: villkoren till https://exempel.se/a → länk: villkoren till https://exempel.se/b}"


def pictured(dot: bytes) -> bytes:
    return word("Före", make=lambda opened: opened.add_picture(io.BytesIO(dot)))


def test_another_picture_is_told_and_so_is_one_that_is_gone() -> None:
    (change,) = summary(pictured(DOTS[0]), pictured(DOTS[1]))
    assert change.kind is DifferenceKind.BESIDE and change.text.count("bild: ") == 2
    (change,) = summary(pictured(DOTS[0]), word("Före"))
    assert change.text.startswith("{struket: bild: ")
    assert not summary(pictured(DOTS[0]), pictured(DOTS[0]))


def of_field(code: str) -> bytes:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1 maj</w:t></w:r></w:fldSimple>'
    return word(make=lambda opened: opened.add_paragraph("Från ")._p.append(parse_xml(field)))


def test_a_field_in_the_place_of_words_is_told_but_not_how_its_result_looks() -> None:
    (change,) = summary(word("Från 1 maj"), of_field(" DATE "))
    assert change.text == "{tillagt: fält: DATE}"
    assert not summary(of_field(" DATE "), of_field(r" DATE \* MERGEFORMAT "))


def test_what_is_not_read_is_the_same_after_another_program_has_saved_it() -> None:
    opened = docx.Document(io.BytesIO(pictured(DOTS[0])))
    target = io.BytesIO()
    opened.save(target)
    assert not summary(pictured(DOTS[0]), target.getvalue())
