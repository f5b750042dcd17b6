"""What is called certain when an agreement is read is what a person would have taken: never another's money or term."""

from __future__ import annotations

import pytest

from benchmarks.samples.word_texts import word_file
from iopdocs.importing.proposal import FactOffer, Sure
from tests.support.word_reading import OPENING, read_bytes, reading, the, told

MONEY = "ekonomi.komponenter"


def items(text: str) -> list[FactOffer]:
    return [one for one in reading(f"## Ekonomi\n{text}").proposals if one.key.startswith(MONEY)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen betalar 400 000 kronor per år till föreningen.",
        "Till föreningen betalar kommunen 400 000 kronor per år.",
        "Kommunens bidrag till föreningen är 400 000 kronor per år.",
        "Föreningen får 400 000 kronor per år av kommunen.",
        "Föreningen får 400 000 kronor per år.",
        "Ersättningen är 400 000 kronor per år.",
        "Bidraget betalas av kommunen med 400 000 kronor per år.",
        "Verksamhetsbidrag: 400 000 kronor per år",
    ],
)
def test_money_that_the_public_party_pays_is_certain(sentence: str) -> None:
    (item,) = items(sentence)
    assert "belopp: 400 000" in item.value and "betalare" not in item.value
    assert item.sure is Sure.CERTAIN


@pytest.mark.parametrize(
    "sentence",
    [
        "Föreningen betalar 60 000 kronor per år till fastighetsbolaget.",
        "Föreningen bidrar med 60 000 kronor per år.",
        "Deltagarna betalar 600 kronor per år till föreningen.",
        "Kostnaden om 60 000 kronor per år betalas av den kommun som placerar.",
        "Ersättningen är 60 000 kronor per år och betalas till kommunen.",
        "Föreningens egna bidrag är 60 000 kronor per år.",
    ],
)
def test_money_that_somebody_else_pays_is_never_certain_as_the_agreements(sentence: str) -> None:
    assert not [one for one in items(sentence) if one.sure is Sure.CERTAIN]


def test_what_is_paid_to_the_public_party_says_who_pays_whom() -> None:
    (item,) = items("Föreningen ska erlägga 12 000 kronor per år till kommunen för städning i bidrag.")
    assert "betalare: foreningen; mottagare: kommunen" in item.value
    assert item.sure is Sure.LIKELY and item.why


@pytest.mark.parametrize(
    "sentence",
    [
        "Hyran räknas upp med konsumentprisindex.",
        "Kommunens avgift för städning räknas upp med två procent per år.",
        "Ledarnas arvoden räknas upp med 3 procent per år.",
        "Deltagaravgiften justeras årligen med KPI.",
    ],
)
def test_the_growth_of_one_thing_is_not_that_of_all_amounts(sentence: str) -> None:
    assert "ekonomi.uppräkning" not in told(reading(f"## Ekonomi\n{sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ersättningen räknas upp med 2 procent per år.",
        "Beloppen räknas årligen upp med prisindex för kommunal verksamhet (PKV).",
        "Kommunens bidrag räknas upp med KPI.",
        "Uppräkning sker årligen med 2 procent.",
    ],
)
def test_the_growth_of_the_amounts_is_certain(sentence: str) -> None:
    assert the(reading(f"## Ekonomi\n{sentence}"), "ekonomi.uppräkning").sure is Sure.CERTAIN


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunens fakturor för städning betalas inom 20 dagar.",
        "Leverantörers fakturor ska föreningen betala inom 10 dagar.",
        "Föreningen betalar sina fakturor inom 10 dagar.",
        "Placerande kommun faktureras med 15 dagars betalningstid.",
        "Invändningar mot en faktura görs inom 8 dagar.",
        "Dröjsmålsränta på obetald faktura räknas inom 10 dagar.",
        "Återbetalning görs inom 30 dagar mot faktura.",
    ],
)
def test_terms_of_other_bills_are_no_terms_of_payment(sentence: str) -> None:
    found = told(reading(f"## Utbetalning\n{sentence}"))
    assert not {"ekonomi.utbetalning.villkor_dagar", "ekonomi.utbetalning.mot"} & set(found)


def test_terms_of_the_receivers_bill_are_read() -> None:
    found = told(reading("## Utbetalning\nKommunen betalar mot faktura inom 30 dagar."))
    assert found["ekonomi.utbetalning.villkor_dagar"] == "30"


