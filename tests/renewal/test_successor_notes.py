"""What a renewal tells: every change and every question, in full, for small agreements where each can be worked out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from iopdocs.laws.library import load_library
from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source
from iopdocs.renewal.successor import Successor, draft
from tests.support import successors

HEAD = """id: jouren-2022
status: undertecknat
undertecknat: 2021-12-10
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
"""
TERM = "avtalstid: {från: 2022-01-01, till: 2024-12-31}\n"
IN_TIME = date(2024, 10, 1)
#: What is told of every agreement above.
ALWAYS = {"id", "ersätter", "status", "undertecknat", "avtalstid.från", "avtalstid.till"}


def renewed(more: str, on: date = IN_TIME, start: date | None = None, term: str = TERM) -> Successor:
    text = HEAD + term + more
    source, problems = parse_source(text, "avtal.yaml")
    made = draft(text, build(source, problems, Agreement), load_library(), on, start)
    assert made is not None
    return made


def changes(made: Successor) -> list[tuple[str, str, str, str]]:
    return [(one.where, one.before, one.after, one.why) for one in made.notes.changes if one.where not in ALWAYS]


def questions(made: Successor) -> list[tuple[str, str]]:
    return [(one.where, one.question) for one in made.notes.decisions]


def test_the_head_of_a_successor_is_told_line_by_line() -> None:
    made = renewed("")
    assert [(one.where, one.before, one.after, one.why) for one in made.notes.changes] == [
        ("id", "jouren-2022", "jouren-2025", "efterträdaren får ett eget id"),
        ("ersätter", "", "jouren-2022", "länk till det avtal som ersätts"),
        ("status", "undertecknat", "förslag", "efterträdaren är inte beslutad"),
        ("avtalstid.från", "2022-01-01", "2025-01-01", "dagen efter den förra periodens slut"),
        ("avtalstid.till", "2024-12-31", "2027-12-31", "samma längd som tidigare"),
        ("undertecknat", "2021-12-10", "", "hör till det förra avtalet"),
    ]
    assert (questions(made), made.notes.warnings, made.notes.assumed) == ([], [], {})


MONEY = """ekonomi:
  komponenter:
    - {benämning: Drift, slag: per år, år: 2022, belopp: 300 000, varav_ökning: 10 000}
    - {benämning: Start, slag: totalt, belopp: 50 000}
    - {benämning: Ett, slag: per år, endast_året: ja, år: 2023, belopp: 50000}
    - {benämning: Sen, slag: per år, år: 2024, belopp: 7000}
    - {benämning: Hyra, slag: per år, belopp: 7000, räknas_upp: nej}
