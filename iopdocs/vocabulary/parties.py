"""What templates know of the parties, one by one and as groups, in Swedish that is right for one or several."""

from __future__ import annotations

from dataclasses import replace

from iopdocs.model.content import Commitment
from iopdocs.model.money import Contribution
from iopdocs.model.party import PARTY_NOUNS, Contact, Party, Signatory
from iopdocs.model.revision import Addition, Revision
from iopdocs.swedish import lists, postnummer
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import HIDDEN, View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import PartyGroup
from iopdocs.vocabulary.rendering_state import Scene

#: What public bodies of different types are called together.
PUBLIC = "de offentliga parterna"


def group(parties: tuple[Party, ...], several: str, label: str, scene: Scene) -> PartyGroup | Missing:
    """Return facts on a group of parties; ``several`` is what parties of different types are called together."""
    if not parties:
        return scene.missing(label)
    return PartyGroup(
        namn=lists.format([party.name for party in parties]),
        kallas=lists.format([party.common_name for party in parties]),
        bestämd=_together(parties, several),
        flera=len(parties) > 1,
        parter=[scene.view(party) for party in parties],
    )


def groups(scene: Scene) -> dict[str, PartyGroup | Missing]:
    """Return the three groups that templates speak of."""
    parties = scene.parties
    public = tuple(party for party in parties if party.public)
    nonprofit = tuple(party for party in parties if not party.public)
    everyone = group(parties, "parterna", "parter", scene)
    if isinstance(everyone, PartyGroup):
        everyone = replace(everyone, bestämd="parterna")
    return {
        "parterna": everyone,
        "offentliga": group(public, PUBLIC, "offentlig part", scene),
        "idéburna": group(nonprofit, "de idéburna parterna", "idéburen part", scene),
    }


def called_together(parties: tuple[Party, ...], several: str, scene: Scene) -> str:
    """Return what some parties are called in running text: one by its noun, or by its name where others share that."""
    return _definite(parties[0], scene) if len(parties) == 1 else _together(parties, several)


def _together(parties: tuple[Party, ...], several: str) -> str:
    if len(parties) == 1:
        return noun(parties[0])
    types = {party.type for party in parties}
    only = types.pop() if len(types) == 1 else None
    return PARTY_NOUNS[only][1] if only else several


def noun(party: Party) -> str:
    """Return what a party is called in running text when it is the only one of its kind; of no known kind, its name."""
    return party.noun or (PARTY_NOUNS[party.type][0] if party.type else party.common_name)


def _definite(party: Party, scene: Scene) -> str:
    alike = [other for other in scene.parties if other is not party and noun(other) == noun(party)]
    return party.common_name if alike else noun(party)


def _shown_address(party: Party, scene: Scene) -> object:
    address = party.address
    if address is None:
        return scene.missing("adress")
    if address.protected:
        return HIDDEN
    town = " ".join(part for part in (address.postcode and postnummer.format(address.postcode), address.town) if part)
    return ", ".join(part for part in (address.street, town) if part) or scene.missing("adress")


def _is_protected(party: Party, scene: Scene) -> bool:
    return bool(party.address and party.address.protected)


def _with_letter(person: Contact, scene: Scene) -> object:
    if person.name is None:
        return scene.missing("namn")
    return f"{person.name} ({person.party_letter})" if person.party_letter else person.name


def _signature_lines(party: Party, scene: Scene) -> list[object]:
    """One line per signatory; one empty line, with gaps, when none is known."""
    return [scene.view(person) for person in _signatories(party, scene) or (Signatory(),)]


def _signatories(party: Party, scene: Scene) -> tuple[Signatory, ...]:
    """Return those who sign this document. What is agreed later names its own: others may hold the office by then."""
    if not isinstance(scene.item, Revision):
        return party.signatories
    named = tuple(one for one in scene.item.signatories if party.id and one.party == party.id)
    return named or (party.signatories if party in scene.item.joining else ())


def commitments(party: Party | None, scene: Scene) -> object:
    """Return the commitments of a party, or the joint ones for None."""
    agreement = scene.agreement
    mine = [one for one in agreement.commitments if agreement.party(one.party) is party]
    return [scene.view(one) for one in mine] or scene.missing("åtaganden")


def _contributions(party: Party, scene: Scene) -> object:
    return [scene.view(one) for one in _own(party, scene)] or scene.missing("egna bidrag")


def contributes(party: Party, scene: Scene) -> bool:
    """Whether the data says what a party puts in of its own."""
    return bool(_own(party, scene))


def _own(party: Party, scene: Scene) -> list[Contribution]:
    economy = scene.agreement.economy
    return [one for one in economy.contributions if party.id and one.party == party.id] if economy else []


_Signers = list[View[Signatory]]

PARTY_EXTRAS: Extras = {
    Party: {
        "kallas": Extra(
            str, "namnet i dagligt tal, eller det juridiska; finns alltid", lambda party, scene: party.common_name
        ),
        "bestämd": Extra(str, "vad parten kallas i löptext: kommunen; dess namn när fler kallas så", _definite),
        "offentlig": Extra(bool, "om parten är offentlig", lambda party, scene: party.public),
        "idéburen": Extra(bool, "om parten är idéburen", lambda party, scene: not party.public),
        "visningsadress": Extra(str, "adressen på en rad, eller ”uppges inte” när den är skyddad", _shown_address),
        "adress_skyddad": Extra(bool, "om adressen är skyddad", _is_protected),
        "underskriftsrader": Extra(
            _Signers, "de som skriver under handlingen för parten; en tom rad när ingen är känd", _signature_lines
        ),
        "åtaganden": Extra(list[View[Commitment]], "partens egna åtaganden", commitments),
        "egna_bidrag": Extra(list[View[Contribution]], "partens egna bidrag", _contributions),
    },
    Contact: {"namn_och_parti": Extra(str, "namnet, med partibeteckning inom parentes", _with_letter)},
    Addition: {
        "anslutna": Extra(
            list[View[Party]],
            "parterna som ansluter sig genom tillägget",
            lambda addition, scene: [scene.view(party) for party in addition.joining],
        ),
        "undertecknas_sent": Extra(
            bool,
            "om någon har undertecknat efter tilläggets första dag",
            lambda one, scene: bool(one.start and any(day > one.start for day in one.signing_days)),
        ),
    },
}
