"""An agreement's file saved from a page: never over what somebody else has written, and what was there is kept.

What each save replaces is kept in the workspace's ``historik/``, a folder for each file, so that a save can be undone.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem
from iopdocs.output import alone, explained, made_folder, replace_file, sha256
from iopdocs.reading import UNREADABLE, decode_source, read_bytes, real
from iopdocs.usecases.desk import Desk

FOLDER = "historik"
#: How many versions of a file are kept.
KEPT = 200
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileText:
    """An agreement's file as it is: its text, and the hash of its bytes, which tells whether it has changed since."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """What a save replaced: its number, when that was written, and how much of it differs from what came after."""

    number: int
    when: datetime
    size: int


class Changed(OutputBlocked):
    """Raised when the file is no longer what the page was made of. ``now`` is what it is."""

    def __init__(self, now: FileText, difference: str) -> None:
        hint = "Jämför nedan. Inget av det du har skrivit är borta."
        super().__init__(Problem("filen har ändrats av någon annan sedan sidan öppnades", hint=hint, code="ändrad-fil"))
        self.now, self.difference = now, difference


def read(desk: Desk, key: str) -> FileText:
    """Return an agreement's file as it is. Raises InvalidAgreement when it is not there or no text."""
    path = desk.file(key)
    raw = read_bytes(path, desk.workspace.shown(path))
    if isinstance(raw, Problem):
        raise InvalidAgreement(raw)
    _, problems = decode_source(raw, desk.workspace.shown(path))
    if wrong := [one for one in problems if one.code == "teckenkodning"]:
        raise InvalidAgreement(wrong)
    return FileText(raw.decode("utf-8-sig").replace("\r\n", "\n"), sha256(raw))


def save(desk: Desk, key: str, text: str, based_on: str, *, keep: bool = True) -> FileText:
    """Save an agreement's text, if the file is still what it is ``based_on``. Raises Changed, and OutputBlocked.

    ``keep`` is whether what it replaces is kept: of what is saved every few seconds not all is.
    """
    path = real(desk.file(key))
    shown = desk.workspace.shown(path)
    text = text.replace("\r\n", "\n")
    with desk.lock, alone(path.parent):
        now = read(desk, key)
        if now.digest != based_on:
            raise Changed(now, difference(now.text, text, "filen som den är nu", "det du har skrivit"))
        if text == now.text:
            return now
        if unreadable := [one for one in decode_source(text.encode(), shown)[1] if one.code in UNREADABLE]:
            raise InvalidAgreement(unreadable)
        with explained(path):
            raw = path.read_bytes()
            if not path.stat().st_mode & stat.S_IWUSR:
                problem = Problem("filen är skrivskyddad", shown, hint="Ta bort skyddet först.", code="skrivfel")
                raise OutputBlocked(problem)
            if keep:
                _keep(desk.root / FOLDER / key, raw)
            replace_file(path, _like(raw, text))
        desk.look_again()
    return read(desk, key)


def versions(desk: Desk, key: str) -> list[KeptVersion]:
    """Return what saves have replaced of an agreement's file, the latest first."""
    desk.file(key)
    found = [(int(path.stem), path.stat()) for path in _kept(desk.root / FOLDER / key)]
    made = (KeptVersion(number, datetime.fromtimestamp(one.st_mtime), one.st_size) for number, one in found)  # noqa: DTZ006
    return sorted(made, key=lambda one: -one.number)


def version(desk: Desk, key: str, number: int) -> FileText:
    """Return the text of what a save replaced. Raises InvalidAgreement when it is not kept."""
    desk.file(key)
    path = desk.root / FOLDER / key / f"{number:06}.yaml"
    raw = read_bytes(path, path.name)
    if isinstance(raw, Problem):
        raise InvalidAgreement(raw)
    return FileText(raw.decode("utf-8-sig", "replace").replace("\r\n", "\n"), sha256(raw))


def difference(old: str, new: str, old_name: str, new_name: str) -> str:
    """Return what differs between two texts, line by line."""
    lines = unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, n=2, lineterm="")
    return "\n".join(lines)


def _like(raw: bytes, text: str) -> bytes:
    """Return a text as bytes with the line ends and the mark that the file had."""
    ends = "\r\n" if b"\r\n" in raw else "\n"
    return (_BOM if raw.startswith(_BOM) else b"") + text.replace("\n", ends).encode()


def _keep(folder: Path, raw: bytes) -> None:
    """Keep what is to be replaced; of too many the earliest is let go. Raises OSError."""
    made_folder(folder)
    there = sorted(_kept(folder))
    number = int(there[-1].stem) + 1 if there else 1
    replace_file(folder / f"{number:06}.yaml", raw)
    for old in there[: max(0, len(there) + 1 - KEPT)]:
        old.unlink()


def _kept(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.yaml") if path.stem.isdecimal())
