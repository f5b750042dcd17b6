"""What is protected anywhere in a workspace: in iopdocs.yaml and in every agreement, also what cannot be read whole.

What one agreement protects is looked for in all of them. Most files protect nothing, and those are never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from iopdocs.classes import dataclass, field
from iopdocs.errors import Problem
from iopdocs.model.base import Record
from iopdocs.model.judgement import Judgement
from iopdocs.model.party import Address, Detail, Party
from iopdocs.model.scalars import parse_yes_no
from iopdocs.protection import Secret, secret_of
from iopdocs.reading import KeyPath, Node, Source, decode_source, read_bytes, suggest
from iopdocs.reading.files import MAX_BYTES
from iopdocs.reading.recall import FORGETFUL, Recall

#: What the keys that protect something begin with, and a slip in writing them most likely, too.
KEY = "skydd"
# In UTF-8 or an eight-bit encoding, and in two bytes a letter either way.
_JUDGED = "uppgifter_bed"
_KEYS = tuple(key.encode(name) for key in (KEY, _JUDGED) for name in ("ascii", "utf-16-le", "utf-16-be"))
# A key may be written with these, and then not be seen; few agreements have any.
_ESCAPE = re.compile(rb"\\(?:[xuU]|\r?\n)")
_DETAILS = "skyddade_uppgifter"
_ADDRESS = "adress"
_PROTECTING = ("skyddad", _DETAILS)
# The words before a colon, as far as they are like a key that protects; an agreement has some hundred in all.
_WORDS = re.compile(rb"(?<![a-z_])[a-z_]{5,24}(?=[\"']?[ \t]*:)")
_MOST_WORDS = 1000
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that may protect something and cannot be read: its name, and the key that stands wrong, with its line."""

    name: str
    key: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is protected in a workspace, and the files that may protect something but cannot be read."""

    secrets: tuple[Secret, ...] = ()
    unread: tuple[Unread, ...] = ()


NOTHING = Guarded()
Hides = tuple[list[Secret], Unread | None]


@dataclass
class Gatherer:
    """Goes through files; ``settings`` is iopdocs.yaml as read. Each file has the name that messages call it."""

    settings: Source
    recall: Recall = FORGETFUL
    secrets: list[Secret] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def gather(self, files: Iterable[tuple[Path, str]]) -> Guarded:
        """Return what is protected in iopdocs.yaml and in these files."""
        self.secrets += protected_in(list(self._organisations.values()))
        for path, name in files:
            secrets, unread = self.recall.of_file(
                "protected", path, partial(_read_file, path, name, self._shared), (name, self._shared)
            )
            self.secrets += secrets
            self.unread += [unread] if unread else []
        return Guarded(tuple(dict.fromkeys(self.secrets)), tuple(self.unread))

    def with_sources(self, known: Guarded, read: Iterable[tuple[bytes, Source, Sequence[Problem]]]) -> Guarded:
        """Return what is known with what is protected in files that have been read: bytes, source, what was wrong."""
        secrets, unreads = [*known.secrets], [*known.unread]
        for raw, source, problems in read:
            found, unread = _of_source(source, problems, self._shared) if may_protect(raw, self._shared) else ([], None)
            secrets += found
            unreads += [unread] if unread else []
        return Guarded(tuple(dict.fromkeys(secrets)), tuple(unreads))

    @cached_property
    def _organisations(self) -> dict[str, Node]:
        """The organisations that agreements share, by name."""
        data = self.settings.data
        organisations = data.get("organisationer") if isinstance(data, dict) else None
        return organisations if isinstance(organisations, dict) else {}

    @cached_property
    def _shared(self) -> dict[str, Node]:
        """The same where any has details that are protected: an agreement may write a number of its own there."""
        every = self._organisations
        return every if any(isinstance(one, dict) and _DETAILS in one for one in every.values()) else {}


def _read_file(path: Path, name: str, shared: dict[str, Node]) -> Hides:
    """Return what one file protects, and what to say of it when something may be left unread."""
    raw = read_bytes(path, name)
    if isinstance(raw, Problem):
        return [], Unread(name) if _may_protect_unread(path) else None
    return _of_source(*decode_source(raw, name), shared) if may_protect(raw, shared) else ([], None)


def _of_source(source: Source, problems: Sequence[Problem], shared: dict[str, Node]) -> Hides:
    found, sound = _read_from(source.data, shared)
    # What a person has judged to give something away does so in every agreement.
    telling = [Secret(telling=one.telling) for one in judgements_of(source) if one.telling]
    if stray := next(strays(source.data), None):
        return [*found, *telling], Unread(source.file, str(stray[-1]), source.place(stray).line)
    # Nobody can tell what it would have protected.
    return [*found, *telling], None if sound and not problems else Unread(source.file)


def may_protect(raw: bytes, shared: dict[str, Node] | None = None) -> bool:
    """Whether the bytes of a file may have a key that protects something, or says that words give something away.

    Cheap, and never wrong when it says no.
    """
    small = raw.lower()
    if any(key in small for key in _KEYS) or _ESCAPE.search(raw) is not None or (shared and b"organisation" in raw):
        return True
    words = set(_WORDS.findall(small.replace(b"\0", b"") if b"\0" in small else small))
    return len(words) > _MOST_WORDS or any(map(_like_a_key, words))


def _aliases(model: type[Record]) -> Iterator[str]:
    yield from (one.alias for one in model.model_fields.values() if one.alias)
    for further in model.__subclasses__():
        yield from _aliases(further)


#: All other keys of the model: they are no slips.
_OTHERS = frozenset(_aliases(Record)) - set(_PROTECTING)


@lru_cache(maxsize=4096)
def _like_a_key(word: bytes) -> bool:
    return protects(word.decode("ascii"))


@lru_cache(maxsize=4096)
def protects(key: str) -> bool:
    """Whether a key is, or may be a slip of, one that protects something; others of the model are not."""
    return key.casefold() not in _OTHERS and (KEY in key.casefold() or bool(suggest(key, _PROTECTING)))


def strays(node: Node, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield where keys that protect something, or slips of them, stand where they protect nothing."""
    if isinstance(node, dict):
        for key, value in node.items():
            if protects(str(key)) and not _in_place(key, path):
                yield (*path, key)
            yield from strays(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from strays(value, (*path, number))


def _in_place(key: str, path: KeyPath) -> bool:
    """Whether a key protects something where it stands: in an address, or in a party that lists its details."""
    inside = path[-1:] == (_ADDRESS,)
    return (key == "skyddad" and inside) or (key == _DETAILS and not inside)


def protected_in(node: Node) -> list[Secret]:
    """Return what is protected anywhere in some data, also where the rest of a party cannot be read."""
    return _read_from(node, {})[0]


def _read_from(node: Node, shared: dict[str, Node]) -> tuple[list[Secret], bool]:
    """Return what is protected in some data, and whether all that may be protected could be read."""
    found: list[Secret] = []
    sound = True
    for one, name in _mappings(node):
        organisation = one.get("organisation")
        base = shared.get(organisation) if isinstance(organisation, str) else None
        merged = {**base, **one} if isinstance(base, dict) else one
        stray = name != _ADDRESS and any(protects(str(key)) and key != _DETAILS for key in one)
        secret, whole = _secret(merged, stray=stray)
        found += [secret] if secret else []
        sound = sound and whole
    return found, sound


def _mappings(node: Node, name: str = "") -> Iterator[tuple[dict[str, Node], str]]:
    """Yield the mappings of some data, each with its key."""
    if isinstance(node, dict):
        yield node, name
        for key, value in node.items():
            yield from _mappings(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _mappings(value)


def _secret(party: dict[str, Node], *, stray: bool) -> tuple[Secret | None, bool]:
    """Return what a mapping that may be a party protects, and whether that could be read.

    ``stray`` says that a key that was meant to protect something stands right in it.
    """
    address, sound = _address(party.get(_ADDRESS), marked=stray)
    if stray and address is None and _KEYS_OF_PLACE & set(party):
        address = _as_far_as_read(party)  # it is called something else than an address
    details = party.get(_DETAILS)
    listed: dict[str, Node] = {}
    if details is not None:
        known = get_args(Detail)
        named = [one for one in details if isinstance(one, str) and one in known] if isinstance(details, list) else []
        sound = sound and isinstance(details, list) and len(named) == len(details)
        listed = {one: party[one] for one in named if one in party}
    if address is None and not listed:
        return None, sound
    facts = {_DETAILS: list(listed), **listed}
    try:
        return secret_of(Party.model_validate({**facts, **({_ADDRESS: address} if address else {})})), sound
    except ValidationError:
        return None, False


_KEYS_OF_PLACE = frozenset({"gata", "ort"})


def _as_far_as_read(written: dict[str, Node]) -> Address | None:
    """Return what may be protected as an address that is, as far as it can be read."""
    texts = {name: text for name, text in written.items() if name in _KEYS_OF_PLACE and isinstance(text, str)}
    try:
        return Address.model_validate({**texts, "skyddad": "ja"})
    except ValidationError:
        return None


def _address(written: Node, *, marked: bool = False) -> tuple[Address | None, bool]:
    """Return an address that is protected, or may be; and whether it could be read.

    ``marked`` says that something beside it may have been meant to protect it.
    """
    if not isinstance(written, dict):
        # Text in the place of an address may go on with what should have been its keys.
        return None, not (isinstance(written, str) and KEY in written.casefold())
    if is_open(written):
        return (_as_far_as_read(written), False) if marked else (None, True)
    try:
        found = Address.model_validate(written)
        return (found if found.protected else None), True
    except ValidationError:
        return _as_far_as_read(written), False


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
