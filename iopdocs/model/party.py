"""The parties of an agreement and the people and addresses that belong to them."""

from __future__ import annotations

from typing import Literal

from iopdocs.model.base import Record, key
from iopdocs.model.limits import Told
from iopdocs.model.scalars import (
    Bankgiro,
    Day,
    Email,
    Id,
    Name,
    OrgNr,
    Phone,
    Plusgiro,
    Postnummer,
    Text,
    Texts,
    Web,
    Year,
    YesNo,
)

Role = Literal["offentlig", "idéburen"]
PartyType = Literal[
    "kommun", "region", "gemensam nämnd", "stadsdel", "kommunalförbund", "förening", "stiftelse", "trossamfund"
]
#: What a party may keep hidden beside its address, by the names of the keys.
Detail = Literal["telefon", "webb", "e_post"]
PUBLIC_TYPES = {"kommun", "region", "gemensam nämnd", "stadsdel", "kommunalförbund"}

# What a party is called in running text: (definite singular, definite plural).
PARTY_NOUNS: dict[str, tuple[str, str]] = {
    "kommun": ("kommunen", "kommunerna"),
    "region": ("regionen", "regionerna"),
    "gemensam nämnd": ("den gemensamma nämnden", "de gemensamma nämnderna"),
    "stadsdel": ("stadsdelen", "stadsdelarna"),
    "kommunalförbund": ("kommunalförbundet", "kommunalförbunden"),
    "förening": ("föreningen", "föreningarna"),
    "stiftelse": ("stiftelsen", "stiftelserna"),
    "trossamfund": ("trossamfundet", "trossamfunden"),
}
#: Parts of a religious community, which are parties themselves and not the community: the word is in their name.
_BODIES = {"församling": "församlingen", "pastorat": "pastoratet", "stift": "stiftet", "samfällighet": "samfälligheten"}


class Address(Record):
    """A postal address. A protected one is never printed anywhere."""

    never_unknown = frozenset({"skyddad"})

    street: Text | None = key("gata", "Gata och nummer, eller box", "gatuadress")
    postcode: Postnummer | None = key("postnummer", "Postnummer, fem siffror")
    town: Text | None = key("ort", "Postort", "postort")
    protected: YesNo = key("skyddad", "ja om adressen aldrig får skrivas ut någonstans", default=False)


class Contact(Told):
    """Someone to turn to. A first name is enough: people at shelters are not to be identified."""

    contact: Id | None = key("kontakt", "Id för en kontakt som står i iopdocs.yaml; övriga nycklar här går före")
    name: Name | None = key("namn", "Namn; enbart förnamn räcker")
    party_letter: Text | None = key("parti", "Partibeteckning för en förtroendevald, till exempel S", "partibeteckning")
    role: Text | None = key("roll", "Vad kontakten svarar på, till exempel presskontakt; används i pressmeddelandet")
    title: Text | None = key("titel", "Titel eller uppdrag")
    organisation: Text | None = key("organisation", "Organisation, när den inte framgår av parten")
    phone: Phone | None = key("telefon", "Telefonnummer", "telefonnummer")
    email: Email | None = key("e_post", "E-postadress", "e-postadress")
    note: Text | None = key("anmärkning", "Till exempel telefontid")


class Signatory(Record):
    """One who signs for a party."""

    name: Name | None = key("namn", "Undertecknarens namn", "undertecknarens namn")
    title: Text | None = key("titel", "Undertecknarens titel eller uppdrag", "undertecknarens titel")
    signed: Day | None = key("datum", "Dag då hen skrev under", "datum för underskrift")
    place: Text | None = key("ort", "Ort för underskriften", "ort för underskrift")
    email: Email | None = key(
        "e_post",
        "Undertecknarens egen e-postadress, dit en inbjudan att underteckna elektroniskt skickas",
        "e-postadress",
    )
    phone: Phone | None = key(
        "telefon", "Undertecknarens eget telefonnummer, när inbjudan skickas dit", "telefonnummer"
    )


class OwnEffort(Told):
    """What a public party already does itself in the field of the agreement."""

    text: Text | None = key(
        "text",
        "Vad parten gör i egen regi, till exempel: handlägger ärenden om våld i nära relation",
        "vad parten gör i egen regi",
    )
    unit: Text | None = key("enhet", "Den förvaltning, det kontor eller den enhet som gör det")


