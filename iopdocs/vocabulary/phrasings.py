"""The phrasings of a document type, as templates print them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.library.phrasings import Phrasing, Phrasings
from iopdocs.reading import suggest
from iopdocs.templating.values import Paragraphs
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import paragraphs, placed


def phrase(name: str, records: tuple[Any, ...], scene: Scene, context: Mapping[str, Any]) -> Paragraphs:
    """Return the paragraphs of a phrasing of the document's type, said of some records of the template's.

    Raises InvalidLibrary: with a file when the fault is in the phrasing, without one when it is in the template.
    """
    # The same each time it is asked for: an act is written in full at its first mention, which a question is not.
    if not records and name in scene.said:
        return scene.said[name]
    phrasing = called(scene.document.description.phrasings, name, len(records))
    text = phrasing.on(scene.law_day)
    if text is None:
        text = str(scene.missing("den dag vars lag gäller"))
    told = ChainMap(dict(zip(phrasing.words, records, strict=True)), context)  # type: ignore[arg-type] # only read
    try:
        made = paragraphs(text, f"formuleringen {name}", scene, told)
    except InvalidLibrary as error:
        raise placed(error, scene.document.folder / DESCRIPTION) from error
    if not records:
        scene.said[name] = made
    return made


def called(phrasings: Phrasings, name: str, records: int) -> Phrasing:
    """Return the phrasing of a name that is told of so many records. Raises InvalidLibrary."""
    known = {phrasing.id: phrasing for phrasing in phrasings}
    if name not in known:
        hint = suggest(name, known) or f"Formuleringar skrivs i {DESCRIPTION}, under formuleringar."
        raise InvalidLibrary(Problem(f"formuleringen ”{name}” finns inte", hint=hint, code="okänd-formulering"))
    phrasing = known[name]
    if records != len(phrasing.words):
        call = ", ".join((f'formulering("{phrasing.id}"', *phrasing.words)) + ")"
        message = f"formuleringen ”{phrasing.id}” får inte de poster som dess ord säger"
        raise InvalidLibrary(Problem(message, hint=f"Skriv {{{{ {call} }}}}.", code="formuleringens-ord"))
    return phrasing
