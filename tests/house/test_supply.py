"""What the project is built on: every dependency has bounds, and the lock file says what was tested within them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import audit
from scripts.audit import FOUND, SOUND, UNKNOWN, verdict
from scripts.lock import HEAD, LOCK, locked, markers, normal
from tests.conftest import ROOT
from tests.support.requirements import PROJECT, REQUIREMENT, numbers


def stated() -> Iterator[str]:
    yield from PROJECT["build-system"]["requires"]
    yield from PROJECT["project"]["dependencies"]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        yield from (one for one in extra if not one.startswith("iopdocs["))


@pytest.mark.parametrize("requirement", sorted(set(stated())))
def test_every_dependency_has_a_lower_and_an_upper_bound_that_the_locked_version_keeps(requirement: str) -> None:
    bounds = REQUIREMENT.fullmatch(requirement)
    assert bounds, f"{requirement}: write name>=least,<below"
    lines = (line.partition(" ;")[0] for line in LOCK.read_text(encoding="utf-8").splitlines())
    pins = dict(line.split("==") for line in lines if "==" in line)
    assert numbers(bounds["least"]) <= numbers(pins[normal(bounds["name"])]) < numbers(bounds["below"])


def test_the_lock_names_each_package_once_with_an_exact_version_and_not_the_project() -> None:
    packages = [("Jinja2", "3.1.6"), ("iopdocs", "0.1.0"), ("ruamel.yaml", "0.19.1")]
    report = {"install": [{"metadata": {"name": name, "version": version}} for name, version in packages]}
    assert locked(report) == f"{HEAD}jinja2==3.1.6\nruamel-yaml==0.19.1\n"
    marked = locked(report, {"jinja2": "sys_platform == 'linux'"})
    assert marked == f"{HEAD}jinja2==3.1.6 ; sys_platform == 'linux'\nruamel-yaml==0.19.1\n"


def test_what_is_for_some_systems_alone_is_so_in_the_lock_too() -> None:
    assert markers()
    said = LOCK.read_text(encoding="utf-8")
    for name, marker in markers().items():
        assert re.search(rf"^{name}==\S+ ; {re.escape(marker)}$", said, re.MULTILINE)


def test_an_audit_tells_what_is_vulnerable_from_what_is_not_known() -> None:
    said = [
        {"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]},
        {"name": "b", "version": "2", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]
    count = "osv: 2 of 3 packages audited, 1 vulnerabilities"
    assert verdict("osv", said) == (["a 1: CVE-1", "NOT AUDITED, osv does not know: c", count], FOUND)
    assert verdict("osv", said[1:2]) == (["osv: 1 of 1 packages audited, 0 vulnerabilities"], SOUND)
    assert verdict("osv", said[2:]) == verdict("osv", []) == ([], UNKNOWN)


def test_an_audit_that_audited_nothing_says_so_last_and_in_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"pypi": ([], "no answer"), "osv": ([{"name": "c", "skip_reason": "not found"}], "")}
    monkeypatch.setattr(audit, "ask", answers.__getitem__)
    with pytest.raises(SystemExit) as end:
        audit.main()
    assert end.value.code == UNKNOWN
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("*** NOT AUDITED")
    assert "pypi: no answer; osv: it answers, and knows none" in last


def ci(folder: Path, *, venv: bool = True, audited: int = 0) -> tuple[int, list[str], str]:
    """Run .ci/run with stand-ins for all that it calls: its exit code, what it printed, and what was installed."""
    programs = {
        "bin/python3": f'case "$*" in *ensurepip*) exit {0 if venv else 1};; esac',
        "bin/apt-get": 'echo "$*" >> installed',
        "bin/id": "echo 0",
        **{f"bin/{name}": "" for name in ("soffice", "chromium", "npm")},
        **{f".venv/bin/{name}": "" for name in ("pip", "ruff", "mypy")},
        ".eark-venv/bin/pip": "",
        ".venv/bin/python": f"echo asked; echo '*** the last line ***'; exit {audited}",
    }
    for name, body in programs.items():
        program = folder / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    (folder / "README.md").write_text("<!-- test command -->\n```bash\ntrue\n```\n", encoding="utf-8")
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        ["bash", str(folder / ".ci" / "run")], env=environment, capture_output=True, text=True, check=False
    )
    installed = folder / "installed"
    return run.returncode, run.stdout.splitlines(), installed.read_text() if installed.exists() else ""


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@needs_bash
def test_a_machine_that_cannot_make_a_virtual_environment_gets_what_it_lacks(tmp_path: Path) -> None:
    assert ci(tmp_path / "a")[2] == ""
    code, _, installed = ci(tmp_path / "b", venv=False)
    assert code == 0
    assert "python3-venv" in installed


@needs_bash
@pytest.mark.parametrize(
    ("audited", "code", "last"),
    [
        (SOUND, 0, ["*** the last line ***", "all green"]),
        (UNKNOWN, 0, ["all green", "*** the last line ***"]),
        (FOUND, 1, ["asked", "*** the last line ***"]),
        (2, 2, ["asked", "*** the last line ***"]),
    ],
)
def test_the_run_of_all_checks_ends_with_what_the_audit_could_not_say(
    audited: int, code: int, last: list[str], tmp_path: Path
) -> None:
    ended, printed, _ = ci(tmp_path, audited=audited)
    assert (ended, printed[-2:]) == (code, last)
