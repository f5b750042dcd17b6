"""Phrasings: the sentences of a document type that depend on the agreement, kept as data beside its template.

A Word template lays out; which words it says, when that depends on something, is written in ``dokument.yaml`` in the
language of clauses. Unlike a clause a phrasing belongs to one document type, and no agreement leaves it out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from iopdocs.library.clauses import ClauseVersion, check_order, version_on
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Id, Text, Texts

# What a template can call the records it goes through.
_NAME = re.compile(r"[^\W\d_](?:\w*[^\W_])?")


class Phrasing(Exact):
    """One phrasing: its text, or its texts under different times, which leave no day without one."""

    id: Id = required("id", 'Formuleringens id, som mallen skriver: formulering("…")')
    about: Text = required("om", "En rad om vad formuleringen säger och när")
    words: Texts = key("ord", "Ord för de poster som mallen skickar med, i samma ordning", default=())
    text: Text | None = key("text", "Texten, när den är densamma vilken dag som helst")
    versions: tuple[ClauseVersion, ...] = key("versioner", "Texten under olika tider, äldst först", default=())

    @model_validator(mode="after")
    def _always_says_something(self) -> Self:
        if (self.text is None) == (not self.versions):
            raise ValueError("formuleringen ska ha antingen text eller versioner\nSkriv texten under text.")
        check_order(self.versions)
        if self.versions and (self.versions[0].start or self.versions[-1].end):
            hint = "Ta bort från i den första versionen och till i den sista."
            raise ValueError(f"formuleringen saknar text vissa dagar\n{hint}")
        if odd := next((word for word in self.words if not _NAME.fullmatch(word)), None):
            raise ValueError(f"”{odd}” kan inte vara ett ord i en text\nSkriv ett ord utan mellanslag: deltagare.")
        return self

    def on(self, day: date | None) -> str | None:
        """Return the text as of a day; None when it depends on the day, which is not known."""
        if self.text is not None:
            return self.text
        version = version_on(self.versions, day) if day else None
        return version.text if version else None


def _each_once(phrasings: tuple[Phrasing, ...]) -> tuple[Phrasing, ...]:
    ids = [phrasing.id for phrasing in phrasings]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise ValueError(f"två formuleringar heter ”{twice}”\nGe den ena ett annat id.")
    return phrasings


#: The phrasings of a document type, each with an id of its own.
Phrasings = Annotated[tuple[Phrasing, ...], AfterValidator(_each_once)]
