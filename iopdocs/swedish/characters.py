"""The characters Swedish typography turns on, and reading text whatever spaces it was typed with."""

from __future__ import annotations

NBSP = "\u00a0"
EN_DASH = "\u2013"
MINUS = "\u2212"
QUOTE = "\u201d"
INNER_QUOTE = "\u2019"

#: For character classes in regular expressions: what people and programs type as a hyphen or a dash.
DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"

_LONGEST_QUOTED = 60


def plain(text: str) -> str:
    """Return the text with every run of white space (no-break and thin spaces too) as one space, none at the ends."""
    return " ".join(text.split())


def bound(text: str) -> str:
    """Return the text with each ordinary space as U+00A0, so that it never breaks over two lines."""
    return text.replace(" ", NBSP)


def quoted(text: str) -> str:
    """Return what a user typed in Swedish quotation marks, shortened, for use in a message."""
    shown = plain(text)
    if len(shown) > _LONGEST_QUOTED:
        shown = shown[: _LONGEST_QUOTED - 1] + "…"
    return f"{QUOTE}{shown}{QUOTE}"
