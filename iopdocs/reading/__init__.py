"""From YAML to a model, or to a Problem for every fault with its line. All YAML of the project is read here."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from iopdocs.errors import InvalidAgreement, IopdocsError, Problem, printable_name
from iopdocs.reading.files import (
    MAX_BYTES,
    decode_source,
    decode_value,
    read_bytes,
    read_source,
    real,
    same_file,
    too_large,
)
from iopdocs.reading.masking import discreet, without_numbers, without_numbers_in
from iopdocs.reading.model_errors import (
    NotAnId,
    not_told,
    translate,
)
from iopdocs.reading.source import (
    KeyPath,
    Node,
    Source,
    SourcePlace,
    parse_source,
    walk,
    where,
)
from iopdocs.reading.suggesting import suggest

M = TypeVar("M", bound=BaseModel)

UNREADABLE = {"yaml", "json", "för-stor-fil", "för-många-fel", "för-djupt", "teckenkodning"}

__all__ = [
    "MAX_BYTES",
    "UNREADABLE",
    "KeyPath",
    "Node",
    "NotAnId",
    "Source",
    "SourcePlace",
    "build",
    "decode_source",
    "decode_value",
    "discreet",
    "not_told",
    "parse_source",
    "printable_name",
    "read_bytes",
    "read_model",
    "read_source",
    "real",
    "same_file",
    "suggest",
    "too_large",
    "walk",
    "where",
    "without_numbers",
    "without_numbers_in",
]


def read_model(path: Path, model: type[M], error: type[IopdocsError] = InvalidAgreement) -> M:
    """Read one YAML file into ``model``. Raises ``error`` with every Problem of the file at once."""
    source, problems = read_source(path)
    return build(source, problems, model, error)


def build(source: Source, problems: list[Problem], model: type[M], error: type[IopdocsError] = InvalidAgreement) -> M:
    """Make a model of what was read; ``problems`` are those the reader found. Raises ``error`` with all of them."""
    found = list(problems)
    if not isinstance(source.data, dict):
        if not found:
            hint = "Filen ska börja med nycklar, till exempel id: exempelby-jouren-2024"
            found = [Problem("filen ska innehålla nycklar med värden", source.file, 1, hint=hint, code="inte-nycklar")]
        raise error(found)
    if any(problem.code in UNREADABLE for problem in found):
        raise error(found)  # what stands after the place was never read, so missing keys would be false alarms
    try:
        result = model.model_validate(source.data)
    except ValidationError as invalid:
        found += not_told(translate(invalid, source, model), found)
    if found:
        raise error(sorted(found, key=lambda problem: (problem.file or "", problem.line or 0)))
    return result
