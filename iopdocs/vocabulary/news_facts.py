"""What the words say of an agreement told as news: its sentences in order, and what those sentences are of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from iopdocs.classes import dataclass
from iopdocs.model.money import Component
from iopdocs.model.revision import Addition, Extension, Revision
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Facts, View


@dataclass(frozen=True, eq=False)
class NewsFacts(Facts):
    """What has happened that a release tells of, as of the release's own date."""

    dag: Annotated[date | Missing, "pressmeddelandets eget datum"]
    förslag: Annotated[bool, "om det nyheten gäller är ett förslag, eller ska beslutas efter pressmeddelandets datum"]
    beslut: Annotated[bool, "om det är beslutat på pressmeddelandets datum"]
    underskrift: Annotated[bool, "om det är undertecknat på pressmeddelandets datum"]
    okänt: Annotated[bool, "om inget säger hur långt det har kommit"]
    förnyelse: Annotated[bool, "om avtalet förnyar ett tidigare"]
    uppföljning: Annotated[bool, "om nyheten är ett års resultat"]
    avslut: Annotated[bool, "om nyheten är att avtalet upphör"]
    senare: Annotated[bool, "om nyheten är ett tillägg, en förlängning, en uppföljning eller ett avslut"]
    beslutande: Annotated[str | Missing, "de som har beslutat om tillägget eller förlängningen"]
    har_upphört: Annotated[bool, "om avtalets sista dag har varit på pressmeddelandets datum"]
    år: Annotated[int | Missing, "det år som har följts upp"]
    resultat: Annotated[list[str] | Missing, "vad som har åstadkommits"]
    ändring: Annotated[View[Revision] | Missing, "tillägget eller förlängningen som nyheten gäller"]
    tillägg: Annotated[View[Addition] | Missing, "tillägget som nyheten gäller"]
    förlängning: Annotated[View[Extension] | Missing, "förlängningen som nyheten gäller"]


@dataclass(frozen=True, eq=False)
class NarrativeBlock(Facts):
    """One paragraph of a narrative."""

    text: Annotated[str, "stycket"]
    plats: Annotated[str, "id för den del som stycket hör till"]
    rubrik: Annotated[bool, "om stycket är en mellanrubrik"]
    ingress: Annotated[bool, "om stycket hör till ingressen"]
    citat: Annotated[bool, "om stycket är ett citat"]


@dataclass(frozen=True, eq=False)
class NarrativeRow(Facts):
    """One row of a box of facts."""

    rubrik: Annotated[str, "radens rubrik"]
    text: Annotated[str, "uppgiften"]


@dataclass(frozen=True, eq=False)
class NarrativeFacts(Facts):
    """A text built of sentences."""

    stycken: Annotated[list[NarrativeBlock], "styckena i ordning, med mellanrubriker och citat"]
    rader: Annotated[list[NarrativeRow], "faktarutans rader: det som texten inte redan har sagt"]


@dataclass(frozen=True, eq=False)
class UnitEfforts(Facts):
    """What one unit of a party does by itself."""

    enhet: Annotated[str | Missing, "enheten"]
    texter: Annotated[list[str], "det den gör"]
    i_infinitiv: Annotated[bool, "om det den gör är skrivet i infinitiv: ”stödja anhöriga”"]


@dataclass(frozen=True, eq=False)
class LawSubject(Facts):
    """What one act has to do with the agreement."""

    lag: Annotated[str | Missing, "lagens namn: socialtjänstlagen"]
    lagrum: Annotated[str | Missing, "lagrummen, när biblioteket inte vet vad lagen heter"]
    om: Annotated[str, "vad bestämmelserna handlar om: om a och om b; med paragrafen inom parentes när den ska visas"]


@dataclass(frozen=True, eq=False)
class MoneyGroup(Facts):
    """Items of money that have the same payer and payee."""

    betalare: Annotated[str, "de som betalar, i löptext: kommunen"]
    mottagare: Annotated[str | Missing, "den som tar emot, när flera gör det"]
    poster: Annotated[list[View[Component]], "posterna"]
