"""The successor of an agreement that is known in part: what cannot be moved is asked for."""

from __future__ import annotations

from tests.support.successors import changes, renewed

TEXT = """id: prov-2022
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
förlängning: {slag: överenskommelse, längd: 1–2 år}
ekonomi:
  komponenter:
    - {benämning: Drift, slag: per år, belopp: cirka 18 miljoner}
  utbetalning:
    delbetalningar:
      - {datum: mars 2024, andel: 100}
uppföljning:
  rapporter:
    - {vad: slutrapport, senast: hösten 2025}
möten:
  - {datum: mars 2023}
"""


def test_what_is_known_in_part_is_asked_for_and_no_old_time_is_taken_along() -> None:
    made, successor = renewed(TEXT)
    asked = {decision.where for decision in made.notes.decisions}
    assert {"ekonomi.komponenter[1].belopp", "uppföljning.rapporter[1].senast", "avtalstid.till"} <= asked
    assert changes(made)["uppföljning.rapporter[1].senast"] == ("hösten 2025", "")
    economy, follow_up = successor.economy, successor.follow_up
    assert economy is not None and follow_up is not None
    assert str(economy.components[0].said_of("amount")).startswith("cirka 18")
    assert follow_up.reports[0].lacks("due")
    assert economy.payment is not None and economy.payment.instalments[0].lacks("day")
    assert successor.meetings == ()
