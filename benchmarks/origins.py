"""Whether what a paragraph is said to come from is true, asked of the documents alone: what changes when a key does.

The judge knows nothing of how it is found out. One key of an agreement is taken away, or given another value, and the
documents are made anew, unexplained. *Found*: of the paragraphs that changed, how many had named the key. *True*: of
the paragraphs that name a key as where their words come from, how many some other value of it changes. With both is
measured what it costs: the same documents made without the explanation, with it, and on an older tree with ``--plain``.
"""

from __future__ import annotations

import argparse
import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from pydantic import ValidationError

from benchmarks.samples.documents import libraries, template, workspace
from benchmarks.samples.removed import wholes, without
from iopdocs.errors import IopdocsError
from iopdocs.making.naming import stems
from iopdocs.making.render import Rendered, render
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import KeyPath
from iopdocs.word.markup import parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.text import shown_text

DAY = date(2026, 1, 15)


@dataclass
class Judged:
    """What the judge found: of how many paragraphs that changed the key was named, of how many claims were true."""

    changed: int = 0
    named: int = 0
    named_direct: int = 0
    claimed: int = 0
    true: int = 0
    tried: int = 0
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    untrue: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[tuple[str, KeyPath, str]] = field(default_factory=list)

    @property
    def found(self) -> float:
        """The share of the paragraphs that changed and had named the key."""
        return self.named / self.changed if self.changed else 1.0


