"""Files on disk: whole or not at all, with a receipt, and never over something a person has edited."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iopdocs.errors import OutputBlocked, Problem

RECEIPT_SUFFIX = ".kvitto.json"


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
        return {str(value) for value in entry.values()} if isinstance(entry, dict) else set()


def write_document(
    folder: Path, stem: str, suffix: str, data: bytes, facts: dict[str, Any], *, force: bool = False
) -> Written:
    """Write one file and its receipt. Raises OutputBlocked when the folder cannot be written to.

    A file that differs from its receipt has been edited: it stays, and the new one is written beside it; with ``force``
    it is moved aside under a name that says so, never lost. ``facts`` are put in the receipt.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target, beside, kept = _target(folder, stem, suffix, force)
        receipt = Receipts(folder, target.name.removesuffix(suffix))
        old = sha256(target.read_bytes()) if target.exists() else ""
        new = sha256(data)
        # The receipt goes first and knows both versions: stopped between the two writes, neither counts as edited.
        files = receipt.read().get("filer", {})
        files = {**(files if isinstance(files, dict) else {}), target.name: _hashes(new, old)}
        _replace_if_other(receipt.path, _json({**facts, "filer": files}))
        if old != new:
            replace_file(target, data)
    except OSError as error:
        hint = "Kontrollera att du får skriva i mappen, att disken inte är full och att filen inte är öppen i Word."
        message = f"filen kunde inte skrivas ({type(error).__name__})"
        raise OutputBlocked(Problem(message, str(folder / (stem + suffix)), hint=hint, code="skrivfel")) from error
    return Written(target, old != new, beside, kept)


def _replace_if_other(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        replace_file(path, data)


def _hashes(new: str, old: str) -> dict[str, str]:
    return {"sha256": new} if old in ("", new) else {"sha256": new, "före": old}


def _target(folder: Path, stem: str, suffix: str, force: bool) -> tuple[Path, Path | None, Path | None]:
    wanted = folder / (stem + suffix)
    if _ours(wanted, stem):
        return wanted, None, None
    if force:
        kept = _free(folder, f"{stem}.redigerad", suffix)
        wanted.replace(kept)
        return wanted, None, kept
    number = 1
    while not _ours(
        beside := folder / f"{stem}.ny{'' if number == 1 else f'-{number}'}{suffix}", beside.name[: -len(suffix)]
    ):
        number += 1
    return beside, wanted, None


def _ours(path: Path, stem: str) -> bool:
    """Whether the path is free, or holds what the program itself wrote there."""
    return not path.exists() or sha256(path.read_bytes()) in Receipts(path.parent, stem).known(path.name)


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
    try:
        with _beside(path, data) as written:
            os.link(written, path)  # unlike a rename, never over a file that is there
    except FileExistsError as error:
        raise OutputBlocked(Problem("filen finns redan", str(path), hint="Döp om den.", code="finns-redan")) from error
    except OSError as error:
        hint = "Kontrollera att du får skriva i mappen och att disken inte är full."
        message = f"filen kunde inte skrivas ({type(error).__name__})"
        raise OutputBlocked(Problem(message, str(path), hint=hint, code="skrivfel")) from error


def tidy(path: Path) -> None:
    """Remove what a run that was killed may have left beside a file."""
    _temporary(path).unlink(missing_ok=True)


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write the data whole to a file beside the target, and remove it in the end if it is still there.

    An ordinary file, so that it gets the rights every other file gets (mkstemp's are private), and under a name of its
    own for the target, so that the next run takes the place of what a killed one left.
    """
    beside = _temporary(path)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
