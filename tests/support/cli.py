"""Commands run in the test's own process; the fixture ``cli`` gives every test one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
import pytest

from benchmarks import ROOT
from iopdocs.cli import app, main

EXAMPLE = """id: prov-2024
dokumentnamn: Avtal
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""


def every_command() -> dict[str, click.Command]:
    """Return every command by how it is written, those within groups too: ``check``, ``template check``."""
    found = {}
    for name, one in app.commands.items():
        found[name] = one
        if isinstance(one, click.Group):
            found |= {f"{name} {inner}": command for inner, command in one.commands.items()}
    return found


class Cli:
    """Runs the program in the test's own process, in a folder of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._caught = monkeypatch, capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self._patch.setattr(sys, "argv", ["iopdocs", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        caught = self._caught.readouterr()
        return code, caught.out, caught.err


def make_workspace(folder: Path) -> Path:
    """Put the project's templates and the example agreement in a folder, and return it."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    (folder / "agreements" / "prov.yaml").write_text(EXAMPLE, encoding="utf-8")
    return folder
