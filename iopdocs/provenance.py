"""What a document is made from, by name and hash: for its receipt and its properties. Nothing that identifies a person.

From this follows also when nothing needs to be made: what comes of the same sources as of the same day is the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.documents import DESCRIPTION, DocumentType
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record, place_in
from iopdocs.output import ASKED, Receipts, sha256
from iopdocs.rendering import Rendered
from iopdocs.workspace import Workspace


def sources(workspace: Workspace, agreement: str, kind: DocumentType) -> dict[str, str]:
    """Return the hash of everything a document is made from, by what it is; ``agreement`` is that of its file."""
    return {"avtal": agreement, **fixed_sources(workspace, kind)}


def fixed_sources(workspace: Workspace, kind: DocumentType) -> dict[str, str]:
    """Return the hash of what every document of a type is made from beside the agreement, by what it is."""
    return {
        "inställningar": workspace.settings_digest,
        "mall": sha256(kind.template.read_bytes()),
        "dokumenttyp": sha256((kind.folder / DESCRIPTION).read_bytes()),
        "klausuler": workspace.clauses.digest,
        "lagbibliotek": workspace.laws.digest,
    }


def asked_for(
    agreement: Agreement, kind: DocumentType, item: Record | None, day: date, sources: Mapping[str, str], *, final: bool
) -> dict[str, Any]:
    """Return what decides what a document becomes: two that share all of it are the same document."""
    return {
        "avtal": agreement.id,
        "dokumenttyp": kind.id,
        "post": _number(agreement, kind, item),
        "dag": str(day),
        "utkast": not final,
        "iopdocs": iopdocs.__version__,
        "underlag": dict(sources),
    }


def receipt(asked: Mapping[str, Any], agreement: Agreement, made: Rendered) -> dict[str, Any]:
    """Return what the receipt of a finished document says, beside the hashes of its files."""
    return {
        **asked,
        ASKED: digest(asked),
        "lagdag": str(made.law_day) if made.law_day else None,
        "luckor": len(made.gaps),
        "klausuler": made.clauses,
        # Which, and not why: the reason is anybody's words, and may name somebody.
        "utelämnade_klausuler": [one.clause for one in agreement.clauses.omitted],
    }


def digest(asked: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what is asked for. Files of one receipt may have been made at different times."""
    return sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode())


def properties(asked: Mapping[str, Any], item: Record | None) -> dict[str, str]:
    """Return what the properties of a document say of it."""
    said = {"avtal": asked["avtal"], "dokumenttyp": asked["dokumenttyp"]}
    if item is not None:
        said["post"] = str(asked["post"])
        said |= {"postens dag": str(item.dated)} if isinstance(item, Dated) and item.dated else {}
    said |= {"dag": asked["dag"], "version": "utkast" if asked["utkast"] else "slutlig", "program": asked["iopdocs"]}
    return said | {f"underlag.{what}": digest for what, digest in asked["underlag"].items()}


def receipt_of_whole(folder: Path, stem: str, suffixes: Collection[str]) -> Mapping[str, Any] | None:
    """Return the receipt of a document whose files are all there, as the program wrote them; None when they are not."""
    receipts = Receipts(folder, stem)
    return receipts.read() if all(receipts.is_current(folder / (stem + suffix)) for suffix in suffixes) else None


def is_of(said: Mapping[str, Any], asked: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether a receipt says that the files of these names are just what is asked for."""
    files, wanted = said.get("filer"), digest(asked)
    same = all(said.get(name) == value for name, value in asked.items())
    if not same or not isinstance(files, dict) or not isinstance(said.get("luckor"), int):
        return False
    return all(isinstance(entry := files.get(name), dict) and entry.get(ASKED) == wanted for name in names)


def _number(agreement: Agreement, kind: DocumentType, item: Record | None) -> int | None:
    return None if item is None else place_in(kind.items(agreement), item) + 1
