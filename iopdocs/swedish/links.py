"""Addresses and telephone numbers that stand as plain text, and what they would link to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.swedish import phone

_SPACE = "[ \u00a0]"
_NOT_IN_WEB = r"\s<>\"”’"
# Only the endings that Swedish organisations use: a missing space after a full stop must not become a link.
_ENDINGS = "se|nu|org|com|eu"
_MAIL = r"(?<![\w.+@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_WEB = rf"\bhttps?://[^{_NOT_IN_WEB}]+|(?<![\w.@/-])(?:[\w-]{{2,}}\.)+(?:{_ENDINGS})(?![\w@-])(?!\.\w)(?:/[^{_NOT_IN_WEB}]*)?"
_AREA_AND_NUMBER = rf"0\d{{1,3}}{_SPACE}?[-–]{_SPACE}?\d{{2,4}}(?:{_SPACE}?\d{{2,3}}){{1,3}}"
_ABROAD = rf"\+\d(?:{_SPACE}?[-()]?\d){{6,13}}"
_PHONE = rf"(?<![\w/.:+,–-])(?:{_AREA_AND_NUMBER}|{_ABROAD})(?![\w-]|[/:,.]\d)"
# A short number is told from an amount by the word before it.
_CALLED = "ring|telefon|tel|polisen|socialjouren|nödnumret|larmnumret|vårdguiden|kvinnofridslinjen"
_SHORT = rf"(?:112|1177|11[34]{_SPACE}?\d\d|11[68]{_SPACE}?\d{{3}})(?![\w-]|[/:,.]\d|{_SPACE}\d)"
# What every one of them has something of.
_SIGN = re.compile(rf"[@\d]|://|\.(?:{_ENDINGS})")
_LINK = re.compile(
    rf"(?P<mail>{_MAIL})|(?P<web>{_WEB})|(?P<phone>{_PHONE})"
    rf"|(?P<before>\b(?i:{_CALLED})[.:]?{_SPACE}(?:på{_SPACE})?)(?P<short>{_SHORT})"
)


def may_have(text: str | None) -> bool:
    """Whether a text has something in it that may be a link; quicker than to part it."""
    return bool(text and _SIGN.search(text) and _LINK.search(text))


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with its target or with nothing."""
    done = 0
    for match in _LINK.finditer(text):
        shown, start = _shown(match)
        target = _target(match, shown)
        if target:
            yield text[done:start], ""
            yield shown, target
            done = start + len(shown)
    yield text[done:], ""


def _shown(match: re.Match[str]) -> tuple[str, int]:
    """Return the text of the link and where it starts: without the punctuation of the sentence around it."""
    kind = match.lastgroup or ""
    shown = match[kind]
    if kind == "web":
        shown = shown.rstrip(".,;:!?'")
        if shown.endswith(")") and "(" not in shown:
            shown = shown.rstrip(".,;:!?')")
    elif kind == "mail":
        shown = shown.rstrip("-_")
    return shown, match.start(kind)


def _target(match: re.Match[str], shown: str) -> str:
    kind = match.lastgroup
    if kind == "mail":
        return f"mailto:{shown}"
    if kind == "web":
        return shown if "://" in shown else f"https://{shown}"
    try:
        return f"tel:{phone.parse(shown)}"
    except ValueError:
        return ""
