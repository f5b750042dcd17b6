"""Any agreement the model allows, as hypothesis data: it walks the model, so that a new field is covered at once."""

from __future__ import annotations

import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from iopdocs.model import Agreement, Party
from iopdocs.model.base import Record
from iopdocs.model.scalars import Scalar

WORDS = [
    "stöd",
    "jouren",
    "våld & hot",
    "<möte>",
    "åtgärd",
    "en längre text om det som parterna gör tillsammans",
    "Ö",
    "x" * 70,
]
IDS = ["kommunen", "jouren", "a", "b2", "c-3"]

# How each kind of single value may be written, by the example its type carries.
SCALARS: dict[str, st.SearchStrategy[str]] = {
    "2 970 000": st.integers(0, 99_999_999).map(str),
    "2,5": st.sampled_from(["0", "2", "2,5", "12,25", "100", "75"]),
    "2024-01-01": st.dates(date(2012, 1, 1), date(2031, 12, 31)).map(str),
    "2024": st.integers(2012, 2031).map(str),
    "3": st.integers(0, 40).map(str),
    "13:30": st.tuples(st.integers(0, 23), st.sampled_from(["00", "30", "45"])).map(lambda t: f"{t[0]}:{t[1]}"),
    "6 månader": st.sampled_from(["6 månader", "1 år", "2 år", "30 dagar", "4 veckor", "18 månader", "1 månad"]),
    "212000-0000": st.sampled_from(["212000-0035", "899999-0008", "299999-0001"]),
    "123 45": st.sampled_from(["123 45", "901 84"]),
    "123-4567": st.sampled_from(["160-9908", "5402-9681"]),
    "12 34 56-7": st.sampled_from(["28 65 43-4", "90 20 03-3"]),
    "08-123 456 78": st.sampled_from(["08-465 004 00", "070-174 06 05", "112", "116 016", "+46 8 465 004 00"]),
    "namn@exempel.se": st.just("namn@exempel.se"),
    "https://www.exempel.se": st.sampled_from(["https://www.exempel.se", "exempel.se/jour"]),
    "ja": st.sampled_from(["ja", "nej"]),
}
OWN = {
    ("Agreement", "dokumentnamn"): st.sampled_from(["avtal", "överenskommelse", "Samverkansavtal", "förlängning"]),
    ("LawReference", "lagrum"): st.sampled_from(
        ["SoL 5:11", "2 kap. 1 § SoL", "GDPR art. 28.3 h", "FL 16-18§", "xyz", "SoL 2:2"]
    ),
}


def agreements() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the data of agreements; most are valid, some hold dates or ids that do not go together."""
    parties = [
        {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Kvinnojouren Prov & Vän"},
    ]
    more = st.lists(record(Party), max_size=2)
    return st.tuples(record(Agreement, skip=("id", "parter")), more).map(
        lambda made: {"id": "prov-2024", "parter": [*parties, *made[1]], **made[0]}
    )


def record(kind: type[Record], depth: int = 0, skip: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the data of one record: what is required, and some of the rest."""
    needed, optional = {}, {}
    for name, info in kind.model_fields.items():
        alias = info.alias or name
        if alias in skip or (alias in {"organisation", "kontakt"} and kind.__name__ in {"Party", "Contact"}):
            continue
        own = OWN.get((kind.__name__, alias))
        made = own if own is not None else value(info.annotation, info.metadata, depth + 1)
        if made is not None:
            (needed if info.is_required() else optional)[alias] = made
    few = st.fixed_dictionaries(needed, optional=optional)
    return few if depth < 3 else st.fixed_dictionaries(needed)


def value(annotation: Any, metadata: Any = (), depth: int = 0) -> st.SearchStrategy[Any] | None:
    """Return a strategy for a field by its type, or None for what cannot be made."""
    for mark in metadata:
        if isinstance(mark, Scalar):
            return SCALARS[mark.example]
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return value(annotation.__origin__, annotation.__metadata__, depth)
    if origin in (Union, types.UnionType):
        return value(next(part for part in get_args(annotation) if part is not type(None)), metadata, depth)
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        inner = value(get_args(annotation)[0], (), depth)
        return st.lists(inner, min_size=1, max_size=2) if inner is not None else None
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return record(annotation, depth) if depth < 5 else None
    if annotation is str:
        pattern = any("parse_id" in repr(mark) for mark in metadata)
        return st.sampled_from(IDS if pattern else WORDS)
    return None
