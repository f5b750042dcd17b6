"""One agreement's successor as YAML text: pure, from the old file's text and the days that matter."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.deadlines import end_of, shift
from iopdocs.laws.library import LawLibrary
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.content import Background
from iopdocs.model.lengths import Length
from iopdocs.model.paths import keys_of
from iopdocs.model.terms import Term
from iopdocs.reading.rewriting import Rewritten
from iopdocs.reading.roundtrip import mapping, remove
from iopdocs.reading.tree_edits import list_of, put
from iopdocs.renewal import law, money
from iopdocs.renewal.amended_text import carry_texts
from iopdocs.renewal.belongings import empty, joined
from iopdocs.renewal.going_on import may_go_on
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.period import SuccessorTerm, next_period, offset
from iopdocs.swedish import dates


@dataclass(frozen=True)
class Successor:
    """A drafted successor: its id, its file's text, its law day, and what there is to tell."""

    id: str
    text: str
    period: SuccessorTerm
    law_day: date
    notes: Notes


def draft(text: str, agreement: Agreement, laws: LawLibrary, on: date, start: date | None = None) -> Successor | None:
    """Draft the successor of an agreement whose file is ``text``; None when it has no end to renew after.

    ``on`` is the day of renewal; ``start`` is another first day than the day after the old one's last.
    """
    period = next_period(agreement, on, start)
    if period is None:
        return None
    notes = Notes()
    file = Rewritten(text)
    tree = file.tree
    new_id = successor_id(agreement.id, period.start)
    law_day = max(period.start, on)
    _warn_of_gap(period, on, notes)
    may_go_on(agreement, on, notes)
    _head(tree, agreement, new_id, on, notes)
    _term(tree, agreement, period, notes)
    money.carry_on(tree, agreement, period, on, notes)
    law.migrate(tree, laws, agreement.law_day, law_day, notes)
    _move_days(tree, offset(agreement, period), period, notes)
    joined(tree, agreement, on, notes)
    empty(tree, notes)
    carry_texts(tree, agreement, period, on, notes)
    _judgements(tree, agreement, notes)
    _remember(tree, agreement, notes)
    _assume(tree, notes)
    made = file.text()
    notes.left_out += file.left_out
    return Successor(new_id, made, period, law_day, notes)


