"""What a party keeps hidden: a protected address, and the telephone numbers and the like that are protected too."""

from __future__ import annotations

from iopdocs.classes import dataclass, replace
from iopdocs.model.party import Address, Party


@dataclass(frozen=True, slots=True)
class Secret:
    """What one party keeps hidden; what is not protected or not given is empty. Two that are alike are one.

    ``telling`` are words that a person has judged to give something away, instead of what a party keeps hidden.
    """

    street: str = ""
    postcode: str = ""
    place: str = ""
    phones: tuple[str, ...] = ()
    webs: tuple[str, ...] = ()
    e_mails: tuple[str, ...] = ()
    telling: str = ""


def secret_of(party: Party) -> Secret | None:
    """Return what a party keeps hidden, or None when nothing is protected."""
    address = secret_of_address(party.address) if party.address else None
    phone, web, e_mail = (party.concealed(name) for name in ("phone", "web", "email"))
    if not (address or phone or web or e_mail):
        return address
    made = address or Secret()
    phones, webs, e_mails = (tuple(filter(None, (one,))) for one in (phone, web, e_mail))
    return replace(made, phones=phones, webs=webs, e_mails=e_mails)


def secret_of_address(address: Address) -> Secret | None:
    """Return what an address keeps hidden, or None when it is not protected."""
    if not address.protected:
        return None
    return Secret(address.street or "", address.postcode or "", address.town or "")
