"""The checks of parties, references, law and money: each fires where it should, and only there."""

from datetime import date

import pytest

from iopdocs import checks
from iopdocs.errors import Severity
from tests.support.checks_data import COMPLETE, FILE, PARTIES, case, found, shown


def test_a_complete_agreement_gives_a_line_on_its_value_and_one_on_the_law_that_ends() -> None:
    only, ends = sorted(checks.run(case(COMPLETE)), key=lambda problem: problem.code)
    assert (ends.code, ends.severity) == ("lagrum-upphör-under-tiden", Severity.NOTE)
    assert (only.file, only.code) == (FILE, "K12")
    assert shown(only) == (
        "upplysning",
        "ekonomi",
        "Avtalets hela värde är 900 000 kronor. Det är mindre än gränsen för direktupphandling av sociala tjänster, "
        "7 802 550 kronor utan moms den 2023-12-15.",
        "Bedöm om reglerna om offentlig upphandling och statsstöd gäller, och skriv ner bedömningen. En "
        "direktupphandling ska dokumenteras (19 a kap. 11 § LOU: över 100 000 kronor) och efterannonseras "
        "(19 a kap. 13 § LOU: från 700 000 kronor). Är det inte en tjänst i bilaga 2 till LOU är gränsen 700 000 "
        "kronor.",
    )


def test_problems_come_in_the_order_of_the_file_and_once_each() -> None:
    result = checks.run(case("press:\n  avsändare: komunen\nmål:\n  - {id: a, text: x}\n  - {id: a, text: y}"))
    lines = [problem.line or 0 for problem in result]
    assert lines == sorted(lines)
    assert len(result) == len(set(result))


@pytest.mark.parametrize(
    ("parties", "code"),
    [
        ("parter:\n  - {roll: offentlig, typ: kommun, namn: Exempelby}", "för-få-parter"),
        (PARTIES.replace("idéburen", "offentlig").replace("förening", "region"), "idéburen-part-saknas"),
        (PARTIES.replace("offentlig", "idéburen").replace("kommun\n", "stiftelse\n", 1), "offentlig-part-saknas"),
        (PARTIES.replace("typ: förening", "typ: kommun"), "roll-och-typ"),
        (PARTIES.replace("roll: offentlig", "roll: idéburen"), "roll-och-typ"),
    ],
)
def test_parties_that_cannot_make_a_partnership_are_errors(parties: str, code: str) -> None:
    assert [problem.severity for problem in found("", code, parties=parties)] == [Severity.ERROR]
    assert not found("", code)


def test_a_joint_board_names_those_who_share_it() -> None:
    joint = PARTIES.replace("typ: kommun", "typ: gemensam nämnd\n    huvudmän: [Ena kommun, Andra kommun]")
    assert not found("", "huvudmän-saknas", parties=joint)
    (problem,) = found("", "huvudmän-saknas", parties=joint.replace(", Andra kommun", ""))
    assert problem.where == "parter[1].huvudmän"


def test_an_organisation_number_that_two_parties_share_is_doubted() -> None:
    shared = PARTIES.replace("namn:", "orgnr: 212000-0142\n    namn:")
    assert [problem.where for problem in found("", "samma-orgnr", parties=shared)] == ["parter[2].orgnr"]
    once = PARTIES.replace("namn:", "orgnr: 212000-0142\n    namn:", 1)
    assert not found("", "samma-orgnr", parties=once)
    assert not found("", "orgnr-annat-slag", parties=once)


