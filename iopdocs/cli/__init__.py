"""The command line: parse, call, print, exit. The only place that reads the clock.

Each command imports what it needs when it runs, so that ``iopdocs --help`` comes at once.
"""

from __future__ import annotations

import errno
import gc
import io
import signal
import sys
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import click

import iopdocs
from iopdocs.cli import show
from iopdocs.cli.compare import compare
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Group, Place, asked_for, find_workspace
from iopdocs.cli.render import render
from iopdocs.cli.renew import renew
from iopdocs.cli.status import status
from iopdocs.cli.swedish import speak_swedish
from iopdocs.cli.upgrade import upgrade
from iopdocs.cli.verify import verify
from iopdocs.errors import IopdocsError, Problem, Severity, because

if TYPE_CHECKING:
    from pathlib import Path

speak_swedish()

DONE, PROBLEMS, BUG = 0, 1, 70


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(iopdocs.__version__, prog_name="iopdocs")
def app() -> None:
    """Word-dokument för idéburet offentligt partnerskap.

    Skriv uppgifterna om ett avtal i en YAML-fil. iopdocs gör överenskommelsen, pressmeddelandet och styrgruppens
    protokoll av den.

    \b
    Börja så här:
      iopdocs init mitt-arbete      en ny arbetsmapp med mallar och ett exempel
      cd mitt-arbete
      iopdocs check                 kontrollera alla avtal
      iopdocs render                gör dokumenten, i mappen output
    """


@app.command()
@click.argument("folder", default=".", type=Place(file_okay=False), metavar="[MAPP]")
def init(folder: Path) -> None:
    """Gör en ny arbetsmapp med mallar, klausuler och ett exempelavtal.

    \b
    Exempel:
      iopdocs init mitt-arbete
    """
    from iopdocs.workspace.creation import create

    for path in create(folder):
        show.line(path)
    show.line(f"Klart. Gå vidare med: cd {folder} && iopdocs render", err=True)


@app.command(short_help="Kontrollera avtal: uppgifter, lagrum, belopp, datum, kriterier.")
@FILES
@ROOT
@ON
@JSON
@click.option("--strict", is_flag=True, help="Räkna även varningar som fel.")
def check(files: tuple[Path, ...], root: Path | None, day: date, as_json: bool, strict: bool) -> None:
    """Kontrollera avtal: uppgifter, lagrum, belopp, datum, IOP-kriterier och skyddade uppgifter.

    Utan FILER kontrolleras alla avtal i arbetsmappen.

    \b
    Exempel:
      iopdocs check
      iopdocs check agreements/exempel.yaml --on 2024-01-31
    """
    from iopdocs.making.earlier_ids import EarlierIds
    from iopdocs.workspace.upgrading.behind import behind

    workspace = find_workspace(files, root)
    earlier = EarlierIds(workspace, workspace.root / "output")
    found: list[Problem] = []
    paths = asked_for(workspace, files)
    for path in paths:
        loaded = workspace.load(path)
        found += [*workspace.check(loaded, day), *earlier.told(path, loaded.agreement)]
    if not files:
        found += workspace.unread()
        found += filter(None, [behind(workspace.root)])
    found = list(dict.fromkeys(found))  # what concerns a file that several agreements are kept from is told once
    if as_json:
        show.as_json(show.as_data(found))
    else:
        show.problems(found, err=False)
        show.line(f"{len(paths)} avtal kontrollerade: {show.count(found)}.", err=True)
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    sys.exit(PROBLEMS if any(problem.severity in bad for problem in found) else DONE)


@app.command()
@click.argument("citation", metavar="LAGRUM")
@ON
@JSON
def law(citation: str, day: date, as_json: bool) -> None:
    """Slå upp ett lagrum som det gällde en viss dag.

    \b
    Exempel:
      iopdocs law "SoL 5:11" --on 2021-12-20
      iopdocs law "26 kap. 1 § OSL"
    """
    from iopdocs.cli.library import show_law

    sys.exit(PROBLEMS if show_law(citation, day, as_json=as_json) else DONE)


@app.command()
@click.argument("clause_id", required=False, metavar="[ID]")
@ROOT
@ON
@JSON
def clauses(clause_id: str | None, root: Path | None, day: date, as_json: bool) -> None:
    """Lista klausulerna, eller visa en som den lyder en viss dag.

    \b
    Exempel:
      iopdocs clauses
      iopdocs clauses tystnadsplikt --on 2024-06-30
    """
    from iopdocs.cli.library import list_clauses, show_clause

    workspace = find_workspace((), root)
    if clause_id is None:
        list_clauses(workspace, as_json=as_json)
    else:
        show_clause(workspace, clause_id, day, as_json=as_json)


@app.command(short_help="Skriv JSON-schemat för redigeraren.")
@click.option("--settings", is_flag=True, help="Schemat för iopdocs.yaml i stället för avtalens.")
@click.option("--output", "-o", type=Place(dir_okay=False), metavar="FIL", help="Skriv till en fil.")
def schema(settings: bool, output: Path | None) -> None:
    """Skriv JSON-schemat, så att redigeraren kan fylla i och förklara nycklar.

    \b
    Exempel:
      iopdocs schema -o agreements/avtal.schema.json
    """
    from iopdocs.model.schema import agreement_schema, is_schema, settings_schema
    from iopdocs.output import save

    text = settings_schema() if settings else agreement_schema()
    if output is None:
        show.lines(text)
    else:
        save(output, text.encode(), is_schema)
        show.line(output)


for command in (compare, render, renew, status, upgrade, verify):
    app.add_command(command)


def main() -> None:
    """Run the command line and exit: 0 done, 1 problems, 2 wrong usage, 70 a bug of ours."""
    try:
        app(prog_name="iopdocs", standalone_mode=False)
    except IopdocsError as error:
        show.problems(error.problems)
        sys.exit(PROBLEMS)
    except click.ClickException as error:
        show.wrong_usage(error)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        show.line("Avbrutet. Filer som hann skrivas är hela.", err=True)
        sys.exit(PROBLEMS)
    except BrokenPipeError:
        sys.exit(PROBLEMS)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO, errno.EDQUOT}:
            _bug()
        show.line(f"Det gick inte att skriva: {because(error)}.", err=True)
        sys.exit(PROBLEMS)
    except Exception:  # noqa: BLE001 - the outermost layer: a bug keeps its traceback and gets its own exit code
        _bug()


def _bug() -> NoReturn:
    import traceback

    show.lines(traceback.format_exc(), err=True)
    show.line("Det här är ett fel i iopdocs, inte i dina uppgifter. Skicka texten ovan till oss.", err=True)
    sys.exit(BUG)


def _end(*_: object) -> None:
    """Asked to end, do what Ctrl-C does: finish what is begun and take the temporary files away."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a script started it in the background
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


def run() -> None:
    """Run the command line in a process of its own, and exit likewise.

    What is made at the start stays to the end. To look for garbage among it, and at last to take it apart piece by
    piece, was a third of a short run's time.
    """
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a file in an old encoding shows what it can: that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _end)
    try:
        main()
    finally:
        gc.freeze()
