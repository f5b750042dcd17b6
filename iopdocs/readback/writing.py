"""A fact put into the text of an agreement's file: comments and order kept, and read back before it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import held_records, keys_of
from iopdocs.reading import KeyPath, Node, parse_source
from iopdocs.reading.reach import node_at
from iopdocs.reading.rewriting import same_data
from iopdocs.reading.roundtrip import dump_tree, load_tree, mapping
from iopdocs.reading.tree_edits import list_of, put, text_of

#: Where an agreement words clauses of its own, and what names the clause there.
_REPLACED: KeyPath = ("klausuler", "ersätt")
_CLAUSE = "klausul"


def with_facts(text: str, values: Mapping[KeyPath, str]) -> str:
    """Return the text of an agreement with some facts put in or changed.

    Raises InvalidAgreement when it cannot be written so that exactly that is read from it.
    """
    tree = load_tree(text)
    for path, value in values.items():
        _put(tree, Agreement, path, value)
    made = dump_tree(tree)
    _see_that_it_says(made, with_values(parse_source(text, "")[0].data, values))
    return made


def with_values(data: Node, values: Mapping[KeyPath, str]) -> Node:
    """Return data with a text at each path; what is given is not changed."""
    for path, value in values.items():
        data = _with(data, path, value)
    return data


def with_own_clause(text: str, clause: str, said: Mapping[str, str]) -> str:
    """Return the text of an agreement that words a clause itself. Raises InvalidAgreement, likewise."""
    data = parse_source(text, "")[0].data
    listed = node_at(data, _REPLACED)
    own = listed if isinstance(listed, list) else []
    place = next((n for n, one in enumerate(own) if isinstance(one, dict) and one.get(_CLAUSE) == clause), len(own))
    return with_facts(text, {(*_REPLACED, place, key): one for key, one in {_CLAUSE: clause, **said}.items()})


def _see_that_it_says(text: str, wanted: Node) -> None:
    source, problems = parse_source(text, "")
    if problems or not same_data(source.data, wanted):
        hint = "Skriv in uppgiften för hand."
        raise InvalidAgreement(Problem("uppgiften gick inte att skriva i filen", hint=hint, code="skrivfel"))


def _put(node: Any, kind: type[Record] | None, path: KeyPath, value: str) -> None:
    """Give what stands at a path of a tree a text; what is not there on the way is made."""
    step, *rest = path
    there = node_at(node, (step,))
    if rest:
        inner = there if isinstance(there, dict | list) else list_of() if isinstance(rest[0], int) else mapping()
        _put(inner, _held(kind, step), (*rest,), value)
        if inner is not there:
            _set(node, kind, step, inner)
    else:
        _set(node, kind, step, text_of(value, there))


def _set(node: Any, kind: type[Record] | None, step: str | int, value: Any) -> None:
    if isinstance(node, list) and isinstance(step, int):
        if step < len(node):
            node[step] = value
        else:
            node.append(value)
    elif hasattr(node, "keys") and isinstance(step, str):
        put(node, step, value, keys_of(kind) if kind else list(node))
    else:
        raise InvalidAgreement(Problem("uppgiften har ingen plats i filen", code="skrivfel"))


def _held(kind: type[Record] | None, step: str | int) -> type[Record] | None:
    """Return the record that a key of another holds; of a place in a list, the same."""
    if kind is None or isinstance(step, int):
        return kind
    info = next((info for name, info in kind.model_fields.items() if (info.alias or name) == step), None)
    return next(held_records(info.annotation), None) if info else None


def _with(node: Node, path: KeyPath, value: str) -> Node:
    """Return data with a text at a path."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        items = list(node) if isinstance(node, list) else []
        inner = _with(items[step] if step < len(items) else None, (*rest,), value)
        return [*items[:step], inner, *items[step + 1 :]]
    return {**(node if isinstance(node, dict) else {}), step: _with(node_at(node, (step,)), (*rest,), value)}
