"""A document made HTML in pieces reads as one made whole, and only what is new is made."""

from __future__ import annotations

from pathlib import Path

import pytest

import iopdocs.conversion.content as whole
from iopdocs.conversion.content import content
from iopdocs.conversion.piecewise import Pieces
from tests.conftest import ROOT
from tests.support.conversion_samples import lines, made
from tests.support.every_document import documents

RICHEST = ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml"


def letter(first: str, second: str) -> bytes:
    return made(
        lines("Rubriken", style="Title"), lines(first), lines("a", "b", style="List Bullet"),
        lines("Ett", style="Heading 1"), lines("c", style="List Bullet"), lines("", style="Heading 1"),
        lines("d", style="List Bullet"), lines("Två", style="Heading 2"), lines(second),
    )  # fmt: skip


def read(data: bytes, pieces: Pieces | None = None) -> str:
    whole._converted.cache_clear()
    return str(content(data, pieces))


@pytest.mark.parametrize("path", [RICHEST], ids=lambda path: Path(path).stem)
def test_every_document_reads_the_same_in_pieces(path: Path) -> None:
    pieces = Pieces()
    for one in documents(path).values():
        assert read(one.data, pieces) == read(one.data)
        assert read(one.data, pieces) == read(one.data)


def test_a_piece_that_has_changed_is_made_anew_and_the_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, converted = Pieces(), list[str]()
    make = whole._html
    monkeypatch.setattr(whole, "_html", lambda data: converted.append(make(data)) or converted[-1])
    for first, second in (("som det var", "sist"), ("något annat", "sist"), ("något annat", "mer")):
        assert read(letter(first, second), pieces) == read(letter(first, second))
    in_pieces = converted[::2]
    assert "sist" in in_pieces[0]
    assert "något annat" in in_pieces[1]
    assert "sist" not in in_pieces[1]
    assert "mer" in in_pieces[2]
    assert "något annat" not in in_pieces[2]


def test_what_is_kept_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iopdocs.conversion.piecewise.MOST", 5)
    pieces = Pieces()
    for number in range(6):
        read(letter(f"nummer {number}", "sist"), pieces)
    assert len(pieces) == 5
