"""``iopdocs serve``: the workbench, pages on this computer in place of the terminal; or the service for programs."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import ROOT, WORKERS, Command, PathType, opened, read_day
from iopdocs.errors import OutputBlocked, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Where the service listens, and how long it works on a request, unless something else is said.
_PORT, _SECONDS = 8080, 60
#: What only one of the two takes.
_OF_PAGES, _OF_SERVICE = ("idle", "no_browser", "shortcut"), ("bind", "hosts", "workers", "token_file", "seconds")


@click.command(cls=Command, short_help="Öppna arbetsbänken: arbeta med avtalen i webbläsaren, på den egna datorn.")
@ROOT
@click.option(
    "--on", "day", callback=read_day, metavar="DAG", help="Räkna hela tiden som om det vore den dagen; annars i dag."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"Porten; annars en som är ledig, och med --api {_PORT}.",
)
@click.option(
    "--idle",
    type=click.IntRange(1, 1440),
    default=30,
    metavar="MINUTER",
    help="Stäng när ingen sida har varit öppen så länge (30 minuter).",
)
@click.option("--no-browser", is_flag=True, help="Skriv bara länken, öppna ingen webbläsare.")
@click.option("--shortcut", is_flag=True, help="Lägg en fil att dubbelklicka på i arbetsmappen, och sluta sedan.")
@click.option("--api", is_flag=True, help="Bara tjänsten för andra program, utan sidor; se handboken.")
@click.option("--bind", default="127.0.0.1", metavar="ADRESS", help="Med --api: adressen att lyssna på.")
@click.option("--host", "hosts", multiple=True, metavar="NAMN", help="Med --api: värdnamn att svara på; kan upprepas.")
@click.option(
    "--token-file", type=PathType(dir_okay=False), metavar="FIL", help="Med --api: fil med nycklar, en på varje rad."
)
@WORKERS
@click.option(
    "--timeout",
    "seconds",
    type=click.IntRange(1, 3600),
    default=_SECONDS,
    metavar="SEKUNDER",
    help=f"Med --api: hur länge en fråga får ta ({_SECONDS} sekunder).",
)
@click.pass_context
def serve(
    context: click.Context,
    root: Path | None,
    day: date | None,
    port: int | None,
    idle: int,
    no_browser: bool,
    shortcut: bool,
    api: bool,
    bind: str,
    hosts: tuple[str, ...],
    token_file: Path | None,
    workers: int | None,
    seconds: int,
) -> Exit:
    """Öppna arbetsbänken: arbeta med avtalen i webbläsaren.

    Allt stannar på datorn: sidorna visas bara här, och YAML-filerna är fortfarande det som gäller. Stäng med knappen
    Stäng på sidan, eller med Ctrl-C.

    Med --api svarar i stället en tjänst för andra program, till exempel kommunens ärendesystem. Den tar emot avtal och
    ger dokument, sparar inget och startar inte utan nyckel.

    \b
    Exempel:
      iopdocs serve
      iopdocs serve --port 8800 --no-browser
      iopdocs serve --api --host iop.exempelby.se --token-file /etc/iopdocs/nycklar
    """
    _fitting(context, _OF_PAGES if api else _OF_SERVICE, api=api)

    def today() -> date:
        return day or date.today()  # noqa: DTZ011 - the user's own day is what is meant

    workspace = opened((), root)
    if shortcut:
        from iopdocs.usecases import create

        for path in create.shortcut(workspace):
            show.line(show.path(path))
        return Exit.DONE
    try:
        if api:
            from iopdocs.cli.service import keys_from, start

            keys, number = keys_from(token_file), _PORT if port is None else port
            start(
                workspace.root, today, keys=keys, bind=bind, port=number, hosts=hosts, workers=workers, seconds=seconds
            )
        else:
            _pages(workspace.root, today, port or 0, idle, no_browser=no_browser)
    except ModuleNotFoundError as error:
        message = "arbetsbänken kan inte öppnas: tillägget serve är inte installerat"
        hint = "Installera det med: pip install 'iopdocs[serve]'"
        raise OutputBlocked(Problem(message, hint=hint, code="serve-saknas")) from error
    return Exit.DONE


def _fitting(context: click.Context, others: tuple[str, ...], *, api: bool) -> None:
    """Refuse an option that would do nothing. Raises UsageError."""
    given = click.core.ParameterSource.COMMANDLINE
    names = {one.name: one.opts[0] for one in context.command.params}
    if wrong := [names[one] for one in others if context.get_parameter_source(one) is given]:
        raise click.UsageError(f"{wrong[0]} går {'inte' if api else 'bara'} ihop med --api.")


def _pages(root: Path, today: Callable[[], date], port: int, idle: int, *, no_browser: bool) -> None:
    from iopdocs.web.running import run

    def started(link: str) -> None:
        show.line("Arbetsbänken är öppen. Länken gäller en gång:", err=True)
        show.line(link)
        if not no_browser:
            click.launch(link)

    with suppress(KeyboardInterrupt):  # the usual way to end it
        run(root, today, port=port, idle=idle * 60.0, started=started)
    show.line("Arbetsbänken är stängd.", err=True)
