"""A new workspace: templates, clauses, an example and the schemas for the editor."""

from __future__ import annotations

import shutil
from pathlib import Path

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.model.schema import agreement_schema, is_schema, settings_schema
from iopdocs.output import alone, explained, replace_file
from iopdocs.workspace import SETTINGS

SCHEMA = "iopdocs.schema.json"
PACKAGE = Path(__file__).parent.parent
STARTER = PACKAGE / "starter"


def starter_templates() -> Path:
    """Return the templates a new workspace gets: in the installed package, or in the project's own tree."""
    packaged = STARTER / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"


def create(root: Path) -> list[Path]:
    """Make a new workspace in ``root``; return what was put there. Raises OutputBlocked when one is there already."""
    _see_that_none_is_there(root)
    example = root / "agreements" / "exempel.yaml"
    copied = [(root / SETTINGS, STARTER / SETTINGS), (example, STARTER / "exempel.yaml")]
    schemas = [(root / "agreements" / "avtal.schema.json", agreement_schema), (root / SCHEMA, settings_schema)]
    try:
        with alone(root):
            _see_that_none_is_there(root)  # another run may have made one meanwhile
            example.parent.mkdir(exist_ok=True)
            for target, source in copied:
                if not target.exists():
                    replace_file(target, source.read_bytes())
            for target, schema in schemas:
                if not target.exists() or is_schema(target.read_bytes()):
                    replace_file(target, schema().encode())
            _put_templates(root / "templates")
    except OSError as error:
        hint = "Kontrollera att du får skriva i mappen och att disken inte är full."
        raise OutputBlocked(Problem("arbetsmappen kunde inte skapas", str(root), hint=hint, code="skrivfel")) from error
    return [root / "templates", *(target for target, _ in copied)]


def _see_that_none_is_there(root: Path) -> None:
    with explained(root):
        there = (root / "templates").exists()
    if there:
        hint = "Välj en annan mapp, eller fortsätt arbeta i den som finns."
        raise OutputBlocked(Problem("här finns redan en arbetsmapp", str(root), hint=hint, code="finns-redan"))


def _put_templates(target: Path) -> None:
    """Copy the starter's templates, in one step and last: with them a folder becomes a workspace. Raises OSError."""
    beside = target.with_name(".templates.tmp")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        shutil.copytree(starter_templates(), beside, ignore=shutil.ignore_patterns("__pycache__", "~$*"))
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
