"""Put random edits and changed data together, and count what is lost: ``python -m benchmarks.edits --write``.

A person's work in Word (paragraphs and rows written, struck, changed and moved) and changed facts meet in one document,
which is read here by another road than the program's own. Then what data has printed is written by hand, and the facts
that are read back of it are compared with that data. Exits with 1 when anything is lost, or a fact is read as another.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.figures import write
from benchmarks.samples.documents import AGREEMENT, AGREEMENTS, make
from benchmarks.samples.hands import Person, body, close, left, put, texts, with_body, words
from iopdocs.errors import ConversionFailed, InvalidAgreement, IopdocsError
from iopdocs.merging import Merged, Versions, merge
from iopdocs.model import Agreement
from iopdocs.readback import read_back
from iopdocs.readback.facts import PrintableFact, facts_of
from iopdocs.readback.printed import canonical
from iopdocs.readback.writing import with_values
from iopdocs.reading import KeyPath, Source, build, parse_source
from iopdocs.word.namespaces import W
from iopdocs.workspace import Workspace

DAY = date(2026, 1, 15)
FILES = ("exempelby-komplett-2026", "exempelstad-tak-2024")


@cache
def source_of(name: str) -> Source:
    """Return an agreement of the tests as it is read."""
    return parse_source((AGREEMENTS / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")[0]


@cache
def facts(name: str) -> tuple[PrintableFact, ...]:
    """Return what an agreement says that is printed as it is."""
    source = source_of(name)
    return tuple(one for one in facts_of(build(source, [], Agreement), source.data) if not one.missing)


def document(name: str, values: dict[KeyPath, str]) -> bytes:
    """Return the document of an agreement with some facts changed. Raises IopdocsError."""
    source = source_of(name)
    return make(build(replace(source, data=with_values(source.data, values)), [], Agreement), AGREEMENT, DAY).data


def another(fact: PrintableFact, chance: Random) -> str | None:
    """Return another value of a fact, as it is written in a file; None for what is best left alone."""
    value = fact.value
    if isinstance(value, date):
        return canonical(value + timedelta(days=365 * chance.randrange(1, 4)), "")
    if isinstance(value, Decimal):
        return canonical(value + chance.randrange(1, 50), "")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value + chance.randrange(1, 4))
    if isinstance(value, str) and fact.scalar is None and "\n" not in value:
        words = fact.written.split(" ")
        words[chance.randrange(len(words))] = f"provdata{chance.randrange(100, 999)}"
        return " ".join(words)
    return None


def changed(name: str, chance: Random, most: int) -> tuple[dict[KeyPath, str], bytes]:
    """Return some facts with other values, and the document that says so, which is another than the first."""
    while True:
        drawn = chance.sample(facts(name), chance.randrange(1, most + 1))
        values = {fact.path: one for fact in drawn if (one := another(fact, chance))}
        try:
            made = document(name, values) if values else None
        except IopdocsError:
            continue  # data that does not hold together
        if made is not None and texts(body(made)) != texts(body(document(name, {}))):
            return values, made


def losses(base: bytes, edited: bytes, new: bytes, merged: Merged, person: Person) -> Iterator[str]:
    """Yield what is lost in a merged document, in the words of the figures."""
    root = body(merged.data)
    both = left(root)
    told = close(" ".join(one.question for one in merged.conflicts))
    if any(one not in both for one in person.wrote):
        yield "Något som skrevs för hand saknades"
    unedited, fresh = Counter(texts(body(base))), Counter(texts(body(new)))
    for struck in person.struck:
        once = unedited[struck] == 1 and fresh[struck] == 1 and len(close(struck)) > 30
        if once and both.count(close(struck)) and close(struck) not in told:
            yield "Något som ströks för hand stod kvar utan fråga"
    for said in fresh - unedited:
        of_it = [one for one in said.split() if any(sign.isdigit() for sign in one)] or [said]
        if close(said) not in both and any(close(one) not in both for one in of_it):
            yield "Något som uppgifterna hade ändrat saknades"
    if left(root, "iopdocs") != close("".join(texts(body(edited)))):
        yield "Utan uppgifternas ändringar var det inte den redigerade texten"


@dataclass
class Counted:
    """What was counted, by what it is called in the figures."""

    figures: Counter[str]
    wrong: int = 0

    def lost(self, what: str, case: object) -> None:
        """Count something lost, and say where."""
        self.figures[what] += 1
        self.wrong += 1
        print(what, case, file=sys.stderr)


def meet(counted: Counted, seed: int) -> None:
    """Let one person's edits and one change of the data meet."""
    chance = Random(seed)  # noqa: S311 - the same each time is what is wanted
    name = chance.choice(FILES)
    base = document(name, {})
    root = body(base)
    person = Person(root, chance)
    person.work(chance.randrange(1, 9))
    edited = with_body(base, root)
    values, new = changed(name, chance, 4)
    counted.figures["Par av redigeringar och ändrade uppgifter"] += 1
    try:
        merged = merge(Versions(base, edited, new), DAY)
    except (ConversionFailed, InvalidAgreement) as error:
        counted.figures["– som inte sattes ihop, med besked om det"] += 1
        print("refused", seed, error.problems[0].message, file=sys.stderr)
        return
    counted.figures["– med frågor om vilken lydelse som gäller"] += bool(merged.conflicts)
    for what in dict.fromkeys(losses(base, edited, new, merged, person)):
        counted.lost(what, (seed, name, values))


