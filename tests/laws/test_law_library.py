"""What references meant on a day: the acts the program carries, asked as a lawyer asks them."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.laws.lagrum import NBSP
from iopdocs.laws.library import DATA, LookUp, load_library

IN_2015, IN_2021, IN_2025, IN_2026 = date(2015, 1, 1), date(2021, 12, 20), date(2025, 9, 1), date(2026, 1, 1)


def look_up(text: str, on: date, preceding: str = "") -> LookUp:
    return load_library().look_up(text, on, preceding)


def full(found: LookUp) -> str:
    return found.text(first=True).replace(NBSP, " ")


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("typed", "on", "first", "later"),
    [
        ("SoL 2:2", IN_2025, "2 kap. 2 § socialtjänstlagen (2025:400)", "2 kap. 2 § SoL"),
        ("2 kap 2§ SoL", IN_2025, "2 kap. 2 § socialtjänstlagen (2025:400)", "2 kap. 2 § SoL"),
        ("5 kap 11§ Sol", IN_2021, "5 kap. 11 § socialtjänstlagen (2001:453)", "5 kap. 11 § SoL"),
        ("5:11 SoL", IN_2021, "5 kap. 11 § socialtjänstlagen (2001:453)", "5 kap. 11 § SoL"),
        ("SoL 5 kap §11", IN_2021, "5 kap. 11 § socialtjänstlagen (2001:453)", "5 kap. 11 § SoL"),
        (
            "5 kap. 11 § 2 st. SoL",
            IN_2021,
            "5 kap. 11 § andra stycket socialtjänstlagen (2001:453)",
            "5 kap. 11 § andra stycket SoL",
        ),
        ("14 kap. 2-3 §§ SoL", IN_2021, "14 kap. 2–3 §§ socialtjänstlagen (2001:453)", "14 kap. 2–3 §§ SoL"),
        (
            "14 kap. 2 § och 3 § SoL",
            IN_2021,
            "14 kap. 2 och 3 §§ socialtjänstlagen (2001:453)",
            "14 kap. 2 och 3 §§ SoL",
        ),
        (
            "7 kap 1 eller 2 §§ SoL",
            IN_2021,
            "7 kap. 1 eller 2 § socialtjänstlagen (2001:453)",
            "7 kap. 1 eller 2 § SoL",
        ),
        ("11 kap. 1a§ SoL", IN_2021, "11 kap. 1 a § socialtjänstlagen (2001:453)", "11 kap. 1 a § SoL"),
        ("2a kap 1 § SoL", IN_2021, "2 a kap. 1 § socialtjänstlagen (2001:453)", "2 a kap. 1 § SoL"),
        ("OSL 26:1", IN_2021, "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)", "26 kap. 1 § OSL"),
        ("26:1 OSL", IN_2021, "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)", "26 kap. 1 § OSL"),
        ("26 kap 1§ OSL", IN_2021, "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)", "26 kap. 1 § OSL"),
        ("OSL 26:14c", IN_2025, "26 kap. 14 c § offentlighets- och sekretesslagen (2009:400)", "26 kap. 14 c § OSL"),
        ("KL 10:1 §", IN_2021, "10 kap. 1 § kommunallagen (2017:725)", "10 kap. 1 § KL"),
        ("KL 3:19", IN_2015, "3 kap. 19 § kommunallagen (1991:900)", "3 kap. 19 § KL"),
        ("KL 10 kap. 7-9 §§", IN_2021, "10 kap. 7–9 §§ kommunallagen (2017:725)", "10 kap. 7–9 §§ KL"),
        ("LOU 19a:2", IN_2025, "19 a kap. 2 § lagen (2016:1145) om offentlig upphandling", "19 a kap. 2 § LOU"),
        ("LOU 19:25a", IN_2025, "19 kap. 25 a § lagen (2016:1145) om offentlig upphandling", "19 kap. 25 a § LOU"),
        ("FL 16-18§", IN_2021, "16–18 §§ förvaltningslagen (2017:900)", "16–18 §§ FL"),
        ("TF 2:1", IN_2021, "2 kap. 1 § tryckfrihetsförordningen", "2 kap. 1 § TF"),
        # A whole chapter stays a whole chapter: 1 § would be a guess.
        ("2 kap TF", IN_2021, "2 kap. tryckfrihetsförordningen", "2 kap. TF"),
        (
            "GDPR art. 28.3 h",
            IN_2021,
            "artikel 28.3 h i EU:s dataskyddsförordning, (EU) 2016/679",
            "artikel 28.3 h i GDPR",
        ),
        (
            "Art 28(3)(h) GDPR",
            IN_2021,
            "artikel 28.3 h i EU:s dataskyddsförordning, (EU) 2016/679",
            "artikel 28.3 h i GDPR",
        ),
        (
            "GDPR 6.1e och 9.2h",
            IN_2021,
            "artiklarna 6.1 e och 9.2 h i EU:s dataskyddsförordning, (EU) 2016/679",
            "artiklarna 6.1 e och 9.2 h i GDPR",
        ),
        ("lag 2024:79", IN_2025, "lagen (2024:79) om placering av barn i skyddat boende", None),
        ("SFS 2024:79", IN_2025, "lagen (2024:79) om placering av barn i skyddat boende", None),
        # The stycke is printed when it was typed, never added.
        (
            "DOS-lagen 4 § 3c",
            IN_2025,
            "4 § 3 c lagen (2018:1937) om tillgänglighet till digital offentlig service",
            "4 § 3 c DOS-lagen",
        ),
        ("BFL 7:2", IN_2025, "7 kap. 2 § bokföringslagen (1999:1078)", "7 kap. 2 § BFL"),
        ("prop. 2024/25:89 s. 12", IN_2025, "prop. 2024/25:89 s. 12", "prop. 2024/25:89 s. 12"),
        ("§ 7", IN_2025, "§ 7", "§ 7"),
    ],
)
def test_a_reference_is_printed_in_full_first_and_short_after(
    typed: str, on: date, first: str, later: str | None
) -> None:
    found = look_up(typed, on)
    assert full(found) == first
    if later is not None:
        assert found.text(first=False).replace(NBSP, " ") == later
    assert not [problem for problem in found.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("EUF-fördraget art 107(1)", "artikel 107.1 i "),
        ("förordning 2023/2831", "kommissionens förordning (EU) 2023/2831"),
        ("Barnkonventionen art. 3", "artikel 3 i barnkonventionen"),
        ("HSLF-FS 2022:39", "Socialstyrelsens föreskrifter och allmänna råd (HSLF-FS 2022:39)"),
    ],
)
def test_acts_outside_the_statute_book_are_found(typed: str, beginning: str) -> None:
    found = look_up(typed, IN_2025)
    assert full(found).startswith(beginning)
    assert found.problems == ()


def test_a_repealed_paragraf_names_the_day_and_what_to_write() -> None:
    found = look_up("SoL 2:2", IN_2021)
    problem = only(found.problems)
    assert problem.severity is Severity.ERROR
    assert problem.code == "upphävt-lagrum"
    assert problem.message == "2 kap. 2 § socialtjänstlagen (2001:453) är upphävd sedan 2011-05-01"
    assert problem.hint == "Skriv 2 kap. 1 § socialtjänstlagen (2001:453)."
    assert found.provisions == ()


def test_an_old_number_used_after_the_new_act_is_led_to_both_successors() -> None:
    problem = only(look_up("SoL 5:11", IN_2026).problems)
    assert problem.severity is Severity.ERROR
    assert problem.message == "5 kap. 11 § socialtjänstlagen (2025:400) finns inte: 5 kap. slutar med 3 §"
    assert problem.hint == "Skriv 13 kap. 1 § och 18 kap. 7 § socialtjänstlagen (2025:400)."


def test_a_good_reference_says_what_it_is_about_and_what_came_after() -> None:
    found = look_up("5 kap 11§ Sol", IN_2021)
    assert found.problems == ()
    assert full(found) == "5 kap. 11 § socialtjänstlagen (2001:453)"
    assert found.act is not None
    assert found.act.confidence == "bekräftad"
    assert "riksdagen.se" in found.act.source
    assert [fact.about for fact in found.provisions] == [
        "stöd till den som utsatts för brott, särskilt kvinnor som utsätts för våld av närstående",
        "stöd till barn som utsatts för brott eller bevittnat våld, och till barnets närstående",
    ]
    assert [(fact.period.first, fact.period.last) for fact in found.provisions] == [
        (date(2002, 1, 1), date(2025, 6, 30)),
        (date(2006, 11, 15), date(2025, 6, 30)),
    ]
    assert [target.text.replace(NBSP, " ") for target in found.successors] == [
        "13 kap. 1 § socialtjänstlagen (2025:400)",
        "18 kap. 7 § socialtjänstlagen (2025:400)",
    ]


def test_the_abbreviation_can_be_introduced_at_the_first_mention() -> None:
    found = look_up("SoL 5:11", IN_2021)
    assert found.text(first=True, introduce=True).endswith("socialtjänstlagen (2001:453), SoL")


def test_a_number_with_another_meaning_in_the_older_act_is_warned_about() -> None:
    problem = only(look_up("SoL 2:2", IN_2025).problems)
    assert problem.severity is Severity.WARNING
    assert "handlar om något annat än samma nummer i socialtjänstlagen (2001:453)" in problem.message
    assert "skriv 4 kap. 1 § socialtjänstlagen (2025:400)" in problem.hint
    assert look_up("2 kap. 2 § socialtjänstlagen (2025:400)", IN_2025).problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2:1", "4 kap. 1 §"), ("2:4", "4 kap. 2 §"), ("2:5", "4 kap. 3 §"), ("3:5", "10 kap. 3 §"),
        ("3:1", "6 kap. 1–4 §§ och 10 kap. 1 §"), ("3:3", "5 kap. 1–3 §§ och 25 kap. 4 §"),
        ("4:1", "11 kap. 1 § och 12 kap. 1 §"), ("4:2 a", "11 kap. 5 §"), ("5:1 a", "18 kap. 6 §"),
        ("5:11", "13 kap. 1 § och 18 kap. 7 §"), ("5:11 a", "13 kap. 8 §"), ("6:1 a", "9 kap. 5 §"),
        ("6:6 d", "22 kap. 5 §"), ("7:1", "26 kap. 1 och 2 §§"), ("7:3", "17 kap. 1–3 §§"), ("7:6", "17 kap. 10 §"),
        ("11:1 a", "20 kap. 1 och 2 §§"), ("11:5", "14 kap. 3 och 7 §§"), ("11:6", "14 kap. 6 §"),
        ("14:1 a", "19 kap. 5 §"), ("14:2", "5 kap. 1 §"), ("14:3", "27 kap. 2 §"), ("14:7", "27 kap. 6 §"),
        ("15:1", "17 kap. 11 §"), ("16:3", "35 kap. 1 §"), ("16:10", "31 kap. 1 §"), ("2 a:8", "29 kap. 7 §"),
    ],
)  # fmt: skip
def test_the_repealed_act_is_led_to_the_new_one(old: str, new: str) -> None:
    problem = only(look_up(f"{old} socialtjänstlagen (2001:453)", IN_2026).problems)
    assert problem.message == "socialtjänstlagen (2001:453) är upphävd sedan 2025-07-01"
    assert problem.hint == f"Skriv {new} socialtjänstlagen (2025:400)."


def test_a_number_of_the_new_act_used_too_early_is_led_back() -> None:
    problem = only(look_up("SoL 17:11", IN_2021).problems)
    assert problem.message == "17 kap. 11 § socialtjänstlagen (2001:453) finns inte: lagen har 16 kapitel"
    assert problem.hint == "Skriv 15 kap. 1 § socialtjänstlagen (2001:453)."
    early = only(look_up("4 kap. 1 § socialtjänstlagen (2025:400)", IN_2021).problems)
    assert early.message == "socialtjänstlagen (2025:400) började gälla 2025-07-01 och gällde inte den 2021-12-20"
    assert early.hint == "Skriv 2 kap. 1 § socialtjänstlagen (2001:453)."


def test_a_lettered_paragraf_the_new_act_lacks_is_a_fault() -> None:
    problem = only(look_up("5 kap. 1 a § SoL", IN_2026).problems)
    assert problem.severity is Severity.ERROR
    assert problem.hint == "Skriv 18 kap. 6 § socialtjänstlagen (2025:400)."


def test_a_paragraf_the_library_does_not_list_is_only_warned_about() -> None:
    problem = only(look_up("12 kap. 8 § SoL", IN_2026).problems)
    assert problem.severity is Severity.WARNING
    assert problem.message == "12 kap. 8 § socialtjänstlagen (2025:400) finns inte i lagbiblioteket"


def test_a_paragraf_cited_before_it_was_in_force_is_a_fault() -> None:
    problem = only(look_up("6 kap. 1 a § SoL", IN_2021).problems)
    assert problem.severity is Severity.ERROR
    assert "från och med 2024-04-01" in problem.message


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 7, 1)])
def test_the_act_changes_on_the_day_and_not_before(day: date) -> None:
    old = day < date(2025, 7, 1)
    found = look_up("15 kap. 1 § SoL", day)
    assert found.act is not None
    assert found.act.number == ("2001:453" if old else "2025:400")


def test_a_day_before_every_act_names_what_the_library_knows() -> None:
    problem = only(look_up("SoL 4:1", date(1975, 1, 1)).problems)
    assert problem.message == "”SoL” fanns inte den 1975-01-01"
    assert "socialtjänstlagen (2001:453), i kraft 2002-01-01–2025-06-30" in problem.hint
    assert "socialtjänstlagen (2025:400), i kraft från 2025-07-01" in problem.hint


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FL 5:1", "fel-indelning"),
        ("GDPR 5:1", "fel-indelning"),
        ("SoL 5.11", "fel-indelning"),
        ("11 § SoL", "fel-indelning"),
        ("XYZ 2:1", "okänd-lag"),
        ("5 kap. 11 §", "lag-saknas"),
        ("9 kap. 6 § samma lag", "lag-saknas"),
        ("§ 11 kap 5 SoL", "oläsligt-lagrum"),
        ("10:30", "oläsligt-lagrum"),
        ("2025:400", "oläsligt-lagrum"),
        ("KS 2021:123", "oläsligt-lagrum"),
        ("5 § förvaltningslagen (2017:725)", "fel-lagnummer"),
    ],
)
def test_what_cannot_be_resolved_is_a_fault_with_a_hint(typed: str, code: str) -> None:
    problem = only(look_up(typed, IN_2025).problems)
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.hint


def test_an_act_without_chapters_is_told_so() -> None:
    assert only(look_up("FL 5:1", IN_2025).problems).message == "förvaltningslagen (2017:900) har inga kapitel"


def test_an_unknown_number_is_only_warned_about() -> None:
    assert only(look_up("lag 1962:700", IN_2025).problems).severity is Severity.WARNING


def test_the_agreements_own_clause_is_not_law() -> None:
    found = look_up("§ 7", IN_2025)
    assert only(found.problems).severity is Severity.NOTE
    assert found.act is None


def test_the_same_act_is_the_one_before() -> None:
    found = look_up("9 kap. 6 § samma lag", IN_2025, preceding="13 kap. 1 § SoL")
    assert full(found) == "9 kap. 6 § socialtjänstlagen (2025:400)"
    assert found.problems == ()


def test_an_abbreviation_is_read_in_any_case_and_in_the_genitive() -> None:
    for typed in ("sol 13:1", "SOL 13:1", "SoL:s 13:1", "socialtjänstlagens 13:1"):
        assert look_up(typed, IN_2025).act == look_up("SoL 13:1", IN_2025).act is not None


def test_a_subject_is_cited_in_full_first_and_by_name_after() -> None:
    mentioned: set[str] = set()
    library = load_library()
    first = library.cite("kommunens yttersta ansvar", IN_2025, mentioned)
    assert first == f"4{NBSP}kap.{NBSP}1{NBSP}§ socialtjänstlagen (2025:400)"
    assert library.cite("stod-till-brottsoffer", IN_2025, mentioned) == f"13{NBSP}kap.{NBSP}1{NBSP}§ socialtjänstlagen"
    assert mentioned == {"2025:400"}


def test_a_subject_follows_the_law_over_time() -> None:
    cited = [
        load_library().cite("kommunens-yttersta-ansvar", day, set()).replace(NBSP, " ")
        for day in (date(2010, 1, 1), date(2011, 5, 1), IN_2021, date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert cited == [
        "2 kap. 2 § socialtjänstlagen (2001:453)",
        "2 kap. 1 § socialtjänstlagen (2001:453)",
        "2 kap. 1 § socialtjänstlagen (2001:453)",
        "2 kap. 1 § socialtjänstlagen (2001:453)",
        "4 kap. 1 § socialtjänstlagen (2025:400)",
    ]


def test_several_provisions_of_an_act_are_joined() -> None:
    cite = load_library().cite
    later = cite("dokumentation-i-enskild-verksamhet", IN_2025, {"2025:400"})
    assert later.replace(NBSP, " ") == "17 kap. 1–3 §§ socialtjänstlagen"
    assert cite("bistånd", IN_2025, set()).replace(NBSP, " ") == (
        "11 kap. 1 § och 12 kap. 1 § socialtjänstlagen (2025:400)"
    )


def test_an_unknown_subject_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(InvalidLibrary) as caught:
        load_library().cite("kommunens yterst ansvar", IN_2025, set())
    assert only(caught.value.problems).hint == "Menade du kommunens yttersta ansvar?"


def test_a_subject_with_nothing_in_force_is_an_error() -> None:
    with pytest.raises(InvalidLibrary, match="Ingen bestämmelse om tillstånd för skyddat boende gällde den 2021-12-20"):
        load_library().cite("tillstånd för skyddat boende", IN_2021, set())


def test_references_in_running_text_are_found_and_look_alikes_are_not() -> None:
    text = (
        "Kommunen har enligt lag (2 kap 2§ SoL) ansvar. Enligt samma lag (5 kap 11§ Sol) gäller mer. Mötet börjar "
        "kl. 10:30, dnr KS 2021:123 och SN 2021/123; lag är 2025:400. I dag är det sol 10:30. Se § 7 i avtalet och "
        "9 kap. 6 § samma lag, artikel 28.3 h i GDPR, GDPR 6.1 e och 26\u00a0kap. 1\u00a0§ offentlighets- och "
        "sekretesslagen (2009:400) samt 2 § lagen (2022:900) om registrering och 14 kap. 2–3 §§ SoL."
    )
    found = list(load_library().find_in_text(text))
    assert [hit.text.replace("\u00a0", " ") for hit in found] == [
        "2 kap 2§ SoL",
        "5 kap 11§ Sol",
        "9 kap. 6 § samma lag",
        "artikel 28.3 h i GDPR",
        "GDPR 6.1 e",
        "26 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
        "2 § lagen (2022:900) om registrering",
        "14 kap. 2–3 §§ SoL",
    ]
    assert all(text[hit.start :].startswith(hit.text) for hit in found)
    assert found[2].preceding == "5 kap 11§ Sol"


def test_a_long_row_of_numbers_does_not_hold_up_the_search() -> None:
    assert list(load_library().find_in_text("1 § första stycket 2 och " * 400 + "SoL 5:11 och " + "1 §, " * 400)) != []


pieces = st.sampled_from([
    "SoL", "GDPR", "FL", "KL", "TF", "socialtjänstlagen", "samma lag", "(2001:453)", "(EU) 2016/679", "i", "kap.", "§",
    "§§", "artikel", "1", "2", "3", "5", "11", "99", "2 a", "h", ":", ".", "–", ",", "och", "eller", "st.",
    "första stycket", "andra meningen",
])  # fmt: skip


@given(st.lists(pieces, max_size=9).map(" ".join), st.dates(date(1975, 1, 1), date(2035, 1, 1)))
def test_whatever_is_typed_is_resolved_or_explained(text: str, day: date) -> None:
    found = look_up(text, day)
    assert found.problems or found.act or found.citation
    for problem in found.problems:
        assert problem.message and problem.hint and problem.code
        assert NBSP not in problem.message + problem.hint
    if found.citation and found.act:
        assert found.text(first=True) and found.text(first=False)
    assert all(day in fact.period for fact in found.provisions)


@given(st.lists(pieces, max_size=15).map(" ".join))
def test_every_reference_found_in_text_can_be_read(text: str) -> None:
    for hit in load_library().find_in_text(text):
        assert look_up(hit.text, IN_2026, hit.preceding).citation is not None


def test_a_broken_act_file_is_reported_in_swedish_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "subjects.yaml").write_text("ämnen:\n- id: a\n  namn: ett ämne\n", "utf-8")
    act = """\
