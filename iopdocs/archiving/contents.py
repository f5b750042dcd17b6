"""What of an agreement's folder goes to an archive: final versions as they were made, signed files, receipts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iopdocs.archiving.files import FINAL, RECEIPT, SIGNED, ArchivedFile
from iopdocs.archiving.metadata import PreservationEvent
from iopdocs.archiving.package import DATA
from iopdocs.classes import dataclass
from iopdocs.output import MADE_FOR, RECEIPT_SUFFIX, Receipts

#: What says in the receipt of a signed file when it was tried, and when the last signature was made.
TRIED, SIGNED_ON = "prövat", "undertecknat"


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A signed file that was put beside a final version, with its receipt, and what the receipt says."""

    path: Path
    said: Mapping[str, Any]


def signed_copies(folder: Path) -> Iterator[SignedCopy]:
    """Yield the signed files in a folder, as they were put there, by name."""
    for path in sorted(folder.glob("*.pdf")):
        receipts = Receipts(folder, path.stem)
        said = receipts.facts
        if MADE_FOR in said and TRIED in said and receipts.is_current(path):
            yield SignedCopy(path, said)


def of_final(path: Path) -> ArchivedFile:
    """Return a file of a final version as it goes to the archive. Raises OSError."""
    return ArchivedFile(f"{DATA}/{path.name}", path.read_bytes(), FINAL)


def of_signed(one: SignedCopy) -> ArchivedFile:
    """Return a signed file likewise."""
    return ArchivedFile(f"{DATA}/{one.path.name}", one.path.read_bytes(), SIGNED)


def receipts_of(files: list[Path]) -> Iterator[ArchivedFile]:
    """Yield the receipts of files, each once."""
    for path in dict.fromkeys(one.with_name(one.name.partition(".")[0] + _rest(one) + RECEIPT_SUFFIX) for one in files):
        if path.is_file():
            yield ArchivedFile(f"{DATA}/{path.name}", path.read_bytes(), RECEIPT)


def _rest(path: Path) -> str:
    return path.stem.removeprefix(path.name.partition(".")[0])


def made(said: Mapping[str, Any], paths: tuple[str, ...]) -> PreservationEvent:
    """Return that a final version was made, as its receipt tells."""
    detail = f"gjord av iopdocs {said.get('iopdocs', '')} av avtalets uppgifter".replace("  ", " ")
    return PreservationEvent("creation", str(said.get("dag", "")), detail, "", paths)


def tried(one: SignedCopy, path: str) -> PreservationEvent:
    """Return that a signed file was tried, as its receipt tells."""
    detail = (
        f"underskrifterna på {one.said[MADE_FOR]} prövades med iopdocs signed; utfärdarnas kedja och spärrar ingår inte"
    )
    outcome = f"alla har undertecknat, den sista {one.said.get(SIGNED_ON, '')}; inget är ändrat sedan dess"
    return PreservationEvent("digital signature validation", str(one.said[TRIED]), detail, outcome, (path,))
