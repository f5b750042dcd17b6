"""The field that would fill a gap in: a near one before one within, one within before a list, and of two alike none."""

from __future__ import annotations

import pytest

from iopdocs.explaining.sources import attribute_path
from iopdocs.model import Agreement
from iopdocs.model.base import Record, key
from iopdocs.model.content import Activity


class Innermost(Record):
    street: str | None = key("gata", "Gatan", "gatan")


class Inner(Record):
    name: str | None = key("namn", "Namnet", "namnet")
    phone: str | None = key("telefon", "Numret", "numret")
    innermost: Innermost | None = key("adress", "Adressen")


class Row(Record):
    name: str | None = key("namn", "Namnet", "namnet")
    phone: str | None = key("telefon", "Numret", "numret")
    amount: str | None = key("belopp", "Beloppet", "beloppet")
    shared: str | None = key("delad", "Det delade", "det delade")
    innermost: Innermost | None = key("adress", "Adressen")


class OtherRow(Record):
    shared: str | None = key("delad", "Det delade", "det delade")


class Outer(Record):
    rows: tuple[Row, ...] = key("rader", "Raderna", default=())
    others: tuple[OtherRow, ...] = key("andra", "De andra", default=())
    inner: Inner | None = key("kontakt", "Kontakten")
    name: str | None = key("namn", "Namnet", "namnet")


class Twice(Record):
    one: Inner | None = key("den_ena", "Den ena")
    other: Inner | None = key("den_andra", "Den andra")


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("namnet", ("namn",)),
        ("numret", ("kontakt", "telefon")),
        ("gatan", ("kontakt", "adress", "gata")),
        ("beloppet", ("rader",)),
        ("det delade", ()),
        ("något annat", ()),
    ],
)
def test_the_nearest_field_is_meant_and_a_list_before_none(label: str, path: tuple[str, ...]) -> None:
    assert attribute_path(Outer, label) == path


@pytest.mark.parametrize("label", ["namnet", "gatan"])
def test_of_two_records_that_have_it_neither_is_said(label: str) -> None:
    assert attribute_path(Twice, label) == ()


def test_what_every_record_of_a_list_may_lack_is_the_lists_own_gap() -> None:
    assert attribute_path(Activity, "klockslag då det slutar") == ("tider",)
    assert attribute_path(Agreement, "insatsens namn") == ("insatser",)
