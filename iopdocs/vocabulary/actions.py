"""The actions that are open before a meeting of a group, as each of its meetings has left them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from iopdocs.model import Agreement
from iopdocs.model.base import Same, place_in
from iopdocs.model.meeting import Action, Meeting
from iopdocs.templating.values import View
from iopdocs.vocabulary.rendering_state import Scene


def actions(scene: Scene) -> list[View[Action]]:
    """Return the actions still open before this meeting, as this meeting left them, and its new ones."""
    return [scene.view(action) for action in _after(scene.agreement, scene.meeting)]


def group_of(agreement: Agreement, meeting: Meeting | None) -> str | None:
    """Return the id of the group that meets: the one named, else the one that steers. None when it has no id."""
    if meeting is not None and meeting.group:
        return meeting.group
    return next((one.id for one in agreement.groups if one.steers), None)


def _after(agreement: Agreement, meeting: Meeting | None) -> tuple[Action, ...]:
    """Return the actions after a meeting, or after the last one of the group that steers."""
    after = _after_each(Same(agreement))
    if meeting is not None:
        return after[place_in(agreement.meetings, meeting)]
    steering = group_of(agreement, None)
    held = [left for one, left in zip(agreement.meetings, after, strict=True) if group_of(agreement, one) == steering]
    return held[-1] if held else ()


@lru_cache(maxsize=1)
def _after_each(agreement: Same[Agreement]) -> list[tuple[Action, ...]]:
    """Return the actions after each meeting. All minutes of an agreement ask, one after the other."""
    after: list[tuple[Action, ...]] = []
    carried: dict[str | None, tuple[Action, ...]] = {}
    for held in agreement.it.meetings:
        group = group_of(agreement.it, held)
        carried[group] = _followed(carried.get(group, ()), held.actions)
        after.append(carried[group])
    return after


def _followed(before: Iterable[Action], now: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions after a meeting; two of one meeting that are called the same are two actions all the same."""
    left: dict[str, list[Action]] = {}
    for action in now:
        left.setdefault(action.id or action.what or "", []).append(action)
    rows: list[Action] = []
    for action in before:
        if action.status != "klar":
            rows += left.pop(action.id or action.what or "", [action])
    return (*rows, *(action for action in now if (action.id or action.what or "") in left))
