"""The names of protected places, each in every way it may be spelt: inflected, shortened, with old letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import product

from iopdocs.classes import dataclass, field
from iopdocs.protection.endings import Ending, ending_of, endings, ends, shortened, spelt
from iopdocs.protection.folding import letters, paired
from iopdocs.protection.numbers import Numbers
from iopdocs.protection.places import NamedPlace, core, is_compound, is_definite, is_generic, is_noun
from iopdocs.protection.words import BOXES, HOUSES, ORDINARY, prefixes, shapes_of_prefixes

_SHORTEST_ALONE = 5
#: How much longer than this a stem must be to be known by one letter of what follows.
_SHORT_STEM = 3
#: What is known as a shortened street also without its dot.
_DOTLESS = frozenset({"g", "v", "gr", "gat", "gt", "gtn", "vg", "vgn"})
#: Letters that end no word of the language are a shortened street without their dot, too: Björkgt, Ringvg.
_VOWELS = frozenset("aeiouy")


class Alone(Enum):
    """When a name without its number may give the place away."""

    NEVER = 0
    #: In the middle of a sentence with a capital letter, as a name has.
    AS_A_NAME = 1
    #: With a capital letter: it is also a word of the language.
    CAPITAL = 2
    ALWAYS = 3


@dataclass(slots=True, eq=False)
class Name:
    """The name of a place with all numbers that are protected on it."""

    what: str
    alone: Alone
    #: A word any street may be called by: it says nothing without its number right after.
    tight: bool = False
    #: Protected without a number.
    bare: bool = False
    numbers: Numbers = field(default_factory=Numbers)
    #: The words for parts of town that stand before it; none when there is a place without.
    prefixes: set[str] = field(default_factory=set)
    plain: bool = False
    #: The letters it must have with rings and dots, when it is too short to go without.
    strictly: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One way to spell a name; ``short`` when what it is called is shortened to a few letters after ``stem``."""

    name: Name
    exact: bool = False
    short: str = ""
    stem: str = ""
    #: The house's name without what the house is called: *Solhem* of *Villa Solhem*.
    part: bool = False
    length: int = 0


@dataclass(frozen=True, slots=True)
class _Spelling:
    pieces: tuple[str, ...]
    short: str = ""

    @property
    def keys(self) -> Iterable[str]:
        """The letters to look for: as they stand, and with one letter for two that sound as one."""
        joined = "".join(self.pieces)
        return {joined, paired(joined), "".join(map(paired, self.pieces))}


