"""Only clauses that may cite what changes are made when it is asked what is touched, and the answer is the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from iopdocs.laws.changes import changes
from iopdocs.library.clauses import subjects_in
from iopdocs.making import touched
from iopdocs.making.cited_law import Citing, citing
from iopdocs.vocabulary import sections
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

LAST = date(2030, 12, 31)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    for name in ("exempelstad-tak-2024", "exempelby-komplett-2026", "region-exempel-stiftelse-2023"):
        copy(ROOT / "tests" / "agreements" / f"{name}.yaml", tmp_path / "agreements")
    yield Workspace(tmp_path)


def test_what_is_left_out_unmade_is_not_touched(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = [place.load(path) for path in place.agreements()]
    ahead = changes(place.laws.index, date(2023, 1, 1), LAST)

    def every() -> list[tuple[touched.Touched, ...]]:
        return [touched.touches(place, one, ahead, LAST) for one in loaded]

    some = every()
    assert any(some)

    def whole(*given: object) -> Iterator[Citing]:
        return citing(*given[:4])  # type: ignore[arg-type]

    monkeypatch.setattr(touched, "citing", whole)
    assert every() == some


def test_most_clauses_are_not_made_for_a_change_that_concerns_few(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    fill = sections.fill

    def counted(text: str, owner: str, *more: object) -> str:
        made.append(owner)
        return fill(text, owner, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(sections, "fill", counted)
    ahead = changes(place.laws.index, date(2026, 3, 1), date(2026, 3, 1))
    for path in place.agreements():
        touched.touches(place, place.load(path), ahead, LAST)
    assert set(made) <= {"klausulen registerkontroll"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("utan lag", frozenset()),
        ("{{ lag(\"God kvalitet\") }} och {{ lag( 'arkiv' ) }}", frozenset({"god kvalitet", "arkiv"})),
        ("{{ lag(ämnet) }}", None),
        ('{{ lag("arkiv") }} {{ lag(ämnet) }}', None),
    ],
)
def test_the_law_that_a_text_may_cite_is_known_when_it_is_written_out(text: str, named: frozenset[str] | None) -> None:
    assert subjects_in([text]) == named
