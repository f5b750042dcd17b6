"""How a text was typed never stops a document: what is only untidy is mended, what cannot be printed ``check`` says."""

from __future__ import annotations

import copy
import itertools
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.samples.documents import workspace
from iopdocs.errors import Problem, Severity
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.reading import KeyPath, decode_source, where
from iopdocs.swedish import typography
from iopdocs.workspace import Loaded
from tests.support.every_text import MORE, NAMES, places, put, read, text_fields
from tests.support.examples import examples

DAY = date(2026, 11, 21)
PIECES = [
    " ",
    "  ",
    "   ",
    "\n",
    "\n\n",
    "\n\n\n",
    " \n ",
    "\n   ",
    "\t",
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\u2028",
    "\u2029",
    "\r\n",
    ",",
    " ,",
    ".",
    " .",
    "...",
    "…",
    "!",
    "?",
    ":",
    ";",
    "-",
    "- ",
    "– ",
    "\n- ",
    "* ",
    "1. ",
    "\n2) ",
    "ord-\n",
    "delt-",
    '"',
    "”",
    "’",
    "»",
    "'",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "%",
    "#",
    "None",
    "nan",
    "NaN",
    "Undefined",
    "x",
    "åäö",
    "Å\u030a",
    "400 000 kr",
    "8 - 16",
    "§ 3",
    ".NET",
    ",5",
    "<b>",
    "&amp;",
    "]]>",
    "\\",
    "|",
    "`",
    "[saknas: x]",
    "m.m.",
    "שלום",
    "🙂",
    "\u0301",
    "\u2063",
    "\u3164",
    "\ufffd",
]
SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), SIGNS), min_size=1, max_size=9).map("".join)


@cache
def prepared(name: str) -> tuple[dict[str, Any], tuple[KeyPath, ...]]:
    """Return an agreement and where it has texts that may say anything, so that ``check`` finds no error."""
    data = read(name)
    for path, value in MORE.get(name, ()):
        put(data, path, value)
    free = [path for path, _ in places(data)]
    before = [at(data, path) for path in free]
    for path in free:
        put(data, path, "något")
    formed = {one.where for one in checked(data)[1] if one.severity is Severity.ERROR}
    for path, value in zip(free, before, strict=True):
        put(data, path, value)
    return data, tuple(path for path in free if where(path) not in formed)


def at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def with_texts(name: str, texts: list[str]) -> dict[str, Any]:
    """Return an agreement with the texts, in turn, in every place for one."""
    data, free = prepared(name)
    made = copy.deepcopy(data)
    for path, text in zip(free, itertools.cycle(texts), strict=False):
        put(made, path, text)
    return made


def checked(data: dict[str, Any]) -> tuple[Loaded, list[Problem]]:
    source, problems = decode_source(json.dumps(data, ensure_ascii=False).encode(), "prov.yaml")
    loaded = workspace().loaded(Path("prov.yaml"), source, problems)
    return loaded, workspace().check(loaded, DAY)


@cache
def batch() -> Batch:
    return Batch(workspace(), Wish(DAY))


def refusals(loaded: Loaded) -> list[str]:
    """Return why documents of a draft were refused."""
    outcome = batch().rendered(loaded, lambda *_: None, lambda _: {})
    return [str(one) for one in outcome.problems if one.severity is Severity.ERROR]


def test_the_agreements_have_a_text_in_every_field() -> None:
    found = {field for name in NAMES for path, field in places(prepared(name)[0])}
    assert text_fields() - found == set()


def test_most_texts_may_say_anything() -> None:
    assert sum(len(prepared(name)[1]) for name in NAMES) > 350


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(name=st.sampled_from(NAMES), texts=st.lists(TEXTS, min_size=1, max_size=12))
def test_any_text_that_check_accepts_gives_every_document(name: str, texts: list[str]) -> None:
    loaded, problems = checked(with_texts(name, texts))
    assume(not any(one.severity is Severity.ERROR for one in problems))
    assert refusals(loaded) == []


@pytest.mark.thorough(every=20)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text",
    [
        "Första raden\n   indragen rad",
        "ett \n två",
        "två  blanksteg",
        "före , komma . Efter",
        ", börjar med komma",
        ". börjar med punkt",
        "slutar med {",
        "{ börjar med en klammer",
        "None",
        "nan",
        "- en\n- två\n\n\n- tre",
        "[saknas: x]",
        "ett\u2028två",
        "hej .",
    ],
)
def test_a_text_that_is_only_untidy_stops_nothing(name: str, text: str) -> None:
    loaded, problems = checked(with_texts(name, [text]))
    assert [str(one) for one in problems if one.severity is Severity.ERROR] == []
    assert refusals(loaded) == []


@pytest.mark.parametrize("text", ["\u00ad", "\u200b\u200d", "\u2063 \u00a0", "\u3164", "\ufeff"])
def test_a_text_that_nobody_sees_is_told_with_its_line(text: str) -> None:
    data = {**prepared("exempelby-komplett-2026")[0], "partnerskap": text}
    (found,) = [one for one in checked(data)[1] if one.severity is Severity.ERROR]
    assert (found.where, found.line) == ("partnerskap", 1)


def test_a_text_that_begins_with_a_comma_is_doubted_with_its_line() -> None:
    data = {**prepared("exempelby-komplett-2026")[0], "partnerskap": ", och mer"}
    found = [one for one in checked(data)[1] if one.code == "börjar-med-skiljetecken"]
    assert [(one.where, one.line) for one in found] == [("partnerskap", 1)]


@given(TEXTS)
def test_a_text_is_tidied_once_and_keeps_its_words(text: str) -> None:
    made = typography.tidied(text)
    assert typography.tidied(made) == made
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("ett  två", "ett två"),
        ("ett \n   två", "ett\ntvå"),
        ("ett\n \n\ntvå", "ett\n\n\ntvå"),
        ("ett , två .", "ett, två."),
        ("i .NET och ,5", "i .NET och ,5"),
        ("1\u00a0000  kr", "1\u00a0000 kr"),
        ("och ... så", "och ... så"),
    ],
)
def test_what_is_untidy_is_mended(text: str, tidy: str) -> None:
    assert typography.tidied(text) == tidy