def tell(counted: Counted, root: Path, seed: int) -> None:
    """Write in a document what a changed fact would have printed at one place, and see that the fact is read."""
    chance = Random(seed)  # noqa: S311 - likewise
    name = chance.choice(FILES)
    base = document(name, {})
    values, new = changed(name, chance, 1)
    was, now = body(base), body(new)
    pairs = [*zip(was.iter(W + "p"), now.iter(W + "p"), strict=False)]
    differing = [(one, words(other)) for one, other in pairs if words(one) != words(other) and words(one)]
    if len(list(was.iter(W + "p"))) != len(list(now.iter(W + "p"))) or not differing:
        return
    place, said = chance.choice(differing)
    put(place, said)
    path = root / "output" / name / f"{AGREEMENT}.docx"
    path.with_name("redigerad.docx").write_bytes(with_body(path.read_bytes(), was))
    found = read_back(Workspace(root), path.with_name("redigerad.docx"))
    sure = {one.path: one.new for one in found.proposals if one.sure} if found else {}
    counted.figures["Uppgifter skrivna i Word, på ett ställe"] += 1
    alike = {path: one.casefold() for path, one in sure.items()} == {
        path: one.casefold() for path, one in values.items()
    }
    counted.figures["– lästa som just den uppgiften"] += sure == values
    counted.figures["– lästa så, men med stor bokstav först, som i början av en mening"] += alike and sure != values
    counted.figures["– som inte gick att föra över, med besked om det"] += not sure
    if sure and not alike:
        counted.lost("– lästa som något annat", (seed, name, values, sure))


def workspace(folder: Path) -> Path:
    """Make a workspace with the agreements and their documents, and return it."""
    from benchmarks import ROOT
    from iopdocs.making.batch import Batch
    from iopdocs.making.outcome import Wish

    (folder / "agreements").mkdir()
    (folder / "templates").symlink_to(ROOT / "templates")
    for name in FILES:
        (folder / "agreements" / f"{name}.yaml").write_bytes((AGREEMENTS / f"{name}.yaml").read_bytes())
    made = Workspace(folder)
    list(Batch(made, Wish(DAY, documents=(AGREEMENT,))).make(made.agreements()))
    return folder


_LOST = (
    "Något som skrevs för hand saknades",
    "Något som ströks för hand stod kvar utan fråga",
    "Något som uppgifterna hade ändrat saknades",
    "Utan uppgifternas ändringar var det inte den redigerade texten",
)
_PAIRS = (
    "Par av redigeringar och ändrade uppgifter",
    "– med frågor om vilken lydelse som gäller",
    "– som inte sattes ihop, med besked om det",
    *_LOST,
)
_FACTS = (
    "Uppgifter skrivna i Word, på ett ställe",
    "– lästa som just den uppgiften",
    "– lästa så, men med stor bokstav först, som i början av en mening",
    "– som inte gick att föra över, med besked om det",
    "– lästa som något annat",
)


def met(count: int, first: int = 1) -> Counted:
    """Return what was counted of so many pairs."""
    counted = Counted(Counter(dict.fromkeys(_PAIRS, 0)))
    for seed in range(first, first + count):
        meet(counted, seed)
    return counted


def told(count: int, first: int = 1) -> Counted:
    """Return what was counted of so many facts written in Word."""
    counted = Counted(Counter(dict.fromkeys(_FACTS, 0)))
    with tempfile.TemporaryDirectory() as folder:
        root = workspace(Path(folder))
        for seed in range(first, first + count):
            tell(counted, root, seed)
    return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=200, help="so many pairs of edits and changed data")
    parser.add_argument("--facts", type=int, default=100, help="so many facts written in Word")
    parser.add_argument("--first", type=int, default=1, help="the number of the first, which draws it")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args(arguments)
    wrong = 0
    for name, count, job in (("pairs", wanted.pairs, met), ("facts", wanted.facts, told)):
        counted = job(count, wanted.first) if count else Counted(Counter())
        wrong += counted.wrong
        for row, value in counted.figures.items():
            print(f"{row:72}{value:6}")
        if wanted.write and count:
            write(f"edits-{name}", f"python -m benchmarks.edits --{name} {count}", counted.figures)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
