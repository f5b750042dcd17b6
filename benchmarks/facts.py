"""Which facts of an agreement must be found in which document.

A fact is text as the reader gives it. It is looked for with every kind of white space as one space, and without regard
to capitals and a final stop, which a sentence may take or give; a leading hyphen in a clause makes an item of a list.

Facts that belong (see ``FACTS``): what parties, goals, activities, commitments, purposes, values, groups, decisions,
reports and annexes are called or say, stated amounts and organisation numbers in the agreement; headline, quotes,
facts, dissent, help lines, keywords and contacts with their numbers and addresses in the press release; participants,
questions, decisions, actions, risks, conflicts and what was said in the minutes; changes, amounts and joining parties
in what is agreed later. What the agreement's own clause choices leave out or replace is not looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from iopdocs.model import Agreement, Meeting, Party
from iopdocs.model.base import Record
from iopdocs.model.press import HelpBox, Press, Release
from iopdocs.model.revision import Addition, Extension
from iopdocs.swedish import dates, money, orgnr, phone

Texts = Iterator[str | None]
Value = TypeVar("Value")


def plain(text: str) -> str:
    """Return the text as it is compared: one kind of space, no capitals, no soft differences."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def missing(document: str, agreement: Agreement, item: Record | None, text: str) -> list[str]:
    """Return the facts that belong in a document and are not in its text."""
    held = plain(text)
    return [fact for fact in wanted(document, agreement, item) if not _holds(held, fact)]


def wanted(document: str, agreement: Agreement, item: Record | None) -> list[str]:
    """Return the facts that belong in a document, each once; none of a type without ``FACTS``."""
    told = FACTS.get(document)
    return list(dict.fromkeys(fact for fact in told(agreement, item) if fact)) if told else []


def _holds(held: str, fact: str) -> bool:
    """Whether each paragraph of a fact is in the text; a hyphen that makes an item of a list is not printed."""
    lines = (plain(line).removeprefix("- ").removesuffix(".") for line in re.split(r"\n\s*\n", fact))
    return all(line in held for line in lines)


def _said(value: Value | None, form: Callable[[Value], str]) -> str | None:
    """Return a value as it is printed; None for what is not there."""
    return form(value) if value else None


def _agreement(agreement: Agreement, _: Record | None) -> Texts:
    if agreement.clauses.omitted or agreement.clauses.replaced:
        yield from (party.name for party in agreement.parties)
        return
    yield from chain.from_iterable(map(_party, agreement.parties))
    yield from (agreement.document_name, agreement.partnership, *agreement.purposes, *agreement.values)
    for goal in agreement.goals:
        yield from (goal.text, goal.indicator, goal.target, goal.source)
    for activity in agreement.activities:
        yield from (activity.name, activity.description, *activity.parts, activity.how_often, activity.staffing)
    yield from (one.text for one in agreement.commitments if one.party in {None, *(p.id for p in agreement.parties)})
    for group in agreement.groups:
        yield from (group.name, group.chair, group.convener, group.frequency, *group.members, *group.mandate)
    for decision in agreement.decisions:
        yield from (decision.body, decision.paragraph, *decision.covers)
    for report in agreement.follow_up.reports if agreement.follow_up else ():
        yield from (report.what, report.receiver, report.yearly)
    for annex in agreement.annexes:
        yield from (annex.title, annex.belongs_to)
    for change in agreement.amendments.log if agreement.amendments else ():
        yield from (change.what, _said(change.day, dates.format))
    yield from _background(agreement)
    yield from _money(agreement)


def _background(agreement: Agreement) -> Texts:
    if background := agreement.background:
        yield from (*background.needs, background.reason, background.initiative, *background.policies)
        for earlier in (*background.earlier_agreements, *background.earlier_grants):
            yield from (earlier.name, _said(earlier.amount, money.format), earlier.case_number)
    if group := agreement.target_group:
        yield from (group.description, group.ages, group.children, *group.exclusions)
    if relation := agreement.relation:
        yield from (relation.text, *relation.excluded, *relation.related)


