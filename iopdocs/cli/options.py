"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from iopdocs.errors import InvalidAgreement, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.workspace import Workspace

#: The longest text that is kept in a receipt.
MAX_LINE = 500
FORMATS = ("docx", "pdf", "html", "md", "txt")


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
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        message = f"formatet {', '.join(unknown)} finns inte; välj bland {', '.join(FORMATS)}."
        raise click.BadParameter(message, ctx, param)
    return names


class Place(click.Path):
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
    type=Place(file_okay=False),
    metavar="MAPP",
    help="Arbetsmappen, den som har mappen templates.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")
FILES = click.argument("files", nargs=-1, type=Place(), metavar="[FILER]")


def ending(*suffixes: str) -> Any:
    """Return a reader of file names that refuses a name that another file may have: an agreement is soon lost."""

    def read(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
        if value is not None and value.suffix.lower() not in suffixes:
            raise click.BadParameter(f"filnamnet ska sluta på {' eller '.join(suffixes)}.", ctx, param)
        return value

    return read


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


def _workers(ctx: click.Context, param: click.Parameter, value: int | None) -> int:
    """Return how many processes share the work: as many as the computer has cores, unless told."""
    from iopdocs.making.processes import cores

    if value is not None and value < 1:
        raise click.BadParameter("skriv 1 eller fler.", ctx, param)
    return value or cores()


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
    default="docx",
    metavar="FORMAT",
    help="docx, pdf, html, md, txt; flera med komma.",
)


class Command(click.Command):
    """A command whose usage line is Swedish."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", **more})


class Group(click.Group):
    """The command group, likewise."""

    command_class = Command

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", "subcommand_metavar": "KOMMANDO [ARGUMENT]", **more})


def find_workspace(files: tuple[Path, ...], root: Path | None, *, agreements: bool = True) -> Workspace:
    """Return the workspace of the given files or folder; raise InvalidAgreement when there is none.

    ``agreements`` is whether the files are agreements: documents are never read as if they were.
    """
    from pathlib import Path

    from iopdocs.reading import real
    from iopdocs.workspace import Workspace, find_root

    found = root or next((hit for path in files if (hit := find_root(real(path).parent))), None)
    found = found or find_root(Path.cwd())
    if found is None or not (found / "templates").is_dir():
        hint = "Gå till arbetsmappen, ange den med --root, eller gör en ny med iopdocs init."
        raise InvalidAgreement(Problem("ingen arbetsmapp hittades", hint=hint, code="ingen-arbetsmapp"))
    workspace = Workspace(real(found), files if agreements else ())
    if absent := [_absent(path, workspace) for path in files if not path.exists()]:
        raise InvalidAgreement(absent)
    return workspace


def asked_for(workspace: Workspace, files: tuple[Path, ...]) -> list[Path]:
    """Return the agreement files a command is about, each once: those named, or all that there are."""
    from iopdocs.workspace.files import distinct

    return distinct(files) or workspace.agreements()


def _absent(path: Path, workspace: Workspace) -> Problem:
    """Return what to say of a file that is not there: what may have been meant, and how such slips are made."""
    written = str(path)
    near = [one for one in workspace.agreement_files() if path.stem in {one.stem, one.name}]
    if near:
        hint = f"Menade du {workspace.shown(near[0])}?"
    elif written[:1] in "–—−-":
        hint = "Ett val skrivs med två vanliga bindestreck, till exempel --final."
    elif written in FORMATS:
        hint = "Flera format skrivs med komma och utan mellanslag: --format docx,pdf"
    else:
        hint = "Kontrollera stavningen och att du står i rätt mapp. Sätt citattecken om ett namn med mellanslag."
    return Problem("filen finns inte", written, hint=hint, code="saknad-fil")
