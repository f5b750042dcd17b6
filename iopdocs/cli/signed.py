"""``iopdocs signed``: what is known of a signed file that has come back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iopdocs.usecases.signed import SignedFile


@click.command(cls=Command, short_help="Pröva en undertecknad PDF, och föreslå vad avtalets fil ska säga.")
@click.argument("file", type=PathType(), metavar="FIL")
@ROOT
@ON
@JSON
@click.option(
    "--trust",
    multiple=True,
    type=PathType(dir_okay=False, exists=True),
    metavar="FIL",
    help="Certifikat (PEM) för den som utfärdar underskrifterna; utan dem prövas inte vem det är.",
)
@click.option(
    "--apply", is_flag=True, help="Skriv förslaget i avtalets fil, och lägg filen bredvid den slutliga versionen."
)
def signed(
    file: Path,
    root: Path | None,
    day: date,
    answering: Answering | None,
    trust: tuple[Path, ...],
    apply: bool,
) -> Exit:
    """Pröva en undertecknad PDF, och föreslå vad avtalets fil ska säga.

    Du får veta om det är ett dokument som har gjorts i ordning här, om underskrifterna gäller hela filen, om något har
    ändrats sedan dess, vem som har undertecknat och när, och vilka som saknas. Inget hämtas från internet. Slutkoden är
    0 när allt är som det ska.

    \b
    Exempel:
      iopdocs signed hämtad.pdf
      iopdocs signed hämtad.pdf --trust utfärdare.pem --apply
    """
    from iopdocs.usecases import signed as usecase

    workspace = opened((file,), root, agreements=False)
    found = usecase.signed(workspace, file, day, trust=trust, apply=apply)
    code = Exit.DONE if found.sound else Exit.PROBLEMS
    if answering:
        answering.give(found.as_json(), code)
        return code
    _tell(found, workspace.watch.safe, trusted=bool(trust))
    show.problems(found.problems)
    return code


def _tell(found: SignedFile, safe: Callable[[str], str], *, trusted: bool) -> None:
    """Print what is known of the file."""
    from iopdocs.usecases.signed_paper import about, how_known

    if found.found:
        manifest = found.found.manifest
        show.line(f"{show.path(found.path)}: {manifest.final} i {manifest.agreement} ({how_known(found)})")
    for one in found.people:
        show.line(f"    {safe(one.signature.name)}: {about(one.signature, trusted=trusted)}")
    for name in found.lacking:
        show.line(f"    {name}: har inte undertecknat")
    if found.lines:
        done = "Skrivet i" if found.written else "Föreslås i"
        show.line(f"{done} {found.file}:")
        for line in found.lines:
            show.line(f"    {line}")
    if found.kept:
        show.line(show.path(found.kept))