def successor_id(old: str, start: date) -> str:
    """Return the id with the start year in place of the last year in it, or put after it."""
    found = list(re.finditer(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", old))
    if not found:
        return f"{old}-{start.year}"
    last = found[-1]
    new = f"{old[: last.start()]}{start.year}{old[last.end() :]}"
    return new if new != old else f"{old}-{start.isoformat()}"


def _warn_of_gap(period: SuccessorTerm, on: date, notes: Notes) -> None:
    end = period.after
    if end < on:
        days = (on - end).days
        notes.warnings.append(
            f"Avtalet gick ut {end}. Fram till {on} har {days} {'dag' if days == 1 else 'dagar'} gått utan avtal, "
            "om inget annat avtal har gällt."
        )
    if period.start > end + timedelta(days=1):
        notes.warnings.append(f"Mellan {end} och den nya starten {period.start} finns en tid utan avtal.")
    if period.start <= end:
        notes.warnings.append(f"Den nya starten {period.start} ligger före det gamla avtalets slut {end}.")
    if period.end is not None and period.end < on:
        notes.warnings.append(f"Även den nya perioden har hunnit gå ut ({period.end}). Ange en annan start.")


def _head(tree: Any, agreement: Agreement, new_id: str, on: date, notes: Notes) -> None:
    tree["id"] = new_id
    notes.changed("id", agreement.id, new_id, "efterträdaren får ett eget id")
    for key, value in (("ersätter", agreement.id), ("förnyat", on.isoformat()), ("status", "förslag")):
        put(tree, key, value, keys_of(Agreement))
    notes.changed("ersätter", agreement.replaces, agreement.id, "länk till det avtal som ersätts")
    notes.changed("status", agreement.status, "förslag", "efterträdaren är inte beslutad")


def _term(tree: Any, agreement: Agreement, period: SuccessorTerm, notes: Notes) -> None:
    term = tree.get("avtalstid")
    if not hasattr(term, "keys"):
        return
    before = (agreement.term.start if agreement.term else None, end_of(agreement.term))
    put(term, "från", period.start.isoformat(), keys_of(Term))
    notes.changed("avtalstid.från", before[0], period.start, "dagen efter den förra periodens slut")
    if period.end is None:
        remove(term, "till")
        notes.decide("avtalstid.till", f"Hur länge ska det nya avtalet gälla? {period.why[0].upper()}{period.why[1:]}.")
    elif "längd" not in term or "till" in term:
        put(term, "till", period.end.isoformat(), keys_of(Term))
    notes.changed("avtalstid.till", before[1], period.end, period.why)


def _move_days(tree: Any, by: Length | None, period: SuccessorTerm, notes: Notes) -> None:
    """Move the days of instalments and reports, and keep the meetings as days to decide."""
    places = (
        (("ekonomi", "utbetalning"), "delbetalningar", "datum"),
        (("uppföljning",), "rapporter", "senast"),
    )
    for path, name, key in places:
        owner: Any = tree
        for step in path:
            owner = (owner or {}).get(step)
        for number, item in enumerate((owner or {}).get(name) or []):
            _move(item, key, f"{'.'.join(path)}.{name}[{number + 1}].{key}", by, notes)
    _move_years(tree, by, period, notes)
    _move_meetings(tree, by, notes)


def _move_years(tree: Any, by: Length | None, period: SuccessorTerm, notes: Notes) -> None:
    """Move the years of the payments; what does not come within the new period is left out and asked about."""
    payment = ((tree.get("ekonomi") or {}).get("utbetalning")) or {}
    years = (by.months or 0) // 12 if by else 0
    for name, key in (("andra_antal", "år"), ("delbetalningar", "avser_år")):
        items = payment.get(name) or []
        outside = []
        for number, item in enumerate(items):
            if not item.get(key):
                continue
            where, exact = f"ekonomi.utbetalning.{name}[{number + 1}].{key}", str(item[key]).strip().isdigit()
            new = int(item[key]) + years if exact else 0
            if period.start.year <= new and (period.end is None or new <= period.end.year):
                notes.changed(where, item[key], str(new), "flyttat till den nya perioden")
                item[key] = str(new)
            else:
                notes.decide(where, f"Året {item[key]} hör till den förra perioden. Vilket är det nya?")
                notes.changed(where, item[key], None, "hör till den förra perioden")
                outside.append(number)
        for number in reversed(outside):
            if name == "andra_antal":
                del items[number]
            else:
                remove(items[number], key)
        if name in payment and not items:
            remove(payment, name)


def _move(item: Any, key: str, where: str, by: Length | None, notes: Notes) -> None:
    if key not in item or item[key] is None:
        return
    before = str(item[key])
    if by is None:
        notes.decide(where, f"Dagen {before} hör till den förra perioden. Vilken är den nya?")
        return
    day = _exact_day(before)
    if day is None:
        notes.decide(where, f"Tiden {before} hör till den förra perioden. Vilken är den nya?")
        notes.changed(where, before, None, "hör till den förra perioden")
        remove(item, key)
        return
    item[key] = shift(day, by).isoformat()
    notes.changed(where, before, item[key], "flyttat lika långt som avtalstiden")


def _exact_day(text: str) -> date | None:
    """Return a day; None of a time that is known in part, and cannot be moved."""
    try:
        return dates.parse(text)
    except ValueError:
        return None


def _move_meetings(tree: Any, by: Length | None, notes: Notes) -> None:
    meetings = tree.get("möten") or []
    if not meetings:
        return
    had = len(meetings)
    for number in reversed(range(had)):
        item = meetings[number]
        day = _exact_day(str(item.get("datum", "")))
        if by is None or day is None:
            del meetings[number]
            continue
        for key in [key for key in item if key not in {"datum", "grupp"} or not item[key]]:
            remove(item, key)
        item["datum"] = shift(day, by).isoformat()
    kept = len(meetings)
    if not kept:
        remove(tree, "möten")
    were = "ett möte" if had == 1 else f"{had} möten"
    now = "ett planerat möte" if kept == 1 else f"{kept} planerade möten"
    notes.changed("möten", were, now, "protokollen hör till det förra avtalet")
    notes.decide("möten", "Mötesdagarna är flyttade lika långt som avtalstiden. Vilka dagar ska gälla?")


def _judgements(tree: Any, agreement: Agreement, notes: Notes) -> None:
    """Keep what somebody has judged harmless, and have it confirmed before anything of the successor is final."""
    passed = [number for number, one in enumerate(agreement.judgements, start=1) if one.harmless]
    if not passed:
        return
    for number in passed:
        notes.decide(f"uppgifter_bedömda[{number}]", "Bedömningen följer med. Röjer orden ingenting i det nya avtalet?")
    if all(item.get("uppgift") != "uppgifter_bedömda" for item in tree.get("antaganden") or ()):
        reason = f"Bedömningarna är gjorda för {agreement.id}. Bekräfta att de håller även för det här avtalet."
        _add(tree, Agreement, "antaganden", [mapping(uppgift="uppgifter_bedömda", skäl=reason)])
    notes.changed("antaganden", None, "bedömningarna ska bekräftas", "de gjordes för det förra avtalet")


def _remember(tree: Any, agreement: Agreement, notes: Notes) -> None:
    """Name the old agreement among the earlier ones."""
    if not agreement.document_name:
        return
    facts: dict[str, str] = {"benämning": agreement.document_name[:1].lower() + agreement.document_name[1:]}
    start = agreement.term.start if agreement.term else None
    day = agreement.signed or start
    if day:
        facts["år"] = str(day.year)
    if agreement.case_number:
        facts["diarienummer"] = agreement.case_number
    if not isinstance(tree.get("bakgrund"), dict):
        put(tree, "bakgrund", mapping(), keys_of(Agreement))
    _add(tree["bakgrund"], Background, "tidigare_avtal", [mapping(**facts)])
    notes.changed("bakgrund.tidigare_avtal", None, facts["benämning"], "det förra avtalet är nu ett tidigare avtal")


def _assume(tree: Any, notes: Notes) -> None:
    """Say in the draft what it assumes: no final document is made of it until somebody has decided."""
    made = [mapping(uppgift=where, skäl=reason) for where, reason in notes.assumed]
    if made:
        _add(tree, Agreement, "antaganden", made)


def _add(owner: Any, kind: type[Record], key: str, items: list[Any]) -> None:
    """Put items last in a list; one that is not there comes at its place among the keys."""
    if owner.get(key):
        owner[key].extend(items)
    else:
        put(owner, key, list_of(items), keys_of(kind))
