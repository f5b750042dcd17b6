"""Files that cannot be read, names that are no text, links that lead nowhere: a message from every command, no bug."""

from __future__ import annotations

import ast
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.samples.words import word
from iopdocs.output import alone, locks
from iopdocs.output.files import see_to
from tests.conftest import ROOT
from tests.support.batches import agreement, files, small_workspace
from tests.support.cli import Cli

BUG = 70
NAME = os.fsdecode(b"f\xf6re")  # as a computer from before UTF-8 wrote it
ENDS = "avtalstid: {från: 2022-01-01, till: 2024-12-31}\nstatus: undertecknat"


def directory(path: Path) -> None:
    path.mkdir()


def broken_link(path: Path) -> None:
    path.symlink_to("borta")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def no_yaml(path: Path) -> None:
    path.write_text("id: [", encoding="utf-8")


def good(path: Path) -> None:
    path.write_text(agreement("annat-2022", ENDS), encoding="utf-8")


KINDS = {kind.__name__: kind for kind in (directory, broken_link, loop, pipe, no_yaml, good)}
COMMANDS = {
    "check": ("check",),
    "render": ("render", "--document", "pressmeddelande"),
    "status": ("status",),
    "renew": ("renew", "--no-redline", "--within", "1å"),
    "renew, tried": ("renew", "--dry-run", "--within", "1å"),
    "verify": ("verify", f"agreements/{NAME}.yaml"),
    "compare": ("compare", f"agreements/{NAME}.yaml", f"agreements/{NAME}.yaml"),
    "clauses": ("clauses",),
}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with one agreement and one document type."""
    root = small_workspace(tmp_path_factory.mktemp("arbete"), {"ett.yaml": agreement("ett-2022", ENDS)})
    for kind in ("konsoliderad", "overenskommelse", "styrgruppsprotokoll", "tillaggsavtal", "forlangning"):
        shutil.rmtree(root / "templates" / kind, ignore_errors=True)
    return root


@pytest.fixture
def root(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(templates, tmp_path / "arbete")
    monkeypatch.chdir(tmp_path / "arbete")
    return tmp_path / "arbete"


@pytest.mark.thorough(every=8)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_file_whose_name_is_no_text_never_ends_in_a_bug(
    kind: object,
    command: tuple[str, ...],
    as_json: bool,
    root: Path,
    cli: Cli,
) -> None:
    assert callable(kind)
    kind(root / "agreements" / f"{NAME}.yaml")
    on = () if command[0] == "verify" else ("--on", "2024-06-01")
    more = () if command[0] == "compare" or "agreements" in command[-1] else (f"agreements/{NAME}.yaml",)
    for extra in ((), more) if command[0] in {"check", "render", "status", "renew"} else ((),):
        code, out, err = cli(*command, *on, *(("--json",) if as_json else ()), *extra)
        assert code in {0, 1, 2}, ascii(err)
        assert "Traceback" not in err, ascii(err)
        if as_json:
            assert json.loads(out)["slutkod"] == code


@pytest.mark.parametrize("kind", [directory, broken_link, no_yaml], ids=lambda kind: kind.__name__)
def test_something_in_the_place_of_a_successor_is_told(
    kind: object,
    root: Path,
    cli: Cli,
) -> None:
    assert callable(kind)
    kind(root / "agreements" / "ett-2025.yaml")
    code, _, err = cli("renew", "--no-redline", "--within", "1å", "--on", "2024-06-01")
    assert code == 1
    assert "finns redan" in err


WRITERS = {
    "compare -o": ("compare", "gammal.docx", "ny.docx", "-o", "{}/x.docx"),
    "status --ics": ("status", "--ics", "{}/x.ics"),
    "status --html": ("status", "--html", "{}/x.html"),
    "schema -o": ("schema", "-o", "{}/x.json"),
    "render --out": ("render", "--document", "pressmeddelande", "--out", "{}/ut"),
    "init": ("init", "{}/ny"),
    "upgrade -o": ("upgrade", "-o", "{}/x.md"),
}


@pytest.fixture
def written(root: Path) -> Path:
    for name, text in (("gammal", "Vi kan."), ("ny", "Vi ska.")):
        (root / f"{name}.docx").write_bytes(word(text))
    return root


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize(
    ("kind", "why"),
    [(loop, "länken leder till sig själv"), (broken_link, "mappen eller filen finns inte"), (no_yaml, "")],
    ids=["a link to itself", "a link to nothing", "a file"],
)
def test_every_option_that_writes_refuses_a_folder_that_is_none(
    kind: object,
    why: str,
    command: tuple[str, ...],
    written: Path,
    cli: Cli,
) -> None:
    assert callable(kind)
    kind(written / "mapp")
    before = files(written)
    code, _, err = cli(*(part.format("mapp") for part in command))
    assert code in {1, 2}
    assert "kunde inte skrivas" in err
    assert why in err
    assert files(written) == before
    assert not (written / "borta").exists()


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
def test_every_option_that_writes_follows_a_link_to_a_folder(
    command: tuple[str, ...],
    written: Path,
    cli: Cli,
) -> None:
    (written / "riktig").mkdir()
    (written / "mapp").symlink_to("riktig")
    code, _, err = cli(*(part.format("mapp") for part in command))
    assert code == (1 if command[0] == "compare" else 0), err
    assert (written / "mapp").is_symlink()
    assert files(written / "riktig")


def test_a_file_that_was_read_is_not_written_over_by_another_of_its_names(
    written: Path,
    cli: Cli,
) -> None:
    os.link(written / "ny.docx", written / "annan.docx")
    (written / "mapp").symlink_to(".")
    before = files(written)
    for name in ("ny.docx", "annan.docx", "mapp/ny.docx", "mapp/./mapp/ny.docx"):
        code, _, err = cli("compare", "gammal.docx", "ny.docx", "-o", name)
        assert code == 2
        assert "är en av dem som lästes" in err
    assert files(written) == before


def test_no_path_is_followed_in_a_way_that_a_link_to_itself_breaks() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "iopdocs").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"resolve", "expanduser", "home"}
        and not (isinstance(node.func.value, ast.Call) or getattr(node.func.value, "id", "") == "os")
        and path.name != "roundtrip.py"  # a method of the YAML library
    ]
    assert found == []


@pytest.fixture(params=["ENOLCK", "EOPNOTSUPP", "ENOSYS", "EINVAL"])
def no_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the system answer as it does for a drive on the network that has no locks."""
    fcntl = pytest.importorskip("fcntl")

    def refused(*_: object) -> None:
        raise OSError(getattr(errno, request.param), "no locks")

    monkeypatch.setattr(fcntl, "flock", refused)
    yield


