"""JSON Schema for editors, from the model: keys, Swedish descriptions, the values to choose from."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel

from iopdocs.model import Agreement, Settings
from iopdocs.model.party import Address, Contact, Party
from iopdocs.model.settings import Rules

_DRAFT = "http://json-schema.org/draft-07/schema#"
# What a value is, in a schema.
_FORMS = ("type", "enum", "const", "pattern", "items", "$ref", "minItems", "minLength", "prefixItems")
_EXACT = {one.__name__ for one in (Settings, Rules)}
_NEVER_UNKNOWN = Address.never_unknown | Party.never_unknown
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
    for name, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
        if name not in _EXACT:
            _may_be_unknown(definition)
    for definition in schema.get("$defs", {}).values():
        definition.pop("description", None)  # the classes' English docstrings are not for those who write YAML
    return schema


def _may_be_unknown(definition: dict[str, Any]) -> None:
    """Let every key that may be left out be *okänt*, where its own form would not allow that."""
    needed = {*definition.get("required", ()), *_NEVER_UNKNOWN}
    for name, written in definition.get("properties", {}).items():
        if name in needed:
            continue
        own = written.get("anyOf") or [{key: written.pop(key) for key in _FORMS if key in written}]
        if any(not {"enum", "const", "pattern", "items", "$ref"}.isdisjoint(one) for one in own):
            written["anyOf"] = [*own, {"const": "okänt"}]
        elif own[0] and "anyOf" not in written:
            written.update(own[0])


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
