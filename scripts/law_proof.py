"""Holds the law library against the registers of amendments: ``python -m scripts.law_proof``.

For each act whose register is kept in ``scripts/registers`` it works out when every paragraf began, was amended, got
another number and was repealed, and says which facts of the library say otherwise, with the error rate of each class
of trust. What a provision is about no register tells.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pydantic import Field

from iopdocs.errors import InvalidLibrary
from iopdocs.laws.act import Act, ActRecord, Day, Provision, Text
from iopdocs.laws.library import load_library
from iopdocs.reading import read_model

FOLDER = Path(__file__).parent / "registers"
_ONE_DAY = timedelta(days=1)


class RegisterEntry(ActRecord):
    """One amending act: from which day, and the paragrafer it repealed, amended, added and gave another number."""

    number: Text = Field(alias="sfs")
    first: Day = Field(alias="från")
    repealed: tuple[Text, ...] = Field((), alias="upphävda")
    amended: tuple[Text, ...] = Field((), alias="ändrade")
    added: tuple[Text, ...] = Field((), alias="nya")
    renumbered: dict[str, str] = Field({}, alias="betecknas")


class Register(ActRecord):
    """The amendments of one act, oldest first."""

    number: Text = Field(alias="sfs")
    source: Text = Field(alias="källa")
    read: Day = Field(alias="läst")
    covers: Text | None = Field(None, alias="omfattar")
    known_from: Day | None = Field(None, alias="känt_från")
    entries: tuple[RegisterEntry, ...] = Field(alias="ändringar")


@dataclass(frozen=True, slots=True)
class Life:
    """When a paragraf with a number was there, and the days from which it was amended, each with the amending act."""

    known_from: date
    starts: frozenset[date]
    ends: frozenset[date]
    amendments: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the library that its register does not say."""

    act: Act
    provision: Provision
    said: str

    @property
    def confidence(self) -> str:
        """The class of trust that the fact was given."""
        return self.provision.confidence or self.act.confidence


def registers() -> list[Register]:
    """Return the registers that are kept."""
    return [read_model(path, Register, InvalidLibrary) for path in sorted(FOLDER.glob("*.yaml"))]


def life(register: Register, act: Act, key: str) -> Life:
    """Return the life of a number in an act, as its register tells it."""
    chapter = f"{key.partition(':')[0]}:*"
    starts, ends, amendments = set[date](), set[date](), list[tuple[date, str]]()
    first = True
    for entry in register.entries:
        gone = {key, chapter}.intersection((*entry.repealed, *entry.renumbered))
        came = {key, chapter}.intersection((*entry.added, *entry.renumbered.values()))
        if gone:
            ends.add(entry.first - _ONE_DAY)
            starts |= {act.period.first} if first else set()
        if came:
            starts.add(entry.first)
        elif key in entry.amended:
            amendments.append((entry.first, entry.number))
        first = first and not (gone or came)
    if act.period.last:
        ends.add(act.period.last)
    return Life(
        register.known_from or act.period.first,
        frozenset(starts | ({act.period.first} if first else set())),
        frozenset(ends),
        tuple(amendments),
    )


def findings(register: Register, act: Act) -> Iterator[Finding]:
    """Yield what an act's provisions say of days and amendments that its register does not."""
    for provision in act.provisions:
        if register.covers and not provision.lagrum.startswith(f"{register.covers.partition(' ')[0]}:"):
            continue
        told = life(register, act, provision.lagrum)
        yield from (Finding(act, provision, said) for said in _wrong(provision, told, act))


def _wrong(provision: Provision, told: Life, act: Act) -> Iterator[str]:
    first, last = provision.period.first, provision.period.last
    changes = {day for day, _ in told.amendments}
    # What came into force before the register begins it cannot tell.
    if first not in told.starts | changes and first >= told.known_from:
        yield f"börjar gälla {first}; registret har {_days(told.starts | changes)}"
    if last is not None and last not in told.ends | {day - _ONE_DAY for day in changes}:
        yield f"slutar gälla {last}; registret har {_days(told.ends)}"
    if last is None and any(end >= first for end in told.ends):
        yield f"sägs gälla än; registret har {_days(told.ends)}"
    stated = {(one.first, one.by) for one in provision.amendments}
    known = {(day, by) for day, by in told.amendments if first < day and (last is None or day <= last)}
    if provision.confidence in {None, "bekräftad"} and act.confidence == "bekräftad" and known - stated:
        yield f"saknar ändringar: {', '.join(f'{by} ({day})' for day, by in sorted(known - stated))}"
    if extra := {one for one in stated if one not in set(told.amendments)}:
        told_of = ", ".join(f"{by} ({day})" for day, by in sorted(extra, key=str))
        yield f"har ändringar som registret inte har: {told_of}"


def _days(days: set[date] | frozenset[date]) -> str:
    return ", ".join(map(str, sorted(days))) or "ingen dag"


def main() -> int:
    """Print what is wrong and the rate of each class; return 1 when anything is."""
    acts = {act.number: act for act in load_library().acts}
    found, examined = list[Finding](), Counter[str]()
    for register in registers():
        act = acts[register.number]
        examined.update(one.confidence or act.confidence for one in act.provisions)
        found += findings(register, act)
    for one in found:
        print(f"{one.act.number} {one.provision.lagrum} ({one.confidence}): {one.said}")
    wrong = Counter(
        confidence for _, _, confidence in {(f.act.number, f.provision.lagrum, f.confidence) for f in found}
    )
    for name, number in sorted(examined.items()):
        print(f"{name}: {number} prövade, {wrong[name]} fel")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
