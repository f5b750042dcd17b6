"""What is limited to some documents stands in those and in no other: every text and every record that can be."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from benchmarks.samples.documents import make_all, plain, text_of, workspace
from iopdocs.model import Agreement
from iopdocs.model.limits import Telling, Told
from iopdocs.model.scalars import LimitedText
from iopdocs.templating.doubted import with_doubts
from iopdocs.templating.fields import fields_of
from tests.support.every_key import at, fullest, records
from tests.support.every_text import places, put, read

DAY = date(2026, 11, 21)
AGREEMENT, PRESS = "avtalet", "pressmeddelandet"
#: What endast_i calls the documents of each type: a compilation is called as the agreement is.
CALLED = {name: kind.called for name, kind in workspace().types.items()}


def texts(data: dict[str, Any]) -> dict[str, str]:
    """Return the text of every document, by what endast_i calls it."""
    found: dict[str, str] = {}
    for name, made in make_all(Agreement.model_validate(data), DAY).items():
        kind, _, number = name.rpartition("-")
        called = CALLED[kind if number.isdigit() else name]
        found[called] = found.get(called, "") + plain(text_of(made.data)) + made.title
    return found


@pytest.mark.parametrize("name", fullest())
def test_a_text_limited_to_one_document_stands_in_no_other(name: str) -> None:
    whole = read(name)
    marked = {path: f"märke{number}x" for number, (path, _) in enumerate(places(whole))}
    shown = dict.fromkeys((AGREEMENT, PRESS), 0)
    for only in shown:
        data = copy.deepcopy(whole)
        for path, mark in marked.items():
            put(data, path, {"text": mark, "endast_i": only})
        for called, text in texts(data).items():
            found = [path for path, mark in marked.items() if mark in text]
            assert called == only or not found, called
            shown[only] += len(found)
    assert all(shown.values())


@pytest.mark.parametrize("name", fullest())
def test_a_record_limited_to_one_document_stands_in_no_other(name: str) -> None:
    whole = read(name)
    told = [path for path, kind in records(whole) if issubclass(kind, Told)]
    marks = {path: f"märke{number}x" for number, (path, _) in enumerate(places(whole)) if within(path, told)}
    data = copy.deepcopy(whole)
    for path, mark in marks.items():
        put(data, path, mark)
    for path in told:
        at(data, path)["endast_i"] = [AGREEMENT]
    for called, text in texts(data).items():
        found = [path for path, mark in marks.items() if mark in text]
        assert found if called == AGREEMENT and marks else called == AGREEMENT or not found


def within(path: Any, owners: list[Any]) -> bool:
    return any(path[: len(owner)] == owner for owner in owners)


def test_what_is_doubted_is_limited_as_it_was() -> None:
    """A finding is put on the very text, which then is of another type."""
    data = read(next(iter(fullest())))
    marked = {path: f"märke{number}x" for number, (path, _) in enumerate(places(data))}
    for path, mark in marked.items():
        put(data, path, {"text": mark, "endast_i": AGREEMENT})
    agreement = Agreement.model_validate(data)
    fields = fields_of(Agreement)
    everywhere = {(name,): "stämmer inte" for name in fields if name != "id"}
    doubted = with_doubts(agreement, everywhere)
    assert any(mark in repr(doubted) for mark in marked.values())
    told = repr(Telling(PRESS).of(doubted))
    assert [mark for mark in marked.values() if mark in told] == []


def test_a_text_without_limits_is_a_plain_text_and_one_with_two_stands_in_both() -> None:
    given = {
        "id": "prov",
        "parter": [{"typ": "kommun", "namn": "Exempelby kommun"}, {"typ": "förening", "namn": "Exempeljouren"}],
        "syfte": ["stärka stödet", {"text": "nå fler.", "endast_i": [AGREEMENT, PRESS]}],
    }
    agreement = Agreement.model_validate(given)
    plain_text, limited = agreement.purposes
    assert type(plain_text) is str
    assert isinstance(limited, LimitedText)
    assert (limited, limited.only_in) == ("nå fler", (AGREEMENT, PRESS))
    shown = texts(given)
    assert "nå fler" in shown[AGREEMENT]
    assert "nå fler" in shown[PRESS]


@pytest.mark.parametrize(
    "wrong", [{"text": "a", "endast_i": []}, {"text": "a", "endast_i": AGREEMENT, "mer": "b"}, {"endast_i": AGREEMENT}]
)
def test_a_limit_that_cannot_be_followed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="endast_i"):
        Agreement.model_validate({"id": "prov", "parter": [{}, {}], "syfte": [wrong]})


def test_what_sums_and_days_rest_on_cannot_be_limited() -> None:
    for data in (
        {"ekonomi": {"komponenter": [{"belopp": "1", "endast_i": AGREEMENT}]}},
        {"avtalstid": {"från": "2026-01-01", "endast_i": AGREEMENT}},
        {"parter": [{"namn": "Exempelby kommun", "endast_i": AGREEMENT}, {}]},
    ):
        with pytest.raises(ValueError, match="extra_forbidden"):
            Agreement.model_validate({"id": "prov", "parter": [{}, {}], **data})