class Party(Record):
    """One of two or more parties."""

    never_unknown = frozenset({"skyddade_uppgifter"})

    id: Id | None = key("id", "Kort namn som andra uppgifter hänvisar till, till exempel kommunen")
    shared: Id | None = key("organisation", "Id för en organisation i iopdocs.yaml; nycklar här går före")
    role: Role | None = key(
        "roll", "offentlig eller idéburen; utan uppgift det som typ säger", "om parten är offentlig eller idéburen"
    )
    type: PartyType | None = key(
        "typ", "Vad parten är, till exempel kommun, region eller förening; utan uppgift kallas den vid sitt namn"
    )
    name: Name | None = key("namn", "Partens juridiska namn", "partens namn")
    known_as: Name | None = key("kallas", "Namnet i dagligt tal; används i pressmeddelandet")
    spellings: Texts = key("skrivs_även", "Andra sätt namnet skrivs på", default=())
    noun: Text | None = key("benämning", "Vad parten kallas i avtalets löptext, bestämd form: kommunen, jouren")
    board: Text | None = key("nämnd", "Den nämnd som svarar för avtalet")
    department: Text | None = key("förvaltning", "Förvaltning, kontor eller avdelning")
    principals: Texts = key("huvudmän", "De kommuner eller regioner som har en gemensam nämnd", default=())
    host: Text | None = key(
        "värdkommun", "Den kommun eller region som en gemensam nämnd hör till", "den gemensamma nämndens värdkommun"
    )
    orgnr: OrgNr | None = key("orgnr", "Organisationsnummer, tio siffror", "organisationsnummer")
    address: Address | None = key("adress", "Postadress", "adress")
    phone: Phone | None = key("telefon", "Växel eller allmänt telefonnummer", "telefonnummer")
    email: Email | None = key("e_post", "Allmän e-postadress", "e-postadress")
    web: Web | None = key("webb", "Webbplats eller pressrum", "webbplats")
    bankgiro: Bankgiro | None = key("bankgiro", "Partens bankgiro, när flera parter tar emot medel")
    plusgiro: Plusgiro | None = key("plusgiro", "Partens plusgiro, när flera parter tar emot medel")
    case_number: Text | None = key("diarienummer", "Partens eget diarienummer, skrivet som det ska stå")
    contacts: tuple[Contact, ...] = key("kontakter", "Partens kontaktpersoner för avtalet", default=())
    signatories: tuple[Signatory, ...] = key("undertecknare", "De som skriver under för parten", default=())
    presentation: Texts = key("presentation", "Om parten, ett stycke per post; används i pressmeddelandet", default=())
    protected_details: tuple[Detail, ...] = key(
        "skyddade_uppgifter",
        "Vilka av telefon, webb och e_post som aldrig får skrivas ut någonstans",
        default=(),
    )
    active_since: Year | None = key("verksam_sedan", "Årtal då parten började sin verksamhet")
    own_efforts: tuple[OwnEffort, ...] = key("egna_insatser", "Vad parten redan gör i egen regi", default=())

    @property
    def public(self) -> bool:
        """Whether the party is a public body."""
        return self.role == "offentlig" if self.role else self.type in PUBLIC_TYPES

    @property
    def nonprofit(self) -> bool:
        """Whether the party is a non-profit. One whose role and type nobody has stated is neither."""
        return self.role == "idéburen" if self.role else self.type is not None and self.type not in PUBLIC_TYPES

    def concealed(self, name: str) -> str | None:
        """Return the value of ``phone``, ``web`` or ``email`` when the party keeps it hidden."""
        alias = type(self).model_fields[name].alias
        value: str | None = getattr(self, name)
        return value if alias in self.protected_details else None

    @property
    def common_name(self) -> str | None:
        """The name in everyday use, or the legal name when there is no other; None when neither is known.

        *staden* and *församlingen* are no names: a reader of news does not know which one it is.
        """
        return self.name if self.name and self._known_by_a_noun else self.known_as or self.name

    @property
    def own_noun(self) -> str | None:
        """What the agreement's running text calls the party, when the data says so: *staden*, *jouren*."""
        return self.noun or (self.known_as if self._known_by_a_noun else None)

    @property
    def own_term(self) -> str | None:
        """What running text calls the party, also where others are called the same; None of one of no stated type."""
        return self.own_noun or (self._noun_of_its_kind or PARTY_NOUNS[self.type][0] if self.type else None)

    @property
    def _noun_of_its_kind(self) -> str | None:
        """What a body of a religious community is, by the word for it in its name: *församlingen*."""
        if self.type != "trossamfund":
            return None
        words = (self.name or self.known_as or "").casefold().split()
        return next((noun for word in words for ending, noun in _BODIES.items() if word.endswith(ending)), None)

    @property
    def _known_by_a_noun(self) -> bool:
        """Whether what it is called is no name but a word for what it is: only names begin with a capital."""
        return self.known_as is not None and self.known_as[:1].islower()

    @property
    def called(self) -> str:
        """What messages call the party."""
        return self.common_name or (f"parten {self.id}" if self.id else "en part utan namn")
