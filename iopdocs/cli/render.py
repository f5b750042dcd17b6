"""``iopdocs render``: documents of agreements."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.options import (
    FILES,
    FORMAT,
    JSON,
    ON,
    ROOT,
    WORKERS,
    Command,
    Place,
    asked_for,
    find_workspace,
    not_empty,
    one_line,
)

if TYPE_CHECKING:
    from pathlib import Path

DONE, PROBLEMS = 0, 1


@click.command(cls=Command, short_help="Gör dokument av avtal, i mappen output.")
@FILES
@ROOT
@ON
@JSON
@click.option("--document", "documents", multiple=True, metavar="TYP", help="Bara den dokumenttypen; kan upprepas.")
@FORMAT
@click.option("--out", type=Place(file_okay=False), metavar="MAPP", help="Annan mapp än output.")
@click.option("--final", is_flag=True, help="Slutlig version: vägras så länge uppgifter saknas eller fel finns kvar.")
@click.option(
    "--reason", callback=one_line, metavar="TEXT", help="Skäl till en ny slutlig version av något undertecknat."
)
@click.option("--force", is_flag=True, help="Skriv över även redigerade filer; den redigerade sparas under nytt namn.")
@click.option("--takeover", is_flag=True, help="Ta över dokument som enligt kvittot är en annan fils eller mapps.")
@click.option("--carry-over", "carry", is_flag=True, help="Ta med dokumenten från avtalets tidigare id till det nya.")
@click.option("--remake", is_flag=True, help="Gör även om dokument som redan är gjorda av samma uppgifter.")
@WORKERS
@click.option(
    "--cluster",
    callback=not_empty,
    metavar="ADRESS",
    help="Låt ett Dask-kluster göra arbetet, till exempel tcp://10.0.0.5:8786.",
)
def render(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    as_json: bool,
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    final: bool,
    reason: str | None,
    force: bool,
    takeover: bool,
    carry: bool,
    remake: bool,
    workers: int,
    cluster: str | None,
) -> None:
    """Gör dokument av avtal, i mappen output.

    Utan FILER tas alla avtal i arbetsmappen. Ett utkast visar det som saknas som gulmarkerade luckor. En fil som någon
    har redigerat skrivs aldrig över, och inte heller en slutlig version: den nya läggs bredvid.

    \b
    Exempel:
      iopdocs render
      iopdocs render agreements/exempel.yaml --document pressmeddelande --format docx,html
      iopdocs render agreements/exempel.yaml --final --format docx,pdf
    """
    from iopdocs.cli.making import make
    from iopdocs.making.outcome import Wish

    if reason and not final:
        raise click.UsageError("--reason hör ihop med --final.")
    workspace = find_workspace(files, root)
    workspace.watch.of_place(out, workspace.root)
    paths = asked_for(workspace, files)
    if not (files or as_json):
        show.problems(workspace.unread())
    only_new = not (force or remake)
    wish = Wish(day, documents, formats, final, force, out, only_new, workers, reason or "", takeover)
    sys.exit(PROBLEMS if make(workspace, paths, wish, as_json=as_json, cluster=cluster, carry=carry) else DONE)
