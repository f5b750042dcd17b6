"""References as people type them, and what is said of those that do not hold on the day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from iopdocs.errors import Severity
from iopdocs.laws.citation import format, parse  # noqa: A004
from iopdocs.laws.lagrum import NBSP, Lagrum, plain
from iopdocs.laws.library import LookUp, load_library


def asked(text: str, day: str) -> LookUp:
    return load_library().look_up(text, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("enl. SoL 5 kap 11 § 2 st", "5 kap. 11 § andra stycket SoL"),
        ("enligt SoL 5:11", "5 kap. 11 § SoL"),
        ("jfr 5 kap. 11 § SoL", "5 kap. 11 § SoL"),
        ("Se även SoL 5:11", "5 kap. 11 § SoL"),
        ("i enlighet med 16 § FL", "16 § FL"),
        ("SoL5:11", "5 kap. 11 § SoL"),
        ("KL10:1", "10 kap. 1 § KL"),
        ("GDPR28.3h", "artikel 28.3 h i GDPR"),
        ("GDPR 28.3 a-h", "artikel 28.3 a–h i GDPR"),
        ("artikel 28.3 a – h GDPR", "artikel 28.3 a–h i GDPR"),
        ("LSS 9 § 2 p.", "9 § 2 LSS"),
        ("SoL 5 kap. 11 § 2 p.", "5 kap. 11 § 2 SoL"),
        ("FL 16 § p. 2", "16 § 2 FL"),
        ("jmf SoL 5:11", "5 kap. 11 § SoL"),
        ("jfr även SoL 5:11", "5 kap. 11 § SoL"),
        ("se t.ex. SoL 5:11", "5 kap. 11 § SoL"),
        ("i enl. med SoL 5:11", "5 kap. 11 § SoL"),
        ("enligt bestämmelserna i 5 kap. 11 § SoL", "5 kap. 11 § SoL"),
        ("m.st.a. FL 16 §", "16 § FL"),
        ("(jfr SoL 5:11)", "5 kap. 11 § SoL"),
        ("SoL: 5:11", "5 kap. 11 § SoL"),
        ("LSS§9", "9 § LSS"),
        ("SoL5kap11§", "5 kap. 11 § SoL"),
        ("FL 16 t.o.m. 18 §§", "16–18 §§ FL"),
        ("GDPR 28.3 h)", "artikel 28.3 h i GDPR"),
        ("GDPR 28.3 a)-h)", "artikel 28.3 a–h i GDPR"),
        ("GDPR art 28(3)(a)-(h)", "artikel 28.3 a–h i GDPR"),
        ("artikel 28.3 a till h GDPR", "artikel 28.3 a–h i GDPR"),
        ("artikel 28.3 led h i GDPR", "artikel 28.3 h i GDPR"),
        ("artikel 28 punkt 3 h GDPR", "artikel 28.3 h i GDPR"),
        ("artikel 6.1 första stycket e i GDPR", "artikel 6.1 första stycket e i GDPR"),
        ("artikel 6.1 första stycket led e GDPR", "artikel 6.1 första stycket e i GDPR"),
        ("artikel 36 andra stycket GDPR", "artikel 36 andra stycket i GDPR"),
        ("LSS 9 § 2 pt", "9 § 2 LSS"),
        ("LSS 9 § 2:a p.", "9 § 2 LSS"),
        ("LSS 9 § 2:a punkten", "9 § 2 LSS"),
        ("FL 16 § 1:a st. 2 p.", "16 § första stycket 2 FL"),
        ("FL 16 § 1 st. 2 men.", "16 § första stycket andra meningen FL"),
        ("FL 16 § 2-3 st.", "16 § andra och tredje styckena FL"),
    ],
)  # fmt: skip
def test_a_reference_is_read_as_it_was_typed_and_printed_as_the_statutes_write(typed: str, printed: str) -> None:
    citation = parse(typed)
    assert format(citation).replace(NBSP, " ") == printed
    assert parse(format(citation)) == citation


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("SoL 5:11 ff.", "säger inte vilka lagrum som menas"),
        ("SoL 5:11 f.", "säger inte vilka lagrum som menas"),
        ("5 kap. 11 § m.fl. SoL", "säger inte vilka lagrum som menas"),
        ("FL 16 § sista stycket", "Skriv vilket i ordningen, till exempel andra stycket."),
        ("5 kap. 11 § SoL, andra stycket", "Skriv allt som hör till lagrummet före lagen"),
        ("5 kap. 11 § SoL, 3 § LVU", "Skriv allt som hör till lagrummet före lagen"),
    ],
)  # fmt: skip
def test_what_leaves_a_place_unsaid_or_would_be_dropped_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse(typed)


def test_the_letter_of_a_paragraf_is_not_taken_for_a_word_that_means_more() -> None:
    assert parse("SoL 5:11 f").places[0].paragraf == "11 f"


@pytest.mark.parametrize("typed", ["nya SoL 13:1", "13 kap. 1 § gamla socialtjänstlagen", "dåvarande SoL 5:11"])
def test_old_and_new_are_asked_about(typed: str) -> None:
    (problem,) = asked(typed, "2025-09-01").problems
    assert (problem.severity, problem.code) == (Severity.ERROR, "tvetydig-lag")
    assert "socialtjänstlagen (2001:453) eller socialtjänstlagen (2025:400)" in problem.hint


def test_a_stycke_that_is_not_listed_is_named() -> None:
    (problem,) = asked("SoL 5:11 femte stycket", "2020-01-01").problems
    assert problem.message == "5 kap. 11 § femte stycket socialtjänstlagen (2001:453) finns inte i lagbiblioteket"


def test_a_convention_is_printed_without_the_number_of_the_act_that_came_later() -> None:
    assert plain(asked("barnkonventionen art. 3", "2019-05-01").text(first=True)) == "artikel 3 i barnkonventionen"
    assert "2018:1197" in asked("barnkonventionen art. 3", "2020-05-01").text(first=True)


def test_a_name_is_not_taken_for_a_word_that_leads_a_reference_in() -> None:
    assert parse("Sekretesslagen 5 §").act == "Sekretesslagen"
    assert parse("avtalslagen 36 §").act == "avtalslagen"


@pytest.mark.parametrize(
    ("text", "day", "severity", "said"),
    [
        ("Barnkonventionen art. 3", "2019-05-01", Severity.NOTE, "är svensk lag först från och med 2020-01-01"),
        ("GDPR 6.1 e", "2017-01-01", Severity.WARNING, "tillämpas först från och med 2018-05-25"),
    ],
)
def test_an_act_that_existed_before_it_applied_is_not_said_to_be_missing(
    text: str, day: str, severity: Severity, said: str
) -> None:
    (problem,) = asked(text, day).problems
    assert (problem.severity, problem.code) == (severity, "inte-tillämplig-än")
    assert f"fanns den {day}, men {said}" in problem.message


def test_an_act_that_did_not_exist_is_said_to_be_missing() -> None:
    assert asked("GDPR 6.1 e", "2015-01-01").problems[0].code == "lag-inte-i-kraft"


@pytest.mark.parametrize(
    ("stycke", "successors"),
    [
        ("andra", ["13 kap. 1 § socialtjänstlagen (2025:400)"]),
        ("tredje", ["18 kap. 7 § socialtjänstlagen (2025:400)"]),
    ],
)
def test_only_what_stands_in_the_stycke_that_is_meant_is_told(stycke: str, successors: list[str]) -> None:
    found = asked(f"SoL 5:11 {stycke} stycket", "2020-01-01")
    assert [plain(one.text) for one in found.successors] == successors
    assert not found.problems


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("SoL 5:11", "13 kap. 1 § och 18 kap. 7 §"),
        ("SoL 5:11 andra stycket", "13 kap. 1 §"),
        ("SoL 5:11 2 st.", "13 kap. 1 §"),
        ("SoL 5:11 st. 3", "18 kap. 7 §"),
        ("SoL 5:11 st. 1 och 3", "13 kap. 1 § och 18 kap. 7 §"),
        ("SoL 5:11 st. 1–2", "13 kap. 1 §"),
    ],
)
def test_what_came_instead_is_that_of_the_stycke_that_is_meant(typed: str, instead: str) -> None:
    (problem,) = asked(typed, "2025-07-01").problems
    assert problem.hint == f"Skriv {instead} socialtjänstlagen (2025:400)."


UNSURE = "Vilken av dem som svarar mot just den delen av paragrafen vet lagbiblioteket inte; jämför texterna."


@pytest.mark.parametrize(
    ("typed", "told"),
    [("SoL 4:1 andra stycket", UNSURE), ("SoL 4:1", ""), ("SoL 4:2 a första stycket", ""), ("SoL 5:11 st. 3", "")],
)
def test_of_a_part_whose_successor_is_not_told_apart_it_is_said_that_it_is_unsure(typed: str, told: str) -> None:
    assert asked(typed, "2025-06-30").unsure == told
    for problem in asked(typed, "2025-07-01").problems:
        assert (UNSURE in problem.hint) == bool(told)


def test_an_act_that_is_repealed_says_what_is_unsure_of_a_part_too() -> None:
    (problem,) = asked("4 kap. 1 § andra stycket socialtjänstlagen (2001:453)", "2025-07-01").problems
    assert problem.hint == f"Skriv 11 kap. 1 § och 12 kap. 1 § socialtjänstlagen (2025:400). {UNSURE}"


def test_a_paragraf_may_have_stood_for_less_before() -> None:
    assert [fact.about for fact in asked("SoL 5:11", "2005-01-01").provisions] == [
        "stöd till den som utsatts för brott, särskilt kvinnor som utsätts för våld av närstående"
    ]


def test_a_point_where_there_are_none_is_a_fault() -> None:
    (problem,) = asked("SoL 5:11 första stycket 2", "2020-01-01").problems
    assert problem.code == "fel-indelning"
    assert problem.message == "5 kap. 11 § socialtjänstlagen (2001:453) har inga numrerade punkter"


def test_a_number_that_was_used_again_is_not_said_to_be_repealed() -> None:
    (problem,) = asked("TF 2:6", "2025-12-15").problems
    assert (problem.severity, problem.code) == (Severity.WARNING, "annan-innebörd")
    assert problem.message == ("2 kap. 6 § tryckfrihetsförordningen handlar sedan 2019-01-01 om något annat än förr")
    assert "inkommen till en myndighet (numrering till 2018), skriv 2 kap. 9 §" in problem.hint
    assert not asked("TF 2:6", "2017-12-15").problems
    assert not asked("TF 2:9", "2025-12-15").problems


def test_a_renumbered_provision_whose_number_may_be_used_again_is_not_said_to_be_repealed() -> None:
    """Of every provision that has got another number: nothing says that its old one is empty now."""
    for act in load_library().acts:
        for fact in act.provisions:
            if fact.renumbered and fact.period.last:
                found = load_library().look_up(format(parse(f"{fact.lagrum} {act.short}")), date(2026, 1, 1))
                assert not [one for one in found.problems if one.code == "upphävt-lagrum"]
                assert fact.renumbered not in fact.successors
    assert Lagrum("6", "2").key == "2:6"


@pytest.mark.parametrize(
    ("text", "day", "message", "hint"),
    [
        ("(EU) nr 1407/2013", "2025-01-01", "gäller inte sedan 2024-01-01", "EU-förordningen ersattes av"),
        ("SoL (1980:620) 5 §", "2010-01-01", "är upphävd sedan 2002-01-01", ""),
        ("SOSFS 2014:4", "2024-01-01", "är upphävda sedan 2022-11-01", "Föreskrifterna ersattes av"),
    ],
)
def test_each_kind_of_act_is_called_what_it_is(text: str, day: str, message: str, hint: str) -> None:
    problem = asked(text, day).problems[0]
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(("text", "day"), [("SoL 6:1a", "2023-01-01"), ("LOU 19a:2", "2021-01-01")])
def test_a_provision_that_has_not_begun_is_a_fault(text: str, day: str) -> None:
    (problem,) = asked(text, day).problems
    assert (problem.severity, problem.code) == (Severity.ERROR, "lagrum-inte-i-kraft")
