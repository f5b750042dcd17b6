"""What a press release needs beyond the agreement. Every part is optional."""

from __future__ import annotations

from iopdocs.model.base import Record, key
from iopdocs.model.party import Contact
from iopdocs.model.scalars import Day, Id, Phone, Text, Texts, Web, YesNo


class Quote(Record):
    """What a named person has said, word for word."""

    name: Text | None = key("namn", "Vem som talar", "talarens namn")
    party_letter: Text | None = key("parti", "Partibeteckning, till exempel S", "partibeteckning")
    title: Text | None = key("titel", "Titel eller uppdrag")
    organisation: Text | None = key("organisation", "Vem personen talar för")
    text: Text | None = key("text", "Citatet, ordagrant, utan talstreck och utan ”säger …”", "citatet")
    more: Text | None = key("fortsättning", "Det som sägs efter ”säger …”, ordagrant")
    verb: Text = key("verb", "säger, berättar, menar …", default="säger")
    approved: YesNo = key("godkänt", "ja när personen har godkänt citatet", default=False)
    source: Text | None = key("källa", "Varifrån citatet är taget")

    @property
    def called(self) -> str:
        """What messages call the one who speaks."""
        return self.name or "en talare utan namn"


class HelpLine(Record):
    """One way to reach help."""

    name: Text | None = key("namn", "Vart man vänder sig", "vart man vänder sig")
    phone: Phone | None = key("telefon", "Telefonnummer", "telefonnummer")
    text: Text | None = key("text", "Det man behöver veta")
    hours: Text | None = key("tider", "När det går att nå, till exempel kvällar och helger")
    web: Web | None = key("webb", "Länk")


class HelpBox(Record):
    """Where someone exposed to violence can turn."""

    heading: Text | None = key("rubrik", "Rutans rubrik")
    intro: Texts = key("inledning", "Inledning, ett stycke per post", default=())
    topics: Texts = key("stöd_med", "Vad man kan få stöd med", default=())
    office: tuple[HelpLine, ...] = key("kontorstid", "Hjälp under kontorstid", default=())
    acute: tuple[HelpLine, ...] = key("akut", "Akut hjälp", default=())
    care: tuple[HelpLine, ...] = key("vård", "Vård vid skador", default=())


class FactLine(Record):
    """One line of the facts box."""

    label: Text | None = key("rubrik", "Vad uppgiften gäller", "vad uppgiften gäller")
    text: Text | None = key("text", "Uppgiften", "uppgiften")


class Picture(Record):
    """A picture to the release. The picture is sent by itself; here stands what is printed with it."""

    file: Text | None = key("fil", "Bildens filnamn, eller adressen till den", "bildens filnamn")
    alt: Text | None = key(
        "alternativtext", "Vad bilden visar, för den som inte ser den; inte bildtexten en gång till", "alternativtext"
    )
    caption: Text | None = key("bildtext", "Texten under bilden")
    photographer: Text | None = key("fotograf", "Fotografens namn, som ska stå vid bilden", "fotografens namn")


class Press(Record):
    """The press release."""

    headline: Text | None = key("rubrik", "Rubrik; utan uppgift görs en av avtalets uppgifter")
    published: Day | None = key("datum", "Dag för publicering", "datum för publicering")
    embargo: Day | None = key("embargo", "Får inte publiceras före den dagen")
    sender: Id | None = key(
        "avsändare", "Id för den part som sänder ut texten; utan uppgift den första offentliga parten"
    )
    lead: Text | None = key("ingress", "Tillägg till ingressen med egna ord")
    lead_goal: Id | None = key("mål_i_ingress", "Id för det mål som nämns i ingressen")
    quotes: tuple[Quote, ...] = key("citat", "Citat i den ordning de ska stå", default=())
    dissent: Texts = key("avvikande_mening", "Reservationer och avslagna yrkanden", default=())
    facts: tuple[FactLine, ...] = key("faktaruta", "Rader i faktarutan", default=())
    explain_iop: YesNo = key("förklara_iop", "nej om rutan om vad ett IOP är ska utgå", default=True)
    help_box: HelpBox | None = key("hjälpruta", "Ruta om var man får hjälp")
    contacts: tuple[Contact, ...] = key("kontakter", "Kontakter för mer information", default=())
    pictures: tuple[Picture, ...] = key("bilder", "Bilder till pressmeddelandet", default=())
    keywords: Texts = key("nyckelord", "Nyckelord", default=())
