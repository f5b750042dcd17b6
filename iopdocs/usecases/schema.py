"""Schema: the JSON Schema that an editor completes and explains keys with."""

from __future__ import annotations

from pathlib import Path

from iopdocs.model.schema import agreement_schema, is_schema, settings_schema
from iopdocs.output import save


def schema(*, settings: bool = False) -> str:
    """Return the schema of agreement files, or of iopdocs.yaml."""
    return settings_schema() if settings else agreement_schema()


def save_schema(path: Path, *, settings: bool = False) -> None:
    """Write it to a file. Raises OutputBlocked when that holds anything but one of these schemas."""
    save(path, schema(settings=settings).encode(), is_schema)
