"""Whose documents those in a folder are: which file, which parties and which workspace their receipts name.

Names are never told: parties are known by hashes, a file by its path from the workspace, a workspace by a number drawn
when its first document is written. So a workspace may be moved, and its agreements are still its own.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained
from iopdocs.output.locks import save
from iopdocs.output.receipts import RECEIPT_SUFFIX, Receipts, sha256
from iopdocs.reading import real

#: The facts in a receipt that tell whose it is, and whose it has been.
FILE, PARTIES, WORKSPACE, TAKEN = "fil", "parter", "arbetsmapp", "övertaget_från"
#: The file in a workspace that holds its number.
WORKSPACE_FILE = ".iopdocs-id"
_NUMBER = re.compile(r"[0-9a-f]{16}")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Owner:
    """An agreement's file as receipts name it, the prints of its parties, and the number of its workspace."""

    file: str
    parties: tuple[str, ...]
    workspace: str

    @property
    def facts(self) -> dict[str, Any]:
        """What a receipt says of it."""
        return {FILE: self.file, PARTIES: list(self.parties), WORKSPACE: self.workspace}


def workspace_id(root: Path, *, make: bool = True) -> str:
    """Return the number of a workspace; draw one when it has none, or return nothing when ``make`` is not asked for.

    A workspace that cannot be written to is known by where it lies.
    """
    path = root / WORKSPACE_FILE
    if (found := _read_number(path)) or not make:
        return found
    # Another process may be first: then its number holds.
    with suppress(OutputBlocked):
        save(path, f"{secrets.token_hex(_DIGITS // 2)}\n".encode(), lambda _: not _read_number(path))
    return _read_number(path) or sha256(str(real(root)).encode("utf-8", "surrogateescape"))[:_DIGITS]


def _read_number(path: Path) -> str:
    try:
        found = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return found if _NUMBER.fullmatch(found) else ""


def file_in_receipts(shown: str, workspace: str) -> str:
    """Return what a receipt calls an agreement's file: never where on the disk it lies, if that is elsewhere."""
    path = PurePath(shown)
    if not path.is_absolute():
        return path.as_posix()
    place = sha256(f"{workspace} {shown}".encode())[:8]
    return f"{path.name} (utanför arbetsmappen, {place})"


def fingerprints(parties: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the prints of parties by name and organisation number (nothing when it is not known): two hashes each."""
    return tuple(f"{_print(name)}-{_print(orgnr)}" for name, orgnr in parties)


def _print(text: str) -> str:
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    return sha256(plain.encode())[:_DIGITS] if plain else ""


def check_owner(folder: Path, owner: Owner) -> None:
    """Raise OutputBlocked when the receipts of a folder name another file, other parties or another workspace."""
    found = dict.fromkeys(text for receipts in _receipts(folder) for text in _differences(receipts, owner))
    if not found:
        return
    message = f"dokumenten i mappen {folder.name} hör enligt kvittot till {' och '.join(found)}; där skrevs inget"
    hint = (
        "Är det ett annat avtal: ge det ett annat id. Är det samma, i en fil eller med uppgifter som har ändrats "
        "med flit: kör en gång med --takeover."
    )
    raise OutputBlocked(Problem(message, hint=hint, code="annans-dokument"))


def take_over(folder: Path, owner: Owner) -> None:
    """Let the receipts of a folder name this owner, and keep who it was. Raises OutputBlocked."""
    with explained(folder):
        for receipts in _receipts(folder):
            if list(_differences(receipts, owner)):
                said = receipts.read()
                before = {name: said[name] for name in owner.facts if name in said}
                earlier = said.get(TAKEN) if isinstance(said.get(TAKEN), list) else []
                receipts.write({**said, **owner.facts, TAKEN: [*(earlier or []), before]})


def _receipts(folder: Path) -> list[Receipts]:
    names = sorted(path.name for path in folder.glob(f"*{RECEIPT_SUFFIX}"))
    return [Receipts(folder, name.removesuffix(RECEIPT_SUFFIX)) for name in names]


def _differences(receipts: Receipts, owner: Owner) -> Iterator[str]:
    """Yield in words what a receipt names instead; an older one, or one that is spoiled, may name nothing."""
    said = receipts.read()
    if said.get(WORKSPACE, owner.workspace) != owner.workspace:
        yield "en annan arbetsmapp"
    elif said.get(FILE, owner.file) != owner.file:
        yield f"en annan fil ({said[FILE]})"
    # While an agreement is drafted its parties may become others; of a final version they are what they were.
    if receipts.is_final and not _same_parties(said.get(PARTIES), owner.parties):
        yield "andra parter"


def _same_parties(said: Any, now: Sequence[str]) -> bool:
    """Whether the parties of one are among those of the other, each known by its name or its number."""
    if not isinstance(said, list) or not said:
        return True
    before = [str(one) for one in said]
    return _are_among(before, now) or _are_among(now, before)


def _are_among(some: Sequence[str], others: Sequence[str]) -> bool:
    names, numbers = ({one.partition("-")[place] for one in others} - {""} for place in (0, 2))
    return all(one.partition("-")[0] in names or one.partition("-")[2] in numbers for one in some)


def owner_of(folder: Path) -> tuple[str, str]:
    """Return the file and the workspace that the documents of a folder belong to; nothing when no receipt names any."""
    found = (said for receipts in _receipts(folder) if FILE in (said := receipts.read()))
    return next(((str(said.get(FILE)), str(said.get(WORKSPACE))) for said in found), ("", ""))


def only_drafts(folder: Path) -> bool:
    """Whether all that is in a folder is drafts as they were made, with their receipts."""
    known: set[str] = set()
    for receipts in _receipts(folder):
        if receipts.is_final or not receipts.read():
            return False
        known |= {receipts.path.name, *(name for name in receipts.files() if receipts.is_current(folder / name))}
    return all(path.name in known for path in folder.iterdir())
