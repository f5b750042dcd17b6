"""What a form sends, put into the agreement's YAML: only what was changed, with comments and order kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from iopdocs.classes import dataclass, field
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath, Node, parse_source
from iopdocs.reading.by_key import WrittenByKey
from iopdocs.reading.rewriting import same_data
from iopdocs.reading.roundtrip import mapping, tree_again
from iopdocs.reading.tree_edits import arranged, drop, list_of, put, text_of
from iopdocs.usecases.fields import written
from iopdocs.usecases.form_keys import keys_of

#: What a form sends: each name with its values, in the order of the page.
Sent = Mapping[str, Sequence[str]]
#: How the records of a list are changed.
UP, DOWN, REMOVE, ADD = "upp", "ner", "bort", "till"
#: What a record that is new is called, before its number.
NEW_ITEM = "ny"


@dataclass
class Filled:
    """An agreement's text with what a form says, and the records of each list by what the form calls them."""

    text: str
    tokens: dict[KeyPath, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)


def filled(text: str, sent: Sent, act: str = "", *, keep_empty: bool = True) -> Filled:
    """Return the text of an agreement as a form wants it. What the form does not show stays as it is.

    ``act`` is what is done with a list: ``till:parter``, ``upp:parter:1``. Raises InvalidAgreement for a text that
    cannot be written with its comments kept, or that the form does not fit.
    """
    made = Filled(text)
    tree = tree_again(text)
    _Filler(sent, act, made, keep_empty=keep_empty).record(Agreement, tree, (), "")
    if made.changed:
        made.text = _as_it_was(text).with_changed(tree, {name.partition(".")[0] for name in made.changed})
        if not same_data(parse_source(made.text, "")[0].data, _plain(tree)):
            hint = "Ändra det i fliken med filen i stället."
            raise InvalidAgreement(Problem("ändringen gick inte att skriva i filen", hint=hint, code="skrivfel"))
    return made


@lru_cache(maxsize=4)
def _as_it_was(text: str) -> WrittenByKey:
    return WrittenByKey(tree_again(text))


class _Filler:
    def __init__(self, sent: Sent, act: str, made: Filled, *, keep_empty: bool) -> None:
        self._sent, self._made, self._keep_empty = sent, made, keep_empty
        self._act, _, rest = act.partition(":")
        self._list, _, self._token = rest.partition(":")

    def record(self, record: type[Record], node: Any, path: KeyPath, prefix: str) -> None:
        """Fill in a mapping of the tree."""
        keys = keys_of(record)
        order = [one.key for one in keys]
        for one in keys:
            name, inner = f"{prefix}{one.key}", (*path, one.key)
            if one.record is not None:
                self._inside(one.record, node, one.key, order, inner, name)
            elif one.items is not None:
                self._items(one.items, node, one.key, order, inner, name)
            elif name in self._sent:
                self._value(node, one.key, order, name, several=one.kind == "several")

    def _value(self, node: Any, alias: str, order: list[str], name: str, *, several: bool) -> None:
        old = node.get(alias)
        shown = written(_plain(old), "several" if several else "line")
        new = "\n".join(line.rstrip() for line in self._sent[name][0].replace("\r\n", "\n").strip().split("\n"))
        if shown is None or new == shown.strip():
            return
        self._made.changed.append(name)
        if not new:
            drop(node, alias)
        elif several and "\n" in new:
            lines = [line.strip() for line in new.split("\n") if line.strip()]
            put(node, alias, list_of(lines), order)
        elif several and isinstance(old, list):
            put(node, alias, list_of([new]), order)
        else:
            put(node, alias, text_of(new, old), order)

    def _inside(self, record: type[Record], node: Any, alias: str, order: list[str], path: KeyPath, name: str) -> None:
        old = node.get(alias)
        if old is not None and not isinstance(old, dict):
            return
        inner, before = mapping() if old is None else old, len(self._made.changed)
        self.record(record, inner, path, f"{name}.")
        if len(self._made.changed) == before:
            return
        if inner and old is None:
            put(node, alias, inner, order)
        elif not inner and old is not None:
            drop(node, alias)

    def _items(self, record: type[Record], node: Any, alias: str, order: list[str], path: KeyPath, name: str) -> None:
        old = node.get(alias)
        known = [str(place) for place in range(len(old))] if isinstance(old, list) else []
        if (old is not None and not isinstance(old, list)) or not all(isinstance(one, dict) for one in old or ()):
            return
        tokens = self._acted(name, [one for one in self._sent.get(name, known) if one in known or _is_new(one)])
        items = old if old is not None else list_of()
        if tokens != known:
            self._made.changed.append(name)
            items = arranged(items, [int(one) if one in known else None for one in tokens])
        for place, token in enumerate(tokens):
            self.record(record, items[place], (*path, place), f"{name}.{token}.")
        if not self._keep_empty:
            empty = [place for place, token in enumerate(tokens) if _is_new(token) and not items[place]]
            tokens = [token for place, token in enumerate(tokens) if place not in empty]
            items = arranged(items, [place for place in range(len(items)) if place not in empty]) if empty else items
        self._made.tokens[path] = tokens
        if items and (old is None or items is not old):
            put(node, alias, items, order)
        elif not items and old is not None and tokens != known:
            drop(node, alias)

    def _acted(self, name: str, tokens: list[str]) -> list[str]:
        """Return the records of a list after what is to be done with it."""
        if name != self._list:
            return tokens
        if self._act == ADD:
            numbers = [int(one.removeprefix(NEW_ITEM)) for one in tokens if _is_new(one)]
            return [*tokens, f"{NEW_ITEM}{max(numbers, default=0) + 1}"]
        if self._token not in tokens:
            return tokens
        place = tokens.index(self._token)
        if self._act == REMOVE:
            return [one for one in tokens if one != self._token]
        other = place + {UP: -1, DOWN: 1}.get(self._act, 0)
        if 0 <= other < len(tokens):
            tokens[place], tokens[other] = tokens[other], tokens[place]
        return tokens


def _is_new(token: str) -> bool:
    return token.startswith(NEW_ITEM) and token.removeprefix(NEW_ITEM).isdecimal() and len(token) < 8


def _plain(node: Any) -> Node:
    """Return a part of a tree as plain dictionaries, lists and texts."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node if node is None else str(node)
