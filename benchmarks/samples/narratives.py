"""What is measured of a press release: its text as it is told, paragraph by paragraph, and figures of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.samples.documents import libraries, workspace
from iopdocs.model import Agreement
from iopdocs.narrative.telling import count_words
from iopdocs.vocabulary.news_facts import NarrativeBlock, NarrativeFacts
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context

# Words with more letters than this are long, in the readability index LIX.
_LONG = 6
_ENOUGH = 100
_MONEY = re.compile(r"\d[\d\u00a0 ]*(?:,\d+)?[\u00a0 ](?:kronor|miljoner)")
_MARK = re.compile("\ue000.*?\ue001")


@dataclass(frozen=True)
class Measured:
    """A release and its figures. Words before something are None when there is no such thing."""

    name: str
    blocks: tuple[NarrativeBlock, ...]
    rows: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]

    @property
    def own(self) -> list[str]:
        """The paragraphs that are ours, no quotes and no subheads; a gap stands as one word."""
        return [_MARK.sub("lucka", one.text) for one in self.blocks if not (one.citat or one.rubrik)]

    @property
    def subheads(self) -> list[str]:
        """The subheads."""
        return [one.text for one in self.blocks if one.rubrik]

    @property
    def lead(self) -> int:
        """How many words the lead has."""
        return sum(count_words(one.text) for one in self.blocks if one.ingress)

    @property
    def words(self) -> int:
        """How many words stand before the boxes; what a mark says to the one who checks is no word of the text."""
        return sum(count_words(_MARK.sub("", one.text)) for one in self.blocks)

    @property
    def to_quote(self) -> int | None:
        """How many words stand before the first quote."""
        return self._before(lambda one: one.citat)

    @property
    def to_money(self) -> int | None:
        """How many words of ours stand before the first amount: a quote is the speaker's."""
        before = 0
        for one in self.blocks:
            if one.citat or one.rubrik:
                continue
            if found := _MONEY.search(one.text):
                return before + count_words(one.text[: found.start()])
            before += count_words(one.text)
        return None

    @property
    def bullets(self) -> int:
        """How many paragraphs before the boxes look like an item of a list."""
        return sum(bool(re.match(r"[•·*]|- ", one.text)) for one in self.blocks if not one.citat)

    @property
    def lix(self) -> int:
        """The readability index of what is ours: words per sentence and the share of long words.

        It tells nothing of a text of a few sentences, and is 0 then.
        """
        text = " ".join(self.own)
        words = re.findall(r"[\wåäöÅÄÖ]+(?:[-–][\wåäöÅÄÖ]+)*", text)
        sentences = sum(1 for _ in re.finditer(r"[.!?](?=\s|$)", text)) or 1
        longer = sum(len(word) > _LONG for word in words)
        return round(len(words) / sentences + 100 * longer / len(words)) if len(words) >= _ENOUGH else 0

    @property
    def twice(self) -> list[str]:
        """The sentences, and the amounts with their words before, that stand more than once."""
        said = [sentence for text in self.own for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence]
        return sorted({one for one in said if said.count(one) > 1})

    def _before(self, test: object) -> int | None:
        before = 0
        for one in self.blocks:
            if callable(test) and test(one):
                return before
            before += count_words(one.text)
        return None


def measured(agreement: Agreement, document: str, day: date) -> Iterator[Measured]:
    """Yield the narratives of an agreement's documents of a type, as of a day."""
    kind = workspace().types[document]
    for place, item in enumerate(kind.items(agreement)):
        scene = Scene(agreement, kind, day, libraries(), EXTRAS, item)
        told: NarrativeFacts = Context(scene)["berättelse"]
        lost = [one.message for one in scene.problems if one.code == "uppgift-utan-mening"]
        name = agreement.id if item is None else f"{agreement.id}, {place}"
        yield Measured(name, tuple(told.stycken), tuple((row.rubrik, row.text) for row in told.rader), tuple(lost))
