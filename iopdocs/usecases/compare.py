"""Compare: what differs between two Word documents, in words and as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iopdocs.output import explained, made_folder, save
from iopdocs.redline import Difference, is_untouched, redline, summary
from iopdocs.usecases.answers.documents import CompareJson, DifferenceJson
from iopdocs.word.package import read_document

__all__ = ["Difference", "Differences", "compare"]


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, section by section, and the Word file that shows it as tracked changes, if one was asked for."""

    changes: tuple[Difference, ...]
    written: Path | None = None

    def as_json(self) -> CompareJson:
        """Return the answer for JSON."""
        results = tuple(map(DifferenceJson.of, self.changes))
        return CompareJson(results=results, written=None if self.written is None else str(self.written))


def compare(old: Path, new: Path, day: date, *, output: Path | None = None, author: str = "iopdocs") -> Differences:
    """Return what differs; to ``output`` it is written as tracked changes by ``author`` on the day.

    Raises InvalidTemplate when one of them is no sound Word file, ConversionFailed when the changes cannot be tracked,
    OutputBlocked when that would replace anything but an untouched comparison, or cannot be written.
    """
    before, after = read_document(old), read_document(new)
    changes = tuple(summary(before, after))
    if output is not None:
        made = redline(before, after, author, day)
        with explained(output):
            made_folder(output.parent)
        save(output, made, is_untouched, (old, new))
    return Differences(changes, output)
