"""The command line: parse, call, print, exit. The only place that reads the clock.

Each command imports what it needs when it runs, so that ``iopdocs --help`` comes at once.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

import click

import iopdocs
from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.archive import archive
from iopdocs.cli.check import check
from iopdocs.cli.clauses import clauses
from iopdocs.cli.clean import clean
from iopdocs.cli.compare import compare
from iopdocs.cli.convert import convert
from iopdocs.cli.demands import demands
from iopdocs.cli.exits import Exit
from iopdocs.cli.explain import explain
from iopdocs.cli.finish import finish
from iopdocs.cli.impact import impact
from iopdocs.cli.import_ import import_
from iopdocs.cli.init import init
from iopdocs.cli.law import law
from iopdocs.cli.new import new
from iopdocs.cli.options import CommandGroup
from iopdocs.cli.override import override
from iopdocs.cli.render import render
from iopdocs.cli.renew import renew
from iopdocs.cli.schema import schema
from iopdocs.cli.sentences import sentences
from iopdocs.cli.serve import serve
from iopdocs.cli.sign import sign
from iopdocs.cli.signed import signed
from iopdocs.cli.status import status
from iopdocs.cli.swedish import speak_swedish
from iopdocs.cli.template import template
from iopdocs.cli.upgrade import upgrade
from iopdocs.cli.verify import verify
from iopdocs.errors import IopdocsError, Problem, because

speak_swedish()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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

    Tabbtangenten kan fylla i kommandon, dokumenttyper och avtal: se Installera i handboken.
    """


COMMANDS = (
    init, new, import_, serve, check, law, impact, clauses, demands, sentences, template, schema, compare, convert,
    render, explain, renew, status, upgrade, verify, clean, finish, override, sign, signed, archive,
)  # fmt: skip
for command in COMMANDS:
    app.add_command(command)


def main() -> None:
    """Run the command line and exit, with an answer as JSON if that was asked for; see :class:`Exit`."""
    answering = Answering()
    try:
        app(prog_name="iopdocs", standalone_mode=False, obj=answering)
    except IopdocsError as error:
        show.problems(error.problems)
        sys.exit(answering.stopped(error.problems, Exit.PROBLEMS))
    except click.ClickException as error:
        show.wrong_usage(error)
        sys.exit(_wrong_usage(error, answering))
    except (click.Abort, KeyboardInterrupt):
        message = "Avbrutet. Filer som hann skrivas är hela."
        show.line(message, err=True)
        sys.exit(answering.stopped([Problem(message, code="avbrutet")], Exit.PROBLEMS))
    except BrokenPipeError:
        sys.exit(Exit.PROBLEMS)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO, errno.EDQUOT}:
            _bug(answering)
        message = f"Det gick inte att skriva: {because(error)}."
        show.line(message, err=True)
        with suppress(OSError):  # it may be the answer that cannot be written
            answering.stopped([Problem(message, code="skrivfel")], Exit.PROBLEMS)
        sys.exit(Exit.PROBLEMS)
    except Exception:  # noqa: BLE001 - the outermost layer: a bug keeps its traceback and gets its own exit code
        _bug(answering)


def _wrong_usage(error: click.ClickException, answering: Answering) -> Exit:
    """Answer a command that is not understood. It may not have been read as far as to where it asks for JSON."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    words = sys.argv[1 : sys.argv.index("--")] if "--" in sys.argv else sys.argv[1:]
    answering.asked = answering.asked or "--json" in words
    if context is not None and context.parent is not None:
        answering.command = context.info_name
    problem = Problem(error.format_message(), hint="Skriv --help efter kommandot för hjälp.", code="fel-användning")
    return answering.stopped([problem], Exit.USAGE)


def _bug(answering: Answering) -> NoReturn:
    import traceback

    show.lines(traceback.format_exc(), err=True)
    show.line("Det här är ett fel i iopdocs, inte i dina uppgifter. Skicka texten ovan till oss.", err=True)
    message = "det här är ett fel i iopdocs, inte i dina uppgifter"
    hint = "Skicka texten som skrevs vid sidan av (stderr) till oss."
    sys.exit(answering.stopped([Problem(message, hint=hint, code="programfel")], Exit.BUG))


def _end(*_: object) -> None:
    """Asked to end, do what Ctrl-C does: finish what is begun and take the temporary files away."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a script started it in the background
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


#: How seldom a process of ours looks for garbage, by its age.
GARBAGE = (50_000, 20, 20)


def run() -> None:
    """Run the command line in a process of its own, and exit likewise.

    What is made at the start stays to the end. To look for garbage among it, and at last to take it apart piece by
    piece, was a third of a short run's time.
    """
    gc.set_threshold(*GARBAGE)
    # Pydantic would go through everything that is installed, to find plugins that no model of ours has any use of.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a file in an old encoding shows what it can: that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _end)
    try:
        main()
    finally:
        gc.freeze()
