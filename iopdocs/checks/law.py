"""Law references: do they exist, are they in force on the day whose law applies, and do they mean what was meant?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from iopdocs.checks import texts
from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.laws.asked import NOT_LISTED
from iopdocs.laws.changes import changes
from iopdocs.laws.lagrum import plain
from iopdocs.model.base import Dated
from iopdocs.model.terms import Term
from iopdocs.model.vague_days import Vague
from iopdocs.reading import KeyPath, where

_DAY = timedelta(days=1)
LEFT_AS_IT_IS = "Ett citat ändras inte; rätta bara om den som talar godkänner det."


def stated_references(case: Case) -> Iterator[Problem]:
    """Look up each reference of the background as of the agreement's law day."""
    day, preceding = case.agreement.law_day, ""
    confirmed = [bool(one.confirmed) for one in case.agreement.background.laws] if case.agreement.background else []
    for number, reference in enumerate(_stated(case)):
        if day is not None and reference:
            found = _looked_up(case, ("bakgrund", "lagrum", number, "lagrum"), reference, day, preceding)
            yield from (one for one in found if not (confirmed[number] and one.code == NOT_LISTED))
        if "samma " not in reference.casefold():
            preceding = reference


def references_in_texts(case: Case) -> Iterator[Problem]:
    """Look up the references that stand in running text; those of a meeting or a later document as of its day."""
    yield from _in_texts(case, texts.prose(case))


def references_in_quotes(case: Case) -> Iterator[Problem]:
    """Point at doubtful references in quotes, which are somebody's own words and are left as they are."""
    for problem in _in_texts(case, texts.quotes(case)):
        hint = f"{problem.hint} {LEFT_AS_IT_IS}".strip()
        yield replace(problem, severity=Severity.NOTE, hint=hint, code="lagrum-i-citat")


def coming_ends(case: Case) -> Iterator[Problem]:
    """Tell of law that is cited as of the agreement's day and ends before the agreement begins, or while it runs."""
    agreement, day = case.agreement, case.agreement.law_day
    if day is None or agreement.term is None:
        return
    for path, text, preceding in _cited(case):
        found = case.laws.look_up(text, day, preceding)
        for provision in found.provisions:
            if provision.period.last and not found.problems:
                yield from _end(case, path, found.text(first=True), provision.period.last, agreement.term)


def _end(case: Case, path: KeyPath, cited: str, last: date, term: Term) -> Iterator[Problem]:
    if term.start and last < term.start:
        message = f"{plain(cited)} upphör {last}, innan avtalet börjar {term.start}."
        hint = "Skriv lagrum_från_start: ja om lagen den dagen ska gälla, eller hänvisa till den nya bestämmelsen."
        yield case.problem(path, message, hint, code="lagrum-upphör-före-start")
    elif term.start and (term.end is None or last < term.end):
        message = f"{plain(cited)} upphör {last}, medan avtalet gäller."
        hint = f"iopdocs impact --from {last + _DAY} --to {last + _DAY} visar vad som kommer i stället."
        yield case.problem(path, message, hint, code="lagrum-upphör-under-tiden", severity=Severity.NOTE)


def _cited(case: Case) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the references of the background and of the texts that follow the agreement's own day."""
    preceding = ""
    for number, reference in enumerate(_stated(case)):
        if reference:
            yield ("bakgrund", "lagrum", number, "lagrum"), reference, preceding
            preceding = reference
    for path, text in texts.prose(case):
        if _own_day(case, path) is None:
            yield from ((path, one.text, one.preceding) for one in case.laws.find_in_text(text))


def law_day(case: Case) -> Iterator[Problem]:
    """Ask for the day whose law applies when references need it; tell when the day set is not the one that decides."""
    agreement = case.agreement
    if agreement.law_day is None:
        path = _first_reference(case)
        if path is not None:
            yield case.problem(
                path,
                "Det framgår inte vilken dags lag som gäller, så lagrummen kan inte kontrolleras.",
                "Skriv undertecknat, datum för beslut eller avtalstidens första dag, annars lagrum_per: 2024-01-01.",
                code="lagens-dag-saknas",
                severity=Severity.ERROR,
            )
    elif agreement.law_day_set is not None:
        deciding = agreement.model_copy(update={"law_day_set": None}).law_day
        if deciding is not None:
            yield case.problem(
                ("lagrum_per",),
                f"Dagen i lagrum_per används inte: lagen den {deciding} gäller, eftersom avtalets egna dagar går före.",
                "Ta bort lagrum_per, eller rätta datumen för underskrift, beslut eller avtalstid.",
                code="lagrum-per-används-inte",
                severity=Severity.NOTE,
            )


def law_month(case: Case) -> Iterator[Problem]:
    """Ask for the day when the law changes within the month that is all that is known of it."""
    agreement = case.agreement
    times: list[tuple[KeyPath, date | Vague | None]] = [((), agreement.deciding_day)]
    lists = {"möten": agreement.meetings, "tillägg": agreement.additions, "förlängningar": agreement.extensions}
    times += [((name, place), one.deciding_day) for name, own in lists.items() for place, one in enumerate(own)]
    for path, month in times:
        within = isinstance(month, Vague) and changes(case.laws.index, month.first + _DAY, month.last or month.first)
        for change in within[:1] if within else ():
            yield case.problem(
                path,
                f"Lagen ändras {change.day}, och vilken dag i {month} som avgör är inte känt.",
                "Skriv dagen, eller lagrum_per med den dag vars lag gäller.",
                code="lagens-dag-är-en-månad",
                severity=Severity.ERROR,
            )


def _stated(case: Case) -> tuple[str, ...]:
    background = case.agreement.background
    return tuple(reference.citation or "" for reference in background.laws) if background else ()


def _first_reference(case: Case) -> KeyPath | None:
    if any(_stated(case)):
        return ("bakgrund", "lagrum")
    with_references = (path for path, text in texts.prose(case) if any(case.laws.find_in_text(text)))
    return next((path for path in with_references if (_own_day(case, path) or case.agreement.law_day) is None), None)


def _in_texts(case: Case, found: Iterable[tuple[KeyPath, str]]) -> Iterator[Problem]:
    usual = case.agreement.law_day
    for path, text in found:
        day = _own_day(case, path) or usual
        for reference in case.laws.find_in_text(text) if day else ():
            if day:
                yield from _looked_up(case, path, reference.text, day, reference.preceding)


def _own_day(case: Case, path: KeyPath) -> date | None:
    """Return the day whose law a meeting or a later document follows, when a text stands in one that says."""
    agreement = case.agreement
    if path[0] not in {"möten", "tillägg", "förlängningar"}:
        return None
    lists = {"möten": agreement.meetings, "tillägg": agreement.additions, "förlängningar": agreement.extensions}
    own: Sequence[Dated] = lists[str(path[0])]
    if len(path) > 1 and isinstance(path[1], int) and path[1] < len(own):
        return own[path[1]].law_day
    return None


def _looked_up(case: Case, path: KeyPath, text: str, day: date, preceding: str) -> Iterator[Problem]:
    place = case.source.place(path)
    for problem in case.laws.look_up(text, day, preceding).problems:
        yield replace(problem, file=place.file, line=place.line, where=where(path), about=path)
