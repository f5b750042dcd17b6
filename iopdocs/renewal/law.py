"""References to law in a successor: moved on by what succeeded them, or shown as a choice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from iopdocs.errors import errors
from iopdocs.laws.act import Provision
from iopdocs.laws.library import LawLibrary, LookUp, Reference
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.reading.roundtrip import mapping, remove
from iopdocs.renewal.notes import Notes

WHERE = "bakgrund.lagrum"
# Why a draft says that its references are assumed. What they were is in the report: here it would be a reference, too.
_ALL = "Ett lagrum i det förra avtalet har flera efterträdare, och alla är medtagna. Se rapporten om förnyelsen."
_GONE = "Ett lagrum i det förra avtalet gäller inte längre och är borttaget. Se rapporten om förnyelsen."


def migrate(tree: Any, laws: LawLibrary, before: date | None, after: date, notes: Notes) -> None:
    """Move the typed references of an agreement's background from the law of one day to that of another.

    One that stands for several, or for nothing, is replaced by them or taken out, and the draft says that this is
    assumed. A record without a reference stays the gap it is.
    """
    items = (tree.get("bakgrund") or {}).get("lagrum") or []
    replaced = [
        (n, _replacement(str(item["lagrum"]), n, laws, before, after, notes))
        for n, item in enumerate(items)
        if item.get("lagrum")
    ]
    for number, texts in reversed(replaced):
        item = items[number]
        for text in reversed(texts[1:]):
            items.insert(number + 1, mapping(**{**item, "lagrum": text}))
        if texts:
            item["lagrum"] = texts[0]
        else:
            del items[number]
    if not items and "lagrum" in (tree.get("bakgrund") or {}):
        remove(tree["bakgrund"], "lagrum")


def _replacement(
    typed: str, number: int, laws: LawLibrary, before: date | None, after: date, notes: Notes
) -> tuple[str, ...]:
    """Return what stands in the place of a reference, which holds unless it did not hold before either."""
    where = f"{WHERE}[{number + 1}].lagrum"
    if before is None:
        notes.decide(where, f"”{typed}” kan inte flyttas: det framgår inte vilken dags lag det gällde.")
        texts: tuple[str, ...] = (typed,)
    else:
        texts = _moved(typed, where, laws, before, after, notes)
    held = before is None or not any(errors(laws.look_up(typed, before).problems))
    fault = next(errors(laws.look_up(typed, after).problems), None) if texts == (typed,) and held else None
    if fault is None:
        return texts
    notes.decide(where, f"”{typed}” är borttaget, för det håller inte {after}: {fault.message}.", fault.hint)
    notes.assume(WHERE, _GONE)
    notes.changed(where, typed, None, "gäller inte för den nya perioden")
    return ()


def _moved(typed: str, where: str, laws: LawLibrary, before: date, after: date, notes: Notes) -> tuple[str, ...]:
    """Return what stands in the place of a reference: itself, what succeeded it, all that did, or nothing."""
    found = laws.look_up(typed, before)
    fault = next(errors(found.problems), None)
    if fault is not None:
        choices = _in_its_place(found, laws, after) or (fault.hint,)
        notes.decide(where, f"”{typed}” höll inte ens för det tidigare avtalet: {fault.message}.", *choices)
        return (typed,)
    gone = [provision for provision in found.provisions if after not in provision.period]
    if not gone:
        if not found.provisions:
            notes.decide(where, f"”{typed}” finns inte i lagbiblioteket. Kontrollera att lagrummet gäller {after}.")
        return (typed,)
    successors = _successors(gone, laws, after)
    texts = tuple(_plain(reference.text) for reference in successors)
    if len(gone) == 1 and len(texts) == 1 and len(found.provisions) == 1:
        why = f"{gone[0].about}: ny bestämmelse från {successors[0].provision.period.first}"
        notes.changed(where, typed, texts[0], why)
    elif texts:
        question = f"”{typed}” har flera efterträdare. Vilken eller vilka avses?"
        choices = tuple(f"{text} ({one.provision.about})" for text, one in zip(texts, successors, strict=True))
        notes.decide(where, question, *choices, "alla")
        notes.assume(WHERE, _ALL)
        notes.changed(where, typed, "; ".join(texts), "alla efterträdare är medtagna tills vidare")
    else:
        notes.decide(where, f"”{typed}” gäller inte {after} och har ingen efterträdare. Ska hänvisningen utgå?")
        notes.assume(WHERE, _GONE)
        notes.changed(where, typed, None, "gäller inte för den nya perioden")
    return texts


def _successors(gone: Iterable[Provision], laws: LawLibrary, after: date) -> tuple[Reference, ...]:
    """Return what stands on a day for provisions that do not: the same subject's provisions, else their successors."""
    found: dict[str, Reference] = {}
    for provision in gone:
        same = [reference for subject in provision.subjects for reference in laws.provisions(subject, after)]
        found.update((reference.text, reference) for reference in same or laws.index.follow([provision], after))
    return tuple(found.values())


def _in_its_place(found: LookUp, laws: LawLibrary, after: date) -> tuple[str, ...]:
    """Return what stands, on a day, in the place of a reference that did not hold: what it once meant, moved on."""
    if found.act is None or found.citation is None:
        return ()
    every = [(one, place) for place in found.citation.places for one in laws.index.at(found.act, place)]
    once = [one for one, place in every if found.act.articles or one.concerns(place)]
    return tuple(f"{_plain(one.text)} ({one.provision.about})" for one in _successors(once, laws, after))


def clause_references(
    clauses: Iterable[str], library: ClauseLibrary, laws: LawLibrary, before: date | None, after: date, notes: Notes
) -> None:
    """Note how the clauses of the agreement change: their wording, and what law they rest on."""
    if before is None:
        return
    names = {subject.id: subject.name for subject in laws.subjects}
    for clause_id in clauses:
        clause = library.get(clause_id)
        old, new = clause.on(before), clause.on(after)
        if old is not new:
            why = (
                "klausulen har en ny lydelse från den dagen"
                if new
                else "klausulen har ingen lydelse för den nya perioden"
            )
            notes.changed(f"klausul {clause_id}", _version(old), _version(new), why)
        for subject in clause.support:
            was, now = (_cited(laws, subject, day) for day in (before, after))
            why = f"{names.get(subject, subject)}: {'lagen har ändrats' if was else 'ny lag'}"
            notes.changed(f"klausul {clause_id}", was, now, why)


def _version(version: Any) -> str:
    if version is None:
        return "utgår"
    return f"lydelse från {version.start}" if version.start else "den första lydelsen"


def _cited(laws: LawLibrary, subject: str, day: date) -> str:
    return _plain(laws.cite(subject, day, set())) if laws.provisions(subject, day) else ""


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
