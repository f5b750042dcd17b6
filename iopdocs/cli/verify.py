"""``iopdocs verify``: what a document was made from, and what a person changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.verify import FactProposalJson, FinalJson, ReadBackJson


@click.command(cls=Command, short_help="Pröva om dokument är oredigerade och gjorda av dagens uppgifter.")
@click.argument("files", nargs=-1, required=True, type=PathType(), metavar="FILER")
@ROOT
@JSON
@click.option("--apply", is_flag=True, help="Skriv uppgifter som är ändrade i Word i avtalets fil, när det är säkert.")
def verify(files: tuple[Path, ...], root: Path | None, answering: Answering | None, apply: bool) -> Exit:
    """Pröva om dokument är oredigerade och gjorda av dagens uppgifter.

    Är underlaget detsamma görs dokumentet på nytt och jämförs: bara då är det bevisat oredigerat. Annars visas vad
    dokumentet självt eller kvittot säger. Är en Word-fil redigerad visas i vilka avsnitt. Av en mapp prövas alla
    dokument i den. Finns det flera slutliga versioner visas de, och vad som skiljer dem. Slutkoden är 0 när allt är
    bevisat oredigerat och gjort av dagens uppgifter, annars 1.

    Är ett utkast redigerat visas också vilka uppgifter som är ändrade eller ifyllda i Word, och vad som skulle stå i
    avtalets fil. Med --apply skrivs det dit, och slutkoden är 0 när det var allt som var ändrat. Bara det skrivs som
    ger precis samma ord när dokumentet görs om.

    \b
    Exempel:
      iopdocs verify output/exempel/overenskommelse.docx
      iopdocs verify output/exempel
      iopdocs verify output/exempel/overenskommelse.docx --apply
    """
    from iopdocs.usecases import verify as usecase

    found = usecase.verify(opened(files, root, agreements=False), files, apply=apply)
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
        for line in _read_back(one.known.read_back, one.known.file) if one.known.read_back else ():
            show.line(f"    {line}")
    show.problems(found.problems)
    for document, finals in found.several_finals():
        show.line(f"slutliga versioner av {document}:")
        for final in finals:
            show.line(f"    {_in_a_line(final)}")
            for line in final.differs or ():
                show.line(f"        {line}")
    return code


def _read_back(found: ReadBackJson, file: str) -> Iterator[str]:
    """Yield what was edited as facts of the data, line by line."""
    if found.why:
        yield f"vad som är ändrat av uppgifterna går inte att säga: {found.why}"
        return
    for one in found.proposals:
        yield from _proposal(one, written=found.written is not None)
    if found.written is None and any(one.sure for one in found.proposals):
        yield f"Skriv uppgifterna i avtalets fil: iopdocs verify {file} --apply"
    yield from (f"kan inte föras över: {one.section}: {one.why}" for one in found.unread)
    for clause in found.clauses:
        yield f"klausulen {clause} är omskriven; så blir den avtalets egen text:"
        yield f'    iopdocs override {file} {clause} --reason "…" --by "…"'


def _proposal(one: FactProposalJson, *, written: bool) -> Iterator[str]:
    """Yield a fact as it would be written, and where it was read."""
    place = f"{one.file}:{one.line}" if one.line else one.file
    was = f" (där står {one.old})" if one.old else ""
    if one.sure:
        yield f"{'skrivet' if written else 'förslag'}: {place}: {one.where}: {one.new}{was}"
    else:
        yield f"kan inte föras över: {place}: {one.where}: {one.new}{was}: {one.why}"
    yield from (f"    i Word: {sentence}" for sentence in one.sentences)
    if one.others:
        yield f"    Också {show.several(len(one.others), 'annat stycke', 'andra stycken')} läses då annorlunda."


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
