"""Where quotes stand: one early, one last, the others between; or where somebody has put them."""

from __future__ import annotations

from collections.abc import Sequence

from iopdocs.library.sentences import NarrativePart


def placed_quotes(wanted: Sequence[str | None], parts: Sequence[NarrativePart]) -> dict[str, list[int]]:
    """Return which quotes, by their place in order, stand after which part, by its id.

    ``wanted`` has for each quote the part that it is to stand after, or None. A slot that no part has is that of the
    last part: no quote is lost.
    """
    slots: dict[str, str] = {str(part.quotes): part.id for part in parts if part.quotes}
    body = [part.id for part in parts if part.kind != "faktaruta"]
    if not body:
        return {}
    free = [place for place, part in enumerate(wanted) if part not in body]
    found: dict[str, list[int]] = {}
    for place, part in enumerate(wanted):
        if part in body:
            found.setdefault(str(part), []).append(place)
        else:
            slot = "första" if place == free[0] else "sista" if place == free[-1] else "mellan"
            found.setdefault(slots.get(slot, body[-1]), []).append(place)
    return found
