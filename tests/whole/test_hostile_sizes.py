"""Slips and attacks that make numbers, texts and lists enormous: a message, in time, and never a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.samples.words import DAY, MINIMAL
from iopdocs.errors import Problem
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.making.too_much import too_much_together
from iopdocs.reading.ambiguous_text import commented, doubts, may_be_doubtful
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.waiting import HANG
from tests.support.work import calls

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
    + ",".join(f"{{år: {1900 + n % 300}, tal: 100}}" for n in range(2_000))
    + "]}}",
}


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("more", LARGE.values(), ids=LARGE)
def test_what_is_enormous_ends_in_documents_or_messages_soon(more: str, tmp_path: Path) -> None:
    root = tmp_path
    (root / "agreements").mkdir()
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "agreements" / "a.yaml").write_text(f"{MINIMAL}{more}\n", encoding="utf-8")
    workspace = Workspace(root)
    outcomes: list[Outcome] = []
    batch = Batch(workspace, Wish(DAY, out=tmp_path / "ut"))
    assert calls(lambda: outcomes.extend(batch.make(workspace.agreements()))) < 20_000_000
    assert all(problem.message for problem in outcomes[0].problems)


def test_many_unknown_ids_are_told_soon(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").mkdir()
    parties = "".join(f"  - {{id: p{n}, roll: idéburen, typ: förening, namn: F{n}}}\n" for n in range(600))
    tasks = "".join(f"  - {{part: q{n}, text: x}}\n" for n in range(600))
    path = tmp_path / "agreements" / "a.yaml"
    path.write_text(f"id: a\nparter:\n{parties}åtaganden:\n{tasks}", encoding="utf-8")
    workspace = Workspace(tmp_path)
    object.__setattr__(workspace, "types", {})
    problems: list[Problem] = []
    assert calls(lambda: problems.extend(workspace.check(workspace.load(path), DAY))) < 5_000_000
    assert len(problems) > 500


class Looked(str):
    """A line that counts how often all of it is gone through."""

    times = 0

    def __contains__(self, sign: object) -> bool:
        Looked.times += 1
        return super().__contains__(sign)  # type: ignore[operator]

    def __getitem__(self, key: object) -> str:
        Looked.times += 1
        return super().__getitem__(key)  # type: ignore[index]


def test_a_line_of_very_many_texts_is_gone_through_once() -> None:
    text = "syfte: [" + ", ".join(f"a{n}" for n in range(2_000)) + "] # alla\n"
    lines = [Looked(text[:-1]), Looked("")]
    Looked.times = 0
    comments = commented(lines)
    scalars = [event for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)]
    found = [doubt for event in scalars if may_be_doubtful(event, comments) for doubt in doubts(event, lines)]
    assert found == []
    assert Looked.times < 10


@pytest.mark.parametrize(
    ("limit", "value", "more", "where", "what"),
    [
        ("MANY_ITEMS", 20, "syfte: [" + "a, " * 21 + "]\n", "syfte", "listan har 21 poster"),
        ("LONG_TEXT", 100, f"syfte: [a, {'ord ' * 30}]\n", "syfte[2]", "texten har 119 tecken"),
        ("MUCH_TEXT", 100, "syfte: [" + "ord, " * 40 + "]\n", "", "avtalets texter har tillsammans"),
        ("MANY_TOGETHER", 8, "syfte: [a, b, c, d, e, f]\nmål: [{text: a}, {text: b}]\n", "", "avtalets listor har"),
    ],
)
def test_what_is_too_long_is_said_of_the_agreement_and_not_of_the_template(
    limit: str, value: int, more: str, where: str, what: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"iopdocs.checks.sizes.{limit}", value)
    monkeypatch.setattr("iopdocs.templating.limits.MAX_CHARACTERS", 1_000)
    (root / "agreements" / "a.yaml").write_text(MINIMAL + more, encoding="utf-8")
    workspace = Workspace(root)
    (path,) = workspace.agreements()
    (doubt,) = [one for one in workspace.check(workspace.load(path), DAY) if one.code == "mycket-uppgifter"]
    assert (doubt.file, doubt.where) == ("agreements/a.yaml", where)
    assert what in doubt.message.lower()
    (outcome,) = Batch(workspace, Wish(DAY, ("overenskommelse",))).make([path])
    (problem,) = [one for one in outcome.problems if one.code == "för-stort-dokument"]
    assert (problem.file, problem.line, problem.where) == (doubt.file, doubt.line, where)
    assert what in problem.message
    assert outcome.failed


def test_what_is_too_long_because_of_the_template_is_said_of_the_template(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iopdocs.templating.limits.MAX_CHARACTERS", 1_000)
    workspace = Workspace(root)
    (outcome,) = Batch(workspace, Wish(DAY, ("overenskommelse",))).make(workspace.agreements())
    (problem,) = [one for one in outcome.problems if one.code == "för-stort-dokument"]
    assert "/templates/" in str(problem.file)


@pytest.mark.parametrize("only_new", [True, False])
def test_documents_that_are_too_much_together_say_how_to_make_them(only_new: bool) -> None:
    hint = too_much_together(only_new=only_new).problems[0].hint
    assert "--document" in hint
    assert ("utan --remake" in hint) is not only_new


RENEWAL = ("renew", "--on", "2025-11-01", "--no-redline")


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "iopdocs", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=HANG,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "agreements" / "a.yaml").write_text(MINIMAL + "partnerskap: Łódź →\n", encoding="utf-8")
    return tmp_path


@pytest.mark.thorough
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


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize(
    ("command", "encoding"), [("check", "cp1252"), ("status", "latin-1"), ("check", "ascii"), ("status", "cp850")]
)
def test_a_terminal_in_an_old_encoding_is_no_crash(root: Path, command: str, encoding: str) -> None:
    done = run(root, command, PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_under_the_screen_is_said(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "iopdocs", "check", "--json"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=root, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=HANG)
    assert b"Traceback" not in done.stderr
    assert "disken är full" in done.stderr.decode()


def test_a_name_that_is_too_long_and_what_is_no_file_are_said(root: Path) -> None:
    assert "namnet är för långt" in run(root, "init", "a" * 300).stderr.decode()
    for command in (("verify", "/dev/null"), ("compare", "/dev/null", "/dev/null")):
        done = run(root, *command)
        assert "ingen vanlig fil" in done.stderr.decode() + done.stdout.decode()
        assert b"Traceback" not in done.stderr
