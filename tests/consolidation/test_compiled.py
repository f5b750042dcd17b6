"""The agreement compiled with what is agreed on later: in place where it can be, else told, and never guessed."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docx import Document

from benchmarks.samples.documents import AGREEMENTS, load, make, plain, text_of, workspace
from iopdocs.consolidation import consolidated, standing
from iopdocs.errors import InvalidTemplate
from iopdocs.library.discovery import discover
from iopdocs.model import Agreement

COMPILED = "konsoliderad"
DAY = date(2026, 3, 1)
BASE: dict[str, Any] = {
    "id": "prov",
    "dokumentnamn": "överenskommelse",
    "parter": [
        {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"},
    ],
    "insatser": [{"namn": "Samtal", "beskrivning": "Tio grupper startar varje år."}],
    "ekonomi": {
        "komponenter": [
            {"id": "drift", "benämning": "Drift", "slag": "per år", "år": "2025", "belopp": "400 000"},
            {"id": "hyra", "benämning": "Hyra", "slag": "per år"},
            {"id": "lokal", "benämning": "Lokal", "slag": "totalt", "belopp": "50 000"},
        ],
        "uppräkning": {"slag": "procent", "procent": "2", "bas": "föregående år"},
        "utbetalning": {"regel": "kvartal"},
    },
    "avtalstid": {"från": "2025-01-01", "till": "2027-12-31"},
}
SIGNED = {"nummer": "1", "undertecknat": "2025-05-01", "gäller_från": "2025-07-01"}
TEN, FIFTEEN = "Tio grupper startar varje år.", "Femton grupper startar varje år."
REPLACED = {"avsnitt": "Verksamhet och insatser", "nuvarande_lydelse": TEN, "ny_lydelse": FIFTEEN}


def agreed(*additions: dict[str, Any], **more: Any) -> Agreement:
    return Agreement.model_validate({**BASE, "tillägg": list(additions), **more})


def text(agreement: Agreement, day: date = DAY) -> str:
    return plain(text_of(make(agreement, COMPILED, day).data))


def amounts(agreement: Agreement, item: str = "drift") -> dict[int | None, Decimal | None]:
    economy = consolidated(agreement, DAY).agreement.economy
    assert economy is not None
    return {one.year: one.amount for one in economy.components if one.id == item}


def test_a_changed_wording_stands_in_the_place_of_the_old_one_with_a_note() -> None:
    said = text(agreed({**SIGNED, "ändringar": [REPLACED]}))
    assert f"\nSamtal\n{FIFTEEN}\n(Ändrat genom tilläggsavtal 1, från och med den 1 juli 2025.)" in said
    assert TEN not in said


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({**REPLACED, "nuvarande_lydelse": "Elva grupper startar varje år."}, {}),
        (REPLACED, {"syfte": [f"säga att {TEN}"]}),
        (REPLACED, {"insatser": [{"namn": "Samtal", "beskrivning": TEN}, {"namn": "Lek", "beskrivning": TEN}]}),
        ({"avsnitt": "4", "vad": "Punkt 1 upphör att gälla."}, {}),
        ({"avsnitt": "Något som inte finns", "vad": "Det upphör att gälla."}, {}),
        ({**REPLACED, "vad": "Bestämmelsen flyttas."}, {}),
    ],
)
def test_a_change_that_fits_no_single_place_is_told_and_nothing_is_replaced(
    change: dict[str, Any], more: dict[str, Any]
) -> None:
    said = text(agreed({**SIGNED, "ändringar": [change]}, **more))
    assert "Ändring som inte är införd i texten, genom tilläggsavtal 1, från och med den 1 juli 2025:" in said
    assert f"\nSamtal\n{TEN}\n" in said
    for words in (change.get("ny_lydelse"), change.get("vad")):
        assert words is None or words in said
    rest = "Ändringar som inte är införda i texten"
    assert (f"\n{rest}\n" in said) == (change["avsnitt"] == "Något som inte finns")


def test_a_later_change_is_put_into_what_an_earlier_one_made() -> None:
    second = {**SIGNED, "nummer": "2", "gäller_från": "2026-01-01"}
    twenty = {**REPLACED, "nuvarande_lydelse": FIFTEEN, "ny_lydelse": "Tjugo grupper startar varje år."}
    said = text(agreed({**second, "ändringar": [twenty]}, {**SIGNED, "ändringar": [REPLACED]}))
    assert "\nSamtal\nTjugo grupper startar varje år.\n(Ändrat genom tilläggsavtal 2" in said
    assert FIFTEEN not in said


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"status": "förslag"}, "Tilläggsavtal 1 är ett förslag och ingår inte."),
        ({"status": "beslutat"}, "Tilläggsavtal 1 har inte undertecknats av alla parter och ingår inte."),
        ({"undertecknat": "2026-05-01"}, "Tilläggsavtal 1 har inte undertecknats av alla parter och ingår inte."),
    ],
)
def test_what_is_not_agreed_is_told_and_left_out(facts: dict[str, str], told: str) -> None:
    given = {"nummer": "1", "gäller_från": "2025-07-01", "ändringar": [REPLACED], **facts}
    given["belopp"] = [{"komponent": "drift", "benämning": "Drift", "år": "2026", "nytt": "999 000"}]
    joining = {"part": {"id": "huset", "roll": "idéburen", "typ": "stiftelse", "namn": "Stiftelsen Provhuset"}}
    said = text(agreed({**given, "nya_parter": [joining]}, {**SIGNED, "nummer": "2", "ändringar": []}))
    assert told in said
    assert not re.search(r"Femton|999 000|Provhuset", said)


def test_what_begins_later_or_has_ended_is_not_put_in() -> None:
    later, over = {**SIGNED, "gäller_från": "2026-09-01"}, {**SIGNED, "gäller_till": "2025-12-31"}
    assert standing(agreed(later).additions[0], DAY) == "senare"
    assert standing(agreed(over).additions[0], DAY) == "upphörd"
    for given, told in ((later, "gäller först från och med den 1 september 2026"), (over, "gällde till och med")):
        said = text(agreed({**given, "ändringar": [REPLACED]}))
        assert told in said
        assert f"\nSamtal\n{TEN}\n" in said


def test_the_amounts_of_each_year_are_those_in_force_and_an_unknown_one_is_a_gap() -> None:
    changed = {"komponent": "drift", "benämning": "Drift", "år": "2026", "nytt": "500 000"}
    raised = {**changed, "uppräkning": "räknas upp"}
    assert amounts(agreed({**SIGNED, "belopp": [changed]})) == {2025: 400_000, 2026: 500_000, 2027: 416_160}
    assert amounts(agreed({**SIGNED, "belopp": [raised]})) == {2025: 400_000, 2026: 500_000, 2027: None}
    more = {"förlängningar": [{"från": "2028-01-01", "till": "2028-12-31", "undertecknat": "2026-01-01"}]}
    prolonged = agreed({**SIGNED, "belopp": [changed]}, **more)
    assert amounts(prolonged) == {2025: 400_000, 2026: 500_000, 2027: 416_160, 2028: None}
    assert "till och med den 31 december 2028" in text(prolonged)
    added = {**changed, "nytt": None, "ökning": "10 000"}
    assert amounts(agreed({**SIGNED, "belopp": [{k: v for k, v in added.items() if v}]}))[2026] == 418_000


@pytest.mark.parametrize(
    "amount",
    [
        {"komponent": "drift", "benämning": "Drift", "avser": "varje läsår från 2026", "nytt": "500 000"},
        {"komponent": "lokal", "benämning": "Lokal", "avser": "hela tiden", "nytt": "60 000"},
        {"benämning": "Utbildning", "avser": "engångsbelopp 2026", "nytt": "35 000"},
        {"komponent": "drift", "benämning": "Drift", "år": "2026", "följer_av": "budgeten för 2026"},
        {"komponent": "drift", "benämning": "Drift", "år": "2031", "nytt": "500 000"},
        {"komponent": "hyra", "benämning": "Hyra", "år": "2026", "nytt": "125 000"},
        {"komponent": "hyra", "benämning": "Hyra", "år": "2026", "ökning": "125 000"},
    ],
)
def test_an_amount_that_nobody_can_place_is_told_beside_the_others(amount: dict[str, str]) -> None:
    given = agreed({**SIGNED, "belopp": [amount]})
    assert amounts(given) == {2025: 400_000}
    assert amounts(given, "lokal") == {None: 50_000}
    assert amounts(given, "hyra") == {None: None}
    assert "Ändring som inte är införd bland beloppen, genom tilläggsavtal 1." in text(given)


def test_an_amount_of_nothing_is_an_amount() -> None:
    none = {"komponent": "drift", "benämning": "Drift", "avser": "våren 2026", "nytt": "0"}
    assert "Drift, våren 2026: 0 kronor." in text(agreed({**SIGNED, "belopp": [none]}))


def test_a_new_item_that_says_who_pays_whom_is_put_among_the_others() -> None:
    new = {"benämning": "Utbildning", "år": "2026", "nytt": "35 000", "betalare": "kommunen", "mottagare": "jouren"}
    said = text(agreed({**SIGNED, "belopp": [new]}))
    assert "Utbildning: 35 000 kronor totalt för 2026, från kommunen till föreningen." in said
    assert "(Utbildning, 2026: beloppet är ändrat eller tillagt genom tilläggsavtal 1.)" in said


def test_a_party_that_has_joined_is_one_of_the_parties_with_what_it_undertakes() -> None:
    joining = {
        "part": {"roll": "idéburen", "typ": "stiftelse", "namn": "Stiftelsen Provhuset"},
        "åtaganden": ["driva ett boende"],
    }
    said = text(agreed({**SIGNED, "nya_parter": [joining]}))
    assert "mellan Exempelby kommun, Exempeljouren och Stiftelsen Provhuset" in said
    assert "(Stiftelsen Provhuset har anslutit sig genom tilläggsavtal 1, från och med den 1 juli 2025.)" in said
    assert "driva ett boende" in said


def test_it_has_the_shape_of_the_agreement() -> None:
    """A sub-heading is one and what leads to a list says so, also where the text is changed."""
    one = agreed({**SIGNED, "ändringar": [REPLACED]}, bakgrund={"styrdokument": ["Planen", "Programmet"]})
    styles = {"overenskommelse": {}, COMPILED: {}}
    for name, found in styles.items():
        for paragraph in Document(io.BytesIO(make(one, name, DAY).data)).paragraphs:
            found.setdefault(paragraph.style.style_id, []).append(paragraph.text)
    for style in ("Heading3", "ListBullet", "Listinledning"):
        assert styles[COMPILED][style] == styles["overenskommelse"][style] != []


def test_it_says_that_it_is_a_compilation_and_is_never_signed() -> None:
    said = text(load(AGREEMENTS / "exempelby-tillagg-2025.yaml"))
    assert said.startswith("Överenskommelse, sammanställning\n")
    assert "Den är inte den undertecknade handlingen och ska inte skrivas under." in said
    assert not re.search(r"Underskrift|Namnförtydligande", said)
    assert not workspace().types[COMPILED].description.binding


def test_the_agreement_itself_reads_the_same_whatever_is_agreed_later() -> None:
    plainly, later = agreed(), agreed({**SIGNED, "ändringar": [REPLACED]})
    made = [plain(text_of(make(one, "overenskommelse", DAY).data)) for one in (plainly, later)]
    assert made[0] == made[1]


def test_nothing_is_compiled_of_an_agreement_that_nobody_has_changed() -> None:
    kind = workspace().types[COMPILED]
    assert kind.items(agreed()) == ()
    assert kind.items(agreed({"nummer": "1", "status": "förslag"})) == ()
    assert kind.items(agreed(SIGNED)) == (None,)


def test_a_type_that_compiles_names_what_it_takes_from_the_other() -> None:
    one, of = workspace().types[COMPILED], workspace().types["overenskommelse"]
    assert one.template == of.template
    ids = [section.id for section in one.description.sections]
    assert ids == [section.id for section in of.description.sections if section.id != "underskrifter"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("typ: overenskommelse", "typ: overenskomelse", "”overenskomelse” är ingen dokumenttyp som kan sammanställas"),
        (
            "utan: [underskrifter]",
            "utan: [underskrift]",
            "dokumenttypen overenskommelse har inget avsnitt ”underskrift”",
        ),
        ("ändrad: andrad", "ändrad: andrat", "formuleringen ”andrat” finns inte"),
    ],
)
def test_a_type_that_compiles_what_is_not_there_is_refused(tmp_path: Any, old: str, new: str, message: str) -> None:
    for name in ("overenskommelse", COMPILED):
        (tmp_path / name).mkdir()
        for file in (workspace().root / "templates" / name).iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
    file = tmp_path / COMPILED / "dokument.yaml"
    written = file.read_text(encoding="utf-8")
    assert old in written
    file.write_text(written.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidTemplate) as caught:
        discover(tmp_path)
    assert [(one.message, bool(one.hint)) for one in caught.value.problems] == [(message, True)]
