"""A text where an id should stand → which id is meant: of the list that the key refers to, and of no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iopdocs.reading.source import KeyPath, Source
from iopdocs.reading.suggesting import suggest

_PARTY = (("parter",), "parten", "Parternas id")
#: By the key that refers: where what it refers to stands, what it is called, and how their ids are told.
_REFERS: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    **dict.fromkeys(
        ("part", "utförs_av", "betalare", "mottagare", "ansvarig", "biträde", "givare", "avsändare"), _PARTY
    ),
    "insats": (("insatser",), "insatsen", "Insatsernas id"),
    "mål": (("mål",), "målet", "Målens id"),
    "mål_i_ingress": (("mål",), "målet", "Målens id"),
    "komponent": (("ekonomi", "komponenter"), "posten i ekonomin", "Posternas id"),
    "grupp": (("organisation",), "gruppen", "Gruppernas id"),
}
_NAMES = ("id", "namn", "kallas", "benämning", "text")


def meant_id(written: str, path: KeyPath, source: Source) -> str:
    """Return what to do about a name, or an id in other letters, where an id should stand; nothing where none is known.

    ``path`` is where it stands: the key says what it refers to.
    """
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if key not in _REFERS:
        return ""
    place, one, told = _REFERS[key]
    there = list(_records(source.data, place))
    known = {str(record["id"]): record for record in there if record.get("id")}
    if written in known:
        return f"Rätta först id på {one}."
    plain = written.casefold()
    named = [record for record in there if plain in {str(record.get(name, "")).casefold() for name in _NAMES}]
    if with_id := [str(record["id"]) for record in named if record.get("id")]:
        return f"Menade du {with_id[0]}?"
    if named:
        return f"Här skrivs ett id, och {written} har inget. Skriv id: i den posten, och samma här."
    if near := suggest(plain.translate(str.maketrans("åäöéü", "aaoeu")), known):
        return near
    return f"Här skrivs ett id, inte ett namn. {told}: {', '.join(known)}." if known else ""


def _records(data: Any, place: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for step in place:
        data = data.get(step) if isinstance(data, dict) else None
    yield from (one for one in (data if isinstance(data, list) else ()) if isinstance(one, dict))
