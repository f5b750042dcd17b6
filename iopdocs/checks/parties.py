"""The parties: who they are and whether they can be parties of a partnership."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.party import PUBLIC_TYPES, Party
from iopdocs.reading import KeyPath
from iopdocs.swedish import orgnr as numbers

FEW, NO_PUBLIC, NO_NONPROFIT = "för-få-parter", "offentlig-part-saknas", "idéburen-part-saknas"
LACKING = (FEW, NO_PUBLIC, NO_NONPROFIT)


def all_parties(agreement: Agreement) -> Iterator[tuple[KeyPath, Party]]:
    """Yield every party with its path, also those that join by additions."""
    for number, party in enumerate(agreement.parties):
        yield ("parter", number), party
    for number, addition in enumerate(agreement.additions):
        for position, party in enumerate(addition.joining):
            yield ("tillägg", number, "nya_parter", position, "part"), party


def enough_parties(case: Case) -> Iterator[Problem]:
    """Require two parties or more, of which one is public and one a non-profit."""
    agreement = case.agreement
    if ("parter",) not in case.source.places:
        return  # that the key is missing is told by the reader
    if len(agreement.parties) < 2:
        yield _lacking(case, "Avtalet har färre än två parter.", "Skriv minst två parter.", FEW)
        return
    if any(not (party.public or party.nonprofit) for party in agreement.parties):
        return  # which side it belongs to is not known
    if not agreement.public_parties:
        hint = "Skriv roll: offentlig på kommunen, regionen eller en annan offentlig part."
        yield _lacking(case, "Avtalet har ingen offentlig part.", hint, NO_PUBLIC)
    if not agreement.nonprofit_parties:
        hint = "Skriv roll: idéburen på föreningen, stiftelsen eller trossamfundet."
        yield _lacking(case, "Avtalet har ingen idéburen part.", hint, NO_NONPROFIT)


def party_types(case: Case) -> Iterator[Problem]:
    """Compare each party's type with its role; a joint nämnd names those who share it."""
    for path, party in all_parties(case.agreement):
        if party.role and party.type and party.public != (party.type in PUBLIC_TYPES):
            role = "idéburen" if party.public else "offentlig"
            yield case.problem(
                (*path, "typ"),
                f"{party.called} har rollen {party.role} men typen {party.type}.",
                f"Rätta typ, eller skriv roll: {role}.",
                code="roll-och-typ",
                severity=Severity.ERROR,
            )
        if party.type == "gemensam nämnd" and len(party.principals) < 2:
            yield case.problem(
                (*path, "huvudmän"),
                f"{party.called} är en gemensam nämnd, men det framgår inte vilka som har den gemensamt.",
                "Skriv kommunerna eller regionerna under huvudmän, minst två.",
                code="huvudmän-saknas",
            )


def orgnr(case: Case) -> Iterator[Problem]:
    """Point at an organisation number that two parties share, or that belongs to another kind of body."""
    seen: dict[str, str] = {}
    for place, party in all_parties(case.agreement):
        if party.orgnr is None:
            continue
        path = (*place, "orgnr")
        if party.orgnr in seen:
            yield case.problem(
                path,
                f"{party.called} har samma organisationsnummer som {seen[party.orgnr]}.",
                "Kontrollera numren. Två nämnder eller stadsdelar i samma kommun har samma nummer; då är det rätt.",
                code="samma-orgnr",
            )
        seen.setdefault(party.orgnr, party.called)
        if not _fits(party, party.orgnr):
            yield case.problem(
                path,
                f"{party.called} har typen {party.type}, men numret {numbers.format(party.orgnr)} börjar som för "
                f"{numbers.kind(party.orgnr) or 'något annat'}.",
                "Jämför numret med registret, och kontrollera partens typ.",
                code="orgnr-annat-slag",
            )


def _fits(party: Party, number: str) -> bool:
    """Whether the first digit goes with the kind of party; a joint nämnd has the number of one of its principals."""
    if party.type is None:
        return True
    if party.type in PUBLIC_TYPES:
        return number[0] == "2"
    return number[0] in {"förening": "78", "stiftelse": "8", "trossamfund": "258"}.get(party.type, "")


def _lacking(case: Case, message: str, hint: str, code: str) -> Problem:
    return case.problem(("parter",), message, hint, code=code, severity=Severity.ERROR)
