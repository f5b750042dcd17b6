"""The characters that the codes of fonts stand for (ISO 32000-1, 9.10.3): each code that is used has one.

Where LibreOffice writes a group of signs that is shown by other signs than its own (points of Hebrew, joined letters of
Arabic), it says what the group stands for and leaves some of its codes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pikepdf
from pikepdf import Object

from iopdocs.conversion.conforming.painted import Page, PaintedText

_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_END = b"endcmap"
# Nothing is seen of it, and nothing is heard.
_SILENT = "\u200b"


def width(font: Object) -> int:
    """Return how many bytes a code of a font has."""
    return 2 if font.get("/Subtype") == "/Type0" else 1


def codes(shown: PaintedText) -> list[bytes]:
    """Return the codes of a text, each by itself."""
    size = width(shown.font)
    return [shown.codes[at : at + size] for at in range(0, len(shown.codes), size)]


def characters(font: Object) -> dict[bytes, str] | None:
    """Return what each code of a font stands for; None when the font does not say it so."""
    said = font.get("/ToUnicode")
    if not isinstance(said, pikepdf.Stream):
        return None
    found: dict[bytes, str] = {}
    for kind, content in _SECTION.findall(said.read_bytes()):
        if kind == b"bfchar":
            found |= {bytes.fromhex(code.decode()): _text(sign) for code, sign in _PAIR.findall(content)}
        else:
            for first, last, sign, each in _RANGE.findall(content):
                found |= _ranged(first, last, sign, each)
    return found


def _ranged(first: bytes, last: bytes, sign: bytes, each: bytes) -> dict[bytes, str]:
    size, start, end = len(first) // 2, int(first, 16), int(last, 16)
    if each:
        signs = [_text(one) for one in re.findall(rb"<([0-9A-Fa-f]+)>", each)]
    else:
        head, tail = _text(sign)[:-1], ord(_text(sign)[-1])
        signs = [head + chr(tail + step) for step in range(min(end - start, 0xFFFF) + 1)]
    return {(start + step).to_bytes(size, "big"): text for step, text in enumerate(signs)}


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")


def text_of(pieces: Iterable[PaintedText]) -> str:
    """Return what pieces of text say, as far as their fonts tell."""
    said = ""
    for shown in pieces:
        known = characters(shown.font) or {}
        said += shown.stands_for or "".join(known.get(code, "") for code in codes(shown))
    return said


def missing(pages: Iterable[Page]) -> dict[tuple[int, int], dict[bytes, str]]:
    """Return for each font, by its object, the codes in use that stand for nothing, with what they may stand for."""
    known: dict[tuple[int, int], dict[bytes, str] | None] = {}
    found: dict[tuple[int, int], dict[bytes, str]] = {}
    for shown in (one for page in pages for one in page.texts):
        name = shown.font.objgen
        if name not in known:
            known[name] = characters(shown.font)
        there = known[name]
        if there is None:
            continue
        used = codes(shown)
        for number, code in enumerate(used):
            if not there.get(code):
                found.setdefault(name, {}).setdefault(code, _share(shown.stands_for, number, len(used)))
    return found


def _share(words: str | None, number: int, count: int) -> str:
    """The words of a group in as many parts as it has signs: a sign each, or all with the first."""
    if words is None:
        return ""
    if len(words) == count:
        return words[number]
    return words if number == 0 else _SILENT


def named(pdf: pikepdf.Pdf, pages: Iterable[Page]) -> None:
    """Say of each code what it stands for, where the page tells it."""
    for name, lacking in missing(pages).items():
        font = pdf.get_object(name)
        lines = [
            b"<%s> <%s>" % (code.hex().encode(), sign.encode("utf-16-be").hex().encode())
            for code, sign in sorted(lacking.items())
            if sign
        ]
        if lines:
            block = b"%d beginbfchar\n%s\nendbfchar\n" % (len(lines), b"\n".join(lines))
            map_ = font.ToUnicode.read_bytes()
            place = map_.rindex(_END)
            font.ToUnicode.write(map_[:place] + block + map_[place:])
