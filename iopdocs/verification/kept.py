"""What a person changed in a document whose sources are others now: told by the document as it was kept when made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iopdocs.errors import IopdocsError
from iopdocs.making.as_made import as_made
from iopdocs.making.last_look import LastLook
from iopdocs.redline import summary
from iopdocs.verification.edited import Judged
from iopdocs.verification.finals import lines_of
from iopdocs.workspace import Workspace


def with_kept(workspace: Workspace, judged: Judged, data: bytes, members: Mapping[str, bytes]) -> Judged:
    """Return what is known of an edited Word document, with what differs from the one that was kept.

    The kept one is looked through first: what is protected now may not have been so when it was made.
    """
    kept = as_made(workspace.root, members)
    if kept is None:
        more = "dokumentet som det gjordes är inte sparat, så det går inte att säga vilka avsnitt som är redigerade"
        return replace(judged, state=f"{judged.state}; {more}")
    try:
        LastLook(workspace.watch.guard, numbers=frozenset()).document(kept, (), {}, "")
        changes = summary(kept, data)
    except IopdocsError as error:
        more = f"vilka avsnitt som är redigerade går inte att säga: {error.problems[0].message}"
        return replace(judged, state=f"{judged.state}; {more}")
    count = len({change.section for change in changes})
    told = f"{count} avsnitt är redigerade" if count else "texten är densamma"
    state = f"{judged.state}; {told}, jämfört med dokumentet som det sparades när det gjordes"
    return replace(judged, state=state, lines=[*judged.lines, *lines_of(changes)], changes=changes)
