"""Documents with their receipts: never over what a person has edited or protected, never a draft over a final one."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from iopdocs.output.files import beside, explained, made_folder
from iopdocs.output.locks import SYNC
from iopdocs.output.receipts import ASKED, DRAFT, FINAL, Receipts, sha256
from iopdocs.reading import real


class Kept(StrEnum):
    """Why a file was left alone."""

    EDITED = "redigerad"
    UNKNOWN = "utan kvitto"
    PROTECTED = "skrivskyddad"
    FINAL = "slutlig"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file ended up. ``beside`` is the file that was left alone, ``kept`` where --force moved it, and why."""

    path: Path
    changed: bool
    beside: Path | None = None
    kept: Path | None = None
    why: Kept | None = None


@dataclass(frozen=True, slots=True)
class _There:
    """What is in a place: the hash of what the program wrote (nothing: it is free), or why it is not replaced."""

    ours: str = ""
    why: Kept | None = None


#: What a file says that it is when it is as the program made it, ``utkast`` or ``slutlig``; nothing when it does not.
Says = Callable[[bytes], str]


def write_document(
    folder: Path,
    stem: str,
    suffix: str,
    data: bytes,
    facts: dict[str, Any],
    *,
    force: bool = False,
    says: Says = lambda _: "",
) -> Written:
    """Write one file and its receipt. Raises OutputBlocked when the folder cannot be written to.

    A file that differs from its receipt has been edited: it stays, and the new one is written beside it; with ``force``
    it is moved aside under a name that says so, never lost. So does a file that is write-protected, and a final version
    when the new one is a draft. ``facts`` are put in the receipt. ``says`` reads a file that its receipt does not know.
    """
    with explained(folder / (stem + suffix)):
        if not folder.is_dir():
            made_folder(folder)
        ask = _Asker(folder, suffix, draft=facts.get(DRAFT) is True, says=says)
        target, there, left = ask.place(stem, force=force)
        receipt = Receipts(folder, target.name.removesuffix(suffix))
        new = sha256(data)
        # The receipt goes first and knows both versions: stopped between the two writes, neither counts as edited.
        files = receipt.read().get("filer", {})
        files = {**(files if isinstance(files, dict) else {}), target.name: _entry(new, there, facts)}
        # It need not be on the disk itself: without it a file counts as edited, which is safe.
        _replace_if_other(receipt.path, _json({**facts, "filer": files}))
        kept = _free(folder, f"{stem}.{_ASIDE.get(left.why, Kept.EDITED)}", suffix) if left.why and force else None
        if there != new:
            # A link is followed: what it points to is the file that others read.
            place = target if kept else real(target)
            with beside(place, data, lasting=not SYNC) as made:
                if kept:
                    target.rename(kept)
                made.replace(place)
    passed = None if kept or not left.why else folder / (stem + suffix)
    return Written(target, there != new, passed, kept, left.why)


_ASIDE: Mapping[Kept | None, Kept] = {Kept.FINAL: Kept.FINAL}


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks of places in a folder whether a document of one format may be written there."""

    folder: Path
    suffix: str
    draft: bool
    says: Says

    def place(self, stem: str, *, force: bool) -> tuple[Path, str, _There]:
        """Return where to write, the hash of our own file there, and what was found in the place wanted."""
        wanted = self.folder / (stem + self.suffix)
        found = self.there(wanted, stem)
        if found.why is None:
            return wanted, found.ours, found
        if force:
            # What was edited has no place in the receipt, or a run that is stopped would make it ours.
            return wanted, "", found
        number = 1
        while True:
            name = f"{stem}.ny{'' if number == 1 else f'-{number}'}"
            path = self.folder / (name + self.suffix)
            if (other := self.there(path, name)).why is None:
                return path, other.ours, found
            number += 1

    def there(self, path: Path, stem: str) -> _There:
        """Return what is in a place."""
        # An empty file is what is left when the power fails before a new one is on the disk. Nobody edits one.
        if not path.exists() or path.stat().st_size == 0:
            return _There()
        if not path.stat().st_mode & stat.S_IWUSR:
            return _There(why=Kept.PROTECTED)
        data = path.read_bytes()
        receipts, found = Receipts(self.folder, stem), sha256(data)
        entry = receipts.entry(path.name)
        # Somebody may have put the newer one in the place of the older by hand.
        version = "" if found in receipts.known(path.name) else self.says(data)
        if not version and found not in receipts.known(path.name):
            return _There(why=Kept.EDITED if entry else Kept.UNKNOWN)
        final = version == FINAL or (not version and entry.get(FINAL) is True)
        return _There(why=Kept.FINAL) if final and self.draft else _There(found)


def _entry(new: str, old: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt says of one file: its hash, the one before, what it is the answer to, if it is final."""
    entry: dict[str, Any] = {"sha256": new} if old in ("", new) else {"sha256": new, "före": old}
    entry |= {ASKED: str(facts[ASKED])} if ASKED in facts else {}
    return entry | ({FINAL: True} if facts.get(DRAFT) is False else {})


def _replace_if_other(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        with beside(path, data, lasting=False) as made:
            made.replace(path)


def _free(folder: Path, stem: str, suffix: str) -> Path:
    number = 1
    while (path := folder / f"{stem}-{number}{suffix}").exists():
        number += 1
    return path


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
