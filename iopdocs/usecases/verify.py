"""Verify: whether documents are unedited and made of today's data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iopdocs.usecases.answers.documents import FinalJson, VerifiedJson, VerifyJson
from iopdocs.verification import PROVEN, verify_each
from iopdocs.workspace import Workspace

__all__ = ["FinalJson", "TriedDocument", "TriedDocuments", "verify"]


@dataclass(frozen=True, slots=True)
class TriedDocument:
    """A document that was tried: where it is, and what is known of it."""

    path: Path
    known: VerifiedJson

    @property
    def sound(self) -> bool:
        """Whether it is proven unedited and made of today's data."""
        return self.known.proof == PROVEN and self.known.current


@dataclass(frozen=True, slots=True)
class TriedDocuments:
    """The documents that were tried, in order."""

    documents: tuple[TriedDocument, ...]

    @property
    def sound(self) -> bool:
        """Whether all are proven."""
        return all(one.sound for one in self.documents)

    def several_finals(self) -> list[tuple[Path, tuple[FinalJson, ...]]]:
        """Return the final versions worth showing, each document's once, with the document as it is called.

        That is those of a document that has several, or another one than the file that was tried.
        """
        found: dict[tuple[str, ...], tuple[Path, tuple[FinalJson, ...]]] = {}
        for one in self.documents:
            finals, folder = one.known.finals, one.path.parent
            if len(finals) >= 2 or (finals and one.path.name not in finals[0].files):
                names = tuple(str(folder / final.name) for final in finals)
                found.setdefault(names, (folder / finals[0].name, finals))
        return list(found.values())

    def as_json(self) -> VerifyJson:
        """Return the answer for JSON."""
        return VerifyJson(results=tuple(one.known for one in self.documents))


def verify(workspace: Workspace, places: Sequence[Path]) -> TriedDocuments:
    """Return what is known of each document, those of a folder by name; one that cannot be read stops no other."""
    found = verify_each(workspace, places)
    return TriedDocuments(tuple(TriedDocument(path, VerifiedJson.model_validate(known)) for path, known in found))
