"""The description of the service: OpenAPI 3.1 made of the model and of the roads, and a plain page of the same."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel

import iopdocs
from iopdocs.html_pages import pages_in
from iopdocs.swedish import dates
from iopdocs.usecases.answers.rendered import RenderedJson
from iopdocs.usecases.schema import schema
from iopdocs.web.api.problems import MEDIA_TYPE, POINTER, POINTER_ABOUT, PROBLEMS
from iopdocs.web.api.roads import (
    AGREEMENT,
    ALIVE,
    BESIDE,
    JSON,
    LONGEST,
    OPENAPI,
    PAGE,
    REFUSALS,
    ROADS,
    QueryValue,
    Road,
    of_any,
)
from iopdocs.web.pages import HERE

_PLACE = "#/components/schemas/"
_AGREEMENT = {"$ref": f"{_PLACE}Avtal"}
_YES_NO = ["ja", "nej"]
_ABOUT = (
    "Gör dokument av avtal om idéburet offentligt partnerskap. Samma ord, samma kontroller och samma nej som på "
    "kommandoraden. Det som skickas sparas inte. Uppgifterna i ett avtal skrivs med samma nycklar i JSON som i YAML; "
    "true och false läses som ja och nej, och null som att inget är skrivet."
)


@cache
def described() -> dict[str, Any]:
    """Return the description as data."""
    schemas = _agreement() | _records()
    refusals = {str(status): _refusal(about) for status, about in REFUSALS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "iopdocs",
            "version": iopdocs.__version__,
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "Där tjänsten står"}],
        "security": [{"nyckel": []}],
        "paths": {road.path: {road.method.lower(): _operation(road)} for road in ROADS} | _open_roads(),
        "components": {
            "schemas": schemas,
            "responses": refusals,
            "securitySchemes": {
                "nyckel": {"type": "http", "scheme": "bearer", "description": "Nyckeln som tjänsten startades med."}
            },
        },
    }


@cache
def page() -> str:
    """Return the same as a page that is read without any script."""
    template = pages_in(HERE / "templates").get_template("service.html")
    return template.render(roads=ROADS, refusals=REFUSALS, about=_ABOUT, openapi=OPENAPI, version=iopdocs.__version__)


def _agreement() -> dict[str, Any]:
    """Return the schema of an agreement and of what it holds."""
    whole = _moved(json.loads(schema()))
    parts = whole.pop("$defs")
    whole.pop("$schema")
    return {"Avtal": whole, **parts}


def _records() -> dict[str, Any]:
    """Return the schemas of all answers."""
    found: dict[str, Any] = {}
    records: list[type[BaseModel]] = [RenderedJson, *(road.answer for road in ROADS if road.answer)]
    for record in records:
        made = record.model_json_schema(by_alias=True, ref_template=f"{_PLACE}{{model}}")
        found |= made.pop("$defs", {})
        found[record.__name__] = made
    for made in found.values():
        _untold(made)
    problem = found["ProblemJson"]
    problem["properties"][POINTER] = {
        "type": ["string", "null"],
        "format": "json-pointer",
        "description": POINTER_ABOUT,
    }
    problem["required"] = [*problem["required"], POINTER]
    found["Avslag"] = _details()
    return found


def _untold(part: Any) -> None:
    """Leave out the English docstrings of classes: who reads the description reads Swedish."""
    if isinstance(part, dict):
        if "properties" in part:
            part.pop("description", None)
        for inner in part.values():
            _untold(inner)


def _details() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "Varför frågan avslogs (RFC 9457).",
        "required": ["type", "title", "status", "detail", PROBLEMS],
        "properties": {
            "type": {**text, "format": "uri", "description": "Vilket slags avslag det är."},
            "title": {**text, "description": "Vad det slaget betyder."},
            "status": {"type": "integer", "description": "Samma som svarets status."},
            "detail": {**text, "description": "Vad som hände nu."},
            PROBLEMS: {
                "type": "array",
                "items": {"$ref": f"{_PLACE}ProblemJson"},
                "description": "Allt som är fel, med råd.",
            },
        },
    }


def _operation(road: Road) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": road.name,
        "summary": road.title,
        "description": road.about,
        "parameters": list(map(_parameter, road.queries)),
        "responses": {"200": _answer(road)}
        | {str(status): {"$ref": f"#/components/responses/{status}"} for status in of_any(road)},
    }
    if road.agreements:
        made["requestBody"] = _body(road)
    return made


def _parameter(query: QueryValue) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    if query.choices:
        text["enum"] = list(query.choices)
    if query.read is dates.parse:  # other ways to write a day are taken, too, but a program has no reason to use them
        text["format"] = "date"
    several = {"type": "array", "items": text}
    return {
        "name": query.name,
        "in": "query",
        "description": query.about,
        "required": query.required,
        "schema": several if query.several else text,
        **({"style": "form", "explode": True} if query.several else {}),
    }


def _body(road: Road) -> dict[str, Any]:
    file = {"type": "string", "format": "binary", "description": "Ett avtal som YAML eller JSON."}
    files = {"type": "array", "items": file}
    form = {
        "type": "object",
        "required": [AGREEMENT],
        "properties": {AGREEMENT: file if road.agreements == 1 else {**files, "minItems": 1}, BESIDE: files},
    }
    return {
        "required": True,
        "description": f"Ett avtal, eller filer: {AGREEMENT} är det som frågan gäller, och {BESIDE} det som det läses "
        "ihop med, till exempel avtalet som det ersätter.",
        "content": {
            "application/yaml": {"schema": {"type": "string"}},
            JSON: {"schema": _AGREEMENT},
            "multipart/form-data": {"schema": form},
        },
    }


def _answer(road: Road) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for kind in road.media:
        content[kind] = {"schema": {"type": "string"} if kind.startswith("text/") else {}}
    if road.answer:
        content[JSON] = {"schema": {"$ref": f"{_PLACE}{road.answer.__name__}"}}
    headers = {name: {"description": about, "schema": {"type": "integer"}} for name, about in road.headers.items()}
    return {"description": road.title, "content": content, **({"headers": headers} if headers else {})}


def _refusal(about: str) -> dict[str, Any]:
    return {"description": about, "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_PLACE}Avslag"}}}}


def _open_roads() -> dict[str, Any]:
    """Return the roads that anybody may ask for."""
    shown = {
        PAGE: ("beskrivning", "Den här beskrivningen som sida", "text/html; charset=utf-8", {"type": "string"}),
        OPENAPI: ("openapi", "Den här beskrivningen", JSON, {"type": "object"}),
    }
    made: dict[str, Any] = {
        path: {"get": {
            "operationId": name, "summary": about, "security": [],
            "responses": {"200": {"description": about, "content": {kind: {"schema": form}}}},
        }}
        for path, (name, about, kind, form) in shown.items()
    }  # fmt: skip
    alive = {"operationId": "lever", "summary": "Om tjänsten svarar", "security": []}
    made[ALIVE] = {"get": {**alive, "responses": {"204": {"description": "Den svarar."}}}}
    return made


def _moved(part: Any) -> Any:
    """Return a schema whose parts lie where OpenAPI has them, and that takes JSON's own words for yes and no."""
    if isinstance(part, dict):
        if part.get("enum") == _YES_NO:
            part = {**{name: value for name, value in part.items() if name != "type"}, "enum": [*_YES_NO, True, False]}
        return {
            name: value.replace("#/$defs/", _PLACE) if name == "$ref" and isinstance(value, str) else _moved(value)
            for name, value in part.items()
        }
    return list(map(_moved, part)) if isinstance(part, list) else part
