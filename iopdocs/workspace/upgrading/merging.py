"""What a house and the program have both changed in one YAML file, put together where nobody's meaning is at stake.

Merged by keys, sections and versions, never by lines: half of one wording and half of another is a text that nobody has
written. A version of a clause is one unit, its days and its words: a house's wording never stops applying because the
program ends the one it was made from.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from iopdocs.errors import IopdocsError
from iopdocs.model.base import Record
from iopdocs.reading import build, decode_source
from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from iopdocs.reading.source import normalised
from iopdocs.workspace.upgrading.contents import comments_of, data_of, text_of_file

_ABSENT: Any = object()
# A key that says which record of a list it is. Records without one are known by the day they begin.
_IDENTITY, _BEGINS = "id", "från"


class Clash(ValueError):
    """Raised when both have changed the same thing, each in a way of its own."""


def merged(base: bytes, ours: bytes, theirs: bytes, model: type[Record]) -> bytes | None:
    """Return the house's file with what the program has changed since ``base``; None when both changed the same thing.

    The house's comments are all in it, and it can be read as the ``model``, or there is no merged file.
    """
    texts = [text_of_file(one) for one in (base, ours, theirs)]
    if any(text is None or not isinstance(data_of(text), dict) for text in texts):
        return None
    before, here, there = (str(text) for text in texts)
    try:
        tree = load_tree(here)
        _merge_maps(load_tree(before), tree, load_tree(there))
        wanted = _plain(tree)
        made = dump_tree(tree)
    except (Clash, IopdocsError):
        return None
    # Another library wrote it than the one that reads it, and comments hang on what may have been taken away.
    if _plain(data_of(made)) != wanted or comments_of(here) - comments_of(made):
        return None
    data = (made.replace("\n", "\r\n") if b"\r\n" in ours else made).encode()
    try:
        build(*decode_source(data, ""), model)
    except IopdocsError:
        return None
    return data


def _merge(base: Any, ours: Any, theirs: Any) -> Any:
    """Return what three versions of a value become. Raises Clash."""
    was, here, there = _plain(base), _plain(ours), _plain(theirs)
    if here == there or there == was:
        return ours
    if here == was:
        return theirs
    if all(isinstance(one, dict) for one in (was, here, there)) and not _is_version(was):
        _merge_maps(base, ours, theirs)
        return ours
    if all(isinstance(one, list) for one in (was, here, there)):
        _merge_lists(base, ours, theirs)
        return ours
    raise Clash


def _merge_maps(base: Any, ours: Any, theirs: Any) -> None:
    """Change the house's mapping in place. Raises Clash."""
    for key in dict.fromkeys([*base, *theirs]):
        value = _merge(*(one.get(key, _ABSENT) for one in (base, ours, theirs)))
        if value is _ABSENT:
            remove(ours, key)
        elif key in ours:
            ours[key] = value
        else:
            keys = list(theirs)
            before = next((one for one in reversed(keys[: keys.index(key)]) if one in ours), None)
            ours.insert(0 if before is None else list(ours).index(before) + 1, key, value)


def _merge_lists(base: list[Any], ours: list[Any], theirs: list[Any]) -> None:
    """Change the house's list in place, item by item as they are known. Raises Clash."""
    old, here, there = (dict(zip(_names(one), one, strict=True)) for one in (base, ours, theirs))
    if _order(old, there) != _order(there, old):
        raise Clash
    names, placed = list(here), list(here)
    for name in dict.fromkeys([*old, *there]):
        value = _merge(*(one.get(name, _ABSENT) for one in (old, here, there)))
        if name not in here and value is not _ABSENT:
            place = _place(name, list(old), names, placed, list(there))
            placed.insert(place, name)
            ours.insert(place, value)
        elif name in here and value is _ABSENT:
            del ours[placed.index(name)]
            placed.remove(name)
        elif name in here:
            ours[placed.index(name)] = value


def _place(
    name: Hashable, old: Sequence[Hashable], here: Sequence[Hashable], placed: Sequence[Hashable], there: list[Hashable]
) -> int:
    """Return where a new item goes among those of the house: after the one it follows. Raises Clash.

    Where the house has put an item of its own in that same place, nobody but a person knows the order.
    """
    known = [one for one in there[: there.index(name)] if one in old]
    last = known[-1] if known else None
    if last is not None and last not in here:
        raise Clash
    if _next(last, old) != _next(last, here):
        raise Clash
    before = there[there.index(name) - 1] if there.index(name) else None
    return 0 if before is None or before not in placed else placed.index(before) + 1


def _next(name: Hashable, names: Sequence[Hashable]) -> Hashable:
    following = 0 if name is None else names.index(name) + 1
    return names[following] if following < len(names) else None


def _names(items: list[Any]) -> list[Hashable]:
    """Return what each item of a list is known by. Raises Clash when two are known by the same."""
    names = [_name(item) for item in items]
    if len(set(names)) != len(names):
        raise Clash
    return names


def _name(item: Any) -> Hashable:
    if isinstance(item, dict):
        return str(item.get(_IDENTITY)) if _IDENTITY in item else (_BEGINS, str(item.get(_BEGINS, "")))
    if isinstance(item, list):
        raise Clash
    return str(item)


def _order(one: dict[Hashable, Any], other: dict[Hashable, Any]) -> list[Hashable]:
    return [name for name in one if name in other]


def _is_version(value: dict[str, Any]) -> bool:
    return _IDENTITY not in value


def _plain(node: Any) -> Any:
    """Return a tree as the reader would give it: without order of keys, comments and ways of quoting."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node if node is _ABSENT else normalised("" if node is None else str(node)).strip()
