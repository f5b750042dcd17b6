"""Does a document come unedited from today's data?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from iopdocs.batch import sources
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.output import Receipts, sha256
from iopdocs.workspace import Workspace

# What each part of the receipt's sources is called in an answer.
CALLED = {
    "avtal": "avtalets fil",
    "inställningar": "iopdocs.yaml",
    "mall": "Word-mallen",
    "dokumenttyp": "dokument.yaml",
    "klausuler": "klausulerna",
    "lagbibliotek": "lagbiblioteket",
}


def verify(workspace: Workspace, path: Path) -> dict[str, Any]:
    """Return what is known of a document: ``oredigerat``, ``aktuellt``, ``läge`` in words, and ``skillnader``.

    Raises InvalidAgreement when the file does not exist.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "Kontrollera stavningen och att du står i rätt mapp."
        raise InvalidAgreement(
            Problem("filen finns inte eller går inte att läsa", str(path), hint=hint, code="saknad-fil")
        ) from error
    receipts = Receipts(path.parent, path.stem)
    receipt = receipts.read()
    if not receipt:
        return _answer(path, False, False, "kvittot saknas, så det går inte att säga vad dokumentet är gjort av", [])
    unedited = sha256(data) in receipts.known(path.name)
    changed = _changed(workspace, receipt)
    state = "oredigerat" if unedited else "redigerat efter att det gjordes"
    if changed:
        return _answer(
            path,
            unedited,
            False,
            f"{state}; underlaget har ändrats sedan dess",
            [f"ändrat: {what}" for what in changed],
        )
    return _answer(path, unedited, True, f"{state} och gjort av dagens uppgifter", [])


def _answer(path: Path, unedited: bool, current: bool, state: str, differences: list[str]) -> dict[str, Any]:
    return {"fil": str(path), "oredigerat": unedited, "aktuellt": current, "läge": state, "skillnader": differences}


def _changed(workspace: Workspace, receipt: dict[str, Any]) -> list[str]:
    """Return what differs between the receipt's sources and today's."""
    kind = workspace.types.get(str(receipt.get("dokumenttyp")))
    agreement = _agreement_file(workspace, str(receipt.get("avtal")))
    if kind is None or agreement is None:
        return ["avtalets fil finns inte längre" if agreement is None else "dokumenttypen finns inte längre"]
    made_from = receipt.get("underlag")
    then = made_from if isinstance(made_from, dict) else {}
    return [CALLED[name] for name, now in sources(workspace, agreement, kind).items() if then.get(name) != now]


def _agreement_file(workspace: Workspace, agreement_id: str) -> Path | None:
    for path in workspace.agreements():
        loaded = workspace.load(path)
        if loaded.agreement is not None and loaded.agreement.id == agreement_id:
            return path
    return None
