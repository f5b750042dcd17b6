"""A whole folder of files put in place in one step, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained, made_folder


def put_folder(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write files, by their path in it, in a new folder; return whether it was written.

    A folder that is there and holds the very same is left. Raises OutputBlocked when it holds anything else, or cannot
    be written.
    """
    with explained(folder):
        if folder.exists():
            if _held(folder) == dict(files):
                return False
            raise OutputBlocked(
                Problem(
                    "mappen finns redan och har något annat i sig", str(folder), hint="Döp om den.", code="finns-redan"
                )
            )
        made_folder(folder.parent)
        made = folder.with_name(f".{folder.name}.tmp")
        shutil.rmtree(made, ignore_errors=True)
        try:
            for path, data in files.items():
                place = made / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return True


def _held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
