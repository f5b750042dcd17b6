"""Twice as much input is about twice as much work, whatever it is that grows: counted in calls, never in seconds."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import growing, growing_files, growing_word
from benchmarks.samples.words import DAY, MINIMAL, agreement, document_type, libraries
from iopdocs.checks.case import Case
from iopdocs.checks.wording import about_the_agreement
from iopdocs.conversion import CONVERTERS, preparation
from iopdocs.errors import ConversionFailed
from iopdocs.laws.library import load_library
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.model import Agreement
from iopdocs.model.settings import Rules
from iopdocs.overview import AgreementFile, calendar_file, cleared, page
from iopdocs.reading import build, parse_source
from iopdocs.reading.files import MAX_BYTES
from iopdocs.reading.source import MAX_NODES, MAX_TEXT
from iopdocs.redline.alignment import matches, opcodes
from iopdocs.redline.pairing import MOST_PAIRS
from iopdocs.redline.summary import summary
from iopdocs.templating.limits import MAX_CHARACTERS, MAX_TOGETHER, MAX_TURNS
from iopdocs.vocabulary.actions import actions
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS
from iopdocs.word.numbering import MOST_SIGNS
from iopdocs.word.package import MAX_PACKAGE, MAX_XML
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.work import grows

#: Twice as much may take so much more: what is linear takes twice, what is quadratic four times.
MOST = 2.6
SMALL = 60


WORD = {
    name: made
    for name, (made, _) in growing_word.WORD_FILES.items()
    # The numbers of two are too long to be shown, and one is large: tried below, and here with fewer columns.
    if name not in {"%1 i en nivås text", "nummer av bokstäver", "tabellrader med 20 kolumner"}
} | {"tabellrader": lambda size: growing_word.table(size, 2)}
#: In pieces of so many, so that there are some.
PIECES = {
    "tabeller i tabeller": 120,
    "innehållskontroller i varandra": 120,
    "stycken som är halvt lika, 400 i taget": 40,
    "ord i ett stycke": 600,
}


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("name", WORD)
def test_to_compare_twice_as_much_is_about_twice_the_work(name: str) -> None:
    def run(size: int) -> Callable[[], object]:
        pair = WORD[name](size)
        return lambda: summary(*pair)

    # What may be alike is looked at pair by pair, up to a limit for the whole: that of four hundred is beneath it.
    assert grows(run, PIECES.get(name, 300)) < (4.4 if "400 i taget" in name else MOST)


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("name", WORD)
def test_to_convert_twice_as_much_is_about_twice_the_work(name: str) -> None:
    def run(size: int) -> Callable[[], object]:
        preparation_of = WORD[name](size)[0]
        return lambda: CONVERTERS["html"](preparation_of, "")

    assert grows(run, min(PIECES.get(name, SMALL), 120)) < MOST


TOP = [path for path in growing.lists() if len(path) == 1]


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("path", TOP, ids=[".".join(path) for path in TOP])
def test_to_check_and_foresee_twice_as_long_a_list_is_about_twice_the_work(
    path: tuple[str, ...], tmp_path: Path
) -> None:
    def run(size: int) -> Callable[[], object]:
        folder = tmp_path / str(size)
        growing.write_agreement(folder, growing.agreement({path: size}))
        workspace = Workspace(folder)
        loaded = workspace.load(folder / "agreements" / "a.yaml")
        return lambda: _looked_at(workspace, loaded)

    assert grows(run, 24) < MOST


def _looked_at(workspace: Workspace, loaded: Any) -> None:
    assert loaded.agreement is not None, loaded.problems
    workspace.check(loaded, DAY)
    seen, _ = cleared([AgreementFile("a.yaml", loaded.agreement, loaded.problems)], DAY)
    calendar_file(seen), page(seen)


READ = ("okända nycklar", "samma nyckel", "oläsliga värden", "okända hänvisningar", "lagrum", "kommentarsrader")


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("name", [*READ, *(f"en text av {piece}" for piece in growing_files.PIECES)])
def test_to_read_and_check_twice_as_much_is_about_twice_the_work(name: str, tmp_path: Path) -> None:
    write = growing_files.FILES[name][0]

    def run(size: int) -> Callable[[], object]:
        write(tmp_path / str(size), size)
        workspace = Workspace(tmp_path / str(size))
        path = tmp_path / str(size) / "agreements" / "a.yaml"
        return lambda: workspace.check(workspace.load(path), DAY)

    assert grows(run, 200) < MOST


def test_each_of_many_minutes_asks_only_once_what_was_left_open_before_it() -> None:
    def run(size: int) -> Callable[[], object]:
        rows = "".join(f"  - {{åtgärder: [{{vad: Åtgärd {n}, status: klar}}]}}\n" for n in range(size))
        held = agreement(f"möten:\n{rows}")
        scenes = [Scene(held, document_type(), DAY, libraries(), EXTRAS, item) for item in held.meetings]
        return lambda: [actions(scene) for scene in scenes]

    assert grows(run, 100) < MOST


def test_actions_are_carried_as_they_were_left() -> None:
    rows = """möten:
  - {åtgärder: [{vad: A}, {id: b, vad: B}, {vad: C, status: klar}]}
  - {åtgärder: [{vad: D}, {id: b, vad: B två}, {id: b, vad: B tre}]}
  - {åtgärder: [{vad: A, status: klar}, {vad: A}]}
