"""pydantic's errors → Problems in Swedish, chosen by the error's *type*, never by its English text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from iopdocs.errors import Problem
from iopdocs.reading.masking import discreet
from iopdocs.reading.meant_ids import meant_id
from iopdocs.reading.source import AMBIGUOUS, MAX_FAULTS, KeyPath, Source, too_many, where
from iopdocs.reading.suggesting import suggest


class NotAnId(ValueError):
    """Raised for a text that is to be the id of something and is none; it may be the name of what is meant."""


SENTENCES = {
    "string_type": ("här ska det stå en text", "Skriv värdet på samma rad som nyckeln."),
    "tuple_type": ("här ska det stå en lista", "Skriv varje post på en egen rad som börjar med bindestreck."),
    "list_type": ("här ska det stå en lista", "Skriv varje post på en egen rad som börjar med bindestreck."),
    "dict_type": ("här ska det stå nycklar med värden", "Skriv nyckel: värde, en per rad och indraget."),
    "model_type": ("här ska det stå nycklar med värden", "Skriv nyckel: värde, en per rad och indraget."),
    "string_too_short": ("texten är tom", "Skriv texten, eller ta bort raden."),
    "too_short": ("listan är tom", "Skriv minst en post, eller ta bort nyckeln."),
}
FALLBACK = ("värdet går inte att läsa", "Se handbokens fältlista för hur uppgiften skrivs.")


def not_told(faults: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """Return the faults but for those of keys on lines that are known to be read otherwise than they are written."""
    lines = {one.line for one in before if one.code == AMBIGUOUS}
    return [one for one in faults if one.line not in lines or not one.code.endswith("-nyckel")]


def translate(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Problem]:
    """Return one Problem per error, with its place in ``source``; ``model`` names the keys that are known."""
    found = error.errors(include_url=False)
    problems = _once([_problem(details, source, model) for details in found[:MAX_FAULTS]])
    return [*problems, too_many(source.file, None)] if len(found) > MAX_FAULTS else problems


def _once(problems: list[Problem]) -> list[Problem]:
    """Leave out that a key is missing where another key is taken for a slip of it: that is one mistake."""
    meant = {
        f"{one.where.rpartition('.')[0]}.{found[1]}".lstrip(".")
        for one in problems
        if one.code == "okänd-nyckel" and (found := re.fullmatch(r"Menade du (\S+)\?", one.hint))
    }
    return [one for one in problems if one.code != "saknad-nyckel" or one.where not in meant]


def _problem(details: ErrorDetails, source: Source, model: type[BaseModel]) -> Problem:
    path: KeyPath = tuple(details["loc"])
    kind = details["type"]
    place = source.place(path)
    message, hint = _sentence(kind, details, path, model)
    if kind == "extra_forbidden" and (above := _block_above(path, source, model)):
        message = f"nyckeln ”{path[-1]}” hör till {above} men står inte under den"
        hint = "Dra in raden med mellanslag, lika långt som de andra raderna där."
    elif isinstance(details.get("ctx", {}).get("error"), NotAnId) and path[-1:] != ("id",):
        hint = meant_id(str(details["input"]), path, source) or hint
    code = {"missing": "saknad-nyckel", "extra_forbidden": "okänd-nyckel"}.get(kind, "ogiltigt-värde")
    return discreet(Problem(message, place.file, place.line, where(path), hint, code=code))


def _block_above(path: KeyPath, source: Source, model: type[BaseModel]) -> str:
    """Return the key just above an unknown one, if the unknown one is known under it: it has lost its indent."""
    parent = _at(source.data, path[:-1])
    names = list(parent) if isinstance(parent, dict) else []
    place = names.index(path[-1]) if path[-1] in names else 0
    if not place:
        return ""
    above = _annotation_at(model, (*path[:-1], names[place - 1]))
    owner = above if isinstance(above, type) and issubclass(above, BaseModel) else None
    return str(names[place - 1]) if owner is not None and path[-1] in known_keys(owner) else ""


def _at(node: Any, path: KeyPath) -> Any:
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _sentence(kind: str, details: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> tuple[str, str]:
    context: dict[str, Any] = details.get("ctx", {})
    if kind == "missing":
        return f"nyckeln ”{path[-1]}” saknas", _described(model, path)
    if kind == "extra_forbidden":
        return f"nyckeln ”{path[-1]}” är okänd här", _unknown_key(str(path[-1]), _model_at(model, path[:-1]))
    if kind == "value_error":
        sentence, hint = _split(str(context.get("error", "")))
        return sentence, hint or "Jämför med underlaget och rätta uppgiften."
    if kind in {"literal_error", "enum"}:
        return _choice(details["input"], model, path)
    if kind in {"string_type", "model_type"} and details["input"] is None:
        return "värdet är tomt", "Skriv värdet, eller ta bort raden om uppgiften saknas."
    return SENTENCES.get(kind, FALLBACK)


def _split(text: str) -> tuple[str, str]:
    """A validator writes its sentence, then its hint: after a line break, or as a second sentence."""
    message, *hint = re.split(r"\n|(?<=\.) (?=[A-ZÅÄÖ])", text, maxsplit=1)
    return message.removesuffix("."), "".join(hint)


def _choice(value: object, model: type[BaseModel], path: KeyPath) -> tuple[str, str]:
    choices = _literals(_annotation_at(model, path))
    near = suggest(str(value), choices)
    hint = near or ("Skriv " + _alternatives(choices) + "." if choices else FALLBACK[1])
    return f"”{value}” går inte att välja här", hint


def _alternatives(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else ", ".join(choices[:-1]) + " eller " + choices[-1]


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    if key[:1].isdigit():
        return f"Står ett decimalkomma före {key} inom {{ }}? Sätt då citattecken om hela talet."
    names = known_keys(model) if model else []
    if model and (inside := [name for name in names if key in _keys_under(model, name)]):
        return f"Flytta in den under {inside[0]}: dra in raden med mellanslag, lika långt som de andra raderna där."
    return suggest(key, names) or ("Här går att skriva: " + ", ".join(names) + "." if names else "")


def _keys_under(model: type[BaseModel], name: str) -> list[str]:
    """Return the keys that are known under a key whose value is a mapping; none under any other."""
    owner = _annotation_at(model, (name,))
    return known_keys(owner) if isinstance(owner, type) and issubclass(owner, BaseModel) else []


def known_keys(model: type[BaseModel]) -> list[str]:
    """Return the YAML keys of a model in the order they are declared."""
    return [info.alias or name for name, info in model.model_fields.items()]


def _described(model: type[BaseModel], path: KeyPath) -> str:
    owner = _model_at(model, path[:-1])
    for name, info in owner.model_fields.items() if owner else ():
        if (info.alias or name) == path[-1] and info.description:
            return f"Lägg till {path[-1]}: {info.description[0].lower()}{info.description[1:]}."
    return ""


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    found = _annotation_at(model, path)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _annotation_at(annotation: Any, path: KeyPath) -> Any:
    """Follow a path of keys and item numbers through the types of a model."""
    annotation = _bare(annotation)
    if not path:
        return annotation
    step, rest = path[0], path[1:]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            if (info.alias or name) == step:
                return _annotation_at(info.annotation, rest)
        return None
    arguments = get_args(annotation)
    if get_origin(annotation) is dict and arguments:
        return _annotation_at(arguments[1], rest)
    return _annotation_at(arguments[0], rest) if arguments else None


def _bare(annotation: Any) -> Any:
    """Strip ``| None`` and ``Annotated`` from a type."""
    while True:
        arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
        if hasattr(annotation, "__metadata__") or (len(arguments) == 1 and len(get_args(annotation)) == 2):
            annotation = arguments[0]
        else:
            return annotation


def _literals(annotation: Any) -> list[str]:
    return [value for value in get_args(annotation) if isinstance(value, str)]
