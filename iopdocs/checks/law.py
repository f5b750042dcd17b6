"""Law references: do they exist, are they in force on the day whose law applies, and do they mean what was meant?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from iopdocs.checks import law_ahead, texts
from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity, errors
from iopdocs.laws.asked import NOT_LISTED
from iopdocs.laws.changes import changes
from iopdocs.model.base import Dated
from iopdocs.model.revision import Addition, Extension, Revision
from iopdocs.model.said import Said
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


def coming_law(case: Case) -> Iterator[Problem]:
    """Tell of cited law that ends or is changed before the agreement begins, or while it or an extension runs."""
    span = law_ahead.span_of(case.agreement)
    for path, text, preceding in _cited(case) if span else ():
        if span:
            yield from _ahead(case, path, text, preceding, span)
            for number, later in law_ahead.prolonged(case.agreement):
                yield from _into(case, ("förlängningar", number), path, text, preceding, (span, later))
    yield from _own_coming(case)


def _ahead(case: Case, path: KeyPath, text: str, preceding: str, span: law_ahead.Span) -> Iterator[Problem]:
    found = case.laws.look_up(text, span.law_day, preceding)
    if not any(errors(found.problems)):
        for coming in law_ahead.happenings(found.provisions, span.law_day):
            yield from law_ahead.ahead(case, path, found.text(first=True), coming, span)


def _into(
    case: Case, at: KeyPath, path: KeyPath, text: str, preceding: str, spans: tuple[law_ahead.Span, law_ahead.Span]
) -> Iterator[Problem]:
    """Yield the ends that come while the agreement runs and before an extension of it that can still be worded."""
    within = {one.message.partition(",")[0] for one in _ahead(case, path, text, preceding, spans[0])}
    for one in _ahead(case, at, text, preceding, spans[1]):
        if one.code == law_ahead.ENDS_BEFORE and one.message.partition(",")[0] in within:
            yield one


def _own_coming(case: Case) -> Iterator[Problem]:
    """Yield the same of the texts of extensions and additions, which follow the law of a day of their own."""
    agreement = case.agreement
    lists: tuple[tuple[str, str, Sequence[Revision]], ...] = (
        ("tillägg", "tillägget", agreement.additions),
        ("förlängningar", "förlängningen", agreement.extensions),
    )
    spans = {
        (key, number): law_ahead.Span(called, one.law_day, one.dated, one.end)
        for key, called, revisions in lists
        for number, one in enumerate(revisions)
        if one.law_day and isinstance(one, Addition | Extension)
    }
    for path, text in texts.prose(case):
        if span := spans.get((str(path[0]), path[1])) if len(path) > 1 and isinstance(path[1], int) else None:
            for one in case.laws.find_in_text(text):
                hint = "Hänvisa till den bestämmelse som gäller när handlingen börjar gälla."
                yield from _ahead(case, path, one.text, one.preceding, replace(span, hint=hint))


def _cited(case: Case) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the references of the background and of the texts that follow the agreement's own day."""
    preceding = ""
    for number, reference in enumerate(_stated(case)):
        if reference:
            yield ("bakgrund", "lagrum", number, "lagrum"), reference, preceding
            preceding = reference
    for path, text in texts.prose(case):
        if _dated(case, path) is None:
            yield from ((path, one.text, one.preceding) for one in case.laws.find_in_text(text))


def law_day(case: Case) -> Iterator[Problem]:
    """Ask for the day whose law applies when references need it; tell when the day set is not the one that decides."""
    agreement = case.agreement
    if agreement.law_day is None:
        path = _first_reference(case)
        if path is not None:
            yield _day_lacks(case, path, agreement.law_day_in_part)
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


def _day_lacks(case: Case, path: KeyPath, said: Said | None) -> Problem:
    """Return that there is no day to look references up as of; ``said`` is the day as far as it is known."""
    message = "Det framgår inte vilken dags lag som gäller"
    hint = "Skriv undertecknat, datum för beslut eller avtalstidens första dag, annars lagrum_per: 2024-01-01."
    if said is not None:
        message = f"Dagen som avgör vilken lag som gäller är bara känd som ”{said}”"
        hint = "Skriv vilken dag det är. Är det avtalets dag kan du i stället skriva lagrum_per: 2024-01-01."
    message = f"{message}, så lagrummen kan inte kontrolleras."
    return case.problem(path, message, hint, code="lagens-dag-saknas", severity=Severity.ERROR)


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
    own = _dated(case, path)
    return own.law_day if own else None


def _dated(case: Case, path: KeyPath) -> Dated | None:
    """Return the meeting or the later document that a text stands in."""
    agreement = case.agreement
    if path[0] not in {"möten", "tillägg", "förlängningar"}:
        return None
    lists = {"möten": agreement.meetings, "tillägg": agreement.additions, "förlängningar": agreement.extensions}
    own: Sequence[Dated] = lists[str(path[0])]
    return own[path[1]] if len(path) > 1 and isinstance(path[1], int) and path[1] < len(own) else None


def _looked_up(case: Case, path: KeyPath, text: str, day: date, preceding: str) -> Iterator[Problem]:
    place = case.source.place(path)
    for problem in case.laws.look_up(text, day, preceding).problems:
        yield replace(problem, file=place.file, line=place.line, where=where(path), about=path)
