"""click's own words in Swedish. click marks every message for gettext; this answers in gettext's place."""

from __future__ import annotations

import importlib

WORDS = {
    "Usage:": "Användning:",
    "Options": "Val",
    "Commands": "Kommandon",
    "Positional arguments": "Argument",
    "Aborted!": "Avbrutet.",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "Skriv {command} {option} för hjälp.",
    "Show this message and exit.": "Visa den här hjälpen.",
    "Show the version and exit.": "Visa versionen.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Missing command.": "Skriv vilket kommando som ska köras.",
    "Missing argument": "Argument saknas:",
    "Missing option": "Valet saknas:",
    "Missing parameter": "Uppgift saknas:",
    "No such option {name!r}.": "Valet {name} finns inte.",
    "No such command {name!r}.": "Kommandot {name} finns inte.",
    "No such option: {name}": "Valet {name} finns inte.",
    "Did you mean {possibility}?": "Menade du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Menade du något av {possibilities}?",
    "(Possible options: {possibilities})": "(Möjliga val: {possibilities})",
    "Invalid value: {message}": "Värdet går inte att använda: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} går inte att använda: {message}",
    "Got unexpected extra argument ({args})": "För många argument ({args}).",
    "Got unexpected extra arguments ({args})": "För många argument ({args}).",
    "Option {name!r} requires an argument.": "Valet {name} behöver ett värde.",
    "Option {name!r} does not take a value.": "Valet {name} tar inget värde.",
    "{value!r} is not {choice}.": "{value} är inte {choice}.",
    "{value!r} is not one of {choices}.": "{value} är inget av {choices}.",
    "{value!r} is not a valid {number_type}.": "{value} är inget tal.",
    "{name} {filename!r} does not exist.": "{filename} finns inte.",
    "{name} {filename!r} is a file.": "{filename} är en fil.",
    "{name} {filename!r} is a directory.": "{filename} är en mapp.",
    "{name} {filename!r} is not readable.": "{filename} går inte att läsa.",
    "default: {default}": "förval: {default}",
    "required": "krävs",
    "Could not open file {filename!r}: {message}": "Filen {filename} kunde inte öppnas: {message}",
}
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types", "termui", "utils")


def speak_swedish() -> None:
    """Make click speak Swedish; a message without a translation is left as it is."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for function, replacement in (("_", _one), ("ngettext", _some)):
            if hasattr(module, function):
                setattr(module, function, replacement)


def _one(message: str) -> str:
    return WORDS.get(message, message)


def _some(singular: str, plural: str, count: int) -> str:
    return _one(singular if count == 1 else plural)
