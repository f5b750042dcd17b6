"""Ids: each is given once, and what refers to one refers to one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from iopdocs.checks.case import Case
from iopdocs.checks.parties import all_parties
from iopdocs.classes import dataclass
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement, Meeting
from iopdocs.model.annexes import SignedApart
from iopdocs.model.money import Economy
from iopdocs.model.revision import Revision, numbered
from iopdocs.reading import KeyPath, suggest, where

UNKNOWN = "okänd-hänvisning"
DOUBLED = "dubbelt-id"


@dataclass(frozen=True, slots=True)
class IdKind:
    """What has ids, and where: the words for messages and the path of the list."""

    some: str
    none: str
    path: KeyPath


PARTY = IdKind("någon part", "Ingen part", ("parter",))
GOAL = IdKind("något mål", "Inget mål", ("mål",))
ACTIVITY = IdKind("någon insats", "Ingen insats", ("insatser",))
GROUP = IdKind("någon grupp", "Ingen grupp", ("organisation",))
COMPONENT = IdKind("någon post i ekonomin", "Ingen post i ekonomin", ("ekonomi", "komponenter"))

Reference = tuple[KeyPath, IdKind, str | None]


def duplicate_ids(case: Case) -> Iterator[Problem]:
    """Require that no two things of a kind have the same id."""
    for ids in _ids(case.agreement).values():
        first: dict[str, KeyPath] = {}
        for path, name in ids:
            if name is None:
                continue
            if name in first:
                yield case.problem(
                    (*path, "id"),
                    f"Id ”{name}” används redan på {where(first[name])}.",
                    "Ge var och en ett eget id, så att hänvisningar inte kan missförstås.",
                    code=DOUBLED,
                    severity=Severity.ERROR,
                )
            first.setdefault(name, path)


def unknown_ids(case: Case) -> Iterator[Problem]:
    """Require that every reference leads somewhere."""
    ids = {kind: [name for _, name in names if name] for kind, names in _ids(case.agreement).items()}
    for path, kind, name in _references(case.agreement):
        if name is not None and name not in ids[kind]:
            yield case.problem(
                path,
                f"”{name}” är inte id för {kind.some} i avtalet.",
                _hint(name, kind, ids[kind]),
                code=UNKNOWN,
                severity=Severity.ERROR,
            )


def concerned(case: Case) -> Iterator[Problem]:
    """Require that a question of a meeting is about an addition or an extension that exists, and tell which one."""
    agreement = case.agreement
    lists: Mapping[str, tuple[str, Sequence[Revision]]] = {
        "tillägg": ("inget tillägg", agreement.additions),
        "förlängning": ("ingen förlängning", agreement.extensions),
    }
    for number, meeting in enumerate(agreement.meetings):
        for place, item in enumerate(meeting.items):
            about = item.concerns
            none, known = lists.get((about.kind if about else None) or "", ("", ()))
            if about is None or not none or numbered(known, about.number):
                continue
            which = f" med nummer {about.number}" if about.number is not None else ""
            message = f"Avtalet har {none}{which}."
            if about.number is None and known:
                message = f"Det framgår inte vilken handling det är: avtalet har {len(known)} av slaget {about.kind}."
            numbers = ", ".join(str(one.number) for one in known if one.number)
            hint = f"Nummer som finns: {numbers}." if numbers else "Rätta slag och nummer, eller skriv in handlingen."
            path: KeyPath = ("möten", number, "frågor", place, "gäller")
            yield case.problem(path, message, hint, code="protokollets-fråga", severity=Severity.ERROR)


def not_yet_parties(case: Case) -> Iterator[Problem]:
    """Doubt what the agreement says of a party that joins it later: the agreement's own text shows its parties only."""
    later = {party.id: party.called for party in case.agreement.joined_parties if party.id}
    for path, kind, name in _references(case.agreement):
        if kind is PARTY and name in later and path[0] in {"åtaganden", "ekonomi"}:
            yield case.problem(
                path,
                f"{later[name]} ansluter sig först genom ett tillägg, så uppgiften står inte i avtalet.",
                "Skriv den nya partens åtaganden under nya_parter i tillägget, och ändrade belopp under belopp där.",
                code="inte-part-än",
                severity=Severity.ERROR,
            )


def _hint(name: str, kind: IdKind, known: Iterable[str]) -> str:
    names = list(known)
    if not names:
        return f"{kind.none} har något id ännu. Lägg till id: {name} under {where(kind.path)}."
    return suggest(name, names) or f"De id som finns: {', '.join(names)}."


