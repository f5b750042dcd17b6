"""Files on disk: whole or not at all, with a receipt, and never over something a person has edited."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from iopdocs.errors import OutputBlocked, Problem

RECEIPT_SUFFIX = ".kvitto.json"
#: The fact in a receipt that tells, for each file of its own, what was asked for when it was made.
ASKED = "svarar_mot"
#: How long a run waits for another that writes to the same place.
WAIT_SECONDS = 10.0
_LOCK = ".iopdocs.lock"
# Windows has no such call.
_SYNC = hasattr(os, "sync")
#: What systems answer where a file cannot have two names.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file ended up. ``beside`` is the edited file that was left alone, ``kept`` where --force moved it."""

    path: Path
    changed: bool
    beside: Path | None = None
    kept: Path | None = None


class Receipts:
    """The receipt of one document: ``<stem>.kvitto.json`` holds what it was made from and the hash of every file."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.path = folder / (stem + RECEIPT_SUFFIX)

    def read(self) -> dict[str, Any]:
        """Return the receipt's contents, or an empty one when it is missing or spoiled (files then count as edited)."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def known(self, name: str) -> set[str]:
        """Return the hashes under which a file of this name was written by the program."""
        files = self.read().get("filer", {})
        entry = files.get(name, {}) if isinstance(files, dict) else {}
        return {str(entry[key]) for key in ("sha256", "före") if key in entry} if isinstance(entry, dict) else set()

    def is_current(self, path: Path) -> bool:
        """Whether a file is there and is the newest that the program wrote under its name."""
        files = self.read().get("filer", {})
        entry = files.get(path.name) if isinstance(files, dict) else None
        if not isinstance(entry, dict) or not path.is_file():
            return False
        return bool(entry.get("sha256") == sha256(path.read_bytes()))


def write_document(
    folder: Path, stem: str, suffix: str, data: bytes, facts: dict[str, Any], *, force: bool = False
) -> Written:
    """Write one file and its receipt. Raises OutputBlocked when the folder cannot be written to.

    A file that differs from its receipt has been edited: it stays, and the new one is written beside it; with ``force``
    it is moved aside under a name that says so, never lost. ``facts`` are put in the receipt.
    """
    with explained(folder / (stem + suffix)):
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        target, old, beside, kept = _target(folder, stem, suffix, force)
        receipt = Receipts(folder, target.name.removesuffix(suffix))
        new = sha256(data)
        # The receipt goes first and knows both versions: stopped between the two writes, neither counts as edited.
        files = receipt.read().get("filer", {})
        files = {**(files if isinstance(files, dict) else {}), target.name: _entry(new, old, facts)}
        # It need not be on the disk itself: without it a file counts as edited, which is safe.
        _replace_if_other(receipt.path, _json({**facts, "filer": files}))
        if old != new:
            with _beside(target, data, lasting=not _SYNC) as written:
                if kept:
                    target.rename(kept)
                written.replace(target)
    return Written(target, old != new, beside, kept)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing to a folder meanwhile; wait a little for one that does.

    Last, all that was written is put on the disk at once: for each file by itself it takes as long as to make it. The
    system lets go of the lock of a run that is killed. Raises OutputBlocked when another run still writes there, or
    when the folder cannot be written to.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / _LOCK, folder):
        try:
            yield
        finally:
            if _SYNC:
                os.sync()


def save(path: Path, data: bytes, ours: Callable[[bytes], bool]) -> None:
    """Write a file that the user has named, in one step.

    ``ours`` says whether what is there was made by the same command: nothing else is replaced. Raises OutputBlocked
    then, and when the file cannot be written.
    """
    with explained(path):
        path.parent.stat()
    with _locked(path.with_name(f".{path.name}.lock"), path), explained(path):
        there = path.read_bytes() if path.exists() else b""
        if there and not ours(there):
            message = "filen finns redan och är redigerad eller något annat, så den skrivs inte över"
            raise OutputBlocked(Problem(message, str(path), hint="Välj ett annat namn.", code="finns-redan"))
        replace_file(path, data)


