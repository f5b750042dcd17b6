"""Any agreement the model allows, as hypothesis data: it walks the model, so that a new field is covered at once."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from benchmarks import ROOT
from iopdocs.model import Agreement, Party
from iopdocs.model.base import Record
from iopdocs.model.scalars import ONLY_IN, Scalar

# Characters that break documents, sentences and templates elsewhere.
WORDS = [
    "stöd",
    "våld & hot",
    "<möte>",
    "]]> &amp; &lt;b&gt;",
    "{{ ingen tagg }}",
    "{% inte heller %}",
    "åtgärd, m.m.",
    "Slut.",
    "Är det sant?",
    'rakt "citat"',
    "”krokigt” och ’inre’",
    "– eller - streck",
    "- en punkt",
    "§ 3 och 100 %",
    "två  blanksteg",
    "en rad\noch en till",
    "ett stycke\n\noch ett till",
    "före\tefter",
    "None av oss",
    "nan-bröd",
    "kafe\u0301 och A\u030akesson",
    "hård\u00a0blank och mjukt\u00adstreck",
    "🙂 שלום Łódź",
    "en längre text om det som parterna gör tillsammans för dem som behöver det mest",
    "x" * 70,
    "Ö",
]
IDS = ["a", "b2", "c-3", "d", "e"]
CLAUSES = sorted(path.stem for path in (ROOT / "templates" / "klausuler").glob("*.yaml"))
# The lists whose records others refer to by id, and the keys that do so.
LISTS = {
    "mål": ("mål", "mål_i_ingress"),
    "insatser": ("insats",),
    "komponenter": ("komponent",),
    "organisation": ("grupp",),
    "parter": ("part", "betalare", "mottagare", "utförs_av", "avsändare"),
}

# How each kind of single value may be written, by the example its type carries.
SCALARS: dict[str, st.SearchStrategy[str]] = {
    "2 970 000": st.integers(0, 99_999_999).map(str),
    "2,5": st.sampled_from(["0", "2", "2,5", "12,25", "100", "75"]),
    "2024-01-01": st.dates(date(2012, 1, 1), date(2031, 12, 31)).map(str),
    "2024": st.integers(2012, 2031).map(str),
    "3": st.integers(0, 40).map(str),
    "4": st.integers(1, 14).map(str),
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
    "avtalet": st.sampled_from(["avtalet", "pressmeddelandet"]),
}
OWN = {
    ("Agreement", "dokumentnamn"): st.sampled_from(["avtal", "överenskommelse", "Samverkansavtal", "förlängning"]),
    ("Quote", "verb"): st.sampled_from(["säger", "berättar"]),
    ("ClauseChoices", "med"): st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3),
    ("OmittedClause", "klausul"): st.sampled_from(CLAUSES),
    ("ReplacedClause", "klausul"): st.sampled_from(CLAUSES),
    ("LawReference", "lagrum"): st.sampled_from(
        ["SoL 5:11", "2 kap. 1 § SoL", "GDPR art. 28.3 h", "FL 16-18§", "xyz", "SoL 2:2"]
    ),
}


def agreements() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the data of agreements: almost all are valid, for ids and days are made to go together."""
    parties = [
        {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Kvinnojouren Prov & Vän"},
    ]
    some, whole = (record(Agreement, skip=("id", "parter"), whole=whole) for whole in (False, True))
    made = st.tuples(st.one_of(some, whole), st.lists(record(Party), max_size=2))
    return made.map(lambda one: woven({"id": "prov-2024", "parter": [*parties, *one[1]], **one[0]}))


def woven(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with records named in order, references to them that hold, and days in order.

    Every text gets a word of its own, at its beginning or end, so that it can be looked for in a document.
    """
    words = (f"ord{''.join(chr(97 + int(digit)) for digit in str(number))}" for number in itertools.count())
    ids: dict[str, list[str]] = {}
    for name in LISTS:
        ids[name] = [f"{name[:2].replace('å', 'a')}-{number}" for number, _ in enumerate(_records(data, name), 1)]
        for given, one in zip(ids[name], _records(data, name), strict=True):
            one["id"] = given
    woven: dict[str, Any] = _named(data, ids, words)
    for one in _all(woven):
        if "från" in one and "till" in one and one["till"] < one["från"]:
            one["från"], one["till"] = one["till"], one["från"]
    return woven


def _all(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every record, the outer ones first."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _all(inner)


def _records(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the records of the agreement's own list of that name (parties that join later among the parties)."""
    later = [one for addition in data.get("tillägg", ()) for one in addition.get("nya_parter", ())]
    joining = [one["part"] for one in later if "part" in one]
    owner = data.get("ekonomi", {}) if name == "komponenter" else data
    return [*owner.get(name, ()), *(joining if name == "parter" else ())]


def _named(node: Any, ids: dict[str, list[str]], words: Iterator[str], key: str = "") -> Any:
    if isinstance(node, list):
        return [kept for one in node if (kept := _named(one, ids, words, key)) is not None]
    if isinstance(node, dict):
        made = {name: _named(value, ids, words, name) for name, value in node.items()}
        held = {name: value for name, value in made.items() if value is not None}
        # The result of a goal, or of an item of money, that is not there cannot be stated.
        return None if {"mål", "komponent"} & (made.keys() - held.keys()) and "benämning" not in made else held
    if node in IDS:
        pool = next((ids[name] for name, keys in LISTS.items() if key in keys), None)
        return node if pool is None else pool[IDS.index(node) % len(pool)] if pool else None
    if node in WORDS:
        word = next(words)
        return f"{word} {node}" if int(word[-1] in "acegi") else f"{node} {word}"
    return node


def record(
    kind: type[Record], depth: int = 0, skip: tuple[str, ...] = (), *, whole: bool = False
) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the data of one record: what is required, and some of the rest, or all of it (``whole``)."""
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in kind.model_fields.items():
        alias = info.alias or name
        # What is limited to some documents is not in all, which is tried by itself.
        if alias in {*skip, ONLY_IN} or (
            alias in {"organisation", "kontakt"} and kind.__name__ in {"Party", "Contact"}
        ):
            continue
        own = OWN.get((kind.__name__, alias))
        made = own if own is not None else value(info.annotation, info.metadata, depth + 1)
        if made is not None:
            (needed if info.is_required() else optional)[alias] = made
    if whole:
        return st.fixed_dictionaries({**needed, **optional})
    return st.fixed_dictionaries(needed, optional=optional)


def value(annotation: Any, metadata: Any = (), depth: int = 0) -> st.SearchStrategy[Any] | None:
    """Return a strategy for a field by its type, or None for what cannot be made."""
    for mark in metadata:
        if isinstance(mark, Scalar):
            return SCALARS.get(mark.example, st.just(mark.example))
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
