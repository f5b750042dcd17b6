"""What has been said so far: each fact once, and by which sentence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

#: A fact, as whoever knows the facts tells one from another: a key of a record, an item of a list.
Fact = Hashable


class Ledger:
    """The facts that have been said, with the sentence that said each, and the sentences that have been said."""

    def __init__(self) -> None:
        self._by: dict[Fact, str] = {}
        self._sentences: set[str] = set()

    def has(self, fact: Fact) -> bool:
        """Whether a fact has been said."""
        return fact in self._by

    def any_of(self, sentences: Iterable[str]) -> bool:
        """Whether one of some sentences has been said."""
        return any(one in self._sentences for one in sentences)

    def take(self, sentence: str, facts: Iterable[Fact], *, aloud: bool = True) -> None:
        """Note that a sentence has said some facts, or, when not ``aloud``, that they are left unsaid on purpose.

        Raises ValueError when one of them has been said before: then who chose did not look.
        """
        for fact in facts:
            if fact in self._by:
                raise ValueError(f"{fact!r} is said by {self._by[fact]} and again by {sentence}")
            self._by[fact] = sentence
        if aloud:
            self._sentences.add(sentence)
