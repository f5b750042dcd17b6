"""One folder, one agreement: the id that YAML reads decides, and no batch writes one folder for two agreements."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.checks import SAME_ID
from iopdocs.making.batch import Batch
from iopdocs.making.claims import FolderClaim
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.model.scalars import parse_id
from iopdocs.reading import decode_source, read_source
from iopdocs.reading.source import _EventReader
from iopdocs.renewal.run import Renewal, Window
from iopdocs.workspace import Workspace
from iopdocs.workspace.files import distinct, stated_id
from tests.support.batches import DAY, agreement, files, run, small_workspace
from tests.support.cli import Cli

QUICK: dict[str, Any] = {"documents": ("pressmeddelande",)}

# Files whose id is exempel, though a line of them says annan; and files of which it is the other way round.
DECOYS = {
    "a quoted text over lines": 'källor: "a\nid: annan\n"\n"id": exempel\n',
    "a quoted text, then a plain key": 'källor: "a\nid: annan\n"\nid: exempel\n',
    "single quotes": "källor: 'a\nid: annan\n'\nid: exempel\n",
    "a flow mapping over lines": "övrigt: {a: b,\nid: annan\n}\nid: exempel\n",
    "a flow list over lines": "övrigt: [a,\nid: annan\n]\nid: exempel\n",
    "a key in double quotes": '"id": exempel\n',
    "a key with an escape": '"\\x69d": exempel\n',
    "a value with an escape": 'id: "\\x65xempel"\n',
    "an explicit key": "? id\n: exempel\n",
    "a folded value": "id: >-\n  exempel\n",
    "a value on the next line": "id:\n  # här\n  exempel\n",
    "a zero-width space": "i\u200bd: exempel\n",
    "a byte order mark": "\ufeffid: exempel\n",
    "two of them": "\ufeff\ufeffid: exempel\n",
    "Windows line ends": "# hej\r\nid: exempel\r\n",
    "another line break in a comment": "# hej\u2028id: exempel\n",
    "after a document mark": "%YAML 1.1\n---\nid: exempel\n",
    "a file in one line": '{"parter": [], "id": "exempel"}\n',
    "indented": "  id: exempel\n",
    "further in": "avtal:\n  id: annan\nid: exempel\n",
}


@pytest.mark.parametrize("text", DECOYS.values(), ids=DECOYS)
def test_the_id_of_a_file_is_the_one_that_yaml_reads(text: str) -> None:
    source, _ = decode_source(text.encode(), "a.yaml")
    assert isinstance(source.data, dict)
    assert source.data["id"] == stated_id(text.encode()) == "exempel"


PIECES = (
    *("id: a", "id: annan", '"id": b', "'id': c", "? id", ": d", "id:", "  e", "id: >-", "id: |", "i\u200bd: f"),
    *('källor: "x', '"', "källor: 'x", "'", "o: {a: b,", "}", "o: [a,", "]", "- id: g", "  id: h", "---", "..."),
    *("# k", "", "%YAML 1.1", "parter:", "  - x: y", "id: &a i", "b: *a", "id: !!str j", "<<: {id: k}", "\ufeffid: l"),
    *(
        "text: a\u2028id: m",
        "x: y # id: n",
        "\tid: o",
        "id: [p]",
        "id: {q: r}",
        "id",
        '"\\x69d": s',
        "id: 1_0",
        "id: ~",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(("\n", "\r\n", "\r", "\x85", "\u2028")))
def test_what_is_read_in_haste_is_what_is_read_whole(lines: list[str], end: str) -> None:
    data = end.join([*lines, ""]).encode()
    source, problems = decode_source(data, "a.yaml")
    read = source.data.get("id") if isinstance(source.data, dict) else None
    if not problems:  # no documents are made of a file with problems, whatever its id
        assert stated_id(data) == (read if isinstance(read, str) else "")
    elif isinstance(read, str) and "dubbel-nyckel" not in {problem.code for problem in problems}:
        assert stated_id(data) in {read, ""}


def test_no_more_of_a_file_is_read_than_to_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    real = _EventReader._count
    monkeypatch.setattr(_EventReader, "_count", lambda self, line: (counted.append(line), real(self, line))[1])
    data = agreement("exempel", "möten:\n" + "  - {datum: 2024-01-01}\n" * 1_000).encode()
    assert stated_id(data) == "exempel"
    assert len(counted) == 3  # the file itself, the key, its value
    assert not decode_source(data, "")[1]
    assert len(counted) > 3_000


def test_a_decoy_does_not_write_over_another_agreements_documents(tmp_path: Path) -> None:
    decoy = agreement("exempel").replace("id: exempel", 'källor: "a\nid: annan\n"\n"id": exempel')
    root = small_workspace(tmp_path, {"a.yaml": agreement("exempel"), "b.yaml": decoy})
    outcomes = run(root, **QUICK)
    assert [SAME_ID in {problem.code for problem in one.problems} for one in outcomes] == [True, True]
    assert not (root / "output").exists()
    # Nor is it taken for having the id that it only seems to have.
    (root / "agreements" / "a.yaml").write_text(agreement("annan"), encoding="utf-8")
    assert Workspace(root).doubles == {}


def test_an_id_that_cannot_be_used_is_not_taken_for_the_word_that_stands_in_for_it(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal"), "b.yaml": agreement("Fel ID")})
    workspace = Workspace(root)
    for path in workspace.agreements():
        assert SAME_ID not in {problem.code for problem in workspace.check(workspace.load(path), DAY)}


def ways(root: Path) -> Iterator[Path]:
    """Yield paths that lead to one file."""
    file = root / "agreements" / "a.yaml"
    yield file
    yield root / "agreements" / ".." / "agreements" / "a.yaml"
    (root / "länk.yaml").symlink_to(file)
    yield root / "länk.yaml"
    (root / "mapp").symlink_to(root / "agreements")
    yield root / "mapp" / "a.yaml"
    os.link(file, root / "hård.yaml")
    yield root / "hård.yaml"


def test_a_file_given_in_many_ways_is_made_once(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    paths = [*ways(root), root / "agreements" / "a.yaml"]
    assert distinct(paths) == paths[:1]
    for order in (paths, paths[::-1]):
        (outcome,) = run(root, order, **QUICK)
        assert not outcome.failed
        assert not [problem for problem in outcome.problems if problem.code == SAME_ID]
    assert [*files(root / "output")] == ["avtal/pressmeddelande.docx", "avtal/pressmeddelande.kvitto.json"]


def test_each_file_comes_once_and_in_order(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        (tmp_path / name).write_text(name)
    missing = tmp_path / "borta"
    (tmp_path / "slinga").symlink_to(tmp_path / "slinga")
    paths = [tmp_path / name for name in ("c", "slinga", "a", "b")] + [missing]
    assert distinct([*paths, *reversed(paths)]) == paths


def test_the_command_line_takes_a_file_named_twice_for_one(cli: Cli, tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": agreement("avtal")})
    code, _, err = cli("check", *ways(root), "--on", DAY)
    assert code == 0
    assert "1 avtal kontrollerade" in err


@pytest.mark.parametrize("processes", [1, 2])
def test_files_that_the_workspace_does_not_know_of_cannot_share_a_folder(processes: int, tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "arbete", {"a.yaml": agreement("avtal")})
    for number in range(10):
        (tmp_path / f"{number}.yaml").write_text(agreement(f"avtal-{number // 2}"), encoding="utf-8")
    paths = [tmp_path / f"{number}.yaml" for number in range(10)]
    paths[9].write_text(agreement("ensam"), encoding="utf-8")
    batch = Batch(Workspace(root), Wish(DAY, **QUICK, processes=processes))  # not told of the files
    outcomes = list(batch.make(paths))
    assert [one.file for one in outcomes if not one.failed] == [str(paths[8]), str(paths[9])]
    assert {path.name for path in (root / "output").iterdir()} == {"avtal-4", "ensam"}


def test_two_ids_whose_folders_are_one_are_both_refused(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {f"{name}.yaml": agreement(name) for name in ("ett", "tva", "tre")})
    (root / "output" / "ett").mkdir(parents=True)
    (root / "output" / "tva").symlink_to("ett")
    outcomes = run(root, **QUICK)
    assert {one.file: [p.code for p in one.problems if p.code == SAME_ID] for one in outcomes} == {
        "agreements/ett.yaml": [SAME_ID],
        "agreements/tre.yaml": [],
        "agreements/tva.yaml": [SAME_ID],
    }
    assert files(root / "output" / "ett") == {}


def test_a_file_that_gets_another_id_on_the_way_writes_nothing(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {f"{name}.yaml": agreement(name) for name in ("ett", "tva")})
    workspace = Workspace(root)
    made = Batch(workspace, Wish(DAY, **QUICK)).make(workspace.agreements())
    assert not next(made).failed
    (root / "agreements" / "tva.yaml").write_text(agreement("ett"), encoding="utf-8")
    before = files(root / "output")
    (second,) = made
    assert second.failed
    assert [problem.code for problem in second.problems if problem.code == SAME_ID]
    assert files(root / "output") == before


def test_an_outcome_with_no_right_to_its_folder_has_nothing_to_write() -> None:
    outcome = Outcome("a.yaml", "ett", unchanged={"avtal": 0})
    FolderClaim(Path("a.yaml"), "ett", ("b.yaml",)).settle(outcome)
    assert (outcome.failed, outcome.unchanged, outcome.problems[0].code) == (True, {}, SAME_ID)
    free = Outcome("a.yaml", "ett")
    FolderClaim(Path("a.yaml"), "ett").settle(free)
    assert not free.failed


def test_two_successors_never_get_one_folder(tmp_path: Path) -> None:
    ends = "avtalstid: {från: 2022-01-01, till: 2024-12-31}\nstatus: undertecknat"
    root = small_workspace(tmp_path, {f"{name}.yaml": agreement(f"{name}-2022", ends) for name in ("ett", "tva")})
    output = root / "output"
    (output / "ett-2025").mkdir(parents=True)
    (output / "tva-2025").symlink_to("ett-2025")
    renewal = Renewal(Workspace(root), Window(DAY, DAY.replace(year=2025), redline=False))
    results = list(renewal.renew(renewal.chosen(renewal.workspace.agreements())))
    assert [one.state for one in results] == ["utkast", "fel"]
    assert [problem.code for problem in results[1].problems] == ["efterträdare-finns"]
    assert [path.name for path in (root / "agreements").iterdir() if "2025" in path.name] == ["ett-2025.yaml"]


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_ids_that_differ_differ_in_every_file_system(text: str) -> None:
    with suppress(ValueError):
        name = parse_id(text)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert unicodedata.normalize(form, name).casefold().rstrip(". ") == name


@pytest.mark.parametrize(
    "name", ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in (1, 9))]
)
def test_what_windows_keeps_for_itself_is_no_id(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(agreement(name), encoding="utf-8")
    loaded = Workspace(tmp_path).load(tmp_path / "a.yaml")
    assert not loaded.usable
    assert read_source(tmp_path / "a.yaml")[1] == []
