"""Which sentences are said: each fact once, the fullest wording that can be said and fits, nothing lost silently."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from iopdocs.library.sentences import NarrativePart, PlacedSentence, Sentence, Sentences
from iopdocs.narrative.candidates import Gathered, Own
from iopdocs.narrative.ledger import Ledger
from iopdocs.narrative.quotes import placed_quotes
from iopdocs.narrative.telling import Narrative, count_words, tell


class Facts:
    """Facts by path; a text's words in braces are facts, filled in."""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts

    def _at(self, path: str, own: Own) -> Any:
        first, _, rest = path.partition(".")
        value = own.get(first, self.facts.get(first))
        return value.get(rest) if rest and isinstance(value, dict) else value

    def known(self, path: str, own: Own) -> bool:
        return bool(self._at(path, own))

    def fact(self, path: str, own: Own) -> object:
        first, _, rest = path.partition(".")
        owner = id(own[first]) if first in own else first
        return (owner, rest) if self._at(path, own) else None

    def text(self, path: str, own: Own) -> str:
        value = self._at(path, own)
        return value if isinstance(value, str) else ""

    def records(self, path: str, own: Own) -> Sequence[Any]:
        return list(self._at(path, own) or [])

    def gathered(self, sentence: Sentence, own: Own) -> list[Gathered]:
        name, _, key = (sentence.gathers or "").partition(".")
        return [Gathered((id(one), key), (), one[key]) for one in self.facts.get(name, []) if one.get(key)]

    def say(self, text: str, sentence: PlacedSentence | None, own: Own) -> list[str]:
        for name, value in {**self.facts, **own}.items():
            shown = " och ".join(map(str, value)) if isinstance(value, list) else str(value)
            text = text.replace("{" + name + "}", shown)
        return [text]

    def unsay(self) -> None:
        """There are no gaps here."""


def part(name: str = "d", **more: Any) -> NarrativePart:
    return NarrativePart.model_validate({"id": name, "om": "En del", **more})


def told(facts: Facts, *sentences: dict[str, Any], parts: Sequence[NarrativePart] | None = None) -> Narrative:
    placed = [
        PlacedSentence(Sentence.model_validate({"id": f"m{n}", "del": "d", "om": "En mening", **one}), Path("m.yaml"))
        for n, one in enumerate(sentences)
    ]
    return tell(parts or [part()], Sentences(tuple(placed)), facts, 3)


def text(narrative: Narrative) -> str:
    return "\n".join(paragraph for one in narrative.parts for paragraph in one.paragraphs)


def test_a_sentence_is_said_when_all_its_facts_are_there_and_none_has_been_said() -> None:
    both, again = {"säger": ["a", "b"], "text": "A och B."}, {"säger": ["a"], "text": "A igen."}
    assert text(told(Facts(a=1, b=1), both, again)) == "A och B."
    assert text(told(Facts(a=1), both, again)) == "A igen."


def test_the_first_wording_that_can_be_said_is_said() -> None:
    ways = [{"kräver": ["b"], "text": "Med B."}, {"utan": ["c"], "text": "Utan C."}, {"text": "Bara."}]
    assert text(told(Facts(a=1, b=1), {"lydelser": ways})) == "Med B."
    assert text(told(Facts(a=1), {"lydelser": ways})) == "Utan C."
    assert text(told(Facts(c=1), {"lydelser": ways})) == "Bara."


def test_what_does_not_fit_in_the_lead_is_said_later() -> None:
    lead, body = part("d", högst_ord="6", slag="ingress"), part("b")
    long = {"säger": ["a"], "text": "Detta är sju ord i en mening."}
    found = told(
        Facts(a=1, b=1),
        {"text": "Fyra ord står här."},
        long,
        {"säger": ["b"], "text": "Två ord."},
        {**long, "id": "sist", "del": "b"},
        parts=[lead, body],
    )
    assert found.parts[0].paragraphs == ["Fyra ord står här. Två ord."]
    assert found.parts[1].paragraphs == ["Detta är sju ord i en mening."]


