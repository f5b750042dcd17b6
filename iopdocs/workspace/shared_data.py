"""What many agreements share: parties and contacts of iopdocs.yaml put in where an agreement refers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from iopdocs.errors import Problem
from iopdocs.reading import KeyPath, Node, Source, SourcePlace, suggest, where


def with_shared(source: Source, settings: Source) -> tuple[Source, list[Problem]]:
    """Return the agreement's data with shared organisations and contacts merged in; its own keys go first.

    A fault in shared data is shown where it stands, in iopdocs.yaml. An unknown reference is a Problem.
    """
    if not any(path and path[-1] in _REFERRING for path in source.places):
        return source, []
    merger = _Merger(source, settings)
    data = merger.merged(source.data, ())
    return replace(source, data=data, places=merger.places), merger.problems


class _Merger:
    def __init__(self, source: Source, settings: Source) -> None:
        self.source, self.settings = source, settings
        self.places: dict[KeyPath, SourcePlace] = dict(source.places)
        self.problems: list[Problem] = []

    def merged(self, node: Node, path: KeyPath) -> Node:
        if isinstance(node, list):
            return [self.merged(value, (*path, index)) for index, value in enumerate(node)]
        if not isinstance(node, dict):
            return node
        own = {name: self.merged(value, (*path, name)) for name, value in node.items()}
        for name, store in _referring(path):
            wanted = own.get(name)
            if isinstance(wanted, str):
                return {**self._shared(store, wanted, (*path, name), own), **own}
        return own

    def _shared(self, store: str, wanted: str, path: KeyPath, own: dict[str, Node]) -> dict[str, Node]:
        data = self.settings.data
        known = data.get(store) if isinstance(data, dict) else None
        found = known.get(wanted) if isinstance(known, dict) else None
        if not isinstance(found, dict):
            place = self.source.place(path)
            hint = suggest(wanted, known or ()) if isinstance(known, dict) else ""
            message = f"”{wanted}” finns inte under {store} i iopdocs.yaml"
            hint = hint or f"Lägg till {wanted} under {store}, eller skriv uppgifterna här."
            self.problems.append(
                Problem(message, place.file, place.line, where(path), hint, code="inte-i-inställningarna")
            )
            return {}
        for old, place in self._places.get((store, wanted), ()):
            if old[2] not in own:
                self.places[(*path[:-1], *old[2:])] = place
        return found

    @cached_property
    def _places(self) -> Mapping[KeyPath, Sequence[tuple[KeyPath, SourcePlace]]]:
        """The places of what is shared, by store and id."""
        found: dict[KeyPath, list[tuple[KeyPath, SourcePlace]]] = {}
        for path, place in self.settings.places.items():
            if len(path) > 2:
                found.setdefault(path[:2], []).append((path, place))
        return found


#: The keys that refer to shared data.
_REFERRING = {"organisation", "kontakt"}


def _referring(path: KeyPath) -> list[tuple[str, str]]:
    """Return the key that refers to shared data in a mapping at this path, and the store it refers to."""
    names = [step for step in path if isinstance(step, str)]
    if (names == ["parter"] and len(path) == 2) or names == ["tillägg", "nya_parter", "part"]:
        return [("organisation", "organisationer")]
    if names and names[-1] == "kontakter":
        return [("kontakt", "kontakter")]
    return []