@pytest.mark.usefixtures("no_locks")
def test_where_nothing_can_be_locked_one_run_writes_at_a_time_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iopdocs.errors import OutputBlocked

    monkeypatch.setattr(locks, "WAIT_SECONDS", 0.2)
    with alone(tmp_path):
        (marked,) = tmp_path.iterdir()
        assert str(os.getpid()) in marked.read_text(encoding="utf-8")
        with pytest.raises(OutputBlocked) as caught, alone(tmp_path):
            pass
    problem = caught.value.problems[0]
    assert problem.code == "upptaget"
    assert str(marked) in problem.hint
    assert list(tmp_path.iterdir()) == []
    with alone(tmp_path):
        pass


@pytest.mark.usefixtures("no_locks")
def test_what_a_killed_run_left_where_nothing_can_be_locked_keeps_nobody_out(tmp_path: Path) -> None:
    lock = tmp_path / ".iopdocs.lock.fil"
    code = f"from filelock import SoftFileLock as L; l = L({str(lock)!r}); l.acquire(); print(1, flush=True); input()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"1\n"
        holder.kill()
    assert lock.exists()
    with alone(tmp_path):
        assert str(os.getpid()) in lock.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_locks")
def test_every_command_that_writes_does_where_nothing_can_be_locked(
    written: Path,
    cli: Cli,
) -> None:
    (written / "mapp").mkdir()
    for name, command in WRITERS.items():
        code, _, err = cli(*(part.format("mapp") for part in command))
        assert code == (1 if command[0] == "compare" else 0), (name, err)
        assert "flock" not in err
    assert not [name for name in files(written) if "lock" in name]


def test_a_file_system_that_cannot_be_asked_to_put_a_file_on_the_disk_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: int) -> None:
        raise OSError(errno.EINVAL, "no such thing here")

    monkeypatch.setattr(os, "fsync", refused)
    with (tmp_path / "a").open("wb") as file:
        see_to(file.fileno(), 0, lasting=True)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with (tmp_path / "a").open("wb") as file, pytest.raises(OSError, match="full"):
        see_to(file.fileno(), 0, lasting=True)
