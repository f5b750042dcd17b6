"""De minimis aid is summed over the agreements of a workspace, for what counts as one undertaking, as far as known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopdocs.errors import Problem, Severity
from iopdocs.workspace import Workspace
from tests.support.batches import run, small_workspace

DAY = date(2026, 6, 1)
PARTY = "{id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren"
BIG = "euro: 200 000, beviljat: 2026-03-01"


def _text(name: str, aid: str, party: str = PARTY, more: str = "") -> str:
    regulation = "" if "regelverk" in aid.split("tidigare")[0] else "regelverk: (EU) 2023/2831, "
    return (
        f"id: {name}\ndokumentnamn: Avtal\n{more}\nparter:\n"
        "  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}\n"
        f"  - {party}}}\nstöd:\n  - {{givare: kommunen, mottagare: jouren, {regulation}{aid}}}\n"
    )


def _told(folder: Path, this: str, *others: str) -> list[Problem]:
    texts = {f"{number}.yaml": text for number, text in enumerate((this, *others))}
    workspace = Workspace(small_workspace(folder, texts))
    found = workspace.check(workspace.load(folder / "agreements" / "0.yaml"), DAY)
    return [one for one in found if one.code in {"bilaga-motsäger-sig", "stöd-i-andra-avtal"}]


def _said(problem: Problem) -> str:
    return problem.message.replace("\N{NO-BREAK SPACE}", " ")


NUMBERED, OTHER = f"{PARTY}, orgnr: 899999-0040", f"{PARTY}, orgnr: 899999-0024"
SHOP = "{id: jouren, roll: idéburen, typ: förening, namn: Jourens butik"


@pytest.mark.parametrize(
    "other",
    [
        _text("b", "euro: 100 001, beviljat: 2025-03-01"),
        _text("b", "euro: 100 001, beviljat: 2026-03-01"),
        _text("b", "euro: 100 001, beviljat: 2023-06-01, regelverk: (EU) nr 1407/2013"),
        _text("b", "euro: 100 001, beviljat: 2025-03-01", PARTY.replace("Exempeljouren", "exempeljouren ")),
        _text("b", "euro: 100 001, beviljat: 2025-03-01, ett_enda_företag: [Exempeljouren]", SHOP),
    ],
    ids=["earlier", "the same day", "under the one before", "another spelling", "one undertaking"],
)
def test_what_another_agreement_gives_the_same_is_summed_and_named(tmp_path: Path, other: str) -> None:
    (problem,) = _told(tmp_path, _text("c", BIG), other)
    assert _said(problem) == (
        "Stödet är med tidigare stöd under 3 år, också enligt avtalet b, 300 001 euro, över taket 300 000 euro "
        "i (EU) 2023/2831."
    )
    assert problem.severity is Severity.ERROR
    assert problem.where == "stöd[1].euro"


def test_undertakings_that_are_one_by_way_of_a_third_are_summed(tmp_path: Path) -> None:
    club = "{id: jouren, roll: idéburen, typ: förening, namn: Klubben"
    middle = _text("b", "euro: 60 000, beviljat: 2025-02-01, ett_enda_företag: ['Klubben, 899999-0040']", PARTY)
    (problem,) = _told(tmp_path, _text("c", BIG), middle, _text("d", "euro: 60 000, beviljat: 2025-03-01", club))
    assert "också enligt avtalet b och avtalet d, 320 000 euro" in _said(problem)


@pytest.mark.parametrize(
    ("this", "other"),
    [
        (_text("c", BIG), _text("b", "euro: 100 000, beviljat: 2025-03-01")),
        (_text("c", BIG), _text("b", "euro: 200 000, beviljat: 2023-03-01")),
        (_text("c", BIG), _text("b", "euro: 200 000, beviljat: 2026-03-02")),
        (_text("c", BIG), _text("b", "euro: 200 000, beviljat: 2025-03-01, regelverk: (EU) 2023/2832")),
        (_text("c", BIG), _text("b", "euro: 200 000, beviljat: 2025-03-01", SHOP)),
        (_text("c", BIG, NUMBERED), _text("b", "euro: 200 000, beviljat: 2025-03-01", OTHER)),
        (_text("c", BIG, more="ersätter: b"), _text("b", BIG)),
        (
            _text("c", f"{BIG}, tidigare: [{{dag: 2025-03-01, euro: 100 000, regelverk: 2023/2831}}]"),
            _text("b", "euro: 100 000, beviljat: 2025-03-01"),
        ),
    ],
    ids=[
        "at the ceiling",
        "three years ago",
        "later: it is judged there",
        "another ceiling",
        "another recipient",
        "another with the same name",
        "the same aid in what it replaces",
        "listed as earlier",
    ],
)
def test_what_does_not_count_is_not_summed(tmp_path: Path, this: str, other: str) -> None:
    assert not _told(tmp_path, this, other)


@pytest.mark.parametrize(
    ("this", "other"),
    [
        (BIG, "belopp: 900 000, beviljat: 2025-03-01"),
        (BIG, "euro: 100 001"),
        ("euro: 200 000", "euro: 100 001, beviljat: 2025-03-01"),
        (BIG, "regelverk: okänt, euro: 100 001, beviljat: 2025-03-01"),
    ],
    ids=["kronor alone", "no day", "no day here", "no regulation"],
)
def test_what_is_not_known_of_another_makes_the_sum_a_least(tmp_path: Path, this: str, other: str) -> None:
    (problem,) = _told(tmp_path, _text("c", this), _text("b", other))
    assert _said(problem) == (
        "Stödet är med tidigare stöd under 3 år minst 200 000 euro. Taket i (EU) 2023/2831 är 300 000 euro."
    )
    assert "avtalet b" in problem.hint
    assert problem.severity is Severity.WARNING


def test_a_sum_that_is_over_in_spite_of_what_is_unknown_is_a_fault(tmp_path: Path) -> None:
    sure, unsure = _text("b", "euro: 100 001, beviljat: 2025-03-01"), _text("d", "belopp: 1, beviljat: 2025-04-01")
    (problem,) = _told(tmp_path, _text("c", BIG), sure, unsure)
    assert "också enligt avtalet b, minst 300 001 euro, över taket" in _said(problem)
    assert "avtalet d" in problem.hint
    assert problem.severity is Severity.ERROR


def test_the_same_day_with_another_amount_may_be_the_same_aid(tmp_path: Path) -> None:
    this = f"{BIG}, tidigare: [{{dag: 2025-03-01, euro: 90 000, regelverk: 2023/2831}}]"
    (problem,) = _told(tmp_path, _text("c", this), _text("b", "euro: 100 000, beviljat: 2025-03-01"))
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("processes", [1, 2])
def test_a_final_version_waits_for_the_sum_and_a_draft_does_not(tmp_path: Path, processes: int) -> None:
    texts = {"b.yaml": _text("b", "euro: 100 001, beviljat: 2025-03-01"), "c.yaml": _text("c", BIG)}
    root = small_workspace(tmp_path, texts)
    finals = {one.agreement: one for one in run(root, day=DAY, final=True, processes=processes)}
    (told,) = [one for each in finals.values() for one in each.problems if one.code == "bilaga-motsäger-sig"]
    assert "också enligt avtalet b" in told.message
    drafts = run(root, day=DAY, processes=processes)
    assert [one.failed for one in drafts] == [False, False]
