"""What templates know of the parties, one by one and as groups, in Swedish that is right for one or several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iopdocs.model.agreement import Agreement
from iopdocs.model.annexes import signers_of
from iopdocs.model.base import label_of, place_in
from iopdocs.model.content import Commitment
from iopdocs.model.decision import Decision, without_decision
from iopdocs.model.money import Component, Contribution
from iopdocs.model.party import PARTY_NOUNS, Contact, Party, Signatory
from iopdocs.model.revision import Revision
from iopdocs.model.weighing import weighing
from iopdocs.swedish import lists, postnummer
from iopdocs.templating.doubted import like
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import HIDDEN, Later, View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import PartyGroup, PartyPair
from iopdocs.vocabulary.rendering_state import Scene

#: What public bodies of different types are called together.
PUBLIC, NONPROFIT = "de offentliga parterna", "de idéburna parterna"


def group(parties: tuple[Party, ...], several: str, label: str, scene: Scene) -> PartyGroup | Missing:
    """Return facts on a group of parties; ``several`` is what parties of different types are called together."""
    if not parties:
        return scene.missing(label)
    return PartyGroup(
        namn=_later(legal_name, parties, scene),
        kallas=_later(common_name, parties, scene),
        bestämd=_later(term, parties, scene) if len(parties) == 1 else _together(parties, several),
        var_för_sig=_later(term, parties, scene),
        flera=len(parties) > 1,
        parter=[scene.view(party) for party in parties],
    )


def _later(name: Callable[[Party, Scene], str], parties: tuple[Party, ...], scene: Scene) -> Any:
    """Return the names of some parties as a list in words, worked out when it is asked for."""
    return Later(lambda: lists.format([name(party, scene) for party in parties]))


def groups(scene: Scene) -> dict[str, PartyGroup | Missing]:
    """Return the three groups that templates speak of. A party whose role nobody has stated is in one of them only."""
    parties = scene.parties
    public = tuple(party for party in parties if party.public)
    nonprofit = tuple(party for party in parties if party.nonprofit)
    everyone = group(parties, "parterna", "parter", scene)
    if isinstance(everyone, PartyGroup):
        everyone = replace(everyone, bestämd="parterna")
    return {
        "parterna": everyone,
        "offentliga": group(public, PUBLIC, "offentlig part", scene),
        "idéburna": group(nonprofit, NONPROFIT, "idéburen part", scene),
    }


def pairs(scene: Scene) -> list[PartyPair]:
    """Return those who sign the document two by two: its parties, and those who join by it."""
    joining = scene.item.joining if isinstance(scene.item, Revision) else ()
    views = [scene.view(party) for party in (*scene.parties, *joining)]
    none = Missing("part", scene, Party)
    return [PartyPair(views[at], views[at + 1] if at + 1 < len(views) else none) for at in range(0, len(views), 2)]


def _together(parties: tuple[Party, ...], several: str) -> str:
    types = {party.type for party in parties}
    only = types.pop() if len(types) == 1 else None
    return PARTY_NOUNS[only][1] if only else several


def legal_name(party: Party, scene: Scene) -> str:
    """Return the legal name of a party, or a gap that says which party it is."""
    return party.name or _nameless(party, scene)


def common_name(party: Party, scene: Scene) -> str:
    """Return the name of a party in everyday use, for the press, or a gap that says which party it is."""
    return party.common_name or _nameless(party, scene)


def _nameless(party: Party, scene: Scene) -> str:
    everyone = (*scene.agreement.parties, *scene.agreement.joined_parties)
    which = f"part {place_in(everyone, party) + 1}" if party in everyone else "en part som ansluter"
    return scene.gap(f"namn på {f'parten {party.id}' if party.id else which}", of=scene.agreement)


def has_term(party: Party, scene: Scene) -> bool:
    """Whether a party is called something in the agreement that is its own alone, and not its name."""
    own = party.own_term
    if own is None:
        return False
    with weighing():
        return _is_its_own(own, party, scene)


def _is_its_own(own: str, party: Party, scene: Scene) -> bool:
    others = [name for one in scene.parties if one is not party for name in (one.own_term, one.name) if name]
    return own.casefold() not in {name.casefold() for name in (*others, party.name or "")}


def term(party: Party, scene: Scene) -> str:
    """Return what a party is called in running text: the term that is its own alone, else its legal name."""
    return (has_term(party, scene) and party.own_term) or legal_name(party, scene)


def _shown_address(party: Party, scene: Scene) -> object:
    address = party.address
    if address is None:
        return scene.missing("adress", party)
    if address.protected:
        return HIDDEN
    town = " ".join(part for part in (address.postcode and postnummer.format(address.postcode), address.town) if part)
    shown = ", ".join(part for part in (address.street, town) if part)
    return like([address.street, address.postcode, address.town], shown) if shown else scene.missing("adress", party)


def _is_protected(party: Party, scene: Scene) -> bool:
    return bool(party.address and party.address.protected)


def _with_letter(person: Contact, scene: Scene) -> object:
    return described(_name_of(person, scene), None, person.party_letter, scene)


def _shown(person: Contact, scene: Scene) -> object:
    return described(_name_of(person, scene), person.title, person.party_letter, scene)


def _name_of(person: Contact, scene: Scene) -> str:
    # What else is known of the person stands there without the name, too.
    return person.name if person.name is not None else scene.gap("namn", person)


def described(name: str, title: str | None, letter: str | None, scene: Scene) -> str:
    """Return name, title and party letter in the order of the house: ``A (S), titel`` or ``A, titel (S)``."""
    party = f" ({letter})" if letter else ""
    office = f", {title}" if title else ""
    last = scene.libraries.rules.party == "efter titeln"
    shown: str = like([name, title, letter], f"{name}{office}{party}" if last else f"{name}{party}{office}")
    return shown


def _signature_lines(party: Party, scene: Scene) -> list[object]:
    """One line per signatory; one empty line, with gaps, when none is known."""
    return [scene.view(person) for person in signers_of(party, scene.item) or (Signatory(),)]


def commitments(party: Party | None, scene: Scene) -> object:
    """Return the commitments of a party, or the joint ones for None."""
    agreement = scene.agreement
    everyones = [one for one in agreement.commitments if party or one.joint]
    mine = [one for one in everyones if agreement.party(one.party) is party]
    return [scene.view(one) for one in mine] or scene.missing("åtaganden")


def _by_party(own: Contribution | Commitment, scene: Scene) -> object:
    party = scene.agreement.party(own.party)
    return term(party, scene) if party else scene.missing("vilken part")


def _by_nobody(own: Contribution | Commitment, scene: Scene) -> bool:
    """Whether something belongs to a party that is not told, or not known, and not to all of them."""
    return scene.agreement.party(own.party) is None and not (isinstance(own, Commitment) and own.joint)


def _other_names(party: Party, scene: Scene) -> object:
    """Return what else a party is called, in words, so that the reader knows it by its other names too."""
    shown = {party.name, party.own_term, None}
    other = [name for name in dict.fromkeys((party.known_as, *party.spellings)) if name and name not in shown]
    return lists.format(other) if other else scene.missing("andra namn", party)


def _lacks_account(party: Party, scene: Scene) -> bool:
    """Whether money goes to the party, and only some other payee's account is stated."""
    with weighing():
        payees = money_to(scene)
        has = [one for one in payees if one.bankgiro or one.plusgiro]
        return party in payees and bool(has) and party not in has


