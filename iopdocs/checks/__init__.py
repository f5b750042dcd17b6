"""What is wrong, doubtful or worth knowing in an agreement: one function per question, one file per theme.

A check reads a :class:`Case` and yields Problems. ``fel`` is only for what is wrong; doubts are ``varning``,
facts worth knowing ``upplysning``. No check ever says that an agreement is lawful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iopdocs.checks import (
    aid,
    annexes,
    assumptions,
    criteria,
    dates,
    deadlines,
    example,
    frames,
    incomplete,
    law,
    money,
    parties,
    partly,
    press,
    privacy,
    references,
    releases,
    revisions,
    silences,
    sizes,
)
from iopdocs.checks import (
    likely_mistakes as slips,
)
from iopdocs.checks.case import Case
from iopdocs.checks.limits import unknown_documents
from iopdocs.checks.on_the_page import on_the_page
from iopdocs.checks.reasons import in_a_reason
from iopdocs.checks.root_causes import FOLLOWING, concerns_a_party, without_consequences
from iopdocs.errors import Problem

__all__ = [
    "ALWAYS_TOLD",
    "BLOCKING",
    "CHECKS",
    "FOLLOWING",
    "SAME_ID",
    "STAYS",
    "STOPS_FINAL",
    "UNJUDGED",
    "UNREAD_PROTECTION",
    "Case",
    "concerns_a_party",
    "in_a_reason",
    "leaks",
    "on_the_page",
    "run",
    "unknown_documents",
    "without_consequences",
]

CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    privacy.personnummer_in_texts,
    privacy.protected_addresses,
    privacy.protected_towns,
    privacy.judgements,
    privacy.unsearchable,
    privacy.shelter_addresses,
    parties.enough_parties,
    parties.party_types,
    parties.orgnr,
    references.duplicate_ids,
    references.unknown_ids,
    references.concerned,
    references.not_yet_parties,
    incomplete.incomplete,
    incomplete.nobodys_commitments,
    law.stated_references,
    law.references_in_texts,
    law.references_in_quotes,
    law.law_day,
    law.law_month,
    law.coming_law,
    dates.term,
    dates.decision_and_signing,
    dates.status,
    dates.prolongation,
    dates.outside_the_term,
    dates.meetings,
    revisions.additions,
    revisions.extensions,
    annexes.processings,
    annexes.exit_plans,
    annexes.memos,
    aid.aid,
    aid.entrustments,
    deadlines.coming_days,
    money.amounts_and_payments,
    money.payers_and_payees,
    money.own_contributions,
    partly.known_in_part,
    press.quotes,
    press.contacts,
    press.publication,
    releases.about_what,
    slips.placeholders,
    slips.wholly_quoted,
    slips.begun_with_a_stop,
    frames.fit_their_sentences,
    frames.ids_in_print,
    slips.days_of_reports,
    slips.uplift,
    slips.payout_words,
    criteria.criteria,
    silences.payment_terms,
    silences.endless,
    silences.mandate,
    silences.same_signatory,
    silences.reports_of_nobody,
    silences.names_of_two,
    silences.early_payment,
    silences.value_in_kind,
    silences.old_facts,
    silences.permits,
    assumptions.assumptions,
    example.left_of_the_example,
    sizes.sizes,
)

#: The code of two agreements with one id: the documents of one would overwrite the other's.
SAME_ID = "samma-id"

#: The code of a file that may hold something protected, which is then not looked for, since it cannot be read.
UNREAD_PROTECTION = "oläst-skydd"

#: Codes that stop every document, also a draft.
BLOCKING: frozenset[str] = frozenset({
    privacy.PERSONNUMMER,
    privacy.PROTECTED_ADDRESS,
    privacy.JUDGED_REVEALING,
    SAME_ID,
})  # fmt: skip

#: Codes of what may give something away, until a person has judged it.
UNJUDGED: frozenset[str] = frozenset({privacy.POSSIBLE_PERSONNUMMER, privacy.POSSIBLE_ADDRESS, UNREAD_PROTECTION})

#: Codes that keep everything of an agreement on this machine: no calendar, no page, no JSON, no successor.
STAYS: frozenset[str] = BLOCKING | UNJUDGED

#: Codes that stop every final document though they are not errors. (A quote stops only the release it stands in.)
STOPS_FINAL: frozenset[str] = UNJUDGED | {assumptions.ASSUMPTION, example.LEFT_OF_EXAMPLE}

#: Codes of warnings that are told whenever documents are made, and not only by check.
ALWAYS_TOLD: frozenset[str] = UNJUDGED | {privacy.SHELTER_ADDRESS, privacy.UNSEARCHABLE}


def run(case: Case) -> list[Problem]:
    """Return what all checks find, each problem once, in the order of the agreement's file; other files come last."""
    found = dict.fromkeys(problem for check in CHECKS for problem in check(case))
    return sorted(found, key=lambda problem: (problem.file != case.source.file, problem.file or "", problem.line or 0))


def leaks(case: Case) -> list[Problem]:
    """Return what keeps an agreement on this machine, without what else the checks would find."""
    looked = (privacy.personnummer_in_texts, privacy.protected_addresses, privacy.protected_towns)
    found = dict.fromkeys(problem for look in looked for problem in look(case))
    return [problem for problem in found if problem.code in STAYS]
