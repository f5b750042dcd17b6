"""A text as it was filled in, in pieces, and which of them each of its paragraphs was made of."""

from __future__ import annotations

from collections.abc import Sequence

from iopdocs.classes import dataclass, field
from iopdocs.explaining.sources import Bases, Way
from iopdocs.word.marks import GAP_END, GAP_START

#: So many letters may fall away between a text and its paragraphs: the sign of a list's item.
_FEW = 3


@dataclass
class Spans:
    """The pieces of a text in order: where each begins among its letters, and what it rests on.

    A paragraph is made of the letters of the text in their order: only spaces, the signs of lists, the first letter of
    a sentence and a last stop may be otherwise. So it is known by them which pieces it was made of.
    """

    _letters: list[str] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _pieces: list[tuple[int, int, int, Bases]] = field(default_factory=list)
    _line: int = 0
    #: Whether anything of the text stands whatever is asked.
    always: bool = False

    def put(self, piece: str, tag: object, gathered: Bases, around: tuple[Bases, ...]) -> str:
        """Take a piece of the text."""
        made = Bases()
        for one in (gathered, *around):
            made.take_in(one)
        start, line = len(self._letters), self._line
        for sign in piece:
            self._line += sign == "\n"
            if not sign.isspace():
                self._letters.append(sign)
                self._lines.append(self._line)
        self.always = self.always or (not around and bool(piece.strip()))
        if made:
            self._pieces.append((start, len(self._letters), line, made))
        return piece

    @property
    def all(self) -> Bases:
        """What the whole text rests on."""
        made = Bases()
        for *_, gathered in self._pieces:
            made.take_in(gathered)
        return made

    def of(self, paragraphs: Sequence[str]) -> list[Bases]:
        """Return what each of the paragraphs that the text became rests on."""
        places, at = [], 0
        for text in paragraphs:
            start, at = self._through(text, at)
            places.append((start, at))
        made = [self._between(start, end) for start, end in places]
        for place, text in enumerate(paragraphs[:-1]):
            if text[-1:].isalpha():  # what leads in to a list reads otherwise when the list is shorter
                made[place].take_in(made[place + 1], Way.STEERS)
        return made

    def _through(self, text: str, at: int) -> tuple[int, int]:
        """Return between which letters a paragraph stands, from a place on."""
        start, marked = -1, False
        for sign in text:
            if sign.isspace():
                continue
            if sign == GAP_START and not self._is(sign, at):
                marked = True  # a mark put after the text
            if marked:
                marked = sign != GAP_END
                continue
            found = next((one for one in range(at, at + _FEW) if self._is(sign, one)), None)
            if found is not None:
                start = found if start < 0 else start
                at = found + 1
        return (at if start < 0 else start), at

    def _is(self, sign: str, at: int) -> bool:
        return at < len(self._letters) and self._letters[at].casefold() == sign.casefold()

    def _between(self, start: int, end: int) -> Bases:
        made = Bases()
        lines = {self._lines[place] for place in range(start, min(end, len(self._lines)))}
        for first, last, line, gathered in self._pieces:
            if (first < end and last > start) or (first == last and start <= first <= end and line in lines):
                made.take_in(gathered)
        return made
