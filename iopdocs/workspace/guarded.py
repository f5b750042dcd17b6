"""What is protected anywhere in a workspace: in iopdocs.yaml and in every agreement, also what cannot be read whole.

What one agreement protects is looked for in all of them. Most files protect nothing, and those are never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from iopdocs.errors import Problem
from iopdocs.model.agreement import Judgement
from iopdocs.model.party import Address, Detail, Party
from iopdocs.model.scalars import parse_yes_no
from iopdocs.protection import Secret, secret_of
from iopdocs.reading import Node, Source, decode_source, read_bytes
from iopdocs.reading.files import MAX_BYTES

#: What the keys that protect something begin with, and a slip in writing them most likely, too.
KEY = "skydd"
# In UTF-8 or an eight-bit encoding, and in two bytes a letter either way.
_KEYS = tuple(KEY.encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
# A key may be written with these, and then not be seen; few agreements have any.
_ESCAPE = re.compile(rb"\\(?:[xuU]|\r?\n)")
_DETAILS = "skyddade_uppgifter"
_ADDRESS = "adress"
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is protected in a workspace, and the files that may protect something but cannot be read, by name."""

    secrets: tuple[Secret, ...] = ()
    unread: tuple[str, ...] = ()


NOTHING = Guarded()


@dataclass
class Gatherer:
    """Goes through files; ``settings`` is iopdocs.yaml as read. Each file has the name that messages call it."""

    settings: Source
    secrets: list[Secret] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def gather(self, files: Iterable[tuple[Path, str]]) -> Guarded:
        """Return what is protected in iopdocs.yaml and in these files."""
        data = self.settings.data
        organisations = data.get("organisationer") if isinstance(data, dict) else None
        shared = organisations if isinstance(organisations, dict) else {}
        self.secrets += protected_in(list(shared.values()))
        # An agreement may write a number of its own where what is shared says that it is protected.
        details = any(isinstance(one, dict) and _DETAILS in one for one in shared.values())
        for path, name in files:
            if not self._read(path, name, shared if details else {}):
                self.unread.append(name)
        return Guarded(tuple(dict.fromkeys(self.secrets)), tuple(self.unread))

    def _read(self, path: Path, name: str, shared: dict[str, Node]) -> bool:
        """Read what one file protects; return whether nothing was left unread."""
        raw = read_bytes(path, name)
        if isinstance(raw, Problem):
            return not _may_protect_unread(path)
        if not may_protect(raw) and not (shared and b"organisation" in raw):
            return True
        source, problems = decode_source(raw, name)
        found, sound = _read_from(source.data, shared)
        self.secrets += found
        return sound and not problems  # nobody can tell what a broken file would have protected


def may_protect(raw: bytes) -> bool:
    """Whether the bytes of a file may have a key that protects something. Cheap, and never wrong when it says no."""
    small = raw.lower()
    return any(key in small for key in _KEYS) or _ESCAPE.search(raw) is not None


def protected_in(node: Node) -> list[Secret]:
    """Return what is protected anywhere in some data, also where the rest of a party cannot be read."""
    return _read_from(node, {})[0]


def _read_from(node: Node, shared: dict[str, Node]) -> tuple[list[Secret], bool]:
    """Return what is protected in some data, and whether all that may be protected could be read."""
    found: list[Secret] = []
    sound = True
    for one in _mappings(node):
        organisation = one.get("organisation")
        base = shared.get(organisation) if isinstance(organisation, str) else None
        merged = {**base, **one} if isinstance(base, dict) else one
        secret, whole = _secret(merged)
        found += [secret] if secret else []
        sound = sound and whole
    return found, sound


def _mappings(node: Node) -> Iterator[dict[str, Node]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _mappings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _mappings(value)


def _secret(party: dict[str, Node]) -> tuple[Secret | None, bool]:
    """Return what a mapping that may be a party protects, and whether that could be read."""
    address, sound = _address(party.get(_ADDRESS))
    details = party.get(_DETAILS)
    listed: dict[str, Node] = {}
    if details is not None:
        known = get_args(Detail)
        named = [one for one in details if isinstance(one, str) and one in known] if isinstance(details, list) else []
        sound = sound and isinstance(details, list) and len(named) == len(details)
        listed = {one: party[one] for one in named if one in party}
    if address is None and not listed:
        return None, sound
    facts = {"roll": "idéburen", "typ": "förening", "namn": "–", _DETAILS: list(listed), **listed}
    try:
        return secret_of(Party.model_validate({**facts, **({_ADDRESS: address} if address else {})})), sound
    except ValidationError:
        return None, False


def _address(written: Node) -> tuple[Address | None, bool]:
    """Return an address that is protected, or may be; and whether it could be read."""
    if not isinstance(written, dict):
        # Text in the place of an address may go on with what should have been its keys.
        return None, not (isinstance(written, str) and KEY in written.casefold())
    if is_open(written):
        return None, True
    try:
        found = Address.model_validate(written)
        return (found if found.protected else None), True
    except ValidationError:
        # What may be protected counts as that, as far as it can be read.
        texts = {name: text for name, text in written.items() if name in {"gata", "ort"} and isinstance(text, str)}
        try:
            return Address.model_validate({**texts, "skyddad": "ja"}), False
        except ValidationError:
            return None, False


_OPEN_KEYS = {"gata", "postnummer", "ort"}


def is_open(address: dict[str, Node]) -> bool:
    """Whether an address says that it is not protected, or says nothing of it. Any other key may be a slip of that."""
    marks = [value for name, value in address.items() if name not in _OPEN_KEYS]
    if set(address) - {*_OPEN_KEYS, "skyddad"}:
        return False
    try:
        return not any(not isinstance(mark, str) or parse_yes_no(mark) for mark in marks)
    except ValueError:
        return False


def judgements_of(source: Source) -> list[Judgement]:
    """Return the judgements of a file that can be read; of the others the check tells."""
    written = source.data.get("uppgifter_bedömda") if isinstance(source.data, dict) else None
    made = []
    for one in written if isinstance(written, list) else ():
        with suppress(ValidationError):
            made.append(Judgement.model_validate(one))
    return made


def _may_protect_unread(path: Path) -> bool:
    """Whether a file that cannot be read as an agreement may protect something: too large, or not for us to open."""
    if not path.is_file():
        return False
    try:
        if path.stat().st_size <= MAX_BYTES:
            return True  # it is there, and nobody knows what it says
        with path.open("rb") as opened:
            before = b""
            while piece := opened.read(_AT_ONCE):
                if may_protect(before[-64:] + piece):
                    return True
                before = piece
    except OSError:
        return True
    return False
