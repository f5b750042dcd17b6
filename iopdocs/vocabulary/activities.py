"""What texts know of an activity (insats): its name within a sentence, its hours, and how its words can be told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iopdocs.model.base import label_of
from iopdocs.model.content import Activity, Hours
from iopdocs.swedish import clock, names, prose
from iopdocs.swedish.definite import definite
from iopdocs.swedish.mention import mentions
from iopdocs.templating.doubted import like
from iopdocs.vocabulary.declared import Extra
from iopdocs.vocabulary.rendering_state import Scene


def is_sentence(text: str | None) -> bool:
    """Whether a text is there and is whole sentences."""
    return text is not None and prose.is_clause(text)


def is_infinitive(text: str | None) -> bool:
    """Whether a text is there and begins with something to do."""
    return text is not None and prose.begins_with_infinitive(text)


def _hours(activity: Activity, scene: Scene) -> object:
    told = []
    for one in activity.hours:
        days = names.lower_first(one.days or scene.gap(label_of(Hours, "days"))).replace(" till ", "–")
        if one.start == clock.ClockTime(0) and one.end == clock.ClockTime(24):
            days = f"{days} dygnet runt"
        elif one.start and one.end:
            days = f"{days} {clock.format_range_short(clock.ClockRange(one.start, one.end))}"
        elif one.start or one.end:
            at = one.start or one.end
            days = f"{days} {'från' if one.start else 'till'} {clock.format(at)}" if at else days
        told.append(days)
    return prose.series(told) if told else scene.missing("tider")


def _definite(activity: Activity, scene: Scene) -> object:
    if activity.name is None:
        return scene.told(activity, "name")
    return like(activity.name, definite(activity.name) or names.lower_first(activity.name))


def _hours_say_how_often(activity: Activity) -> bool:
    """Whether the days of the hours are the very days that are stated as how often: *vardagar*, *alla vardagar*."""
    days = [one.days.replace(" till ", "–") for one in activity.hours if one.days]
    if not activity.how_often or not days or len(days) != len(activity.hours):
        return False
    told, often = prose.lower_series(days), names.lower_first(activity.how_often.strip().removesuffix("."))
    return told.removeprefix("alla ") == often.replace(" till ", "–").removeprefix("alla ")


def _begins_with_its_name(activity: Activity) -> bool:
    """Whether the description is no sentence, and begins with the name: *en mötesplats där …* of *Mötesplats*."""
    if not (activity.name and activity.description) or is_sentence(activity.description):
        return False
    return bool(re.match(rf"(?:ett?\s+|en\s+)?{re.escape(activity.name)}\b", activity.description, re.IGNORECASE))


def _has_its_name_in_sentences(activity: Activity) -> bool:
    """Whether who reads only the description, which is whole sentences, knows what the activity is called."""
    return is_sentence(activity.description) and mentions(activity.description or "", activity.name or "")


ACTIVITY_EXTRAS: Mapping[str, Extra] = {
    "bestämd": Extra(str, "insatsen i bestämd form när den är känd, annars namnet: språkkaféet", _definite),
    "tider_i_text": Extra(str, "tiderna på en rad: måndag–torsdag kl. 10–16", _hours),
    "hel_beskrivning": Extra(
        bool, "om beskrivningen är hela meningar", lambda one, scene: is_sentence(one.description)
    ),
    "beskrivningen_säger_namnet": Extra(
        bool,
        "om beskrivningen är hela meningar som har insatsens namn i sig",
        lambda one, _: _has_its_name_in_sentences(one),
    ),
    "den_enda": Extra(
        bool, "om avtalet inte har någon annan insats", lambda one, scene: len(scene.agreement.activities) == 1
    ),
    "tider_säger_hur_ofta": Extra(
        bool,
        "om tiderna är samma dagar som omfattningen säger",
        lambda one, _: _hours_say_how_often(one),
    ),
    "beskriven_med_namnet": Extra(
        bool,
        "om beskrivningen börjar med insatsens namn: en mötesplats där …",
        lambda one, _: _begins_with_its_name(one),
    ),
    "beskriven_med_infinitiv": Extra(
        bool,
        "om beskrivningen kan stå efter ”att”",
        lambda one, scene: is_infinitive(one.description) or prose.lists_infinitives(one.description or ""),
    ),
    "beskriven_utan_verb": Extra(
        bool,
        "om beskrivningen säkert saknar verb, och kan stå efter ”är”",
        lambda one, _: bool(one.description) and prose.is_phrase(one.description),
    ),
    "omfattning_utan_verb": Extra(
        bool,
        "om omfattningen säkert saknar verb, och kan stå efter ”omfattar”",
        lambda one, _: bool(one.how_often) and prose.is_phrase(one.how_often),
    ),
    "bemanning_utan_verb": Extra(
        bool,
        "om bemanningen säkert saknar verb, och kan stå efter ”arbetar”",
        lambda one, _: bool(one.staffing) and prose.is_phrase(one.staffing),
    ),
    "hel_bemanning": Extra(
        bool, "om bemanningen har ett verb", lambda one, scene: bool(one.staffing) and prose.has_verb(one.staffing)
    ),
    "återkommer": Extra(
        bool,
        "om omfattningen säger hur ofta, och inte hur mycket",
        lambda one, scene: bool(one.how_often) and prose.says_how_often(one.how_often),
    ),
    "hel_omfattning": Extra(
        bool,
        "om omfattningen har ett verb",
        lambda one, scene: bool(one.how_often) and prose.has_verb(one.how_often),
    ),
}
