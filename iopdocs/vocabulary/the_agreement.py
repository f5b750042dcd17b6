"""What templates can ask of the agreement itself, beyond its keys: its last day, its signing, who carries out what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from iopdocs.model.agreement import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.circumstances import shelter, social_services, task_handed_over
from iopdocs.model.content import Activity, Commitment, Hours, LawReference
from iopdocs.model.party import Party
from iopdocs.model.terms import Amendments, Termination
from iopdocs.swedish import clock
from iopdocs.templating.doubted import like, reason_of
from iopdocs.templating.values import View
from iopdocs.vocabulary import minutes, parties
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.rendering_state import Scene

#: Words for all the parties; ”båda parter får säga upp” can be read as both together, which nobody means.
_EVERYONE = re.compile(r"(de )?(båda|alla|samtliga)( parter(na)?)?|parterna|(varje|endera) part(en)?", re.I)


def _signed_late(agreement: Agreement, scene: Scene) -> bool:
    start = agreement.term.start if agreement.term else None
    return start is not None and any(day > start for day in agreement.signing_days)


def _signing_day(agreement: Agreement, scene: Scene) -> object:
    own = any(person.signed for party in agreement.parties for person in party.signatories)
    return (None if own else agreement.signed) or scene.missing(label_of(Agreement, "signed"))


def _end_in_part(agreement: Agreement, scene: Scene) -> object:
    return scene.told(agreement.term, "end") if agreement.term else scene.missing("avtalstidens sista dag")


def _hours(hours: Hours, scene: Scene) -> object:
    if hours.said and all(ends := [scene.told(hours, "start"), scene.told(hours, "end")]):
        return " till ".join(clock.format(one) if isinstance(one, clock.ClockTime) else str(one) for one in ends)
    if hours.start == clock.ClockTime(0) and hours.end == clock.ClockTime(24):
        return like([hours.start, hours.end], "dygnet runt")
    if hours.start and hours.end:
        return like([hours.start, hours.end], clock.format_range(clock.ClockRange(hours.start, hours.end)))
    if hours.start is None and hours.end is None:
        return scene.missing("tider")
    start, end = (time and clock.format(time) for time in (hours.start, hours.end))
    return f"{start or scene.gap(label_of(Hours, 'start'))}–{end or scene.gap(label_of(Hours, 'end'))}"


def _by(name: Callable[[Party, Scene], str], activity: Activity, scene: Scene) -> object:
    party = scene.agreement.party(activity.by)
    return name(party, scene) if party else scene.missing("vem som utför insatsen", activity)


def _shelter(agreement: Agreement, scene: Scene) -> bool:
    return agreement.conditions.shelter_permit or shelter(agreement) is not None


AGREEMENT_EXTRAS: Extras = {
    Activity: {
        "utförs_av_bestämd": Extra(
            str, "den part som utför insatsen, så som avtalet kallar den", partial(_by, parties.term)
        ),
        "utförs_av_namn": Extra(
            str, "den part som utför insatsen, med namn i dagligt tal", partial(_by, parties.common_name)
        ),
    },
    Hours: {"klocktid": Extra(str, "kl. 8.00–22.00, eller dygnet runt", _hours)},
    Amendments: {
        "ingen_ny_part": Extra(
            bool, "om det sägs att ingen ny part får ansluta sig", lambda one, _: one.may_join is False
        )
    },
    Termination: {
        "av_var_och_en": Extra(
            bool,
            "om de som får säga upp är alla parter: båda parter, som inte ska läsas som båda tillsammans",
            lambda one, _: bool(one.by and not reason_of(one.by) and _EVERYONE.fullmatch(one.by.strip())),
        )
    },
    LawReference: {"text": Extra(str, "lagrummet i standardform", lambda reference, scene: scene.typed_law(reference))},
    Agreement: {
        "har_egna_insatser": Extra(
            bool,
            "om någon part redan gör något i egen regi",
            lambda agreement, scene: any(party.own_efforts for party in scene.parties),
        ),
        "har_skyddat_boende": Extra(
            bool,
            "om någon insats är ett skyddat boende, eller villkoren reglerar tillstånd för ett",
            _shelter,
        ),
        "har_trossamfund": Extra(
            bool,
            "om någon part är ett trossamfund",
            lambda agreement, scene: any(party.type == "trossamfund" for party in scene.parties),
        ),
        "rör_socialtjänsten": Extra(
            bool,
            "om en kommuns avtal hänvisar till socialtjänstlagen, har skyddat boende eller villkor ur lagen",
            lambda agreement, scene: social_services(agreement) is not None,
        ),
        "överlämnad_uppgift": Extra(
            bool,
            "om en idéburen part utför det som socialtjänsten beslutar om",
            lambda agreement, scene: task_handed_over(agreement) is not None,
        ),
        "gemensamma_åtaganden": Extra(
            list[View[Commitment]],
            "alla parters gemensamma åtaganden",
            lambda agreement, scene: parties.commitments(None, scene),
        ),
        "underskriftens_dag": Extra(
            date, "den dag då alla hade undertecknat, när ingen undertecknare har en egen dag", _signing_day
        ),
        "utan_beslut": Extra(
            list[str],
            "en lucka för varje offentlig part som är bunden utan att dess beslut är angivet",
            parties.undecided,
        ),
        "undertecknas_sent": Extra(bool, "om någon part har undertecknat efter avtalstidens första dag", _signed_late),
        "alla_bidrar": Extra(
            bool,
            "om varje part bidrar med något eget",
            lambda agreement, scene: all(parties.contributes(party, scene) for party in scene.parties),
        ),
        "mål_mäts": Extra(
            bool,
            "om något mål har en indikator, ett målvärde eller en källa för dem",
            lambda agreement, scene: any(one.indicator or one.target or one.source for one in agreement.goals),
        ),
        "sista_dag": Extra(
            date,
            "avtalstidens sista dag, även när bara längden är känd",
            lambda agreement, scene: minutes.last_day(scene) or _end_in_part(agreement, scene),
        ),
    },
}
