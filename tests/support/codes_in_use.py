"""Where the program makes problems, read from its source: which code, how grave, and what the message can say."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

#: Stands in a message for what is put in when it is told.
VALUE = "\x00"
#: The severity of a problem that states none.
UNSTATED = {"Problem": "ERROR", "problem": "WARNING", "problem_at": "ERROR"}
MAKERS = {"Problem", "problem", "problem_at", "replace"}


@dataclass(frozen=True)
class CodeUse:
    """One place that makes a problem."""

    place: str
    code: str
    severities: frozenset[str]
    messages: tuple[str, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Module:
    name: str
    tree: ast.Module
    #: Whether anything of it can make a problem; most modules do not.
    makes: bool
    constants: Mapping[str, str]


@cache
def uses(root: Path) -> tuple[CodeUse, ...]:
    """Return every use of a code in the modules under a folder. Raises AssertionError for one that cannot be told."""
    modules = [_module(path, root) for path in sorted(root.rglob("*.py"))]
    known: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for name, value in module.constants.items():
            known[name].add(value)
    single = {name: next(iter(values)) for name, values in known.items() if len(values) == 1}
    return tuple(use for module in modules for use in _uses(module, {**single, **module.constants}))


def _module(path: Path, root: Path) -> _Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs += zip(target.elts, value.elts, strict=True) if both else [(target, value)]  # type: ignore[attr-defined]
    constants = {
        name.id: value.value
        for name, value in pairs
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    makes = any(f"{name}(" in text for name in MAKERS)
    return _Module(path.relative_to(root).as_posix(), tree, makes, constants)


def _uses(module: _Module, constants: Mapping[str, str]) -> Iterator[CodeUse]:
    if not module.makes:
        return
    scopes = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]
    helpers = {node.name: node for node in scopes if "code" in _text_parameters(node) and node.name != "problem"}
    outside = [node for node in module.tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for scope in (*scopes, ast.Module(outside, [])):
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            name = _called(call)
            if name in helpers:
                yield from _of_helper(module, call, helpers[name], scope, constants)
                continue
            code = _argument(call, "code", 6) if name in MAKERS else None
            bare = (
                name not in UNSTATED or len(call.args) + len(call.keywords) < 2
            )  # a text to be masked, as of a problem
            assert code is not None or bare, f"{module.name}:{call.lineno}: a problem without a code"
            if code is not None and not _is_passed_on(code, scope):
                yield from _of_call(module, call, code, scope, constants)


def _of_call(
    module: _Module, call: ast.Call, code: ast.expr, scope: ast.AST, constants: Mapping[str, str]
) -> Iterator[CodeUse]:
    name = _called(call)
    message = _argument(call, "message", 1 if name in {"problem", "problem_at"} else 0) if name != "replace" else None
    stated = _argument(call, "severity", 5)
    if isinstance(code, ast.IfExp) and isinstance(stated, ast.IfExp) and _same(code.test, stated.test):
        pairs = [(code.body, stated.body), (code.orelse, stated.orelse)]  # one question decides both
    else:
        pairs = [(code, stated)]
    for chosen, grave in pairs:
        severities = _severities(call, scope, grave)
        yield from _each(module, call, chosen, message, severities, scope, constants)


def _same(one: ast.expr, other: ast.expr) -> bool:
    return ast.dump(one) == ast.dump(other)


def _each(
    module: _Module,
    call: ast.Call,
    code: ast.expr,
    message: ast.expr | None,
    severities: frozenset[str],
    scope: ast.AST,
    constants: Mapping[str, str],
) -> Iterator[CodeUse]:
    for one in _texts(code, scope, constants):
        assert VALUE not in one, f"{module.name}:{call.lineno}: a code that only shows when it runs"
        texts = tuple(_texts(message, scope, constants)) if message is not None else ()
        hint = _argument(call, "hint", 2 if _called(call) == "problem" else 4)
        hints = tuple(_texts(hint, scope, constants)) if hint is not None else ()
        yield CodeUse(f"{module.name}:{call.lineno}", one, severities, texts, hints)


def _of_helper(
    module: _Module, call: ast.Call, helper: ast.FunctionDef, scope: ast.AST, constants: Mapping[str, str]
) -> Iterator[CodeUse]:
    """Yield the use of a function that is given the code, and makes the problem."""
    names = _text_parameters(helper)
    offset = 1 if names[:1] == ["self"] else 0
    code = _argument(call, "code", names.index("code") - offset)
    if code is None:
        code = helper.args.defaults[-1]
    if _is_passed_on(code, scope):
        return
    message = _argument(call, "message", names.index("message") - offset) if "message" in names else None
    made = next(node for node in ast.walk(helper) if isinstance(node, ast.Call) and _called(node) in MAKERS)
    severities = _severities(made, helper, _argument(made, "severity", 5))
    yield from _each(module, call, code, message, severities, scope, constants)


def _text_parameters(function: ast.FunctionDef) -> list[str]:
    """Return the parameters of a function, when one of them is a code that is a text."""
    arguments = [*function.args.args, *function.args.kwonlyargs]
    codes = [one for one in arguments if one.arg == "code" and isinstance(one.annotation, ast.Name)]
    if not codes:
        return []
    makes = any(isinstance(node, ast.Call) and _called(node) in MAKERS for node in ast.walk(function))
    return [one.arg for one in arguments] if makes and any(one.annotation.id == "str" for one in codes) else []  # type: ignore[union-attr]


def _is_passed_on(code: ast.expr, scope: ast.AST) -> bool:
    """Whether a code comes from elsewhere: of another problem, or given to the function, whose callers are read."""
    if isinstance(code, ast.Attribute) and code.attr == "code":
        return True
    given = [*scope.args.args, *scope.args.kwonlyargs] if isinstance(scope, ast.FunctionDef) else []
    return isinstance(code, ast.Name) and code.id in {one.arg for one in given}


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _argument(call: ast.Call, name: str, position: int) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == name), None)
    return named or (call.args[position] if position < len(call.args) else None)


def _severities(call: ast.Call, scope: ast.AST, stated: ast.expr | None) -> frozenset[str]:
    if stated is None:
        return frozenset({UNSTATED.get(_called(call), "ERROR")})
    values = _assigned(stated.id, scope) if isinstance(stated, ast.Name) else [stated]
    return frozenset(
        node.attr
        for value in values
        for node in ast.walk(value)
        if isinstance(node, ast.Attribute) and node.attr.isupper()
    )


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    """Return what is put in a name, in the order it stands, also when several names are given at once."""
    found = []
    for node in ast.walk(scope):
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            found += [v for t, v in zip(target.elts, value.elts, strict=True) if getattr(t, "id", "") == name]
        elif isinstance(target, ast.Tuple) and any(getattr(one, "id", "") == name for one in target.elts):
            found.append(ast.Constant(VALUE))  # what a function returns
        elif isinstance(target, ast.Name) and target.id == name:
            found.append(value)
    return found


def _texts(node: ast.expr, scope: ast.AST, constants: Mapping[str, str], depth: int = 0) -> list[str]:
    """Return what an expression can say, with VALUE for what is not known before it runs."""
    again = depth + 1
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if depth < 5 and isinstance(node, ast.JoinedStr):
        held = [part.value if isinstance(part, ast.FormattedValue) else part for part in node.values]
        known = ast.Constant | ast.IfExp
        said = [_texts(one, scope, constants, again) if isinstance(one, known) else [VALUE] for one in held]
        return ["".join(parts) for parts in product(*said)]
    if depth < 5 and isinstance(node, ast.BoolOp):
        return [text for one in node.values for text in _texts(one, scope, constants, again)]
    if depth < 5 and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        both = (_texts(one, scope, constants, again) for one in (node.left, node.right))
        return ["".join(parts) for parts in product(*both)]
    if depth < 5 and isinstance(node, ast.IfExp):
        return [text for one in (node.body, node.orelse) for text in _texts(one, scope, constants, again)]
    if depth < 5 and isinstance(node, ast.Call) and _called(node) == "get" and isinstance(node.func, ast.Attribute):
        values = node.func.value.values if isinstance(node.func.value, ast.Dict) else []
        return [text for one in (*values, *node.args[1:]) for text in _texts(one, scope, constants, again)]
    if depth < 5 and isinstance(node, ast.Name) and (values := _assigned(node.id, scope)):
        return [text for one in values for text in _texts(one, scope, constants, again)]
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return [constants.get(name, VALUE)]
