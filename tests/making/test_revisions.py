"""What is agreed on later: a document per record of a list, new parties, changed amounts, a period that goes on."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.samples.documents import AGREEMENTS, MINUTES, load, make, plain, text_of
from benchmarks.samples.words import agreement, lines, made, word
from benchmarks.samples.words import document_type as kind
from iopdocs import checks
from iopdocs.cli import main
from iopdocs.errors import InvalidTemplate, Severity
from iopdocs.library.discovery import discover
from iopdocs.library.document_types import list_of
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.model import Agreement, Meeting, Party
from iopdocs.model.money import Component
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.checks_data import PARTIES, case, found
from tests.support.starter_types import stems

ADDITION, EXTENSION = "tillaggsavtal", "forlangning"
DAY = date(2026, 11, 21)
REVISED = AGREEMENTS / "exempelby-tillagg-2025.yaml"
TERM = "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"


@cache
def text(document: str, item: int, final: bool = False) -> str:
    return plain(text_of(make(load(REVISED), document, DAY, item=item, final=final).data))


def workspace(folder: Path, more: str = "") -> Workspace:
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    (folder / "agreements" / "prov.yaml").write_text(f"id: prov\n{PARTIES}{more}", encoding="utf-8")
    return Workspace(folder)


def add_type(folder: Path, description: str, *paragraphs: str) -> None:
    target = folder / "templates" / "egen"
    target.mkdir()
    (target / "dokument.yaml").write_text(
        f"namn: Egen\nbeskrivning: Egen\ntitel: Egen\n{description}", encoding="utf-8"
    )
    (target / "mall.docx").write_bytes(word(*paragraphs))


def names(space: Workspace, *documents: str) -> list[str]:
    (outcome,) = Batch(space, Wish(DAY, documents)).make(space.agreements())
    assert not outcome.failed, outcome.problems
    return [written.path.name for written in outcome.written]


@pytest.mark.parametrize("more", ["", "tillägg: []\n"])
def test_without_additions_and_extensions_there_are_no_such_documents(tmp_path: Path, more: str) -> None:
    made_files = names(workspace(tmp_path, more))
    assert made_files == [f"{stem}.docx" for stem in sorted(stems())]


def test_each_record_gives_a_document_named_by_its_day_or_its_number(tmp_path: Path) -> None:
    more = "tillägg: [{gäller_från: 2025-05-01}, {rubrik: utan dag}, {gäller_från: 2025-05-01}]\nmöten: [{nummer: 7}]\n"
    assert names(workspace(tmp_path, more), ADDITION, MINUTES) == [
        "tillaggsavtal-2025-05-01.docx",
        "tillaggsavtal-2.docx",
        "tillaggsavtal-2025-05-01-nr-2.docx",
        "styrgruppsprotokoll-1.docx",
    ]


def test_asking_for_a_document_that_nothing_is_there_for_is_answered(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    (outcome,) = Batch(space, Wish(DAY, (EXTENSION,))).make(space.agreements())
    assert outcome.written == [] and not outcome.failed
    (told,) = [problem for problem in outcome.problems if problem.code == "inget-att-göra"]
    assert told.severity is Severity.NOTE and "förlängningar" in told.message


def test_the_command_says_why_it_made_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["iopdocs", "render", "--document", EXTENSION])
    with pytest.raises(SystemExit) as ended:
        main()
    caught = capsys.readouterr()
    assert (ended.value.code, caught.out) == (0, "")
    assert "Inget dokument av typen forlangning gjordes" in caught.err


@pytest.mark.parametrize(
    ("repeats", "stems"),
    [("mål", ["egen-1", "egen-2"]), ("ändringar.logg", ["egen-1"]), ("parter", ["egen-1", "egen-2"])],
)
def test_a_type_of_ones_own_may_repeat_over_any_list_of_records(tmp_path: Path, repeats: str, stems: list[str]) -> None:
    space = workspace(tmp_path, "mål: [{text: ett}, {text: två}]\nändringar: {logg: [{vad: något}]}\n")
    add_type(tmp_path, f"upprepas: {repeats}\n", "{% if post %}En post{% endif %}")
    assert names(space, "egen") == [f"{stem}.docx" for stem in stems]


@pytest.mark.parametrize(("blank", "files"), [("", []), ("blankett: ja\n", ["egen.docx"])])
def test_an_empty_list_gives_a_form_only_when_the_type_has_one(tmp_path: Path, blank: str, files: list[str]) -> None:
    space = workspace(tmp_path)
    add_type(tmp_path, f"upprepas: tillägg\n{blank}", "Tillägg: {{ post.rubrik }} {{ post.gäller_från|datum }}")
    assert names(space, "egen") == files


def test_a_form_has_gaps_that_are_named_after_the_record() -> None:
    form = made("{{ post.gäller_från|datum }} {{ post.nummer }}", kind=kind(upprepas="tillägg"))
    assert form.gaps == ("första dag för tillägget", "nummer")


@pytest.mark.parametrize("path", ["tilägg", "id", "avtalstid", "möten.datum", "ändringar.log", "syfte"])
def test_a_type_that_repeats_over_no_list_of_records_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "egen").mkdir()
    description = f"namn: Egen\nbeskrivning: Egen\ntitel: Egen\nupprepas: {path}\n"
    (tmp_path / "egen" / "dokument.yaml").write_text(description, encoding="utf-8")
    with pytest.raises(InvalidTemplate) as caught:
        discover(tmp_path)
    assert caught.value.problems[0].where == "upprepas"
    assert caught.value.problems[0].hint


def test_a_list_is_found_by_its_keys() -> None:
    assert list_of("möten") == (("meetings",), Meeting)
    assert list_of("ekonomi.komponenter") == (("economy", "components"), Component)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("{gäller_från: 2026-01-01}", date(2026, 1, 1)),
        ("{gäller_från: 2026-01-01, beslut: [{datum: 2025-06-20}, {datum: 2025-06-10}]}", date(2025, 6, 10)),
        ("{gäller_från: 2026-01-01, undertecknat: 2025-07-02, beslut: [{datum: 2025-06-10}]}", date(2025, 7, 2)),
        ("{rubrik: utan dag}", date(2024, 1, 1)),
    ],
)
def test_a_later_document_follows_the_law_of_its_own_day(data: str, expected: date) -> None:
    given = agreement(f"{TERM}tillägg: [{data}]\n")
    one = made(
        '{{ lag("stöd till brottsoffer") }}',
        data=f"{TERM}tillägg: [{data}]\n",
        kind=kind(upprepas="tillägg", lagdag="post"),
        item=given.additions[0],
    )
    assert one.law_day == expected
    assert ("(2025:400)" in lines(one.data)[0]) == (expected >= date(2025, 7, 1))


def test_an_addition_says_what_changes_from_when_and_that_the_rest_stands() -> None:
    said = text(ADDITION, 0, final=True)
    for words in (
        "Överenskommelsen ändras från och med den 1 juli 2025 så som anges i detta avsnitt.",
        "Nuvarande lydelse:\nExempeljouren erbjuder stödsamtal två kvällar i veckan.",
        "Ny lydelse:\nExempeljouren erbjuder stödsamtal fyra kvällar i veckan, varav en på lördagar.",
        "Drift\n2025\n400 000 kr\n475 000 kr",
        "Utbildning av stödpersoner\nEngångsbelopp hösten 2025\n–\n35 000 kr",
        "I övrigt gäller överenskommelsen utan ändring.",
        "Socialnämnden, den 3 juni 2025, § 61",
    ):
        assert words in said
    assert "[saknas" not in said and "UTKAST" not in said


def test_an_extension_says_how_long_and_that_the_rest_stands() -> None:
    said = text(EXTENSION, 0, final=True)
    assert "gäller därmed också från och med den 1 januari 2027 till och med den 31 december 2027." in said
    assert "Drift\n2027\n558 000 kr\n569 160 kr" in said
    assert "I övrigt gäller överenskommelsen utan ändring." in said


def test_an_addition_for_a_time_ends_by_itself() -> None:
    given = load(REVISED)
    short = given.additions[0].model_copy(update={"end": date(2026, 6, 30)})
    said = plain(text_of(make(given.model_copy(update={"additions": (short,)}), ADDITION, DAY, item=0).data))
    assert "från och med den 1 juli 2025 till och med den 30 juni 2026. Därefter upphör tillägget att gälla." in said


def test_a_party_that_joins_signs_and_counts_from_then_on() -> None:
    joining = text(ADDITION, 1)
    assert "mellan Exempelby kommun och Föreningen Exempeljouren\noch Stiftelsen Provhuset som ny part" in joining
    assert "Stiftelsen Provhuset åtar sig att\ndriva ett skyddat boende med fem platser\ndelta i styrgruppen" in joining
    assert "För Stiftelsen Provhuset" in joining
    assert "Provhuset" not in text(ADDITION, 0)
    assert "För Stiftelsen Provhuset" in text(EXTENSION, 0)
    assert "Provhuset" not in text(MINUTES, 0)
    # What is only proposed makes nobody a party in the minutes; when it was signed by then it does.
    assert "och Provhuset" not in text(MINUTES, 1)
    given = load(REVISED)
    second = given.additions[1].model_copy(update={"signed": date(2026, 3, 20), "status": "undertecknat"})
    signed = given.model_copy(update={"additions": (given.additions[0], second)})
    assert "Exempeljouren och Provhuset" in plain(text_of(make(signed, MINUTES, DAY, item=1).data))


def test_a_compilation_asks_for_the_name_of_a_party_that_joins() -> None:
    # There the revisions by which parties join are no longer the agreement's own.
    given = load(REVISED)
    nobody = Party.model_validate({"roll": "idéburen"})
    nameless = given.additions[1].new_parties[0].model_copy(update={"party": nobody})
    second = given.additions[1].model_copy(
        update={"new_parties": (nameless,), "signed": date(2026, 3, 20), "status": "undertecknat"}
    )
    joined = given.model_copy(update={"additions": (given.additions[0], second)})
    assert "namn på" in plain(text_of(make(joined, "konsoliderad", DAY).data))


def test_an_amount_that_is_only_proposed_is_no_budget() -> None:
    given = load(REVISED)
    first = given.additions[0].model_copy(update={"signed": None, "status": "förslag"})
    proposed = given.model_copy(update={"additions": (first,), "extensions": ()})
    said = plain(text_of(make(proposed, MINUTES, DAY, item=0).data))
    assert "Drift\n400 000 kr\n325 000 kr\n" in said
    assert "475 000 kr\n" not in said


def test_a_new_item_of_an_addition_has_a_row_in_the_form_of_its_year() -> None:
    given = load(REVISED).model_copy(update={"meetings": ()})
    first = given.additions[0]
    new = first.amounts[2].model_copy(update={"year": 2025, "concerns": None})
    added = given.model_copy(update={"additions": (first.model_copy(update={"amounts": (new,)}),)})
    rows = {year: plain(text_of(make(added, MINUTES, date(year, 12, 1)).data)) for year in (2025, 2026)}
    assert f"{new.label}\n35 000 kr\n" in rows[2025]
    assert new.label not in rows[2026]


def test_the_agreement_itself_stays_as_it_was_signed() -> None:
    given = load(REVISED)
    before = given.model_copy(update={"additions": (), "extensions": ()})
    for document in ("overenskommelse", "pressmeddelande"):
        assert make(given, document, DAY).data == make(before, document, DAY).data


def test_nobody_is_said_to_sign_who_is_not_named_for_the_document() -> None:
    proposal = text(ADDITION, 1)
    assert "Anna Exempelsson" not in proposal + text(ADDITION, 0)
    assert (
        "För Exempelby kommun\nOrt och datum \nUnderskrift \nNamnförtydligande [saknas: undertecknarens namn]"
        in proposal
    )


@pytest.mark.parametrize("document", [ADDITION, EXTENSION, MINUTES])
def test_the_protected_address_of_a_party_that_joins_stands_in_no_document(document: str) -> None:
    given = load(REVISED)
    for number in range(len(discover(ROOT / "templates")[document].items(given))):
        for part in ("Dolda", "999 31", "Undangömda"):
            assert part not in text(document, number)


def test_the_protected_address_of_a_party_that_joins_stops_a_text_that_gives_it_away() -> None:
    party = "{roll: idéburen, typ: stiftelse, namn: Huset, adress: {gata: Dolda backen 12, skyddad: ja}}"
    data = f"tillägg:\n  - skäl: Boendet på Dolda backen 12 utökas.\n    nya_parter: [{{part: {party}}}]\n"
    (problem,) = found(data, "skyddad-adress")
    assert problem.where == "tillägg[1].skäl"
    assert "Dolda" not in problem.message + problem.hint
    assert not found(data.replace("Dolda backen 12 utökas", "orten utökas"), "skyddad-adress")


def test_minutes_without_an_outcome_have_no_budget() -> None:
    given = load(REVISED)
    untold = given.model_copy(update={"meetings": (given.meetings[0].model_copy(update={"money": ()}),)})
    said = plain(text_of(make(untold, MINUTES, DAY, item=0).data))
    assert "Ekonomi\nInget ekonomiskt utfall är antecknat.\n" in said


def test_minutes_have_the_budget_that_a_later_document_gave_the_year() -> None:
    assert "Drift\n475 000 kr\n325 000 kr\n" in text(MINUTES, 0)
    assert "Drift\n569 160 kr\n71 000 kr\n" in text(MINUTES, 1)
    assert "Lokalbidrag\n60 000 kr\n15 000 kr\n" in text(MINUTES, 1)


def test_minutes_have_a_gap_for_a_budget_that_was_changed_without_a_year() -> None:
    given = load(REVISED)
    first = given.additions[0]
    vague = first.amounts[0].model_copy(update={"year": None, "concerns": "per år"})
    changed = given.model_copy(update={"additions": (first.model_copy(update={"amounts": (vague,)}),)})
    assert "årets budget" in make(changed, MINUTES, DAY, item=0).gaps
    assert "årets budget" not in make(given, MINUTES, DAY, item=0).gaps


def test_minutes_after_an_extension_know_the_new_last_day() -> None:
    assert "gäller till och med den 31 december 2027" in text(MINUTES, 1)
    assert "Sista dag för uppsägning eller besked är den 30 juni 2027." in text(MINUTES, 1)


@pytest.mark.parametrize(
    ("on", "end"), [(date(2026, 6, 21), date(2026, 12, 31)), (date(2026, 6, 22), date(2027, 12, 31))]
)
def test_an_extension_counts_from_the_day_all_have_signed(on: date, end: date) -> None:
    extended = load(REVISED).as_extended(on)
    assert extended.term is not None and extended.term.end == end


def test_a_period_given_by_its_length_can_be_extended() -> None:
    data = "avtalstid: {från: 2024-01-01, längd: 2 år}\nförlängningar: [{undertecknat: 2025-06-01, till: 2026-12-31}]\n"
    term = agreement(data).as_extended(date(2025, 7, 1)).term
    assert term is not None
    assert (term.start, term.end, term.length) == (date(2024, 1, 1), date(2026, 12, 31), None)


def test_amounts_that_the_agreement_raises_must_say_whether_they_are_raised() -> None:
    given = load(REVISED)
    first = given.additions[0]
    for year, asked in ((None, True), (2026, False)):
        amount = first.amounts[0].model_copy(update={"indexation": None, "year": year, "concerns": "per år"})
        changed = given.model_copy(update={"additions": (first.model_copy(update={"amounts": (amount,)}),)})
        gap = "om beloppet räknas upp (Drift, tillägg 2025-07-01)"
        assert (gap in make(changed, ADDITION, DAY, item=0).gaps) == asked


def test_a_new_item_has_a_dash_and_a_changed_one_a_gap_where_the_amount_before_is_not_given() -> None:
    made_one = plain(text_of(make(load(AGREEMENTS / "exempelstad-forlangning-2023.yaml"), EXTENSION, DAY, item=1).data))
    assert "[saknas: nuvarande belopp]\n300 000 kr" in made_one


EXTENDED = f"{TERM}förlängningar:\n  - {{från: 2026-01-01, till: 2026-12-31, undertecknat: 2025-06-01}}\n"


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (EXTENDED.replace("från: 2026-01-01", "från: 2026-01-02"), "förlängning-skarv", "förlängningar[1].från"),
        (EXTENDED + "  - {från: 2026-01-01, till: 2027-12-31}\n", "förlängning-skarv", "förlängningar[2].från"),
        (EXTENDED.replace("till: 2026", "till: 2025"), "förlängning-omvänd", ""),
        (EXTENDED.replace("2025-06-01", "2026-01-15"), "förlängning-för-sent", "förlängningar[1].undertecknat"),
        (f"{TERM}tillägg: [{{gäller_från: 2026-02-01, belopp: [{{benämning: x}}]}}]", "utanför-avtalstiden", ""),
        (f"{TERM}tillägg: [{{gäller_från: 2025-02-01, gäller_till: 2025-01-01}}]", "tillägg-omvänt", ""),
        (f"{TERM}tillägg: [{{gäller_från: 2025-02-01}}]", "tillägg-tomt", "tillägg[1]"),
        (f"{TERM}tillägg: [{{status: undertecknat}}]", "undertecknat-utan-dag", "tillägg[1].status"),
        (f"{TERM}tillägg: [{{status: förslag, undertecknat: 2025-01-01}}]", "status-och-dag", "tillägg[1].status"),
        ("tillägg: [{undertecknare: [{part: komunen}]}]", "okänd-hänvisning", "tillägg[1].undertecknare[1].part"),
        ("förlängningar: [{belopp: [{benämning: x, komponent: y}]}]", "okänd-hänvisning", ""),
        ("avtalstid: {från: 2024-01-01, tills_vidare: ja}\nförlängningar: [{}]", "förlängning-tills-vidare", ""),
        ("tillägg: [{nya_parter: [{part: {id: jouren, roll: idéburen, typ: förening, namn: B}}]}]", "dubbelt-id", ""),
    ],
)
def test_days_and_references_that_do_not_go_together_are_told(data: str, code: str, where: str) -> None:
    problems = found(data, code)
    assert problems
    assert where in {"", problems[0].where}


def test_an_extension_that_fits_is_not_doubted_and_its_time_counts() -> None:
    for code in ("förlängning-skarv", "förlängning-omvänd", "förlängning-för-sent", "avtalet-slut"):
        assert not found(EXTENDED, code, day="2026-05-01")
    assert found(TERM, "avtalet-slut", day="2026-05-01")
    assert not found(EXTENDED + "möten: [{datum: 2026-03-01}]", "utanför-avtalstiden")
    assert not found(EXTENDED + "tillägg: [{gäller_från: 2026-02-01}]", "utanför-avtalstiden")


@pytest.mark.parametrize(
    ("key", "start", "reference", "doubted"),
    [
        ("ny_lydelse", "2026-01-01", "SoL (2025:400) 13:1", False),
        ("ny_lydelse", "2024-01-01", "SoL (2025:400) 13:1", True),
        ("ny_lydelse", "2026-01-01", "SoL (2001:453) 5:11", True),
        ("nuvarande_lydelse", "2026-01-01", "SoL (2001:453) 5:11", False),
    ],
)
def test_references_in_an_addition_are_looked_up_as_of_its_day_and_not_in_what_it_replaces(
    key: str, start: str, reference: str, doubted: bool
) -> None:
    act, place = reference.rsplit(" ", 1)
    chapter, paragraph = place.split(":")
    wording = f"{chapter} kap. {paragraph} § socialtjänstlagen {act[4:]}"
    data = f"{TERM}tillägg: [{{gäller_från: {start}, ändringar: [{{{key}: {wording}}}]}}]\n"
    told = [problem for problem in checks.run(case(data)) if problem.where.startswith("tillägg[1].ändringar")]
    assert bool(told) == doubted, told


def test_a_party_that_joins_can_be_taken_from_the_shared_organisations(tmp_path: Path) -> None:
    more = "tillägg:\n  - nya_parter:\n      - part: {organisation: huset, roll: idéburen}\n"
    space = workspace(tmp_path, more)
    shared = "organisationer:\n  huset: {id: huset, typ: stiftelse, namn: Stiftelsen Huset}\n"
    (tmp_path / "iopdocs.yaml").write_text(shared, encoding="utf-8")
    (path,) = space.agreements()
    loaded: Agreement | None = space.load(path).agreement
    assert loaded is not None
    assert [party.name for party in loaded.joined_parties] == ["Stiftelsen Huset"]
