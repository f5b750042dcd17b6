"""A new workspace: templates, clauses, an example, the schemas for the editor and what opens the workbench."""

from __future__ import annotations

import shutil
from pathlib import Path

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.model.schema import agreement_schema, is_schema, settings_schema
from iopdocs.output import alone, explained, replace_file
from iopdocs.workspace import SETTINGS
from iopdocs.workspace.start_files import is_start_file, runnable, start_files
from iopdocs.workspace.starter import RECORD, STARTER, GivenStarter, read_starter, record_of, starter_templates

SCHEMA = "iopdocs.schema.json"


def create(root: Path, templates: Path | None = None) -> list[Path]:
    """Make a new workspace in ``root`` of the starter's ``templates``, and a record of them; return what was put there.

    Raises OutputBlocked when one is there already.
    """
    _see_that_none_is_there(root)
    example = root / "agreements" / "exempel.yaml"
    copied = [(root / SETTINGS, STARTER / SETTINGS), (example, STARTER / "exempel.yaml")]
    try:
        with alone(root):
            _see_that_none_is_there(root)  # another run may have made one meanwhile
            example.parent.mkdir(exist_ok=True)
            for target, source in copied:
                if not target.exists():
                    replace_file(target, source.read_bytes())
            for target, schema in schemas(root).items():
                if not target.exists() or is_schema(target.read_bytes()):
                    replace_file(target, schema)
            put_start_files(root)
            starter = read_starter(templates or starter_templates())
            replace_file(root / RECORD, record_of(starter))
            _put_templates(starter, root / "templates")
    except OSError as error:
        hint = "Kontrollera att du får skriva i mappen och att disken inte är full."
        raise OutputBlocked(Problem("arbetsmappen kunde inte skapas", str(root), hint=hint, code="skrivfel")) from error
    return [root / "templates", *(target for target, _ in copied), *start_files(root)]


def put_start_files(root: Path) -> list[Path]:
    """Put what opens the workbench by double-click, never over what somebody else has written. Raises OSError."""
    for path, data in start_files(root).items():
        if not path.exists() or is_start_file(path.read_bytes()):
            replace_file(path, data)
            runnable(path)
    return list(start_files(root))


def schemas(root: Path) -> dict[Path, bytes]:
    """Return the schemas that an editor reads, by where they lie in a workspace."""
    return {
        root / "agreements" / "avtal.schema.json": agreement_schema().encode(),
        root / SCHEMA: settings_schema().encode(),
    }


def _see_that_none_is_there(root: Path) -> None:
    with explained(root):
        there = (root / "templates").exists()
    if there:
        hint = "Välj en annan mapp, eller fortsätt arbeta i den som finns."
        raise OutputBlocked(Problem("här finns redan en arbetsmapp", str(root), hint=hint, code="finns-redan"))


def _put_templates(starter: GivenStarter, target: Path) -> None:
    """Put the starter's templates, in one step and last: with them a folder becomes a workspace. Raises OSError."""
    beside = target.with_name(".templates.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for folder in dict.fromkeys((beside / name).parent for name in starter.files):
            folder.mkdir(parents=True, exist_ok=True)
        for name, data in starter.files.items():
            (beside / name).write_bytes(data)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
