"""What an editor offers of the schema is no fault in the file: every default is a value that its key takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from iopdocs.model.schema import agreement_schema, settings_schema


def defaults(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each key that has a default, with where it stands."""
    for name, record in {"överst": schema, **schema["$defs"]}.items():
        for key, described in record.get("properties", {}).items():
            if "default" in described:
                yield f"{name}.{key}", described


@pytest.mark.parametrize("text", [agreement_schema, settings_schema], ids=["agreement", "settings"])
def test_every_default_is_a_value_that_its_own_schema_takes(text: Any) -> None:
    schema = json.loads(text())
    found = list(defaults(schema))
    assert found
    wrong = {
        where: described["default"]
        for where, described in found
        if not Draft7Validator({**described, "$defs": schema["$defs"]}).is_valid(described["default"])
    }
    assert wrong == {}