def _money(agreement: Agreement) -> Texts:
    if (economy := agreement.economy) is None or economy.none:
        return
    yield economy.note
    for component in economy.components:
        yield from (component.label, component.earmarked, component.description)
        if component.kind != "naturaprestation" and component.amount is not None:
            yield money.format(component.amount)
    first = {party.id for party in agreement.parties}
    for own in (one for one in economy.contributions if one.party in first):
        yield from (own.description, _said(own.amount, money.format))


def _party(party: Party) -> Texts:
    yield from (party.name, party.board, party.department, party.case_number, *party.principals)
    yield from (getattr(party, name) for name in ("email", "web") if not party.concealed(name))
    yield _said(party.orgnr, orgnr.format)
    yield None if party.concealed("phone") else _said(party.phone, phone.format)
    for person in party.contacts:
        yield from (person.name, person.title, person.email, _said(person.phone, phone.format))
    for signatory in party.signatories:
        yield from (signatory.name, signatory.title, signatory.place)


def _press(agreement: Agreement, item: Record | None) -> Texts:
    press = item if isinstance(item, Press) else agreement.press or Press()
    yield from (press.headline, press.lead, *press.dissent, *press.keywords)
    if _is_of_the_agreement(press):
        yield from (*agreement.purposes, *(goal.text for goal in agreement.goals))
    for quote in press.quotes:
        yield from (quote.text, quote.more, quote.name, quote.title, quote.organisation)
    for fact in press.facts:
        yield from (fact.label, fact.text)
    for person in press.contacts or tuple(chain.from_iterable(party.contacts for party in agreement.parties)):
        yield from (person.name, person.title, person.organisation, person.email, person.note)
        yield _said(person.phone, phone.format)
    for party in agreement.parties:
        # A release speaks of public and non-profit parties; that nobody has said which one is, is a gap there.
        yield from (party.common_name if party.public or party.nonprofit else None, *party.presentation)
    yield from _help(press.help_box or HelpBox())


def _is_of_the_agreement(press: Press) -> bool:
    """Whether the news is the agreement itself: of a year, an ending or a change its purposes are not told again."""
    later = isinstance(press, Release) and (press.addition is not None or press.extension is not None)
    return not later and press.event not in {"uppföljning", "avslut"}


def _help(box: HelpBox) -> Texts:
    yield from (box.heading, *box.intro, *box.topics)
    for line in (*box.office, *box.acute, *box.care):
        yield from (line.name, line.text, line.hours, line.web, _said(line.phone, phone.format))


def _minutes(agreement: Agreement, item: Record | None) -> Texts:
    if not isinstance(item, Meeting):
        return
    yield from (_said(item.day, dates.format), item.place, *item.adjusters, item.communication, *item.other)
    for person in item.participants:
        yield from (person.name, person.function, None if person.absent else person.items)
    for question in item.items:
        yield from (question.heading, question.text, question.decision)
    for action in item.actions:
        yield from (action.what, action.who, _said(action.due, dates.format))
    for earlier in item.previous:
        yield from (earlier.what, earlier.result)
    for risk in item.risks:
        yield from (risk.risk, risk.measure)
    for conflict in item.conflicts:
        yield from (conflict.who, conflict.item, conflict.measure)
    yield from (report.text for report in item.activities)
    # A result of no goal is an error: where it belongs cannot be told.
    goals = {goal.id for goal in agreement.goals if goal.id}
    last = {result.goal: result for result in item.goals if result.goal in goals}
    yield from chain.from_iterable((one.outcome, one.comment) for one in last.values())


def _later(agreement: Agreement, item: Record | None) -> Texts:
    if not isinstance(item, (Addition, Extension)) or agreement.clauses.omitted or agreement.clauses.replaced:
        return
    yield item.reason
    for change in item.changes:
        yield from (change.section, change.current, change.new, change.what)
    for amount in item.amounts:
        yield from (amount.label, amount.note)
        yield _said(amount.new, money.format_short)
    for party in item.joining:
        yield from _party(party)
    for joining in item.new_parties if isinstance(item, Addition) else ():
        yield from joining.commitments


FACTS: dict[str, Callable[[Agreement, Record | None], Texts]] = {
    "overenskommelse": _agreement,
    "pressmeddelande": _press,
    "styrgruppsprotokoll": _minutes,
    "tillaggsavtal": _later,
    "forlangning": _later,
}
