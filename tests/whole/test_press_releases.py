"""Every release as a newsroom would print it: prose, an early quote, the money early, each fact once, none lost."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.press import beyond, releases
from benchmarks.samples.documents import AGREEMENTS, PRESS, load, make, plain, text_of, workspace
from benchmarks.samples.narratives import Measured, measured
from iopdocs.model import Agreement
from iopdocs.swedish import prose
from tests.support import every_text
from tests.support.examples import examples

DAY = date(2026, 11, 21)
NEWS = AGREEMENTS / "exempelby-nyheter-2026.yaml"
# The agreement's words, and marks of a form: none of them is news.
FORBIDDEN = re.compile(
    r"naturaprestation|ekonomiavsnitt|komponent\b|diarienummer|[Ee]ffektmål:|[Tt]ider:|[Aa]ntal platser:|Omfattning:"
    r"|Bemanning:|Åldrar:|Barn:|Tidigare avtal:|tidigare fått bidrag:|enligt avsnitt|\bYAML\b|\bnull\b|\bNone\b"
)
LABEL = re.compile(r"^[A-ZÅÄÖ][\wåäö ]{2,30}: (?!lucka)")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)


@cache
def every() -> tuple[Measured, ...]:
    return tuple(releases())


@pytest.fixture(params=range(len(every())), ids=[one.name for one in every()])
def release(request: pytest.FixtureRequest) -> Measured:
    return every()[request.param]


def test_a_release_is_as_long_as_a_newsroom_prints_it(release: Measured) -> None:
    """``python -m benchmarks.press`` prints the figures."""
    assert beyond(release) == []


def test_nothing_in_the_text_is_a_form_or_an_agreements_words(release: Measured) -> None:
    for text in release.own:
        assert not FORBIDDEN.search(text), text
        label = LABEL.search(text)
        assert label is None or prose.has_verb(label[0]), text


def test_the_grammar_that_can_be_seen_is_right(release: Measured) -> None:
    for text in release.own:
        well_formed(text)


def well_formed(text: str) -> None:
    """Capital first, one stop last, no double spaces, no empty brackets, no marks in a row."""
    first = next((sign for sign in text if sign.isalnum()), "X")
    assert first.isupper() or first.isdigit() or not first.isascii() or text.startswith("lucka"), text
    assert text.rstrip()[-1] in ".!?…”\"':☕)" or not text.strip(), text
    for wrong in ("  ", "()", " .", " ,", ",,", ",.", " ;", "None", "\n"):
        assert wrong not in text, (wrong, text)
    assert not re.search(r"(?<!\.)\.\.(?!\.)", text), text


# Facts left out one by one, or many at once.


@cache
def files() -> tuple[str, ...]:
    return tuple(every_text.NAMES)


def optional(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each value in an agreement's data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from optional(value, (*path, key))


def without(data: Any, path: tuple[Any, ...]) -> None:
    """Take away what is at a path, if it is still there."""
    *before, last = path
    for key in before:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and last < len(data):
        del data[last]


@settings(max_examples=examples(60))
@given(st.data())
def test_any_facts_left_out_leave_whole_sentences(data: st.DataObject) -> None:
    """The texts that authors wrote in the file with odd signs are theirs, so that file is not drawn."""
    name = data.draw(st.sampled_from([one for one in files() if "tecken" not in one and "tomt" not in one]))
    tree = copy.deepcopy(every_text.read(name))
    paths = [path for path in optional(tree) if path[0] not in {"id", "parter", "klausuler"}]
    for path in sorted(data.draw(st.lists(st.sampled_from(paths), max_size=25)), key=str, reverse=True):
        without(tree, path)
    try:
        agreement = Agreement.model_validate(tree)
    except ValidationError:
        return
    for one in (*measured(agreement, PRESS, DAY), *measured(agreement, "sammanfattning", DAY)):
        assert one.lost == ()
        for text in one.own:
            well_formed(text)


# What each event says, and what it does not.

CLAIMS = {
    "har skrivit under": "underskrift",
    "har förlängt": "förlängning",
    "har beslutat": "beslut",
    "föreslås": "förslag",
    "har följts upp": "uppföljning",
    "upphör": "avslut",
    "har upphört": "avslut",
}


def claims(text: str) -> set[str]:
    return {event for words, event in CLAIMS.items() if words in text}


def news() -> list[str]:
    return [plain(" ".join(one.own)) for one in measured(load(NEWS), PRESS, DAY)]


@pytest.mark.parametrize(
    ("place", "event"), list(enumerate(["beslut", "beslut", "förlängning", "uppföljning", "avslut"]))
)
def test_a_release_claims_its_own_event_and_no_other(place: int, event: str) -> None:
    assert claims(news()[place]) == {event}


def test_one_decision_about_several_agreements_is_told_once() -> None:
    text = news()[0]
    assert "med Anhörigkretsen Exempelby, Demensföreningen Exempelby och Syskonkraft Exempelby." in text
    assert text.count("har beslutat") == 1
    assert "Demensföreningen Exempelby får 150 000 kronor per år." in text


def test_a_release_about_an_addition_tells_the_old_amount_and_the_new() -> None:
    assert "Beloppet för drift 2026 höjs från 300 000 kronor till 340 000 kronor." in news()[1]
    assert "Beloppet för drift 2027 ökar med 120 000 kronor." in news()[1]


def test_a_person_is_presented_once() -> None:
    text = plain(text_of(make(load(NEWS), PRESS, DAY, item=1).data))
    assert text.count("säger Fatima Utkastdotter") == 2
    assert text.count("säger Fatima Utkastdotter, ordförande") == 1


def of(**more: Any) -> str:
    parties = [
        {"id": "k", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "j", "roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"},
    ]
    agreement = Agreement.model_validate({"id": "prov", "parter": parties, **more})
    return plain(" ".join(next(measured(agreement, PRESS, DAY)).own))


def test_a_decision_after_the_releases_own_day_is_only_proposed() -> None:
    decided: dict[str, Any] = {"status": "beslutat", "beslut": [{"organ": "Socialnämnden", "datum": "2026-05-12"}]}
    assert claims(of(**decided, press={"datum": "2026-05-11"})) == {"förslag"}
    assert "Socialnämnden ska besluta om förslaget den 12 maj 2026." in of(**decided, press={"datum": "2026-05-11"})
    assert claims(of(**decided, press={"datum": "2026-05-12"})) == {"beslut"}


@pytest.mark.parametrize(("status", "said"), [("förslag", "föreslås förnya"), ("undertecknat", "har förnyat")])
def test_a_renewal_is_told_as_one(status: str, said: str) -> None:
    assert said in of(status=status, iop="ja", press={"händelse": "förnyelse"})


@pytest.mark.parametrize(
    ("name", "pronoun"), [("överenskommelse", "den"), ("samverkansavtal", "det"), ("avsiktsförklaring", "den")]
)
def test_a_document_keeps_its_gender(name: str, pronoun: str) -> None:
    text = of(dokumentnamn=name, status="undertecknat", förlängning={"slag": "överenskommelse", "längd": "1 år"})
    article = {"den": "en", "det": "ett"}[pronoun]
    assert f"skrivit under {article} {name}" in text
    assert f"komma överens om att förlänga {pronoun} med ett år." in text


@pytest.mark.parametrize(
    ("most", "said"), [({}, "ett år i taget, om"), ({"högst_antal": "1"}, "ett år, högst en gång, om")]
)
def test_what_is_prolonged_once_is_not_prolonged_at_a_time(most: dict[str, str], said: str) -> None:
    assert said in of(status="undertecknat", förlängning={"slag": "automatisk", "längd": "1 år", **most})


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("nå fler unga", "Målet är att nå fler unga."),
        ("fler unga får stöd", "Målet är att fler unga får stöd."),
        ("färre återfall", "Ett mål är färre återfall."),
    ],
)
def test_goals_of_different_forms_are_not_forced_into_one_sentence(goal: str, said: str) -> None:
    assert said in of(mål=[{"text": goal}])


def test_a_quote_that_is_put_where_no_part_is_is_told_and_not_lost() -> None:
    quote = {"namn": "Anna", "text": "Det blir bra", "godkänt": "ja", "efter": "slutet"}
    agreement = Agreement.model_validate(
        {
            "id": "prov",
            "status": "undertecknat",
            "parter": [
                {"roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
                {"roll": "idéburen", "typ": "förening", "namn": "Exempeljouren"},
            ],
            "press": {"citat": [quote]},
        }
    )
    made_now = make(agreement, PRESS, DAY)
    assert "Det blir bra, säger Anna." in plain(text_of(made_now.data))
    assert [one.code for one in made_now.problems] == ["okänd-del"]


# The sentences themselves.

#: Begun by us with more than a word, and with the verb of what is written in the file.
WRITTEN_ON = {"barn", "om-posten-utan-subjekt"}
SENTENCES = [
    pytest.param(placed.sentence, id=f"{name}-{placed.sentence.id}")
    for name, kind in workspace().types.items()
    for placed in kind.sentences.placed
    if placed.file.is_relative_to(kind.folder)
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_ours_has_a_verb_or_is_the_agreements_own_words(sentence: Any) -> None:
    assert sentence.about[0].isupper() and not sentence.about.endswith(".")
    for way in sentence.ways:
        fixed = " ".join(TAG.sub(" ", way.text).split())
        ours = len(re.findall(r"\w{2,}", fixed)) > 1 and sentence.label is None and sentence.id not in WRITTEN_ON
        assert not ours or prose.has_verb(fixed) or "formulering(" in way.text or _VERB.search(fixed), way.text
        assert "  " not in way.text.strip() and not re.search(r" [.,:;](?!\w)", TAG.sub("x", way.text)), way.text


# Verbs in other forms than the present tense of an agreement's texts.
_VERB = re.compile(
    r"\b(?:fick|lämnades|lämnats|fattade|fattades|skrevs|skrivit|beslutat|ingått|haft|samverkat|föreslås|blev|bygger|börjar|löper|kallas"
    r"|betalas|följs|förlängs|ändras|räknas|ersätter|utgår|vilar|gäller|handlar|ansluter|upphör|träffas|beslutar)\b"
)
