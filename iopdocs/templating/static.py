"""What is wrong with the names in a template, told from its tree alone: also in the branches that are not taken.

Only what is certain is told. Where it is not known what a value is, nothing is said of it, and the template is refused
when it is filled in, if it then turns out to be wrong. A list or a record is printed where it is missing, so that it
shows as a gap: in the ``else`` of an ``if`` that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import nodes

from iopdocs.classes import dataclass, field
from iopdocs.model.base import Record
from iopdocs.templating.environment import BUDGET, NO_FIT, NO_LIST, NO_PRINT, unknown_name
from iopdocs.templating.kinds import (
    TEXT,
    UNKNOWN,
    WHOLE,
    YES_NO,
    Kinds,
    ListOf,
    OfFacts,
    OfFunction,
    OfLoop,
    OfRecord,
    Single,
    printable,
)
from iopdocs.templating.language import Fault
from iopdocs.templating.lexicon import Lexicon, takes, takes_argument, takes_arguments
from iopdocs.templating.values import Facts

#: Nobody mends more faults of one text at a time, and a text may have ten thousand.
MAX_TOLD = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known at a place in a template.

    ``own`` are the names that loops have given, ``absent`` the paths that are missing there, and ``either`` the
    conditions with *or* that hold.
    """

    own: Mapping[str, Kinds] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    either: tuple[nodes.Or, ...] = ()

    def where(self, test: nodes.Node, *, held: bool) -> Scope:
        """Return the scope where a condition held, or did not."""
        either = (*self.either, test) if held and isinstance(test, nodes.Or) else self.either
        return self.without(*_missing(test, held=held), either=either)

    def without(self, *paths: str, either: tuple[nodes.Or, ...] | None = None) -> Scope:
        """Return the scope where some paths are missing too."""
        either = self.either if either is None else either
        absent = self.absent.union(paths)
        for one in either:  # where the one side is missing, the other holds
            for side, other in ((one.left, one.right), (one.right, one.left)):
                if any(path in absent for path in _paths(side)):
                    absent = absent.union(_missing(other, held=True))
        return Scope(self.own, absent, either)

    def within(self, names: Mapping[str, Kinds]) -> Scope:
        """Return the scope inside a loop that gives some names."""
        kept = frozenset(path for path in self.absent if path.partition(".")[0] not in names)
        return Scope({**self.own, **names}, kept)  # an either-or may speak of what the names were before

    def is_absent(self, path: str) -> bool:
        """Whether what is at a path is missing: it, or what it belongs to."""
        return any(path == gone or path.startswith(f"{gone}.") for gone in self.absent)

    def may_be_absent(self, path: str) -> bool:
        """Whether it has been asked for, or something of it, and was missing."""
        return self.is_absent(path) or any(gone.startswith(f"{path}.") for gone in self.absent)


@dataclass(frozen=True, slots=True)
class Use:
    """Something a template uses, at a line: a word, or with an ``owner`` a key or an extra of a record."""

    line: int
    name: str
    owner: type[Record] | None = None
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """A call: of which function, with which name, and what the records are that it is told of."""

    function: str
    name: str
    records: tuple[Kinds, ...] = ()


@dataclass
class Findings:
    """What was found in a template: its faults, what it uses (facts by line, name, whose), and what it calls for."""

    faults: list[Fault] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    facts: list[tuple[int, str, type[Facts]]] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)


def look(tree: nodes.Template, lexicon: Lexicon, own: Mapping[str, Kinds] | None = None) -> Findings:
    """Return what is found in a template's tree, as it was parsed or as it has been compiled since.

    ``own`` are words that the text is given beside those of the lexicon.
    """
    found = Findings()
    _Walk(lexicon, found).through(tree.body, Scope(own or {}))
    found.faults = list(dict.fromkeys(found.faults))
    return found


def look_at_path(path: str, lexicon: Lexicon, own: Mapping[str, Kinds] | None = None) -> Findings:
    """Return what is found in a path of names, such as ``avtal.villkor.insyn``."""
    return kinds_at(path, lexicon, own)[0]


