"""What Word counts by itself: the numbers of headings and list items, worked out as Word does (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from iopdocs.classes import dataclass
from iopdocs.errors import ConversionFailed, Problem
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.styles import Styles, switched_on, value, whole_number

#: The part that has the lists, under the name that a template has it by.
NUMBERING = "word/numbering.xml"
NBSP = "\u00a0"
# Word has nine levels.
_DEEPEST = 8
#: The longest number before a paragraph, and the longest pattern for one; Word's own dialogue takes fewer.
MOST_SIGNS = 1_000

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _letters(number: int) -> str:
    """Word goes on with aa, bb, cc after z."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A list (``w:numId``) and a level in it, from 0."""

    number_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph: the text with what follows it, or a bullet.

    ``number`` is set when the label is nothing but the number and a full stop, as in an ordinary numbered list.
    """

    text: str = ""
    bullet: bool = False
    number: int | None = None


class Numbering:
    """The lists of a document, counting as its paragraphs are met in order."""

    def __init__(self, part: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(part, "abstractNum", "abstractNumId")
        self._numbers = _by_id(part, "num", "numId")
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[ListLevel] = set()
        # Every paragraph asks again what there is but few of.
        self._list = cache(self._find_list)
        self._level = cache(self._find_level)
        self._levels = cache(_levels)
        self._styled = cache(_styled)
        self._override = cache(self._find_override)

    def place(self, paragraph: Node) -> ListLevel | None:
        """Return the list and level of a paragraph, its own or its style's; nothing when it is not numbered."""
        return self.place_of(paragraph.find(W + "pPr"))

    def place_of(self, own: Node | None) -> ListLevel | None:
        """Return the list and level that the properties of a paragraph give."""
        number_id, level = value(own, "numPr/numId"), value(own, "numPr/ilvl")
        if number_id is None and (found := self._styles.inherited(value(own, "pStyle"), self._listed)):
            number_id, level = found[0], found[1] if level is None else level
        if number_id is None or self._list(number_id) is None:
            return None
        return ListLevel(number_id, whole_number(level, most=_DEEPEST))

    def format_of(self, place: ListLevel) -> str:
        """Return how the items of a list look at a level: ``bullet``, ``decimal``; empty when it is not told."""
        return value(self._level(place, place.level), "numFmt") or ""

    def _listed(self, identity: str, style: Node) -> tuple[str, str | None] | None:
        """Return the list that a style gives, and the level, if it gives one."""
        number_id = value(style, "pPr/numPr/numId")
        if number_id is None:
            return None
        return number_id, value(style, "pPr/numPr/ilvl") or self._linked_level(number_id, identity)

    def count(self, place: ListLevel) -> Label:
        """Count one paragraph and return what Word shows before it."""
        level = self._level(place, place.level)
        if level is None:
            return Label()
        counters = self._counters.setdefault(self._abstract_id(place.number_id), {})
        for higher in range(place.level):
            # A level that is skipped counts as begun, as LibreOffice has it: 2, then 2.1.1.
            counters.setdefault(higher, self._start(place, higher))
        counters[place.level] = self._next(place, counters)
        self._restart_below(place, counters)
        if value(level, "numFmt") == "bullet":
            return Label(bullet=True)
        return self._label(place, counters, level)

    def _start(self, place: ListLevel, level: int) -> int:
        return whole_number(value(self._level(place, level), "start"))

    def _next(self, place: ListLevel, counters: dict[int, int]) -> int:
        again = self._override(place.number_id, place.level)
        restarted = value(again, "startOverride") if place not in self._begun else None
        self._begun.add(place)
        if restarted is not None:
            return whole_number(restarted)
        return counters[place.level] + 1 if place.level in counters else self._start(place, place.level)

    def _restart_below(self, place: ListLevel, counters: dict[int, int]) -> None:
        """A deeper level starts again, unless its lvlRestart says after which level it does (0: never)."""
        for deeper in [level for level in counters if level > place.level]:
            after = value(self._level(place, deeper), "lvlRestart")
            if after is None or place.level < whole_number(after):
                del counters[deeper]

    def _label(self, place: ListLevel, counters: dict[int, int], level: Node) -> Label:
        pattern = value(level, "lvlText") or ""
        if len(pattern) > MOST_SIGNS:
            raise _too_long()
        legal = switched_on(level, "isLgl")
        shown = cache(lambda sign: self._shown(place, counters, int(sign) - 1, legal=legal))
        # What stands between the signs of levels, and every second time the sign of a level.
        pieces = re.split(r"%([1-9])", pattern)
        text = "".join(shown(piece) if odd % 2 else piece for odd, piece in enumerate(pieces)).replace(" ", NBSP)
        if len(text) > MOST_SIGNS:
            raise _too_long()
        plain = pattern == f"%{place.level + 1}." and value(level, "numFmt") == "decimal"
        after = "" if not text or value(level, "suff") == "nothing" else " "
        return Label(text + after, number=counters[place.level] if plain else None)

    def _shown(self, place: ListLevel, counters: dict[int, int], depth: int, *, legal: bool) -> str:
        number = counters.get(depth, self._start(place, depth))
        form = "decimal" if legal else value(self._level(place, depth), "numFmt") or "decimal"
        return _FORMATS.get(form, str)(number)

    def _find_list(self, number_id: str) -> Node | None:
        """Return the definition of a list; one that only names a list style is looked up there."""
        node = self._abstract.get(self._abstract_id(number_id))
        named = value(node, "numStyleLink")
        linked = self._styles.inherited(named, _linked)
        if linked == number_id:
            others = (_linked(*style) for style in self._styles.chain(named))
            linked = next((other for other in others if other not in (None, number_id)), None)
        return node if linked is None else self._abstract.get(self._abstract_id(linked))

    def _abstract_id(self, number_id: str) -> str:
        return value(self._numbers.get(number_id), "abstractNumId") or ""

    def _find_level(self, place: ListLevel, level: int) -> Node | None:
        again = self._override(place.number_id, level)
        replaced = again.find(W + "lvl") if again is not None else None
        if replaced is not None:
            return replaced
        return self._levels(self._list(place.number_id)).get(str(level))

    def _find_override(self, number_id: str, level: int) -> Node | None:
        return _levels(self._numbers.get(number_id), "lvlOverride").get(str(level))

    def _linked_level(self, number_id: str, style: str) -> str | None:
        return self._styled(self._list(number_id)).get(style)


def _by_id(part: Node | None, tag: str, attribute: str) -> dict[str, Node]:
    nodes = part.iterfind(W + tag) if part is not None else ()
    return {node.get(W + attribute) or "": node for node in nodes}


def _levels(definition: Node | None, tag: str = "lvl") -> dict[str, Node]:
    """Return the levels of a list by their number; the first of each counts."""
    children = list(definition.iterfind(W + tag)) if definition is not None else []
    return {child.get(W + "ilvl") or "": child for child in reversed(children)}


def _styled(definition: Node | None) -> dict[str, str]:
    """Return the number of the level that belongs to a style, by the style's id."""
    levels = list(definition.iterfind(W + "lvl")) if definition is not None else []
    return {value(level, "pStyle") or "": level.get(W + "ilvl") or "" for level in reversed(levels)}


def _linked(_: str, style: Node) -> str | None:
    return value(style, "pPr/numPr/numId")


def _too_long() -> ConversionFailed:
    message = f"numret före ett stycke är längre än {MOST_SIGNS} tecken"
    hint = "Öppna filen i Word och definiera om listans numrering: Start, Flernivålista."
    return ConversionFailed(Problem(message, hint=hint, code="för-långt-nummer"))
