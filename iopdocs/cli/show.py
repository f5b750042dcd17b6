"""How results and problems look: results on stdout, one per line; all else on stderr; colours on a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from iopdocs.errors import Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
PLURALS = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.NOTE: "upplysningar"}


def problems(found: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems: place, kind and sentence on a line, the hint beneath."""
    for problem in found:
        place = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
        kind = click.style(problem.severity.value, fg=COLOURS[problem.severity])
        head = ": ".join(part for part in (place, kind, problem.where, problem.sentence) if part)
        click.echo(head, err=err)
        if problem.hint:
            click.echo(f"    {problem.hint}", err=err)


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


def as_data(found: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain data for JSON."""
    from dataclasses import asdict

    return [asdict(problem) for problem in found]


def as_json(value: Any) -> None:
    """Print a value as JSON on stdout."""
    click.echo(_json(value))


def as_json_list(values: Iterable[Any]) -> None:
    """Print values as a JSON list on stdout, each as it comes."""
    from textwrap import indent

    before = "[\n"
    for value in values:
        click.echo(before + indent(_json(value), "  "), nl=False)
        before = ",\n"
    click.echo("[]" if before == "[\n" else "\n]")


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows with their columns aligned; the last column runs free."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())
