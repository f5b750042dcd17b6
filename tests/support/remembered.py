"""Templates and clauses read once for all tests that have a copy of the same: most workspaces hold the starter's.

Reading is a function of the bytes alone, but for the name that a template is called by, so nothing that a test sees is
another. What is faulty is never remembered; the tests of reading itself call what is not remembered.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iopdocs.errors import IopdocsError
from iopdocs.library import clauses, sentences
from iopdocs.templating import template

_prepare, _read_model = template.prepare, clauses.read_model
_TEMPLATES: dict[bytes, template.Template] = {}
_CLAUSES: dict[bytes, Any] = {}


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
