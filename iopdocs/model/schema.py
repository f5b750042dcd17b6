"""JSON Schema for editors, from the model: keys, Swedish descriptions, the values to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from iopdocs.model import Agreement, Settings
from iopdocs.model.base import Record
from iopdocs.model.frames import ALONE, GAP, Frames, frames, sentences_of
from iopdocs.model.party import Contact, Party
from iopdocs.model.paths import records
from iopdocs.model.settings import Rules

_DRAFT = "http://json-schema.org/draft-07/schema#"
# What a value is, in a schema.
_FORMS = ("type", "enum", "const", "pattern", "items", "$ref", "minItems", "minLength", "prefixItems")
_EXACT = {one.__name__ for one in (Settings, Rules)}
_NEVER_UNKNOWN = {one.__name__: one.never_unknown for one in records(Agreement)}
_TITLES: Mapping[type[Record], str] = {Agreement: "Avtal", Settings: "Inställningar"}


def agreement_schema(landed: Frames | None = None) -> str:
    """Return the schema of an agreement file as text; ``landed`` are the sentences of keys, else those kept."""
    schema = _schema(Agreement, landed)
    # A party or a contact may take its keys from iopdocs.yaml, so what is required is only known once they are merged.
    schema["$defs"]["Party"]["required"] = ["roll"]
    return _text(schema)


def settings_schema(landed: Frames | None = None) -> str:
    """Return the schema of iopdocs.yaml as text; shared parties and contacts have the same keys as an agreement's."""
    schema = _schema(Settings, landed)
    for alias, model in (("organisationer", Party), ("kontakter", Contact)):
        part = _schema(model, landed)
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


def _schema(model: type[Record], landed: Frames | None) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": _DRAFT, **schema, "title": _TITLES.get(model, model.__name__)}
    schema.pop("description", None)
    for name, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
        if name not in _EXACT:
            _may_be_unknown(definition, _NEVER_UNKNOWN.get(name, frozenset()))
    for definition in schema.get("$defs", {}).values():
        definition.pop("description", None)  # the classes' English docstrings are not for those who write YAML
    _offer(schema)
    told = frames() if landed is None else landed
    for record in records(model):
        found = schema if record is model else schema["$defs"].get(record.__name__, {})
        for alias, described in found.get("properties", {}).items():
            _tell(described, sentences_of((record, alias), told))
    return schema


def _offer(part: Any) -> None:
    """Write every default as it is written in YAML, so that an editor offers nothing that is a fault there."""
    if isinstance(part, dict):
        if "default" in part:
            part["default"] = _written(part["default"])
        for inner in part.values():
            _offer(inner)
    elif isinstance(part, list):
        for inner in part:
            _offer(inner)


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return {key: _written(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _tell(described: dict[str, Any], sentences: Mapping[str, str]) -> None:
    """Say in a key's description what sentence it lands in: in the first document type that has one of its own."""
    fit = (one for one in sentences.values() if one not in ALONE and not one.endswith((f". {GAP}", f". {GAP}.")))
    sentence = next(fit, "")
    if sentence and "description" in described:
        described["description"] += f". Hamnar i: ”{sentence}”"


def _may_be_unknown(definition: dict[str, Any], never: frozenset[str]) -> None:
    """Let every key that may be left out be *okänt*, where its own form would not allow that."""
    needed = {*definition.get("required", ()), *never}
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
