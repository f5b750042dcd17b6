"""``iopdocs serve``: the workbench, pages on this computer in place of the terminal."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import ROOT, Command, opened, read_day
from iopdocs.errors import OutputBlocked, Problem

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, short_help="Öppna arbetsbänken: arbeta med avtalen i webbläsaren, på den egna datorn.")
@ROOT
@click.option(
    "--on", "day", callback=read_day, metavar="DAG", help="Räkna hela tiden som om det vore den dagen; annars i dag."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Porten; annars en som är ledig.")
@click.option(
    "--idle",
    type=click.IntRange(1, 1440),
    default=30,
    metavar="MINUTER",
    help="Stäng när ingen sida har varit öppen så länge (30 minuter).",
)
@click.option("--no-browser", is_flag=True, help="Skriv bara länken, öppna ingen webbläsare.")
@click.option("--shortcut", is_flag=True, help="Lägg en fil att dubbelklicka på i arbetsmappen, och sluta sedan.")
def serve(root: Path | None, day: date | None, port: int, idle: int, no_browser: bool, shortcut: bool) -> Exit:
    """Öppna arbetsbänken: arbeta med avtalen i webbläsaren.

    Allt stannar på datorn: sidorna visas bara här, och YAML-filerna är fortfarande det som gäller. Stäng med knappen
    Stäng på sidan, eller med Ctrl-C.

    \b
    Exempel:
      iopdocs serve
      iopdocs serve --port 8800 --no-browser
    """
    workspace = opened((), root)
    if shortcut:
        from iopdocs.usecases import create

        for path in create.shortcut(workspace):
            show.line(show.path(path))
        return Exit.DONE
    try:
        from iopdocs.web.running import run
    except ModuleNotFoundError as error:
        message = "arbetsbänken kan inte öppnas: tillägget serve är inte installerat"
        hint = "Installera det med: pip install 'iopdocs[serve]'"
        raise OutputBlocked(Problem(message, hint=hint, code="serve-saknas")) from error

    def started(link: str) -> None:
        show.line("Arbetsbänken är öppen. Länken gäller en gång:", err=True)
        show.line(link)
        if not no_browser:
            click.launch(link)

    def today() -> date:
        return day or date.today()  # noqa: DTZ011 - the user's own day is what is meant

    with suppress(KeyboardInterrupt):  # the usual way to end it
        run(workspace.root, today, port=port, idle=idle * 60.0, started=started)
    show.line("Arbetsbänken är stängd.", err=True)
    return Exit.DONE