def test_a_non_profit_with_the_number_of_a_public_body_is_doubted() -> None:
    wrong = PARTIES.replace("namn: Jouren", "orgnr: 212000-0142\n    namn: Jouren")
    (problem,) = found("", "orgnr-annat-slag", parties=wrong)
    assert problem.message == (
        "Jouren i Exempelby har typen förening, men numret 212000-0142 börjar som för stat, region, kommun eller "
        "församling."
    )


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        (
            "insatser:\n  - {namn: Stöd, utförs_av: joren}",
            "insatser[1].utförs_av",
            "”joren” är inte id för någon part i avtalet.",
            "Menade du jouren?",
        ),
        (
            "press: {mål_i_ingress: trygghet}",
            "press.mål_i_ingress",
            "”trygghet” är inte id för något mål i avtalet.",
            "Inget mål har något id ännu. Lägg till id: trygghet under mål.",
        ),
        (
            "åtaganden:\n  - {part: xyz, text: bidra}",
            "åtaganden[1].part",
            "”xyz” är inte id för någon part i avtalet.",
            "De id som finns: kommunen, jouren.",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error(text: str, where: str, message: str, hint: str) -> None:
    (problem,) = found(text, "okänd-hänvisning")
    assert shown(problem) == ("fel", where, message, hint)


def test_every_kind_of_reference_is_followed() -> None:
    text = """
    insatser: [{namn: a, utförs_av: fel-a}]
    åtaganden: [{part: fel-b, text: b}]
    ekonomi:
      komponenter: [{benämning: c, slag: naturaprestation, betalare: fel-c, mottagare: fel-d}]
      egna_bidrag: [{part: fel-e, slag: arbete, beskrivning: e}]
    press: {avsändare: fel-f, mål_i_ingress: fel-g}
    möten:
      - grupp: fel-h
        deltagare: [{part: fel-i}]
        lägesrapport: [{insats: fel-j, text: j}]
        mål: [{mål: fel-k}]
        ekonomi: [{komponent: fel-l}]
    tillägg: [{undertecknare: [{part: fel-m}], belopp: [{komponent: fel-n, benämning: n}]}]
    förlängningar: [{undertecknare: [{part: fel-o}]}]
    """
    named = {problem.message.split("”")[1]: problem.where for problem in found(text, "okänd-hänvisning")}
    assert named == {
        "fel-a": "insatser[1].utförs_av",
        "fel-b": "åtaganden[1].part",
        "fel-c": "ekonomi.komponenter[1].betalare",
        "fel-d": "ekonomi.komponenter[1].mottagare",
        "fel-e": "ekonomi.egna_bidrag[1].part",
        "fel-f": "press.avsändare",
        "fel-g": "press.mål_i_ingress",
        "fel-h": "möten[1].grupp",
        "fel-i": "möten[1].deltagare[1].part",
        "fel-j": "möten[1].lägesrapport[1].insats",
        "fel-k": "möten[1].mål[1].mål",
        "fel-l": "möten[1].ekonomi[1].komponent",
        "fel-m": "tillägg[1].undertecknare[1].part",
        "fel-n": "tillägg[1].belopp[1].komponent",
        "fel-o": "förlängningar[1].undertecknare[1].part",
    }


def test_references_that_lead_somewhere_are_left_alone() -> None:
    text = """
    mål: [{id: trygghet, text: x}]
    insatser: [{id: stod, namn: a, utförs_av: jouren}]
    organisation: [{id: styrgruppen, namn: styrgrupp}]
    press: {avsändare: kommunen, mål_i_ingress: trygghet}
    möten: [{grupp: styrgruppen, lägesrapport: [{insats: stod, text: j}], mål: [{mål: trygghet}]}]
    """
    assert not found(text, "okänd-hänvisning")


def test_the_same_id_twice_is_an_error_but_not_in_two_lists() -> None:
    (problem,) = found("mål:\n  - {id: a, text: x}\n  - {id: b, text: y}\n  - {id: a, text: z}", "dubbelt-id")
    assert (problem.where, problem.message) == ("mål[3].id", "Id ”a” används redan på mål[1].")
    assert not found("mål: [{id: a, text: x}]\ninsatser: [{id: a, namn: y}]", "dubbelt-id")


OLD_NUMBER = """
lagrum_per: 2021-12-20
bakgrund:
  lagrum:
    - lagrum: 2 kap 2§ SoL
    - lagrum: 5 kap 11§ Sol
"""


def test_a_repealed_reference_says_since_when_and_what_to_write() -> None:
    (problem,) = found(OLD_NUMBER, "upphävt-lagrum")
    assert shown(problem) == (
        "fel",
        "bakgrund.lagrum[1].lagrum",
        "2 kap. 2 § socialtjänstlagen (2001:453) är upphävd sedan 2011-05-01",
        "Skriv 2 kap. 1 § socialtjänstlagen (2001:453).",
    )
    assert (problem.file, problem.line) == (FILE, 17)


def test_a_reference_in_force_is_left_alone() -> None:
    text = OLD_NUMBER.replace("2 kap 2§", "2 kap 1§")
    assert not [problem for problem in checks.run(case(text)) if problem.where.startswith("bakgrund.lagrum")]


def test_the_same_law_is_that_of_the_reference_before() -> None:
    text = "undertecknat: 2025-09-01\nbakgrund: {lagrum: [{lagrum: SoL 9:5}, {lagrum: 9 kap. 6 § samma lag}]}"
    assert not [problem for problem in checks.run(case(text)) if problem.where.startswith("bakgrund.lagrum")]


@pytest.mark.parametrize("text", ["bakgrund: {lagrum: [{lagrum: SoL 2:1}]}", "syfte: [följa 2 kap. 1 § SoL]"])
def test_references_without_a_law_day_ask_for_it(text: str) -> None:
    (problem,) = found(text, "lagens-dag-saknas")
    assert problem.severity is Severity.ERROR
    assert "lagrum_per" in problem.hint
    assert not found(f"{text}\nlagrum_per: 2021-12-20", "lagens-dag-saknas")


def test_no_law_day_is_asked_for_when_nothing_refers_to_a_law() -> None:
    assert not found("syfte: [ge stöd kl. 10:30]", "lagens-dag-saknas")


def test_a_law_day_that_is_not_used_is_told() -> None:
    (problem,) = found("lagrum_per: 2021-12-20\nundertecknat: 2022-02-01", "lagrum-per-används-inte")
    assert problem.message == (
        "Dagen i lagrum_per används inte: lagen den 2022-02-01 gäller, eftersom avtalets egna dagar går före."
    )
    assert not found("lagrum_per: 2021-12-20\navtalstid: {till: 2023-12-31}", "lagrum-per-används-inte")


def test_references_in_running_text_are_looked_up_where_they_stand() -> None:
    text = "undertecknat: 2021-12-20\nrelation:\n  text: Kommunen ansvarar enligt 2 kap. 2 § SoL för stödet."
    assert [problem.where for problem in found(text, "upphävt-lagrum")] == ["relation.text"]
    assert not found(text.replace("2 kap. 2 §", "2 kap. 1 §"), "upphävt-lagrum")


def test_a_reference_in_a_quote_is_only_pointed_at() -> None:
    quote = "press: {citat: [{namn: Anna, godkänt: ja, text: Vi följer 2 kap. 2 § SoL.}]}"
    result = checks.run(case(f"undertecknat: 2021-12-20\n{quote}"))
    (problem,) = [problem for problem in result if "2 kap. 2 §" in problem.message]
    assert (problem.severity, problem.where) == (Severity.NOTE, "press.citat[1].text")
    assert problem.hint.endswith("Ett citat ändras inte; rätta bara om den som talar godkänner det.")


def test_minutes_are_read_by_the_law_of_the_meeting() -> None:
    meeting = "möten: [{datum: 2025-09-01, övrigt: ['Anmälan görs enligt 19 kap. 1 § SoL.']}]"
    term = "avtalstid: {från: 2024-01-01, till: 2026-12-31}"
    assert not [problem for problem in checks.run(case(f"{term}\n{meeting}")) if problem.where.startswith("möten")]
    elsewhere = meeting.replace("2025-09-01", "2025-03-01")
    assert [problem.where for problem in checks.run(case(f"{term}\n{elsewhere}"))].count("möten[1].övrigt[1]") == 1


def test_money_that_does_not_add_up_is_told_where_it_stands() -> None:
    text = """
    avtalstid: {från: 2024-01-01, till: 2024-12-31}
    ekonomi:
      komponenter: [{benämning: Drift, slag: per år, belopp: 250 000}]
      utbetalning:
        antal: 3
    """
    (problem,) = found(text, "utbetalning-rest")
    assert (problem.file, problem.line is not None, problem.where) == (FILE, True, "ekonomi.utbetalning.rest")
    assert not found(text.replace("antal: 3", "antal: 2"), "utbetalning-rest")


def test_payer_and_payee_the_wrong_way_round_are_doubted() -> None:
    component = "ekonomi: {komponenter: [{benämning: Drift, slag: per år, betalare: %s, mottagare: %s}]}"
    assert found(component % ("jouren", "kommunen"), "idéburen-betalar")
    assert found(component % ("jouren", "kommunen"), "offentlig-mottagare")
    assert found(component % ("kommunen", "kommunen"), "betalar-sig-själv")
    right = {problem.code for problem in checks.run(case(component % ("kommunen", "jouren")))}
    assert not right & {"idéburen-betalar", "offentlig-mottagare", "betalar-sig-själv"}


def test_a_contribution_in_money_asks_for_its_amount() -> None:
    text = "ekonomi: {egna_bidrag: [{part: jouren, slag: pengar, beskrivning: Insamlade medel}]}"
    assert [problem.where for problem in found(text, "eget-bidrag-belopp")] == ["ekonomi.egna_bidrag[1]"]
    assert not found(text.replace("Insamlade medel", "Medel, belopp: 10 000"), "eget-bidrag-belopp")
    assert not found(text.replace("slag: pengar", "slag: arbete"), "eget-bidrag-belopp")


@pytest.mark.parametrize(
    "text", ["XXX", "Dnr xxx", "[fyll i namn]", "[datum]", "<ange belopp>", "TODO", "Vad heter den???"]
)
def test_what_was_to_be_filled_in_stops_a_final_version(text: str) -> None:
    (problem,) = found(f"diarienummer: '{text}'", "platshållare")
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text", ["Vi [...] fortsätter", "[…] och sedan", "[namnlös] och [datumet]", "maxxxlängd", "Varför?"]
)
def test_what_is_left_out_of_a_quotation_is_nothing_to_fill_in(text: str) -> None:
    assert not found(f"partnerskap: '{text}'", "platshållare")


