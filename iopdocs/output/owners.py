"""Whose documents those in a folder are: which file, which parties and which workspace their receipts name.

Names are never told: parties are known by hashes, a file by its path from the workspace, a workspace by a number drawn
when its first document is written. So a workspace may be moved, and its agreements are still its own.
"""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained
from iopdocs.output.locks import save
from iopdocs.output.places import Reads
from iopdocs.output.receipts import FINAL, RECEIPT_SUFFIX, Receipts, sha256
from iopdocs.reading import real

#: The facts in a receipt that tell whose it is, and whose it has been.
FILE, PARTIES, WORKSPACE, TAKEN = "fil", "parter", "arbetsmapp", "övertaget_från"
#: The file in a workspace that holds its number.
WORKSPACE_FILE = ".iopdocs-id"
_NUMBER = re.compile(r"[0-9a-f]{16}")
_DIGITS = 16
# Where agreements lie. Only of what lay there can it be told that it is not there any more.
_AGREEMENTS = "agreements/"


@dataclass(frozen=True, slots=True)
class Owner:
    """An agreement's file as receipts name it, the prints of its parties, and the number of its workspace.

    ``root`` is where the workspace lies. ``named`` gives a name without what is protected in it.
    """

    file: str
    parties: tuple[str, ...]
    workspace: str
    root: Path | None = None
    named: Callable[[str], str] = str

    @property
    def facts(self) -> dict[str, Any]:
        """What a receipt says of it."""
        return {FILE: self.file, PARTIES: list(self.parties), WORKSPACE: self.workspace}


def owner_facts(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt says of whose its document is, for the receipt of what is made of that document."""
    return {key: said[key] for key in (FILE, PARTIES, WORKSPACE) if key in said}


def workspace_id(root: Path, *, make: bool = True, renew: bool = False) -> str:
    """Return the number of a workspace; draw one when it has none, or return nothing when ``make`` is not asked for.

    A workspace that cannot be written to is known by where it lies. Raises OutputBlocked when the number is spoiled,
    unless it is to be drawn anew.
    """
    path = root / WORKSPACE_FILE
    if (found := _read_number(path)) or not make:
        return found
    # It may have been written since it was read.
    if path.exists() and not renew and not _read_number(path):
        message = "filen med arbetsmappens nummer är skadad, så det går inte att se vilka dokument som är arbetsmappens"
        hint = f"Hämta {WORKSPACE_FILE} ur en säkerhetskopia, eller kör en gång med --takeover, så får den ett nytt."
        raise OutputBlocked(Problem(message, WORKSPACE_FILE, hint=hint, code="skadat-nummer"))
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


def file_in_receipts(named: str, place: str, workspace: str) -> str:
    """Return what a receipt calls an agreement's file: never where on the disk it lies, if that is elsewhere.

    ``named`` is its name without what is protected; ``place`` is where it lies, when that name does not say it.
    """
    name = _plain(PurePath(named).as_posix())
    if not place:
        return name
    told = "utanför arbetsmappen, " if PurePath(place).is_absolute() else ""
    return f"{name} ({told}{sha256(f'{workspace} {place}'.encode('utf-8', 'surrogateescape'))[:8]})"


def _plain(name: str) -> str:
    """Return a name as it is on all systems: some write å as two characters."""
    return unicodedata.normalize("NFC", name)


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
    where = owner.named(folder.name)
    message = f"dokumenten i mappen {where} hör enligt kvittot till {' och '.join(found)}; där skrevs inget"
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
                before |= {FILE: owner.named(str(before[FILE]))} if FILE in before else {}
                earlier = said.get(TAKEN) if isinstance(said.get(TAKEN), list) else []
                receipts.write({**said, **owner.facts, TAKEN: [*(earlier or []), before]})


def follow(folder: Path, owner: Owner) -> None:
    """Let receipts that this owner has a right to name its file as it is called now. Raises OutputBlocked."""
    with explained(folder):
        for receipts in _receipts(folder):
            said = receipts.read()
            if FILE in said and _plain(str(said[FILE])) != owner.file:
                receipts.write({**said, FILE: owner.file})


def _receipts(folder: Path) -> list[Receipts]:
    names = sorted(path.name for path in folder.glob(f"*{RECEIPT_SUFFIX}"))
    return [Receipts(folder, name.removesuffix(RECEIPT_SUFFIX)) for name in names]


def _differences(receipts: Receipts, owner: Owner) -> Iterator[str]:
    """Yield in words what a receipt names instead; an older one, or one that is spoiled, may name nothing."""
    said = receipts.read()
    if said.get(WORKSPACE, owner.workspace) != owner.workspace:
        yield "en annan arbetsmapp"
    elif FILE in said and not _same_file(said, owner):
        yield f"en annan fil ({owner.named(str(said[FILE]))})"
    # While an agreement is drafted its parties may become others; of a final version they are what they were.
    if receipts.is_final and not _same_parties(said.get(PARTIES), owner.parties):
        yield "andra parter"


def _same_file(said: Mapping[str, Any], owner: Owner) -> bool:
    """Whether a receipt names the owner's file: also one that now lies in another folder, or ends in another way.

    Then it must be gone from where it was, and the parties be the same.
    """
    file = _plain(str(said[FILE]))
    if file == owner.file:
        return True
    before, now = PurePath(file), PurePath(owner.file)
    if owner.root is None or not (file.startswith(_AGREEMENTS) and owner.file.startswith(_AGREEMENTS)):
        return False
    gone = before.stem == now.stem and not os.path.lexists(owner.root / str(said[FILE]))
    return gone and bool(said.get(PARTIES)) and _same_parties(said[PARTIES], owner.parties)


def _same_parties(said: Any, now: Sequence[str]) -> bool:
    """Whether the parties of one are among those of the other, each known by its name or its number."""
    if not isinstance(said, list) or not said:
        return True
    before = [str(one) for one in said]
    return _are_among(before, now) or _are_among(now, before)


def _are_among(some: Sequence[str], others: Sequence[str]) -> bool:
    names, numbers = ({one.partition("-")[place] for one in others} - {""} for place in (0, 2))
    return all(one.partition("-")[0] in names or one.partition("-")[2] in numbers for one in some)


def said_in(folder: Path) -> list[dict[str, Any]]:
    """Return what the receipts of a folder say."""
    return [receipts.read() for receipts in _receipts(folder)]


def file_named(folder: Path, workspace: str) -> str:
    """Return the file of a workspace that the first receipt of a folder that names any does; nothing when none does."""
    found = (said for receipts in _receipts(folder) if FILE in (said := receipts.read()))
    return next((_plain(str(said[FILE])) for said in found if said.get(WORKSPACE) == workspace), "")


def belongs(folder: Path, owner: Owner) -> bool:
    """Whether every receipt of a folder names just this file, this workspace and the same parties."""
    found = said_in(folder)
    return bool(found) and all(
        (_plain(str(said.get(FILE))), said.get(WORKSPACE)) == (owner.file, owner.workspace)
        and bool(said.get(PARTIES))
        and _same_parties(said[PARTIES], owner.parties)
        for said in found
    )


def only_drafts(folder: Path, reads: Reads) -> bool:
    """Whether all that is in a folder is drafts as they were made, with their receipts; none says it is final."""
    known: set[str] = set()
    for receipts in _receipts(folder):
        if receipts.is_final or not receipts.read():
            return False
        known |= {receipts.path.name, *(name for name in receipts.files() if receipts.is_current(folder / name))}
    paths = list(folder.iterdir())
    return all(path.name in known and reads(path.read_bytes()).version != FINAL for path in paths)
