"""The marks of a gap within a text, until it becomes a highlighted run of its own."""

from __future__ import annotations

import re

# Private-use characters that no data may hold (the reader refuses them) mark a gap until it is made a run of its own.
GAP_START, GAP_END = "\ue000", "\ue001"
_MARKED = re.compile(rf"{GAP_START}\[(?:saknas: )?([^{GAP_END}]*)\]{GAP_END}")


def without_gap_marks(text: str) -> str:
    """Return a text as it stands in the finished document, where what marked its gaps is gone."""
    return text.replace(GAP_START, "").replace(GAP_END, "")


def gaps_in(text: str) -> list[str]:
    """Return what the gaps in a text are of, as they are shown."""
    return [piece.partition(GAP_END)[0].strip("[]") for piece in text.split(GAP_START)[1:]]


def within_a_mark(text: str) -> str:
    """Return a text that another mark is to hold: what is marked in it stands in plain brackets."""
    return _MARKED.sub(r"(\1)", text)


def mark(text: str) -> str:
    """Return the text as a highlighted mark in brackets, on one line: a run of its own has no line breaks."""
    text = within_a_mark(text)
    return f"{GAP_START}[{' '.join(text.split())}]{GAP_END}"
