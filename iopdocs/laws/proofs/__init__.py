"""What the facts of the law library rest on: entries of amendment registers, and fingerprints of texts that were read.

Never the text itself. A fact may be called *bekräftad* only when one of them bears it; ``python -m scripts.law_proof``
compares. Nothing that makes documents reads this.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary
from iopdocs.gathered import data_of
from iopdocs.laws.act import Act, ActRecord, Day, Provision, Text

FOLDER = Path(__file__).parent
_ONE_DAY = timedelta(days=1)
R = TypeVar("R", bound=ActRecord)


def chapter_of(key: str) -> str:
    """Return how a register's file says the whole chapter of a number: ``2 a:*``."""
    return f"{key.partition(':')[0]}:*"


class RegisterEntry(ActRecord):
    """One amending act: from which day, and the paragrafer it repealed, amended, added and gave another number."""

    number: Text = Field(alias="sfs")
    first: Day = Field(alias="från")
    repealed: tuple[Text, ...] = Field((), alias="upphävda")
    amended: tuple[Text, ...] = Field((), alias="ändrade")
    added: tuple[Text, ...] = Field((), alias="nya")
    renumbered: dict[str, str] = Field({}, alias="betecknas")

    def brings(self, key: str) -> bool:
        """Whether it added a number, alone or with its chapter, or gave it to what had another."""
        return bool({key, chapter_of(key)}.intersection((*self.added, *self.renumbered.values())))


class Register(ActRecord):
    """The amendments of one act, oldest first."""

    number: Text = Field(alias="sfs")
    source: Text = Field(alias="källa")
    read: Day = Field(alias="läst")
    covers: Text | None = Field(None, alias="omfattar")
    known_from: Day | None = Field(None, alias="känt_från")
    entries: tuple[RegisterEntry, ...] = Field(alias="ändringar")

    def tells_of(self, lagrum: str) -> bool:
        """Whether the chapters that were read hold this number."""
        return not self.covers or lagrum.startswith(f"{self.covers.partition(' ')[0]}:")


class Fingerprint(ActRecord):
    """A paragraf that was read: the digest of its words, and the amending act that it names last, if any."""

    digest: Text = Field(alias="avtryck")
    latest: Text | None = Field(None, alias="senast")


class ReadText(ActRecord):
    """The paragrafer of one act that were read, and when amending acts that they name came into force, where known."""

    number: Text = Field(alias="sfs")
    source: Text = Field(alias="källa")
    read: Day = Field(alias="läst")
    in_force: Day | None = Field(None, alias="i_kraft")
    days: dict[str, Day] = Field({}, alias="dagar")
    sections: dict[str, Fingerprint] = Field(alias="paragrafer")


@dataclass(frozen=True, slots=True)
class Life:
    """When a paragraf with a number was there, and the days from which it was amended, each with the amending act."""

    known_from: date
    starts: frozenset[date]
    ends: frozenset[date]
    amendments: tuple[tuple[date, str], ...]


def file_of(folder: str, number: str) -> Path:
    """Return the file that has what is kept of an act in a folder, by the act's number; it need not be there."""
    return FOLDER / folder / f"{number.replace(':', '-')}.yaml"


@cache
def register_of(number: str) -> Register | None:
    """Return the register of one act, by its number; None when there is none."""
    path = file_of("registers", number)
    return _read(path, Register) if path.is_file() else None


@cache
def text_of(number: str) -> ReadText | None:
    """Return what was read of one act, by its number; None when nothing was."""
    path = file_of("texts", number)
    return _read(path, ReadText) if path.is_file() else None


def _read(path: Path, model: type[R]) -> R:
    if data := data_of(sha256(path.read_bytes()).hexdigest()):
        return model.model_validate(data)
    from iopdocs.reading import read_model  # a proof that is being changed is read as it stands

    return read_model(path, model, InvalidLibrary)


def life(register: Register, act: Act, key: str) -> Life:
    """Return the life of a number in an act, as its register tells it."""
    starts, ends, amendments = set[date](), set[date](), list[tuple[date, str]]()
    first = True
    for entry in register.entries:
        gone = {key, chapter_of(key)}.intersection((*entry.repealed, *entry.renumbered))
        came = entry.brings(key)
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


def in_force(number: str, text: ReadText, register: Register | None) -> date | None:
    """Return the day an amending act came into force, as the proofs tell it."""
    entries = register.entries if register else ()
    return text.days.get(number) or next((one.first for one in entries if one.number == number), None)


def rests_on(act: Act, provision: Provision) -> tuple[str, ...]:
    """Return the facts in the proofs that bear a provision's number and days, in Swedish; empty when nothing does."""
    return (*_in_the_register(act, provision), *_in_the_text(act, provision))


def _in_the_register(act: Act, provision: Provision) -> Iterator[str]:
    register = register_of(act.number)
    if register is None or not register.tells_of(provision.lagrum):
        return
    told, first = life(register, act, provision.lagrum), provision.period.first
    if first < told.known_from:
        return
    if first in told.starts:
        by = next((one.number for one in register.entries if one.first == first and one.brings(provision.lagrum)), None)
        yield f"registret: infördes {first} {f'genom {by}' if by else 'med lagen'}"
    elif by := next((by for day, by in told.amendments if day == first), None):
        yield f"registret: fick sin lydelse {first} genom {by}"


def _in_the_text(act: Act, provision: Provision) -> Iterator[str]:
    text = text_of(act.number)
    mark = text.sections.get(provision.lagrum) if text else None
    if text is None or mark is None or provision.period.last not in {None, act.period.last}:
        return
    first = provision.period.first
    if mark.latest is None and first == act.period.first and not provision.amendments:
        yield f"texten, läst {text.read}: ingen ändring sedan lagen trädde i kraft {first}"
    elif mark.latest and not provision.amendments and in_force(mark.latest, text, register_of(act.number)) == first:
        yield f"texten, läst {text.read}: lydelsen gäller sedan {first} genom {mark.latest}"
