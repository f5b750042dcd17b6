"""How much one document may take: loops within loops would otherwise run for hours, or fill the memory."""

from __future__ import annotations

from typing import Protocol

from jinja2 import Template

from iopdocs.classes import dataclass, field

MAX_TURNS = 100_000
MAX_CHARACTERS = 5_000_000
MAX_WORKED = 50_000_000
#: What the documents of one agreement may hold together, in characters: eight hundred minutes, or ten thousand pages.
#: Every document may show what all the others show, so that twice as much data is four times as much text.
MAX_TOGETHER = 50_000_000

#: The code of what takes more than a document may.
TOO_LARGE = "för-stort-dokument"


class Spent(ValueError):
    """Raised, with a Swedish message and a hint, when a document takes more than it may."""


class Listener(Protocol):
    """Hears which way the texts with tags go, beside the template, while a document is made."""

    def compiled(self, text: str, owner: str) -> tuple[Template, frozenset[str]] | None:
        """Return a text compiled so that it can be heard, with the words it uses; None to have it as it is."""

    def heard(self, made: str) -> str:
        """Hear a text that was filled in, and return it without what it was heard by."""


@dataclass
class Allowance:
    """What one document has used up so far, its clauses included.

    Turns of loops, characters written, and characters that filters have gone through.
    """

    turns: int = 0
    characters: int = 0
    worked: int = 0
    listener: Listener | None = field(default=None, compare=False, repr=False)

    def turn(self) -> None:
        """Count one turn of a loop. Raises Spent (Swedish, with a hint) when there have been too many."""
        self.turns += 1
        if self.turns > MAX_TURNS:
            raise Spent(f"mallen går fler än {MAX_TURNS} varv\nTa bort for i for som går igenom samma lista.")

    def write(self, text: str) -> str:
        """Count a piece of text and return it. Raises Spent likewise."""
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            hint = "Skriv inte ut långa texter i en for som går många varv."
            raise Spent(f"dokumentet blir längre än {MAX_CHARACTERS // 1_000_000} miljoner tecken\n{hint}")
        return text

    def work(self, value: object) -> None:
        """Count what a filter goes through. Raises Spent likewise."""
        self.worked += 100 + (len(value) if isinstance(value, str) else 0)
        if self.worked > MAX_WORKED:
            raise Spent("mallen formar om för mycket text\nAnvänd filter färre gånger på samma långa text.")
