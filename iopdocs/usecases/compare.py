"""Compare: what differs between two Word documents, in words and as tracked changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.output import explained, made_folder, save
from iopdocs.redline import Difference, DifferenceKind, Redline, is_untouched, redline, summary
from iopdocs.redline.side_by_side import is_page, page
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.documents import CompareJson, DifferenceJson
from iopdocs.word.package import read_document

__all__ = ["Difference", "Differences", "compare"]


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, section by section, and the Word file that shows it as tracked changes, if one was asked for."""

    changes: tuple[Difference, ...]
    written: Path | None = None
    made: Redline | None = None
    page: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were written."""
        return tuple(path for path in (self.written, self.page) if path is not None)

    @property
    def unmarked(self) -> tuple[Difference, ...]:
        """What differs beside the words: the Word file has no mark of it."""
        return tuple(one for one in self.changes if self.made and one.kind is DifferenceKind.BESIDE)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be told of the Word file: nothing, when its changes are marked as finely as they can be."""
        told = self.made.problem(str(self.written)) if self.made else None
        return (told,) if told else ()

    def as_json(self) -> CompareJson:
        """Return the answer for JSON."""
        results = tuple(map(DifferenceJson.of, self.changes))
        return CompareJson(
            results=results,
            problems=problems_json(self.problems),
            written=None if self.written is None else str(self.written),
            page=None if self.page is None else str(self.page),
            detail=self.made.detail.value if self.made else None,
        )


def compare(
    old: Path, new: Path, day: date, *, output: Path | None = None, html: Path | None = None, author: str = "iopdocs"
) -> Differences:
    """Return what differs; to ``output`` it is written as tracked changes by ``author`` on the day, to ``html`` as a
    page.

    Raises InvalidTemplate when one of them is no sound Word file, OutputBlocked when that would replace anything but
    an untouched comparison, or cannot be written.
    """
    before, after = read_document(old), read_document(new)
    changes = tuple(summary(before, after))
    made = None
    if output is not None:
        made = redline(before, after, author, day)
        with explained(output):
            made_folder(output.parent)
        save(output, made.data, is_untouched, (old, new))
    if html is not None:
        shown = page(before, after, (old.name, new.name), day)
        with explained(html):
            made_folder(html.parent)
        save(html, shown, is_page, (old, new))
    return Differences(changes, output, made, html)