def test_slips_that_would_be_printed_are_doubted() -> None:
    assert found("diarienummer: ”SN 2024/1”", "citattecken-runt")
    assert not found("press: {rubrik: ”Ett steg”}", "citattecken-runt")
    assert found("syfte: [att ge stöd]", "passar-inte-i-meningen")
    assert not found("syfte: [attrahera frivilliga]", "passar-inte-i-meningen")
    assert found("uppföljning: {rapporter: [{vad: Redovisning, varje_år: 31/3}]}", "rapport-utan-dag")
    assert not found("uppföljning: {rapporter: [{vad: Redovisning, varje_år: 31 mars}]}", "rapport-utan-dag")


@pytest.mark.parametrize(("percent", "odd"), [("2", False), ("110", True), ("-2", True), ("0,02", True), ("20", False)])
def test_an_uplift_that_is_hardly_meant_is_doubted(percent: str, odd: bool) -> None:
    data = f"ekonomi: {{uppräkning: {{slag: procent, procent: '{percent}', bas: föregående år}}}}"
    assert bool(found(data, "ovanlig-uppräkning")) is odd


ENDING = "undertecknat: 2025-06-10\nbakgrund: {lagrum: [{lagrum: SoL 5:11}]}\n"


def test_law_that_ends_before_the_agreement_begins_is_told() -> None:
    text = f"{ENDING}avtalstid: {{från: 2025-07-01, till: 2028-06-30}}"
    problem = found(text, "lagrum-upphör-före-start")[0]
    assert problem.where == "bakgrund.lagrum[1].lagrum"
    assert problem.message == (
        "5 kap. 11 § socialtjänstlagen (2001:453) upphör 2025-06-30, innan avtalet börjar 2025-07-01."
    )
    assert not found(f"{text}\nlagrum_från_start: ja", "lagrum-upphör-före-start")
    (instead,) = found(f"{text}\nlagrum_från_start: ja", "okänt-lagrum")
    assert "13 kap. 1 § och 18 kap. 7 §" in instead.hint


