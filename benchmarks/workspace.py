"""A workspace of made-up agreements in mixed shapes, some of them broken in different ways.

    python -m benchmarks.workspace FOLDER --count 500 --broken 10 --seed 1

The same numbers give the same files. Every agreement that is whole ends within 2024, so that all of them are due.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import ROOT

TOWNS = ("Exempelby", "Provlunda", "Skisshamn", "Utkastviken", "Mallköping", "Testsala")
PUBLIC = ("kommun", "region", "stadsdel")
NONPROFIT = ("förening", "stiftelse", "trossamfund")
LAWS = ("SoL 5:11", "2 kap. 1 § SoL", "14 kap. 1 § SoL", "SoL 3:1", "26 kap. 1 § OSL", "10 kap. 8 § KL")


def agreements(count: int, broken: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file: ``count`` in all, of which ``broken`` cannot be read."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, not secrets
    spoilt = {number: SPOILERS[way % len(SPOILERS)] for way, number in enumerate(chance.sample(range(count), broken))}
    for number in range(count):
        name = f"prov-{number:05d}-2022"
        text = _agreement(name, chance)
        data = spoilt[number](text) if number in spoilt else text.encode()
        yield f"{name}.yaml", data


def _agreement(name: str, chance: random.Random) -> str:
    parts = [
        f"# Påhittat avtal, {name}",
        f"id: {name}",
        f"dokumentnamn: {chance.choice(('avtal', 'överenskommelse', 'samverkansavtal'))}",
        f"status: {chance.choice(('beslutat', 'undertecknat'))}",
        *_parties(chance),
        *_term(chance),
        *_money(chance),
        *_rest(chance),
    ]
    return "\n".join(parts) + "\n"


def _parties(chance: random.Random) -> Iterator[str]:
    town = chance.choice(TOWNS)
    yield "parter:"
    for number in range(chance.choice((1, 1, 1, 2))):
        kind = chance.choice(PUBLIC)
        yield f"  - {{id: offentlig-{number + 1}, roll: offentlig, typ: {kind}, namn: {town} {kind} {number + 1}}}"
    for number in range(chance.choice((1, 1, 2, 3))):
        kind = chance.choice(NONPROFIT)
        yield f"  - id: ideburen-{number + 1}"
        yield "    roll: idéburen"
        yield f"    typ: {kind}"
        yield f"    namn: {kind.capitalize()} Prov {town} {number + 1}"
        if chance.random() < 0.5:
            yield "    undertecknare: [{namn: Prov Provsson, titel: ordförande, datum: 2021-12-01}]"


def _term(chance: random.Random) -> Iterator[str]:
    start = chance.choice(("2022-01-01", "2023-01-01", "2021-07-01", "2022-03-01"))
    end = chance.choice(("2024-12-31", "2024-06-30", "2024-02-29", "2024-10-15"))
    yield "# Avtalstiden"
    yield f"avtalstid: {{från: {start}, till: {end}}}"
    if chance.random() < 0.6:
        length = chance.choice(("12 månader", "2 år", "6 månader"))
        # An automatic prolongation that has begun to count would take the agreement out of the year.
        automatic = ("automatisk",) if end == "2024-12-31" else ()
        kind = chance.choice((*automatic, "överenskommelse", "nytt avtal", "ingen"))
        yield f"förlängning: {{slag: {kind}, längd: {length}, senast: 1 månad}}"
    if chance.random() < 0.6:
        yield "uppsägning: {tid: 6 månader, form: skriftligen}"


def _money(chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.1:
        yield "ekonomi: {inga_pengar: ja}"
        return
    yield "ekonomi:"
    yield f"  delår: {chance.choice(('dagar', 'hela beloppet'))}"
    yield "  komponenter:"
    for number in range(chance.choice((1, 1, 2, 4))):
        amount = chance.randrange(50_000, 5_000_000, 1_000)
        kind = chance.choice(("per år", "per år", "per år", "högst", "totalt", "naturaprestation"))
        shown = "" if kind == "naturaprestation" else f", belopp: {amount}"
        yield f"    - {{id: post-{number + 1}, benämning: Post {number + 1}, slag: {kind}{shown}}}"
    rule = chance.choice(("ingen", "procent", "procent", "index"))
    if rule == "procent":
        basis = chance.choice(("föregående år", "första året"))
        percent = chance.choice(("2", '"2,5"', "3"))
        yield f"  uppräkning: {{slag: procent, procent: {percent}, bas: {basis}}}"
    elif rule == "index":
        yield "  uppräkning: {slag: index, index: provindex, bas: föregående år, genomslag: 75}"
    yield "  utbetalning: {regel: kvartal, rest: sista}"


def _rest(chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.7:
        yield "bakgrund:"
        yield "  lagrum:"
        for law in chance.sample(LAWS, chance.choice((1, 2, 3))):
            yield f"    - lagrum: {law}"
    if chance.random() < 0.5:
        yield "mål:"
        yield "  - {id: mal-1, text: färre utsätts för våld, indikator: antal, målvärde: 10}"
    if chance.random() < 0.4:
        yield "möten:"
        yield "  - {datum: 2023-03-15, åtgärder: [{vad: följa upp, ansvarig: ordföranden}]}"
    if chance.random() < 0.5:
        yield "villkor: {tystnadsplikt: ja, lex_sarah: ja, vid_biståndsbeslut: ja}"
    if chance.random() < 0.4:
        yield "uppföljning: {hur: av parterna, rapporter: [{vad: rapport, senast: 2024-01-31}]}"


SPOILERS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.replace("parter:", "partr:", 1).encode(),
    lambda text: text.replace("avtalstid: {från: ", "avtalstid: {från: 31/12 ", 1).encode(),
    lambda text: ("\t" + text).encode(),
    lambda text: b"",
    lambda text: (text + "id: en-gang-till\n").encode(),
    lambda text: text.encode("utf-16"),
    lambda text: (text + "klausuler: [\n").encode(),
    lambda text: text.replace("roll: offentlig", "roll: kommunal", 1).encode(),
    lambda text: f"- {text.splitlines()[1]}\n".encode(),
    lambda text: (text + "press: {kontakter: [{namn: Prov, telefon: 12}]}\n").encode(),
)


def make(folder: Path, count: int, broken: int, seed: int) -> None:
    """Write the workspace: the project's own templates, and the agreements."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    for name, data in agreements(count, broken, seed):
        (folder / "agreements" / name).write_bytes(data)


def main() -> None:
    """Read the command line and write the workspace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--broken", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(given.folder, given.count, given.broken, given.seed)


if __name__ == "__main__":
    main()
