"""Whether what a paragraph is said to come from is true, asked of the documents alone: what changes when a key does.

The judge knows nothing of how it is found out. One key of an agreement is taken away, or given another value, and the
documents are made anew, unexplained. *Found*: of the paragraphs that changed, how many had named the key. *True*: of
the paragraphs that name a key as where their words come from, how many some other value of it changes. With
``--cost`` is measured what it takes to explain: the same documents made without and with, by turns in one run.
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

from benchmarks.figures import write
from benchmarks.samples.documents import libraries, template, workspace
from benchmarks.samples.removed import wholes, without
from iopdocs.errors import IopdocsError
from iopdocs.explaining.explanation import ExplainedParagraph
from iopdocs.explaining.printed_values import is_printed
from iopdocs.explaining.sources import BasisKind, Way
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
    """What the judge found: of how many paragraphs that changed the key was named, of how many claims were true.

    ``direct`` are those that named it as where their words come from, or as what a condition asks of, and not only as
    what may steer them.
    """

    tried: int = 0
    changed: int = 0
    named: int = 0
    direct: int = 0
    claimed: int = 0
    true: int = 0
    asked: int = 0
    asked_true: int = 0
    printed: int = 0
    printed_true: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    untrue: Counter[str] = field(default_factory=Counter)

    def rows(self) -> dict[str, object]:
        """Return the rows of the table."""
        return {
            "Nycklar som gick att ändra": self.tried,
            "Stycken som ändrades, och som hade nämnt nyckeln": f"{self.named} av {self.changed}",
            "– varav som det orden kommer av eller ett villkor läser, inte bara det som styr": self.direct,
            "Stycken som säger att orden kommer av nyckeln och skriver ut dess värde, och som ändrades":
                f"{self.printed_true} av {self.printed}",
            "Alla stycken som säger att orden kommer av nyckeln, och som ändrades": f"{self.true} av {self.claimed}",
            "Stycken som säger att ett villkor läser nyckeln, och som ändrades": f"{self.asked_true} av {self.asked}",
        }  # fmt: skip

    def has_changed(self, paragraph: ExplainedParagraph, keys: set[KeyPath], what: tuple[str, KeyPath]) -> None:
        """Note a paragraph that changed with a key."""
        named = {way for origin, way in _keys(paragraph).items() if origin in keys}
        self.changed += 1
        self.named += bool(named)
        self.direct += any(named)
        if not named:
            self.missed[f"{_plain(*what)}: {paragraph.text[:60]}"] += 1

    def claims(self, made: Rendered, moved: set[int], what: tuple[str, KeyPath], value: Any) -> None:
        """Note which of the paragraphs that say that their words come from a key have changed with it."""
        for place, paragraph in enumerate(paragraphs(made)):
            way = _keys(paragraph).get(what[1])
            if way is Way.ASKED:
                self.asked += 1
                self.asked_true += place in moved
            elif way is Way.WORDS:
                self.claimed += 1
                self.true += place in moved
                if isinstance(value, str) and is_printed(value, paragraph.text):
                    self.printed += 1
                    self.printed_true += place in moved
                self.untrue[_plain(*what)] += place not in moved


def _keys(paragraph: ExplainedParagraph) -> dict[KeyPath, Way]:
    return {origin.of: way for origin, way in paragraph.gathered.items() if origin.kind is BasisKind.KEY}


def _plain(stem: str, path: KeyPath) -> str:
    return f"{stem.partition('-')[0]} {'.'.join(one for one in path if isinstance(one, str))}"


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


def others(value: Any) -> Iterator[Any]:
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
        yield from (
            f"{more}{text[found.end() :] and ' '}{text[found.end() :].strip()}" for more in (number + 1, number * 2, 1)
        )
    yield f"{text} och mer"
    yield text.rstrip(".") + " och annat som går att läsa"
    yield "Något helt annat"
    yield from CHOICES


#: Words that some closed choices are made among; the model refuses them elsewhere.
CHOICES = (
    "per år", "engång", "högst", "offentlig", "idéburen", "kommun", "region", "förening", "stiftelse", "förslag",
    "beslutat", "undertecknat", "effektmål", "prestationsmål", "slutdatum", "uppsägning", "naturaprestation",
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


def judge(data: dict[str, Any], made: dict[str, Rendered], path: KeyPath, judged: Judged) -> None:
    """Take a key away and give it other values, and see which paragraphs change."""
    base = Agreement.model_validate(data)
    value = next(value for one, value in leaves(data) if one == path)
    moved: dict[str, set[int]] = {stem: set() for stem in made}
    usable = 0
    for removed, variant in _variants(data, path, value):
        try:
            other = Agreement.model_validate(variant)
            again = documents(other, explain=False)
        except (ValidationError, IopdocsError, KeyError):
            continue
        usable += not removed
        keys = gone(base, other, path)
        for stem in made.keys() & again.keys():
            before = [one.text for one in paragraphs(made[stem])]
            places = changed_paragraphs(before, texts(again[stem]))
            moved[stem] |= places
            for place in places:
                judged.has_changed(paragraphs(made[stem])[place], keys, (stem, path))
    if usable:
        judged.tried += 1
        for stem, one in made.items():
            judged.claims(one, moved[stem], (stem, path), value)


def _variants(data: dict[str, Any], path: KeyPath, value: Any) -> Iterator[tuple[bool, dict[str, Any]]]:
    yield True, without(data, [path])
    for other in others(value):
        yield False, changed_to(data, path, other)


def paragraphs(made: Rendered) -> list[ExplainedParagraph]:
    """Return the paragraphs of an explained document."""
    return made.explanation.paragraphs if made.explanation else []


def measured(draws: int, seed: int) -> Judged:
    """Judge keys that are drawn of all agreements there are."""
    chance, judged = Random(seed), Judged()  # noqa: S311 - the same each time is what is wanted
    explained: dict[int, dict[str, Rendered]] = {}
    whole = wholes()
    for _ in range(draws):
        number = chance.randrange(len(whole))
        if number not in explained:
            explained[number] = documents(Agreement.model_validate(whole[number]), explain=True)
        path, _ = chance.choice(list(leaves(whole[number])))
        judge(whole[number], explained[number], path, judged)
    return judged


def cost(times: int) -> float:
    """Return how many times as long the documents of some agreements take with the explanation, by turns in one run."""
    agreements = [Agreement.model_validate(data) for data in wholes()[:6]]
    spent: dict[bool, list[float]] = {False: [], True: []}
    for explain in (False, True) * (times + 1):
        start = perf_counter()
        for one in agreements:
            documents(one, explain=explain)
        spent[explain].append(perf_counter() - start)
    return median(spent[True][1:]) / median(spent[False][1:])  # the first of each compiles its templates


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=60, help="how many keys are tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    parser.add_argument("--cost", type=int, default=0, metavar="TIMES", help="measure the time so many times, too")
    given = parser.parse_args()
    judged = measured(given.draws, given.seed)
    for name, value in judged.rows().items():
        print(f"{name:100}{value}")
    for what, found in (("not named", judged.missed), ("said, and never seen to change", judged.untrue)):
        for one, times in found.most_common(15):
            if times:
                print(f"  {what}: {one} ({times})")
    if given.write:
        write("origins", f"python -m benchmarks.origins --draws {given.draws} --seed {given.seed}", judged.rows())
    if given.cost:
        print(f"with the explanation {cost(given.cost):.2f} times as long")


if __name__ == "__main__":
    main()