sfs: "2099:1"
slag: lag
titel: Provlag
namn: provlagen
skrivs: provlagen (2099:1)
kapitel: nej
gäller: {från: 2099-01-01, till: 2098-01-01}
källa: ingen
kontrollerad: i går
tillförlitlighet: gissad
bestämmelser:
  - lagrum: "1"
    om: Lagtext som börjar med stor bokstav.
    gäller: {från: 2099-01-01}
"""
    (tmp_path / "acts" / "2099-1.yaml").write_text(act, "utf-8")
    with pytest.raises(InvalidLibrary) as caught:
        load_library(tmp_path)
    lines = {problem.line: problem.message for problem in caught.value.problems}
    assert set(lines) == {7, 9, 10, 13}
    assert lines[9] == "”i går” är inte ett datum"


def test_the_program_reads_its_library_from_one_file_that_says_what_all_say(tmp_path: Path) -> None:
    shutil.copytree(DATA / "acts", tmp_path / "acts")
    shutil.copy(DATA / "subjects.yaml", tmp_path)
    told, own = load_library(tmp_path), load_library()
    assert (told.acts, told.subjects, told.digest) == (own.acts, own.subjects, own.digest)


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    assert load_library().digest == load_library().digest
    (tmp_path / "acts").mkdir()
    (tmp_path / "subjects.yaml").write_text("ämnen: []\n", "utf-8")
    assert load_library(tmp_path).digest != load_library().digest