def test_a_lead_always_begins_though_its_first_sentence_is_long() -> None:
    found = told(Facts(), {"text": "Den här meningen har fler ord än den får."}, parts=[part(högst_ord="3")])
    assert text(found) == "Den här meningen har fler ord än den får."


def test_a_sentence_about_each_record_is_said_for_those_that_have_the_fact() -> None:
    records = [{"namn": "A"}, {"namn": ""}, {"namn": "C"}]
    assert text(told(Facts(lista=records), {"varje": "lista", "som": "i", "säger": ["i.namn"], "text": "Ja."})) == (
        "Ja. Ja."
    )


def test_sentences_in_a_row_about_the_same_records_are_told_record_by_record() -> None:
    records = [{"namn": "A", "tid": "x"}, {"namn": "B", "tid": "y"}]
    name = {"varje": "lista", "som": "i", "säger": ["i.namn"], "text": "Namn."}
    time = {"varje": "lista", "som": "i", "säger": ["i.tid"], "text": "Tid."}
    assert text(told(Facts(lista=records), name, time)) == "Namn. Tid. Namn. Tid."


def test_what_is_gathered_is_what_has_not_been_said() -> None:
    goals = [{"text": "ett", "först": "ja"}, {"text": "två"}, {"text": "tre"}]
    first = {"varje": "mål", "som": "m", "kräver": ["m.först"], "säger": ["m.text"], "text": "Först."}
    rest = {"samlar": "mål.text", "samlas_som": "resten", "text": "Sedan {resten}."}
    assert text(told(Facts(mål=goals), first, rest)) == "Först. Sedan två och tre."


def test_a_sentence_may_need_another_before_it() -> None:
    follows = {"efter": ["m0"], "text": "Sedan."}
    assert text(told(Facts(a=1), {"säger": ["a"], "text": "Först."}, follows)) == "Först. Sedan."
    assert text(told(Facts(), {"säger": ["a"], "text": "Först."}, follows)) == ""


def test_a_text_that_stands_word_for_word_has_been_said() -> None:
    words = "kvinnor som utsätts för våld"
    found = told(Facts(a=words, b=words), {"säger": ["a"], "text": "Till {a}."}, {"säger": ["b"], "text": "För {b}."})
    assert text(found) == f"Till {words}." and not found.lost


def test_a_fact_that_no_sentence_took_is_told_and_one_left_out_on_purpose_is_not() -> None:
    never = {"säger": ["a"], "kräver": ["b"], "text": "A."}
    assert told(Facts(a=1), never).lost == ("a",)
    assert told(Facts(a=1), never, {"säger": ["a"], "utelämnas": "Det sägs på annat håll."}).lost == ()


def test_a_part_may_leave_out_what_does_not_fit() -> None:
    never = {"säger": ["a"], "kräver": ["b"], "text": "A."}
    assert told(Facts(a=1), never, parts=[part(får_utelämna="ja")]).lost == ()


def test_a_row_that_only_repeats_the_text_is_left_out() -> None:
    box = part("f", slag="faktaruta")
    row = {"del": "f", "etikett": "Omfattar", "säger": ["a"], "text": "{a}"}
    text = "ett skyddat boende för kvinnor"
    said = told(Facts(a=text), {"text": f"Det är {text}."}, row, parts=[part(), box])
    assert said.parts[1].rows == []
    assert told(Facts(a=text), row, parts=[box]).parts[0].rows == [("Omfattar", text)]


def test_a_row_of_a_few_words_is_kept_though_they_stand_in_the_text() -> None:
    box = part("f", slag="faktaruta")
    row = {"del": "f", "etikett": "Omfattar", "säger": ["a"], "text": "{a}"}
    said = told(Facts(a="skyddat boende"), {"text": "Det är ett skyddat boende."}, row, parts=[part(), box])
    assert said.parts[1].rows == [("Omfattar", "skyddat boende")]