def _ids(agreement: Agreement) -> Mapping[IdKind, list[tuple[KeyPath, str | None]]]:
    components = agreement.economy.components if agreement.economy else ()
    return {
        PARTY: [(path, party.id) for path, party in all_parties(agreement)],
        GOAL: [((*GOAL.path, n), goal.id) for n, goal in enumerate(agreement.goals)],
        ACTIVITY: [((*ACTIVITY.path, n), activity.id) for n, activity in enumerate(agreement.activities)],
        GROUP: [((*GROUP.path, n), group.id) for n, group in enumerate(agreement.groups)],
        COMPONENT: [((*COMPONENT.path, n), component.id) for n, component in enumerate(components)],
    }


def _of_money(economy: Economy) -> Iterator[Reference]:
    for number, component in enumerate(economy.components):
        yield ("ekonomi", "komponenter", number, "betalare"), PARTY, component.payer
        yield ("ekonomi", "komponenter", number, "mottagare"), PARTY, component.payee
    for number, instalment in enumerate(economy.payment.instalments if economy.payment else ()):
        path = ("ekonomi", "utbetalning", "delbetalningar", number)
        yield (*path, "betalare"), PARTY, instalment.payer
        yield (*path, "mottagare"), PARTY, instalment.payee
    for number, contribution in enumerate(economy.contributions):
        yield ("ekonomi", "egna_bidrag", number, "part"), PARTY, contribution.party


def _references(agreement: Agreement) -> Iterator[Reference]:
    for number, activity in enumerate(agreement.activities):
        yield ("insatser", number, "utförs_av"), PARTY, activity.by
    for number, commitment in enumerate(agreement.commitments):
        yield ("åtaganden", number, "part"), PARTY, commitment.party
    for number, decision in enumerate(agreement.decisions):
        yield ("beslut", number, "part"), PARTY, decision.party
    if agreement.economy:
        yield from _of_money(agreement.economy)
    if press := agreement.press:
        yield ("press", "avsändare"), PARTY, press.sender
        yield ("press", "mål_i_ingress"), GOAL, press.lead_goal
    for number, release in enumerate(agreement.releases):
        yield ("pressmeddelanden", number, "avsändare"), PARTY, release.sender
    for number, meeting in enumerate(agreement.meetings):
        yield from _of_meeting(meeting, ("möten", number))
    for number, addition in enumerate(agreement.additions):
        yield from _of_revision(addition, ("tillägg", number))
    for number, extension in enumerate(agreement.extensions):
        yield from _of_revision(extension, ("förlängningar", number))
    yield from _of_annexes(agreement)


def _of_annexes(agreement: Agreement) -> Iterator[Reference]:
    for number, processing in enumerate(agreement.processings):
        path: KeyPath = ("personuppgiftsbiträden", number)
        yield (*path, "ansvarig"), PARTY, processing.controller
        yield (*path, "biträde"), PARTY, processing.processor
        yield from _of_signers(processing, path)
    for number, aid in enumerate(agreement.aid):
        yield ("stöd", number, "givare"), PARTY, aid.giver
        yield ("stöd", number, "mottagare"), PARTY, aid.recipient
    for number, entrustment in enumerate(agreement.entrustments):
        yield ("tilldelningar", number, "givare"), PARTY, entrustment.giver
        yield ("tilldelningar", number, "mottagare"), PARTY, entrustment.recipient
        for place, decision in enumerate(entrustment.decisions):
            yield ("tilldelningar", number, "beslut", place, "part"), PARTY, decision.party


def _of_signers(signed: SignedApart, path: KeyPath) -> Iterator[Reference]:
    for number, signer in enumerate(signed.signatories):
        yield (*path, "undertecknare", number, "part"), PARTY, signer.party


def _of_revision(revision: Revision, path: KeyPath) -> Iterator[Reference]:
    for number, signer in enumerate(revision.signatories):
        yield (*path, "undertecknare", number, "part"), PARTY, signer.party
    for number, decision in enumerate(revision.decisions):
        yield (*path, "beslut", number, "part"), PARTY, decision.party
    for number, change in enumerate(revision.amounts):
        yield (*path, "belopp", number, "komponent"), COMPONENT, change.component
        yield (*path, "belopp", number, "betalare"), PARTY, change.payer
        yield (*path, "belopp", number, "mottagare"), PARTY, change.payee


def _of_meeting(meeting: Meeting, path: KeyPath) -> Iterator[Reference]:
    yield (*path, "grupp"), GROUP, meeting.group
    for number, participant in enumerate(meeting.participants):
        yield (*path, "deltagare", number, "part"), PARTY, participant.party
    for number, report in enumerate(meeting.activities):
        yield (*path, "lägesrapport", number, "insats"), ACTIVITY, report.activity
    for number, goal in enumerate(meeting.goals):
        yield (*path, "mål", number, "mål"), GOAL, goal.goal
    for number, money in enumerate(meeting.money):
        yield (*path, "ekonomi", number, "komponent"), COMPONENT, money.component
