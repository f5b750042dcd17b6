"""What is looked for as it stands: parts of an address, web and e-mail addresses, and the name after c/o."""

from __future__ import annotations

import re
from functools import cached_property

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.protection.find import Find
from iopdocs.protection.folding import folded, letters
from iopdocs.protection.view import FoldedText
from iopdocs.protection.words import ORGANISATIONS
from iopdocs.swedish.personnummer import Certainty

_SIGNS = {
    ".": r"(?:\s?[\[({]?\s?\.\s?[\])}]?\s?|\W{0,3}(?:punkt|dot)\W{0,3})",
    "@": r"\W{0,3}(?:@|at|snabel\W?a|(?<=\W)a(?=\W))\W{0,3}",
}
_BROKEN_SENTENCE = lazy_pattern(r"\.\s+[A-ZÅÄÖ]")
_CARE = lazy_pattern(r"(?:k\s?/\s?o|k\.?\s?o\.?|att|attn|hos)[.:]?\s*$")
_APART = lazy_pattern("[^a-z0-9]+")
_LAST_NUMBER = lazy_pattern(r"(?<=\D)\d+$")
_LABELLED = r"[\W_]{0,6}(?:(?:nr|nummer|no|hus|port)[\W_]{1,6})?"
_WHOLE = lazy_pattern("s?(?![a-z])")
_NEARBY = 40


@dataclass(eq=False)
class Literal:
    """A pattern that stands around its letters; compiled when the letters have been seen."""

    told: str
    what: str
    certainty: Certainty
    #: Signs between pieces may be written as words: snabel-a, punkt.
    address: bool = False

    @cached_property
    def key(self) -> str:
        """The letters to look for first."""
        plain = folded(self.told)
        if not self.address:
            return letters(self.told)
        found = re.search("[a-z]+", plain)
        return found[0] if found else ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        plain = folded(self.told).strip()
        if not self.address:
            name, number = _LAST_NUMBER.sub("", plain), _LAST_NUMBER.search(plain)
            pieces = [_loosely(name), *([_LABELLED, _loosely(number[0])] if number else [])]
            return re.compile(r"(?<![a-z0-9])" + "".join(pieces) + r"(?![0-9]|[a-rt-z]|s[a-z])")
        pieces = re.split("([^a-z0-9]+)", plain)
        parts = [re.escape(one) if one.isalnum() else _SIGNS.get(one, r"\W{1,3}") for one in pieces if one]
        return re.compile(r"(?<![a-z0-9])" + "".join(parts) + r"(?![a-z0-9])")

    def judge(self, view: FoldedText, at: int, length: int) -> Find | None:
        """Return the find whose letters stand there, if it is one."""
        start, end = view.place(at, length)
        low = max(0, start - len(self.told) - 12)
        around = self._pattern.finditer(view.text, low, end + 8 * len(self.told))
        found = next((one for one in around if one.start() <= start < one.end()), None)
        if not found:
            return None
        if self.address and _BROKEN_SENTENCE.search(view.written(found.start(), found.end())):
            return None
        return Find(*view.span(*found.span()), self.certainty, self.what, literal=self.certainty is Certainty.CERTAIN)


@dataclass(eq=False)
class Person:
    """The name after c/o: of two words or more it may be meant anywhere, of one only with c/o or with the town."""

    name: str
    towns: tuple[str, ...]

    def judge(self, view: FoldedText, at: int, length: int) -> Find | None:
        """Return the find whose letters stand there, if it is one."""
        start, end = view.place(at, length)
        text = view.text
        if not _WHOLE.match(text, end) or (start and text[start - 1].isalpha()):
            return None
        apart = len(_APART.findall(text[start:end])) > len(self.name.split())
        if apart or not view.written(start, start + 1).isupper():
            return None
        care = _CARE.search(text[max(0, start - 12) : start])
        town = any(one and one in letters_after(text, end) for one in self.towns)
        if not town and not care and not self._says_who:
            return None
        first = max(0, start - 12) + care.start() if care else start
        certainty = Certainty.CERTAIN if town and (care or self._says_who) else Certainty.POSSIBLE
        return Find(*view.span(first, end), certainty, "namn efter c/o", literal=False)

    @property
    def _says_who(self) -> bool:
        words = [letters(word) for word in self.name.split() if len(letters(word)) > 1]
        return len(words) > 1 and not any(word.endswith(ORGANISATIONS) for word in words)


def _loosely(text: str) -> str:
    return r"[\W_]{0,6}".join(re.escape(sign) for sign in text if sign.isalnum())


def letters_after(text: str, end: int) -> str:
    """Return the letters of what comes soon after."""
    return re.sub("[^a-z]", "", text[end : end + _NEARBY])