def test_a_subhead_needs_words_beneath_it_and_there_are_not_too_many() -> None:
    heads = [{"text": "Rubrik"}]
    parts = [part(name, mellanrubriker=heads, rubrik_från_ord="2") for name in ("d", "e")]
    found = told(Facts(), {"text": "Två ord."}, {"del": "e", "text": "Ord."}, parts=parts)
    assert [one.subhead for one in found.parts] == ["Rubrik", ""]


def test_a_long_paragraph_is_closed() -> None:
    found = told(Facts(), {"text": "Ord " * 60 + "ord."}, {"text": "Nästa."}, {"text": "En till."})
    assert found.parts[0].paragraphs[1:] == ["Nästa. En till."]


@pytest.mark.parametrize("after", [[], [{"text": "Ny.", "nytt_stycke": "ja"}]])
def test_a_short_sentence_does_not_stand_alone_for_the_length_of_the_paragraph_before(
    after: list[dict[str, Any]],
) -> None:
    long = "Ord " + "ord " * 60 + "ord."
    found = told(Facts(), {"text": long}, {"text": "Den sista."}, *after)
    assert found.parts[0].paragraphs == [f"{long} Den sista.", *(one["text"] for one in after)]


def test_an_amount_is_one_word() -> None:
    assert count_words("Kommunen bidrar med 2\u00a0970\u00a0000 kronor – varje år") == 7


def test_no_fact_can_be_taken_twice() -> None:
    ledger = Ledger()
    ledger.take("en", ["a"])
    with pytest.raises(ValueError, match="en"):
        ledger.take("två", ["a"])


@pytest.mark.parametrize(
    "wrong",
    [{}, {"text": "A.", "utelämnas": "B."}, {"text": "A.", "varje": "lista"}, {"text": "A.", "samlar": "mål.text"}],
)
def test_a_sentence_says_something_in_one_way(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Sentence.model_validate({"id": "m", "del": "d", "om": "En mening", **wrong})


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ([None], {"a": [0]}),
        ([None, None], {"a": [0], "c": [1]}),
        ([None, None, None, None], {"a": [0], "b": [1, 2], "c": [3]}),
        (["c", None], {"c": [0], "a": [1]}),
        (["finns-inte"], {"a": [0]}),
    ],
)
def test_quotes_stand_early_between_and_last_or_where_they_are_put(
    wanted: list[str | None], where: dict[str, list[int]]
) -> None:
    parts = [part("a", citat="första"), part("b", citat="mellan"), part("c", citat="sista")]
    assert placed_quotes(wanted, parts) == where


def test_a_wording_may_be_chosen_by_whether_there_are_several_gathered() -> None:
    ways = [{"kräver": ["flera"], "text": "Flera: {alla}."}, {"text": "En: {alla}."}]
    gathers = {"samlar": "mål.text", "samlas_som": "alla", "lydelser": ways}
    assert text(told(Facts(mål=[{"text": "ett"}, {"text": "två"}]), gathers)) == "Flera: ett och två."
    assert text(told(Facts(mål=[{"text": "ett"}]), gathers)) == "En: ett."


def test_a_text_that_is_told_again_asks_for_each_fact_once() -> None:
    asked: list[str] = []

    class Counting(Facts):
        def fact(self, path: str, own: Own) -> object:
            asked.append(path)
            return super().fact(path, own)

    sentences = [
        {"säger": [name], "text": "Fyra ord i varje.", "viker": str(turn)} for turn, name in enumerate("abc", start=1)
    ]
    placed = [
        PlacedSentence(Sentence.model_validate({"id": f"m{n}", "del": "d", "om": "En mening", **one}), Path("m.yaml"))
        for n, one in enumerate(sentences)
    ]
    found = tell([part(får_utelämna="ja")], Sentences(tuple(placed)), Counting(a=1, b=1, c=1), 3, 4)
    assert (text(found), asked) == ("Fyra ord i varje.", ["a", "b", "c"])


def test_a_sentence_begins_with_a_capital_whatever_word_of_the_agreement_it_begins_with() -> None:
    found = told(Facts(), {"text": "nämnden har beslutat."}, {"text": "friends är med.", "nytt_stycke": "ja"})
    assert found.parts[0].paragraphs == ["Nämnden har beslutat.", "Friends är med."]
