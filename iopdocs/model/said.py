"""What is known of a value in part: *cirka 18 miljoner*, *20–25*, *januari 2019*, *fastställs av nämnden*, *okänt*.

Such a value is never a number or a day: the field it is said of is None, so that nothing is worked out from it as if it
were exact, and the record keeps the words beside it (``Record.said_of``). One grammar and one way to print holds for
all kinds of values; a ``Kind`` says how a plain value of its own is read and printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from iopdocs.classes import dataclass, field
from iopdocs.model.vague_days import ISO_MONTH, Vague, vague
from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import money
from iopdocs.swedish.characters import EN_DASH, IN_DASHES, plain


class Nature(StrEnum):
    """In what way a value is known in part."""

    APPROXIMATE = "ungefärligt"
    BOUND = "en gräns"
    RANGE = "ett intervall"
    PERIOD = "utan dag"
    PROVISIONAL = "preliminärt"
    OPEN = "lämnat öppet"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of values: ``parse`` reads a plain one or raises ValueError, ``form`` prints one.

    ``noun`` is what a value that is left open is called in a sentence: *den dag* som fastställs … ``in_text`` prints
    one that stands alone in running text, where that is otherwise: *cirka sex månader*, but *6–9 månader*.
    """

    name: str
    parse: Callable[[str], Any]
    form: Callable[[Any], str]
    noun: str
    in_text: Callable[[Any], str] | None = None

    @property
    def of_time(self) -> bool:
        """Whether the values are days."""
        return self.name == "datum"

    @property
    def of_money(self) -> bool:
        """Whether the values are kronor."""
        return self.name == "belopp"


_APPROXIMATE = (
    "cirka", "omkring", "ungefär", "runt", "drygt", "knappt", "närmare", "uppemot", "uppskattningsvis",
)  # fmt: skip
_SHORT = {"ca": "cirka", "ca.": "cirka", "c:a": "cirka"}
_BOUNDS = ("minst", "högst", "upp till", "mer än", "mindre än", "över", "under")
_DAY_BOUNDS = ("tidigast", "senast", "före", "efter")
#: What an amount has a key of its own for: slag: högst.
_CAPS = ("högst", "upp till")
#: How a provisional value is written: before a number, after a day.
_PROVISIONAL = {
    "preliminärt": ("preliminärt", "(preliminärt)"),
    "prel.": ("preliminärt", "(preliminärt)"),
    "beräknas": ("beräknade", "(beräknat)"),
    "beräknat": ("beräknade", "(beräknat)"),
    "beräknade": ("beräknade", "(beräknat)"),
    "uppskattas": ("uppskattade", "(uppskattat)"),
    "uppskattat": ("uppskattade", "(uppskattat)"),
    "uppskattade": ("uppskattade", "(uppskattat)"),
    "planeras": ("planerade", "(planerat)"),
    "planerat": ("planerade", "(planerat)"),
    "planerade": ("planerade", "(planerat)"),
}
#: The words that such values begin with.
LEADS = (*_APPROXIMATE, *_DAY_BOUNDS, *_PROVISIONAL, "minst", "högst", "fastställs", "bestäms", "beslutas")
UNKNOWN_WORDS = frozenset({"okänt", "okänd", "okända"})


