"""Documents keep their names: a meeting put in first, moved, edited or removed never gives another its file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.documents import workspace
from benchmarks.samples.words import agreement as read
from iopdocs.errors import InvalidTemplate
from iopdocs.library.document_types import DocumentType
from iopdocs.making.naming import (
    HINTS,
    RECORD,
    about,
    made_in,
    stems,
)
from iopdocs.model import Agreement
from iopdocs.verification import verify
from iopdocs.workspace import Workspace
from tests.support.batches import agreement, run, small_workspace

KIND: DocumentType = workspace().types["styrgruppsprotokoll"]
Facts = dict[str, Any]


def meetings(*records: Facts) -> Agreement:
    return read("möten: " + json.dumps(records, ensure_ascii=False) + "\n" if records else "")


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("styrgruppsprotokoll-1", "styrgruppsprotokoll"),
        ("styrgruppsprotokoll-2024-05-02", "styrgruppsprotokoll"),
        ("styrgruppsprotokoll-2024-05-02-nr-2", "styrgruppsprotokoll"),
        ("styrgruppsprotokoll-2024-05", "styrgruppsprotokoll"),
        ("styrgruppsprotokoll-2024-05-02-nr", "styrgruppsprotokoll"),
        ("tillaggsavtal-1", "tillaggsavtal"),
        ("forlangning-12", "forlangning"),
        ("overenskommelse-andringar", "overenskommelse"),
    ],
)
def test_no_type_has_a_name_that_a_document_of_another_may_have(tmp_path: Path, name: str, of: str) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    shutil.copytree(root / "templates" / "pressmeddelande", root / "templates" / name)
    with pytest.raises(InvalidTemplate) as caught:
        run(root)
    (problem,) = caught.value.problems
    assert problem.code == "samma-filnamn"
    assert name in problem.message
    assert f"typen {of} " in problem.message
    assert not (root / "output").exists()


@pytest.mark.parametrize("name", ["styrgruppsprotokoll-kort", "sammanfattning-2", "overenskommelse-1", "protokoll"])
def test_a_type_may_have_a_name_that_only_begins_like_anothers(tmp_path: Path, name: str) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal", "möten: [{plats: aaa}]")})
    shutil.copytree(root / "templates" / "pressmeddelande", root / "templates" / name)
    (outcome,) = run(root)
    assert not outcome.failed
    paths = [written.path for written in outcome.written]
    assert len(set(paths)) == len(paths)
    assert f"{name}.docx" in {path.name for path in paths}


def names(found: Agreement, made: dict[str, Any]) -> list[str]:
    return [stem.removeprefix("styrgruppsprotokoll-") for stem, _ in stems(KIND, found, made, forms=False)]


class Folder:
    """Receipts as a folder would hold them after each run."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}

    def run(self, *records: Facts) -> list[str]:
        found = meetings(*records)
        given = stems(KIND, found, self.made, forms=False)
        assert len({stem for stem, _ in given}) == len(given)
        self.made |= {stem: {"dokumenttyp": KIND.id, **about(item)} for stem, item in given}
        return [stem.removeprefix("styrgruppsprotokoll-") for stem, _ in given]


def meeting(text: str, **more: Any) -> Facts:
    return {"plats": text, "kommunikation": f"{text} {text}", "övrigt": [f"om {text}"], **more}


A, B, C, NEW = (meeting(text) for text in ("aaa", "bbb", "ccc", "nytt"))