"""
PERCENT = "  uppräkning: {slag: procent, procent: 2, bas: föregående år, från_år: 2023}\n"


def test_amounts_are_carried_on_and_what_is_not_is_asked_about() -> None:
    made = renewed(MONEY + PERCENT)
    assert changes(made) == [
        ("ekonomi.komponenter[1].varav_ökning", "10000", "", "ökningen hörde till den tidigare perioden"),
        ("ekonomi.komponenter[1].belopp", "300 000", "318 362", "uppräknat till 2025 års belopp"),
        ("ekonomi.komponenter[1].år", "2022", "2025", "det nya beloppet avser det året"),
        ("ekonomi.komponenter[3]", "Ett", "", "beloppet avser 2023"),
        ("ekonomi.komponenter[4].belopp", "7000", "7140", "uppräknat till 2025 års belopp"),
        ("ekonomi.komponenter[4].år", "2024", "2025", "det nya beloppet avser det året"),
        ("ekonomi.uppräkning.från_år", "2023", "2026", "beloppen är redan uppräknade"),
    ]
    assert questions(made) == [
        ("ekonomi.komponenter[2]", "”Start” är ett engångsbelopp. Ska det vara med i den nya perioden?"),
        ("ekonomi.komponenter[3]", "”Ett” avser 2023 och följer inte med. Ska det finnas i den nya perioden?"),
    ]


def test_amounts_that_are_not_uplifted_only_change_their_year() -> None:
    made = renewed(MONEY)
    assert [one[0] for one in changes(made)] == [
        "ekonomi.komponenter[1].varav_ökning",
        "ekonomi.komponenter[1].år",
        "ekonomi.komponenter[3]",
        "ekonomi.komponenter[4].år",
    ]
    assert changes(made)[1] == (
        "ekonomi.komponenter[1].år", "2022", "2025", "beloppet gäller från den nya periodens första år",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("{år: 2024, tal: 100}", "Nya indextal behövs för KPI: 2025, 2026, 2027."),
        ("{år: 2025, tal: 100}", "Nya indextal behövs för KPI: 2026, 2027."),
        ("{år: 2025, tal: 100}, {år: 2026, tal: 100}, {år: 2027, tal: 100}", None),
    ],
)
def test_the_index_figures_of_every_new_year_that_are_not_known_are_asked_for(known: str, asked: str | None) -> None:
    index = f"  uppräkning: {{slag: index, index: KPI, bas: föregående år, värden: [{known}]}}\n"
    made = renewed(f"ekonomi:\n  komponenter: [{{benämning: Drift, slag: per år, år: 2022, belopp: 300000}}]\n{index}")
    assert [question for _, question in questions(made)] == ([asked] if asked else [])
    assert changes(made) == []


YEARS = """ekonomi:
  utbetalning:
    antal: 2
    andra_antal: [{år: 2022, antal: 1}, {år: 2024, antal: 3}]
"""


def test_the_years_of_payments_move_as_far_as_the_period() -> None:
    made = renewed(YEARS)
    assert changes(made) == [
        ("ekonomi.utbetalning.andra_antal[1].år", "2022", "2025", "flyttat till den nya perioden"),
        ("ekonomi.utbetalning.andra_antal[2].år", "2024", "2027", "flyttat till den nya perioden"),
    ]
    assert questions(made) == []


def test_the_year_of_a_payment_that_does_not_come_within_the_period_is_asked_about() -> None:
    made = renewed(YEARS + "förlängning: {slag: överenskommelse, längd: 2 år}\n")
    assert changes(made)[1] == ("ekonomi.utbetalning.andra_antal[2].år", "2024", "", "hör till den förra perioden")
    assert questions(made)[0][0] == "förlängning"
    assert questions(made)[1:] == [
        ("ekonomi.utbetalning.andra_antal[2].år", "Året 2024 hör till den förra perioden. Vilket är det nya?")
    ]
    assert "{år: 2025, antal: 1}" in made.text
    assert "2024" not in made.text.split("andra_antal")[1]


DAYS = """ekonomi:
  utbetalning:
    delbetalningar: [{datum: 2022-02-28, andel: 50}, {datum: 2022-08-31, andel: 50, avser_år: 2022}]
