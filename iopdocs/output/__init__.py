"""Files on disk: whole or not at all, with a receipt, and never over something a person has edited."""

from __future__ import annotations

from iopdocs.output.converted import write_converted
from iopdocs.output.documents import write_document
from iopdocs.output.files import create_file, explained, made_folder, replace_file, tidy
from iopdocs.output.finals import Version, note_signed, versions, write_final
from iopdocs.output.folders import put_folder
from iopdocs.output.keeping import KeptDocuments
from iopdocs.output.locks import WAIT_SECONDS, alone, save
from iopdocs.output.owners import (
    WORKSPACE_FILE,
    Owner,
    belongs,
    check_owner,
    file_in_receipts,
    file_named,
    fingerprints,
    follow,
    only_drafts,
    owner_facts,
    said_in,
    take_over,
    workspace_id,
)
from iopdocs.output.packages import MADE_FOR, Kit, write_kit
from iopdocs.output.places import Kept, OwnLabel, Reads, opened_by
from iopdocs.output.putting import Written
from iopdocs.output.receipts import (
    ASKED,
    CALLED,
    CONTENTS,
    MADE_OF,
    RECEIPT_SUFFIX,
    SIGNED,
    Receipts,
    parted,
    sha256,
    tidy_folder,
)
from iopdocs.output.scratch import Scratch
from iopdocs.output.seal import ROOM, has_seal, with_seal

__all__ = [
    "ASKED",
    "CALLED",
    "CONTENTS",
    "MADE_FOR",
    "MADE_OF",
    "RECEIPT_SUFFIX",
    "ROOM",
    "SIGNED",
    "WAIT_SECONDS",
    "WORKSPACE_FILE",
    "Kept",
    "KeptDocuments",
    "Kit",
    "OwnLabel",
    "Owner",
    "Reads",
    "Receipts",
    "Scratch",
    "Version",
    "Written",
    "alone",
    "belongs",
    "check_owner",
    "create_file",
    "explained",
    "file_in_receipts",
    "file_named",
    "fingerprints",
    "follow",
    "has_seal",
    "made_folder",
    "note_signed",
    "only_drafts",
    "opened_by",
    "owner_facts",
    "parted",
    "put_folder",
    "replace_file",
    "said_in",
    "save",
    "sha256",
    "take_over",
    "tidy",
    "tidy_folder",
    "versions",
    "with_seal",
    "workspace_id",
    "write_converted",
    "write_document",
    "write_final",
    "write_kit",
]
