"""The options that several commands share, and how their values are read."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import click

from iopdocs.cli import completion
from iopdocs.cli.answering import Answering

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.opening import Workspace

#: The longest text that is kept in a receipt.
MAX_LINE = 500


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day such as 2024-01-31 or 31 januari 2024."""
    from iopdocs.swedish import dates

    if value is None:
        return None
    try:
        return dates.parse(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Read a day; without one, the user's own today."""
    return read_day(ctx, param, value) or date.today()  # noqa: DTZ011 - the user's own day is what is meant


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Read a list of formats parted by commas."""
    from iopdocs.usecases.render import FORMATS

    return chosen_formats(ctx, param, value, FORMATS)


def chosen_formats(ctx: click.Context, param: click.Parameter, value: str, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats that are named, each once. Raises click.BadParameter for what is none of ``formats``."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in formats]
    if unknown or not names:
        message = f"formatet {', '.join(unknown)} finns inte; välj bland {', '.join(formats)}."
        raise click.BadParameter(message, ctx, param)
    return names


def _answering(ctx: click.Context, param: click.Parameter, value: bool) -> Answering | None:
    """Return what gives the answer as JSON, if that is asked for."""
    answering = ctx.ensure_object(Answering)
    answering.asked, answering.command = value, ctx.command_path.partition(" ")[2]
    return answering if value else None


class PathType(click.Path):
    """A file or a folder. pathlib is loaded when there is a path to read, not to show the help."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value as a Path. Raises click.BadParameter for what is not of the kind asked for."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


ON = click.option(
    "--on", "day", callback=_day, metavar="DAG", help="Räkna som om det vore den dagen, till exempel 2024-01-31."
)
ROOT = click.option(
    "--root",
    type=PathType(file_okay=False),
    metavar="MAPP",
    help="Arbetsmappen, den som har mappen templates.",
)
JSON = click.option(
    "--json",
    "answering",
    is_flag=True,
    is_eager=True,  # what is wrong with the other options is answered as JSON, too
    callback=_answering,
    help="Skriv resultatet som JSON.",
)
FILES = click.argument("files", nargs=-1, type=PathType(), metavar="[FILER]", shell_complete=completion.agreements)


def ending(*suffixes: str) -> Any:
    """Return a reader of file names that refuses a name that another file may have: an agreement is soon lost."""

    def read(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
        if value is not None and value.suffix.lower() not in suffixes:
            raise click.BadParameter(f"filnamnet ska sluta på {' eller '.join(suffixes)}.", ctx, param)
        return value

    return read


TABLE = click.option(
    "--table",
    type=PathType(dir_okay=False),
    callback=ending(".xlsx", ".csv"),
    metavar="FIL",
    help="Skriv en tabell för Excel (.xlsx) eller andra program (.csv).",
)


def not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a text, or refuse one that is empty: that is a slip, and not the same as to leave the option out."""
    if value is not None and not value.strip():
        raise click.BadParameter("värdet är tomt.", ctx, param)
    return value


def one_line(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a text on one line, without signs that cannot be seen, or refuse one that is empty or a whole page."""
    text = not_empty(ctx, param, value)
    if text is not None and len(text) > MAX_LINE:
        raise click.BadParameter(f"texten är längre än {MAX_LINE} tecken.", ctx, param)
    return text and " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _workers(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """Return how many processes share the work; None when that is not told: as many as the computer has cores."""
    if value is not None and value < 1:
        raise click.BadParameter("skriv 1 eller fler.", ctx, param)
    return value


WORKERS = click.option(
    "--workers",
    type=int,
    callback=_workers,
    metavar="N",
    help="Högst så många processer; annars lika många som kärnor. Aldrig fler än avtalen eller fyra per kärna.",
)
FORMAT = click.option(
    "--format",
    "formats",
    callback=_formats,
    shell_complete=completion.formats,
    default="docx",
    metavar="FORMAT",
    help="docx, pdf, html, fragment.html, md, txt, json; flera med komma.",
)


class Command(click.Command):
    """A command whose usage line is Swedish, and that ends with the exit code it returns."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", **more})

    def invoke(self, ctx: click.Context) -> NoReturn:
        """Run the command and exit."""
        ctx.ensure_object(Answering).day = ctx.params.get("day")
        sys.exit(super().invoke(ctx))


class CommandGroup(click.Group):
    """The command group, likewise."""

    command_class = Command

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", "subcommand_metavar": "KOMMANDO [ARGUMENT]", **more})


def opened(files: tuple[Path, ...], root: Path | None, *, agreements: bool = True) -> Workspace:
    """Return the workspace of the given files or folder, or of the current one; see open_workspace."""
    from pathlib import Path

    from iopdocs.usecases.opening import open_workspace

    workspace = open_workspace(files, root, Path.cwd(), agreements=agreements)
    click.get_current_context().ensure_object(Answering).discreet = lambda found: workspace.watch.discreet(found)
    return workspace
