"""Writes what is made from the code itself: ``python -m scripts.generated``.

Lists for the handbook, the JSON Schemas for editors, and the program's own files read beforehand. A test says when they
are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from iopdocs import gathered
from iopdocs.errors import InvalidLibrary
from iopdocs.laws.act import Act, Subjects
from iopdocs.laws.library import DATA as LAWS
from iopdocs.laws.library import GATHERED, files_of
from iopdocs.model.frames import DATA
from iopdocs.model.schema import agreement_schema, settings_schema
from iopdocs.output import sha256
from iopdocs.reading import parse_source, read_model, read_source
from iopdocs.templating.compiled import COMPILED
from iopdocs.workspace.starter import SOUND, fingerprint, is_given
from scripts.code_catalogue import code_catalogue
from scripts.compiled import compiled
from scripts.field_list import field_list
from scripts.frames import frames
from scripts.subject_list import subject_list
from scripts.word_list import word_list


def outputs() -> dict[str, Callable[[Path], str]]:
    """Return what writes each generated file from the project's root, by the file's place under it."""
    return {
        "docs/falt.md": field_list,
        "docs/handbok/ord-i-mallarna.md": lambda _: word_list(),
        "docs/lagamnen.md": lambda _: subject_list(),
        "docs/koder.md": lambda _: code_catalogue(),
        "agreements/avtal.schema.json": lambda root: agreement_schema(frames(root)),
        "iopdocs.schema.json": lambda root: settings_schema(frames(root)),
        f"iopdocs/laws/{GATHERED.name}": lambda _: _law_in_one_file(),
        f"iopdocs/{gathered.GATHERED.name}": lambda root: "".join(map(gathered_line, _gathered_files(root))),
        f"iopdocs/{COMPILED.name}": compiled,
        f"iopdocs/starter/{SOUND.name}": lambda root: fingerprint(root / "templates") + "\n",
        f"iopdocs/model/{DATA.name}": lambda root: json.dumps(frames(root), ensure_ascii=False, indent=1) + "\n",
    }


def _law_in_one_file() -> str:
    """Return the program's own acts and subjects in one file, an act a line. Raises InvalidLibrary for a faulty one."""
    *acts, subjects = files_of(LAWS)
    for path in acts:
        read_model(path, Act, InvalidLibrary)
    data = {
        "lagar": [read_source(path)[0].data for path in acts],
        **read_model(subjects, Subjects, InvalidLibrary).model_dump(by_alias=True),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('{"sfs"', '\n{"sfs"') + "\n"


def _gathered_files(root: Path) -> list[Path]:
    """Return the YAML files that commands read one by one: the templates', and the program's own but for the acts."""
    own = (path for path in (root / "iopdocs").rglob("*.yaml") if path.parent.name not in {"acts", "starter"})
    return sorted([*filter(is_given, (root / "templates").rglob("*.yaml")), *own])


def gathered_line(path: Path) -> str:
    """Return what is kept of a file that comes with the program: its digest, and what is read in it."""
    raw = path.read_bytes()
    source, problems = parse_source(raw.decode(), path.name)
    if problems:
        raise InvalidLibrary(problems)
    return f"{sha256(raw)} {json.dumps(source.data, ensure_ascii=False, separators=(',', ':'))}\n"


def main(root: Path) -> None:
    """Write every generated file under a project's root."""
    for name, made in outputs().items():
        path, text = root / name, made(root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
