"""What stands in the file but cannot be followed, or belongs to nothing, since a key that says of what is missing.

No key of a record is required to read it: a missing fact is a gap where it would have been printed. These are not
printed themselves, or only lead to something else, so that what hangs on them would be lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iopdocs.checks.case import Case
from iopdocs.classes import dataclass
from iopdocs.errors import Problem, Severity
from iopdocs.model.base import Record
from iopdocs.model.clause_choices import OmittedClause, ReplacedClause
from iopdocs.model.confirmation import Confirmation
from iopdocs.model.judgement import Judgement
from iopdocs.model.meeting import GoalResult, MoneyResult
from iopdocs.model.money import Contribution
from iopdocs.model.revision import Joining, Signer
from iopdocs.reading import KeyPath


@dataclass(frozen=True, slots=True)
class Needed:
    """A field that a record is of no use without, what is said when it is missing, and a field that will do as well."""

    field: str
    message: str
    instead: str = ""


_NOT_FOLLOWED = "så posten kan inte följas"
NEEDED: Mapping[type[Record], tuple[Needed, ...]] = {
    ReplacedClause: (Needed("clause", f"Det framgår inte vilken klausul som ska ersättas, {_NOT_FOLLOWED}."),),
    OmittedClause: (
        Needed("clause", f"Det framgår inte vilken klausul som ska utgå, {_NOT_FOLLOWED}.", instead="demand"),
    ),
    Judgement: (
        Needed("words", f"Bedömningen säger inte vilka ord den gäller, {_NOT_FOLLOWED}."),
        Needed("reveals", "Bedömningen säger inte om orden röjer något, så de behandlas som att de gör det."),
        Needed("by", f"Bedömningen säger inte vem som har bedömt orden, {_NOT_FOLLOWED}."),
        Needed("reason", f"Bedömningen säger inte varför, {_NOT_FOLLOWED}."),
    ),
    Confirmation: (
        Needed("what", f"Bekräftelsen säger inte vad den gäller, {_NOT_FOLLOWED}."),
        Needed("by", "Bekräftelsen säger inte vem som har gjort den, så frågan är öppen."),
        Needed("day", "Bekräftelsen säger inte vilken dag den är gjord, så frågan är öppen."),
    ),
    Contribution: (Needed("party", "Det framgår inte vilken part som bidrar."),),
    Signer: (Needed("party", "Det framgår inte för vilken part personen skriver under, så raden kommer inte med."),),
    Joining: (Needed("party", "Det framgår inte vilken part som ansluter sig, så posten kommer inte med."),),
    GoalResult: (Needed("goal", "Det framgår inte vilket mål utfallet gäller, så det kommer inte med."),),
    MoneyResult: (Needed("component", "Det framgår inte vilken post utfallet gäller, så det kommer inte med."),),
}


def incomplete(case: Case) -> Iterator[Problem]:
    """Tell of every record without the key that it needs to be followed, or to belong to something."""
    for path, record in _records(case.agreement, ()):
        for needed in NEEDED.get(type(record), ()):
            fields = [needed.field, *([needed.instead] if needed.instead else [])]
            if getattr(record, needed.field) is None and not any(getattr(record, name) for name in fields[1:]):
                aliases = [type(record).model_fields[name].alias or name for name in fields]
                hint = f"Fyll i {' eller '.join(aliases)}, eller ta bort posten."
                yield case.problem(path, needed.message, hint, code="ofullständig-post", severity=Severity.ERROR)


def nobodys_commitments(case: Case) -> Iterator[Problem]:
    """Tell of a commitment that is no party's and not said to be that of all.

    Once it was that of all, so a file that was right then has no error: the gap is what stops a final version.
    """
    for number, commitment in enumerate(case.agreement.commitments):
        if commitment.party is None and not commitment.joint:
            yield case.problem(
                ("åtaganden", number),
                "Det framgår inte vilken part som gör åtagandet.",
                "Skriv part, eller gemensamt: ja om det är alla parters.",
                code="åtagande-utan-part",
                severity=Severity.WARNING,
            )


def _records(record: Record, path: KeyPath) -> Iterator[tuple[KeyPath, Record]]:
    """Yield every record of an agreement with its path."""
    yield path, record
    for name, info in type(record).model_fields.items():
        value, here = getattr(record, name), (*path, info.alias or name)
        if isinstance(value, Record):
            yield from _records(value, here)
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                if isinstance(one, Record):
                    yield from _records(one, (*here, number))