def money_to(scene: Scene) -> tuple[Party, ...]:
    """Return the parties that money goes to."""
    economy = scene.agreement.economy
    money = [one for one in economy.components if one.kind != "naturaprestation"] if economy else []
    return tuple(dict.fromkeys(party for one in money for party in payees(one, scene)))


def payers(component: Component, scene: Scene) -> tuple[Party, ...]:
    """Return who pays: the party stated, else the public one; none where there may be several."""
    return _stated(component.payer, scene.agreement.public_parties, scene)


def payees(component: Component, scene: Scene) -> tuple[Party, ...]:
    """Return who is paid: the party stated, else the non-profit one; none where there may be several."""
    return _stated(component.payee, scene.agreement.nonprofit_parties, scene)


def _stated(party_id: str | None, usual: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    party = scene.agreement.party(party_id)
    if party or party_id:
        return (party,) if party else ()
    return usual if len(usual) == 1 and all(one.public or one.nonprofit for one in scene.agreement.parties) else ()


def _deciding(decision: Decision, scene: Scene) -> str:
    """Return who decides: with its party, when that is stated or when several public parties have decisions."""
    body = decision.body or scene.gap(label_of(Decision, "body"))
    if decision.party is None and len(scene.agreement.public_parties) < 2:
        return body
    party = scene.agreement.party(decision.party)
    return f"{body} ({term(party, scene) if party else scene.gap(label_of(Decision, 'party'), decision)})"


def _nonprofits(scene: Scene) -> set[str | None]:
    return {party.id for party in scene.agreement.nonprofit_parties}


def undecided(record: Agreement | Revision, scene: Scene) -> list[str]:
    """Return a gap for each public party that has decided or signed, when the data tells of no decision of it."""
    joined = scene.agreement.parties_before(record) if isinstance(record, Revision) else record.parties
    is_due = record.is_signed or record.status == "beslutat"
    lacking = without_decision(joined, record.decisions) if is_due else ()
    return [scene.gap(f"beslut av {term(party, scene)}") for party in lacking]


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
        "namn": Extra(str, "det juridiska namnet", legal_name),
        "kallas": Extra(str, "namnet i dagligt tal, eller det juridiska; för pressmeddelandet", common_name),
        "bestämd": Extra(str, "vad parten kallas i löptext: kommunen; dess namn när fler kallas så", term),
        "har_benämning": Extra(bool, "om parten i löptext kallas något som är bara dess, och inte namnet", has_term),
        "andra_namn": Extra(str, "det som parten också kallas: kallas och skrivs_även, i ord", _other_names),
        "saknar_konto": Extra(bool, "om parten tar emot medel och bara andras konto är angivet", _lacks_account),
        "offentlig": Extra(bool, "om parten är offentlig", lambda party, scene: party.public),
        "idéburen": Extra(bool, "om parten är idéburen", lambda party, scene: party.nonprofit),
        "visningsadress": Extra(str, "adressen på en rad, eller ”uppges inte” när den är skyddad", _shown_address),
        "adress_skyddad": Extra(bool, "om adressen är skyddad", _is_protected),
        "underskriftsrader": Extra(
            _Signers, "de som skriver under handlingen för parten; en tom rad när ingen är känd", _signature_lines
        ),
        "åtaganden": Extra(list[View[Commitment]], "partens egna åtaganden", commitments),
        "egna_bidrag": Extra(list[View[Contribution]], "partens egna bidrag", _contributions),
    },
    Contact: {
        "namn_och_parti": Extra(str, "namnet, med partibeteckning inom parentes", _with_letter),
        "visning": Extra(str, "namn, titel och partibeteckning, i den ordning som husets regel `parti` säger", _shown),
    },
    Commitment: {
        "utan_part": Extra(bool, "om det inte framgår vilken part åtagandet är, och det inte är gemensamt", _by_nobody),
        "part_bestämd": Extra(str, "den part vars åtagandet är, så som avtalet kallar den", _by_party),
    },
    Contribution: {
        "utan_part": Extra(bool, "om det inte framgår vilken part som bidrar", _by_nobody),
        "part_bestämd": Extra(str, "den part som bidrar, så som avtalet kallar den", _by_party),
    },
    Decision: {
        "väntar": Extra(
            bool,
            "om beslutet inte är fattat den dag dokumentet görs per: det har ingen dag, eller en senare",
            lambda one, scene: one.day is None or one.day > scene.day,
        ),
        "av_idéburen": Extra(
            bool,
            "om det är en idéburen parts eget beslut, som inte behöver någon paragraf",
            lambda one, scene: one.party is not None and one.party in _nonprofits(scene),
        ),
        "organ_och_part": Extra(
            str, "organet, med sin part inom parentes när flera offentliga parter är med", _deciding
        ),
    },
}
