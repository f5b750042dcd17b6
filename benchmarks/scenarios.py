"""What is there before each command whose writes are made to fail, and which of the files a person has made."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import ROOT
from benchmarks.injection import Scenario, child
from iopdocs.cli import main as command

EDITED = b"redigerat av en jurist"


def iopdocs(*arguments: str) -> Callable[[], int]:
    """Return a run of a command in the current folder."""

    def run() -> int:
        sys.argv = ["iopdocs", *arguments]
        try:
            command()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run


def _agreement(folder: Path) -> None:
    for name in ("templates", "agreements"):
        (folder / name).mkdir()
    for name in ("overenskommelse", "klausuler"):
        shutil.copytree(ROOT / "templates" / name, folder / "templates" / name)
    source = (ROOT / "tests/agreements/exempelby-skyddat-2026.yaml").read_text(encoding="utf-8")
    (folder / "agreements" / "prov.yaml").write_text(source, encoding="utf-8")


def _rendered(folder: Path, edited: bool) -> None:
    _agreement(folder)
    child(Scenario("", _agreement, RENDER), folder, None)
    (made,) = (folder / "output").rglob("overenskommelse.docx")
    if edited:
        made.write_bytes(EDITED)
    # So that the next run writes every file anew.
    path = folder / "agreements" / "prov.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Exempelby", "Provköping"), encoding="utf-8")


def _overviews(folder: Path) -> None:
    _agreement(folder)
    child(Scenario("", _agreement, iopdocs(*STATUS, "--on", "2028-10-01")), folder, None)


def _schema(folder: Path) -> None:
    (folder / "avtal.schema.json").write_text('{"$schema": "http://json-schema.org/draft-07/schema#"}')


def _two_documents(folder: Path) -> None:
    _rendered(folder, edited=False)
    (made,) = (folder / "output").rglob("overenskommelse.docx")
    made.rename(folder / "gammal.docx")
    child(Scenario("", _agreement, RENDER), folder, None)
    (new,) = (folder / "output").rglob("overenskommelse.docx")
    new.rename(folder / "ny.docx")
    shutil.rmtree(folder / "output")


def _final(folder: Path) -> None:
    """An agreement whose final version is made, and data that have changed since."""
    _agreement(folder)
    source = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    (folder / "agreements" / "prov.yaml").write_text(source, encoding="utf-8")
    child(Scenario("", _agreement, iopdocs("render", "--on", "2026-01-15", "--final")), folder, None)


def _another(folder: Path, edited: bool = False) -> None:
    """The same in two formats, one of them perhaps edited, and the time of notice has become another."""
    _agreement(folder)
    path = folder / "agreements" / "prov.yaml"
    source = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    path.write_text(source, encoding="utf-8")
    child(Scenario("", _agreement, iopdocs(*FINALS, "--on", "2026-01-15")), folder, None)
    if edited:
        (folder / FINAL_NAME).write_bytes(EDITED)
    path.write_text(source.replace("tid: 6 månader", "tid: 1 månad"), encoding="utf-8")


def _edited_draft(folder: Path) -> None:
    """A draft that a person has edited, of what can be final."""
    _agreement(folder)
    source = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    (folder / "agreements" / "prov.yaml").write_text(source, encoding="utf-8")
    child(Scenario("", _agreement, iopdocs("render", "--format", "docx,txt", "--on", "2026-01-15")), folder, None)
    (folder / FINAL_NAME).write_bytes(EDITED)


def _stopped(folder: Path) -> None:
    """A renewal that was stopped an earlier day: the successor is there, and no document or report."""
    _agreement(folder)
    child(Scenario("", _agreement, iopdocs("renew", "--on", "2028-10-01", "--no-redline")), folder, None)
    shutil.rmtree(folder / "output")


FINAL_NAME = "output/exempelby-komplett-2026/overenskommelse.docx"
FINAL_TEXT = FINAL_NAME.replace(".docx", ".txt")
FINALS = ("render", "--final", "--format", "docx,txt", "--reason", "Rättat")
NAME = "output/exempelby-skyddat-2026/overenskommelse.docx"
RENDER = iopdocs("render", "--format", "docx,html", "--on", "2028-11-01")
FORCE = iopdocs("render", "--format", "docx,html", "--on", "2028-11-01", "--force")
STATUS = ("status", "--ics", "iop.ics", "--html", "iop.html")
SCENARIOS = (
    Scenario("init", lambda folder: None, iopdocs("init", "arbete")),
    Scenario("render, new", _agreement, RENDER),
    Scenario("render, changed", lambda folder: _rendered(folder, edited=False), RENDER),
    Scenario("render, edited", lambda folder: _rendered(folder, edited=True), RENDER, (NAME,)),
    Scenario("render --force, edited", lambda folder: _rendered(folder, edited=True), FORCE, (NAME,)),
    Scenario("render, draft over final", _final, iopdocs("render", "--on", "2026-01-16"), (FINAL_NAME,)),
    Scenario("render, second final", _another, iopdocs(*FINALS, "--on", "2026-01-16"), (FINAL_NAME, FINAL_TEXT)),
    Scenario(
        "render, final beside edited final",
        lambda folder: _another(folder, edited=True),
        iopdocs(*FINALS, "--force", "--on", "2026-01-16"),
        (FINAL_NAME, FINAL_TEXT),
    ),
    Scenario("render, final beside edited", _edited_draft, iopdocs(*FINALS, "--on", "2026-01-16"), (FINAL_NAME,)),
    Scenario("renew", _agreement, iopdocs("renew", "--on", "2028-11-01", "--no-redline")),
    Scenario("renew, stopped before", _stopped, iopdocs("renew", "--on", "2028-11-01", "--no-redline")),
    Scenario("status --ics --html", _overviews, iopdocs(*STATUS, "--on", "2028-11-01")),
    Scenario("schema -o", _schema, iopdocs("schema", "-o", "avtal.schema.json")),
    Scenario("compare -o", _two_documents, iopdocs("compare", "gammal.docx", "ny.docx", "-o", "ut.docx")),
)
