"""What a press release needs beyond the agreement. Every part is optional."""

from __future__ import annotations

from datetime import date
from typing import Literal

from iopdocs.model.base import Dated, Record, key
from iopdocs.model.party import Contact
from iopdocs.model.scalars import Amount, Count, Day, Id, Phone, Phrase, Text, Texts, Web, Year, YesNo


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
    after: Id | None = key(
        "efter", "Id för den del av texten som citatet ska stå efter; utan uppgift det första tidigt och det sista sist"
    )

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


class AlsoDecided(Record):
    """Another agreement that one decision covers, as far as the release tells of it."""

    agreement: Id | None = key("avtal", "Id för det andra avtalet, när det finns i arbetsmappen")
    nonprofit: Text | None = key("med", "Den idéburna parten, vid namn", "den idéburna parten")
    subject: Phrase | None = key("ämne", "Vad samarbetet handlar om, så att det kan stå efter ”om”")
    amount: Amount | None = key("belopp", "Beloppet i kronor")
    time: Phrase | None = key("avser", "Den tid beloppet gäller: per år, totalt under 2026", "tiden beloppet avser")


class Press(Record):
    """The press release."""

    subject: Phrase | None = key(
        "ämne", "Vad samarbetet handlar om, så att det kan stå efter ”om”: stöd till kvinnor som har utsatts för våld"
    )
    event: Literal["avtal", "förnyelse", "uppföljning", "avslut"] | None = key(
        "händelse",
        "Vad nyheten är: avtal (det föreslås, beslutas eller skrivs under, enligt status), förnyelse, uppföljning "
        "eller avslut; utan uppgift avtal",
    )
    show_laws: YesNo = key("visa_lagrum", "ja om paragraferna ska stå inom parentes efter lagens ämne", default=False)
    same_decision: tuple[AlsoDecided, ...] = key(
        "i_samma_beslut", "Andra avtal som samma beslut omfattar och som nyheten berättar om", default=()
    )
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


class Release(Press, Dated):
    """One more press release: of an addition, a prolongation, a year that has been followed up, or an ending."""

    addition: Count | None = key(
        "tillägg", "Numret på det tillägg som nyheten gäller: dess nummer, eller plats i listan"
    )
    extension: Count | None = key(
        "förlängning", "Numret på den förlängning som nyheten gäller: dess nummer, eller plats i listan"
    )
    year: Year | None = key("år", "Det år som har följts upp", "år")
    results: Texts = key("resultat", "Vad som har åstadkommits, hela meningar, ett stycke per post", default=())

    @property
    def dated(self) -> date | None:
        """The day of the release."""
        return self.published
