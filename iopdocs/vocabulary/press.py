"""What the press release needs worked out: headline, sender, quotes as they are printed."""

from __future__ import annotations

from iopdocs.model.base import label_of
from iopdocs.model.party import Contact
from iopdocs.model.press import Press, Quote
from iopdocs.swedish import lists, typography
from iopdocs.swedish.names import lower_first, upper_first
from iopdocs.templating.values import View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.parties import common_name
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.word.marks import mark

UNAPPROVED = "citatet är inte godkänt"


def press(scene: Scene) -> View[Press]:
    """Return the press data; an agreement without any gets an empty release."""
    return scene.view(_data(scene))


def quotes(scene: Scene) -> list[View[Quote]]:
    """Return the quotes in order; each unapproved one is noted, for a final release is refused because of it."""
    given = _data(scene).quotes
    for quote in given:
        if not quote.approved:
            scene.report(f"godkännande av citatet av {quote.called}")
    return [scene.view(quote) for quote in given]


def sender(scene: Scene) -> object:
    """Return the party that sends the release: the one named, else the first public party."""
    agreement = scene.agreement
    party = agreement.party(_data(scene).sender) or next(iter(agreement.public_parties), None)
    return scene.view(party) if party else scene.missing("avsändare")


def contacts(scene: Scene) -> list[View[Contact]]:
    """Return the release's contacts, else those of the parties."""
    given = _data(scene).contacts or tuple(person for party in scene.agreement.parties for person in party.contacts)
    return [scene.view(person) for person in given]


def _data(scene: Scene) -> Press:
    return scene.agreement.press or Press()


def _headline(press: Press, scene: Scene) -> object:
    if press.headline:
        return press.headline
    agreement = scene.agreement
    if not agreement.document_name:
        return scene.missing("rubrik")
    names = lists.format([common_name(party, scene) for party in agreement.parties])
    name = agreement.document_name
    head = f"Förslag till {lower_first(name)}" if agreement.status == "förslag" else upper_first(name)
    return f"{head} mellan {names}"


def _lead_goal(press: Press, scene: Scene) -> object:
    goals = scene.agreement.goals
    found = next((goal.text for goal in goals if goal.id and goal.id == press.lead_goal), None)
    return found or scene.missing("mål i ingressen")


def _speaker(quote: Quote, scene: Scene) -> str:
    known = quote.name or scene.gap(label_of(Quote, "name"))
    name = f"{known} ({quote.party_letter})" if quote.party_letter else known
    return ", ".join(part for part in (name, quote.title, quote.organisation) if part)


def _attribution(quote: Quote, scene: Scene) -> str:
    return f"{quote.verb} {_speaker(quote, scene)}"


def _paragraph(quote: Quote, scene: Scene) -> str:
    """The whole quote as one paragraph in the style of the house: ``– Text, säger Namn (P), titel. Mer text.``"""
    marked = scene.libraries.rules.quotes == "citattecken"
    said = (quote.text or scene.gap(label_of(Quote, "text"))).rstrip()
    ends = said[-1] in "!?…" or said.endswith("...")
    if marked:
        opening = typography.quotation_marks(said if ends else said.removesuffix(".")) + ("" if ends else ",")
    else:
        opening = typography.talstreck(said if ends else said.removesuffix(".") + ",")
    more = f" {typography.quotation_marks(quote.more) if marked else quote.more}" if quote.more else ""
    warning = "" if quote.approved else f" {mark(UNAPPROVED)}"
    return f"{opening} {_attribution(quote, scene)}.{more}{warning}"


PRESS_EXTRAS: Extras = {
    Press: {
        "rubrik": Extra(str, "rubriken; utan uppgift görs den av handlingens och parternas namn", _headline),
        "ingressmål": Extra(str, "målet som nämns i ingressen", _lead_goal),
    },
    Quote: {
        "tillskrivning": Extra(str, "säger Namn (S), titel, organisation", _attribution),
        "talare": Extra(str, "Namn (S), titel, organisation", _speaker),
        "stycke": Extra(str, "hela citatet som det skrivs ut, i husets stil", _paragraph),
    },
}
