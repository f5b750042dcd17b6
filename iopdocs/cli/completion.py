"""What the tab key offers: document types, formats, clauses and the agreements of the workspace that one stands in.

A tab key that answers with a fault is worse than one that offers nothing: where no workspace is, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from iopdocs.cli import show

if TYPE_CHECKING:
    from iopdocs.usecases.opening import Workspace


def document_types(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the document types of the workspace that begin so."""
    return _beginning(incomplete, _known(ctx, lambda workspace: workspace.types))


def clause_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the clauses of the workspace that begin so."""
    return _beginning(incomplete, _known(ctx, lambda workspace: workspace.clauses.clauses))


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats that a list of formats can go on with."""
    from iopdocs.usecases.render import FORMATS

    *before, begun = incomplete.split(",")
    head = "".join(f"{one}," for one in before)
    return [CompletionItem(f"{head}{name}") for name in FORMATS if name.startswith(begun) and name not in before]


def agreements(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the agreements of the workspace whose paths or ids begin so, else the files of the folder."""

    def named(workspace: Workspace) -> Iterator[str]:
        for file in workspace.agreement_files():
            path = show.path(file)
            if path.startswith(incomplete) or workspace.stated_id(file).startswith(incomplete):
                yield path

    return list(map(CompletionItem, _known(ctx, named))) or [CompletionItem(incomplete, type="file")]


def _known(ctx: click.Context, read: Callable[[Workspace], Iterable[str]]) -> list[str]:
    """Return what is read from the workspace that one stands in, or that is named; nothing where there is none."""
    from pathlib import Path

    from iopdocs.errors import IopdocsError
    from iopdocs.usecases.opening import open_workspace

    try:
        return list(read(open_workspace((), ctx.params.get("root"), Path.cwd())))
    except (IopdocsError, OSError):
        return []


def _beginning(incomplete: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]
