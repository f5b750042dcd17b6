"""``iopdocs archive``: a package for an e-archive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ON, ROOT, Command, PathType, opened

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Gör ett paket av ett avtals slutliga handlingar för e-arkivet.")
@click.argument("agreement", metavar="ID")
@ROOT
@ON
@JSON
@click.option("-o", "--out", type=PathType(file_okay=False), metavar="MAPP", help="Mappen som paketet läggs i.")
@click.option(
    "--as", "shape", type=click.Choice(("zip", "tar", "mapp")), default="zip", help="Paketet som fil eller mapp."
)
@click.option(
    "--with-protected",
    "protected",
    is_flag=True,
    help="Ta med det som är märkt som skyddat i avtalets fil, i klartext.",
)
def archive(
    agreement: str,
    root: Path | None,
    day: date,
    answering: Answering | None,
    out: Path | None,
    shape: str,
    protected: bool,
) -> Exit:
    """Gör ett paket av ett avtals slutliga handlingar för e-arkivet.

    Paketet följer Riksarkivets FGS Paketstruktur 2.0 (E-ARK CSIP och SIP 2.1). I det ligger alla slutliga versioner
    som Word och PDF/A, den undertecknade filen, kvittona och avtalets fil, med metadata. Utkast är inte med. Det som är
    märkt som skyddat i avtalets fil utelämnas. Utan --out läggs paketet i mappen arkiv.

    \b
    Exempel:
      iopdocs archive exempel
      iopdocs archive exempel --as tar --out e-arkiv
    """
    from iopdocs.usecases import archive as usecase

    workspace = opened((), root)
    found = usecase.archive(workspace, agreement, day, out=out, shape=shape, protected=protected)
    if answering:
        answering.give(found.as_json(), Exit.DONE)
        return Exit.DONE
    show.line(show.path(found.path))
    if not found.new:
        show.line("    Paketet finns redan och är detsamma; det gjordes inte om.", err=True)
    show.problems(found.problems)
    return Exit.DONE