def test_in_an_empty_folder_a_meeting_is_named_by_its_day_or_its_place() -> None:
    day = {"datum": "2024-05-02"}
    assert Folder().run(A, B | day, C, A | day, NEW) == ["1", "2024-05-02", "3", "2024-05-02-nr-2", "5"]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ([NEW, A, B], ["3", "1", "2"]),
        ([A, NEW, B], ["1", "3", "2"]),
        ([A, B, NEW], ["1", "2", "3"]),
        ([B, A], ["2", "1"]),
        ([B], ["2"]),
        ([B, NEW], ["2", "3"]),
        ([NEW, A, C, B], ["3", "1", "4", "2"]),
        ([A | {"plats": "en annan"}, B], ["1", "2"]),
        ([NEW, A | {"plats": "en annan"}, B], ["3", "1", "2"]),
        ([NEW, B | {"från": "09:00"}, A | {"till": "10:00"}], ["3", "2", "1"]),
        ([A | {"plats": "en annan", "kommunikation": "annat"}, B], ["1", "2"]),  # most of it written anew, in its place
        ([C, B], ["3", "2"]),  # of what is wholly other, nobody knows that it is the same meeting
    ],
)
def test_a_meeting_with_a_document_keeps_its_number(then: list[Facts], expected: list[str]) -> None:
    folder = Folder()
    assert folder.run(A, B) == ["1", "2"]
    assert folder.run(*then) == expected
    assert folder.run(*then) == expected


def test_meetings_of_one_day_keep_theirs() -> None:
    day = {"datum": "2024-05-02"}
    folder = Folder()
    assert folder.run(A | day, B | day) == ["2024-05-02", "2024-05-02-nr-2"]
    assert folder.run(NEW | day, A | day, B | day) == ["2024-05-02-nr-3", "2024-05-02", "2024-05-02-nr-2"]


def test_a_form_that_is_filled_in_is_the_same_meeting() -> None:
    folder = Folder()
    assert folder.run({}, {}) == ["1", "2"]
    assert folder.run({}, A) == ["1", "2"]
    assert folder.run(NEW, A) == ["1", "2"]


def test_a_meeting_that_little_was_said_of_may_be_written_anew_in_its_place() -> None:
    folder = Folder()
    assert folder.run({"plats": "aaa"}, B) == ["1", "2"]
    assert folder.run({"plats": "bbb", "övrigt": ["annat"]}, B) == ["1", "2"]


@pytest.mark.parametrize("said", [A, B])
def test_a_document_of_one_meeting_is_never_given_to_one_that_is_wholly_other(said: Facts) -> None:
    """It may be final, and then minutes of another meeting would be taken for a new version of it."""
    folder = Folder()
    assert folder.run(said) == ["1"]
    assert folder.run(NEW) == ["2"]
    assert folder.run(C) == ["3"]
    assert folder.run(said) == ["1"]


def test_two_equal_meetings_have_a_document_each() -> None:
    folder = Folder()
    assert folder.run(A, A) == ["1", "2"]
    assert folder.run(NEW, A, A) == ["3", "1", "2"]


def test_a_receipt_from_before_says_as_much_as_the_place() -> None:
    made: dict[str, Any] = {f"styrgruppsprotokoll-{n}": {"dokumenttyp": KIND.id} for n in (1, 2)}
    assert names(meetings(A, B), made) == ["1", "2"]
    assert names(meetings(A), made) == ["1"]


@pytest.mark.parametrize(
    "stem",
    ["styrgruppsprotokoll", "styrgruppsprotokoll-1x", "styrgruppsprotokoll-1-nr-2", "annat-1", "styrgruppsprotokoll-x"],
)
@pytest.mark.parametrize("said", [{}, {"dokumenttyp": "annat"}, {"dokumenttyp": KIND.id, RECORD: 1, HINTS: [2]}])
def test_what_is_no_document_of_the_type_has_no_say(stem: str, said: dict[str, Any]) -> None:
    assert names(meetings(A, B), {stem: said}) == ["1", "2"]


def test_a_document_beside_one_that_was_edited_tells_of_the_same_number() -> None:
    made = {
        "styrgruppsprotokoll-1": {"dokumenttyp": KIND.id, **about(meetings(A).meetings[0])},
        "styrgruppsprotokoll-1.ny": {"dokumenttyp": KIND.id, **about(meetings(B).meetings[0])},
    }
    assert names(meetings(NEW, B), made) == ["2", "1"]


