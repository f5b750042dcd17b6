"""Verify: whether documents are unedited and made of today's data, and what was edited as facts of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError, Problem
from iopdocs.readback import ReadBack, read_back
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.documents import (
    FactProposalJson,
    FinalJson,
    ReadBackJson,
    UnreadJson,
    VerifiedJson,
    VerifyJson,
)
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.saving import save
from iopdocs.verification import PROVEN, verify_each
from iopdocs.workspace import Workspace

__all__ = ["FactProposalJson", "FinalJson", "ReadBackJson", "TriedDocument", "TriedDocuments", "verify"]


@dataclass(frozen=True, slots=True)
class TriedDocument:
    """A document that was tried: where it is, and what is known of it."""

    path: Path
    known: VerifiedJson

    @property
    def sound(self) -> bool:
        """Whether it is proven unedited and made of today's data."""
        return self.known.proof == PROVEN and self.known.current

    @property
    def carried(self) -> bool:
        """Whether all that was edited in it stands in the data now."""
        read = self.known.read_back
        return bool(read and read.whole and read.written)


@dataclass(frozen=True, slots=True)
class TriedDocuments:
    """The documents that were tried, in order, and what could not be written."""

    documents: tuple[TriedDocument, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all are proven, or what was edited in them has been written in the data."""
        return not self.problems and all(one.sound or one.carried for one in self.documents)

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
        return VerifyJson(results=tuple(one.known for one in self.documents), problems=problems_json(self.problems))


def verify(workspace: Workspace, places: Sequence[Path], *, apply: bool = False) -> TriedDocuments:
    """Return what is known of each document, those of a folder by name; one that cannot be read stops no other.

    With ``apply`` what is sure of the facts that were edited is written in the agreements' files.
    """
    found = _ReadInTurn(workspace, apply=apply)
    documents = tuple(
        TriedDocument(path, found.with_read_back(path, VerifiedJson.model_validate(known)))
        for path, known in verify_each(workspace, places)
    )
    return TriedDocuments(documents, tuple(found.problems))


class _ReadInTurn:
    """What is read back of documents, one after another: what one has written, the next is compared with."""

    def __init__(self, workspace: Workspace, *, apply: bool) -> None:
        self.workspace, self.apply = workspace, apply
        self.problems: list[Problem] = []

    def with_read_back(self, path: Path, known: VerifiedJson) -> VerifiedJson:
        """Return what is known of a document, with what was edited in it as facts, where there is anything to say."""
        if known.unedited or known.origin is None:
            return known
        try:
            read = read_back(self.workspace, path)
        except IopdocsError as error:
            read = ReadBack(path, why=error.problems[0].message)
        if read is None:
            return known
        return known.model_copy(update={"read_back": self._told(read, self._write(read) if self.apply else None)})

    def _write(self, read: ReadBack) -> str | None:
        if not read.text:
            return None
        try:
            write(self.workspace, read)
        except IopdocsError as error:
            self.problems += error.problems
            return None
        self.workspace = Workspace(self.workspace.root, self.workspace.also)
        return self.workspace.shown(read.file)

    def _told(self, read: ReadBack, written: str | None) -> ReadBackJson:
        safe = self.workspace.watch.safe
        return ReadBackJson(
            proposals=tuple(map(FactProposalJson.of, read.proposals)),
            unread=tuple(_unread(read, safe)),
            clauses=read.clauses,
            written=written,
            why=safe(read.why),
            whole=read.whole,
        )


def write(workspace: Workspace, read: ReadBack) -> None:
    """Write what was read in the agreement's file, unless that is another by now. Raises IopdocsError."""
    desk = Desk(workspace.root)
    save(desk, desk.key(read.file), read.text, read.based_on)


def _unread(read: ReadBack, safe: Callable[[str], str]) -> Iterator[UnreadJson]:
    for one in read.unread:
        section, old, new = safe(one.now.section), safe(one.was.shown), safe(one.now.shown)
        yield UnreadJson(section=section, old=old, new=new, why=safe(one.why))
