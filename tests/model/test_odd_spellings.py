"""Data as people write it: read where the meaning is sure, else told with that very value, never with an example."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from iopdocs.model import scalars
from iopdocs.model.addresses import parse_email, parse_web
from iopdocs.model.lengths import PLURALS, Length, parse_length
from iopdocs.model.money import Rule
from iopdocs.model.scalars import Amount, FirstDay, LastDay, Name, Paragraph, Percent, YearlyPercent
from iopdocs.swedish import bankgiro, clock, dates, euro, money, numbers, orgnr, percent, phone, plusgiro, postnummer
from iopdocs.swedish.characters import plain
from tests.support.checks_data import found

MONTHS = "månad"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 mån", Length(6, MONTHS)),
        ("6 mån.", Length(6, MONTHS)),
        ("6mån", Length(6, MONTHS)),
        ("sex månader", Length(6, MONTHS)),
        ("Två  år", Length(2, "år")),
        ("en vecka", Length(1, "vecka")),
        ("2 v.", Length(2, "vecka")),
        ("30 dgr", Length(30, "dag")),
        ("ett halvår", Length(6, MONTHS)),
        ("2 kvartal", Length(6, MONTHS)),
    ],
)
def test_a_length_is_read_as_it_is_written(text: str, value: Length) -> None:
    assert parse_length(text) == value


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("118", "§ 118"),
        ("§118", "§ 118"),
        ("118 §", "§ 118"),
        ("12 a", "§ 12 a"),
        ("§§ 3–4", "§§ 3–4"),
        ("KS § 12", "KS § 12"),
        ("12/2026", "12/2026"),
    ],
)
def test_a_paragraph_of_minutes_is_cited_with_its_sign(text: str, cited: str) -> None:
    assert TypeAdapter(Paragraph).validate_python(text) == cited


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20270630", date(2027, 6, 30)),
        ("31/12/2029", date(2029, 12, 31)),
        ("31.12.2029", date(2029, 12, 31)),
        ("1/1/2029", date(2029, 1, 1)),
        ("2027/06/30", date(2027, 6, 30)),
        ("1 jan 2022", date(2022, 1, 1)),
        ("den 1 sept. 2022", date(2022, 9, 1)),
        ("1:a juni 2027", date(2027, 6, 1)),
    ],
)
def test_a_day_is_read_when_it_can_be_no_other(text: str, value: date) -> None:
    assert dates.parse(text) == value


@pytest.mark.parametrize(
    "text", ["T.o.m. 2027-06-30", "t.o.m. 30 juni 2027", "till och med den 30 juni 2027", "tom 20270630"]
)
def test_a_last_day_may_say_that_it_is_one_and_a_first_day_may_not(text: str) -> None:
    if text.startswith("tom "):
        text = text.replace("tom", "t o m")
    assert TypeAdapter(LastDay).validate_python(text) == date(2027, 6, 30)
    assert TypeAdapter(FirstDay).validate_python("Fr.o.m. 2027-01-01") == date(2027, 1, 1)
    with pytest.raises(ValueError, match="har ord före dagen"):
        TypeAdapter(FirstDay).validate_python(text)


def test_other_words_that_people_use_are_read() -> None:
    assert TypeAdapter(YearlyPercent).validate_python("2,5 % per år") == Decimal("2.5")
    assert TypeAdapter(YearlyPercent).validate_python("2,5 procent årligen") == Decimal("2.5")
    assert bankgiro.parse("BG 5402-9681") == "54029681"
    assert plusgiro.parse("Plusgiro: 28 65 43-4") == "2865434"
    assert euro.parse("EUR 105 000") == euro.parse("105 000 €") == Decimal(105_000)
    said = TypeAdapter(Amount).validate_python("ca 500 tkr")
    assert plain(str(said)) == "cirka 500 000 kronor"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("kvartalsvis", "kvartal"),
        ("Månadsvis", "månad"),
        ("en gång om året", "år"),
        ("varje halvår", "halvår"),
        ("år", "år"),
    ],
)
def test_a_rule_is_read_in_the_words_that_people_use(text: str, rule: str) -> None:
    assert TypeAdapter(Rule).validate_python(text) == rule


def _rule(text: str) -> Any:
    return TypeAdapter(Rule).validate_python(text)


def _yearly(text: str) -> Any:
    return TypeAdapter(Percent).validate_python(text)


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_length, "halvår", "”halvår” går inte att läsa som en tidslängd\nSkriv 6 månader."),
        (parse_length, "6", "”6” går inte att läsa som en tidslängd\nSkriv enheten: 6 dagar, 6 månader eller 6 år?"),
        (
            parse_length,
            "3 mån uppsägningstid",
            "”3 mån uppsägningstid” går inte att läsa som en tidslängd\nSkriv bara 3 månader.",
        ),
        (
            dates.parse,
            "T.o.m. 2027-06-30",
            "”T.o.m. 2027-06-30” har ord före dagen. Skriv bara dagen, 2027-06-30, under den nyckel som gäller den.",
        ),
        (dates.parse, "v. 26", "”v. 26” är en vecka utan år, inte en dag. Skriv vilken dag, med år, månad och dag."),
        (dates.parse, "v. 26 2027", "”v. 26 2027” är en vecka, 2027-06-28–2027-07-04. Skriv vilken dag i den."),
        (dates.parse, "1/2/2029", "Datumet ”1/2/2029” kan läsas på flera sätt. Skriv 2029-02-01 eller 2029-01-02."),
        (dates.parse, "12/31/2029", "Datumet ”12/31/2029” kan läsas på flera sätt. Skriv 2029-12-31."),
        (dates.parse, "270630", "Datumet ”270630” kan läsas på flera sätt. Skriv 2030-06-27 eller 2027-06-30."),
        (dates.parse, "31/12-24", "Datumet ”31/12-24” kan läsas på flera sätt. Skriv 2024-12-31."),
        (dates.parse, "30 juni", "”30 juni” saknar år. Skriv vilket år."),
        (
            money.parse,
            "10 000 EUR",
            "”10 000 EUR” är i euro. Skriv beloppet i kronor, och under anmärkning vilken kurs det är räknat efter.",
        ),
        (
            money.parse,
            "€ 500",
            "”€ 500” är i euro. Skriv beloppet i kronor, och under anmärkning vilken kurs det är räknat efter.",
        ),
        (
            money.parse,
            "5 prisbasbelopp",
            "”5 prisbasbelopp” är inget belopp i kronor: basbeloppet är ett annat varje år. Skriv kronorna, och under "
            "anmärkning att det är 5 prisbasbelopp och vilket år.",
        ),
        (
            money.parse,
            "500 tkr/år",
            "”500 tkr/år” säger också hur ofta eller hur. Skriv bara 500 tkr, och resten för sig.",
        ),
        (
            euro.parse,
            "105 000 kr",
            "”105 000 kr” är i kronor. Skriv beloppet i euro, räknat efter kursen den dag det avser.",
        ),
        (
            percent.parse,
            "0,5 %-enheter",
            "”0,5 %-enheter” anger procentenheter, men här ska det stå procent. Menas 0,5 procent, skriv det.",
        ),
        (percent.parse, "2,5 % per år", "”2,5 % per år” säger också hur ofta. Skriv bara 2,5 %."),
        (
            bankgiro.parse,
            "SE45 5000 0000 0583 9825 7466",
            "”SE45 5000 0000 0583 9825 7466” är ett IBAN, numret på ett bankkonto, och inget bankgiro. Skriv "
            "mottagarens bankgiro, eller kontot under ekonomi, anmärkning.",
        ),
        (
            plusgiro.parse,
            "SE4550000000058398257467",
            "”SE4550000000058398257467” är ett IBAN, numret på ett bankkonto, och inget plusgiro. Kontrollsiffrorna i "
            "det stämmer inte heller. Skriv mottagarens plusgiro, eller kontot under ekonomi, anmärkning.",
        ),
    ],
)
def test_what_is_not_sure_is_told_with_that_value(parse: Callable[[str], Any], text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert plain(str(caught.value)) == plain(message)


def test_a_rule_with_more_in_it_says_where_the_rest_belongs() -> None:
    with pytest.raises(ValueError, match=r"Skriv regel: kvartal, och när: i förskott\."):
        _rule("kvartalsvis i förskott")
    with pytest.raises(ValueError, match="säger också hur ofta"):
        _yearly("2,5 % per år")


def test_two_blanks_in_a_name_are_one() -> None:
    assert TypeAdapter(Name).validate_python("Exempelby  kommun ") == "Exempelby kommun"


@pytest.mark.parametrize(
    ("payment", "told"),
    [
        (
            "{regel: kvartal, när: den 25 varje månad}",
            "Utbetalningens regel är kvartal, men orden säger ”den 25 varje månad”.",
        ),
        (
            "{antal: 2, när: kvartalsvis i förskott}",
            "Utbetalningens antal är 2 om året, men orden säger ”kvartalsvis i förskott”.",
        ),
        ("{regel: år, när: månadsvis}", "Utbetalningens regel är år, men orden säger ”månadsvis”."),
        ("{regel: månad, när: den 25 varje månad}", ""),
        ("{regel: kvartal, när: den 15 i första månaden varje kvartal}", ""),
        ("{antal: 2, när: den 1 april och den 1 oktober varje år}", ""),
        ("{regel: kvartal, när: i förskott}", ""),
        ("{antal: 6, när: den 1 varannan månad}", ""),
    ],
)
def test_a_rule_that_its_own_words_contradict_is_told(payment: str, told: str) -> None:
    text = f"ekonomi: {{komponenter: [{{benämning: Drift, slag: per år, belopp: 100}}], utbetalning: {payment}}}"
    assert [one.message for one in found(text, "regel-mot-ord")] == ([told] if told else [])


@given(st.builds(Length, st.integers(1, 200), st.sampled_from(sorted(PLURALS))))
def test_a_printed_length_is_read_back(length: Length) -> None:
    assert parse_length(str(length)) == length
    assert parse_length(length.in_text) == length


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_day_is_read_back(day: date) -> None:
    for form in (dates.format, dates.format_with_den, dates.format_iso):
        assert dates.parse(form(day)) == dates.parse_first(form(day)) == dates.parse_last(form(day)) == day
    assert dates.parse(f"{day:%Y%m%d}") == day


@given(st.decimals(0, 10**9, places=2))
def test_printed_euro_are_read_back(amount: Decimal) -> None:
    assert euro.parse(euro.format(amount)) == amount


@given(st.decimals(0, 100, places=2))
def test_a_printed_percentage_is_read_back_as_yearly(value: Decimal) -> None:
    assert percent.parse_yearly(percent.format(value)) == value


@pytest.mark.parametrize(
    ("read", "text", "wanted"),
    [
        (clock.parse, "0830", "08.30"),
        (clock.parse, "13h30", "13.30"),
        (clock.parse, "13:30:00", "13.30"),
        (postnummer.parse, "139-40", "139 40"),
        (postnummer.parse, "139 4O", "139 40"),
        (postnummer.parse, "139 40 Gustavsberg", "139 40"),
        (bankgiro.parse, "5402/9681", "5402-9681"),
        (plusgiro.parse, "286.543-4", "28 65 43-4"),
        (orgnr.parse, "org.nr 212000-0035", "212000-0035"),
        (phone.parse, "070 330 63 24 (Anna)", "070-330 63 24"),
        (numbers.parse, "400'000", "400 000"),
        (numbers.parse, "4OO 000", "400 000"),
        (numbers.parse, "3 st", "3"),
        (scalars.parse_year, "år 2024", "2024"),
        (scalars.parse_id, "Jouren i Åmål 2024", "jouren-i-amal-2024"),
        (parse_email, "anna(at)exempel.se", "anna@exempel.se"),
        (parse_email, "Anna Ek <anna@exempel.se>", "anna@exempel.se"),
        (parse_email, "anna@exempel,se", "anna@exempel.se"),
        (parse_web, "http//exempel.se", "http://exempel.se"),
        (dates.parse, "2027-31-12", "2027-12-31"),
    ],
)
def test_what_was_meant_is_said_with_that_very_value_and_can_be_read(
    read: Callable[[str], Any], text: str, wanted: str
) -> None:
    with pytest.raises(ValueError, match=f"Skriv {wanted}[.,]"):
        read(text)
    read(wanted)


READERS: dict[str, Callable[[str], Any]] = {
    "ett klockslag": clock.parse,
    "en tid": clock.parse_range,
    "ett postnummer": postnummer.parse,
    "ett bankgiro": bankgiro.parse,
    "ett plusgiro": plusgiro.parse,
    "ett organisationsnummer": orgnr.parse,
    "ett telefonnummer": phone.parse,
    "ett tal": numbers.parse,
    "ett belopp": money.parse,
    "procent": percent.parse,
    "en dag": dates.parse,
    "ett år": scalars.parse_year,
    "ett antal": scalars.parse_count,
    "ett id": scalars.parse_id,
    "en e-postadress": parse_email,
    "en webbadress": parse_web,
}
#: Their hints may add a century, the days of a month or a fourth decimal to what was typed.
FREER = {"en dag", "ett tal", "ett belopp", "procent"}
SIGNS = st.text("0123456789 -/.,:;()<>@'OolTtÅåxk%~½\u00a0", max_size=16)


@given(st.sampled_from(sorted(READERS)), SIGNS)
def test_no_hint_has_a_figure_that_its_reader_did_not_write(name: str, text: str) -> None:
    try:
        READERS[name](text)
    except ValueError as error:
        told = str(error)
    else:
        return
    hint = told.replace(text.strip(), "").replace("från 0 till 24", "").replace("till 59", "").replace("0.00–24.00", "")
    hint = hint.replace("högst 80 tecken", "")
    figures = set("".join(sign for sign in hint if sign.isdigit()))
    typed = {sign for sign in text.translate(str.maketrans("OoIl", "0011")) if sign.isdigit()}
    assert typed or not figures
    if name not in FREER:
        assert figures <= typed | {"0"}
