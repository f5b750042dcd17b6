"""How results and problems look: results on stdout, one per line; all else on stderr; colours on a terminal only.

All that the program prints goes through here, and nothing else of it prints: what comes from a file, a document or a
name may be anybody's words, and is shown so that it can be nothing else than text (see :mod:`iopdocs.visible`). Line
breaks, indents and colours are ours alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat, zip_longest
from pathlib import Path
from typing import Any

import click

from iopdocs.errors import Problem, Severity
from iopdocs.visible import escaped, visible

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
PLURALS = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.NOTE: "upplysningar"}
# How far in a hint stands, and what goes on of a line before it.
_HINT, _HANG = 4, 2
# On a terminal: to the beginning of the line, and away with what stands on it.
_CLEAR = "\r\x1b[K"


def line(
    text: object = "", *, err: bool = False, fg: str | None = None, bold: bool | None = None, hang: int = 0
) -> None:
    """Print a text as one line, in a colour or in bold; a line break in it is shown as a sign.

    On a terminal a line that is too long goes on between two words, ``hang`` signs in.
    """
    shown = _folded(visible(str(text)), hang, err=err)
    click.echo(click.style(shown, fg=fg, bold=bold) if fg or bold else shown, err=err)


def lines(text: str, *, err: bool = False, indent: str = "") -> None:
    """Print a text of several lines, each after the indent."""
    for one in text.removesuffix("\n").split("\n"):
        click.echo((indent + visible(one)).rstrip(), err=err)


def over(text: str) -> None:
    """Write a text over the line the cursor is on, on stderr; nothing takes the line away."""
    click.echo(_CLEAR + visible(text), nl=False, err=True)


def can_ask() -> bool:
    """Whether there is somebody to ask: a terminal that both shows and is written in."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, otherwise: str = "n") -> str:
    """Ask a question on a line of its own, and return the answer; what only Enter says is ``otherwise``."""
    answer: str = click.prompt(visible(question), default=otherwise, show_default=False, prompt_suffix=": ", err=True)
    return answer.strip()


def at_once(text: str) -> None:
    """Write a text of ours on a line of its own straight to the system: what is interrupted may be a print."""
    os.write(2, f"\n{visible(text)}\n".encode())


def problems(found: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems: place, kind and sentence on a line, the hint beneath; of several in a row with one hint, once."""
    if not (some := list(found)):
        return
    from iopdocs.reading import without_numbers  # loaded where there is something to say

    told = list(map(without_numbers, some))
    for problem, after in zip_longest(told, told[1:]):
        place = ":".join(str(part) for part in (_short(problem.file), problem.line) if part is not None)
        # K1 to K13 are what lawyers call the marks of an IOP; other codes are names for programs.
        code = f" {problem.code}" if problem.code[:1] == "K" and problem.code[1:].isdigit() else ""
        kind = click.style(problem.severity.value + code, fg=COLOURS[problem.severity])
        parts = (visible(place), kind, visible(problem.where), visible(problem.sentence))
        click.echo(_folded(": ".join(part for part in parts if part), _HANG, err=err), err=err)
        if problem.hint and (after is None or after.hint != problem.hint):
            line(f"{' ' * _HINT}{problem.hint}", err=err, hang=_HINT)


def _short(file: str | None) -> str | None:
    """Return a file from the current folder, when it lies there: those of templates are known by their full paths."""
    return file and file.removeprefix(f"{Path.cwd()}{os.sep}")


def wrong_usage(error: click.ClickException) -> None:
    """Print what click says of a command that it does not understand, with how it is written."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        lines(error.format_message(), err=True)
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines(context.get_usage(), err=True)
        line(f"Skriv {context.command_path} --help för hjälp.", err=True)
        line(err=True)
    line(f"Fel: {error.format_message()}", err=True)


def count(found: Sequence[Problem]) -> str:
    """Return how many problems of each kind there are: ``1 fel, 2 varningar``."""
    parts = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(several(number, severity.value, PLURALS[severity]))
    return ", ".join(parts) or "inga anmärkningar"


def several(number: int, one: str, more: str) -> str:
    """Return a number with its noun: ``1 lucka``, ``3 luckor``."""
    return f"{number} {one if number == 1 else more}"


def path(file: Path) -> str:
    """Return a path as short as it can be written from the current folder."""
    here = file.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def piece(text: str) -> None:
    """Print a piece of the JSON of an answer on stdout."""
    click.echo(text, nl=False)


def json_text(value: Any) -> str:
    """Return a value as JSON, with an escape for every sign that is not seen, or that the output cannot hold."""
    import json

    narrow = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    return escaped(json.dumps(value, ensure_ascii=narrow, indent=2))


def table(rows: Sequence[Sequence[str]], looks: Sequence[Mapping[str, Any]] = ()) -> None:
    """Print rows with their columns aligned; the last column runs free. ``looks`` are the colours of the rows."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(len(shown[0]) - 1)] if shown else []
    for row, look in zip(shown, chain(looks, repeat({})), strict=False):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        before = "".join(f"{cell}  " for cell in cells)
        line(f"{before}{row[-1]}".rstrip(), hang=len(before), **look)


def _folded(text: str, hang: int, *, err: bool) -> str:
    """Return a text with new lines between words where a terminal ends; as it is where no terminal shows it.

    Other programs read whole lines. What no-break spaces hold together stays together, and a path stays whole. Where
    less than a third of the width would be left, the terminal folds it itself.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    import shutil
    from textwrap import TextWrapper

    width, seen = shutil.get_terminal_size().columns, len(click.unstyle(text))
    if seen <= width or hang > width * 2 // 3:
        return text
    wrapper = TextWrapper(width + len(text) - seen, break_long_words=False, break_on_hyphens=False)
    first, *_ = wrapper.wrap(text)
    wrapper.width, wrapper.initial_indent = width, " " * hang
    wrapper.subsequent_indent = wrapper.initial_indent
    return "\n".join([first, *wrapper.wrap(text[len(first) :].strip())])
