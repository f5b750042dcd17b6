"""Clauses that an agreement leaves out, takes in or words anew: each must exist, and stand in a section."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.reading import suggest


def unknown_clauses(case: Case, known: Collection[str], placed: Collection[str]) -> Iterator[Problem]:
    """Find clauses that are not ``known`` to the library, or are ``placed`` in no section of any document type."""
    choices = case.agreement.clauses
    named = [
        *((("klausuler", "med", n), clause) for n, clause in enumerate(choices.added)),
        *((("klausuler", "utan", n, "klausul"), one.clause) for n, one in enumerate(choices.omitted)),
        *((("klausuler", "ersätt", n, "klausul"), one.clause) for n, one in enumerate(choices.replaced)),
    ]
    for path, clause in named:
        if clause is None:
            continue
        if clause not in known:
            message = f"klausulen ”{clause}” finns inte"
            hint = suggest(clause, known) or "Alla klausuler: iopdocs clauses"
        elif clause not in placed:
            message = f"klausulen ”{clause}” står inte i något avsnitt, så den kommer aldrig med"
            hint = "Skriv in den i ett avsnitt i dokumenttypens dokument.yaml."
        else:
            continue
        yield case.problem(path, message, hint, code="okänd-klausul", severity=Severity.ERROR)
