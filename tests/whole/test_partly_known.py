"""Values that are known in part, everywhere at once: each is printed as it was said, and nothing else becomes exact."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest

from benchmarks.samples.documents import make_all, plain, text_of
from iopdocs.making.render import Rendered
from iopdocs.model import Agreement
from iopdocs.model.said import Said, parse
from iopdocs.swedish import clock
from iopdocs.swedish.names import upper_first
from tests.support.every_text import read
from tests.support.partly_said import KINDS, partly_known, written

DAY = date(2026, 11, 21)
#: Agreements that together have every value that may be known in part.
NAMES = ("exempelby-komplett-2026", "exempelby-tillagg-2025", "exempelstad-forlangning-2023", "exempelstad-tak-2024")
#: What follows from days and amounts, and cannot be said when they are not exactly known.
FOLLOWS = {"belopp", "totalt belopp", "årets budget", "hur ett delår räknas"}
#: What follows from the number that a later document is referred to by.
FOLLOWS |= {"vilket år", "första dag för tillägget", "förlängningens första dag", "ny sista dag"}
WHOSE = re.compile(r" \([^()]*\)$")
#: A made-up month so early that none of the law of today was there, or no day whose law it is.
NO_LAW = re.compile("den dag vars lag gäller|(?:gällde|inte den) 19[0-9]{2}-[0-9]{2}-01")


@cache
def data(name: str) -> dict[str, Any]:
    return read(name)


@cache
def documents(name: str, same: str = "") -> dict[str, Rendered]:
    return make_all(written(data(name), partly_known(data(name)), same), DAY)


@cache
def text(name: str) -> str:
    return plain("\n".join(text_of(one.data) for one in documents(name).values()))


def forms(words: str) -> set[str]:
    """Every way in which the words may be printed: as money in a text or a table, with or without a unit."""
    found = {words}
    for kind in KINDS:
        said = None
        try:
            said = parse(words, kind)
        except ValueError:
            continue
        if isinstance(said, Said):
            found.add(plain(said.text()))
            found |= {plain(said.text(clock.format_table))} if kind.name == "klockslag" else set()
    found |= {upper_first(form) for form in found}  # a sentence may begin with it
    return {form.removesuffix(" kronor").replace("miljoner", "") for form in found} | {
        re.sub(r"(\d) ?miljoner", r"\1 mnkr", words)
    }


def test_every_value_in_part_is_printed_as_it_was_said() -> None:
    printed: dict[str, bool] = {}
    for name in NAMES:
        for key, words in partly_known(data(name)).values():
            shown = any(form in text(name) for form in forms(plain(words)))
            printed[key] = printed.get(key, False) or shown
    assert [key for key, shown in printed.items() if not shown] == []
    assert len(printed) > 40


def labels(made: dict[str, Rendered]) -> Counter[str]:
    """What is missing, and in how many places: the place itself is named by a day, which may be known in part."""
    return Counter(WHOSE.sub("", gap) for one in made.values() for gap in one.gaps)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_in_part_is_no_gap(name: str) -> None:
    exact = make_all(Agreement.model_validate(data(name)), DAY)
    new = labels(documents(name)) - labels(exact)
    assert {gap for gap in new if not NO_LAW.search(gap)} <= FOLLOWS


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unknown_is_a_gap_as_if_it_were_not_there(name: str) -> None:
    exact = make_all(Agreement.model_validate(data(name)), DAY)
    shown = plain("\n".join(text_of(one.data) for one in documents(name, "okänt").values()))
    assert "okänt" not in shown.casefold()
    assert sum(len(one.gaps) for one in documents(name, "okänt").values()) > sum(
        len(one.gaps) for one in exact.values()
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_amount_is_exact_that_nobody_has_stated(name: str) -> None:
    given = plain(str(data(name)))
    shown = re.findall(r"(?:(\w+) )?(\d[\d ]*(?:,\d+)?) (?:kronor|kr|mnkr|miljoner kronor)\b", text(name))
    exact = {amount for before, amount in shown if before not in {"drygt", "cirka"} and amount not in given}
    assert exact == set()


def test_a_compilation_tells_what_is_known_in_part_of_what_came_later() -> None:
    given = read("exempelby-tillagg-2025")
    given["tillägg"][0] |= {"undertecknat": "juni 2025", "gäller_från": "hösten 2025"}
    shown = plain(text_of(documents_of(given)["konsoliderad"].data))
    assert "undertecknades i juni 2025 och gäller från och med hösten 2025." in shown


def test_what_the_parties_say_in_part_stops_no_final_and_what_is_unknown_does() -> None:
    given = data("exempelby-ungefar-2026")
    assert documents_of(given)["overenskommelse"].gaps == ()
    assert documents_of(given | {"exemplar": "okänt"})["overenskommelse"].gaps == ("antal exemplar",)


def test_what_is_unknown_is_a_gap_also_where_a_sentence_would_only_be_left_out() -> None:
    given = data("exempelby-ungefar-2026")
    ended = {**given, "uppsägning": {"tid": "6 månader", "form": "skriftligen", "reglering": "okänt"}}
    made = documents_of(ended)["overenskommelse"]
    assert made.gaps == ("reglering",)
    assert "regleras utbetalda medel på följande sätt: [saknas: reglering]." in plain(text_of(made.data))


def test_a_choice_or_a_yes_that_is_unknown_chooses_no_sentence() -> None:
    given = data("exempelby-ungefar-2026")
    unknown = {"villkor": {"försäkring": "okänt"}, "förlängning": {"slag": "okänt", "längd": "1 år"}}
    made = documents_of({**given, **unknown})["overenskommelse"]
    shown = plain(text_of(made.data))
    assert {"försäkring", "slag av förlängning"} & {WHOSE.sub("", gap) for gap in made.gaps}
    assert "ansvarsförsäkring" not in shown
    assert "Någon förlängning görs inte" not in shown
    assert "Parterna kan komma överens om att förlänga" not in shown


def test_a_list_that_is_unknown_is_a_gap_in_the_sentence_that_lists_it() -> None:
    given = data("exempelby-ungefar-2026")
    group = {"beskrivning": "unga", "omfattar_inte": "okänt"}
    shown = plain(text_of(documents_of({**given, "målgrupp": group})["pressmeddelande"].data))
    assert "Verksamheten omfattar inte [saknas: omfattar inte]." in shown


def documents_of(given: dict[str, Any]) -> dict[str, Rendered]:
    return make_all(Agreement.model_validate(given), DAY)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("april 2026", "undertecknades i april 2026."),
        ("hösten 2025", "undertecknades hösten 2025."),
        ("2026", "undertecknades 2026."),
        ("beräknas till 2026-05-04", "undertecknades den 4 maj 2026 (beräknat)."),
        ("2026-05-04", "undertecknades den 4 maj 2026."),
    ],
)
def test_a_time_after_a_verb_has_the_word_it_needs(written: str, shown: str) -> None:
    given = data("exempelby-ungefar-2026") | {"undertecknat": written, "diarienummer": "KS 1"}
    assert shown in plain(text_of(documents_of(given)["tillaggsavtal-1"].data))
