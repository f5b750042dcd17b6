"""The starter: the files that a new workspace is given, and the record by which it remembers them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.classes import dataclass, field
from iopdocs.errors import Problem
from iopdocs.output import sha256
from iopdocs.reading import read_bytes

#: What a workspace calls its record. Not hidden: hidden files are left behind when a folder is moved by hand.
RECORD = "iopdocs.starter.json"
PACKAGE = Path(__file__).parent.parent
STARTER = PACKAGE / "starter"
#: The fingerprint of the starter's templates as they were when they were looked over: a generated file.
SOUND = STARTER / "sound.txt"
_PROGRAM, _FILES, _BASES, _TEXT, _BYTES, _DIGEST = "iopdocs", "filer", "före", "text", "base64", "sha256"
_ABOUT = "Mallar och klausuler som arbetsmappen fick dem. iopdocs upgrade jämför med dem. Ändra inget här."


@dataclass(frozen=True, slots=True)
class GivenStarter:
    """Files of a starter by their path in ``templates``, and the version of the program that they came with.

    ``bases`` are files as they were given before, of those that a later version has been laid aside of: a house's
    changes are told from them as long as that version waits for somebody to take a stand.
    """

    version: str
    files: Mapping[str, bytes]
    bases: Mapping[str, bytes] = field(default_factory=dict)

    def is_newer_than(self, other: GivenStarter) -> bool:
        """Whether a later version of the program gave it."""
        return _number(self.version) > _number(other.version)


def starter_templates() -> Path:
    """Return the templates a new workspace gets: in the installed package, or in the project's own tree."""
    packaged = STARTER / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"


def is_given(path: Path) -> bool:
    """Whether a file of the starter's folder is given to workspaces: not what Python or Word leaves there."""
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(("~$", "."))


def fingerprint(templates: Path) -> str:
    """Return the SHA-256 of all that is given in a folder of templates, with the name of each file. Raises OSError."""
    total = hashlib.sha256()
    for path in sorted(path for path in templates.rglob("*") if is_given(path)):
        data = path.read_bytes()
        total.update(f"{path.relative_to(templates).as_posix()} {len(data)}\n".encode() + data)
    return total.hexdigest()


def is_the_starters(templates: Path) -> bool:
    """Whether a folder of templates is the one that this version of the program gives, byte by byte.

    The program's tests have looked that one over, and found nothing. What is not given may still be read, as a file
    with a stop first in its name or what a link leads to: then it is not.
    """
    try:
        if any(path.is_symlink() or (path.is_file() and not is_given(path)) for path in templates.rglob("*")):
            return False
        return fingerprint(templates) == SOUND.read_text(encoding="ascii").strip()
    except OSError:  # whoever reads the files says what is wrong with them
        return False


def read_starter(templates: Path, version: str = iopdocs.__version__) -> GivenStarter:
    """Return the starter in a folder. Raises OSError."""
    paths = sorted(path for path in templates.rglob("*") if is_given(path))
    return GivenStarter(version, {path.relative_to(templates).as_posix(): path.read_bytes() for path in paths})


def record_of(starter: GivenStarter) -> bytes:
    """Return the record of a starter: each file as given, since a hash alone cannot tell what a house has changed.

    Texts are texts in it, so that a difference can be read in git, and their line breaks are no line breaks of the
    file: a program that turns those into others changes nothing.
    """
    files, bases = (
        {name: _entry(name, data) for name, data in sorted(some.items())} for some in (starter.files, starter.bases)
    )
    said = {_PROGRAM: starter.version, "om": _ABOUT, _FILES: files, **({_BASES: bases} if bases else {})}
    return _text({**said, _DIGEST: _digest(files, bases)})


def read_record(root: Path) -> GivenStarter | Problem | None:
    """Return what a workspace was given; None when it has no record, a Problem when the record cannot be used."""
    path = root / RECORD
    if not path.exists():
        return None
    data = read_bytes(path, RECORD)
    if isinstance(data, Problem):
        return data
    try:
        said: Any = json.loads(data)
        if said[_DIGEST] != _digest(said[_FILES], said.get(_BASES, {})):
            raise ValueError("changed since it was written")
        files, bases = (
            {str(name): _contents(entry) for name, entry in some.items()}
            for some in (said[_FILES], said.get(_BASES, {}))
        )
        return GivenStarter(str(said[_PROGRAM]), files, bases)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        message = "det går inte att läsa vad arbetsmappen fick från början: filen är ändrad eller skadad"
        hint = "Hämta en äldre version av filen. Utan den räknas alla filer som skiljer sig som era egna."
        return Problem(message, RECORD, hint=hint, code="startpost")


def _number(version: str) -> list[int]:
    """Return what a version is compared by: a release and what came before it are the same."""
    released = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return [int(part) for part in re.sub(r"(?:\.0)+$", "", released[0]).split(".")] if released else []


def _entry(name: str, data: bytes) -> dict[str, str]:
    if name.endswith(".docx"):
        return {_BYTES: base64.b64encode(data).decode("ascii")}
    try:
        return {_TEXT: data.decode("utf-8")}
    except UnicodeDecodeError:
        return {_BYTES: base64.b64encode(data).decode("ascii")}


def _contents(entry: Mapping[str, str]) -> bytes:
    return entry[_TEXT].encode() if _TEXT in entry else base64.b64decode(entry[_BYTES], validate=True)


def _digest(files: Mapping[str, Any], bases: Mapping[str, Any]) -> str:
    more = {f"{_BASES}/{name}": entry for name, entry in bases.items()}
    return sha256(_text(dict(sorted({**files, **more}.items()))))


def _text(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