class Names:
    """All names, and the index of their forms by the letters they are spelt with."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, bool, str], Name] = {}
        self.forms: dict[str, list[Form]] = {}

    def add(self, place: NamedPlace, town: str) -> None:
        """Add a place; ``town`` is known to all and no secret."""
        if place.box:
            self._box(place)
        elif place.number is None:
            self._bare(place.words)
        else:
            self._numbered(place, town)

    def _box(self, place: NamedPlace) -> None:
        name, new = self._get("box", "boxadress", Alone.NEVER, tight=True)
        if place.number:
            name.numbers.add(place.number)
        if new:
            self._spell(name, [_Spelling((box,)) for box in BOXES], "box")

    def _numbered(self, place: NamedPlace, town: str) -> None:
        words = core(place.words)
        self._street(words, place, town)
        # What stands last may say enough with its number: Norra Ed 5, Östanå byväg 3.
        last = letters(words[-1])
        if len(words) > 1 and last not in endings() and last not in shortened():
            self._street(words[-1:], place, town)

    def _street(self, words: tuple[str, ...], place: NamedPlace, town: str) -> None:
        folded = list(map(spelt, words))
        joined = "".join(folded)
        generic = is_generic(words) or len(joined) <= _SHORT_STEM or is_noun(place, words)
        digits = any(sign.isdigit() for word in words for sign in word)
        if digits:
            return  # 17:e gatan: looked for as it stands
        alone = _alone(words, folded, generic=generic)
        if joined == letters(town) or len(joined) < _SHORTEST_ALONE:
            alone = Alone.NEVER
        name, new = self._get(joined, "fastighet" if _is_land(place) else "gatuadress", alone, tight=generic)
        if place.number:
            name.numbers.add(place.number)
        earlier = place.words[: len(place.words) - len(words)]
        before = prefixes().get(letters(earlier[-1]), frozenset()) if earlier else frozenset()
        name.prefixes |= before
        name.plain = name.plain or not before
        if generic and len(words) == 1 and len(joined) <= _SHORT_STEM:
            name.strictly = words[0].casefold()
        if new:
            self._spell(name, list(_spellings(words, folded, generic=is_generic(words))), joined)

    def _bare(self, words: tuple[str, ...]) -> None:
        folded = list(map(spelt, words))
        joined = "".join(folded)
        generic = is_generic(words)
        name, new = self._get(joined, "gatuadress", _alone(words, folded, generic=generic), tight=False)
        name.bare, name.plain = True, True
        if not new:
            return
        nouns = next((house for house in HOUSES if folded[0] in house), ()) if len(words) > 1 else ()
        # A house is called what it is called; a street may be inflected.
        streets = [] if nouns else [one for one in _spellings(words, folded, generic=generic) if not one.short]
        rest = "".join(folded[1:])
        # Gården Solhem is also Solhems gård.
        turned = product((rest, f"{rest}s"), nouns) if len(rest) >= _SHORTEST_ALONE else ()
        told = (_Spelling((noun, *folded[1:])) for noun in nouns)
        self._spell(name, [*streets, *told, *map(_Spelling, turned)], joined)
        if nouns and len(rest) >= _SHORTEST_ALONE:
            self._put(_Spelling(tuple(folded[1:])), Form(name, part=True, length=len(rest)))

    def _get(self, joined: str, what: str, alone: Alone, *, tight: bool) -> tuple[Name, bool]:
        key = (joined, tight, what)
        new = key not in self._names
        name = self._names.setdefault(key, Name(what, alone, tight))
        # Towns differ; the more it says, the more is looked for.
        name.alone = max(name.alone, alone, key=lambda one: one.value)
        return name, new

    def _spell(self, name: Name, spellings: list[_Spelling], exact: str) -> None:
        for one in dict.fromkeys(spellings):
            joined = "".join(one.pieces)
            stem = joined.removesuffix(one.short)
            self._put(one, Form(name, joined == exact, one.short, stem, length=len(joined)))

    def _put(self, spelling: _Spelling, form: Form) -> None:
        for key in spelling.keys:
            others = self.forms.setdefault(key, [])
            if not any(one.name is form.name and one.short == form.short for one in others):
                others.append(form)


def _is_land(place: NamedPlace) -> bool:
    return bool(place.number and place.number.estate)


def _alone(words: tuple[str, ...], folded: list[str], *, generic: bool) -> Alone:
    last = folded[-1]
    if generic and len(words) == 1 and last in endings():
        return Alone.NEVER
    if generic or (len(words) == 1 and is_definite(words)):
        return Alone.AS_A_NAME
    form = ending_of(last)
    kinds = endings().get(form, ())
    street = any(not ending.ordinary for ending in kinds) or (last in shortened() or words[-1].endswith("."))
    if len(words) == 1 and is_compound(last):
        street = False
    return Alone.ALWAYS if street else Alone.CAPITAL


def _spellings(words: tuple[str, ...], folded: list[str], *, generic: bool) -> Iterator[_Spelling]:
    yield _Spelling(tuple(folded))
    heads = [_shapes(word) for word in folded[:-1]]
    if generic and len(words) == 1:
        return
    for stem, kinds in _stems(words[-1], folded[-1]):
        if not stem and not heads:
            continue
        for head in product(*heads):
            pieces = (*head, stem) if stem else head
            for kind in kinds:
                yield from (_Spelling((*pieces, letters(form))) for form in kind.forms)
                yield from (_Spelling((*pieces, letters(short)), letters(short)) for short in kind.short)
    for head in product(*heads):
        yield _Spelling((*head, folded[-1]))


def _shapes(word: str) -> tuple[str, ...]:
    """Return the shapes of a word before a name: *Norra* is also *N.* and *N:a*."""
    meant = prefixes().get(word, frozenset())
    return tuple(
        dict.fromkeys((word, *(shape for one in sorted(meant) for shape in sorted(shapes_of_prefixes()[one]))))
    )


def _stems(word: str, last: str) -> Iterator[tuple[str, tuple[Ending, ...]]]:
    """Yield what stands before what the street is called, and what that is; shortened, it may be several."""
    if ending_of(last):
        # Kungsörnås is an ås, though it looks like a näs.
        yield from ((last.removesuffix(form), kinds) for form, kinds in endings().items() if ends(last, form))
        return
    dotted = word.endswith(".") or ":" in word
    for short, kinds in shortened().items():
        stem = last.removesuffix(short)
        if stem == last or (stem and not dotted and (short not in _DOTLESS or len(stem) < _SHORT_STEM)):
            continue
        yield stem, kinds


def fits(form: Form, written: str, *, dotted: bool, named: bool) -> bool:
    """Whether a form is one as it is written: shortened, it is known by its dot, its length or its capital letter.

    ``named`` is whether the capital letter is that of a name, and not of a sentence.
    """
    if not form.short:
        return True
    capital = written[:1].isupper()
    if len(form.stem) == 1:
        # Åv. 4, but not: Utbetalning 1 av 4
        return dotted and written[:1].casefold() in "åäö"
    if form.stem + form.short in ORDINARY:
        return dotted and capital and named
    if len(form.stem) < _SHORT_STEM:
        return dotted
    if dotted:
        return capital or form.short in _DOTLESS or len(form.stem) > _SHORT_STEM
    if form.short in _DOTLESS:
        return len(form.stem) > _SHORT_STEM or capital
    return capital and len(form.stem) > _SHORT_STEM and len(form.short) > 1 and _VOWELS.isdisjoint(form.short)