"""
    held = agreement(rows)
    shown = [
        [view.vad for view in actions(Scene(held, document_type(), DAY, libraries(), EXTRAS, item))]
        for item in (*held.meetings, None)
    ]
    assert shown == [
        ["A", "B", "C"],
        ["A", "B två", "B tre", "D"],
        ["A", "A", "B två", "B tre", "D"],
        ["A", "A", "B två", "B tre", "D"],
    ]


def test_documents_that_are_too_much_together_are_told_and_the_rest_can_be_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iopdocs.making.batch.MAX_TOGETHER", 200_000)
    growing.minimal(tmp_path, "möten:\n" + "".join(f"  - {{datum: 2024-01-{n:02}}}\n" for n in range(1, 29)))
    workspace, wish = Workspace(tmp_path), Wish(DAY, ("styrgruppsprotokoll",), only_new=True)
    made = 0
    for _ in range(30):
        (outcome,) = Batch(workspace, wish).make(workspace.agreements())
        made += len(outcome.written)
        if not outcome.failed:
            break
        assert [problem.code for problem in outcome.problems].count("för-mycket-text") == 1
    assert not outcome.failed
    assert made == 28


def test_a_number_that_is_too_long_to_show_is_told() -> None:
    for old, new in (growing_word.level_text(MOST_SIGNS), growing_word.large_letters(2)):
        with pytest.raises(ConversionFailed, match="längre än 1000 tecken"):
            summary(old, new)
        with pytest.raises(ConversionFailed, match="längre än 1000 tecken"):
            CONVERTERS["html"](old, "")


def test_a_pattern_for_numbers_is_read_once_however_often_it_names_a_level() -> None:
    def run(size: int) -> Callable[[], object]:
        pair = growing_word.level_text(size)
        return lambda: summary(*pair)

    assert grows(run, 80) < MOST


def test_a_document_too_long_for_the_web_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "MOST_ELEMENTS", 100)
    with pytest.raises(ConversionFailed, match="för långt"):
        CONVERTERS["md"](growing_word.all_equal(100)[0], "")


ITEMS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(ITEMS, ITEMS)
def test_what_is_cheap_is_aligned_as_difflib_has_it(old: list[str], new: list[str]) -> None:
    assert opcodes(old, new) == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@given(ITEMS, ITEMS)
def test_what_is_not_is_aligned_with_equal_stretches_in_order(old: list[str], new: list[str]) -> None:
    found = matches(old, new, 0)
    assert all(old[i : i + size] == new[j : j + size] and size for i, j, size in found)
    ends = [(i + size, j + size) for i, j, size in found]
    assert all(end[0] <= i and end[1] <= j for end, (i, j, _) in zip(ends, found[1:], strict=False))


@given(st.lists(st.integers(), max_size=30, unique=True), st.data())
def test_what_only_has_things_put_in_and_taken_out_keeps_all_the_rest(old: list[int], data: st.DataObject) -> None:
    new: list[object] = [item for item in old if data.draw(st.booleans())]
    kept = len(new)
    new.insert(data.draw(st.integers(0, kept)), "ny")
    assert sum(size for *_, size in matches(old, new, 0)) == kept


def test_names_of_many_parties_are_taken_out_as_those_of_few() -> None:
    texts = "syfte: [Föreningen Prov 1 och föreningen prov 12 säljer, Föreningen Prov 123 och Ö, ab Köp]\n"
    few = "  - {roll: idéburen, typ: förening, namn: Föreningen Prov 1}\n  - {roll: idéburen, typ: förening, namn: Ö}\n"
    many = "".join(f"  - {{roll: idéburen, typ: förening, namn: Annat namn {n}}}\n" for n in range(100))

    def shown(more: str) -> list[str]:
        source, problems = parse_source(MINIMAL + more + texts, "a.yaml")
        case = Case(build(source, problems, Agreement), source, load_library(), Rules(), DAY)
        return [text for path, text in about_the_agreement(case) if path[0] == "syfte"]

    assert shown(few) == shown(few + many)
    assert "  och  2 säljer" in " ".join(shown(few))


def test_the_limits_that_the_page_states_are_those_of_the_program() -> None:
    page_text = (ROOT / "docs" / "tillforlitlighet.md").read_text(encoding="utf-8")
    stated = page_text[page_text.index("| Gräns |") : page_text.index("<!-- budget -->")]
    thousands = [MAX_NODES, MAX_TEXT, MAX_TURNS, preparation.MOST_ELEMENTS, MOST_SIGNS]
    millions = [MAX_BYTES, MAX_PACKAGE, MAX_XML, MAX_CHARACTERS, MAX_TOGETHER]
    for limit in thousands:
        assert f"{limit:,}".replace(",", " ") in stated
    for limit in millions:
        assert f"{limit // 1_000_000} miljoner" in stated
    assert round(MOST_PAIRS**0.5) == 500
