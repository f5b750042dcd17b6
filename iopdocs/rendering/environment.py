"""The one Jinja environment: sandboxed, strict, escaping, and with nothing in it but our Swedish filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from iopdocs.model.scalars import Length
from iopdocs.reading import suggest
from iopdocs.rendering.missing import Missing
from iopdocs.rendering.view import Choice, Facts, View
from iopdocs.swedish import clock, dates, numbers, typography
from iopdocs.swedish.formats import FORMATS

FUNCTIONS = {"lag", "klausul"}

# What a template may do: show a fact, loop, ask whether a fact is there, and call the two functions above.
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Call,
    nodes.Const,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
_OUTSIDE = "i mallar används bara for, if, filter, lag(…) och klausul(…)"


class Unprintable(TypeError):
    """Raised when a template prints something that is not a single value."""


class Unknown(StrictUndefined):
    """A name that templates do not have; any use of it is an error that says what was meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner = self._undefined_obj
        known = owner.known_() if isinstance(owner, View | Facts | Choice) else []
        near = suggest(str(self._undefined_name), known)
        return f"”{self._undefined_name}” finns inte\n{near or 'Se handbokens lista över mallarnas ord.'}"


@cache
def environment(markup: bool = True) -> ImmutableSandboxedEnvironment:
    """Return the environment for Word parts (``markup``: XML is escaped) or for plain clause text."""
    made = ImmutableSandboxedEnvironment(
        autoescape=markup,
        undefined=Unknown,
        finalize=_printed_in_word if markup else _printed,
        trim_blocks=not markup,
        lstrip_blocks=not markup,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update({name: _through_gaps(name, function) for name, function in FORMATS.items()})
    return made


def forbidden(tree: nodes.Template) -> Iterable[tuple[int, str]]:
    """Yield the line and a sentence for everything in a parsed template that templates must not do."""
    for node in tree.find_all(nodes.Node):
        line = node.lineno or 1
        if not isinstance(node, _ALLOWED):
            yield line, _OUTSIDE
        elif isinstance(node, nodes.Call):
            if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
                yield line, _OUTSIDE
        elif isinstance(node, nodes.Filter) and node.name not in FORMATS:
            yield line, f"filtret ”{node.name}” finns inte\n{suggest(node.name, FORMATS)}"
        elif isinstance(node, nodes.Name | nodes.Getattr) and _private(node):
            yield line, "namn får inte börja med understreck"


def _private(node: nodes.Name | nodes.Getattr) -> bool:
    return (node.name if isinstance(node, nodes.Name) else node.attr).startswith("_")


def syntax_message(error: TemplateSyntaxError) -> str:
    """Return a Swedish sentence for the parser's complaint, with a hint after a line break."""
    text = str(error.message)
    if "endfor" in text or "endif" in text or "Unexpected end of template" in text:
        return "en if eller for är inte avslutad\nVarje if behöver endif och varje for behöver endfor, i rätt ordning."
    if "Encountered unknown tag" in text:
        return f"en okänd tagg står här ({text.split(chr(39))[1]})\n{_OUTSIDE[0].upper()}{_OUTSIDE[1:]}."
    if "No filter named" in text:
        name = text.split("'")[1]
        return f"filtret ”{name}” finns inte\n{suggest(name, FORMATS)}"
    return "taggen går inte att läsa\nKontrollera att {{ }} och {% %} är hela och att inget tecken saknas i dem."


def _through_gaps(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a missing fact pass through a filter unchanged, so that it is shown as a gap."""

    @wraps(function)
    def filtered(value: Any, *more: Any) -> Any:
        absent = next((item for item in (value, *more) if isinstance(item, Missing)), None)
        if absent is not None:
            return absent
        if isinstance(value, Unknown):
            str(value)  # raises, naming what is unknown, before the filter stumbles on it
        try:
            return function(str(value) if isinstance(value, Choice) else value, *more)
        except (TypeError, AttributeError, ValueError, AssertionError) as error:  # Babel asserts the type of a date
            hint = "Se handboken för vad filtret tar: tal, belopp, datum, text eller lista."
            raise Unprintable(f"filtret ”{name}” passar inte för uppgiften\n{hint}") from error

    return filtered


def _printed_in_word(value: Any) -> str:
    """Print a value in Word: an empty line parts two paragraphs (docxtpl's sign for that is the bell)."""
    return re.sub(r"\n\s*\n", "\a", _printed(value))


def _printed(value: Any) -> str:
    """Return what stands in the document for a value: never None, never a truth value, never a bare list."""
    if isinstance(value, str | Choice):
        return typography.text(str(value))
    if isinstance(value, Missing | Unknown | Length):
        return str(value)
    if isinstance(value, date):
        return dates.format(value)
    if isinstance(value, clock.ClockTime):
        return clock.format(value)
    if isinstance(value, Decimal):
        return numbers.format(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Unprintable("det här går inte att skriva ut\nSkriv ut en enskild uppgift; gå igenom en lista med for.")
