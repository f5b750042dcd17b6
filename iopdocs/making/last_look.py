"""The last look: everything of a finished document is searched for what is protected, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from iopdocs.checks.case import Case
from iopdocs.checks.privacy import HOW_TO_JUDGE, PERSONNUMMER, POSSIBLE_ADDRESS, POSSIBLE_PERSONNUMMER, told
from iopdocs.classes import dataclass, replace
from iopdocs.errors import OutputBlocked, Problem, Severity
from iopdocs.making.outcome import File, Outcome
from iopdocs.protection import Find, people
from iopdocs.protection.guard import (
    JUDGED,
    Guard,
    SaidText,
    guard_of,
)
from iopdocs.swedish.characters import seen
from iopdocs.swedish.personnummer import Certainty, Hit
from iopdocs.word.package import read_package
from iopdocs.word.part_names import TEXT
from iopdocs.word.told import texts_of, value_texts

#: The code of a document in which something protected would stand.
GIVEN_AWAY = "röjd-uppgift"
_LOOK_IN = "Se efter i mallen, i klausulerna och i dokument.yaml."
# Where the texts of formats that are made of the Word document stand.
_OTHER_FORMATS = frozenset({"texten", "webbsidan"})
_CLAUSE = "klausulen"
_NO_ADDRESS = frozenset({"telefonnummer", "webbadress", "e-postadress", JUDGED})


@dataclass(frozen=True)
class LastLook:
    """Looks through the documents of one agreement. ``known`` are words that are doubted in its data already.

    ``numbers`` are those of its data that look like a personnummer, and have been checked there; None looks for none.
    """

    guard: Guard
    known: frozenset[str] = frozenset()
    final: bool = False
    numbers: frozenset[str] | None = None

    @classmethod
    def of(cls, case: Case, *, final: bool) -> LastLook:
        """Return what looks through the documents of an agreement that has been checked."""
        guard = guard_of(case.agreement, case.shared, finished=True)
        doubted = (seen(text[find.start : find.end]) for _, text, finds in told(case) for find in finds)
        numbers = frozenset(hit.text for _, text in case.texts for hit in people.numbers(text))
        return cls(guard, frozenset(map(str.casefold, doubted)), final, numbers)

    @property
    def active(self) -> bool:
        """Whether there is anything to look for."""
        return self.guard.active or self.numbers is not None

    def document(
        self,
        data: bytes,
        files: Iterable[File],
        receipt: Mapping[str, Any],
        stem: str,
        clauses: Mapping[str, str] = MappingProxyType({}),
    ) -> list[Problem]:
        """Return what may give something away in a Word document and the files made of it.

        ``clauses`` has the id of the clause that each paragraph is of, for those that are of one.

        Raises OutputBlocked for what does, and of a final version for what may.
        """
        if not self.active:
            return []
        given = [(".docx", data), *((one.suffix, one.data) for one in files if one.suffix != ".pdf")]
        if not self.guard.active and not people.may_have(read_package(data, stem)):
            given = []  # the other formats are made of it
        named = [SaidText(stem, "filens namn"), *value_texts(receipt, "kvittot")]
        said = (replace(one, where=_in_clause(one, clauses)) for one in _texts(given, stem))
        return self.texts([*named, *said])

    def outcome(self, outcome: Outcome) -> None:
        """Take away the files of documents that give something away, which another machine has made, and say so."""
        if not self.active:
            return
        for stem in dict.fromkeys(file.stem for file in outcome.waiting):
            files = [file for file in outcome.waiting if file.stem == stem]
            # What is to become a PDF is a Word document until then.
            given = [(".docx" if file.suffix == ".pdf" else file.suffix, file.data) for file in files]
            receipts = (said for file in files for said in value_texts(file.receipt, "kvittot"))
            try:
                told = self.texts([SaidText(stem, "filens namn"), *receipts, *_texts(given, stem)])
            except OutputBlocked as error:
                outcome.fail(error, stem)
                outcome.waiting = [file for file in outcome.waiting if file.stem != stem]
            else:
                outcome.problems += [replace(one, file=outcome.file, where=f"{stem}: {one.where}") for one in told]

    def texts(self, texts: Iterable[SaidText]) -> list[Problem]:
        """Return what may give something away in texts. Raises OutputBlocked for what does, likewise."""
        said = list(texts)
        found = list(self.guard.look(said))
        hits = list(people.told_of(said, self.guard, self.numbers)) if self.numbers is not None else []
        sure = [_certain(*one) for one in found if one[1].certainty is Certainty.CERTAIN]
        sure += [_number(*one) for one in hits if one[1].certainty is Certainty.CERTAIN]
        if sure:
            raise OutputBlocked(_once(sure))
        doubted = _once(
            [*(_possible(*one) for one in found if not self._is_known(*one)), *(_number(*one) for one in hits)]
        )
        if doubted and self.final:
            raise OutputBlocked(doubted)
        return doubted

    def _is_known(self, said: SaidText, find: Find) -> bool:
        return seen(said.text[find.start : find.end]).casefold() in self.known


def _texts(given: Iterable[tuple[str, bytes]], name: str) -> Iterator[SaidText]:
    for suffix, data in dict.fromkeys(given):
        yield from texts_of(suffix, data, name)


def _in_clause(said: SaidText, clauses: Mapping[str, str]) -> str:
    """Return where a text stands: which clause it is of, when it is of one."""
    clause = clauses.get(said.text) if said.where == TEXT else None
    return f"{_CLAUSE} ”{clause}”" if clause else said.where


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once: what stands in a document stands in all its formats, too.

    What stands in a clause is read again with the lines around it, where the clause is not known.
    """
    found = list(dict.fromkeys(problems))
    in_word = {one.message for one in found if one.where not in _OTHER_FORMATS}
    in_clauses = {one.message for one in found if one.where.startswith(_CLAUSE)}
    return [
        one
        for one in found
        if not (one.where in _OTHER_FORMATS and one.message in in_word)
        and not (one.where == TEXT and one.message in in_clauses)
    ]


def _number(said: SaidText, hit: Hit) -> Problem:
    sure = hit.certainty is Certainty.CERTAIN
    what = "ett personnummer" if sure else "siffror som kan vara ett personnummer"
    return Problem(
        f"i dokumentet skulle det stå {what} ({hit.masked})",
        where=said.where,
        hint=f"{_LOOK_IN} {HOW_TO_JUDGE}",
        severity=Severity.ERROR if sure else Severity.WARNING,
        code=PERSONNUMMER if sure else POSSIBLE_PERSONNUMMER,
    )


def _certain(said: SaidText, find: Find) -> Problem:
    what = "något" if find.what in _NO_ADDRESS else "en adress"
    marked = "skyddat" if what == "något" else "skyddad"
    hint = f"{_LOOK_IN} Dokumentet görs inte så länge det står där."
    return Problem(
        f"i dokumentet skulle det stå {what} som är märkt som {marked}",
        where=said.where,
        hint=hint if find.literal or find.what == JUDGED else f"{hint} {HOW_TO_JUDGE}",
        code=GIVEN_AWAY,
    )


def _possible(said: SaidText, find: Find) -> Problem:
    return Problem(
        f"dokumentet kan röja något som är märkt som skyddat ({find.what})",
        where=said.where,
        hint=f"{_LOOK_IN} {HOW_TO_JUDGE}",
        severity=Severity.WARNING,
        code=POSSIBLE_ADDRESS,
    )
