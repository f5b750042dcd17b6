"""Clean: take away documents that are kept as they were made, but those that an edited document is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError
from iopdocs.making.provenance import answers_to
from iopdocs.output import KeptDocuments, alone
from iopdocs.usecases.answers.cleaned import CleanJson
from iopdocs.word.package import read_document, read_package
from iopdocs.word.properties import provenance_of
from iopdocs.word.sealing import is_sealed
from iopdocs.workspace import Workspace

__all__ = ["Cleaned", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many kept documents were taken away, and how many stay."""

    gone: int
    stays: int

    def as_json(self) -> CleanJson:
        """Return the answer for JSON."""
        return CleanJson(gone=self.gone, stays=self.stays)


def clean(workspace: Workspace, *, out: Path | None = None, everything: bool = False) -> Cleaned:
    """Take away the kept documents that no edited document in the output folder comes of, or with ``everything`` all.

    Raises OutputBlocked when another run writes there, or a file cannot be taken away.
    """
    output = out or workspace.root / "output"
    with alone(output):
        needed = () if everything else set(_edited(output))
        return Cleaned(*KeptDocuments(workspace.root).clean(needed))


def _edited(output: Path) -> Iterator[str]:
    """Yield what each edited Word document of a folder answers to. One that cannot be read comes of nothing known."""
    for path in sorted(output.rglob("*.docx")):
        try:
            data = read_document(path)
            said = provenance_of(read_package(data, path.name))
        except IopdocsError:
            continue
        if not is_sealed(data) and (key := answers_to(said)):
            yield key
