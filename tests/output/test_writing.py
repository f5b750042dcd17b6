"""Whatever fails while a file is written, nothing is lost, and two runs never write at once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from benchmarks.faults import measure
from benchmarks.injection import Scenario
from benchmarks.scenarios import EDITED, SCENARIOS
from iopdocs.errors import OutputBlocked
from iopdocs.output import alone, create_file, locks, save, write_document
from tests.support.cli import Cli, make_workspace


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_workspace(tmp_path))
    return tmp_path


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def document(data: bytes, *, force: bool = False) -> int:
    try:
        with alone(Path("ut")):
            write_document(Path("ut"), "avtal", ".docx", data, {"dag": "2024-01-01"}, force=force)
    except OutputBlocked:
        return 1
    return 0


def old(folder: Path, edited: bool = False) -> None:
    write_document(folder / "ut", "avtal", ".docx", b"gammalt", {"dag": "2024-01-01"})
    if edited:
        (folder / "ut" / "avtal.docx").write_bytes(EDITED)


DOCUMENTS = [
    Scenario("new", lambda folder: None, lambda: document(b"nytt")),
    Scenario("changed", old, lambda: document(b"nytt")),
    Scenario("edited", lambda folder: old(folder, True), lambda: document(b"nytt"), ("ut/avtal.docx",)),
    Scenario("forced", lambda folder: old(folder, True), lambda: document(b"nytt", force=True), ("ut/avtal.docx",)),
]


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize("scenario", DOCUMENTS, ids=lambda scenario: scenario.name)
def test_a_fault_at_any_write_of_a_document_loses_nothing(scenario: Scenario) -> None:
    result = measure(scenario, ("half written", "killed half-way"))
    assert result.complaints == []
    assert result.faults >= 12


@pytest.mark.thorough
def test_a_fault_in_a_new_workspace_leaves_nothing_that_stops_the_next_run() -> None:
    result = measure(SCENARIOS[0], ("full disk", "killed"), every=60)
    assert result.complaints == []
    assert result.faults >= 4


def _hold(folder: Path) -> int:
    """Return a child process that keeps a folder to itself until it is killed."""
    child = os.fork()
    if child == 0:
        with alone(folder):
            (folder / "håller").touch()
            time.sleep(60)
        os._exit(0)
    while not (folder / "håller").exists():
        time.sleep(0.01)
    return child


def test_a_second_run_is_refused_and_goes_on_when_the_first_is_killed(
    cli: Cli,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(locks, "WAIT_SECONDS", 0.1)
    child = _hold(workspace / "output")
    code, out, err = cli("render", "--document", "pressmeddelande")
    assert (code, out) == (1, "")
    assert "En annan körning av iopdocs skriver här just nu." in err
    assert "Vänta tills den är klar och försök igen." in err
    assert cli("check")[0] == 0  # what only reads need not wait
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert cli("render", "--document", "pressmeddelande")[0] == 0
    assert not (workspace / "output" / ".iopdocs.lock").exists()


def test_a_named_file_that_another_has_made_is_never_replaced(
    cli: Cli,
    workspace: Path,
) -> None:
    for name, arguments in {
        "a.html": ("status", "--html"),
        "a.ics": ("status", "--ics"),
        "a.xlsx": ("status", "--table"),
        "b.xlsx": ("check", "--table"),
        "c.xlsx": ("renew", "--dry-run", "--table"),
        "a.yaml": ("schema", "-o"),
    }.items():
        (workspace / name).write_text("någon annans", encoding="utf-8")
        code, _, err = cli(*arguments, name)
        assert code == 1
        assert "Filen finns redan och är redigerad eller något annat, så den skrivs inte över." in err
        assert (workspace / name).read_text(encoding="utf-8") == "någon annans"
        (workspace / name).unlink()
        assert cli(*arguments, name)[0] == 0
        assert cli(*arguments, name)[0] == 0  # our own is replaced


def test_a_file_is_made_where_it_cannot_have_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    create_file(tmp_path / "a", b"ett")
    with pytest.raises(OutputBlocked, match="finns redan"):
        create_file(tmp_path / "a", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"ett"


def test_a_file_open_elsewhere_is_left_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"ett")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutputBlocked, match="inte är öppen i Word"):
        save(tmp_path / "a", b"2", lambda data: True)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"ett"