uppföljning: {rapporter: [{vad: rapport, senast: 2023-02-28}]}
möten: [{datum: 2023-03-01, grupp: styr}, {nummer: 2}]
"""


def test_days_move_as_far_as_the_period_and_meetings_are_asked_about() -> None:
    made = renewed(DAYS)
    moved = "flyttat lika långt som avtalstiden"
    assert changes(made) == [
        ("ekonomi.utbetalning.delbetalningar[1].datum", "2022-02-28", "2025-02-28", moved),
        ("ekonomi.utbetalning.delbetalningar[2].datum", "2022-08-31", "2025-08-31", moved),
        ("uppföljning.rapporter[1].senast", "2023-02-28", "2026-02-28", moved),
        ("ekonomi.utbetalning.delbetalningar[2].avser_år", "2022", "2025", "flyttat till den nya perioden"),
        ("möten", "2 möten", "ett planerat möte", "protokollen hör till det förra avtalet"),
    ]
    assert questions(made) == [("möten", "Mötesdagarna är flyttade lika långt som avtalstiden. Vilka dagar ska gälla?")]


def test_days_of_a_period_whose_start_is_not_known_are_asked_about() -> None:
    made = renewed(DAYS, term="avtalstid: {till: 2024-12-31}\n")
    assert ("uppföljning.rapporter[1].senast", "Dagen 2023-02-28 hör till den förra perioden. Vilken är den nya?") in (
        questions(made)
    )
    assert ("avtalstid.till", "Hur länge ska det nya avtalet gälla? Den tidigare avtalstidens längd är inte känd.") in (
        questions(made)
    )
    assert "senast: 2023-02-28" in made.text
    assert "möten" not in made.text


@pytest.mark.parametrize(
    ("start", "asked"),
    [(date(2025, 1, 1), False), (date(2025, 7, 1), True), (date(2025, 1, 15), True)],
)
def test_a_part_of_a_year_is_asked_about_unless_the_agreement_says_how_it_counts(start: date, asked: bool) -> None:
    money = "ekonomi:\n  komponenter: [{benämning: Drift, slag: per år, belopp: 300000}]\n"
    ask = ("ekonomi.delår", "Den nya avtalstiden har bara en del av ett år. Hur räknas det?")
    assert (ask in questions(renewed(money, start=start))) is asked
    assert ask not in questions(renewed(f"{money}  delår: dagar\n", start=start))
    # Months count whole months only.
    assert (ask in questions(renewed(f"{money}  delår: månader\n", start=start))) is (start.day != 1)
    (found,) = [one for one in renewed(money, start=date(2025, 7, 1)).notes.decisions if one.where == ask[0]]
    assert found.choices == ("månader", "dagar", "hela beloppet")


@pytest.mark.parametrize(
    ("on", "start", "warnings"),
    [
        (date(2024, 12, 31), None, []),
        (date(2025, 1, 1), None, ["Avtalet gick ut 2024-12-31. Fram till 2025-01-01 har 1 dag gått utan avtal, om "
                                  "inget annat avtal har gällt."]),
        (IN_TIME, date(2025, 1, 2), ["Mellan 2024-12-31 och den nya starten 2025-01-02 finns en tid utan avtal."]),
        (IN_TIME, date(2024, 12, 31), ["Den nya starten 2024-12-31 ligger före det gamla avtalets slut 2024-12-31."]),
    ],
)  # fmt: skip
def test_a_gap_and_an_overlap_are_warned_of_from_the_first_day(
    on: date, start: date | None, warnings: list[str]
) -> None:
    assert renewed("", on=on, start=start).notes.warnings == warnings


def test_a_new_period_that_has_also_run_out_is_warned_of_the_day_after() -> None:
    last = date(2027, 12, 31)
    over = "Även den nya perioden har hunnit gå ut (2027-12-31). Ange en annan start."
    assert over not in renewed("", on=last).notes.warnings
    assert over in renewed("", on=last + timedelta(days=1)).notes.warnings


JUDGED = """dokumentnamn: Överenskommelse
diarienummer: KS 1
uppgifter_bedömda: [{ord: Storgatan, röjer: nej, av: A, skäl: B}, {ord: G, röjer: ja, av: A, skäl: B}]
antaganden: [{uppgift: beslut.datum, skäl: x}, {uppgift: mål, skäl: y}]
"""


def test_judgements_and_assumptions_follow_and_are_to_be_confirmed() -> None:
    made = renewed(JUDGED)
    assert changes(made) == [
        ("diarienummer", "KS 1", "", "hör till det förra avtalet"),
        ("antaganden", "", "bedömningarna ska bekräftas", "de gjordes för det förra avtalet"),
        ("bakgrund.tidigare_avtal", "", "överenskommelse", "det förra avtalet är nu ett tidigare avtal"),
    ]
    assert questions(made) == [
        ("mål", "Antagandet följer med: y"),
        ("uppgifter_bedömda[1]", "Bedömningen följer med. Röjer orden ingenting i det nya avtalet?"),
    ]
    source, problems = parse_source(made.text, "ny.yaml")
    new = build(source, problems, Agreement)
    reason = "Bedömningarna är gjorda för jouren-2022. Bekräfta att de håller även för det här avtalet."
    assert [(one.field, one.reason) for one in new.assumptions] == [("mål", "y"), ("uppgifter_bedömda", reason)]
    assert new.background is not None
    (earlier,) = new.background.earlier_agreements
    assert (earlier.name, str(earlier.year), earlier.case_number) == ("överenskommelse", "2021", "KS 1")


@pytest.mark.parametrize(
    ("rule", "end", "why"),
    [
        ("", date(2027, 12, 31), "samma längd som tidigare"),
        ("förlängning: {slag: överenskommelse, längd: 18 månader}", date(2026, 6, 30),
         "enligt förlängningsregeln, 18 månader"),
        ("förlängning: {slag: nytt avtal, längd: 1 år}", date(2027, 12, 31), "samma längd som tidigare"),
    ],
)  # fmt: skip
def test_the_length_of_the_new_period_says_what_it_rests_on(rule: str, end: date, why: str) -> None:
    made = renewed(rule)
    assert (made.period.end, made.period.why) == (end, why)


LAW = "bakgrund: {{lagrum: [{{lagrum: '{}'}}]}}\n"


def test_a_reference_with_several_successors_brings_them_all_and_asks() -> None:
    made = renewed(LAW.format("SoL 5:11"), on=date(2025, 9, 1), start=date(2025, 9, 1))
    both = "13 kap. 1 § socialtjänstlagen (2025:400); 18 kap. 7 § socialtjänstlagen (2025:400)"
    assert ("bakgrund.lagrum[1].lagrum", "SoL 5:11", both, "alla efterträdare är medtagna tills vidare") in changes(
        made
    )
    (asked,) = [one for one in made.notes.decisions if one.where == "bakgrund.lagrum[1].lagrum"]
    assert asked.question == "”SoL 5:11” har flera efterträdare. Vilken eller vilka avses?"
    assert [choice.partition(" (2025")[0] for choice in asked.choices] == [
        "13 kap. 1 § socialtjänstlagen", "18 kap. 7 § socialtjänstlagen", "alla",
    ]  # fmt: skip
    assert list(made.notes.assumed) == [
        ("bakgrund.lagrum", "Ett lagrum i det förra avtalet har flera efterträdare, och alla är medtagna. "
         "Se rapporten om förnyelsen.")
    ]  # fmt: skip


def test_a_reference_with_one_successor_is_replaced_and_told_why() -> None:
    made = renewed(LAW.format("SoL 2:1"), on=date(2025, 9, 1), start=date(2025, 9, 1))
    where, before, after, why = changes(made)[0]
    assert (where, before, after) == (
        "bakgrund.lagrum[1].lagrum",
        "SoL 2:1",
        "4 kap. 1 § socialtjänstlagen (2025:400)",
    )
    assert why.endswith(": ny bestämmelse från 2025-07-01")
    assert made.notes.assumed == {}


def test_a_reference_the_library_does_not_list_is_kept_and_asked_about() -> None:
    made = renewed(LAW.format("12 kap. 8 § SoL"), on=date(2025, 9, 1), start=date(2025, 9, 1))
    assert "12 kap. 8 § SoL" in made.text
    assert [where for where, _ in questions(made)] == ["bakgrund.lagrum[1].lagrum"]


def test_the_log_of_amendments_belongs_to_the_old_agreement() -> None:
    made = renewed("ändringar: {form: skriftligt, logg: [{vad: Ny lokal, datum: 2023-01-01}]}\n")
    assert [one[0] for one in changes(made)] == ["ändringar.logg"]
    assert "form: skriftligt" in made.text
    assert "Ny lokal" not in made.text


def test_who_joins_twice_is_a_party_once() -> None:
    joins = "{part: {id: ny, roll: idéburen, typ: förening, namn: Ny}}"
    made = renewed(f"tillägg:\n  - nya_parter: [{joins}]\n  - nya_parter: [{joins}]\n")
    assert [one[0] for one in changes(made) if one[0].startswith("parter")] == ["parter[3]"]
    assert made.text.count("namn: Ny") == 1


def test_an_economy_without_amounts_is_carried_on_as_it_is() -> None:
    """Nothing is asked of a part of a year, either, when there is no amount to divide."""
    economy = "ekonomi: {egna_bidrag: [{part: jouren, slag: arbete, beskrivning: Ideellt arbete}]}\n"
    for start in (None, date(2025, 7, 1)):
        made = renewed(economy, start=start)
        assert (changes(made), questions(made)) == ([], [])


GONE = "Ett lagrum i det förra avtalet gäller inte längre och är borttaget. Se rapporten om förnyelsen."


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        # Listed, repealed, and followed by nothing.
        ("SoL 5:1", "”SoL 5:1” gäller inte 2025-09-01 och har ingen efterträdare. Ska hänvisningen utgå?"),
        # Not listed, so that nothing is known of it but that the new act cannot have the number.
        (
            "SoL 5:10",
            "”SoL 5:10” är borttaget, för det håller inte 2025-09-01: "
            "5 kap. 10 § socialtjänstlagen (2025:400) finns inte: 5 kap. slutar med 3 §.",
        ),
    ],
)
def test_a_reference_that_nothing_has_followed_is_taken_out_and_asked_about(typed: str, question: str) -> None:
    made = renewed(LAW.format(typed), on=date(2025, 9, 1), start=date(2025, 9, 1))
    where = "bakgrund.lagrum[1].lagrum"
    assert changes(made) == [(where, typed, "", "gäller inte för den nya perioden")]
    assert (where, question) in questions(made)
    assert list(made.notes.assumed) == [("bakgrund.lagrum", GONE)]
    assert typed not in made.text


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("{från: 2022-01-01, längd: 3 år}", "{från: 2025-01-01, längd: 3 år}"),
        ("{från: 2022-01-01, till: 2024-12-31, längd: 3 år}", "{från: 2025-01-01, till: 2027-12-31, längd: 3 år}"),
        ("{från: 2022-01-01, till: 2024-12-31}", "{från: 2025-01-01, till: 2027-12-31}"),
    ],
)
def test_the_period_is_written_as_it_was(term: str, written: str) -> None:
    assert f"avtalstid: {written}\n" in renewed("", term=f"avtalstid: {term}\n").text


PLAIN = """# Jourens avtal
id: jouren-2022
ersätter: jouren-2019   # det första
förnyat: 2021-10-01
status: förslag

parter:
- {roll: offentlig,  typ: kommun, namn: "Exempelby kommun"}
-   roll: idéburen   # sedan 1985
    namn: Jouren
# Tiden
avtalstid:
    från:  2022-01-01
    till:  2024-12-31   # tre år
syfte: [stödja
  kvinnor]   # som i stadgan
"""


def test_a_renewal_that_changes_days_alone_changes_those_lines_alone_and_tells_of_the_comments_there() -> None:
    made, _ = successors.renewed(PLAIN)
    before, after = PLAIN.splitlines(), made.text.splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("id: jouren-2022", "id: jouren-2025"),
        ("ersätter: jouren-2019   # det första", "ersätter: jouren-2022"),
        ("förnyat: 2021-10-01", "förnyat: 2024-10-01"),
        ("    från:  2022-01-01", "    från: 2025-01-01"),
        ("    till:  2024-12-31   # tre år", "    till: 2027-12-31"),
    ]
    assert [(one.where, one.text) for one in made.notes.left_out] == [
        ("ersätter", "det första"),
        ("avtalstid.till", "tre år"),
    ]