@contextmanager
def _locked(lock: Path, what: Path) -> Iterator[None]:
    held = FileLock(lock, timeout=WAIT_SECONDS)
    try:
        with explained(what):
            held.acquire()
    except Timeout as error:
        hint = "Vänta tills den är klar och försök igen."
        message = "en annan körning av iopdocs skriver här just nu"
        raise OutputBlocked(Problem(message, str(what), hint=hint, code="upptaget")) from error
    try:
        yield
    finally:
        # Removed while it is held: whoever waits sees that it is gone, and makes a new one. Windows removes it itself.
        with suppress(OSError):
            lock.unlink()
        held.release()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say in Swedish why a file could not be written: raises OutputBlocked in place of OSError."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        checks = ("mappen finns", "du får skriva i den", "disken inte är full")
        hint = f"Kontrollera att {', att '.join(checks)} och att filen inte är öppen i Word."
        message = f"filen kunde inte skrivas ({type(error).__name__})"
        raise OutputBlocked(Problem(message, str(path), hint=hint, code="skrivfel")) from error


def _replace_if_other(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        with _beside(path, data, lasting=False) as written:
            written.replace(path)


def _entry(new: str, old: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """Return what a receipt says of one file: its hash, the one before, and which question it is the answer to."""
    entry = {"sha256": new} if old in ("", new) else {"sha256": new, "före": old}
    return {**entry, ASKED: str(facts[ASKED])} if ASKED in facts else entry


def _target(folder: Path, stem: str, suffix: str, force: bool) -> tuple[Path, str, Path | None, Path | None]:
    """Return where to write, the hash of our own file there, the edited file left alone, and where to move it."""
    wanted = folder / (stem + suffix)
    old = _hash_of_ours(wanted, stem)
    if old is not None:
        return wanted, old, None, None
    if force:
        # What was edited has no place in the receipt, or a run that is stopped would make it ours.
        return wanted, "", None, _free(folder, f"{stem}.redigerad", suffix)
    number = 1
    while True:
        name = f"{stem}.ny{'' if number == 1 else f'-{number}'}"
        old = _hash_of_ours(folder / (name + suffix), name)
        if old is not None:
            return folder / (name + suffix), old, wanted, None
        number += 1


def _hash_of_ours(path: Path, stem: str) -> str | None:
    """Return the hash of what the program itself wrote there, nothing for a free path, None for what is another's."""
    # An empty file is what is left when the power fails before a new one is on the disk. Nobody edits one.
    if not path.exists() or path.stat().st_size == 0:
        return ""
    found = sha256(path.read_bytes())
    return found if found in Receipts(path.parent, stem).known(path.name) else None


def _free(folder: Path, stem: str, suffix: str) -> Path:
    number = 1
    while (path := folder / f"{stem}-{number}{suffix}").exists():
        number += 1
    return path


def replace_file(path: Path, data: bytes) -> None:
    """Put a whole file in place in one step: a reader sees the old one or the new one, never a part. Raises OSError."""
    with _beside(path, data) as written:
        written.replace(path)


def create_file(path: Path, data: bytes) -> None:
    """Put a whole new file in place in one step. Raises OutputBlocked when something is there, or it cannot be done."""
    with explained(path), _beside(path, data) as written:
        try:
            _put(written, path)
        except FileExistsError as error:
            problem = Problem("filen finns redan", str(path), hint="Döp om den.", code="finns-redan")
            raise OutputBlocked(problem) from error


def _put(written: Path, path: Path) -> None:
    """Give a file its name, never over a file that is there. Raises FileExistsError, OSError."""
    try:
        os.link(written, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A memory stick or a network drive without hard links.
        if path.exists():
            raise FileExistsError(path) from error
        written.rename(path)


def tidy(path: Path) -> None:
    """Remove what a run that was killed may have left beside a file. Raises OutputBlocked."""
    with explained(path):
        _temporary(path).unlink(missing_ok=True)


@contextmanager
def _beside(path: Path, data: bytes, *, lasting: bool = True) -> Iterator[Path]:
    """Write the data whole to a file beside the target, and remove it in the end if it is still there.

    An ordinary file, so that it gets the rights every other file gets (mkstemp's are private), and under a name of its
    own for the target, so that the next run takes the place of what a killed one left.
    """
    beside = _temporary(path)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            see_to(file.fileno(), len(data), lasting=lasting)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def see_to(descriptor: int, size: int, *, lasting: bool) -> None:
    """See that a file holds all that was written; if it is to last also when the power fails, that it is on the disk.

    Raises OSError.
    """
    if lasting:
        os.fsync(descriptor)
    if os.fstat(descriptor).st_size != size:
        raise OSError(errno.EIO, "not all was written")


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