def test_law_that_ends_while_the_agreement_runs_is_told_as_worth_knowing() -> None:
    (problem, *_) = found(f"{ENDING}avtalstid: {{från: 2025-01-01, till: 2026-12-31}}", "lagrum-upphör-under-tiden")
    assert problem.severity is Severity.NOTE
    assert "upphör 2025-06-30, medan avtalet gäller" in problem.message
    assert not found(f"{ENDING}avtalstid: {{från: 2025-01-01, till: 2025-06-30}}", "lagrum-upphör-under-tiden")


def test_the_law_of_a_month_is_that_of_its_first_day_and_a_change_within_it_is_told() -> None:
    in_force = "undertecknat: juli 2025\nbakgrund: {lagrum: [{lagrum: SoL 2:1}]}"
    assert case(in_force).agreement.law_day == date(2025, 7, 1)
    assert not found(in_force, "lagens-dag-saknas") + found(in_force, "lagens-dag-är-en-månad")
    (problem,) = found("undertecknat: maj 2018", "lagens-dag-är-en-månad")
    assert problem.message == "Lagen ändras 2018-05-25, och vilken dag i maj 2018 som avgör är inte känt."
    (of_meeting,) = found("undertecknat: 2018-03-01\nmöten: [{datum: maj 2018}]", "lagens-dag-är-en-månad")
    assert of_meeting.where == "möten[1]"


def test_a_day_that_is_set_tells_which_day_of_the_month_it_is_and_nothing_more() -> None:
    assert case("undertecknat: maj 2018\nlagrum_per: 2018-05-29").agreement.law_day == date(2018, 5, 29)
    assert case("undertecknat: maj 2018\nlagrum_per: 2018-06-29").agreement.law_day == date(2018, 5, 1)
    assert case("beslut: [{datum: mars 2018}, {datum: 2018-04-02}]").agreement.law_day == date(2018, 3, 1)
    assert case("undertecknat: våren 2018\nlagrum_per: 2018-06-29").agreement.law_day == date(2018, 6, 29)
