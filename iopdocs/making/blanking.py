"""A YAML file with what it protects taken out, line by line, for a machine that needs only the rest.

What is protected is never printed, so the documents are the same without it. The result is read once more: either all
else is as it was, or there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from iopdocs.protection.guard import Guard
from iopdocs.reading import KeyPath, Node, Source, decode_source, walk
from iopdocs.swedish.personnummer import Certainty
from iopdocs.workspace.guarded import (
    is_open,
    judgements_of,
    may_protect,
    protected_in,
)

#: What stands in the place of each protected text. It is read as what it takes the place of, is searched for as that,
#: and stands in no document.
_BLANKS = {
    "gata": "Xqzvbgatan 1",
    "postnummer": "999 99",
    "ort": "Xqzvby",
    "telefon": "0980-99 99 97",
    "webb": "https://xqzvb.invalid/xqzvb",
    "e_post": "xqzvb@xqzvb.invalid",
}
_DETAILS, _ADDRESS = "skyddade_uppgifter", "adress"


#: The same for a file that a person is to read: nothing that could be taken for a fact.
LEFT_OUT = dict.fromkeys(_BLANKS, "utelämnat")


def blanked(raw: bytes, blanks: Mapping[str, str] = MappingProxyType(_BLANKS)) -> bytes | None:
    """Return the bytes of a file without what it protects; None when that cannot be taken out whole.

    The lines are the same, so messages name the same ones. What protects nothing is returned as it is. ``blanks`` has
    for each key what stands there instead.
    """
    if not may_protect(raw):
        return raw
    source, problems = decode_source(raw, "")
    secrets = protected_in(source.data)
    if problems:
        return None
    if not secrets:
        return None if any(one.telling for one in judgements_of(source)) else raw
    hidden = dict(_protected(source.data, ()))
    text = raw.decode("utf-8-sig")
    lines = text.split("\n")
    for path, value in hidden.items():
        number = source.place(path).line - 1
        key = re.escape(str(path[-1]))
        after_key = re.compile(rf"(\b{key}[\"']?\s*:\s*[\"']?){re.escape(value)}")
        if not 0 <= number < len(lines) or not after_key.search(lines[number]):
            return None
        lines[number] = after_key.sub(rf"\g<1>{blanks[str(path[-1])]}", lines[number], count=1)
    made = "\n".join(lines)
    again, problems = decode_source(made.encode(), "")
    whole = not problems and _same_but(source, again, set(hidden))
    guard = Guard(secrets, judgements_of(again))
    return made.encode() if whole and not tells_in_raw(made.encode(), guard) else None


def tells_in_raw(raw: bytes, guard: Guard) -> bool:
    """Whether a file as it lies on the disk may give something away: in its data, in a comment, or over two lines."""
    if not guard.active:
        return False
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    if any(map(guard.finds, text.splitlines())):
        return True
    # A comment or a text may go on in the next line, in the midst of a word or after it.
    words = [line.strip("# \t\r") for line in text.split("\n")]
    apart, joined = " ".join(words), "".join(word.rstrip("-\u2010\u2011") for word in words)
    return any(find.certainty is Certainty.CERTAIN for whole in (apart, joined) for find in guard.finds(whole))


def _same_but(before: Source, after: Source, hidden: set[KeyPath]) -> bool:
    return [one for one in walk(before.data) if one[0] not in hidden] == [
        one for one in walk(after.data) if one[0] not in hidden
    ]


def _protected(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts that are protected, with their paths."""
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from _protected(value, (*path, number))
    if not isinstance(node, dict):
        return
    address, details = node.get(_ADDRESS), node.get(_DETAILS)
    if isinstance(address, dict) and not is_open(address):
        yield from (
            ((*path, _ADDRESS, key), value)
            for key, value in address.items()
            if key in _BLANKS and isinstance(value, str)
        )
    for name in details if isinstance(details, list) else ():
        value = node.get(name) if isinstance(name, str) and name in _BLANKS else None
        if isinstance(value, str):
            yield (*path, str(name)), value
    for key, value in node.items():
        yield from _protected(value, (*path, key))
