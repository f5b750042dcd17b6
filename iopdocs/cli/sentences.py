"""``iopdocs sentences``: the sentences that a document's text is built of, or one with its wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ROOT, Command, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.sentences import SentenceFound, SentencesFound


@click.command(cls=Command)
@click.argument("document", required=False, metavar="[TYP]", shell_complete=completion.document_types)
@click.argument("sentence_id", required=False, metavar="[ID]")
@ROOT
@JSON
def sentences(document: str | None, sentence_id: str | None, root: Path | None, answering: Answering | None) -> Exit:
    """Lista meningarna som en dokumenttyps text byggs av, eller visa en med sina lydelser.

    \b
    Exempel:
      iopdocs sentences pressmeddelande
      iopdocs sentences pressmeddelande uppfoljning
    """
    from iopdocs.usecases import sentences as looked_up

    workspace = opened((), root)
    if document and sentence_id:
        one = looked_up.sentence(workspace, document, sentence_id)
        if answering:
            answering.give(one.as_json(), Exit.DONE)
        else:
            _show(one)
        return Exit.DONE
    every = looked_up.sentences(workspace, document)
    if answering:
        answering.give(looked_up.sentences_json(every), Exit.DONE)
    for found in () if answering else every:
        _list(found)
    return Exit.DONE


def _list(found: SentencesFound) -> None:
    show.line(f"{found.type.description.name} ({found.type.id})", bold=True)
    for part, some in found.parts:
        show.line()
        show.line(f"{part.id}: {part.about}")
        show.table([[f"  {one.id}", one.about] for one in some])
    show.line()


def _show(found: SentenceFound) -> None:
    sentence = found.sentence
    show.line(sentence.id, bold=True)
    show.line(f"{sentence.about}. Del: {sentence.part}.")
    if sentence.states or sentence.also:
        show.line(f"säger: {', '.join((*sentence.states, *sentence.also))}")
    if sentence.quiet:
        show.line(f"utelämnas: {sentence.quiet}")
    for way in sentence.ways:
        show.line()
        conditions = [*way.needs, *way.states, *(f"inte {path}" for path in way.without)]
        if conditions:
            show.line(f"när: {', '.join(conditions)}")
        show.lines(way.text, indent="    ")
