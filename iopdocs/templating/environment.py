"""The one Jinja environment: sandboxed, strict, escaping, and with nothing in it but our Swedish filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from iopdocs.model.lengths import Length
from iopdocs.reading import suggest
from iopdocs.swedish import clock, dates, numbers, typography
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.doubted import doubted, marked, reason_of
from iopdocs.templating.gaps import Missing, SaidUnknown
from iopdocs.templating.partly import formatted
from iopdocs.templating.values import (
    Choice,
    Facts,
    Later,
    Layouts,
    Paragraphs,
    Spoken,
    Unformatted,
    View,
    may_be_read,
)

# The word under which a template's loops find the budget of its document. No template can use a word like it.
BUDGET = "_varv"
_COUNTED_AT_ONCE = 100
_UNSEEN = object()
_EMPTY_LINE = re.compile(r"\n\s*\n")
#: A line break within a paragraph; an empty line, or one that begins an item or a heading, is none.
_BROKEN_LINE = re.compile(r"(?<!\n)\n(?![ \t]*(?:\n|[-#] ))[ \t]*")
#: What a template can ask of its loop.
LOOP_NAMES = {"first", "last", "index", "index0", "revindex", "revindex0", "length"}


# What is said of what is wrong, when it is filled in or found before: a sentence, and a hint after a line break.
NO_PRINT = "det här går inte att skriva ut\nSkriv ut en enskild uppgift; gå igenom en lista med for."
NO_LIST = "det här är ingen lista\nGå igenom en lista med for, till exempel parter."
NO_FIT = (
    "filtret ”{}” passar inte för uppgiften\nSe handboken för vad filtret tar: tal, belopp, datum, text eller lista."
)


def unknown_name(name: str, known: Iterable[str]) -> str:
    """Return what is said of a name that is not there, with the name that was probably meant."""
    return f"”{name}” finns inte\n{suggest(name, known) or 'Se handbokens lista över mallarnas ord.'}"


# What a filter raises for a value or an argument that it cannot do anything with: of another kind, too large, out of
# range. Babel asserts the type of a date.
REFUSALS = (TypeError, AttributeError, ValueError, AssertionError, ArithmeticError, LookupError, RecursionError)


class Unprintable(TypeError):
    """Raised when a template prints something that is not a single value."""


class Unknown(StrictUndefined):
    """A name that templates do not have; any use of it is an error that says what was meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner = self._undefined_obj
        known = owner.known_() if isinstance(owner, View | Facts | Choice | Missing) else []
        return unknown_name(str(self._undefined_name), known)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox tells what is dangerous; here only facts can be read, and every loop is counted."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read a fact. What is not one goes the sandbox's own way, which is slower, and is refused there.

        This is asked hundreds of times for a document: first what a view has been asked before, then worked-out facts.
        """
        kind = type(obj)
        if kind is View:
            value = obj.seen_.get(attribute, _UNSEEN)
            if value is not _UNSEEN:
                return value
            try:
                return obj.read_(attribute)
            except AttributeError:
                return Unknown(obj=obj, name=attribute)
        if issubclass(kind, Facts):
            value = obj.__dict__.get(attribute, _UNSEEN)
            if value is not _UNSEEN and not callable(value) and attribute[0] != "_":
                return value.now_() if type(value) is Later else value
        if kind is Missing and attribute[0] != "_":
            try:
                return obj.__getattr__(attribute)
            except AttributeError:
                return Unknown(obj=obj, name=attribute)
        if kind is Layouts and attribute[0] != "_":
            return obj.shows_(attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return may_be_read(obj, attr, value) or (isinstance(obj, LoopContext) and attr in LOOP_NAMES)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Unknown:
        return Unknown(obj=obj, name=attribute)

    def _generate(self, source: nodes.Template, *more: Any, **named: Any) -> str:
        # The tree is left as it is written: what a fault came of is told by it.
        loops = [(loop, loop.iter) for loop in source.find_all(nodes.For)]
        try:
            for loop, over in loops:
                loop.iter = nodes.Filter(over, BUDGET, [], [], None, None, lineno=loop.lineno)
            return super()._generate(source, *more, **named)
        finally:
            for loop, over in loops:
                loop.iter = over


@pass_context
def _counted(context: Context, value: Any) -> Iterator[Any]:
    # A time of day is a tuple with names, and no list.
    if not isinstance(value, list | tuple | Missing | Unknown) or hasattr(value, "_fields"):
        raise Unprintable(NO_LIST)
    budget = context[BUDGET]
    for item in value:
        budget.turn()
        yield item


def filled(template: Template, words: Mapping[str, Any]) -> str:
    """Fill in a template; ``words`` hold the budget of the document. Raises ValueError when that is used up."""
    budget, pieces, written = words[BUDGET], template.generate(words), []
    # Many pieces at a time: to count them one by one took as long as to make them.
    while some := list(islice(pieces, _COUNTED_AT_ONCE)):
        written.append(budget.write("".join(some)))
    return "".join(written)


@cache
def environment(markup: bool = True) -> ImmutableSandboxedEnvironment:
    """Return the environment for Word parts (``markup``: XML is escaped) or for plain clause text."""
    made = _Environment(
        autoescape=markup,
        undefined=Unknown,
        finalize=_printed_in_word if markup else _printed_in_text,
        trim_blocks=not markup,
        lstrip_blocks=not markup,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update({name: _through_gaps(name, function) for name, function in FORMATS.items()})
    made.filters[BUDGET] = _counted
    return made


#: The filters that give a text the stop of a sentence, and its beginning: a gap in its place has them too.
_SENTENCE, _AFTER = "mening", "efter_orden"


def _through_gaps(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a missing fact pass through a filter unchanged, so that it is shown as a gap."""

    @pass_context
    @wraps(function)
    def filtered(context: Context, value: Any, *more: Any) -> Any:
        context[BUDGET].work(value)
        absent = next((item for item in (value, *more) if isinstance(item, Missing)), None)
        if absent is not None:
            return _gap_through(name, absent, more)
        if type(value) is list and any(isinstance(item, Missing) for item in value):
            value = [str(item) if isinstance(item, Missing) else item for item in value]
        if isinstance(value, bool):
            raise Unprintable(NO_FIT.format(name))  # a truth value is no number, though Python counts it as one
        if isinstance(value, Unknown):
            str(value)  # raises, naming what is unknown, before the filter stumbles on it
        try:
            if any(isinstance(item, Spoken) for item in (value, *more)):
                made = formatted(name, function, value, *more)
            else:
                made = function(str(value) if isinstance(value, Choice) else value, *more)
            said = reason_of(value, *more)
            return doubted(made, said) if said else made
        except numbers.WrongArgument as error:
            raise Unprintable(f"filtret ”{name}” har fel inom parentesen: {error}\nÄndra talet i taggen.") from error
        except REFUSALS as error:
            if isinstance(value, Unformatted):
                return value
            raise Unprintable(NO_FIT.format(name)) from error

    return filtered


