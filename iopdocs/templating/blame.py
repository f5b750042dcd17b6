"""Which tag a fault came of while a document was made, and which statement of the agreement it read there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import nodes

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem
from iopdocs.templating.environment import Unprintable, environment
from iopdocs.templating.values import View

#: What a template or a text with tags may raise while it is filled in.
FAULTS = (jinja2.UndefinedError, jinja2.exceptions.SecurityError, Unprintable, ValueError)


@dataclass(frozen=True, slots=True)
class Blame:
    """A tag as it is written, and the path of keys of the statement that it read, numbered from 0; empty when none."""

    written: str
    about: tuple[str | int, ...] = ()


def line_of(error: BaseException) -> int:
    """Return the line of the template that was being filled in when the error came; 0 when it is not known."""
    return next((line for line, _ in reversed(list(_frames(error.__traceback__)))), 0)


def blame(tree: nodes.Template, error: BaseException, words: Mapping[str, Any]) -> Blame | None:
    """Return what an error came of, in a tree that was filled in with ``words``; None when no tag gives it alone.

    Each tag of the line is tried by itself, with what the loops around it had come to.
    """
    for line, own in reversed(list(_frames(error.__traceback__))):
        context = {**words, **own}
        for one in _expressions(tree, line):
            if _fails(one, context, error):
                return Blame(written(one), _statement(one, context))
    return None


def blamed(problem: Problem, found: Blame | None) -> Problem:
    """Return a problem with the tag it came of in its message, and the statement that was read there."""
    if found is None:
        return problem
    return replace(problem, message=f"i taggen {{{{ {found.written} }}}}: {problem.message}", about=found.about)


def _frames(trace: TracebackType | None) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the lines that a template had come to, with its variables: Jinja puts both in the traceback."""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            yield trace.tb_lineno, trace.tb_frame.f_locals
        trace = trace.tb_next


def _expressions(tree: nodes.Template, line: int) -> Iterator[nodes.Expr]:
    """Yield what is printed, asked for and gone through on a line."""
    for node in tree.find_all((nodes.Output, nodes.If, nodes.For)):
        match node:
            case nodes.Output():
                yield from (one for one in node.nodes if one.lineno == line and not isinstance(one, nodes.TemplateData))
            case nodes.If(test=nodes.Expr() as test) if test.lineno == line:
                yield test
            case nodes.For(iter=nodes.Expr() as each) if each.lineno == line:
                yield each


def _fails(one: nodes.Expr, context: Mapping[str, Any], error: BaseException) -> bool:
    made = environment()
    tree = nodes.Template([nodes.Output([one], lineno=1)], lineno=1)
    tree.set_environment(made)
    try:
        made.from_string(tree).render(context)
    except FAULTS as again:
        return type(again) is type(error) and str(again) == str(error)
    return False


def _statement(one: nodes.Expr, context: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return the path of the first statement that an expression reads; empty when it reads none."""
    found = [one] if isinstance(one, nodes.Getattr) else [*one.find_all(nodes.Getattr)]
    for node in found:
        owner = _value(node.node, context)
        if isinstance(owner, View) and (path := owner.path_(node.attr)):
            return path
    return ()


def _value(node: nodes.Node, context: Mapping[str, Any]) -> Any:
    if isinstance(node, nodes.Name):
        return context.get(node.name)
    if isinstance(node, nodes.Getattr):
        return environment().getattr(_value(node.node, context), node.attr)
    return None


def written(node: nodes.Node | None) -> str:
    """Return an expression as a template writes it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
        case nodes.Filter():
            more = f"({', '.join(map(written, node.args))})" if node.args else ""
            return f"{written(node.node)}|{node.name}{more}"
        case nodes.Call():
            return f"{written(node.node)}({', '.join(map(written, node.args))})"
        case nodes.Const():
            return f'"{node.value}"' if isinstance(node.value, str) else str(node.value)
        case nodes.Not():
            return f"not {written(node.node)}"
        case nodes.And() | nodes.Or():
            word = "and" if isinstance(node, nodes.And) else "or"
            return f"{written(node.left)} {word} {written(node.right)}"
    return "…"
