"""Facts of an agreement that a document's sentences are for, and that none of them says: told before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.errors import IopdocsError, Problem
from iopdocs.model import Agreement
from iopdocs.vocabulary.narrative import UNTOLD
from iopdocs.vocabulary.rendering_state import Libraries, Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Workspace


def untold(workspace: Workspace, made_with: Libraries, agreement: Agreement, file: str, day: date) -> Iterator[Problem]:
    """Yield what no sentence says, for each document of the agreement that is told by sentences, as of a day.

    What is wrong with a sentence is told of the templates, and not here.
    """
    try:
        kinds = [kind for kind in workspace.types.values() if kind.description.narrative]
    except IopdocsError:
        return
    for kind in kinds:
        for item in kind.items(agreement):
            scene = Scene(agreement, kind, day, made_with, EXTRAS, item)
            try:
                Context(scene)["berättelse"]
            except IopdocsError:
                continue
            yield from (one.at(file, None) for one in scene.problems if one.code == UNTOLD)
