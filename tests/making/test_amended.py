"""A later document is compared with the agreement it changes: its present wording stands there, its sections exist."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks.samples.documents import AGREEMENTS
from iopdocs.errors import Problem, Severity
from iopdocs.making import amended
from iopdocs.making.batch import Batch, libraries
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.usecases import check
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

DAY = date(2026, 2, 1)
COMPLETE = (AGREEMENTS / "exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
PARTS = """id: prov
dokumentnamn: överenskommelse
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
insatser:
  - {namn: Samtal, beskrivning: Tio grupper startar varje år., innehåll: [enskilda samtal, samtal i grupp]}
avtalstid: {från: 2025-01-01, till: 2027-12-31}
tillägg:
  - nummer: 1
    undertecknat: 2025-05-01
    gäller_från: 2025-07-01
    ändringar:
      - avsnitt: Verksamhet och insatser
        nuvarande_lydelse: Tio grupper startar varje år.
        ny_lydelse: Femton grupper startar varje år.
  - nummer: 2
    status: förslag
    gäller_från: 2026-07-01
    ändringar:
      - """
MADE = "den text som programmet gör av avtalet"
IN, RIGHT = "avsnitt: Verksamhet och insatser", "nuvarande_lydelse: Femton grupper startar varje år."


def workspace(folder: Path, text: str) -> Workspace:
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    (folder / "agreements" / "prov.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def told(space: Workspace) -> list[Problem]:
    problems = check.check(space, (), DAY).problems
    return [one for one in problems if one.code in {amended.WORDING, amended.SECTION}]


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(tmp_path_factory.mktemp("prov"), PARTS + "{avsnitt: Mål, vad: x}\n")


def misfits(space: Workspace, change: str) -> list[Problem]:
    """Return what does not fit in a change, compared as check does."""
    path = space.root / "agreements" / "prov.yaml"
    path.write_text(PARTS + change + "\n", encoding="utf-8")
    loaded = space.load(path)
    assert loaded.usable, loaded.problems
    return amended.misfits(space, libraries(space), loaded, space.root / "output", DAY)


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (
            f"{{{IN}, nuvarande_lydelse: Tio grupper startar varje år., ny_lydelse: x}}",
            "nuvarande_lydelse",
            "Den nuvarande lydelsen har redan ändrats av en tidigare handling.",
        ),
        (
            f"{{{IN}, nuvarande_lydelse: Femton grupper börjar varje år., ny_lydelse: x}}",
            "nuvarande_lydelse",
            f"Den nuvarande lydelsen står nästan, men inte ordagrant, i {MADE}: ”börjar” står där som ”startar”.",
        ),
        (
            f"{{{IN}, nuvarande_lydelse: Verksamheten bedrivs i källaren., ny_lydelse: x}}",
            "nuvarande_lydelse",
            f"Den nuvarande lydelsen står inte i {MADE}.",
        ),
        (
            f"{{avsnitt: Verksamheter och insatser, {RIGHT}, ny_lydelse: x}}",
            "avsnitt",
            f"Avsnittet ”Verksamheter och insatser” finns inte bland rubrikerna i {MADE}.",
        ),
        (
            f"{{avsnitt: '17', {RIGHT}, ny_lydelse: x}}",
            "avsnitt",
            f"Avsnittet ”17” finns inte bland rubrikerna i {MADE}.",
        ),
        (f"{{{IN}, vad: Punkt 3 upphör att gälla.}}", "vad", f"”Punkt 3” finns inte i {MADE}."),
        ("{avsnitt: Avtalstid, vad: Avsnitt 17.2 upphör att gälla.}", "vad", f"”Avsnitt 17.2” finns inte i {MADE}."),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(space: Workspace, change: str, where: str, message: str) -> None:
    (problem,) = misfits(space, change)
    assert problem.message == message
    assert problem.where == f"tillägg[2].ändringar[1].{where}"
    assert (problem.severity, problem.line, bool(problem.hint)) == (Severity.WARNING, 21, True)


@pytest.mark.parametrize(
    "change",
    [
        f"{{{IN}, {RIGHT}, ny_lydelse: x}}",
        f'{{avsnitt: "§ 5", {RIGHT.replace("Femton ", "Femton  ")}, ny_lydelse: x}}',
        f"{{{IN}, vad: Punkt 2 upphör att gälla.}}",
        f"{{{IN}, vad: Punkt 9 i bilaga 2 upphör att gälla.}}",
        "{avsnitt: Avtalstid, nuvarande_lydelse: till och med den 31 december 2027, ny_lydelse: x}",
        '{avsnitt: Parter, nuvarande_lydelse: "Organisationsnummer", ny_lydelse: x}',
        "{vad: Uppgifterna lämnas varje halvår.}",
    ],
)
def test_what_fits_is_not_told_of(space: Workspace, change: str) -> None:
    assert misfits(space, change) == []


def test_nothing_is_looked_for_where_no_text_is_changed(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amended, "_Looker", None)
    path = space.root / "agreements" / "prov.yaml"
    path.write_text(PARTS.partition("tillägg:")[0], encoding="utf-8")
    assert amended.misfits(space, libraries(space), space.load(path), space.root / "output", DAY) == []


def final(space: Workspace, *documents: str) -> Outcome:
    (outcome,) = Batch(space, Wish(DAY, documents, final=True)).make(space.agreements())
    return outcome


ADDITION = """
tillägg:
  - nummer: 1
    diarienummer: SN 2026/1
    gäller_från: 2026-03-01
    ändringar:
      - {avsnitt: Ekonomi, nuvarande_lydelse: LYDELSE, ny_lydelse: Någon uppräkning görs inte.}
    beslut: [{organ: Socialnämnden, datum: 2026-01-20, paragraf: § 1}]
    undertecknare:
      - {part: kommunen, namn: Bo Exempelsson, titel: ordförande}
      - {part: foreningen, namn: Petra Skissman, titel: ordförande}
"""


def test_a_final_version_made_here_is_what_is_compared_with_and_then_a_fault_stops_the_addition(tmp_path: Path) -> None:
    wrong = COMPLETE + ADDITION.replace("LYDELSE", "Uppräkningen görs på föregående års summor.")
    space = workspace(tmp_path, wrong)
    assert [one.severity for one in told(space)] == [Severity.WARNING] * len(told(space))
    assert told(space)
    assert not final(space, "overenskommelse").failed
    (problem,) = [one for one in told(space) if one.code == amended.WORDING]
    assert problem.severity is Severity.ERROR
    assert "den slutliga versionen overenskommelse.docx" in problem.message
    stopped = final(space, "tillaggsavtal")
    assert stopped.failed and [one.code for one in stopped.problems if one.code == amended.WORDING]
    assert not final(space, "pressmeddelande", "overenskommelse").failed
    signed = wrong.replace("nummer: 1\n    diarienummer: SN", "undertecknat: 2026-02-10\n    diarienummer: SN")
    (tmp_path / "agreements" / "prov.yaml").write_text(signed, encoding="utf-8")
    assert [one.severity for one in told(Workspace(tmp_path))] == [Severity.WARNING]
