"""The final versions of a document that lie in a folder, which is the newest, and what differs from one to the next.

They are never replaced: the second lies beside the first as ``<stem>.slutlig-2.docx``, with a receipt of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS
from iopdocs.errors import InvalidTemplate, IopdocsError, Problem
from iopdocs.output import MADE_FOR, RECEIPT_SUFFIX, Receipts, parted
from iopdocs.output.receipts import DRAFT
from iopdocs.output.receipts import FINAL as FINAL_ENTRY
from iopdocs.redline import Difference, summary
from iopdocs.verification.claims import claimed, members_of
from iopdocs.verification.origin import Origin, from_document, from_receipt, in_a_line
from iopdocs.word.package import read_document

FORMATS = (".docx", *(f".{name}" for name in CONVERTERS))
#: What is put after a document's name when there is more than one: a final, a new one beside it, one moved aside.
_BESIDE = re.compile(r"(.+?)\.(?P<kind>slutlig|ny|redigerad|omvandlad)(?:-(?P<number>[0-9]{1,6}))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Version:
    """One final version: what its files are called before the format, and the files; the Word file is the first."""

    stem: str
    kind: str
    number: int
    files: Sequence[Path]
    receipt: Mapping[str, Any]
    origin: Origin | None

    @property
    def word(self) -> Path | None:
        """The Word file, if it is there."""
        return next((path for path in self.files if path.suffix == ".docx"), None)

    def is_aside(self, *, moved: bool) -> bool:
        """Whether it was moved out of the way of a newer one; ``moved`` is whether finals here have been."""
        return self.kind == "redigerad" or (moved and self.kind == "slutlig" and not self.receipt)

    def as_data(self) -> dict[str, Any]:
        """Return what is known of it by itself."""
        signed, reason = self.receipt.get("undertecknat"), self.receipt.get("skäl")
        edited = [path.name for path in self.files if not _is_as_made(path)]
        return {
            "namn": self.stem,
            "filer": [path.name for path in self.files],
            "dag": in_a_line(self.origin.day) if self.origin else None,
            "enligt": self.origin.said_by if self.origin else None,
            "undertecknat": None if signed is None else bool(signed),
            "skäl": in_a_line(reason) if isinstance(reason, str) else None,
            "ändrade_filer": edited,
        }


def family(name: str) -> str:
    """Return the document that a name, without its format, is a version of: ``avtal`` for ``avtal.slutlig-2``."""
    found = _BESIDE.fullmatch(name)
    return found[1] if found else name


def documents_in(folder: Path) -> list[Path]:
    """Return the documents of a folder and of those in it, by name.

    Raises InvalidTemplate when there are none, or one cannot be read.
    """
    found = [*_documents(folder)]
    for inner in sorted(path for path in folder.rglob("*") if path.is_dir() and not path.name.startswith(".")):
        found += _documents(inner)
    if not found:
        hint = "Skriv en fil, eller en mapp i output som har dokument i sig."
        raise InvalidTemplate(Problem("mappen har inga dokument", str(folder), hint=hint, code="tom-mapp"))
    return found


def finals(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the final versions of the document of a file's name (without its format), the oldest first.

    Each is plain data: its files, its day and who says so, whether it is signed and why it was made as far as the
    receipt says, which files have been changed, whether it is the newest, and what differs from the one before.
    """
    kin = sorted((path for path in _documents(folder) if family(_stem(path)) == family(name)), key=_stem)
    found = [made for stem, paths in groupby(kin, key=_stem) if (made := _version(stem, list(paths)))]
    # Older versions of the program moved an older final aside: an edited one, or as number 1 and on, without a receipt.
    moved = any(one.number == 1 and one.kind == "slutlig" for one in found)
    found.sort(key=lambda one: (not one.is_aside(moved=moved), one.number, one.stem))
    before: list[_Version | None] = [None, *found]
    return [
        {
            **now.as_data(),
            "nyast": now is found[-1],
            "skiljer_från_förra": None if was is None else _difference(was, now),
        }
        for was, now in zip(before, found, strict=False)
    ]


def lines_of(changes: Sequence[Difference]) -> list[str]:
    """Return changes as lines to read."""
    return [f"{change.section}: {change.kind.value}: {change.text}" for change in changes]


def _documents(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
        yield from (path for path in paths if _is_document(path) and path.is_file())
    except OSError:
        return


def _is_document(path: Path) -> bool:
    hidden = path.name[:1] in ".~" or path.name.endswith(RECEIPT_SUFFIX)
    return parted(path)[1] in FORMATS and not hidden and MADE_FOR not in Receipts(path.parent, _stem(path)).facts


def _stem(path: Path) -> str:
    return parted(path)[0]


def _version(stem: str, paths: Sequence[Path]) -> _Version | None:
    """Return the final version that files of one stem are, or None when they are drafts."""
    receipts, found = Receipts(paths[0].parent, stem), _BESIDE.fullmatch(stem)
    kind, number = (found["kind"], int(found["number"] or 0)) if found else ("", 0)
    said, files = receipts.read(), list[Path]()
    origin = from_receipt(said)
    for path in sorted(paths, key=lambda path: FORMATS.index(parted(path)[1])):
        own = from_document(_members(path)) if path.suffix == ".docx" else None
        entry = receipts.entry(path.name)
        final = own.final if own else entry.get(FINAL_ENTRY) is True or said.get(DRAFT) is False
        if final or (kind == "slutlig" and own is None):
            files.append(path)
            origin = own or origin
    return _Version(stem, kind, number, files, said, origin) if files else None


def _members(path: Path) -> dict[str, bytes]:
    try:
        return members_of(read_document(path), path)
    except IopdocsError:
        return {}


def _is_as_made(path: Path) -> bool:
    try:
        data = read_document(path)
    except IopdocsError:
        return False
    return claimed(path, data, members_of(data, path)).unedited


def _difference(was: _Version, now: _Version) -> list[str]:
    """Return what differs between two versions, line by line."""
    if was.word is None or now.word is None:
        return ["går inte att jämföra: Word-filen saknas"]
    try:
        changes = summary(read_document(was.word), read_document(now.word))
    except IopdocsError as error:
        return [f"går inte att jämföra: {error.problems[0].message}"]
    return lines_of(changes) or ["texten är densamma"]
