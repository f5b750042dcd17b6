"""What is known of a value in part: read, printed and kept the same way for every kind of value."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.money import Component, Indexation, IndexValue
from iopdocs.model.party import Address, Party
from iopdocs.model.said import Kind, Nature, Said, parse
from iopdocs.model.settings import Rules
from iopdocs.model.terms import Term
from iopdocs.model.vague_days import vague
from iopdocs.swedish.characters import plain
from tests.support.partly_said import KINDS

KIND: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
#: A plain value of each kind, another that is more, and how the first is printed.
PLAIN = {
    "belopp": ("500 000", "600 000", "500 000 kronor", "500 000–600 000 kronor"),
    "tal": ("2,5", "3", "2,5", "2,5–3"),
    "procent": ("2,5", "3", "2,5 procent", "2,5–3 procent"),
    "datum": ("2026-12-31", "2027-01-31", "den 31 december 2026", None),
    "årtal": ("2019", "2021", "2019", "2019–2021"),
    "antal": ("20", "25", "20", "20–25"),
    "gånger": ("2", "4", "2", "2–4"),
    "klockslag": ("13:30", "14:30", "kl. 13.30", None),
    "euro": ("105 000", "200 000", "105 000 euro", "105 000–200 000 euro"),
    "tidslängd": ("2 år", "3 år", "två år", "2–3 år"),
}
OTHERS = {
    "datum": [
        ("januari 2019", "januari 2019"), ("2019-01", "januari 2019"), ("i maj 2020", "maj 2020"), ("2019", "2019"),
        ("hösten 2026", "hösten 2026"), ("vintern 2026/2027", "vintern 2026/2027"),
        ("slutet av mars 2020", "slutet av mars 2020"), ("första halvåret 2026", "första halvåret 2026"),
        ("2019–2020", "2019–2020"), ("tidigast 2026-01-01", "tidigast den 1 januari 2026"),
        ("beräknas till hösten 2026", "hösten 2026 (beräknat)"),
        ("mellan 2026-01-01 och 2026-02-01", "en dag mellan den 1 januari 2026 och den 1 februari 2026"),
    ],
    "belopp": [
        ("cirka 18 miljoner", "cirka 18 miljoner kronor"), ("drygt 5,2 miljoner", "drygt 5,2 miljoner kronor"),
        ("ca 400 tkr", "cirka 400 000 kronor"), ("18–20 miljoner", "18–20 miljoner kronor"),
        ("knappt 1,2 miljarder", "knappt 1,2 miljarder kronor"),
        ("beräknas till cirka 2 mnkr", "beräknade cirka 2 miljoner kronor"),
    ],
    "antal": [("20-25", "20–25"), ("cirka 20–25", "cirka 20–25"), ("mellan 20 och 25", "mellan 20 och 25")],
    "tidslängd": [("6 månader–2 år", "6 månader till 2 år")],
}  # fmt: skip


def test_every_kind_of_value_is_in_the_table() -> None:
    assert set(PLAIN) == set(KIND)


@pytest.mark.parametrize("name", PLAIN)
def test_every_kind_takes_every_nature(name: str) -> None:
    kind, (first, last, shown, between) = KIND[name], PLAIN[name]
    provisional = f"{shown} (preliminärt)" if kind.of_time else f"preliminärt {shown}"
    expected = {
        f"cirka {first}": (Nature.APPROXIMATE, f"cirka {shown}"),
        f"minst {first}": (Nature.BOUND, f"minst {shown}"),
        f"preliminärt {first}": (Nature.PROVISIONAL, provisional),
        "fastställs av nämnden": (Nature.OPEN, f"{kind.noun} som fastställs av nämnden"),
        "okänt": (Nature.UNKNOWN, None),
        "okänd": (Nature.UNKNOWN, None),
    }
    if between:
        expected[f"{first}–{last}"] = (Nature.RANGE, between)
    for text, (nature, printed) in expected.items():
        said = parse(text, kind)
        assert said is not None, text
        assert said.nature is nature
        assert printed is None or plain(said.text()) == printed


@pytest.mark.parametrize(("name", "text", "shown"), [(name, *one) for name, more in OTHERS.items() for one in more])
def test_other_words_for_it_are_printed_as_the_house_prints_them(name: str, text: str, shown: str) -> None:
    said = parse(text, KIND[name])
    assert said is not None
    assert plain(said.text()) == shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("belopp", "crika 18"),
        ("belopp", "högst 5"),
        ("belopp", "600 000–500 000"),
        ("antal", "25–20"),
        ("antal", "2019-01-01"),
        ("datum", "1/1-22"),
        ("datum", "2026-13"),
        ("årtal", "2024-01-01"),
        ("klockslag", "8–22"),
        ("klockslag", "fastställs"),
    ],
)
def test_a_slip_is_no_partial_value(name: str, text: str) -> None:
    assert parse(text, KIND[name]) is None


def test_a_slip_after_the_words_is_told_as_it_would_be_without_them() -> None:
    with pytest.raises(ValueError, match="5 mnkr"):
        parse("cirka 5 mkr", KIND["belopp"])


_amounts = st.integers(1, 99_000_000).map(str)
_numbers = st.integers(1, 300).map(str)
_days = st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(str)
_vague = st.one_of(
    st.tuples(st.sampled_from(["januari", "maj", "våren", "hösten", "andra halvåret"]), st.integers(1950, 2150)).map(
        lambda both: f"{both[0]} {both[1]}"
    ),
    st.integers(1950, 2150).map(str),
)
_leads = st.sampled_from(["cirka", "drygt", "minst", "preliminärt", "beräknas till"])


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(["belopp", "antal", "datum", "procent", "årtal"]))
    value = {
        "belopp": st.one_of(_amounts, _numbers.map("{} miljoner".format), _numbers.map("{},5 mnkr".format)),
        "antal": _numbers,
        "procent": _numbers,
        "datum": st.one_of(_days, _vague),
        "årtal": st.integers(1950, 2150).map(str),
    }[name]
    lead = draw(_leads)
    return name, f"{lead} {draw(value)}"


@given(_texts())
def test_what_is_printed_is_read_as_the_same(given_text: tuple[str, str]) -> None:
    name, text = given_text
    said = parse(text, KIND[name])
    assert said is not None
    assert parse(str(said), KIND[name]) == said
    assert copy.deepcopy(said) == said == pickle.loads(pickle.dumps(said))  # noqa: S301 - our own


@given(st.text(max_size=40), st.sampled_from(KINDS))
def test_any_text_is_read_or_refused_in_words(text: str, kind: Kind) -> None:
    try:
        said = parse(text, kind)
    except ValueError as error:
        assert str(error)
    else:
        assert said is None or parse(str(said), kind) is not None


def test_a_time_without_a_day_knows_the_first_day_it_may_mean() -> None:
    assert [vague(text).first for text in ("januari 2019", "2019", "hösten 2026")] == [  # type: ignore[union-attr]
        date(2019, 1, 1), date(2019, 1, 1), date(2026, 7, 1),
    ]  # fmt: skip


def test_the_field_is_as_if_nothing_were_written_and_the_record_knows_what_was() -> None:
    term = Term.model_validate({"från": "januari 2019", "till": "beräknas till 2026-12-31", "längd": "okänd"})
    assert (term.start, term.end, term.length) == (None, None, None)
    assert {name: one.nature for name, one in term.said.items()} == {
        "start": Nature.PERIOD,
        "end": Nature.PROVISIONAL,
        "length": Nature.UNKNOWN,
    }
    assert term.lacks("length") and not term.lacks("start")


def test_what_was_said_is_part_of_the_record() -> None:
    one, other = (Term.model_validate({"från": text}) for text in ("januari 2019", "februari 2019"))
    assert one != other
    assert one != Term() != other
    assert copy.deepcopy(one) == one == pickle.loads(pickle.dumps(one))  # noqa: S301 - our own
    assert one.model_dump(by_alias=True, exclude_defaults=True) == {"från": "januari 2019"}


def test_a_copy_that_is_given_the_exact_value_has_it() -> None:
    made = Term.model_validate({"från": "januari 2019"}).model_copy(update={"start": date(2019, 1, 7)})
    assert made.said_of("start") is None


@pytest.mark.parametrize(
    ("record", "data"),
    [
        (Component, {"slag": "okänt", "betalare": "okänd", "benämning": "Okänd", "endast_året": "okänt"}),
        (
            Party,
            {
                "roll": "idéburen",
                "namn": "A",
                "orgnr": "okänt",
                "telefon": "okänt",
                "adress": "okänd",
                "kontakter": "okända",
            },
        ),
        (Agreement, {"id": "a", "parter": [], "syfte": "okänt", "källor": ["okänt"], "uppsägning": "okänd"}),
    ],
)
def test_anything_that_may_be_left_out_may_be_unknown(record: type[Record], data: dict[str, Any]) -> None:
    made = record.model_validate(data)
    unknown = {alias for alias, value in data.items() if "okän" in str(value).casefold()}
    aliases = {type(made).model_fields[name].alias for name in made.said}
    assert aliases == unknown
    assert all(one.is_unknown for one in made.said.values())


@pytest.mark.parametrize(
    ("record", "data"),
    [
        (IndexValue, {"år": "cirka 2024"}),
        (IndexValue, {"år": "okänt"}),
        (Rules, {"påminn": "cirka 2 månader"}),
        (Address, {"skyddad": "okänt"}),
        (Party, {"roll": "idéburen", "namn": "A", "typ": "förening", "skyddade_uppgifter": "okänt"}),
        (Component, {"id": "cirka 3"}),
        (Component, {"endast_året": "cirka ja"}),
        (Component, {"slag": "cirka per år"}),
    ],
)
def test_what_steers_or_protects_or_names_is_exact(record: type[Record], data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        record.model_validate(data)


def test_a_slip_of_the_words_is_told_as_before_and_what_was_meant() -> None:
    with pytest.raises(ValidationError, match="är inte ett tal") as caught:
        Component.model_validate({"belopp": "crika 18 000"})
    assert "Menade du cirka?" in str(caught.value)


def test_an_exact_value_is_what_it_was() -> None:
    assert Indexation.model_validate({"slag": "procent", "procent": "2,5"}).percent == Decimal("2.5")
    assert Component.model_validate({"belopp": "18 mnkr"}).said == {}


def test_the_words_of_a_value_left_open_are_whole() -> None:
    said = parse("Fastställs när PKV för året är känt", KIND["belopp"])
    assert isinstance(said, Said)
    assert (said.cell(), said.text()) == (
        "fastställs när PKV för året är känt",
        "ett belopp som fastställs när PKV för året är känt",
    )
