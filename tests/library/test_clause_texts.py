"""The clause texts themselves, and the order the agreement's dokument.yaml gives them: read as plain data."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from iopdocs.laws.library import load_library
from iopdocs.library.document_types import list_of
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import read_source
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.fields import fields_of
from iopdocs.vocabulary.words import WORDS

TEMPLATES = Path(__file__).parents[2] / "templates"
FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2027, 12, 31)
ONE_DAY = timedelta(days=1)

# An IOP is no purchase: such words must not name the parties or what is between them.
PURCHASE = re.compile(
    r"\b(in)?köp(a|er|t|te|s|et|are\w*)?\b|\bbeställ\w*|\bleveran\w*|\butförare\w*|\buppdragsgivar\w*|\banbud\w*", re.I
)
PROMISES = re.compile(r"IOP enligt|enligt LOU|\b(är|bedöms( som| vara)?|anses( vara)?) lag(lig|enlig)\w*", re.I)
TYPED_LAW = re.compile(r"§|\bkap\.|\b(19|20)\d\d:\d+|\bSoL\b|\bOSL\b|\bGDPR\b|\bartikel \d", re.I)
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)


def data(path: Path) -> Any:
    source, problems = read_source(path)
    assert not problems, problems
    return source.data


CLAUSES = {path.stem: data(path) for path in sorted((TEMPLATES / "klausuler").glob("*.yaml"))}
DOCUMENTS = {path.parent.name: data(path) for path in sorted(TEMPLATES.glob("*/dokument.yaml"))}
MORE = [
    clause
    for one in DOCUMENTS.values()
    for part in one.get("sammanställer", {}).get("lägger_till", ())
    for clause in part["klausuler"]
]
DOCUMENTS = {name: document for name, document in DOCUMENTS.items() if "avsnitt" in document}
DOCUMENT = DOCUMENTS["overenskommelse"]
SUBJECTS = {subject.name: subject.id for subject in load_library().subjects}
VERSIONS = [
    pytest.param(clause, version, id=f"{name}-{number}")
    for name, clause in CLAUSES.items()
    for number, version in enumerate(clause["versioner"], start=1)
]

each_clause = pytest.mark.parametrize("name", CLAUSES)
each_document = pytest.mark.parametrize("document", DOCUMENTS)
each_version = pytest.mark.parametrize(("clause", "version"), VERSIONS)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def cited(text: str) -> list[str]:
    return re.findall(r'lag\("([^"]+)"\)', text)


def parsed(text: str) -> nodes.Template:
    made = ImmutableSandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(FORMATS)
    return made.parse(text)


def gaps(subject: str, start: date, end: date) -> Iterator[date]:
    """The days on which a time without any provision about the subject begins."""
    periods = [
        fact.period for act in load_library().acts for fact in act.provisions if SUBJECTS[subject] in fact.subjects
    ]
    edges = [start, *(period.last + ONE_DAY for period in periods if period.last)]
    for edge in edges:
        if start <= edge <= end and not any(edge in period for period in periods):
            yield edge


def named_in(document: str) -> list[str]:
    return [clause for section in DOCUMENTS[document]["avsnitt"] for clause in section.get("klausuler", [])]


def assert_known(path: str, documents: Iterable[str]) -> None:
    """A path is made of words of the model, and may end with one of the values a field can choose from.

    ``post`` must have it in every one of the document types.
    """
    root, *steps = path.split(".")
    assert root in WORDS
    if root == "avtal":
        assert_in(Agreement, steps, path)
    if root == "post":
        for document in documents:
            assert_in(list_of(DOCUMENTS[document]["upprepas"])[1], steps, path)


def assert_in(record: type[Record] | None, steps: list[str], path: str) -> None:
    choices: tuple[str, ...] = ()
    for step in steps:
        if step in {choice.replace(" ", "_") for choice in choices}:
            return
        assert record is not None, path
        field = fields_of(record).get(step)
        assert field is not None, path
        record, choices = field.record, field.choices


@each_clause
def test_each_version_after_the_first_says_why_it_differs(name: str) -> None:
    silent = [version["från"] for version in CLAUSES[name]["versioner"][1:] if not version.get("därför")]
    assert silent == []


@each_clause
def test_a_first_version_has_nothing_to_differ_from(name: str) -> None:
    assert "därför" not in CLAUSES[name]["versioner"][0]


def test_there_is_a_library_of_clauses() -> None:
    assert len(CLAUSES) >= 36


@each_clause
def test_a_clause_is_named_as_its_file(name: str) -> None:
    assert CLAUSES[name]["id"] == name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)


@each_clause
def test_a_clause_says_what_it_does_in_one_line(name: str) -> None:
    for key in ("rubrik", "om"):
        text = CLAUSES[name][key]
        assert text[0].isupper() and not text.endswith(".") and "\n" not in text and len(text) < 110


@each_clause
def test_the_versions_follow_day_by_day_on_each_other(name: str) -> None:
    versions = CLAUSES[name]["versioner"]
    assert not versions[0].get("från") and not versions[-1].get("till")
    for earlier, later in pairwise(versions):
        last, first = day(earlier.get("till")), day(later.get("från"))
        assert last and first and first - last == ONE_DAY


@each_clause
def test_two_versions_in_a_row_say_different_things(name: str) -> None:
    texts = [version["text"] for version in CLAUSES[name]["versioner"]]
    assert all(earlier != later for earlier, later in pairwise(texts))


@each_clause
def test_a_clause_has_one_place_in_a_document_or_is_asked_for(name: str) -> None:
    counts = [MORE.count(name), *(named_in(document).count(name) for document in DOCUMENTS)]
    assert max(counts) == 1 or (CLAUSES[name].get("på_begäran") == "ja" and not any(counts))


@each_document
def test_a_document_names_only_clauses_that_exist(document: str) -> None:
    assert named_in(document) and set(named_in(document)) <= set(CLAUSES)


def test_the_agreement_and_what_is_agreed_later_share_no_clause() -> None:
    later = {*named_in("tillaggsavtal"), *named_in("forlangning")}
    assert len(later) > 10
    assert not later & set(named_in("overenskommelse"))


@pytest.mark.parametrize(
    ("document", "needed"),
    [
        ("overenskommelse", "parter bakgrund syfte ekonomi avtalstid forlangning uppsagning underskrifter"),
        ("tillaggsavtal", "parter giltighet i-ovrigt underskrifter"),
        ("forlangning", "parter avtalstid i-ovrigt underskrifter"),
    ],
)
def test_what_a_document_must_have_always_has_a_section(document: str, needed: str) -> None:
    always = {section["id"] for section in DOCUMENTS[document]["avsnitt"] if section.get("alltid") == "ja"}
    assert always == set(needed.split())


@pytest.mark.parametrize(
    ("document", "layouts"),
    [
        ("overenskommelse", "parter mål ekonomi utbetalningar organisation ändringslogg underskrifter bilagor"),
        ("tillaggsavtal", "ändringar belopp nya_parter underskrifter"),
        ("forlangning", "ändringar belopp underskrifter"),
    ],
)
def test_the_layouts_are_shown_once_each(document: str, layouts: str) -> None:
    shown = [name for section in DOCUMENTS[document]["avsnitt"] for name in section.get("visar", [])]
    assert sorted(shown) == sorted(layouts.split())


@each_document
def test_sections_have_ids_and_headings_of_their_own(document: str) -> None:
    for key in ("id", "rubrik"):
        values = [section[key] for section in DOCUMENTS[document]["avsnitt"]]
        assert len(values) == len(set(values))


@each_clause
def test_a_clause_rests_on_subjects_of_the_law_library(name: str) -> None:
    support = CLAUSES[name].get("stöd", [])
    assert set(support) <= set(SUBJECTS.values())
    used = {SUBJECTS[subject] for version in CLAUSES[name]["versioner"] for subject in cited(version["text"])}
    assert used == set(support)


@each_clause
def test_a_clause_asks_only_for_facts_of_the_model(name: str) -> None:
    for path in (*CLAUSES[name].get("när", []), *CLAUSES[name].get("behöver", [])):
        assert_known(path, [document for document in DOCUMENTS if name in named_in(document)])


@each_document
def test_a_document_asks_only_for_facts_of_the_model(document: str) -> None:
    for section in DOCUMENTS[document]["avsnitt"]:
        for path in section.get("när", []):
            assert_known(path, [document])


@each_version
def test_every_law_a_text_cites_is_in_force_all_the_while(clause: dict[str, Any], version: dict[str, str]) -> None:
    start = max(day(version.get("från")) or FIRST_DAY, FIRST_DAY)
    end = min(day(version.get("till")) or LAST_DAY, LAST_DAY)
    for subject in cited(version["text"]):
        assert list(gaps(subject, start, end)) == [], f"{clause['id']}: {subject}"


@each_version
def test_law_stands_in_a_text_only_by_subject(clause: dict[str, Any], version: dict[str, str]) -> None:
    assert TYPED_LAW.findall(TAG.sub("", version["text"])) == []


@each_version
def test_no_word_of_purchase_and_no_promise_of_lawfulness(clause: dict[str, Any], version: dict[str, str]) -> None:
    text = TAG.sub("", version["text"])
    for words in (text, clause["rubrik"], clause["om"]):
        assert not PURCHASE.search(words) and not PROMISES.search(words)


@each_version
def test_a_text_is_clean(clause: dict[str, Any], version: dict[str, str]) -> None:
    text = re.sub(r"^  (?=\S)", "", version["text"], flags=re.M)  # a line that goes on with a list item
    assert "  " not in text and '"' not in TAG.sub("", text) and "\t" not in text
    assert not re.search(r" [.,:;]|\.\.| - ", TAG.sub("x", text))
    for line in text.splitlines():
        assert line == line.strip()
        assert not line.startswith("-") or re.match(r"- \S", line)


@each_version
def test_a_tag_that_steers_stands_alone_on_its_line(clause: dict[str, Any], version: dict[str, str]) -> None:
    for line in version["text"].splitlines():
        assert "{%" not in line or re.fullmatch(r"\{% .+ %\}", line)
        assert line.count("{%") <= 1


@each_version
def test_a_text_only_shows_loops_and_asks(clause: dict[str, Any], version: dict[str, str]) -> None:
    tree = parsed(version["text"])
    forbidden = (nodes.Compare, nodes.BinExpr, nodes.Assign, nodes.Macro, nodes.Test, nodes.CondExpr, nodes.Getitem)
    for kind in forbidden:
        found = [node for node in tree.find_all(kind) if not isinstance(node, nodes.And | nodes.Or)]
        assert not found
    assert {node.name for node in tree.find_all(nodes.Filter)} <= set(FORMATS)
    calls = [node.node for node in tree.find_all(nodes.Call)]
    assert all(isinstance(call, nodes.Name) and call.name == "lag" for call in calls)


@pytest.mark.parametrize("word", ["köp", "inköpt", "beställaren", "leverantörer", "utförarens", "uppdragsgivare"])
def test_the_guard_knows_the_words_of_purchase(word: str) -> None:
    assert PURCHASE.search(f"Den som är {word} här")


@pytest.mark.parametrize("word", ["köpingen", "utförs av", "utförande", "uppdrag"])
def test_the_guard_lets_other_words_be(word: str) -> None:
    assert not PURCHASE.search(f"Det som {word} är")
