"""What was said of a value that is known in part, as the filters of the templates print it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from iopdocs.model.said import Said, in_millions
from iopdocs.model.vague_days import Vague
from iopdocs.swedish import dates, money, numbers
from iopdocs.swedish.characters import EN_DASH
from iopdocs.templating.values import Spoken

#: The filters for what stands alone, as in a table: there a value that is left open is its bare words.
_ALONE = {"kr", "tkr", "mnkr", "mdkr", "iso_datum", "period_iso", "procenttecken", "klockslag_tabell"}
#: The filters of texts: they take the words as they are.
_TEXT = {"versal", "gemen_början", "genitiv", "typografi", "talstreck", "citattecken"}
# Of two lengths in words the first loses a unit that the second has: *ett till två år*.
_ONE_UNIT = re.compile(r"(\w+) (\w+?)(?:er|or)? till (\w+ \2(?:er|or)?)(?!\w)")
# Two days at once: how each is printed, and the words around both, or around the first alone.
_PERIODS: dict[str, tuple[Callable[[Any], str], str, str]] = {
    "period": (dates.format, f"{{}}{EN_DASH}{{}}", "från och med {} tills vidare"),
    "period_iso": (dates.format_iso, f"{{}}{EN_DASH}{{}}", "{}"),
    "period_text": (dates.format_with_den, "från och med {} till och med {}", "från och med {} tills vidare"),
}


def formatted(name: str, function: Callable[..., str], value: Any, *more: Any) -> str:
    """Return what a filter prints of values of which one or more are known in part."""
    if name in _PERIODS:
        form, both, alone = _PERIODS[name]
        shown = [one.said.text(form) if isinstance(one, Spoken) else form(one) for one in (value, *more)]
        if name == "period" and more and shown[0].rpartition(" ")[1:] == shown[1].rpartition(" ")[1:]:
            shown[0] = shown[0].rpartition(" ")[0]  # the year that two months share
        return (both if more else alone).format(*shown)
    if name in _TEXT or not isinstance(value, Spoken):
        return function(value, *more)
    said = value.said
    if name == "antal":
        if said.is_open:
            return f"{said.kind.noun} {more[-1]} som {said.words}"
        if len(said.values) > 1:  # one of two ends is a figure, the noun stands after both
            return f"{said.text(numbers.format)} {more[-1]}"
    if said.is_open:
        return said.cell() if name in _ALONE else said.text()
    if name == "tidpunkt":
        return _at(said)
    text = said.text(_form_of(said, name, function, more))
    return _ONE_UNIT.sub(r"\1 till \3", text) if name == "längd_i_ord" else text


def _form_of(said: Said, name: str, function: Callable[..., str], more: tuple[Any, ...]) -> Callable[[Any], str]:
    if name == "kronor":
        return in_millions(said.scale, money.format)
    if name == "kr":
        return {6: money.format_millions, 9: money.format_billions}.get(said.scale, money.format_short)
    return lambda one: function(one, *more)


def _at(said: Said) -> str:
    """Return a time as it stands after a verb: *i januari 2019*, *hösten 2026*, *den 1 maj 2026*."""
    text, first = said.text(dates.format_with_den), said.values[0]
    if said.lead or not isinstance(first, Vague):
        return text
    return first.within + text.removeprefix(str(first))
