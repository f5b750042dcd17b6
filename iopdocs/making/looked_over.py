"""All that a workspace makes documents with, looked over: what ``check`` says of templates and clauses."""

from __future__ import annotations

from iopdocs.errors import IopdocsError, Problem
from iopdocs.making.batch import libraries
from iopdocs.making.render import load_template
from iopdocs.vocabulary.lookover import look_over, look_over_clause
from iopdocs.workspace import Workspace


def faults_of_templates(workspace: Workspace) -> list[Problem]:
    """Return what is wrong with the templates and clauses of a workspace, whatever its agreements need of them.

    Those that came with the program, and that nobody has changed, have been looked over already.

    Raises IopdocsError when the clause library or a dokument.yaml cannot be read.
    """
    if workspace.sound:
        return []
    return looked_over(workspace)


def looked_over(workspace: Workspace) -> list[Problem]:
    """Look over the templates and clauses of a workspace, whosever they are. Raises IopdocsError."""
    found: list[Problem] = []
    given = libraries(workspace)
    named: set[str] = set()
    for kind in workspace.types.values():
        try:
            seen = look_over(kind, load_template(kind.template), given)
        except IopdocsError as error:
            found += error.problems
            continue
        found += [*seen.of_template, *seen.of_library, *seen.doubts]
        named |= seen.named
    for clause in given.clauses.clauses.values():
        if clause.id not in named:
            found += look_over_clause(clause, given).of_library
    found += given.confirmations.unknown(given.clauses.clauses, workspace.laws)
    try:
        workspace.beginnings.kinds  # noqa: B018 - to read them is to look them over
    except IopdocsError as error:
        found += error.problems
    return workspace.watch.discreet(list(dict.fromkeys(found)))
