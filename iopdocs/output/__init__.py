"""Files on disk: whole or not at all, with a receipt, and never over something a person has edited."""

from __future__ import annotations

from iopdocs.output.documents import Kept, Says, Written, write_document
from iopdocs.output.files import create_file, explained, made_folder, replace_file, tidy
from iopdocs.output.locks import WAIT_SECONDS, alone, save
from iopdocs.output.receipts import ASKED, RECEIPT_SUFFIX, Receipts, sha256, tidy_folder
from iopdocs.output.scratch import Scratch
from iopdocs.output.seal import ROOM, has_seal, with_seal

__all__ = [
    "ASKED",
    "RECEIPT_SUFFIX",
    "ROOM",
    "WAIT_SECONDS",
    "Kept",
    "Receipts",
    "Says",
    "Scratch",
    "Written",
    "alone",
    "create_file",
    "explained",
    "has_seal",
    "made_folder",
    "replace_file",
    "save",
    "sha256",
    "tidy",
    "tidy_folder",
    "with_seal",
    "write_document",
]
