"""Whether the letters of a protected name, where they stand in a text, give the place away."""

from __future__ import annotations

import re

from iopdocs.patterns import lazy_pattern
from iopdocs.protection import numbers
from iopdocs.protection.find import Find
from iopdocs.protection.folding import letters
from iopdocs.protection.names import Alone, Form, Name, fits
from iopdocs.protection.view import INSIDE, FoldedText
from iopdocs.protection.words import prefixes
from iopdocs.swedish.personnummer import Certainty

_GAPS = lazy_pattern("[^a-z]+")
_LONGEST_GAP, _MOST_SIGNS = 40, 3
#: What follows the number of a house, and not a number of months, pieces or kronor. For folded texts.
_CLOSED = lazy_pattern(
    r"\s*(?:$|[;!?)\]\"”’/|•]|[.,:](?!\d)|-\s|\n)"
    r"|\s+(?:i|pa|ar|okh?|eller|dar|vid|har|som|till|vran|lgh|hos|men|samt|vor|med|utan|bv|var|ligger|vinns|in|under)\b"
)
_TOWARDS = lazy_pattern(r"\s+(?=[a-zåäö])", re.IGNORECASE)
_PLAIN_GAP = lazy_pattern(r"[\s,:_-]*")
_DIRECT_GAP = lazy_pattern(r"(?:[^\w!?;]|_){0,8}")
_BEFORE = lazy_pattern(r"([a-z]+(?::[a-z]+)?)\W{1,3}$")
_SPACE = lazy_pattern(r"\s")
_TAIL = lazy_pattern("s?(?![a-z])")
_LINE = 200
_LETTER = lazy_pattern("[a-z]")


def judged(form: Form, view: FoldedText, at: int, length: int) -> Find | None:
    """Return the find that the letters from ``at`` are, or None: another word, another house, or nothing at all."""
    start, end = view.place(at, length)
    text = view.text
    tail = _TAIL.match(text, end)
    if not tail and not _goes_on(form, view, start, end):
        return None
    inside = start > 0 and bool(_LETTER.match(text, start - 1))
    gaps = _GAPS.findall(text[start:end])
    if not _joined(gaps) or (inside and (length < INSIDE or form.short or any(map(_SPACE.search, gaps)))):
        return None
    written = view.written(start, end)
    name = form.name
    if name.strictly and not _strictly(written, name.strictly):
        return None
    dotted = text[end : end + 1] in {".", ":"} or ":" in written
    if not fits(form, written, dotted=dotted, named=not view.begins_a_sentence(start)):
        return None
    numbered = _numbered(form, view, start, end) if tail else None
    if numbered is None:
        return _alone(form, view, (start, end), gaps, inside=inside, whole=bool(tail))
    certainty, first, last = numbered
    if inside or _elsewhere(name, text, start):
        certainty = Certainty.POSSIBLE
    return _find(view, (first, last), certainty, name.what)


def _joined(gaps: list[str]) -> bool:
    """Whether the letters belong together: between them only spaces and a few signs."""
    return all(
        len(gap) <= _LONGEST_GAP and len(gap.split()) <= _MOST_SIGNS and len("".join(gap.split())) <= _MOST_SIGNS
        and not any(map(str.isalnum, gap))
        for gap in gaps
    )  # fmt: skip


def _goes_on(form: Form, view: FoldedText, start: int, end: int) -> bool:
    """Whether a name may go on in the same word: in an address of the web."""
    return not form.short and end - start >= INSIDE and view.in_an_address(start, end)


def _strictly(written: str, wanted: str) -> bool:
    return "".join(filter(str.isalpha, written.casefold())) == "".join(filter(str.isalpha, wanted))


def _numbered(form: Form, view: FoldedText, start: int, end: int) -> tuple[Certainty, int, int] | None:
    """Return how sure it is that a protected number stands with the name, and from where to where."""
    name = form.name
    found: list[tuple[Certainty, int, int]] = []
    after = numbers.after(view.text, end)
    if after and (certainty := name.numbers.among(after)) and _belongs(form, view, after, start):
        found.append((certainty, start, _with_letter(view, after.end)))
    before = numbers.before(view.text, start)
    if before and (certainty := name.numbers.among(before)) and _leads(form, view, before, start, end):
        found.append((certainty, before.start, end))
    return min(found, key=lambda one: one[0] is not Certainty.CERTAIN, default=None)


