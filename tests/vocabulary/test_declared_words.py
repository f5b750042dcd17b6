"""What is declared of the words of the templates is what is rendered: the same names, of the types that are stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from benchmarks.samples.documents import libraries, load, workspace
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.lengths import Length
from iopdocs.swedish.clock import ClockTime
from iopdocs.templating.environment import environment
from iopdocs.templating.gaps import Missing
from iopdocs.templating.kinds import (
    Kinds,
    ListOf,
    OfFacts,
    OfFunction,
    OfLayouts,
    OfRecord,
    OneOf,
    Single,
    facts_by_kind,
    fields_by_kind,
    help_of,
    kinds_of,
)
from iopdocs.templating.values import Choice, Facts, Later, Layouts, Spoken, View
from iopdocs.vocabulary import facts, news_facts
from iopdocs.vocabulary.facts import ClauseBlock
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, WORDS, Context
from tests.conftest import ROOT

DAY = date(2026, 7, 1)
DECLARED = {**vars(facts), **vars(news_facts)}.values()
KINDS_OF_FACTS = [one for one in DECLARED if isinstance(one, type) and issubclass(one, Facts) and one is not Facts]
SINGLES: dict[str, type] = {
    "text": str,
    "ja eller nej": bool,
    "helt tal": int,
    "tal": Decimal,
    "datum": date,
    "klockslag": ClockTime,
    "tidslängd": Length,
}
BEFORE = Predecessor("exempelby-2020", name="överenskommelse", start=date(2020, 1, 1), parties=("Exempelby kommun",))
EVERY_EXTRA = [(record, name) for record, own in EXTRAS.items() for name in own]


@cache
def agreements() -> list[Agreement]:
    files = [*sorted((ROOT / "tests" / "agreements").glob("*.yaml")), *sorted((ROOT / "agreements").glob("*.yaml"))]
    return [load(path) for path in files]


@cache
def scenes() -> list[Scene]:
    return [
        Scene(agreement, kind, DAY, libraries(), EXTRAS, item, replaced=BEFORE)
        for agreement in agreements()
        for kind in workspace().types.values()
        for item in kind.items(agreement)[:3]
    ]


def records(value: object) -> Iterator[Record]:
    """Every record in a value, itself first."""
    if isinstance(value, Record):
        yield value
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for one in value:
            yield from records(one)


def is_of(value: Any, kinds: Kinds, *, deep: bool = True) -> bool:
    """Whether a value is what is declared, missing, or what was said of it; facts and items of lists are looked at."""
    return isinstance(value, Missing | Spoken) or not kinds or any(_is(value, kind, deep=deep) for kind in kinds)


def fact(facts: Facts, name: str) -> Any:
    found = getattr(facts, name)
    return found.now_() if isinstance(found, Later) else found


def _is(value: Any, kind: object, *, deep: bool) -> bool:
    match kind:
        case Single():
            kinds = SINGLES[kind.called]
            return isinstance(value, kinds) and (kinds is bool or not isinstance(value, bool))
        case OneOf():
            return isinstance(value, Choice) and value.known_() == kind.names
        case ListOf(item):
            return isinstance(value, list) and all(is_of(one, item) for one in value)
        case OfRecord(record):
            return isinstance(value, View) and isinstance(value.record_, record)
        case OfFacts(facts):
            inner = facts_by_kind(facts)
            same = type(value) is facts and set(vars(value)) == set(inner)
            return same and all(is_of(fact(value, name), inner[name]) for name in inner)
        case OfFunction():
            return callable(value)
        case OfLayouts():
            return isinstance(value, Layouts)
    return False


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_what_it_is_declared_to_be_in_every_document(name: str) -> None:
    kinds = kinds_of(WORDS[name].type)
    assert kinds
    met = [Context(scene)[name] for scene in scenes()]
    assert [value for value in met if not is_of(value, kinds)] == []
    assert any(not isinstance(value, Missing) for value in met)


@pytest.mark.parametrize(("record", "name"), EVERY_EXTRA, ids=lambda value: getattr(value, "__name__", value))
def test_an_extra_is_what_it_is_declared_to_be_for_every_record(record: type[Record], name: str) -> None:
    extra = EXTRAS[record][name]
    kinds = kinds_of(extra.type)
    assert kinds
    met = [extra.work_out(one, scene) for scene in scenes() for one in records(scene.agreement) if type(one) is record]
    assert [value for value in met if not is_of(value, kinds)] == []
    assert any(not isinstance(value, Missing) for value in met)


@pytest.mark.parametrize("record", EXTRAS, ids=lambda record: record.__name__)
def test_a_key_is_what_the_model_says_for_every_record(record: type[Record]) -> None:
    for scene in scenes():
        for one in records(scene.agreement):
            if type(one) is record:
                for name, kinds in fields_by_kind(record).items():
                    assert name in EXTRAS[record] or is_of(scene.read(one, name), kinds), name


@pytest.mark.parametrize("kind", KINDS_OF_FACTS, ids=lambda kind: kind.__name__)
def test_every_fact_has_a_type_and_a_help_text(kind: type[Facts]) -> None:
    assert facts_by_kind(kind).keys() == help_of(kind).keys()
    assert all(facts_by_kind(kind).values())
    assert all(help_of(kind).values())


def test_every_word_and_every_extra_has_a_help_text() -> None:
    assert all(one.about for one in (*WORDS.values(), *(one for own in EXTRAS.values() for one in own.values())))


def test_all_facts_that_documents_are_given_are_declared() -> None:
    assert len(KINDS_OF_FACTS) > 10
    ours = {kind for kind in Facts.__subclasses__() if kind.__module__.startswith("iopdocs.")}
    assert ours == set(KINDS_OF_FACTS)


@pytest.mark.parametrize("given", [{"text": "x"}, {"text": "x", "punkt": True, "mer": 1}])
def test_a_fact_that_is_not_declared_cannot_be_given_and_a_declared_one_must_be(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        ClauseBlock(**given)


def test_nothing_but_the_facts_can_be_read() -> None:
    block = ClauseBlock(text="x", punkt=False)
    made = environment()
    others = [name for name in dir(block) if name not in {one.name for one in fields(block)}]
    assert "known_" in others
    for name in (*others, "but", "__class__", "replace"):
        with pytest.raises(Exception, match="finns inte"):
            str(made.getattr(block, name))
    assert made.getattr(block, "text") == "x"


def test_what_is_worked_out_for_a_record_can_be_asked_of_one_that_is_missing() -> None:
    form = next(scene for scene in scenes() if scene.document.id == "styrgruppsprotokoll" and scene.item is None)
    chair = Context(form)["ordförande"]
    made = environment()
    assert "saknas: ordförande" in str(made.getattr(chair, "visning"))
    assert "saknas: namn" in str(made.getattr(chair, "namn"))
    with pytest.raises(Exception, match="Menade du visning"):
        str(made.getattr(chair, "visningg"))


def test_the_amounts_of_a_component_do_not_wait_for_the_economy_to_be_asked_for() -> None:
    scene = next(scene for scene in scenes() if scene.agreement.id == "exempelby-komplett-2026")
    economy = scene.agreement.economy
    assert economy is not None
    assert is_of(scene.view(economy.components[0]).summa, kinds_of(Decimal))
