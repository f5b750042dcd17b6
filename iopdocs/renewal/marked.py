"""Documents with their changes against the old agreement marked. When they fail, the renewal has not failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass, field
from iopdocs.errors import IopdocsError, Problem, Severity
from iopdocs.library.document_types import CHANGES
from iopdocs.making.last_look import LastLook
from iopdocs.making.render import Rendered
from iopdocs.output import write_document
from iopdocs.redline import redline
from iopdocs.word.told import document_texts

# Who the marked changes are by: the program, not the one who happened to run it.
AUTHOR = "iopdocs"


@dataclass
class Marked:
    """The files that were written, and what is to be told of them and of those that were not."""

    files: list[Path] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)


def mark(folder: Path, pairs: Iterable[tuple[str, Rendered, Rendered]], old: str, look: LastLook, day: date) -> Marked:
    """Write each document, by its name, as it was and is, with the changes marked; ``old`` is the agreement before."""
    marked = Marked()
    facts = {"avtal": folder.name, "jämfört_med": old, "dag": str(day)}
    for name, before, after in pairs:
        try:
            made = redline(before.data, after.data, AUTHOR, day)
            look.texts(document_texts(made.data, name))
            path = write_document(folder, f"{name}{CHANGES}", ".docx", made.data, facts).path
        except IopdocsError as error:
            marked.told.append(_not_made(f"{name}{CHANGES}", error.problems[0]))
            continue
        marked.files.append(path)
        marked.told += [told] if (told := made.problem(path.name)) else []
    return marked


def _not_made(name: str, why: Problem) -> Problem:
    hint = "Avtalet är förnyat. Jämför det gamla utkastet med det nya: iopdocs compare GAMMAL NY."
    message = f"{name}, med ändringarna markerade, gjordes inte: {why.message}"
    return Problem(message, why.file, hint=hint, severity=Severity.WARNING, code="jämförelse-uteblev")
