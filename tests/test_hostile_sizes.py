"""Slips and attacks that make numbers, texts and lists enormous: a message, in time, and never a crash."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.words import DAY, MINIMAL

TERM = "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"
YEARLY = "komponenter: [{benämning: A, slag: per år, belopp: 1 000 000}]"
PERCENT = "uppräkning: {slag: procent, procent: %s, bas: föregående år}"
LARGE = {
    "payments": f"{TERM}ekonomi: {{{YEARLY}, utbetalning: {{antal: 50000000}}}}",
    "payments of one year": f"{TERM}ekonomi: {{{YEARLY}, utbetalning: {{antal: 4, andra_antal: [{{år: 2024, antal: 9999999}}]}}}}",  # noqa: E501
    "growth": f"avtalstid: {{från: 2024-01-01, till: 2050-12-31}}\nekonomi: {{{YEARLY}, {PERCENT % '1000'}}}",
    "long growth": f"avtalstid: {{från: 2024-01-01, till: 2120-12-31}}\nekonomi: {{{YEARLY}, {PERCENT % '100'}}}",
    "inhabitants": f"{TERM}ekonomi: {{komponenter: [{{benämning: A, slag: per invånare, invånare: {'9' * 11}, belopp: {'9' * 14}}}]}}",  # noqa: E501
    "years": f"avtalstid: {{från: 2024-01-01, längd: 7800 år}}\nekonomi: {{{YEARLY}, {PERCENT % '2'}}}",
    "words": "syfte: ['" + "köp " * 12_000 + "']",
    "street": "tillägg: [{nya_parter: [{part: {adress: {skyddad: ja, gata: '" + "a" * 49_000 + "'}}}]}]",
    "web": "möten: []\ntillägg: [{nya_parter: [{part: {webb: '" + "a." * 24_000 + "<'}}]}]",
    "index": f"{TERM}ekonomi: {{{YEARLY}, uppräkning: {{slag: index, index: PKV, bas: föregående år, värden: ["
    + ",".join(f"{{år: {1900 + n % 300}, tal: 100}}" for n in range(5_000))
    + "]}}",
}


@pytest.mark.parametrize("more", LARGE.values(), ids=LARGE)
def test_what_is_enormous_ends_in_documents_or_messages_soon(more: str, tmp_path: Path) -> None:
    root = tmp_path
    (root / "agreements").mkdir()
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "agreements" / "a.yaml").write_text(f"{MINIMAL}{more}\n", encoding="utf-8")
    workspace = Workspace(root)
    start = time.monotonic()
    (outcome,) = Batch(workspace, Wish(DAY, out=tmp_path / "ut")).make(workspace.agreements())
    assert all(problem.message for problem in outcome.problems)
    assert time.monotonic() - start < 12


def test_many_unknown_ids_are_told_soon(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").mkdir()
    parties = "".join(f"  - {{id: p{n}, roll: idéburen, typ: förening, namn: F{n}}}\n" for n in range(2_000))
    tasks = "".join(f"  - {{part: q{n}, text: x}}\n" for n in range(2_000))
    path = tmp_path / "agreements" / "a.yaml"
    path.write_text(f"id: a\nparter:\n{parties}åtaganden:\n{tasks}", encoding="utf-8")
    workspace = Workspace(tmp_path)
    object.__setattr__(workspace, "types", {})
    start = time.monotonic()
    assert len(workspace.check(workspace.load(path), DAY)) > 1_000
    assert time.monotonic() - start < 15


RENEWAL = ("renew", "--on", "2025-11-01", "--no-redline")


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "iopdocs", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, timeout=60
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "agreements" / "a.yaml").write_text(MINIMAL + "partnerskap: Łódź →\n", encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="needs links and bytes in names")
def test_odd_files_stop_nothing(root: Path) -> None:
    (root / "agreements" / "slinga.yaml").symlink_to("slinga.yaml")
    with open(os.fsencode(root / "agreements") + b"/\xe9.yaml", "wb") as file:  # noqa: PTH123 - bytes
        file.write((MINIMAL.replace("id: exempel", "id: annat") + TERM).encode())
    for command in (
        ("check",),
        ("status", "--html", "a.html", "--json"),
        ("renew", "--on", "2025-11-01", "--no-redline"),
    ):
        done = run(root, *command, PYTHONIOENCODING="utf-8")
        assert b"Traceback" not in done.stderr, command
        assert done.returncode in (0, 1)
    assert (root / "output" / "exempel").exists() or list((root / "agreements").glob("annat*"))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp850", "ascii"])
def test_a_terminal_in_an_old_encoding_is_no_crash(root: Path, encoding: str) -> None:
    for command in ("check", "status"):
        done = run(root, command, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_under_the_screen_is_said(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "iopdocs", "check", "--json"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=root, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert b"Traceback" not in done.stderr
    assert "disken är full" in done.stderr.decode()


def test_a_name_that_is_too_long_and_what_is_no_file_are_said(root: Path) -> None:
    assert "namnet är för långt" in run(root, "init", "a" * 300).stderr.decode()
    for command in (("verify", "/dev/null"), ("compare", "/dev/null", "/dev/null")):
        done = run(root, *command)
        assert "ingen vanlig fil" in done.stderr.decode() + done.stdout.decode()
        assert b"Traceback" not in done.stderr
