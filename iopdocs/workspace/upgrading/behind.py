"""Whether a workspace's templates and clauses are behind the program's, said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.reading import real
from iopdocs.workspace.starter import GivenStarter, read_record, read_starter, starter_templates
from iopdocs.workspace.upgrading.contents import contents_of, same_contents
from iopdocs.workspace.upgrading.plan import BROUGHT, FOLDER, LAID_ASIDE, TEMPLATES, WAITING, UpgradePlan, plan

_CODE = "äldre-mallar"


def behind(root: Path, starter: Path | None = None) -> Problem | None:
    """Return what is worth knowing of a workspace whose templates are behind the starter; None when nothing is.

    One without a record says nothing unless some of its files are the starter's: then it has come from one.
    """
    place, templates = starter or starter_templates(), root / TEMPLATES
    if real(place) == real(templates):
        return None
    said, now = read_record(root), read_starter(place)
    given = None if isinstance(said, Problem) else said
    if given and given.is_newer_than(now):
        return replace(older_program(given, now), severity=Severity.NOTE)
    try:
        made = plan(templates, given, now)
        left = list(waiting(root, made))
    except InvalidLibrary:  # whoever needs the file says so
        return None
    count = sum(one.fate in BROUGHT | LAID_ASIDE for one in made.files)
    if given is None:
        if not (count and made.untouched):
            return None
        message = "det går inte att se om mallarna och klausulerna är programmets senaste"
        hint = "Se vad som skiljer med iopdocs upgrade. Med --apply minns arbetsmappen det till nästa gång."
    elif count:
        files = "1 fil" if count == 1 else f"{count} filer"
        message = f"programmet har nyare mallar eller klausuler än arbetsmappen: {files}"
        hint = "Se vad som är nytt med iopdocs upgrade. Ingenting av ert skrivs över."
    elif left:
        message = f"nya mallar eller klausuler väntar på att någon tar ställning: {left[0]}"
        message += f" och {len(left) - 1} till" if len(left) > 1 else ""
        hint = "För in det ni vill ha i filen med samma namn under templates, och ta sedan bort den."
    else:
        return None
    return Problem(message, TEMPLATES, hint=hint, severity=Severity.NOTE, code=_CODE)


def older_program(given: GivenStarter, now: GivenStarter) -> Problem:
    """Return what to say of a workspace that a later version of the program has upgraded."""
    message = f"arbetsmappens mallar är från iopdocs {given.version}, och det här är iopdocs {now.version}"
    hint = "Uppdatera iopdocs på den här datorn. Mallarna byts inte mot äldre."
    return Problem(message, TEMPLATES, hint=hint, code="äldre-program")


def waiting(root: Path, made: UpgradePlan) -> Iterator[str]:
    """Yield the files of earlier upgrades that nobody has taken a stand on, from the root.

    One that says the same as what is in use is settled, and so is one that is about to be laid aside anew.
    Raises InvalidLibrary when a file cannot be read.
    """
    folder = root / FOLDER / WAITING
    again = {one.path for one in made.files if one.fate in LAID_ASIDE}
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith((".", "~$"))):
        name = path.relative_to(folder).as_posix()
        used, lies = contents_of(root / TEMPLATES / name), contents_of(path)
        if name not in again and not (used is not None and lies is not None and same_contents(name, used, lies)):
            yield path.relative_to(root).as_posix()
