"""What is limited to some documents: each that is named must be one that is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.model.scalars import ONLY_IN
from iopdocs.reading import KeyPath, Node, suggest


def unknown_documents(case: Case, known: Collection[str]) -> Iterator[Problem]:
    """Find what is limited to documents that are not ``known``: it stands nowhere, which nobody can have meant."""
    for path, name in _named(case.source.data, ()):
        if name not in known:
            hint = suggest(name, known) or f"Handlingarna heter {', '.join(sorted(known))}."
            message = f"endast_i nämner ”{name}”, och någon sådan handling görs inte"
            yield case.problem(path, message, hint, code="okänd-handling", severity=Severity.ERROR)


def _named(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == ONLY_IN:
                yield from (((*path, key), one) for one in _listed(value))
            else:
                yield from _named(value, (*path, key))
    elif isinstance(node, list):
        for number, one in enumerate(node):
            yield from _named(one, (*path, number))


def _listed(value: Node) -> Iterator[str]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