RECORDS = st.lists(
    st.sampled_from([*(meeting(text) for text in "abcdef"), *({"datum": f"2024-01-0{n}"} for n in (1, 1, 2)), {}]),
    max_size=5,
)


@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_names_are_unique_stable_and_kept(runs: Sequence[list[Facts]]) -> None:
    assert Folder().run(*runs[0]) == names(meetings(*runs[0]), {})
    folder = Folder()
    for records in runs:
        before = folder.made
        named = folder.run(*records)
        assert folder.run(*records) == named
        for item, name in zip(meetings(*records).meetings, named, strict=True):
            known = {stem for stem, said in before.items() if said[RECORD] == about(item)[RECORD]}
            alike = sum(one == item for one in meetings(*records).meetings)
            assert not known or alike > len(known) or f"{KIND.id}-{name}" in known


def test_a_receipt_tells_no_text_of_a_meeting() -> None:
    said = about(meetings(A).meetings[0])
    assert re.fullmatch("[0-9a-f]{64}", said[RECORD])
    assert set(said[HINTS]) == {"plats", "kommunikation", "övrigt"}
    assert all(re.fullmatch("[0-9a-f]{2}", hint) for hint in said[HINTS].values())


def written(root: Path) -> dict[str, str]:
    """Return where each meeting is, by the number of its document."""
    found = {}
    for path in sorted((root / "output" / "avtal").glob("*.txt")):
        (place,) = re.findall(r"\b(aaa|bbb|nytt)\b", path.read_text(encoding="utf-8"))[:1]
        found[path.stem.removeprefix("styrgruppsprotokoll-")] = place
    return found


def test_a_meeting_put_in_first_leaves_the_documents_that_are_made(tmp_path: Path) -> None:
    def data(*records: Facts) -> str:
        return agreement("avtal", "möten: " + json.dumps(records, ensure_ascii=False))

    root = small_workspace(tmp_path, {"a.yaml": data(A, B)})
    wish = {"documents": (KIND.id,), "formats": ("docx", "txt"), "only_new": True}
    run(root, **wish)
    assert written(root) == {"1": "aaa", "2": "bbb"}
    edited = root / "output" / "avtal" / "styrgruppsprotokoll-2.txt"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nTillagt för hand: bbb.\n", encoding="utf-8")
    (root / "agreements" / "a.yaml").write_text(data(NEW, A, B), encoding="utf-8")
    run(root, **wish)
    assert written(root) == {"1": "aaa", "2": "bbb", "2.ny": "bbb", "3": "nytt"}
    assert set(made_in(root / "output" / "avtal")) == {f"{KIND.id}-{n}" for n in ("1", "2", "2.ny", "3")}
    for number, post in (("1", 2), ("3", 1)):
        answer = verify(Workspace(root), root / "output" / "avtal" / f"{KIND.id}-{number}.docx")
        assert (answer["oredigerat"], answer["aktuellt"], answer["ursprung"]["post"]) == (True, True, post)
    (again,) = run(root, **wish)
    assert f"{KIND.id}-1" in again.unchanged
    assert f"{KIND.id}-3" in again.unchanged


def test_many_meetings_are_compared_with_no_more_than_need_be(monkeypatch: pytest.MonkeyPatch) -> None:
    from iopdocs.making import naming

    looks: list[object] = []
    real = naming._shared
    monkeypatch.setattr(naming, "_shared", lambda facts, said: (looks.append(said), real(facts, said))[1])
    folder = Folder()
    first = [meeting(f"plats {number}") for number in range(400)]
    folder.run(*first)
    assert folder.run(NEW, *first) == ["401", *map(str, range(1, 401))]
    assert looks == []
    other = [meeting(f"annan {number}") for number in range(400)]
    given = folder.run(*other)
    # A hint is short, so of so many a few are alike by chance.
    assert len([name for name in given if int(name) > 401]) > 380
    assert len(looks) <= 400
