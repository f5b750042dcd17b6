"""A changed file is written so that each line that still says the same is as it was; comments are kept or told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.documents import AGREEMENTS
from iopdocs.reading.layout import layout
from iopdocs.reading.rewriting import Rewritten
from iopdocs.reading.source import parse_source
from tests.conftest import ROOT
from tests.support.examples import examples

FILES = sorted([*(ROOT / "agreements").glob("*.yaml"), *AGREEMENTS.glob("*.yaml")])
NEW = "nytt värde"


def leaves(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what holds each text, and where."""
    for place, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from leaves(value)
        elif value is not None:
            yield node, place


def commented(text: str, numbers: list[int]) -> str:
    """Return a file with a comment of its own above some of its lines, indented as they are."""
    values = [one for one in layout(text).root.walk() if one.where]
    free = {one.first for one in values}
    lines = []
    for number, line in enumerate(text.split("\n")):
        if number in free and number in numbers:
            lines.append(f"{line[: len(line) - len(line.lstrip(' -'))].replace('-', ' ')}# kommentar {number}")
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_that_is_not_changed_is_written_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = Rewritten(text)
    assert made.text() == text
    assert made.left_out == []


@given(data=st.data())
@settings(max_examples=examples(40), deadline=None)
def test_only_the_lines_of_what_is_changed_differ_and_no_comment_is_lost_in_silence(
    data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from(FILES)).read_text(encoding="utf-8")
    count = text.count("\n")
    text = commented(text, data.draw(st.lists(st.integers(0, count), max_size=20)))
    file = Rewritten(text)
    found = list(leaves(file.tree))
    changed = data.draw(st.lists(st.sampled_from(range(len(found))), max_size=5, unique=True))
    for number in changed:
        owner, place = found[number]
        owner[place] = f"{NEW} {number}"
    made = file.text()
    old, new = text.split("\n"), made.split("\n")
    other = [line for line in new if line not in old]
    assert all(NEW in line for line in other)
    assert len(other) <= len(changed)
    steps = iter(old)
    assert all(any(line == step for step in steps) for line in new if NEW not in line)  # in the order they had
    told = [one.text for one in file.left_out]
    for line in old:
        if line.strip().startswith("#"):
            assert line in new or any(line.strip("# ") in one for one in told)


@given(data=st.data())
@settings(max_examples=examples(40), deadline=None)
def test_what_is_taken_away_takes_its_comments_along_and_they_are_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES)).read_text(encoding="utf-8")
    text = commented(text, data.draw(st.lists(st.integers(0, text.count("\n")), max_size=20)))
    file = Rewritten(text)
    key = data.draw(st.sampled_from([key for key in file.tree if key != "id"]))
    del file.tree[key]
    made = file.text()
    assert {*made.split("\n")} <= {*text.split("\n")}
    read, problems = parse_source(made, "")
    wanted = parse_source(text, "")[0].data
    assert (problems, read.data) == ([], {name: value for name, value in wanted.items() if name != key})
    said = made + " ".join(one.text for one in file.left_out)
    assert all(line.strip("# ") in said for line in text.split("\n") if line.strip().startswith("#"))


ODD = """\
# Om filen

id:   "a-2022"      # id
parter:   # de två
- {roll:  offentlig,
   namn: A}   # först
-   roll: idéburen
    namn: 'B'

    # Kort namn
    kallas: b
avtalstid:
    # börjar
    från:   2022-01-01
    till:   2024-12-31   # slutar

# Pengar 2022
ekonomi:
      # Två procent
      uppräkning: {slag: procent}
      komponenter:
        - benämning: >-   # veckat
            Drift # ingen kommentar
            av huset
          belopp: 10
          # efter beloppet 10
      # sist i ekonomin
# Sist
"""


def test_what_is_written_in_another_hand_is_kept_in_it() -> None:
    file = Rewritten(ODD)
    file.tree["avtalstid"]["till"] = "2027-12-31"
    assert file.text() == ODD.replace("till:   2024-12-31   # slutar", "till: 2027-12-31")
    assert [(one.where, one.text) for one in file.left_out] == [("avtalstid.till", "slutar")]


def test_a_comment_goes_with_what_it_is_about() -> None:
    file = Rewritten(ODD)
    file.tree["ekonomi"]["komponenter"][0]["belopp"] = "12"
    del file.tree["parter"][1]["kallas"]
    file.tree["parter"][0]["namn"] = "Å"
    made = file.text()
    gone = ["först", "de två", "Kort namn", "efter beloppet 10"]
    assert sorted(one.text for one in file.left_out) == sorted([*gone[:1], *gone[2:]])
    assert "# Pengar 2022\n" in made  # it names no number that is changed
    assert "      # Två procent\n" in made
    assert "parter:   # de två\n- {roll: offentlig, namn: Å}\n" in made
    assert made.endswith("          belopp: 12\n      # sist i ekonomin\n# Sist\n")


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("Tiden", True),
        ("--- Avtalets tid ---", True),
        ("Tiden 2022", False),
        ("Tre år enligt nämndens beslut", False),
    ],
)
def test_above_a_section_that_is_changed_only_a_heading_stays(comment: str, kept: bool) -> None:
    for section in ("avtalstid: {från: 2022-01-01}\n", "avtalstid:\n  från: 2022-01-01\n"):
        file = Rewritten(f"id: a\n# {comment}\n{section}")
        file.tree["avtalstid"]["från"] = "2025-01-01"
        assert (f"# {comment}\n" in file.text()) is kept
        assert bool(file.left_out) is not kept


@pytest.mark.parametrize(("comment", "kept"), [("Enligt budget 2022", False), ("Gäller sedan 2019 i hela länet", True)])
def test_above_a_section_with_a_change_further_in_goes_what_names_the_old_number(comment: str, kept: bool) -> None:
    file = Rewritten(f"id: a\n# {comment}\nekonomi:\n  komponenter:\n    - år: 2022\n")
    file.tree["ekonomi"]["komponenter"][0]["år"] = "2025"
    assert (f"# {comment}\n" in file.text()) is kept


def test_a_file_whose_lines_cannot_be_told_apart_is_written_by_its_data_and_its_comments_are_told() -> None:
    file = Rewritten("id: a\nsyfte:\n  -\n    # varför\n    stödja\n")
    file.tree["id"] = "b"
    assert parse_source(file.text(), "")[0].data == {"id": "b", "syfte": ["stödja"]}
    assert [one.text for one in file.left_out] == ["varför"]
