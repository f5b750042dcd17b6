"""The law library: one file per act, read once, asked as of a day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

from pydantic import Field

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.laws.act import Act, Subject, Subjects
from iopdocs.laws.index import ActIndex, Reference, gather, in_print
from iopdocs.laws.lagrum import Lagrum, joined
from iopdocs.laws.lookup import LookUp, look_up
from iopdocs.laws.scan import Found, find

__all__ = ["Found", "LawLibrary", "LookUp", "Reference", "load_library"]

DATA = Path(__file__).parent
GATHERED = DATA / "gathered.json"
_REMEMBERED = 4096


@dataclass(frozen=True)
class LawLibrary:
    """Acts and subjects, and the folder they were read from."""

    acts: tuple[Act, ...]
    subjects: tuple[Subject, ...]
    folder: Path
    index: ActIndex

    def look_up(self, text: str, on: date, preceding: str = "") -> LookUp:
        """Read one reference as a lawyer types it and say what it meant on a day.

        ``preceding`` is the reference before it in the same text, for *samma lag*. What is wrong is in ``problems``.
        """
        return self._looked_up(text, on, preceding)

    def provisions(self, subject: str, on: date) -> tuple[Reference, ...]:
        """Return the provisions about a subject (by id or name) in force on a day.

        Raises InvalidLibrary for a subject that is not in the library.
        """
        stated = self._by_subject.get(self.subject(subject).id, ())
        return tuple(reference for reference in stated if on in reference.provision.period)

    def cite(self, subject: str, on: date, mentioned: set[str]) -> str:
        """Return the reference for a subject (by id or name) in force on a day, with U+00A0.

        ``mentioned`` holds the numbers of the acts cited before in the document: an act is written in full the first
        time and by its name after (a document never explains abbreviations), and is added. Raises InvalidLibrary for an
        unknown subject, or one with nothing in force.
        """
        cited = []
        for act, places in self._gathered(self.subject(subject), on):
            name = act.name if act.number in mentioned else act.full
            cited.append(in_print(act, places, name))
            mentioned.add(act.number)
        return joined(cited)

    def _gather(self, subject: Subject, on: date) -> list[tuple[Act, tuple[Lagrum, ...]]]:
        """Return the places about a subject on a day, by act."""
        references = self.provisions(subject.id, on)
        if not references:
            raise InvalidLibrary(self._not_in_force(subject, on))
        return [
            (act, gather(reference.place for reference in references if reference.act is act))
            for act in dict.fromkeys(reference.act for reference in references)
        ]

    def moving(self, on: date) -> frozenset[str]:
        """Return the subjects, by id and by name in lower case, of provisions in force on a day that do not stay so.

        They end on some day, or are changed after that one.
        """
        return self._moving(on)

    def find_in_text(self, text: str) -> Iterator[Found]:
        """Yield the references in running text: places next to an act's name, abbreviation or number."""
        return find(self.index, text)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the data files, in the order of their names."""
        total = hashlib.sha256()
        for path in files_of(self.folder):
            total.update(path.read_bytes())
        return total.hexdigest()

    # Agreement after agreement cites the same law as of the same days.
    @cached_property
    def _looked_up(self) -> Callable[[str, date, str], LookUp]:
        return lru_cache(maxsize=_REMEMBERED)(partial(look_up, self.index))

    @cached_property
    def _gathered(self) -> Callable[[Subject, date], list[tuple[Act, tuple[Lagrum, ...]]]]:
        return lru_cache(maxsize=_REMEMBERED)(self._gather)

    @cached_property
    def _moving(self) -> Callable[[date], frozenset[str]]:
        return lru_cache(maxsize=_REMEMBERED)(self._find_moving)

    def _find_moving(self, on: date) -> frozenset[str]:
        every = (provision for act in self.acts for provision in act.provisions if on in provision.period)
        moving = (one for one in every if one.period.last or any(change.first > on for change in one.amendments))
        ids = dict.fromkeys(subject for one in moving for subject in one.subjects)
        return frozenset((*ids, *(self.subject(one).name.casefold() for one in ids)))

    @cached_property
    def _by_subject(self) -> dict[str, list[Reference]]:
        """Every provision about each subject, in the order of the acts."""
        found: dict[str, list[Reference]] = {}
        for act in self.acts:
            for provision in act.provisions:
                for subject in dict.fromkeys(provision.subjects):
                    found.setdefault(subject, []).append(Reference(act, provision))
        return found

    @cached_property
    def _named(self) -> dict[str, Subject]:
        """The subjects by id and by name; of two with one name the first."""
        pairs = [(name, subject) for subject in self.subjects for name in (subject.id, subject.name.casefold())]
        return dict(reversed(pairs))

    def subject(self, text: str) -> Subject:
        """Return the subject with this id or name. Raises InvalidLibrary, with the one that was probably meant."""
        if (found := self._named.get(text.casefold().strip())) is not None:
            return found
        from iopdocs.reading import suggest

        names, ids = ([getattr(subject, one) for subject in self.subjects] for one in ("name", "id"))
        hint = suggest(text, names) or suggest(text, ids)
        raise InvalidLibrary(Problem(f"ämnet ”{text}” finns inte i lagbiblioteket", hint=hint, code="okänt-ämne"))

    def _not_in_force(self, subject: Subject, on: date) -> Problem:
        facts = [fact for act in self.acts for fact in act.provisions if subject.id in fact.subjects]
        first = min(fact.period.first for fact in facts)
        hint = f"Den första gällde från {first}." if on < first else "Den som fanns är upphävd."
        message = f"ingen bestämmelse om {subject.name} gällde den {on}"
        return Problem(message, hint=hint, code="ämne-inte-i-kraft")


def load_library(folder: Path | None = None) -> LawLibrary:
    """Return the library in a folder with ``acts/`` and ``subjects.yaml``; by default the program's own.

    It is read once per process. Raises InvalidLibrary with every problem of every file.
    """
    return _load(folder or DATA)


@cache
def _load(folder: Path) -> LawLibrary:
    if folder == DATA:
        read = WholeLibrary.model_validate_json(GATHERED.read_bytes())
        return LawLibrary(read.acts, read.subjects, folder, ActIndex(read.acts))
    from iopdocs.reading import read_model  # the program's own library has no use of what reads YAML

    problems: list[Problem] = []
    acts: list[Act] = []
    for path in files_of(folder)[:-1]:
        try:
            acts.append(read_model(path, Act, InvalidLibrary))
        except IopdocsError as error:
            problems += error.problems
    subjects = read_model(folder / "subjects.yaml", Subjects, InvalidLibrary).subjects
    if problems:
        raise InvalidLibrary(problems)
    return LawLibrary(tuple(acts), subjects, folder, ActIndex(tuple(acts)))


class WholeLibrary(Subjects):
    """The program's own library in one file, generated from the others: it is read in a fraction of their time."""

    acts: tuple[Act, ...] = Field(alias="lagar", description="alla lagar")


def files_of(folder: Path) -> list[Path]:
    """Return the files that a library is read from: acts by the names of their files, and last the subjects."""
    return [*sorted((folder / "acts").glob("*.yaml")), folder / "subjects.yaml"]
