"""The receipt of a document: what it was made from, and the hash of every file that was made of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from iopdocs.output.files import beside

RECEIPT_SUFFIX = ".kvitto.json"
#: The one format whose suffix has two parts: a page without what a content system has itself.
FRAGMENT = ".fragment.html"
# How a file is called until it is whole and gets its name.
_UNFINISHED = re.compile(r"\.(.+)\.tmp")
#: The fact in a receipt that tells, for each file of its own, what was asked for when it was made.
ASKED = "svarar_mot"
#: The fact that tells whether a document is a draft; and what says of a file of its own that it is final.
DRAFT, FINAL = "utkast", "slutlig"
#: Of a file that was made of a Word document somebody had edited: the hash of that.
MADE_OF = "gjord_av"
#: Of a final version: whether the agreement was signed, a hash of what it says, why it was made beside an older one.
SIGNED, CONTENTS, REASON = "undertecknat", "innehåll", "skäl"
#: The hash of each file that belongs to the receipt, by name.
FILES = "filer"
#: The hashes of what a document is made from, and what each of those is called in words.
SOURCES = "underlag"
CALLED = {
    "avtal": "avtalets fil",
    "ersatt_avtal": "det ersatta avtalets fil",
    "inställningar": "iopdocs.yaml",
    "mall": "Word-mallen",
    "dokumenttyp": "dokument.yaml",
    "klausuler": "klausulerna",
    "lagbibliotek": "lagbiblioteket",
    "bekräftelser": "bekräftelselistans frågor",
}
_ASIDE = {"dag": "dagen", "iopdocs": "programmet"}


def parted(path: Path) -> tuple[str, str]:
    """Return what a document's file is called before the format, and the format as a suffix."""
    if path.name.endswith(FRAGMENT):
        return path.name.removesuffix(FRAGMENT), FRAGMENT
    return path.stem, path.suffix


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def what_differs(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return, in words, what two documents are made of that is not the same; nothing when a receipt does not say."""
    old, new = then.get(SOURCES), now.get(SOURCES)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return ()
    sources = [CALLED[name] for name in CALLED if old.get(name) != new.get(name)]
    return *sources, *(word for key, word in _ASIDE.items() if then.get(key) != now.get(key))


def tidy_folder(folder: Path) -> None:
    """Remove what a run that was killed on the way left beside documents. For a caller that is alone there.

    Only what is to become a receipt, or has one of the document or of an earlier version of it beside it, is ours.
    Never raises: it can wait.
    """
    with suppress(OSError):
        for entry in [*os.scandir(folder)]:
            found = _UNFINISHED.fullmatch(entry.name)
            if found is None or not entry.is_file(follow_symlinks=False):
                continue
            name = Path(found[1])
            stems = {name.stem, name.stem.partition(".")[0]}
            if name.name.endswith(RECEIPT_SUFFIX) or any((folder / (one + RECEIPT_SUFFIX)).exists() for one in stems):
                Path(entry.path).unlink()


class Receipts:
    """The receipt of one document: ``<stem>.kvitto.json`` holds what it was made from and the hash of every file."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.path = folder / (stem + RECEIPT_SUFFIX)

    def read(self) -> dict[str, Any]:
        """Return the receipt's contents, or an empty one when it is missing or spoiled (files then count as edited)."""
        try:
            text = self.path.read_text(encoding="utf-8")
            found = json.loads(text)
        except (OSError, ValueError, RecursionError):
            return {}
        # Ours have no such escapes, and half a surrogate pair could never be written again.
        return found if isinstance(found, dict) and "\\ud" not in text.lower() else {}

    def write(self, said: Mapping[str, Any]) -> None:
        """Write the receipt whole, unless it says so already. Raises OSError.

        It need not be on the disk itself: without it a file counts as edited, which is safe.
        """
        data = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
        if not self.path.exists() or self.path.read_bytes() != data:
            with beside(self.path, data, lasting=False) as made:
                made.replace(self.path)

    def files(self) -> dict[str, Any]:
        """Return what is said of each file, by name."""
        found = self.read().get(FILES)
        return dict(found) if isinstance(found, dict) else {}

    @property
    def facts(self) -> dict[str, Any]:
        """What is said of the document as a whole."""
        return {key: value for key, value in self.read().items() if key != FILES}

    def entry(self, name: str) -> Mapping[str, Any]:
        """Return what is said of one file; nothing when it is not known."""
        found = self.files().get(name)
        return found if isinstance(found, dict) else {}

    def known(self, name: str) -> set[str]:
        """Return the hashes under which a file of this name was written by the program."""
        entry = self.entry(name)
        return {str(entry[key]) for key in ("sha256", "före") if key in entry}

    @property
    def is_final(self) -> bool:
        """Whether it is the receipt of a final version: then nothing else is written in it."""
        entries = (entry for entry in self.files().values() if isinstance(entry, dict))
        return self.read().get(DRAFT) is False or any(entry.get(FINAL) is True for entry in entries)

    def is_current(self, path: Path) -> bool:
        """Whether a file is there and is the newest that the program wrote under its name."""
        wanted = self.entry(path.name).get("sha256")
        try:
            return bool(wanted) and wanted == sha256(path.read_bytes())
        except OSError:
            return False  # it cannot be read: writing it will say why
