"""Which files may be agreements, which were meant to be, and what id one seems to have: told without reading it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from iopdocs.reading import decode_source

# What stands at the very beginning of a line is a key of the file itself; what goes on below it is no such id.
_ID = re.compile(r"""^\ufeff?id:[ \t]+["']?([a-z0-9-]+)["']?[ \t]*(?:#.*)?\r?$(?!\n[ \t]+[^\s#])""", re.MULTILINE)
# What an agreement file becomes when it is saved by another program than an editor of text.
_MEANT = re.compile(r"(?i)\.ya?ml\.[a-z]+$|\.(?:txt|docx?|rtf|odt|json5?)$(?<!\.schema\.json)")


def seeming_id(data: bytes) -> str:
    """Return the id that an agreement file seems to have, read in haste if it is written as usual; nothing if none."""
    if match := _ID.search(data.decode("utf-8", "replace")):
        return match[1]
    source, _ = decode_source(data, "")
    found = source.data.get("id") if isinstance(source.data, dict) else None
    return found.strip().casefold() if isinstance(found, str) else ""


def yaml_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may be agreements, by name."""
    return sorted(path for path in folder.rglob("*.*") if path.suffix.lower() in {".yaml", ".yml"})


def misnamed(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that were meant as agreements, why they are not read, and what to do."""
    hint = "Byt namn på den. Visa filnamnstillägg i Utforskaren om .txt inte syns."
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _MEANT.search(path.name) and path.name[0] not in "~.":
            yield path, "namnet slutar inte på .yaml", hint
