"""The money that later documents changed, written into the successor: told with the document it comes from, or a gap.

An amount that nobody can tell is taken away, so that the old one is signed by nobody who does not know.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from iopdocs.economy import budget
from iopdocs.economy.changes import goes_up
from iopdocs.model import Agreement
from iopdocs.model.money import Component, Economy
from iopdocs.model.paths import keys_of
from iopdocs.reading.roundtrip import mapping, remove
from iopdocs.reading.tree_edits import list_of, put
from iopdocs.renewal.amended import Amended, AmendedAmount, new_items, part_of_year
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.period import SuccessorTerm
from iopdocs.swedish import money
from iopdocs.swedish.characters import plain

_COMPOUND = "föregående år"


def carry_amended(
    item: Any,
    component: Component,
    found: Amended,
    agreement: Agreement,
    period: SuccessorTerm,
    where: str,
    notes: Notes,
) -> bool:
    """Write an item's amount as later documents have made it; return False when the agreement's own stands."""
    if found.before:
        notes.decide(
            f"{where}.belopp",
            f"”{component.called}” ändrades för tidigare år genom {found.by} ({found.told}). Det nya avtalet räknar "
            "vidare från avtalets eget belopp. Stämmer det?",
        )
        return False
    once = component.kind == "totalt" or component.only_year
    if once:
        question = f"”{component.called}” är ett engångsbelopp, enligt {found.by} {found.told}."
        notes.decide(where, f"{question} Ska det vara med i den nya perioden?")
    amount, why, risen = found.amount, found.why, False
    if amount is not None and found.rises and _is_uplifted(agreement, component) and not once:
        risen = True
        amount = _uplifted(agreement, component, amount, period)
        why = why or f"det framgår inte vad beloppet är när det har räknats upp till {period.start.year}"
    if amount is None:
        _gap(item, component, found, why, where, notes)
        return True
    reason = f"enligt {found.by}: {found.told}"
    _put(item, "belopp", as_written(amount, item.get("belopp")), f"{where}.belopp", notes,
         f"{reason}, uppräknat till {period.start.year}" if risen else reason)  # fmt: skip
    if component.kind == "per år" and not component.only_year:
        first = str(period.start.year)
        _put(item, "år", first, f"{where}.år", notes, "det nya beloppet avser det året")
        if _is_uplifted(agreement, component) and not risen:
            said = "räknas inte upp" if found.rises is False else "sägs det inte om beloppet räknas upp"
            word = f"Enligt {found.by} räknas beloppet inte upp." if found.rises is False else f"I {found.by} {said}."
            notes.decide(f"{where}.räknas_upp", f"{word} Beloppet är inte uppräknat till {first}. Ska det räknas upp?")
    return True


def bring_new(tree: Any, agreement: Agreement, period: SuccessorTerm, on: date, notes: Notes) -> None:
    """Put in the items that later documents brought and that go on; ask about the others."""
    brought = new_items(agreement, period, on)
    going_on = [one for one in brought if _goes_on(one, agreement, period)]
    kept = {one.change.label for one in going_on}
    for one in going_on:
        _bring(tree, one, agreement, period, notes)
    for one in brought:
        if one not in going_on and (one.change.label is None or one.change.label not in kept):
            told = f"”{one.change.called}” tillkom genom {one.by.called}: {one.told}. Posten följer inte med."
            notes.decide(one.by.where, f"{told} Ska den finnas i den nya perioden?")


def _goes_on(one: AmendedAmount, agreement: Agreement, period: SuccessorTerm) -> bool:
    last = period.after.year
    return one.change.new is not None and one.change.is_of(last) and not goes_up(agreement, one.change, last)


def _bring(tree: Any, one: AmendedAmount, agreement: Agreement, period: SuccessorTerm, notes: Notes) -> None:
    change = one.change
    why = part_of_year([one], period, agreement.term.start if agreement.term else None)
    item = mapping(
        **{
            key: value
            for key, value in (
                ("benämning", change.label),
                ("slag", "naturaprestation" if change.in_kind else "per år"),
                ("belopp", as_written(change.new, " ") if change.new is not None and not why else None),
                ("år", None if change.in_kind else str(period.start.year)),
                ("betalare", change.payer),
                ("mottagare", change.payee),
                ("räknas_upp", "nej" if change.indexation == "räknas inte upp" else None),
            )
            if value
        }
    )
    if not isinstance(tree.get("ekonomi"), dict):
        put(tree, "ekonomi", mapping(), keys_of(Agreement))
    economy = tree["ekonomi"]
    if economy.get("komponenter"):
        economy["komponenter"].append(item)
    else:
        put(economy, "komponenter", list_of([item]), keys_of(Economy))
    where = f"ekonomi.komponenter[{len(economy['komponenter'])}]"
    notes.changed(where, None, change.called, f"tillkom genom {one.by.called}: {one.told}")
    if why:
        question = f"{why[0].upper()}{why[1:]}. Vilket är beloppet i den nya perioden?"
        notes.decide(f"{where}.belopp", question, f"enligt {one.by.called}: {one.told}")
    notes.decide(where, f"”{change.called}” tillkom genom {one.by.called}. Ska posten finnas i det nya avtalet?")


def _gap(item: Any, component: Component, found: Amended, why: str, where: str, notes: Notes) -> None:
    """Take the old amount away and ask for the new, with what was agreed and what the agreement had."""
    before = item.get("belopp")
    own = (f"enligt avtalet från början: {before}",) if before else ()
    agreed = tuple(f"enligt {one.by.called}: {one.told}" for one in found.changes)
    question = f"”{component.called}” är ändrat genom {found.by}, men {why}. Vilket är beloppet i den nya perioden?"
    notes.decide(f"{where}.belopp", question, *agreed, *own)
    if remove(item, "belopp"):
        notes.changed(f"{where}.belopp", before, None, f"ändrat genom {found.by}: {found.told}")


def _is_uplifted(agreement: Agreement, component: Component) -> bool:
    indexation = agreement.economy.indexation if agreement.economy else None
    return indexation is not None and indexation.kind != "ingen" and component.indexed


def _uplifted(agreement: Agreement, component: Component, amount: Decimal, period: SuccessorTerm) -> Decimal | None:
    """Return an amount of the old agreement's last year in the new one's first, by the agreement's own percentage."""
    economy, term = agreement.economy, agreement.term
    indexation = economy.indexation if economy else None
    if economy is None or term is None or indexation is None:
        return None
    if indexation.kind != "procent" or indexation.basis != _COMPOUND or component.kind != "per år":
        return None
    last = period.after.year
    alone = component.model_copy(update={"amount": amount, "year": last, "increase": None})
    rule = indexation.model_copy(update={"first_year": None}) if (indexation.first_year or 0) <= last else indexation
    only = economy.model_copy(update={"components": (alone,), "indexation": rule, "total": None})
    whole = term.model_copy(update={"start": date(last, 1, 1), "end": None, "length": None})
    made = budget(agreement.model_copy(update={"economy": only, "term": whole}), until=date(period.start.year, 12, 31))
    place = next((n for n, year in enumerate(made.years) if year.year == period.start.year), None)
    return None if place is None else made.lines[0].amounts[place]


def as_written(amount: Decimal, before: object) -> str:
    """Return an amount as it is written in a file, with its thousands apart if those of the one before are."""
    shown = plain(money.format(amount)).removesuffix(" kronor")
    apart = before is None or any(space in str(before).strip() or str(before) == " " for space in " \u00a0")
    return shown if apart else shown.replace(" ", "")


def _put(item: Any, key: str, value: str, where: str, notes: Notes, why: str) -> None:
    before = item.get(key)
    put(item, key, value, keys_of(Component))
    notes.changed(where, before, value, why)
