"""The actions that are open before a meeting, as each meeting has left them."""

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


def _after(agreement: Agreement, meeting: Meeting | None) -> tuple[Action, ...]:
    """Return the actions after a meeting, or after the last one."""
    after = _after_each(Same(agreement))
    if meeting is None:
        return after[-1] if after else ()
    return after[place_in(agreement.meetings, meeting)]


@lru_cache(maxsize=1)
def _after_each(agreement: Same[Agreement]) -> list[tuple[Action, ...]]:
    """Return the actions after each meeting. All minutes of an agreement ask, one after the other."""
    carried: tuple[Action, ...] = ()
    return [carried := _followed(carried, held.actions) for held in agreement.it.meetings]


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