def _belongs(form: Form, view: FoldedText, read: numbers.Read, start: int) -> bool:
    """Whether a number after a name is that of the house."""
    if form.short and not form.name.tight:
        return read.labelled or bool(_DIRECT_GAP.fullmatch(read.gap))
    if not form.name.tight:
        return True
    if not _PLAIN_GAP.fullmatch(read.gap) and not (form.short and _DIRECT_GAP.fullmatch(read.gap)):
        return False
    return bool(_CLOSED.match(view.text, read.end)) or _capital_follows(view, read.end)


def _capital_follows(view: FoldedText, end: int) -> bool:
    found = _TOWARDS.match(view.text, end)
    if not found or found.end() >= len(view.text):
        return False
    return view.written(found.end(), found.end() + 1).isupper()


def _leads(form: Form, view: FoldedText, read: numbers.Read, start: int, end: int) -> bool:
    """Whether a number before a name is that of the house: for a word any street has, only when it is said to be."""
    if read.labelled or not form.name.tight:
        return read.labelled or "." not in read.gap  # 1. Gömgatan: one of a list
    line = view.text.rfind("\n", max(0, read.start - _LINE), read.start) + 1 or max(0, read.start - _LINE)
    alone = not re.search("[a-z0-9]", view.text[line : read.start])
    return alone and not re.search("[.:]", read.gap) and bool(re.compile(r"\s*(?:$|[,;)\n])").match(view.text, end))


def _with_letter(view: FoldedText, end: int) -> int:
    """Return where a number ends with its letter: 12 B, but not: 12 i Gömby."""
    found = re.compile(r"\s?[a-z](?![a-z])").match(view.text, end)
    lettered = found and (found.end() == end + 1 or view.written(found.end() - 1, found.end()).isupper())
    return found.end() if found and lettered else end


def _elsewhere(name: Name, text: str, start: int) -> bool:
    """Whether a word before the name puts it in another part of town: *Södra* for *Norra*."""
    if name.plain or not name.prefixes:
        return False
    found = _BEFORE.search(text[max(0, start - 20) : start])
    meant = prefixes().get(letters(found[1]), frozenset()) if found else frozenset()
    return bool(meant) and not meant & name.prefixes


def _alone(
    form: Form, view: FoldedText, place: tuple[int, int], gaps: list[str], *, inside: bool, whole: bool
) -> Find | None:
    """Return the find that a name without its number is."""
    name, (start, end) = form.name, place
    if name.bare and whole and not inside and not form.part and (form.exact or not form.short):
        certainty = Certainty.POSSIBLE if name.alone in {Alone.NEVER, Alone.AS_A_NAME} else Certainty.CERTAIN
        return _find(view, place, certainty, name.what)
    if name.alone is Alone.NEVER or (form.short and not _long_enough(form, view, end)):
        return None
    if (inside or not whole) and not view.in_an_address(start, end):
        return None
    capital = view.written(start, start + 1).isupper()
    if name.alone is Alone.CAPITAL and not (capital or inside or not whole):
        return None
    named = capital and not view.begins_a_sentence(start)
    if (form.part and not named) or (name.alone is Alone.AS_A_NAME and not (form.exact and named)):
        return None
    if (
        not form.exact
        and any(gap.isspace() for gap in gaps)
        and not capital
        and len(gaps) < end - start - len(gaps) - 2
    ):
        return None
    what = "gata" if name.what == "gatuadress" else name.what
    return _find(view, place, Certainty.POSSIBLE, what)


def _long_enough(form: Form, view: FoldedText, end: int) -> bool:
    """Whether a shortened name says which street it is without a number: *Drottningg.*"""
    return len(form.stem) >= 5 and view.text[end : end + 1] == "."


def _find(view: FoldedText, place: tuple[int, int], certainty: Certainty, what: str) -> Find:
    return Find(*view.span(*place), certainty, what, literal=False)
