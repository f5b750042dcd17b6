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

RECEIPT_SUFFIX = ".kvitto.json"
# How a file is called until it is whole and gets its name.
_UNFINISHED = re.compile(r"\.(.+)\.tmp")
#: The fact in a receipt that tells, for each file of its own, what was asked for when it was made.
ASKED = "svarar_mot"
#: The fact that tells whether a document is a draft; and what says of a file of its own that it is final.
DRAFT, FINAL = "utkast", "slutlig"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def tidy_folder(folder: Path) -> None:
    """Remove what a run that was killed on the way left beside documents. For a caller that is alone there.

    Only what has a receipt beside it, which goes first, or is to become one, is ours. Never raises: it can wait.
    """
    with suppress(OSError):
        for entry in [*os.scandir(folder)]:
            found = _UNFINISHED.fullmatch(entry.name)
            if found is None or not entry.is_file(follow_symlinks=False):
                continue
            name = Path(found[1])
            if name.name.endswith(RECEIPT_SUFFIX) or (folder / (name.stem + RECEIPT_SUFFIX)).exists():
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

    def entry(self, name: str) -> Mapping[str, Any]:
        """Return what is said of one file; nothing when it is not known."""
        files = self.read().get("filer", {})
        found = files.get(name) if isinstance(files, dict) else None
        return found if isinstance(found, dict) else {}

    def known(self, name: str) -> set[str]:
        """Return the hashes under which a file of this name was written by the program."""
        entry = self.entry(name)
        return {str(entry[key]) for key in ("sha256", "före") if key in entry}

    def is_current(self, path: Path) -> bool:
        """Whether a file is there and is the newest that the program wrote under its name."""
        wanted = self.entry(path.name).get("sha256")
        try:
            return bool(wanted) and wanted == sha256(path.read_bytes())
        except OSError:
            return False  # it cannot be read: writing it will say why