def kinds_at(path: str, lexicon: Lexicon, own: Mapping[str, Kinds] | None = None) -> tuple[Findings, Kinds]:
    """Return what is found in a path of names, and the kinds of what is there."""
    found = Findings()
    first, *rest = path.split(".")
    node: nodes.Expr = nodes.Name(first, "load", lineno=1)
    for name in rest:
        node = nodes.Getattr(node, name, "load", lineno=1)
    return found, _Walk(lexicon, found).kinds(node, Scope(own or {}))


class _Walk:
    """One walk through a tree; what it finds it puts in ``found``."""

    def __init__(self, lexicon: Lexicon, found: Findings) -> None:
        self._lexicon, self._found = lexicon, found

    def through(self, body: list[nodes.Node], scope: Scope) -> None:
        """Walk through statements."""
        for node in body:
            match node:
                case nodes.Output():
                    self._printed(node, scope)
                case nodes.For():
                    self._loop(node, scope)
                case nodes.If():
                    self._branches(node, scope)

    def _branches(self, node: nodes.If, scope: Scope) -> None:
        for branch in (node, *node.elif_):
            self.kinds(branch.test, scope)
            self.through(branch.body, scope.where(branch.test, held=True))
            scope = scope.where(branch.test, held=False)
        self.through(node.else_, scope)

    def _printed(self, node: nodes.Output, scope: Scope) -> None:
        for value in node.nodes:
            if isinstance(value, nodes.TemplateData):
                continue
            kinds = self.kinds(value, scope, printed=True)
            if not printable(kinds) and not _doubtful(value, scope):
                self._fault(value, NO_PRINT)
            elif isinstance(value, nodes.Or) and not printable(self.kinds(value.left, scope)):
                self._fault(value, NO_PRINT)  # what is there goes first

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        # A compiled tree counts its loops by a filter of its own.
        source = node.iter
        if isinstance(source, nodes.Filter) and source.name == BUDGET and source.node is not None:
            source = source.node
        kinds = self.kinds(source, scope, printed=True)
        lists = [kind for kind in kinds if isinstance(kind, ListOf)]
        if kinds and not lists and not _doubtful(source, scope):
            self._fault(node, NO_LIST)
        item = lists[0].item if len(lists) == 1 else UNKNOWN
        target = {node.target.name: item} if isinstance(node.target, nodes.Name) else {}
        inside = scope.within({"loop": (OfLoop(),), **target})
        if node.test is not None:
            self.kinds(node.test, inside)
        self.through(node.body, inside)
        self.through(node.else_, scope.without(*_paths(source)))

    def kinds(self, node: nodes.Node, scope: Scope, *, printed: bool = False) -> Kinds:
        """Return what an expression is, and note what is wrong in it."""
        match node:
            case nodes.Const():
                return (WHOLE,) if isinstance(node.value, int) else (TEXT,)
            case nodes.Name():
                return self._word(node, scope, printed=printed)
            case nodes.Getattr():
                return self._attribute(node, scope, printed=printed)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Call():
                return self._called(node, scope)
            case nodes.Not():
                self.kinds(node.node, scope)
                return (YES_NO,)
            case nodes.And() | nodes.Or():
                sides = [self.kinds(side, scope, printed=printed) for side in (node.left, node.right)]
                return tuple(dict.fromkeys((*sides[0], *sides[1]))) if all(sides) else UNKNOWN
        return UNKNOWN

    def _word(self, node: nodes.Name, scope: Scope, *, printed: bool) -> Kinds:
        if node.name in scope.own:
            return scope.own[node.name]
        if node.name not in self._lexicon.words:
            self._fault(node, lambda: unknown_name(node.name, [*scope.own, *self._lexicon.words]))
            return UNKNOWN
        self._found.uses.append(Use(node.lineno, node.name, printed=printed))
        return self._lexicon.words[node.name]

    def _attribute(self, node: nodes.Getattr, scope: Scope, *, printed: bool) -> Kinds:
        owner = self.kinds(node.node, scope)
        if any(map(scope.is_absent, _paths(node.node))):
            # Of a missing list its records' keys can be asked, and what is no record has any name.
            owner = tuple(inner for kind in owner for inner in (kind.item if isinstance(kind, ListOf) else (kind,)))
            owner = () if any(isinstance(kind, Single) for kind in owner) else owner
        if not owner:
            return UNKNOWN
        for kind in owner:
            if isinstance(kind, OfRecord):
                self._found.uses.append(Use(node.lineno, node.attr, kind.record, printed))
        found = self._lexicon.attribute(owner, node.attr)
        if found is not None:
            self._found.facts += ((node.lineno, node.attr, one.facts) for one in owner if isinstance(one, OfFacts))
        if found is None:
            self._fault(node, lambda: self._unknown_attribute(node, owner, scope))
            return UNKNOWN
        return found

    def _unknown_attribute(self, node: nodes.Getattr, owner: Kinds, scope: Scope) -> str:
        if all(isinstance(kind, ListOf) for kind in owner):
            return f"”{node.attr}” finns inte\nDet är en lista. Gå igenom den med for, till exempel parter."
        if isinstance(node.node, nodes.Name) and (name := node.node.name) in scope.own:
            meant = self._lexicon.words.get(name, UNKNOWN)
            if meant and self._lexicon.attribute(meant, node.attr) is not None:
                hint = f"Här är {name} en post i listan som for går igenom. Ge posten ett annat namn än ordet {name}."
                return f"”{node.attr}” finns inte\n{hint}"
        return unknown_name(node.attr, self._lexicon.names(owner))

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Kinds:
        if node.node is None:
            return UNKNOWN
        value = self.kinds(node.node, scope, printed=True)
        arguments = [(self.kinds(one, scope, printed=True), _doubtful(one, scope)) for one in node.args]
        fits = takes(node.name, value) or _doubtful(node.node, scope)
        fits = fits and all(
            doubtful or takes_argument(node.name, place, kinds) for place, (kinds, doubtful) in enumerate(arguments)
        )
        if not fits or not takes_arguments(node.name, len(node.args)):
            self._fault(node, NO_FIT.format(node.name))
        return (TEXT,)

    def _called(self, node: nodes.Call, scope: Scope) -> Kinds:
        function = self.kinds(node.node, scope)
        argument, *rest = node.args
        records = tuple(self.kinds(one, scope) for one in rest)
        if isinstance(node.node, nodes.Name) and isinstance(argument, nodes.Const):
            name = node.node.name
            self._found.called.append(Called(name, argument.value, records))
            if fault := self._lexicon.calls[name](argument.value, len(records)):
                self._fault(node, fault)
        return next((kind.result for kind in function if isinstance(kind, OfFunction)), UNKNOWN)

    def _fault(self, node: nodes.Node, text: Callable[[], str] | str) -> None:
        if len(self._found.faults) < MAX_TOLD:  # to find what was meant takes time
            self._found.faults.append((node.lineno or 1, text if isinstance(text, str) else text()))


def _paths(node: nodes.Node) -> tuple[str, ...]:
    """Return the path of names that an expression is, filtered or not; nothing for another expression."""
    match node:
        case nodes.Name():
            return (node.name,)
        case nodes.Getattr():
            return tuple(f"{path}.{node.attr}" for path in _paths(node.node))
        case nodes.Filter() if node.node is not None:
            return _paths(node.node)
    return ()


def _doubtful(node: nodes.Node, scope: Scope) -> bool:
    """Whether a value may be missing where it stands: then it is a gap, whatever is done with it."""
    return any(map(scope.may_be_absent, _paths(node)))


def _missing(test: nodes.Node, *, held: bool) -> tuple[str, ...]:
    """Return the paths that are missing when a condition held, or did not."""
    match test:
        case nodes.Not():
            return _missing(test.node, held=not held)
        case nodes.And() if held:
            return (*_missing(test.left, held=True), *_missing(test.right, held=True))
        case nodes.Or() if not held:
            return (*_missing(test.left, held=False), *_missing(test.right, held=False))
    return () if held else _paths(test)