def leaves(node: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield every value of an agreement's data that is no mapping, by its path; a list of values is one."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list) and any(isinstance(one, dict) for one in node):
        for place, value in enumerate(node):
            yield from leaves(value, (*path, place))
    elif path:
        yield path, node


def others(value: Any, chance: Random) -> Iterator[Any]:
    """Yield other values of a key, of the form that it has: later days, more money, another answer, other words."""
    text = value[0] if isinstance(value, list) and value else value
    if not isinstance(text, str):
        return
    if isinstance(value, list):
        yield value[1:]
        yield [f"{text} och mer", *value[1:]]
        return
    if text in ("ja", "nej"):
        yield "nej" if text == "ja" else "ja"
    elif found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        day = date(*map(int, found.groups()))
        yield from (str(day + timedelta(days=more)) for more in (1, -40, 400, -800))
    elif found := re.match(r"\d[\d  ]*", text):
        number = int(re.sub(r"\D", "", found[0]))
        yield from (f"{more}{text[found.end() :] and ' '}{text[found.end() :].strip()}" for more in (number + 1, number * 2, 1))
    yield f"{text} och mer"
    yield text.rstrip(".") + " och annat som går att läsa"
    yield "Något helt annat"
    yield from CHOICES


#: Words that some closed choices are made among; the model refuses them elsewhere.
CHOICES = (
    "per år", "engång", "högst", "offentlig", "idéburen", "kommun", "region", "förening", "stiftelse", "förslag", "beslutat",
    "undertecknat", "effektmål", "prestationsmål", "slutdatum", "uppsägning", "naturaprestation", "per avtalsår",
)  # fmt: skip


def changed_to(data: dict[str, Any], path: KeyPath, value: Any) -> dict[str, Any]:
    """Return a copy of the data with another value at a path."""
    made = copy.deepcopy(data)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return made


def documents(agreement: Agreement, *, explain: bool) -> dict[str, Rendered]:
    """Return every document of an agreement, by its name."""
    made = {}
    for kind in workspace().types.values():
        for stem, item in stems(kind, agreement, {}, forms=True):
            made[stem] = render(agreement, kind, template(kind.id), libraries(), DAY, item=item, explain=explain)
    return made


def texts(made: Rendered) -> list[str]:
    """Return the paragraphs of a document that have a text, part by part."""
    return [
        text
        for data in made.parts.values()
        for one in parse_xml(data).iter(W + "p")
        if (text := shown_text(one).strip())
    ]


def changed_paragraphs(before: list[str], after: list[str]) -> set[int]:
    """Return which paragraphs of a document are not in another one of it."""
    ways = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return {place for kind, start, end, *_ in ways if kind in ("replace", "delete") for place in range(start, end)}


def gone(agreement: Agreement, other: Agreement, path: KeyPath) -> set[KeyPath]:
    """Return a key, and what is around it that is there in only one of two agreements."""
    around = (path[:end] for end in range(1, len(path) + 1))
    return {path, *(one for one in around if _is_there(agreement, one) != _is_there(other, one))}


def _is_there(owner: Any, path: KeyPath) -> bool:
    for step in path:
        if isinstance(step, int):
            owner = owner[step] if isinstance(owner, tuple) and step < len(owner) else None
        elif isinstance(owner, Record):
            names = {info.alias or name: name for name, info in type(owner).model_fields.items()}
            owner = getattr(owner, names[step], None) if step in names else None
        else:
            return False
    return owner not in (None, ())


def judge(data: dict[str, Any], base: Agreement, made: dict[str, Rendered], path: KeyPath, chance: Random, judged: Judged) -> None:
    """Take a key away and give it other values, and see which paragraphs change."""
    value = next(value for one, value in leaves(data) if one == path)
    variants = [("bort", without(data, [path]))]
    variants += [("annat", changed_to(data, path, other)) for other in others(value, chance)]
    moved: dict[str, set[int]] = {stem: set() for stem in made}
    usable = 0
    for what, variant in variants:
        try:
            other = Agreement.model_validate(variant)
            again = documents(other, explain=False)
        except (ValidationError, IopdocsError, KeyError):
            continue
        usable += what == "annat"
        keys = gone(base, other, path)
        for stem, one in made.items():
            if stem not in again:
                continue
            before, after = texts(one), texts(again[stem])
            places = changed_paragraphs(before, after)
            moved[stem] |= places
            for place in places:
                _count(one, place, keys, (stem, path), judged)
    if not usable:
        return
    judged.tried += 1
    for stem, one in made.items():
        told = one.explanation.paragraphs if one.explanation else []
        for place, paragraph in enumerate(told):
            if any(origin.kind.value == "nyckel" and origin.of == path and direct for origin, direct in paragraph.gathered.items()):
                judged.claimed += 1
                judged.true += place in moved[stem]
                if place not in moved[stem]:
                    judged.untrue[(stem.split("-")[0], _plain(path))] += 1


def _count(made: Rendered, place: int, keys: set[KeyPath], what: tuple[str, KeyPath], judged: Judged) -> None:
    paragraph = made.explanation.paragraphs[place] if made.explanation else None
    assert paragraph is not None
    assert paragraph.text == texts(made)[place]
    named = {direct for origin, direct in paragraph.gathered.items() if origin.kind.value == "nyckel" and origin.of in keys}
    judged.changed += 1
    judged.named += bool(named)
    judged.named_direct += True in named
    if not named:
        judged.missed[(what[0].split("-")[0], _plain(what[1]))] += 1
        judged.examples.append((what[0], what[1], paragraph.text[:80]))


def _plain(path: KeyPath) -> str:
    return ".".join(str(one) for one in path if isinstance(one, str))


def cost(times: int) -> tuple[float, float]:
    """Return the median time of all documents of all agreements without and with the explanation, by turns."""
    plain, explained = [], []
    agreements = [Agreement.model_validate(data) for data in wholes()[:8]]
    for _ in range(times):
        for way, spent in ((False, plain), (True, explained)):
            start = perf_counter()
            for one in agreements:
                documents(one, explain=way)
            spent.append(perf_counter() - start)
    return median(plain), median(explained)


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cost", type=int, default=0)
    given = parser.parse_args()
    chance, judged = Random(given.seed), Judged()
    explained: dict[int, tuple[Agreement, dict[str, Rendered]]] = {}
    whole = wholes()
    for _ in range(given.draws):
        number = chance.randrange(len(whole))
        if number not in explained:
            base = Agreement.model_validate(whole[number])
            explained[number] = base, documents(base, explain=True)
        base, made = explained[number]
        path, _ = chance.choice(list(leaves(whole[number])))
        judge(whole[number], base, made, path, chance, judged)
    print(f"keys {judged.tried} changed {judged.changed} named {judged.named} direct {judged.named_direct}")
    print(f"claimed {judged.claimed} true {judged.true}")
    print("missed", judged.missed.most_common(25))
    print("untrue", judged.untrue.most_common(25))
    for one in judged.examples[:12]:
        print("   ", one)
    if given.cost:
        plain, told = cost(given.cost)
        print(f"cost {told / plain:.2f}")


if __name__ == "__main__":
    main()
