"""What the templates say: the press release by status and day, quotes, parties, the minutes as form and full."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from iopdocs.laws.library import load_library
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.discovery import discover
from iopdocs.making.render import (
    Libraries,
    Rendered,
    load_template,
    render,
)
from iopdocs.model import Agreement

TEMPLATES = Path(__file__).parents[2] / "templates"
BEFORE, DURING = date(2024, 5, 20), date(2024, 9, 1)


def agreement(**changes: Any) -> Agreement:
    data: dict[str, Any] = {
        "id": "exempelby",
        "dokumentnamn": "samverkansavtal",
        "iop": "ja",
        "status": "undertecknat",
        "parter": [
            {"id": "k", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
            {
                "id": "j",
                "roll": "idéburen",
                "typ": "förening",
                "namn": "Ideella föreningen Exempeljouren",
                "kallas": "Exempeljouren",
                "adress": {"gata": "Hemliga gatan 5", "postnummer": "123 45", "ort": "Exempelby", "skyddad": "ja"},
            },
        ],
        "avtalstid": {"från": "2024-07-01", "till": "2026-06-30"},
    }
    return Agreement.model_validate(data | changes)


def made(kind: str, data: Agreement, day: date = DURING) -> Rendered:
    document = discover(TEMPLATES)[kind]
    libraries = Libraries(load_library(), ClauseLibrary(TEMPLATES / "klausuler"))
    meeting = data.meetings[-1] if kind == "styrgruppsprotokoll" and data.meetings else None
    return render(data, document, load_template(document.template), libraries, day, item=meeting)


def words(rendered: Rendered) -> str:
    document = Document(io.BytesIO(rendered.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [paragraph.text for paragraph in document.paragraphs] + cells
    return "\n".join(lines).replace("\u00a0", " ")


def press(day: date = DURING, **changes: Any) -> str:
    return words(made("pressmeddelande", agreement(**changes), day))


def test_a_proposal_is_only_proposed() -> None:
    text = press(status="förslag", beslut=[{"organ": "Socialnämnden"}])
    assert "Exempelby kommun föreslås ingå ett idéburet offentligt partnerskap (IOP) med Exempeljouren." in text
    assert "Samverkansavtalet föreslås gälla från och med den 1 juli 2024" in text
    assert "Socialnämnden ska besluta om förslaget." in text
    assert "har beslutat" not in text and "har skrivit under" not in text


def test_a_decision_names_who_decided() -> None:
    decided = [{"organ": "Socialnämnden", "datum": "2024-05-02", "paragraf": "§ 12"}, {"organ": "Vårdnämnden"}]
    text = press(status="beslutat", beslut=decided)
    assert "Socialnämnden och vårdnämnden har beslutat att Exempelby kommun ska ingå ett idéburet" in text
    assert "Socialnämnden fattade beslutet den 2 maj 2024." in text and "Beslut: Socialnämnden § 12" in text


def test_a_signed_agreement_has_been_signed() -> None:
    assert "Exempelby kommun och Exempeljouren har skrivit under ett samverkansavtal" in press()


def test_an_unknown_status_is_a_gap_and_never_guessed() -> None:
    text = press(status=None)
    assert "Exempeljouren: [saknas: status]." in text
    assert not any(word in text for word in ("har skrivit under", "har beslutat", "föreslås"))


@pytest.mark.parametrize("day", [BEFORE, DURING])
def test_the_period_is_told_alike_whatever_day_the_release_is_made(day: date) -> None:
    assert "Samverkansavtalet gäller från och med den 1 juli 2024 till och med den 30 juni 2026." in press(day)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ({"till": "2025-12-31"}, "gäller till och med den 31 december 2025."),
        ({"från": "2024-01-01", "tills_vidare": "ja"}, "gäller från och med den 1 januari 2024 tills vidare."),
        ({"från": "2024-01-01", "längd": "2 år"}, "gäller i två år från och med den 1 januari 2024."),
        ({"längd": "2 år"}, "gäller i två år."),
    ],
)
def test_every_form_of_period_is_told(term: dict[str, str], told: str) -> None:
    assert told in press(avtalstid=term)


def test_quotes_stand_word_for_word_in_order_and_unapproved_ones_are_marked() -> None:
    said = [f"Citat nummer {number}" for number in range(1, 5)]
    quotes = [{"namn": "Alva Exempel", "text": text, "godkänt": "nej" if text[-1] == "2" else "ja"} for text in said]
    text = press(press={"citat": quotes})
    assert sorted(said, key=text.index) == said
    assert all(text.count(f"– {quote}, säger Alva Exempel.") == 1 for quote in said)
    assert text.count("[citatet är inte godkänt]") == 1


def test_a_release_of_almost_nothing_has_no_empty_sections() -> None:
    text = press(avtalstid=None)
    assert "Bakgrund" not in text and "Kontakt" not in text and "Beslut" not in text
    assert "Fullständigt namn: Ideella föreningen Exempeljouren" in text


@pytest.mark.parametrize("kind", ["overenskommelse", "pressmeddelande", "styrgruppsprotokoll"])
def test_a_protected_address_is_in_no_document(kind: str) -> None:
    assert "Hemliga gatan" not in words(made(kind, agreement()))


def test_the_agreement_has_a_line_to_sign_on_for_each_party() -> None:
    text = words(made("overenskommelse", agreement()))
    assert "Uppges inte" in text
    assert text.count("Underskrift\t\t") == 2
    assert "För Exempelby kommun" in text and "För Ideella föreningen Exempeljouren" in text


def test_minutes_without_a_meeting_are_a_form_to_fill_in() -> None:
    rendered = made("styrgruppsprotokoll", agreement())
    text = words(rendered)
    assert {"mötesdatum", "justerare", "sekreterare"} <= set(rendered.gaps)
    assert "ingen enskild kan kännas igen" in text and "skyddat boende får inte stå" in text


def test_minutes_of_a_meeting_number_what_was_decided() -> None:
    meeting = {
        "datum": "2024-09-01",
        "dagordning_godkänd": "nej",
        "deltagare": [
            {"namn": "Bo", "part": "k", "roll": "ordförande"},
            {"namn": "Cia", "part": "j", "frånvarande": "ja"},
        ],
        "frågor": [
            {"rubrik": "Plan", "beslut": "anta planen"},
            {"rubrik": "Lokal"},
            {"rubrik": "Budget", "beslut": "anta den"},
        ],
    }
    text = words(made("styrgruppsprotokoll", agreement(möten=[meeting])))
    assert "§ 1. Plan" in text and "§ 2. Budget" in text and "\nLokal\n" in text
    assert "Beslut: Gruppen beslutar att anta planen." in text
    assert "Dagordningen är inte antecknad som godkänd." in text
    assert "Inget jäv är antecknat." in text and "Frånvarande" in text
