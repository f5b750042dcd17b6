"""Who has joined an agreement by an addition is a party of its successor, until somebody says otherwise."""

from __future__ import annotations

from datetime import date

from tests.support.successors import changes, renewed

TEXT = """id: prov-2022
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
åtaganden:
  - {part: huset, text: driva boendet}
tillägg:
  - nummer: 1
    status: STATUS
    gäller_från: 2023-01-01
    nya_parter:
      - part:
          id: huset
          roll: idéburen
          typ: stiftelse
          namn: Stiftelsen Provhuset
          adress: {gata: Dolda backen 12, postnummer: 999 31, ort: Undangömda, skyddad: ja}
"""


def test_who_has_joined_goes_with_the_successor_and_what_is_protected_stays_so() -> None:
    made, successor = renewed(TEXT.replace("STATUS", "undertecknat"))
    assert [party.id for party in successor.parties] == ["kommunen", "jouren", "huset"]
    address = successor.parties[2].address
    assert address is not None
    assert address.protected
    assert not successor.additions
    assert changes(made)["parter[3]"] == ("", "huset")


def test_it_is_asked_and_no_final_version_comes_before_the_answer() -> None:
    for status, words in (("undertecknat", "genom ett tillägg"), ("förslag", "som inte var undertecknat")):
        made, successor = renewed(TEXT.replace("STATUS", status), date(2024, 10, 1))
        assert "parter[3]" in [decision.where for decision in made.notes.decisions]
        assert any(one.field == "parter" and words in one.reason for one in successor.assumptions), status
