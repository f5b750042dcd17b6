"""Where a paragraph comes from: told of any template, true when judged by the documents alone, and at no cost."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

import pytest

from benchmarks.origins import DAY, Judged, documents, judge, leaves, paragraphs
from benchmarks.samples.documents import libraries as own_libraries
from benchmarks.samples.documents import template, workspace
from benchmarks.samples.removed import wholes
from benchmarks.samples.words import agreement, document_type, libraries, made
from iopdocs.explaining.hearing import hearing
from iopdocs.explaining.sources import BasisKind, Way
from iopdocs.making.naming import stems
from iopdocs.making.render import Rendered, render
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import where

PARTY = 'ekonomi: {komponenter: [{benämning: Drift, slag: per år, belopp: "400 000"}]}\npartnerskap: Huset\n'
#: What is in them together is in none alone: additions compiled, meetings, sections left out, texts of one's own.
WHOLE = ("exempelby-tillagg-2025", "exempelby-moten-2024", "exempelby-komplett-2026")
BY_ID = {str(data["id"]): data for data in wholes()}


def direct(document: Rendered, text: str, kind: BasisKind = BasisKind.KEY) -> list[str]:
    """What a paragraph that begins with a text says that its words come from."""
    told = next(one for one in paragraphs(document) if one.text.startswith(text))
    found = [origin.of for origin, is_direct in told.gathered.items() if is_direct and origin.kind is kind]
    return [where(one) if kind is BasisKind.KEY else str(one[0]) for one in found]


def test_a_value_comes_from_its_key_and_a_text_of_the_template_from_none() -> None:
    document = made("Alltid detta.", "Det heter {{ avtal.partnerskap }}.", data=PARTY, explain=True)
    assert direct(document, "Det heter Huset") == ["partnerskap"]
    assert not paragraphs(document)[0].gathered


def test_what_a_condition_or_a_loop_asks_for_is_of_each_paragraph_under_it() -> None:
    document = made(
        "{%p if avtal.ekonomi %}",
        "Pengar.",
        "{%p endif %}",
        "{%p for p in parter %}",
        "Part {{ p.namn }}.",
        "{%p endfor %}",
        "Slut.",
        data=PARTY,
        explain=True,
    )
    assert direct(document, "Pengar") == ["ekonomi"]
    assert {"parter", "parter[1].namn"} <= {*direct(document, "Part Exempelby")}
    assert "parter[2].namn" not in direct(document, "Part Exempelby")
    assert direct(document, "Slut") == []


def ways(document: Rendered, text: str) -> dict[str, Way]:
    """In what way a paragraph that begins with a text rests on each key."""
    told = next(one for one in paragraphs(document) if one.text.startswith(text))
    return {where(one.of): way for one, way in told.gathered.items() if one.kind is BasisKind.KEY}


def test_what_is_printed_is_told_apart_from_what_a_condition_asks_of() -> None:
    document = made(
        "{%p if avtal.ekonomi %}", "Det heter {{ avtal.partnerskap }}.", "{%p endif %}", data=PARTY, explain=True
    )
    assert ways(document, "Det heter") == {"ekonomi": Way.ASKED, "partnerskap": Way.WORDS}


def test_a_name_that_is_read_to_see_whether_another_is_called_so_is_not_where_the_words_come_from() -> None:
    document = made("{%p for p in parter %}", "Kallas {{ p.bestämd }}.", "{%p endfor %}", data=PARTY, explain=True)
    told = ways(document, "Kallas kommunen")
    assert (told["parter[1].typ"], told["parter[1].namn"], told["parter[2].namn"]) == (Way.WORDS, Way.ASKED, Way.ASKED)


def test_what_a_day_of_law_is_reckoned_by_is_what_a_citation_is_chosen_by() -> None:
    document = made("{{ lag('kommunens yttersta ansvar') }}.", data=f"{PARTY}undertecknat: 2024-01-15\n", explain=True)
    assert ways(document, paragraphs(document)[0].text)["undertecknat"] is Way.ASKED


def test_a_condition_that_does_not_hold_is_of_the_paragraph_it_stands_in() -> None:
    document = made("Avtalet{% if avtal.diarienummer %} ({{ avtal.diarienummer }}){% endif %}.", explain=True)
    assert direct(document, "Avtalet.") == ["diarienummer"]


def test_a_gap_knows_which_of_two_alike_would_fill_it() -> None:
    document = made("{%p for p in parter %}", "Nr {{ p.orgnr }}", "{%p endfor %}", explain=True)
    gaps = [origin.of for one in paragraphs(document) for origin in one.gathered if origin.kind is BasisKind.GAP]
    assert [where(path) for _, path in gaps] == ["parter[1].orgnr", "parter[2].orgnr"]
    assert len({label for label, _ in gaps}) == 1


def test_a_phrasing_a_clause_and_a_citation_say_so(tmp_path: Path) -> None:
    text = "id: huset\nrubrik: Huset\nom: Prov\nversioner:\n  - text: |\n      Huset heter {{ avtal.partnerskap }}.\n"
    (tmp_path / "huset.yaml").write_text(text, encoding="utf-8")
    kind = document_type(
        formuleringar=[{"id": "ord", "om": "Prov", "text": "Enligt {{ lag('kommunens yttersta ansvar') }} sägs det."}]
    )
    document = made(
        '{%p for b in klausul("huset") %}',
        "{{ b.text }}",
        "{%p endfor %}",
        '{{ formulering("ord") }}',
        data=f"{PARTY}undertecknat: 2024-01-15\n",
        kind=kind,
        libraries=libraries(tmp_path),
        explain=True,
    )
    assert direct(document, "Huset heter Huset", BasisKind.TEXT) == ["klausulen huset"]
    assert direct(document, "Huset heter Huset") == ["partnerskap"]
    assert direct(document, "Enligt", BasisKind.TEXT) == ["formuleringen ord"]
    assert direct(document, "Enligt", BasisKind.LAW) == ["kommunens yttersta ansvar"]
    assert "undertecknat" in direct(document, "Enligt")


def test_what_is_worked_out_says_how_and_of_what() -> None:
    document = made("{%p for p in parter %}", "Kallas {{ p.bestämd }}.", "{%p endfor %}", data=PARTY, explain=True)
    assert any("löptext" in one for one in direct(document, "Kallas kommunen", BasisKind.RULE))
    assert "parter[1].typ" in direct(document, "Kallas kommunen")


@pytest.mark.parametrize("name", WHOLE)
def test_an_explained_document_is_the_same_to_the_last_byte(name: str) -> None:
    """Of every document type there is one, and each paragraph of it is told of, in order."""
    given = Agreement.model_validate(BY_ID[name])
    for kind in workspace().types.values():
        for stem, item in stems(kind, given, {}, forms=True):
            plain, told = (
                render(given, kind, template(kind.id), own_libraries(), DAY, item=item, explain=explain)
                for explain in (False, True)
            )
            assert told.data == plain.data, stem
            assert (told.gaps, told.problems, told.clauses) == (plain.gaps, plain.problems, plain.clauses)
            assert plain.explanation is None
            assert paragraphs(told), stem


def test_a_paragraph_that_changes_with_a_key_has_named_it() -> None:
    """A few draws of what benchmarks/origins.py measures: the judge sees documents alone."""
    chance, judged = Random(20), Judged()  # noqa: S311
    data = BY_ID["exempelby-tillagg-2025"]
    base = documents(Agreement.model_validate(data), explain=True)
    for path, _ in chance.sample(list(leaves(data)), 4):
        judge(data, base, path, judged)
    assert judged.changed > 20
    assert not judged.missed
    assert judged.true + judged.asked_true


def test_a_later_documents_day_is_read_to_compare_where_only_who_the_parties_are_is_told() -> None:
    """What is compiled is put in order by such days, and a party has joined or not by them."""
    given = Agreement.model_validate(BY_ID["exempelby-okning-2019"])
    days = {("tillägg", number, "gäller_från") for number in range(len(given.additions))}
    found: dict[bool, set[Way]] = {True: set(), False: set()}
    for kind in (one for one in workspace().types.values() if one.description.compiles):
        made = render(given, kind, template(kind.id), own_libraries(), DAY, explain=True)
        for one in paragraphs(made):
            of_parties = any(origin.of == ("klausulen parter",) for origin in one.gathered)
            found[of_parties] |= {way for origin, way in one.gathered.items() if origin.of in days}
    assert Way.WORDS not in found[True] and Way.ASKED in found[True]
    assert Way.WORDS in found[False]  # where the day itself is told


def test_nobody_hears_when_nobody_listens_nor_in_another_thread() -> None:
    given, heard = agreement(PARTY), list[str]()
    plain = Record.__getattribute__
    with hearing(lambda record, name: heard.append(name)):
        assert given.partnership == "Huset"
        other = threading.Thread(target=lambda: given.case_number)
        other.start()
        other.join()
        with hearing(None):
            assert given.id
    assert heard == ["partnership"]
    assert Record.__getattribute__ is plain
    assert "__getattribute__" not in vars(Record)
    assert given.status is None
    assert heard == ["partnership"]
