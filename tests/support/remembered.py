"""What is made once for all tests that have a copy of the same: templates and clauses that are read, and PDF files.

Reading is a function of the bytes alone, but for the name that a template is called by, so nothing that a test sees is
another. What is faulty is never remembered; the tests of reading itself call what is not remembered.

LibreOffice is remembered only in tests that ask for it, those of what is done with a PDF file when it is there: to
start it takes longer than all the rest. That the same Word file gives the same PDF is tried by ``tests/conversion``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iopdocs.conversion.office import Office, Run
from iopdocs.errors import IopdocsError
from iopdocs.library import clauses, sentences
from iopdocs.templating import template

_prepare, _read_model = template.prepare, clauses.read_model
_TEMPLATES: dict[bytes, template.Template] = {}
_CLAUSES: dict[bytes, Any] = {}
_convert = Office.run
_RUNS: dict[tuple[str, tuple[bytes, ...]], Run] = {}


def _prepared(data: bytes, file: str) -> template.Template:
    if data not in _TEMPLATES:
        _TEMPLATES[data] = _prepare(data, file)
    return replace(_TEMPLATES[data], file=file)


def _read(path: Path, kind: type[Any], error: type[IopdocsError]) -> Any:
    try:
        data = path.read_bytes()
    except OSError:
        return _read_model(path, kind, error)
    if data not in _CLAUSES:
        _CLAUSES[data] = _read_model(path, kind, error)
    return _CLAUSES[data]


def remember(patch: pytest.MonkeyPatch) -> None:
    """Let what loads templates and clauses remember them."""
    patch.setattr(template, "prepare", _prepared)
    patch.setattr(clauses, "read_model", _read)
    patch.setattr(sentences, "read_model", _read)


def _converted(office: Office, program: str, documents: Sequence[bytes]) -> Run:
    asked = (program, tuple(documents))
    if asked not in _RUNS:
        made = _convert(office, program, documents)
        if made.code or not all(made.files):
            return made
        _RUNS[asked] = made
    return replace(_RUNS[asked], files=[*_RUNS[asked].files])


def remember_pdf(patch: pytest.MonkeyPatch) -> None:
    """Let LibreOffice be started once for the same Word files."""
    patch.setattr(Office, "run", _converted)
