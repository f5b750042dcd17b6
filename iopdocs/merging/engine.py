"""The program that puts two persons' changes of one document together, from the optional package docx-scalpel.

The package keeps one process for all that is asked and waits for it without end; a comparison that hangs could not be
stopped. So its program is asked here as it asks it itself, in lines of JSON, in a process for each document.
"""

from __future__ import annotations

import base64
import binascii
import importlib.util
import json
import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import ConversionFailed, because
from iopdocs.merging.failing import not_merged

# A document takes a second or two; on a busy machine some more.
SECONDS = 120.0
_PACKAGE, _PROGRAMS = "docx_scalpel", ("docxodus-pyhost", "docxodus-pyhost.exe")
#: Where two changes cannot both stand the first reviewer's does; what is lost of the second is looked for here.
_FIRST_WINS = 1
#: What to do without it.
WITHOUT = "Utan det görs den nya filen som förut, bredvid den redigerade och utan ändringarna i den."


@dataclass(frozen=True, slots=True)
class Versions:
    """One document in three versions: as it was made, as a person edited it, as it would be made now."""

    base: bytes
    edited: bytes
    new: bytes


def consolidated(
    jobs: Sequence[Versions], authors: tuple[str, str], day: date, *, seconds: float = SECONDS
) -> list[bytes]:
    """Return, for each document, the base with both sets of changes tracked, by author. Raises ConversionFailed.

    ``authors`` are who edited, and what the new one is made by.
    """
    program = find_program()
    lines = [
        json.dumps({"id": number, "op": "docx_diff_consolidate", "args": _arguments(job, authors, day)})
        for number, job in enumerate(jobs, start=1)
    ]
    said = _run(program, "\n".join(lines) + "\n", seconds)
    return [_document(said, number) for number in range(1, len(jobs) + 1)]


def find_program() -> Path:
    """Return the path of the program. Raises ConversionFailed when the package is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    folder = Path(found.origin).parent / "_bin" if found is not None and found.origin else None
    programs = [folder / name for name in _PROGRAMS if (folder / name).is_file()] if folder else []
    if not programs:
        message = "ändringarna i den redigerade filen kan inte tas med: tillägget för sammanfogning är inte installerat"
        hint = f"Installera det med: pip install 'iopdocs[redline]'. {WITHOUT}"
        raise not_merged(message, hint)
    return programs[0]


def _arguments(job: Versions, authors: tuple[str, str], day: date) -> dict[str, Any]:
    both = zip(authors, (job.edited, job.new), strict=True)
    return {
        "baseB64": _text(job.base),
        "reviewers": [{"author": author, "docB64": _text(data)} for author, data in both],
        "settings": {
            "dateTimeForRevisions": f"{day}T00:00:00Z",
            "conflateBreakingAndNonbreakingSpaces": False,
            "trackNumberingChanges": False,
            # LibreOffice falls when it settles what is marked as moved: it is struck in one place and added in another.
            "detectMoves": False,
            "conflictResolution": _FIRST_WINS,
        },
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _run(program: Path, asked: str, seconds: float) -> dict[int, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - the program found above, no shell
            [str(program)],
            input=asked,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            # Words are told apart in the same way whatever the language of the computer.
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        message = f"sammanfogningen blev inte klar på {seconds:.0f} sekunder och stoppades"
        hint = f"Stäng andra program och kör igen. {WITHOUT}"
        raise not_merged(message, hint) from error
    except OSError as error:
        raise _failed(because(error)) from error
    replies: dict[int, Any] = {}
    for line in done.stdout.splitlines():
        try:
            reply = json.loads(line)
        except ValueError:
            continue  # what is missing is noticed below
        if isinstance(reply, dict) and isinstance(reply.get("id"), int):
            replies[reply["id"]] = reply
    return replies


def _document(said: dict[int, Any], number: int) -> bytes:
    reply = said.get(number, {})
    result = reply.get("result") if reply.get("ok") else None
    if not isinstance(result, dict) or not isinstance(result.get("docxB64"), str):
        error = reply.get("error")
        raise _failed(str(error.get("message", "")) if isinstance(error, dict) else "")
    try:
        return base64.b64decode(result["docxB64"], validate=True)
    except binascii.Error as error:
        raise _failed("svaret gick inte att läsa") from error


def _failed(why: str) -> ConversionFailed:
    told = f" Programmet skrev: {' '.join(why.split())[:200]}" if why.strip() else ""
    hint = f"Öppna den redigerade filen i Word, spara den på nytt och försök igen. {WITHOUT}{told}"
    return not_merged("ändringarna kunde inte tas med", hint)
