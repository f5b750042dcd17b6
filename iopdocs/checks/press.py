"""The press release: approved quotes, contacts that can be reached, and the day it may go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.model.press import Quote
from iopdocs.reading import KeyPath, suggest

UNAPPROVED = "citat-ej-godkänt"

#: Verbs that press releases attribute a quote with, in the present and the past tense.
VERBS = frozenset({
    "säger", "sa", "sade", "berättar", "berättade", "menar", "menade", "kommenterar", "kommenterade",
    "förklarar", "förklarade", "understryker", "underströk", "betonar", "betonade", "konstaterar",
    "konstaterade", "framhåller", "framhöll", "anser", "ansåg", "tillägger", "tillade", "fortsätter",
    "fortsatte", "avslutar", "avslutade", "poängterar", "poängterade", "påpekar", "påpekade", "uppger",
    "uppgav", "skriver", "skrev", "tycker", "tyckte", "hoppas", "hoppades", "summerar", "summerade",
    "sammanfattar", "sammanfattade", "utvecklar", "utvecklade", "resonerar", "resonerade",
})  # fmt: skip
_ATTRIBUTION = re.compile(r"[,.!?–]\s*(?:säger|berättar|menar|kommenterar|förklarar)\s+[A-ZÅÄÖ]")


def quotes(case: Case) -> Iterator[Problem]:
    """Warn of quotes that are not approved, and of words in them that the program adds itself."""
    press = case.agreement.press
    for number, quote in enumerate(press.quotes if press else ()):
        path: KeyPath = ("press", "citat", number)
        if not quote.approved:
            yield case.problem(
                path,
                f"Citatet av {quote.called} är inte godkänt och stoppar en slutlig version.",
                "Skriv godkänt: ja när personen har godkänt citatet ord för ord.",
                code=UNAPPROVED,
            )
        yield from _wording(case, quote, path)


def _wording(case: Case, quote: Quote, path: KeyPath) -> Iterator[Problem]:
    if quote.verb not in VERBS:
        near = suggest(quote.verb, VERBS)
        yield case.problem(
            (*path, "verb"),
            f"”{quote.verb}” är inte ett av de vanliga verben före namnet i ett citat.",
            near or "Kontrollera att texten blir en mening: ”…, säger Namn Namnsson”.",
            code="citatverb",
            severity=Severity.WARNING if near else Severity.NOTE,
        )
    for key, text in (("text", quote.text), ("fortsättning", quote.more)):
        if text and _ATTRIBUTION.search(text):
            yield case.problem(
                (*path, key),
                f"I citatet av {quote.called} står det redan vem som säger det, och då skrivs det två gånger.",
                "Skriv bara det som sägs. Det som sägs efter namnet hör till fortsättning.",
                code="citat-med-anföring",
            )


def contacts(case: Case) -> Iterator[Problem]:
    """Warn of contacts that nobody can reach. A first name is enough, so names are never asked for."""
    press = case.agreement.press
    for number, contact in enumerate(press.contacts if press else ()):
        if contact.phone is None and contact.email is None:
            yield case.problem(
                ("press", "kontakter", number),
                "Presskontakten har varken telefon eller e-post.",
                "Skriv telefon eller e_post, eller ta bort kontakten.",
                code="kontakt-utan-väg",
            )


def publication(case: Case) -> Iterator[Problem]:
    """Compare the day of publication with the embargo."""
    press = case.agreement.press
    if press is None or press.published is None or press.embargo is None or press.published == press.embargo:
        return
    if press.published < press.embargo:
        yield case.problem(
            ("press", "datum"),
            f"Texten publiceras {press.published}, före embargot {press.embargo}.",
            "Rätta datum eller embargo.",
            code="publicering-före-embargo",
        )
    else:
        yield case.problem(
            ("press", "embargo"),
            f"Embargot {press.embargo} har gått ut redan före publiceringen {press.published}.",
            "Ta bort embargo om det inte behövs.",
            code="embargo-utan-verkan",
            severity=Severity.NOTE,
        )
