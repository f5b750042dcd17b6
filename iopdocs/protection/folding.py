"""Texts letter by letter as they are compared, and where each letter stands in the text as it was given.

Small letters without dots and rings, one letter for those that sound alike (Carl, Karl; Gustaf, Gustav), one kind of
digit and dash, nothing that is not seen. What is written in codes (``&ouml;``, ``%C3%B6``, ``\\u00f6``) is read first.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.characters import ALIKE

_TAGS = "b|i|u|s|em|strong|span|font|small|sub|sup|wbr|mark|code|a|br"
#: What is written in codes, and tags that only dress a letter.
_CODED = lazy_pattern(
    r"&(?:amp;)*(?P<entity>#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|(?P<percent>(?:%(?:25)*[0-9a-f]{2})+)"
    r"|\\u(?P<escape>[0-9a-f]{4})|\\[x'](?P<byte>[0-9a-f]{2})|(?P<printable>(?:=[89a-f][0-9a-f])+)"
    rf"|(?P<twice>[ÃÂ][\u0080-\u00ff–—‘’“”•€ŠšŽžŒœŸ„…†‡ˆ‰‹›™˜])|\bxn--(?P<idn>[a-z0-9-]{{2,60}})|(?P<tag></?(?:{_TAGS})\s*/?>)",
    re.IGNORECASE,
)
_MAYBE_CODED = lazy_pattern(r"[&%\\=<ÃÂ]|xn--", re.IGNORECASE)
#: Two letters that sound as one, or stand for one with a ring or dots.
_PAIR = lazy_pattern("a[ae]|oe|ue|hv|vv|ph|th|kh")
_OF_PAIR = {"hv": "v", "vv": "v", "ph": "v", "th": "t", "kh": "k", "oe": "o", "ue": "u", "aa": "a", "ae": "a"}
_ALIKE_IN_SOUND = {"c": "k", "q": "k", "w": "v", "f": "v", "z": "s", "x": "ks", "æ": "a", "œ": "o", "þ": "t", "ð": "d"}
# Letters and symbols that are only empty space.
_EMPTY = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}


class _Letters(dict[int, str]):
    """A table for str.translate with what is compared of each character; each is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _compared(chr(code))
        return shown


_LETTERS = _Letters()


def _compared(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf" or sign in _EMPTY:
        return ""
    if kind == "Pd" or sign == "\u2212":
        return "-"
    number = unicodedata.numeric(sign, None) if kind in {"Nd", "No"} else None
    if number is not None and number == int(number):
        return str(int(number))
    parts = unicodedata.normalize("NFKD", sign).translate(ALIKE).casefold()
    plain = unicodedata.normalize("NFKD", parts).translate(ALIKE)
    kept = (letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return "".join(_ALIKE_IN_SOUND.get(letter, letter) for letter in kept)


def folded(text: str) -> str:
    """Return a text as it is compared; where its letters stand in the text is told by :class:`Folded`."""
    if _MAYBE_CODED.search(text):
        text = _CODED.sub(lambda found: _read(found), text)
    return text.translate(_LETTERS)


def paired(text: str) -> str:
    """Return a folded text with one letter for two that sound as one: ``Phil`` as ``Fil``, ``aa`` as ``å``."""
    return _PAIR.sub(lambda found: _OF_PAIR[found[0]], text)


def letters(text: str) -> str:
    """Return nothing but the letters of a text as they are compared, in one piece."""
    return re.sub("[^a-z]+", "", folded(text))


class Places:
    """Where each character of a folded text, or of a paired one, stands in the text as it was given."""

    def __init__(self, text: str, *, pairs: bool) -> None:
        self._text = text
        self._pairs = pairs

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the given text that a part of the folded one came from."""
        return self._origins[start][0], self._origins[end - 1][1]

    @cached_property
    def _origins(self) -> list[tuple[int, int]]:
        made = [((start, end), sign) for start, end, shown in _pieces(self._text) for sign in shown.translate(_LETTERS)]
        origins = [place for place, _ in made]
        if not self._pairs:
            return origins
        joined, last = [], 0
        for found in _PAIR.finditer("".join(sign for _, sign in made)):
            joined += origins[last : found.start()]
            joined.append((origins[found.start()][0], origins[found.end() - 1][1]))
            last = found.end()
        return joined + origins[last:]


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each character with its place; what is written in codes is one piece."""
    last = 0
    coded = _CODED.finditer(text) if _MAYBE_CODED.search(text) else ()
    for found in coded:
        yield from ((at, at + 1, text[at]) for at in range(last, found.start()))
        yield found.start(), found.end(), _read(found)
        last = found.end()
    yield from ((at, at + 1, text[at]) for at in range(last, len(text)))


def _read(found: re.Match[str]) -> str:
    """Return what is written in codes, or the same when it means nothing."""
    kind, code = found.lastgroup or "", found[found.lastgroup or 0]
    match kind:
        case "entity":
            return html.unescape(f"&{code};")
        case "percent":
            return unquote(re.sub("%(?:25)+", "%", code))
        case "escape" | "byte":
            return chr(int(code, 16))
        case "printable":
            return _decoded(bytes.fromhex(code.replace("=", "")), "utf-8") or code
        case "twice":
            return _decoded(found[0].encode("cp1252", "ignore"), "utf-8") or code
        case "idn":
            return _decoded(code.encode(), "punycode") or code
        case _:
            return ""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except ValueError:
        return ""
