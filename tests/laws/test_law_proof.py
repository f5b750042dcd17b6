"""The law library says what the registers of amendments say, and the proof finds it when it does not."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.laws.act import Act
from iopdocs.laws.library import load_library
from scripts.law_proof import Register, findings, life, main, registers

ACTS = {act.number: act for act in load_library().acts}
KEPT = registers()


@pytest.mark.parametrize("register", KEPT, ids=lambda register: register.number)
def test_an_act_says_what_its_register_says(register: Register) -> None:
    assert [f"{one.provision.lagrum}: {one.said}" for one in findings(register, ACTS[register.number])] == []


def test_the_rate_is_told_for_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["bekräftad", "härledd", "känd"]
    assert all(line.endswith(" 0 fel") for line in lines)


def _changed(number: str, lagrum: str, **changes: object) -> Act:
    act = ACTS[number]
    changed = [one.model_copy(update=changes) if one.lagrum == lagrum else one for one in act.provisions]
    return act.model_copy(update={"provisions": tuple(changed)})


def _said(act: Act) -> list[str]:
    register = next(one for one in KEPT if one.number == act.number)
    return [one.said for one in findings(register, act)]


def test_a_wrong_first_day_is_found() -> None:
    period = next(one.period for one in ACTS["2001:453"].provisions if one.lagrum == "13:8")
    wrong = _changed("2001:453", "13:8", period=period.model_copy(update={"first": date(2002, 1, 1)}))
    assert any(said.startswith("börjar gälla 2002-01-01; registret har 2009-07-01") for said in _said(wrong))


def test_a_missing_and_an_invented_amendment_are_found() -> None:
    known = next(one.amendments for one in ACTS["2009:400"].provisions if one.lagrum == "26:2")
    assert _said(_changed("2009:400", "26:2", amendments=())) == ["saknar ändringar: 2024:88 (2024-04-01)"]
    invented = known[0].model_copy(update={"by": "2024:89"})
    assert _said(_changed("2009:400", "26:2", amendments=(*known, invented))) == [
        "har ändringar som registret inte har: 2024:89 (2024-04-01)"
    ]


def test_a_number_that_was_used_again_has_two_lives() -> None:
    register = next(one for one in KEPT if one.number == "2001:453")
    told = life(register, ACTS["2001:453"], "5:12")
    assert told.starts == {date(2002, 1, 1), date(2016, 11, 1)}
    assert told.ends == {date(2009, 6, 30), date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("lagrum", "message"),
    [
        ("9 kap. 6 §", "finns inte: 9 kap. slutar med 4 §"),
        ("7 kap. 1 b §", "finns inte: 7 kap. har ingen 1 b §"),
        ("12 kap. 3 §", "är upphävd sedan 2003-07-01"),
        ("16 kap. 7 §", "är upphävd sedan 2018-10-01"),
    ],
)
def test_what_the_older_act_never_had_or_lost_is_denied(lagrum: str, message: str) -> None:
    problem = load_library().look_up(f"{lagrum} SoL", date(2023, 1, 1)).problems[0]
    assert message in problem.message
    assert problem.severity.name == "ERROR"
