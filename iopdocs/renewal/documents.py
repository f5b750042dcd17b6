"""The documents of a renewal: which clauses stand in the old and the new, and the new with its changes marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.library.document_types import DocumentType
from iopdocs.making.carrying import written_by_hand
from iopdocs.making.render import (
    Libraries,
    Rendered,
    Template,
    load_template,
    render,
)
from iopdocs.model import Agreement
from iopdocs.renewal.notes import Notes
from iopdocs.workspace import Workspace


@dataclass(frozen=True)
class Compared:
    """The document types that a renewal compares (``jämförs`` in dokument.yaml), prepared once."""

    workspace: Workspace
    day: date

    @cached_property
    def _types(self) -> list[tuple[DocumentType, Template]]:
        chosen = [kind for kind in self.workspace.types.values() if kind.description.compared]
        return [(kind, load_template(kind.template)) for kind in chosen]

    @cached_property
    def _libraries(self) -> Libraries:
        return Libraries(self.workspace.laws, self.workspace.clauses, self.workspace.settings.rules)

    def pairs(self, old: Agreement, new: Agreement) -> list[tuple[str, Rendered, Rendered]]:
        """Return each compared document of both agreements, by the name of its type."""
        return [
            (kind.id, self._made(old, kind, template), self._made(new, kind, template))
            for kind, template in self._types
        ]

    def _made(self, agreement: Agreement, kind: DocumentType, template: Template) -> Rendered:
        return render(agreement, kind, template, self._libraries, self.day)


def ask_of_edited(folder: Path, kinds: Iterable[str], notes: Notes) -> None:
    """Ask of what somebody wrote in Word: the new agreement is made of the data, which does not know of it."""
    for kind in kinds:
        edited = written_by_hand(folder, kind)
        if edited is not None:
            question = "är ändrad i Word, och det som ändrades är inte med i det nya avtalet. Vad av det ska gälla nu?"
            notes.decide(kind, f"{edited.name} {question}")
