"""What must never reach a document: personnummer, and the address of those who live hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from iopdocs.checks.case import Case
from iopdocs.checks.parties import all_parties
from iopdocs.checks.texts import last_key
from iopdocs.errors import Problem, Severity
from iopdocs.protection import BOX, Find, Secret, Seeker, secret_of, secret_of_address
from iopdocs.reading import KeyPath
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen
from iopdocs.swedish.personnummer import Certainty

PERSONNUMMER = "personnummer"
PROTECTED_ADDRESS = "skyddad-adress"

#: Texts with nothing but these signs hide no digits; a personnummer has at least so many.
_ORDINARY = re.compile("[ -~\nåäöéüÅÄÖÉ§–”’…\u00a0]*")
_DIGIT = re.compile("[0-9]")
_DIGITS = 10
#: Keys whose digits count something, and may look like a postal code.
_AMOUNTS = {"belopp", "varav_ökning", "utfall", "prognos", "invånare", "tal", "steg"}


def personnummer_in_texts(case: Case) -> Iterator[Problem]:
    """Find personnummer in every text of the agreement; the last four digits are never repeated."""
    for path, text in case.texts:
        label = last_key(path)
        if label == "telefon":
            continue  # read as a telephone number, or refused, by the model
        if _ORDINARY.fullmatch(text) and len(_DIGIT.findall(text)) < _DIGITS:
            continue
        for hit in personnummer.find(seen(text), label):
            if hit.certainty is Certainty.CERTAIN:
                yield case.problem(
                    path,
                    f"Här står ett personnummer ({hit.masked}).",
                    "Ta bort det. Personnummer hör inte hemma i handlingar som många läser.",
                    code=PERSONNUMMER,
                    severity=Severity.ERROR,
                )
            else:
                yield case.problem(
                    path,
                    f"Här står siffror som kan vara ett personnummer ({hit.masked}).",
                    "Ta bort dem om det är ett personnummer. Är det ett telefonnummer, skriv det som 070-123 45 67.",
                    code="möjligt-personnummer",
                )


def protected_addresses(case: Case) -> Iterator[Problem]:
    """Find protected addresses in all other texts. The address is never repeated in the message."""
    secrets = protected(case)
    if not secrets:
        return
    addresses = [((*path, "adress"), party.address) for path, party in all_parties(case.agreement)]
    inside = {path for path, address in addresses if address and address.protected}
    open_codes = (address.postcode for _, address in addresses if address and not address.protected)
    seeker = Seeker(secrets, frozenset("".join(code.split()) for code in open_codes if code))
    open_paths = {path for path, _ in addresses if path not in inside}
    for path, text in case.texts:
        above = {path[:length] for length in range(len(path) + 1)}
        if above & inside or (last_key(path) in _AMOUNTS and not re.search(r"[^\W\d_]", text)):
            continue
        found = [find for find in seeker.find(text) if not above & open_paths or _is_house(find)]
        if found:
            yield _revealed(case, path, certain=any(find.certainty is Certainty.CERTAIN for find in found))


def _is_house(find: Find) -> bool:
    return find.certainty is Certainty.CERTAIN and find.what in {"gatuadress", "fastighet", "boxadress"}


def protected(case: Case) -> list[Secret]:
    """Return what is hidden: by the agreement's parties, and in iopdocs.yaml."""
    own = (secret_of(party) for _, party in all_parties(case.agreement))
    return list(filter(None, dict.fromkeys((*own, *map(secret_of_address, case.shared)))))


class Document(Protocol):
    """A finished document; its text is only worked out when it is asked for."""

    @property
    def text(self) -> str:
        """All text of the document."""


def gives_away(case: Case, document: Document) -> bool:
    """Whether a document names a protected house: for the last time, whoever wrote it, a template or a clause."""
    secrets = protected(case)
    return bool(secrets) and any(map(_is_house, Seeker(secrets).find(document.text)))


def shelter_addresses(case: Case) -> Iterator[Problem]:
    """Doubt a street address of a non-profit that runs a shelter, when it is not marked as protected."""
    agreement = case.agreement
    shelters = [activity for activity in agreement.activities if activity.shelter]
    for path, party in all_parties(agreement):
        address = party.address
        if party.public or address is None or address.protected or address.street is None:
            continue
        runs = any(activity.by in {None, party.id} for activity in shelters)
        if runs and not BOX.search(address.street):
            yield case.problem(
                (*path, "adress"),
                f"{party.name} har skyddat boende, men gatuadressen är inte skyddad och kommer att skrivas ut.",
                "Skriv en boxadress, eller skyddad: ja under adress om det är boendets adress.",
                code="boendets-adress",
            )


def _revealed(case: Case, path: KeyPath, *, certain: bool) -> Problem:
    if certain:
        return case.problem(
            path,
            "Texten innehåller en adress som är märkt som skyddad.",
            "Ta bort adressen härifrån. Ingen handling skrivs ut så länge den står kvar.",
            code=PROTECTED_ADDRESS,
            severity=Severity.ERROR,
        )
    return case.problem(
        path,
        "Texten kan röja en adress som är märkt som skyddad: samma gata eller postnummer nämns.",
        "Skriv om texten om det är den adressen som avses.",
        code="kan-röja-adress",
    )
