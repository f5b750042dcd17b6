"""Changes of a YAML tree that keep its comments where their reader would look for them.

The parser keeps what stands between two values with the last part of the first. So when a value is put in, moved or
taken away, the lines after it are taken off first and given to what then stands before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString, ScalarString
from ruamel.yaml.tokens import CommentToken

_EOL = 2
#: Where a block of text keeps what stands after it.
_COMMENT = "comment"
#: A folded text is folded again after about so many signs.
_LINE = 100


def list_of(items: Iterable[Any] = ()) -> CommentedSeq:
    """Return a new list for a tree."""
    return CommentedSeq(items)


def text_of(new: str, old: Any) -> Any:
    """Return a text for a tree, quoted or folded as the one it takes the place of; of several lines as a block."""
    if "\n" in new:
        return LiteralScalarString(new + "\n")
    if isinstance(old, FoldedScalarString):
        return _folded(new)
    return type(old)(new) if isinstance(old, ScalarString) and not hasattr(old, "fold_pos") else new


def _folded(text: str) -> Any:
    """Return a text of one paragraph that is written on several lines; as it is, when it has room on one."""
    made: Any = FoldedScalarString(text)
    made.fold_pos, start = [], 0
    while len(text) - start > _LINE and (end := text.rfind(" ", start, start + _LINE)) > start:
        made.fold_pos.append(end)
        start = end + 1
    return made if made.fold_pos else text


def put(parent: CommentedMap, key: str, value: Any, order: Sequence[str]) -> None:
    """Give a key a value: in its place if it is there, else after the keys that come before it in ``order``."""
    if key in parent:
        held = _taken(parent, key)
        parent[key] = value
        _give(parent, key, held)
        return
    earlier = set(order[: order.index(key)])
    place = max((number for number, name in enumerate(parent, start=1) if name in earlier), default=0)
    before = list(parent)[place - 1] if place else None
    held = _taken(parent, before) if before is not None and place else ""
    parent.insert(place, key, value)
    _give(parent, key, held)


def drop(parent: CommentedMap, key: str) -> None:
    """Take a key away; the lines that stood after it stay."""
    held, keys = _taken(parent, key), list(parent)
    place = keys.index(key)
    del parent[key]
    if place:
        _give(parent, keys[place - 1], held)
    elif len(keys) > 1 and (lines := _lines(held)):
        parent.yaml_set_comment_before_after_key(keys[1], before="\n".join(lines))


def arranged(items: Any, order: Sequence[int | None]) -> CommentedSeq:
    """Return a list with the items in another order, some left out, and a new empty record for each None.

    What stood after an item stands after what is in its place then: it is about what follows it.
    """
    held = [_taken(items, place) for place in range(len(items))]
    made = CommentedSeq([CommentedMap() if place is None else items[place] for place in order])
    made.ca.comment = items.ca.comment
    if not order and held and items.ca.comment is None:
        return made
    last = held[-1] if held else ""
    inner = [*held[:-1], *[""] * len(order)][: max(len(order) - 1, 0)]
    lost = held[len(inner) : -1] if len(held) - 1 > len(inner) else []
    for place, lines in enumerate([*inner, "".join([*lost, last])][: len(order)]):
        _give(made, place, lines)
    return made


def _leaf(parent: Any, key: Any) -> tuple[Any, Any]:
    """Return where the parser keeps what stands after a value: the last part of it, and its key."""
    value = parent[key]
    if isinstance(value, CommentedMap) and value and not value.fa.flow_style():
        return _leaf(value, list(value)[-1])
    if isinstance(value, CommentedSeq) and value and not value.fa.flow_style():
        return _leaf(value, len(value) - 1)
    return parent, key


def _token(parent: Any, key: Any) -> Any:
    tokens = parent.ca.items.get(key)
    slot = 0 if isinstance(parent, CommentedSeq) else _EOL
    found = tokens[slot] if tokens and len(tokens) > slot else None
    return found if isinstance(found, CommentToken) else None


def _taken(parent: Any, key: Any) -> str:
    """Take off the lines that stand after a value, and return them; the comment on its own line stays."""
    where, name = _leaf(parent, key)
    value = where[name]
    if isinstance(value, ScalarString) and isinstance(token := getattr(value, _COMMENT, None), CommentToken):
        held = token.value
        setattr(value, _COMMENT, None)  # a block of text ends its own last line
        return str(held)
    token = _token(where, name)
    if token is None:
        return ""
    first, newline, rest = token.value.partition("\n")
    if not rest:
        return ""
    if first.strip():
        token.value = first + newline
    else:
        del where.ca.items[name]
    return str(rest)


def _give(parent: Any, key: Any, lines: str) -> None:
    """Put lines after a value."""
    if not lines:
        return
    where, name = _leaf(parent, key)
    value = where[name]
    if isinstance(value, LiteralScalarString | FoldedScalarString):
        setattr(value, _COMMENT, CommentToken(lines, CommentMark(0), None))
        return
    token = _token(where, name)
    if token is not None:
        token.value = token.value.rstrip("\n") + "\n" + lines
        return
    made = CommentToken("\n" + lines, CommentMark(0), None)
    where.ca.items[name] = [made, None] if isinstance(where, CommentedSeq) else [None, None, made, None]


def _lines(held: str) -> list[str]:
    return [line.strip().removeprefix("#").strip() for line in held.split("\n") if line.strip()]
