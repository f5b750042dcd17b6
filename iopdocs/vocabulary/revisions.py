"""What templates know of what is agreed on later: each amount that it changes, and how it is signed."""

from __future__ import annotations

import re

from iopdocs.economy.changes import expects_uplift_said, in_kind, is_stated, lacks_base
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.document_names import named_in_full
from iopdocs.model.party import Party
from iopdocs.model.revision import Addition, AmountChange, Change, Extension, Revision
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import View, stated
from iopdocs.vocabulary import parties
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import PartyGroup, ReplacedAgreement
from iopdocs.vocabulary.money import amount_in_words
from iopdocs.vocabulary.rendering_state import Scene

_BASE_UNKNOWN = "om det nya beloppet är hela beloppet eller en ökning"


def _concerned_time(change: AmountChange, scene: Scene) -> object:
    if change.concerns:
        return change.concerns
    if change.said_of("year"):
        return scene.told(change, "year")
    return str(change.year) if change.year else scene.missing("tiden beloppet avser")


def _of_no_year(change: AmountChange) -> bool:
    """Whether an amount is bound to no year, not even to one that is known in part."""
    return change.lacks("year")


def _in_words(change: AmountChange, scene: Scene) -> object:
    new, increase, before = (amount_in_words(change, name, scene) for name in ("new", "increase", "current"))
    if new and not lacks_base(scene.agreement, change):
        came_from = f"från {before} " if before else ""
        return f"{came_from}till {new}" if change.component else new
    if increase and not new:
        return f"en ökning med {increase}"
    if new:
        return f"{new} {scene.gap(_BASE_UNKNOWN)}"
    return f"beloppet bestäms av {change.follows}" if change.follows else scene.missing("nytt belopp")


def _is_whole(change: AmountChange, scene: Scene) -> object:
    return scene.missing(_BASE_UNKNOWN) if lacks_base(scene.agreement, change) else True


def _replaces(revision: Revision, scene: Scene) -> bool:
    changes = (one for one in revision.amounts if one.component and one.new is not None)
    return any(not lacks_base(scene.agreement, one) for one in changes)


def _named(party_id: str | None, scene: Scene) -> object:
    party = scene.agreement.party(party_id)
    return parties.legal_name(party, scene) if party else scene.missing("part")


def _dated(revision: Revision, scene: Scene) -> bool:
    joining = (person.signed for party in revision.joining for person in party.signatories)
    return any((*(person.signed for person in revision.signatories), *joining))


def _heading(change: Change, scene: Scene) -> object:
    if change.section is None:
        return scene.missing(label_of(Change, "section"))
    return f"Avsnitt {change.section}" if re.fullmatch(r"[\d.]+", change.section) else change.section


def replaced(scene: Scene) -> ReplacedAgreement | Missing:
    """Return what is told of the agreement that this one replaces, or a missing one."""
    one, missing = scene.replaced, scene.missing
    if one is None:
        return missing("det avtal som ersätts")
    return ReplacedAgreement(
        namn=named_in_full(one.name) if one.name else missing("det ersatta avtalets namn"),
        parter=list(one.parties),
        diarienummer=one.case_number or missing("det ersatta avtalets diarienummer"),
        undertecknat=one.signed or missing("dag då det ersatta avtalet undertecknades"),
        från=one.start or missing("det ersatta avtalets första dag"),
        till=one.end or missing("det ersatta avtalets sista dag"),
        totalt=missing("det ersatta avtalets belopp") if one.total is None else stated(one.total),
    )


_OF_ALL = {
    "ersätter_belopp": Extra(bool, "om något nytt belopp ersätter ett som står i avtalet", _replaces),
    "utan_beslut": Extra(
        list[str], "en lucka för varje offentlig part som är bunden utan att dess beslut är angivet", parties.undecided
    ),
    "daterade_underskrifter": Extra(bool, "om dagen är känd för någon underskrift av handlingen", _dated),
}

REVISION_EXTRAS: Extras = {
    AmountChange: {
        "tid": Extra(str, "det år eller den tid som beloppet avser", _concerned_time),
        "ändring_i_ord": Extra(str, "till 475 000 kronor, en ökning med 125 000 kronor", _in_words),
        "ny_post": Extra(bool, "om posten inte finns i avtalet", lambda change, scene: change.component is None),
        "är_natura": Extra(
            bool, "om posten är en naturaprestation", lambda change, scene: in_kind(scene.agreement, change)
        ),
        "hela_beloppet": Extra(
            bool,
            "att det nya beloppet är hela beloppet; saknas när det gamla inte är känt och det inte framgår",
            _is_whole,
        ),
        "står_i_avtalet": Extra(
            bool,
            "om det belopp som ändras är angivet, i avtalet eller i en tidigare handling",
            lambda change, scene: is_stated(scene.agreement, change),
        ),
        "uppräkning_behövs": Extra(
            bool,
            "om det måste sägas om beloppet räknas upp: det är inte bundet till ett år",
            lambda change, scene: _of_no_year(change) and expects_uplift_said(scene.agreement, change),
        ),
        "betalare_namn": Extra(
            str, "den som betalar, med juridiskt namn", lambda change, scene: _named(change.payer, scene)
        ),
        "mottagare_namn": Extra(
            str, "den som tar emot, med juridiskt namn", lambda change, scene: _named(change.payee, scene)
        ),
    },
    Change: {
        "avsnittets_rubrik": Extra(str, "avsnittet som det skrivs i en rubrik: Ekonomi, Avsnitt 4.1", _heading),
    },
    Agreement: {
        "ingånget_av": Extra(
            PartyGroup,
            "de parter som ingick avtalet, som grupp",
            lambda agreement, scene: parties.group(agreement.parties, "parterna", "parter", scene),
        ),
    },
    Addition: {
        **_OF_ALL,
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
    Extension: _OF_ALL,
}
