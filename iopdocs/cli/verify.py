"""``iopdocs verify``: what a document was made from, and what a person changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.verify import FinalJson


@click.command(cls=Command, short_help="Pröva om dokument är oredigerade och gjorda av dagens uppgifter.")
@click.argument("files", nargs=-1, required=True, type=PathType(), metavar="FILER")
@ROOT
@JSON
def verify(files: tuple[Path, ...], root: Path | None, answering: Answering | None) -> Exit:
    """Pröva om dokument är oredigerade och gjorda av dagens uppgifter.

    Är underlaget detsamma görs dokumentet på nytt och jämförs: bara då är det bevisat oredigerat. Annars visas vad
    dokumentet självt eller kvittot säger. Är en Word-fil redigerad visas i vilka avsnitt. Av en mapp prövas alla
    dokument i den. Finns det flera slutliga versioner visas de, och vad som skiljer dem. Slutkoden är 0 när allt är
    bevisat oredigerat och gjort av dagens uppgifter, annars 1.

    \b
    Exempel:
      iopdocs verify output/exempel/overenskommelse.docx
      iopdocs verify output/exempel
    """
    from iopdocs.usecases import verify as usecase

    found = usecase.verify(opened(files, root, agreements=False), files)
    code = Exit.DONE if found.sound else Exit.PROBLEMS
    if answering:
        answering.give(found.as_json(), code)
        return code
    for one in found.documents:
        show.line(f"{one.known.file}: {one.known.state}")
        if one.known.made_by:
            show.line(f"    gjort av: {one.known.made_by}")
        for line in one.known.lines:
            show.line(f"    {line}")
    for document, finals in found.several_finals():
        show.line(f"slutliga versioner av {document}:")
        for final in finals:
            show.line(f"    {_in_a_line(final)}")
            for line in final.differs or ():
                show.line(f"        {line}")
    return code


def _in_a_line(one: FinalJson) -> str:
    """Return a final version in a line."""
    signed = {True: "undertecknad", False: "inte undertecknad", None: ""}[one.signed]
    facts = [
        f"{one.day} (enligt {one.said_by})" if one.day else "dagen är okänd",
        signed,
        f"skäl: {one.reason}" if one.reason else "",
        f"ändrad sedan den gjordes: {', '.join(one.edited)}" if one.edited else "",
        "nyast" if one.newest else "",
    ]
    return f"{', '.join(one.files)}: {'; '.join(fact for fact in facts if fact)}"