def _gap_through(name: str, absent: Missing, more: tuple[Any, ...]) -> Any:
    """Return what a filter prints of a missing fact: the gap, and what the filter itself puts around a text."""
    if name == _AFTER and more and more[0] is not absent:
        return f"{more[0]} {absent}."
    return f"{absent}." if isinstance(absent, SaidUnknown) and name == _SENTENCE else absent


def _printed_in_word(value: Any) -> str:
    """Print a value in Word: an empty line parts two paragraphs (docxtpl's sign for that is the bell)."""
    text = _printed(value)
    return _EMPTY_LINE.sub("\a", text) if "\n" in text else text


def _printed_in_text(value: Any) -> str:
    """Print a value in a clause: a line of it goes on with the one before, also with an item of a list."""
    text = _printed(value)
    return _BROKEN_LINE.sub("\n  ", text) if "\n" in text else text


def _printed(value: Any) -> str:
    """Return what stands in the document for a value, with what is said of it."""
    if type(value) is str:  # most are: nothing is said of a plain text
        return typography.text(value)
    return marked(_shown(value), reason) if (reason := reason_of(value)) else _shown(value)


def _shown(value: Any) -> str:
    """Return a value as it is shown: never None, never a truth value, never a bare list."""
    if isinstance(value, str | Choice):
        return typography.text(str(value))
    if isinstance(value, Missing | Unknown):
        return str(value)
    if isinstance(value, Length):
        return value.in_text
    if isinstance(value, date):
        return dates.format(value)
    if isinstance(value, clock.ClockTime):
        return clock.format(value)
    if isinstance(value, Decimal):
        return numbers.format(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Paragraphs):
        return typography.text("\n\n".join(f"– {one.text}" if one.punkt else one.text for one in value))
    raise Unprintable(NO_PRINT)
