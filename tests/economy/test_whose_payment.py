"""From whom to whom a payment on a day of its own is, where several parties pay or are paid."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.samples.documents import AGREEMENT, make, plain, text_of
from iopdocs.economy import PaymentPlan, budget, payments
from iopdocs.economy.dated import whose
from iopdocs.economy.flows import Flow
from iopdocs.model import Agreement
from iopdocs.model.money import Instalment
from tests.support.every_document import DAY

PARTIES = [
    {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
    {"id": "regionen", "roll": "offentlig", "typ": "region", "namn": "Region Exempel"},
    {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"},
    {"id": "kyrkan", "roll": "idéburen", "typ": "trossamfund", "namn": "Exempelkyrkan"},
]
#: The money: who pays whom how much each year.
TWO_PAYERS = [("kommunen", "jouren", "200"), ("regionen", "jouren", "100")]
TWO_PAIRS = [("kommunen", "jouren", "200"), ("regionen", "kyrkan", "100")]
ALL = [("kommunen", "jouren", "200"), ("kommunen", "kyrkan", "50"), ("regionen", "kyrkan", "100")]


def agreement(
    money: list[tuple[str, str, str]], *dated: dict[str, Any], kind: str = "per år", **years: str
) -> Agreement:
    items = [
        {
            "id": f"post{n}",
            "benämning": f"Post {n}",
            "slag": kind,
            "belopp": amount,
            "betalare": payer,
            "mottagare": payee,
        }
        for n, (payer, payee, amount) in enumerate(money)
    ]
    return Agreement.model_validate(
        {
            "id": "delat",
            "dokumentnamn": "överenskommelse",
            "parter": PARTIES,
            "avtalstid": {"från": "2024-01-01", "till": "2024-12-31"},
            "ekonomi": {"komponenter": items, "utbetalning": {"delbetalningar": list(dated)}},
        }
    )


def plan(of: Agreement) -> PaymentPlan:
    return payments(of, budget(of))


def paid(day: str, amount: str, **more: str) -> dict[str, str]:
    return {"datum": f"2024-{day}", "belopp": amount} | more


def test_each_payment_is_said_to_be_from_whom_to_whom() -> None:
    of = agreement(
        ALL,
        paid("01-15", "200", betalare="kommunen", mottagare="jouren"),
        paid("02-15", "50", betalare="kommunen", mottagare="kyrkan"),
        paid("03-15", "100", betalare="regionen", mottagare="kyrkan"),
    )
    assert plan(of).problems == ()
    text = plain(text_of(make(of, AGREEMENT, DAY).data)).replace("\n", " ")
    for row in (
        "15 januari 2024 från kommunen till föreningen 200 kr",
        "15 februari 2024 från kommunen till trossamfundet 50 kr",
        "15 mars 2024 från regionen till trossamfundet 100 kr",
    ):
        assert row in text


@pytest.mark.parametrize(
    ("money", "stated", "flow", "unsaid"),
    [
        (TWO_PAYERS, {}, (None, None), ("payer",)),
        (TWO_PAYERS, {"betalare": "regionen"}, ("regionen", None), ()),
        (TWO_PAIRS, {}, (None, None), ("payer", "payee")),
        (TWO_PAIRS, {"mottagare": "kyrkan"}, ("regionen", "kyrkan"), ()),
        (TWO_PAIRS, {"betalare": "kommunen"}, ("kommunen", "jouren"), ()),
        (ALL, {"mottagare": "jouren"}, ("kommunen", "jouren"), ()),
        (ALL, {"mottagare": "kyrkan"}, (None, "kyrkan"), ("payer",)),
        (ALL, {"betalare": "kommunen"}, ("kommunen", None), ("payee",)),
        (TWO_PAYERS[:1], {}, (None, None), ()),
    ],
)
def test_one_key_settles_the_other_where_only_one_party_is_left(
    money: list[tuple[str, str, str]], stated: dict[str, str], flow: tuple[str | None, ...], unsaid: tuple[str, ...]
) -> None:
    several = len({payer for payer, _, _ in money}) > 1, len({payee for _, payee, _ in money}) > 1
    found = [Flow(*(one if more else None for one, more in zip(pair, several, strict=True))) for *pair, _ in money]
    assert whose(Instalment.model_validate(stated), found) == (flow, unsaid)


def test_who_pays_is_a_gap_that_stops_a_final_version_and_is_told() -> None:
    of = agreement(TWO_PAYERS, paid("01-15", "200"), paid("02-15", "100", betalare="regionen"))
    made = make(of, AGREEMENT, DAY)
    assert "Den 15 januari 2024: 200 kronor från [saknas: vem som betalar]" in plain(text_of(made.data))
    assert "vem som betalar" in {gap.partition(" (")[0] for gap in made.gaps}
    (problem,) = plan(of).problems
    assert (problem.code, problem.where) == ("delbetalning-utan-part", "ekonomi.utbetalning.delbetalningar[1]")
    assert problem.message == "Det framgår inte vem som betalar delbetalningen 15 januari 2024."


@pytest.mark.parametrize("kind", ["per år", "totalt"])
def test_what_one_pays_is_held_against_what_that_one_owes(kind: str) -> None:
    # Together it is right: 300 of 300.
    both = (paid("01-15", "210", betalare="kommunen"), paid("02-15", "90", betalare="regionen"))
    assert [problem.code for problem in plan(agreement(TWO_PAYERS, *both, kind=kind)).problems] == [
        "delbetalningar-summa",
        "delbetalningar-summa",
    ]


def test_a_share_is_of_what_the_payer_pays() -> None:
    halves = [
        {"datum": f"2024-0{month}-15", "andel": "50", "betalare": payer}
        for month in (1, 2)
        for payer in ("kommunen", "regionen")
    ]
    rows = plan(agreement(TWO_PAYERS, *halves)).rows
    assert [(row.payer, row.amount) for row in rows] == [
        ("kommunen", 100), ("kommunen", 100), ("regionen", 50), ("regionen", 50),
    ]  # fmt: skip


def test_a_payment_between_two_that_no_money_goes_between_is_an_error() -> None:
    of = agreement(TWO_PAIRS, paid("01-15", "200", betalare="kommunen", mottagare="kyrkan"))
    assert "delbetalning-utan-medel" in {problem.code for problem in plan(of).problems}


def test_payments_that_cannot_be_held_against_anything_stand_as_they_are_stated() -> None:
    of = agreement(
        [("kommunen", "jouren", "200"), ("regionen", "kyrkan", "okänt")],
        paid("01-15", "200", betalare="kommunen"),
        paid("02-15", "70", betalare="regionen"),
        {"datum": "2024-03-15", "andel": "30", "betalare": "regionen"},
    )
    text = plain(text_of(make(of, AGREEMENT, DAY).data)).replace("\n", " ")
    assert "15 februari 2024 från regionen till trossamfundet 70 kr" in text
    assert "15 mars 2024 från regionen till trossamfundet 30 procent av beloppet" in text


def test_where_no_amount_is_worked_out_the_list_says_from_whom_to_whom() -> None:
    of = agreement(TWO_PAIRS, paid("01-15", "okänt", betalare="kommunen"), kind="okänt")
    assert plan(of).rows == ()
    assert "Den 15 januari 2024: [saknas: belopp]" in plain(text_of(make(of, AGREEMENT, DAY).data))
