"""What the press release needs worked out: headline, sender, quotes as they are printed."""

from __future__ import annotations

from itertools import takewhile

from iopdocs.model.base import label_of
from iopdocs.model.party import Contact
from iopdocs.model.press import Press, Quote, Release
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
    return scene.view(data(scene))


def quotes(scene: Scene) -> list[View[Quote]]:
    """Return the quotes in order; each unapproved one is noted, for a final release is refused because of it."""
    given = data(scene).quotes
    for quote in given:
        if not quote.approved:
            scene.report_of(quote, "approved", f"godkännande av citatet av {quote.called}")
    return [scene.view(quote) for quote in given]


def sender(scene: Scene) -> object:
    """Return the party that sends the release: the one named, else the first public party."""
    agreement = scene.agreement
    party = agreement.party(data(scene).sender) or next(iter(agreement.public_parties), None)
    return scene.view(party) if party else scene.missing("avsändare")


def contacts(scene: Scene) -> list[View[Contact]]:
    """Return the release's contacts, else those of the parties."""
    given = data(scene).contacts or tuple(person for party in scene.agreement.parties for person in party.contacts)
    return [scene.view(person) for person in given]


def data(scene: Scene) -> Press:
    """Return what the release is made of: a release of its own, else the agreement's."""
    return scene.item if isinstance(scene.item, Release) else scene.agreement.press or Press()


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


def _release_headline(release: Release, scene: Scene) -> object:
    return release.headline or scene.missing("rubrik")


def _speaker(quote: Quote, scene: Scene) -> str:
    """Name, party, title and organisation; of one who has spoken before only the name."""
    before = list(takewhile(lambda one: one is not quote, data(scene).quotes))
    if quote.name and any((one.name, one.title) == (quote.name, quote.title) for one in before):
        return quote.name
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
    },
    Release: {"rubrik": Extra(str, "rubriken på pressmeddelandet", _release_headline)},
    Quote: {
        "tillskrivning": Extra(str, "säger Namn (S), titel, organisation", _attribution),
        "talare": Extra(str, "Namn (S), titel, organisation", _speaker),
        "stycke": Extra(str, "hela citatet som det skrivs ut, i husets stil", _paragraph),
    },
}
