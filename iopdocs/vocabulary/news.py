"""What has happened that a release tells of, as of the release's own date: what comes after it has not happened."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from iopdocs.deadlines import end_of
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.decision import Decision, Status
from iopdocs.model.press import AlsoDecided, Press, Release
from iopdocs.model.revision import Addition, Extension, Revision
from iopdocs.swedish import names, prose
from iopdocs.templating.gaps import Missing
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.news_facts import NewsFacts
from iopdocs.vocabulary.parties import common_name
from iopdocs.vocabulary.press import data
from iopdocs.vocabulary.rendering_state import Scene

R = TypeVar("R", bound=Revision)


def news(scene: Scene) -> NewsFacts:
    """Return what the release tells of."""
    press, agreement = data(scene), scene.agreement
    release = press if isinstance(press, Release) else None
    addition = _numbered(agreement.additions, release.addition if release else None)
    extension = _numbered(agreement.extensions, release.extension if release else None)
    told: Agreement | Revision = addition or extension or agreement
    later = bool(addition or extension or press.event in {"uppföljning", "avslut"})
    changed: Revision | None = addition or extension
    ended = (agreement.termination and agreement.termination.last_day) or end_of(agreement.term)
    stage = _stage(told, press.published)
    return NewsFacts(
        dag=press.published or scene.missing("datum för publicering"),
        förslag=stage == "förslag",
        beslut=stage == "beslutat",
        underskrift=stage == "undertecknat",
        okänt=stage is None,
        förnyelse=press.event == "förnyelse",
        uppföljning=press.event == "uppföljning",
        avslut=press.event == "avslut",
        senare=later,
        beslutande=_deciding(told, scene) if later and told is not agreement else scene.missing("beslutande organ"),
        har_upphört=ended is not None and press.published is not None and press.published > ended,
        år=(release and release.year) or scene.missing("det år som har följts upp"),
        resultat=list(release.results) if release and release.results else scene.missing("resultat"),
        ändring=scene.view(changed) if changed else Missing("ändringen", scene, Revision),
        tillägg=scene.view(addition) if addition else Missing("tillägg", scene, Addition),
        förlängning=scene.view(extension) if extension else Missing("förlängning", scene, Extension),
    )


def _numbered(records: tuple[R, ...], number: int | None) -> R | None:
    """Return the record of a number: its own, or that of its place in the list."""
    if number is None:
        return None
    own = next((one for one in records if one.number == number), None)
    return own or (records[number - 1] if 0 < number <= len(records) else None)


def _stage(told: Agreement | Revision, published: date | None) -> Status | None:
    """Return how far it has come on the day of the release: what happens after that day has not happened."""
    status = told.status
    if published is None or status is None:
        return status
    if status == "undertecknat" and any(day > published for day in told.signing_days):
        status = "beslutat" if told.decisions else "förslag"
    if status == "beslutat" and any(one.day and one.day > published for one in told.decisions):
        status = "förslag"
    return status


def _is_made(decision: Decision, scene: Scene) -> bool:
    published = data(scene).published
    later = (one for one in (*scene.agreement.additions, *scene.agreement.extensions) if decision in one.decisions)
    status = next((one.status for one in later), scene.agreement.status)
    if decision.day and published:
        return decision.day <= published
    return status in {"beslutat", "undertecknat"}


def _deciding(told: Agreement | Revision, scene: Scene) -> str | Missing:
    # What an association decides is to enter into it itself, not that the municipality shall.
    others = {party.id for party in scene.agreement.nonprofit_parties if party.id}
    made = [one for one in told.decisions if one.body and _is_made(one, scene) and one.party not in others]
    bodies = [names.lower_first(one.body) for one in made if one.body]
    return prose.series(dict.fromkeys(bodies)) if bodies else scene.missing(label_of(Decision, "body"))


def _everyone(press: Press, scene: Scene) -> str:
    own = [common_name(party, scene) for party in scene.agreement.nonprofit_parties]
    others = [one.nonprofit or scene.gap(label_of(AlsoDecided, "nonprofit")) for one in press.same_decision]
    return prose.series([*own, *others])


def _is_called_as_a_party(agreement: Agreement) -> bool:
    called = (agreement.partnership or "").casefold()
    return bool(called) and any(
        called in {(one or "").casefold() for one in (party.name, party.called)} for party in agreement.parties
    )


NEWS_EXTRAS: Extras = {
    Press: {"alla_i_beslutet": Extra(str, "alla idéburna parter som beslutet omfattar, vid namn", _everyone)},
    Agreement: {
        "beslutande": Extra(str, "de som har beslutat, på pressmeddelandets datum: kommunstyrelsen", _deciding),
        "partnerskap_som_part": Extra(
            bool, "om partnerskapet kallas detsamma som en part", lambda agreement, _: _is_called_as_a_party(agreement)
        ),
        "flera_beslut": Extra(bool, "om fler än ett beslut är känt", lambda one, _: len(one.decisions) > 1),
    },
    Addition: {
        "efter_att": Extra(
            bool,
            "om rubriken kan stå efter ”att”: den har ett verb",
            lambda one, _: bool(one.title) and prose.has_verb(one.title),
        ),
        "utan_verb": Extra(
            bool,
            "om rubriken säkert saknar verb, och kan stå efter ”avser”",
            lambda one, _: bool(one.title) and prose.is_phrase(one.title),
        ),
    },
    Decision: {"är_fattat": Extra(bool, "om beslutet är fattat på pressmeddelandets datum", _is_made)},
}
