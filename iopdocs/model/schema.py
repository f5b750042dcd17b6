"""JSON Schema for editors, from the model: keys, Swedish descriptions, the values to choose from."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel

from iopdocs.model import Agreement, Settings
from iopdocs.model.party import Contact, Party

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLES = {Agreement: "Avtal", Settings: "Inställningar"}


@cache
def agreement_schema() -> str:
    """Return the schema of an agreement file as text."""
    schema = _schema(Agreement, _TITLES[Agreement])
    # A party or a contact may take its keys from iopdocs.yaml, so what is required is only known once they are merged.
    schema["$defs"]["Party"]["required"] = ["roll"]
    return _text(schema)


@cache
def settings_schema() -> str:
    """Return the schema of iopdocs.yaml as text; shared parties and contacts have the same keys as an agreement's."""
    schema = _schema(Settings, _TITLES[Settings])
    for alias, model in (("organisationer", Party), ("kontakter", Contact)):
        part = _schema(model, model.__name__)
        schema.setdefault("$defs", {}).update(part.pop("$defs", {}))
        part.pop("$schema"), part.pop("required", None)
        schema["$defs"][f"Shared{model.__name__}"] = part
        schema["properties"][alias]["additionalProperties"] = {"$ref": f"#/$defs/Shared{model.__name__}"}
    return _text(schema)


def is_schema(data: bytes) -> bool:
    """Whether a file is one of these schemas, perhaps an older one, and so nothing that anybody has written by hand."""
    try:
        found = json.loads(data)
        ours = isinstance(found, dict) and found.get("title") in _TITLES.values() and found.get("$schema") == _DRAFT
        return ours and isinstance(found.get("$defs"), dict) and _text(found).encode() == data
    except (ValueError, RecursionError):
        return False


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": _DRAFT, **schema, "title": title}
    schema.pop("description", None)
    for definition in schema.get("$defs", {}).values():
        definition.pop("description", None)  # the classes' English docstrings are not for those who write YAML
    return schema


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