def _either(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_LEAD = lazy_pattern(rf"({_either((*_APPROXIMATE, *_SHORT, *_BOUNDS, *_DAY_BOUNDS))}) (.+)", re.IGNORECASE)
_PROVISIONALLY = lazy_pattern(rf"({_either(_PROVISIONAL)})(?: till och med| till| bli)? (.+)", re.IGNORECASE)
_AFTERWARDS = lazy_pattern(r"(.+) \((preliminärt|beräknat|uppskattat|planerat)\)", re.IGNORECASE)
_OPEN = lazy_pattern(r"(?:fastställs|bestäms|beslutas|avtalas) \S.*", re.IGNORECASE)
_BETWEEN = lazy_pattern(r"(?:en dag )?mellan (.+) och (.+)", re.IGNORECASE)
_RANGE = lazy_pattern(rf"(.*?[^\s{IN_DASHES}])(?: ?[{IN_DASHES}] ?| till )(\S.*)")
_DAY_RANGE = lazy_pattern(r"(\S.*?)(?: ?[–—] ?| - | till |(?<=\b\d{4})-(?=\d{4}$))(\S.*)")
_UNIT = lazy_pattern(r"[^0-9\s,.].*")
_LARGE = lazy_pattern(r"(?:tusen|miljon|miljoner|miljard|miljarder)", re.IGNORECASE)
_SCALES = ((9, re.compile("miljard|mdkr", re.IGNORECASE)), (6, re.compile("miljon|mnkr", re.IGNORECASE)))


@dataclass(frozen=True, slots=True)
class Said:
    """A value that is known in part, as it was said.

    ``values`` are the plain values in it (one, or two of a range): of the kind's own type, or a ``Vague`` time without
    a day. ``lead`` and ``tail`` are the words around them; ``words`` is all of it where there is no value. ``scale`` is
    6 or 9 for amounts in millions or thousands of millions, so that they print as they were said.
    """

    nature: Nature
    kind: Kind = field(repr=False)
    values: tuple[Any, ...] = ()
    lead: str = ""
    tail: str = ""
    words: str = ""
    scale: int = 0

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known: a gap, as if nothing had been said."""
        return self.nature is Nature.UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether the parties themselves have left the value to something that comes later."""
        return self.nature is Nature.OPEN

    @property
    def not_before(self) -> date | None:
        """The first day it may mean, when it is a day, else None."""
        first = self.values[0] if self.values and self.kind.of_time and not self.lead else None
        return first.first if isinstance(first, Vague) else first

    @property
    def month(self) -> Vague | None:
        """The whole month that it is, when nothing more is said of it, else None."""
        first = self.values[0] if len(self.values) == 1 and not (self.lead or self.tail) else None
        return first if isinstance(first, Vague) and first.last else None

    def text(self, form: Callable[[Any], str] | None = None) -> str:
        """Return the words in running text, each plain value printed by ``form``: ``cirka 18 miljoner kronor``."""
        if self.is_open:
            return f"{self.kind.noun} som {self.words}"
        alone = self.kind.in_text if len(self.values) == 1 else None
        return self._around(form or alone or self._form)

    def cell(self, form: Callable[[Any], str] | None = None) -> str:
        """Return the words as they stand alone, as in a table: ``fastställs när PKV för året är känt``."""
        return self.words if self.words else self._around(form or self._form)

    def __str__(self) -> str:
        return self.cell()

    def _around(self, form: Callable[[Any], str]) -> str:
        shown = [str(value) if isinstance(value, Vague) else form(value) for value in self.values]
        if self.lead.endswith("mellan"):
            shown = [" och ".join(shown)]
        elif len(shown) == 2:
            shown = [_joined(*shown)]
        return " ".join(part for part in (self.lead, *shown, self.tail) if part)

    def _form(self, value: Any) -> str:
        return in_millions(self.scale, self.kind.form)(value)


def in_millions(scale: int, otherwise: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return how an amount is printed in running text when it was said in millions, else ``otherwise``."""
    return {6: money.format_millions_in_words, 9: money.format_billions_in_words}.get(scale, otherwise)


def _joined(first: str, last: str) -> str:
    """Join the two ends of a range; the unit that both have is written once."""
    if not first[-1:].isdigit() or not last[-1:].isdigit():
        number, unit = re.match(r"(.*[0-9])?(.*)", first), re.match(r"(.*[0-9])?(.*)", last)
        assert number and unit  # noqa: S101 - they match anything
        if not (number[1] and unit[1]) or number[2].split()[:1] != unit[2].split()[:1]:
            return f"{first} till {last}"
        first = number[1]
    return f"{first}{EN_DASH}{last}"


def unknown(kind: Kind) -> Said:
    """Return that nothing is known."""
    return Said(Nature.UNKNOWN, kind, words="okänt")


def open_value(kind: Kind, words: str) -> Said:
    """Return that a value is left to something that comes later; ``words`` begin with a verb: fastställs när …"""
    return Said(Nature.OPEN, kind, words=words)


def parse(text: str, kind: Kind) -> Said | None:
    """Read what is known in part; None when the text is of no such form, so that it is a slip of something else.

    Raises ValueError, with what to write instead, where the form is plain but the value in it is not.
    """
    shown = plain(text)
    if shown.casefold() in UNKNOWN_WORDS:
        return unknown(kind)
    if _OPEN.fullmatch(shown):
        return open_value(kind, shown[0].lower() + shown[1:])
    return _provisional(shown, kind) or _approximate(shown, kind) or _values(shown, kind)


def _provisional(shown: str, kind: Kind) -> Said | None:
    found = _PROVISIONALLY.fullmatch(shown)
    word, rest = (found[1], found[2]) if found else ("", "")
    if not found and (after := _AFTERWARDS.fullmatch(shown)):
        word, rest = after[2], after[1]
    if not word:
        return None
    lead, tail = _PROVISIONAL[word.lower()]
    inner = _approximate(rest, kind) or _values(rest, kind) or _exact(rest, kind)
    around = (inner.lead, tail) if kind.of_time else (f"{lead} {inner.lead}".strip(), "")
    return Said(inner.nature, kind, inner.values, *around, scale=inner.scale)


def _approximate(shown: str, kind: Kind) -> Said | None:
    found = _LEAD.fullmatch(shown)
    if found is None:
        return None
    word = found[1].lower()
    word = _SHORT.get(word, word)
    if (word in _DAY_BOUNDS and not kind.of_time) or (word in _CAPS and kind.of_money):
        return None
    inner = _values(found[2], kind) or _exact(found[2], kind)
    nature = Nature.APPROXIMATE if word in _APPROXIMATE else Nature.BOUND
    if nature is Nature.APPROXIMATE and inner.nature is Nature.RANGE:
        nature = Nature.RANGE
    return Said(nature, kind, inner.values, word, scale=inner.scale)


def _values(shown: str, kind: Kind) -> Said | None:
    """Return a range, or a time without a day."""
    if kind.of_time and (time := vague(shown)):
        return Said(Nature.PERIOD, kind, (time,))
    between = _BETWEEN.fullmatch(shown)
    pattern = _DAY_RANGE if kind.of_time else _RANGE
    found = between or (None if kind.name == "klockslag" or ISO_MONTH.fullmatch(shown) else pattern.fullmatch(shown))
    if found is None:
        return None
    first, last = found[1], found[2]
    if not any(sign.isalpha() for sign in first) and (unit := _UNIT.search(last)) and not kind.of_time:
        first = f"{first} {unit[0]}"
    if kind.of_time and not any(sign.isdigit() for sign in first) and (year := re.search(r"[0-9]{4}$", last)):
        first = f"{first} {year[0]}"
    try:
        ends = tuple(_one(end, kind) for end in (first, last))
    except ValueError:
        if between:
            raise
        return None
    if not _rising(*ends):
        return None
    lead = ("en dag mellan" if kind.of_time else "mellan") if between else ""
    return Said(Nature.RANGE, kind, ends, lead, scale=min(_scale(first, kind), _scale(last, kind)))


def _exact(shown: str, kind: Kind) -> Said:
    return Said(Nature.PROVISIONAL, kind, (_one(shown, kind),), scale=_scale(shown, kind))


def _one(shown: str, kind: Kind) -> Any:
    if kind.of_time and (time := vague(shown)):
        return time
    unit = shown.rpartition(" ")[2]
    return kind.parse(f"{shown} kronor" if kind.of_money and _LARGE.fullmatch(unit) else shown)


def _scale(shown: str, kind: Kind) -> int:
    return next((scale for scale, unit in _SCALES if kind.of_money and unit.search(shown)), 0)


def _rising(first: Any, last: Any) -> bool:
    before, after = (value.first if isinstance(value, Vague) else value for value in (first, last))
    return bool(before < after)
