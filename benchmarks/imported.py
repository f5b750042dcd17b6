"""Measure what is read of agreements that somebody has written: ``python -m benchmarks.imported --write``.

Two runs. Texts in ``benchmarks/samples/agreements_in_word`` were written after the code, each with the facts that it
says; python-docx makes Word files of them. And our own agreements are rendered and read back. A fact is one value of
one key. Found is what was proposed with that value, wrong what was proposed and the text does not say, asked what was
put as a question with the right answer among the choices. Exits with 1 when anything certain is wrong in our own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import ROOT
from benchmarks.figures import write
from benchmarks.samples.word_texts import word_file
from iopdocs.importing.proposal import FactOffer, Sure, WordReading
from iopdocs.importing.reader import read
from iopdocs.laws.library import load_library
from iopdocs.making.outcome import Wish
from iopdocs.model.lengths import parse_length
from iopdocs.model.party import PUBLIC_TYPES
from iopdocs.reading import read_source
from iopdocs.swedish import dates, lists
from iopdocs.usecases.create import create
from iopdocs.usecases.render import render
from iopdocs.word.lines import written_lines
from iopdocs.workspace import Workspace

SAMPLES = Path(__file__).parent / "samples" / "agreements_in_word"
DAY = date(2026, 1, 15)
#: Keys whose facts no agreement in Word says: what is ours, what is about other documents, and what is only chosen.
_NOT_IN_IT = {
    "id", "status", "källor", "ersätter", "förnyat", "lagrum_per", "lagrum_per_källa", "lagrum_från_start", "villkor",
    "klausuler", "press", "pressmeddelanden", "möten", "tillägg", "förlängningar", "personuppgiftsbiträden", "stöd",
    "tilldelningar", "avvecklingsplaner", "tjänsteskrivelser", "antaganden", "bekräftelser", "uppgifter_bedömda",
}  # fmt: skip
#: Keys within records that are ours and stand in no text.
_OURS = {"id", "organisation", "skrivs_även", "roll", "presentation", "pengar", "ersätter_bidrag", "skyddad"}
#: Lists that a text tells as one series.
_SERIES = ("ledamöter",)
#: Provisions, that may be written in many ways: their numbers are compared.
_CITED = "lagrum.lagrum"
_PARTIES = {"part", "betalare", "mottagare", "utförs_av"}

Fact = tuple[str, str]


@dataclass
class Count:
    """What became of the facts of some documents."""

    documents: int = 0
    facts: int = 0
    found: int = 0
    asked: int = 0
    proposed: int = 0
    right: int = 0
    certain: int = 0
    certain_right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def rows(self, title: str) -> dict[str, object]:
        """Return the rows of the table."""
        low = title[0].lower() + title[1:]
        return {
            f"{title}: dokument": self.documents,
            f"– {low}: uppgifter i texterna": self.facts,
            f"– {low}: hittade": _share(self.found, self.facts),
            f"– {low}: ställda som fråga med rätt svar bland valen": _share(self.asked, self.facts),
            f"– {low}: rätt av det som föreslogs": _share(self.right, self.proposed),
            f"– {low}: rätt av det som föreslogs som säkert": _share(self.certain_right, self.certain),
        }


def _share(part: int, whole: int) -> str:
    return f"{part} av {whole} ({100 * part / whole:.1f} %)".replace(".", ",") if whole else "0"


def facts_of(data: Any, parties: Mapping[str, str], path: str = "") -> Iterator[Fact]:
    """Yield each value with its key, without places in lists; a party that is referred to by its name."""
    if isinstance(data, dict):
        for key, value in data.items():
            if not (key in _OURS and path) and (path or key not in _NOT_IN_IT):
                yield from facts_of(value, parties, f"{path}.{key}" if path else key)
    elif isinstance(data, list) and path.endswith(_SERIES):
        yield path, canonical(lists.format(map(str, data)))
    elif isinstance(data, list):
        for value in data:
            yield from facts_of(value, parties, path)
    elif data is not None and str(data).strip():
        if path.endswith(_CITED):
            yield path, " ".join(re.findall(r"\d+[a-z]?", re.sub(r"\(.*?\)", "", str(data))))
            return
        name = parties.get(str(data), str(data)) if path.split(".")[-1] in _PARTIES else str(data)
        yield path, canonical(name)


def canonical(text: str) -> str:
    """Return a value as it is compared: a day, a length or digits in one form, without regard to capitals."""
    shown = " ".join(text.split()).strip(" .")
    with suppress(ValueError):
        return dates.parse(shown).isoformat()
    with suppress(ValueError):
        return str(parse_length(shown))
    shown = re.sub(r"(\d+(?:,\d+)?) miljon(?:er)?$", _millions, shown)
    bare = re.sub(r"^(?:cirka|preliminärt) ", "", shown).replace(" ", "").removesuffix("kronor").removesuffix("kr")
    digits = bare.replace("-", "")
    return digits if digits.replace(",", "").isdigit() else shown.casefold()


def _millions(found: re.Match[str]) -> str:
    return str(int(Decimal(found[1].replace(",", ".")) * 1_000_000))


def measure(reading: WordReading, data: Any, count: Count, name: str) -> None:
    """Count what became of the facts of one document."""
    names = {str(one.get("id")): str(one.get("namn")) for one in data.get("parter") or []}
    implied = _implied(data)
    wanted = [fact for fact in facts_of(data, names) if fact[0] not in implied]
    proposed = [
        (fact, one) for one in reading.proposals for fact in _facts(one, reading.proposals) if fact[0] not in implied
    ]
    left = list(wanted)
    count.documents += 1
    count.facts += len(wanted)
    for fact, one in proposed:
        right = fact in wanted
        count.proposed += 1
        count.right += right
        count.certain += one.sure is Sure.CERTAIN
        count.certain_right += right and one.sure is Sure.CERTAIN
        if fact in left:
            left.remove(fact)
            count.found += 1
        elif not right:
            count.wrong.append(f"{name}: {one.sure} {fact[0]} = {fact[1]}  ”{one.sentence[:200]}”")
    for one in reading.proposals:
        key = ".".join(step for step in one.path if isinstance(step, str))
        for choice in one.choices:
            if (key, canonical(choice)) in left:
                left.remove((key, canonical(choice)))
                count.asked += 1
    count.missed += [f"{name}: {key} = {value}" for key, value in left]


def _implied(data: Any) -> set[str]:
    """Return the keys that say nothing: who pays, and who is paid, where there is but one who can."""
    public = [
        one for one in data.get("parter") or [] if one.get("roll") == "offentlig" or one.get("typ") in PUBLIC_TYPES
    ]
    others = len(data.get("parter") or []) - len(public)
    lone = {"betalare": len(public) == 1, "mottagare": others == 1}
    return {f"ekonomi.komponenter.{key}" for key, only in lone.items() if only}


def _facts(one: FactOffer, others: Sequence[FactOffer]) -> Iterator[Fact]:
    names = {
        dict(other.pairs)["id"]: dict(other.pairs)["namn"]
        for other in others
        if other.path[0] == "parter" and "id" in dict(other.pairs)
    }
    base = ".".join(step for step in one.path if isinstance(step, str))
    for key, text in one.pairs:
        if key in _OURS:
            continue
        last = (key or base.rpartition(".")[2]).rpartition(".")[2]
        if (key or base).endswith("lagrum"):
            yield from facts_of({"lagrum": text}, {}, base)
            continue
        yield f"{base}.{key}" if key else base, canonical(names.get(text, text) if last in _PARTIES else text)


def ours() -> Count:
    """Render our own agreements, and read them back."""
    count, laws = Count(), load_library()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        create(root)
        for path in sorted((ROOT / "tests" / "agreements").glob("*.yaml")):
            (root / "agreements" / path.name).write_bytes(path.read_bytes())
        workspace = Workspace(root)
        for path in workspace.agreements():
            loaded = workspace.load(path)
            with render(workspace, [path], Wish(DAY, ("overenskommelse",), ("docx",))).outcomes() as outcomes:
                for outcome in outcomes:
                    for made in outcome.written:
                        reading = read(written_lines(made.path.read_bytes(), made.path.name), laws)
                        measure(reading, loaded.source.data, count, path.stem)
    return count


def others() -> Count:
    """Read the texts that were written after the code."""
    count, laws = Count(), load_library()
    for text in sorted(SAMPLES.glob("*.txt")):
        source, _ = read_source(text.with_suffix(".yaml"))
        reading = read(written_lines(word_file(text.read_text(encoding="utf-8")), text.name), laws)
        measure(reading, source.data, count, text.stem)
    return count


def main() -> int:
    """Measure, print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    parser.add_argument("--show", action="store_true", help="show what was wrong, and what was missed")
    wanted = parser.parse_args()
    counts = {"Avtal skrivna av andra": others(), "Våra egna avtal, lästa tillbaka": ours()}
    figures: dict[str, object] = {}
    for title, count in counts.items():
        figures |= count.rows(title)
        if wanted.show:
            print(
                "\n".join(
                    [title, *(f"  fel: {one}" for one in count.wrong), *(f"  missat: {one}" for one in count.missed)]
                )
            )
    for name, value in figures.items():
        print(f"{name:80}{value}")
    if wanted.write:
        write("imported", "python -m benchmarks.imported", figures)
    own = counts["Våra egna avtal, lästa tillbaka"]
    return 1 if own.certain_right < own.certain else 0


if __name__ == "__main__":
    sys.exit(main())