def test_an_account_is_whose_it_is_said_to_be() -> None:
    text = "Bidraget betalas till föreningens bankgiro 9990-0029. Kommunens bankgiro för hyran är 9990-0037."
    found = told(reading(f"## Utbetalning\n{text}"))
    assert found["ekonomi.utbetalning.bankgiro"] == "9990-0029"
    assert found["parter[1].bankgiro"] == "9990-0037"


def test_an_account_that_is_said_to_be_nobodys_is_not_certain() -> None:
    found = reading("## Utbetalning\nHyra för salar: bankgiro 9990-0037.")
    assert the(found, "ekonomi.utbetalning.bankgiro").sure is Sure.LIKELY


def test_two_accounts_of_nobody_are_a_question() -> None:
    found = reading("## Utbetalning\nBankgiro 9990-0029.\nBankgiro 9990-0037.")
    assert the(found, "ekonomi.utbetalning.bankgiro").sure is Sure.ASK


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalet kan inte sägas upp under det första året.",
        "Avtalet kan inte sägas upp före den 1 oktober 2027.",
        "Avtalet får inte sägas upp av kommunen.",
        "I övrigt kan avtalet inte sägas upp.",
        "Avtalet kan inte sägas upp om inte båda parter är överens.",
    ],
)
def test_a_ban_on_some_notice_is_not_one_on_all(sentence: str) -> None:
    assert "uppsägning.möjlig" not in told(reading(f"## Uppsägning\n{sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalet kan inte sägas upp i förtid.",
        "Avtalet får inte sägas upp under avtalstiden.",
        "Avtalet kan ej sägas upp.",
    ],
)
def test_a_ban_on_all_notice_is_one(sentence: str) -> None:
    assert told(reading(f"## Uppsägning\n{sentence}"))["uppsägning.möjlig"] == "nej"


def test_what_is_certain_has_no_doubt_beside_it() -> None:
    text = OPENING.replace("Exempelföreningen, org.nr", "Guldkanten, org.nr")
    for one in (*read_bytes(word_file(text)).proposals, *reading("## Ekonomi\nBidrag: 5 000 kronor.").proposals):
        assert not (one.sure is Sure.CERTAIN and one.why), one


def test_only_the_boxes_that_are_ticked_are_read() -> None:
    found = told(reading("## Uppsägning\nUppsägningstid: ☐ 3 månader ☒ 6 månader ☐ 12 månader"))
    assert found["uppsägning.tid"] == "6 månader"
    assert "uppsägning.tid" not in told(reading("## Uppsägning\nUppsägningstid: ☐ 3 månader ☐ 6 månader"))


def test_how_to_reach_a_contact_is_said_of_the_contact() -> None:
    text = (
        "## Parter\nExempelby kommun\nTelefonväxel: 08-465 004 00\nKontaktperson: Mia Test\nE-post: mia@exempel.se\n"
        "Exempelföreningen\nE-post: info@exempel.se"
    )
    found = told(reading(text))
    assert found["parter[1].kontakter[1].e_post"] == "mia@exempel.se"
    assert "parter[1].e_post" not in found
    assert found["parter[2].e_post"] == "info@exempel.se"


def test_a_word_for_a_party_is_not_its_name() -> None:
    text = "# Överenskommelse\nFörbundet (org.nr 299999-0027) och Stiftelsen Lyktan (org.nr 899998-0009) är överens."
    names = [dict(one.pairs).get("namn") for one in read_bytes(word_file(text)).proposals if one.path[0] == "parter"]
    assert "Förbundet" not in names


def test_a_series_of_duties_is_no_one_duty() -> None:
    found = reading("## Åtaganden\nFöreningen åtar sig att ge stöd, att utbilda volontärer samt att delta i nätverket.")
    texts = [dict(one.pairs)["text"] for one in found.proposals if one.key.startswith("åtaganden")]
    assert texts == ["ge stöd", "utbilda volontärer", "delta i nätverket"]


def test_a_label_that_only_says_how_often_is_no_name_of_money() -> None:
    (item,) = items("Belopp per år: 480 000 kr")
    assert "benämning" not in item.value


def test_what_is_handed_in_every_year_is_not_paid_so() -> None:
    assert "ekonomi.utbetalning.regel" not in told(reading("## Rutiner\nRapport lämnas senast: 30 september varje år"))


def test_several_duties_in_one_sentence_are_not_certain_as_one() -> None:
    found = reading("## Åtaganden\nFöreningen ska ta emot samtal, erbjuda stöd och driva huset.")
    assert [one.sure for one in found.proposals if one.key.startswith("åtaganden")] == [Sure.LIKELY]
