"""The closed language of templates and clauses: what may stand in a tag, told before anything is compiled or run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from iopdocs.reading import suggest
from iopdocs.reading.yaml_errors import forbidden as forbidden_character
from iopdocs.swedish.formats import FORMATS

#: The one function that is also told what it is about: ``formulering("beslut", b)``.
PHRASING = "formulering"
FUNCTIONS = {"lag", "klausul", PHRASING}

# What a template may do: show a fact, loop, ask whether a fact is there, and call the functions above.
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
_OUTSIDE = "i mallar används bara for, if, filter, lag(…), klausul(…) och formulering(…)"


# What Jinja has and we have not, and what to write.
_ASK = "Fråga om uppgiften finns: {% if läge.beslutat %}, {% if avtal.diarienummer %}."
_INSTEAD: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Compare, f"det går inte att jämföra i mallar\n{_ASK}"),
    (nodes.Test, f"det går inte att pröva med ”is” i mallar\n{_ASK}"),
    (nodes.Getitem, "en post i en lista hämtas inte med nummer\nGå igenom listan: {% for part in parter %}."),
    (nodes.Sub, "mallar räknar inte, och namn skrivs utan bindestreck\nSkriv understreck: avtal.idéburet_syfte."),
    (nodes.BinExpr, "mallar räknar inte\nSkriv det uträknade i avtalets fil."),
    (nodes.Concat, "mallar sätter inte ihop texter\nSkriv två taggar efter varandra."),
    (nodes.CondExpr, "if skrivs inte inuti en tagg\nSkriv {% if … %} … {% endif %}."),
)
_STATEMENTS = ("for", "endfor", "if", "elif", "else", "endif")
_FILTERS = {
    "upper": "Skriv texten med versaler i mallen, eller använd versal för den första bokstaven.",
    "capitalize": "Menade du versal?",
    "title": "Menade du versal?",
    "lower": "Menade du gemen_början?",
    "join": "Menade du lista?",
    "date": "Menade du datum?",
    "default": "Det behövs inte: det som saknas syns som en lucka. Skriv {% if … %} om taggen ska utelämnas.",
    "round": "Menade du heltal?",
    "int": "Menade du heltal?",
    "float": "Menade du decimaltal?",
}

_BROKEN = re.compile(r"\{\s+[{%]|[%}]\s+\}")
_WORD = r"[a-zåäöé_]+(?:\.[a-zåäöé_]+)+"
_BRACKETED = re.compile(
    rf"\{{\s*{_WORD}[^}}]*\}}|\[\[\s*{_WORD}\s*\]\]|«\s*{_WORD}\s*»|<<\s*{_WORD}\s*>>", re.IGNORECASE
)

# Python cannot compile what is nested without end, and reading it is recursive. No real template comes near these.
MAX_WORDS_IN_TAG = 100
MAX_WORD = 500
MAX_NESTED = 12
MAX_BRANCHES = 50
MAX_WORDS = 50_000

# Half of a tag in many is a bracket in a bracket, and each is many calls to the parser.
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}

Fault = tuple[int, str]


def parse(made: Environment, source: str) -> tuple[nodes.Template | None, list[Fault]]:
    """Parse a template; return its tree, or None and the line of each fault with a sentence (and a hint)."""
    try:
        if faults := list(_oversized(made, source)):
            return None, faults
        tree = made.parse(source)
    except TemplateSyntaxError as error:
        return None, [(error.lineno, _syntax_message(error))]
    faults = list(dict.fromkeys(_forbidden(tree)))
    return (None if faults else tree), faults


def near_tags(text: str) -> Iterator[tuple[str, str]]:
    """Yield a sentence and a hint for what looks like a tag in a text without tags, and would stand there as it is."""
    if found := _BROKEN.search(text):
        around = text[max(0, found.start() - 5) : found.end() + 30].strip()
        yield f"”{around}” ser ut som en tagg, men fylls inte i", "Skriv {{ eller {% utan mellanslag emellan."
    for found in _BRACKETED.finditer(text):
        inside = found[0].strip("{}[]«»<> ")
        yield f"”{found[0]}” ser ut som en tagg, men fylls inte i", f"Skriv {{{{ {inside} }}}}."


def _oversized(made: Environment, source: str) -> Iterator[Fault]:
    """Yield the first tag that is longer, or nested deeper, than is ever read, or that reading would stumble on."""
    in_tag = in_all = deep = 0
    branches: list[int] = []
    before = ""
    for line, kind, value in made.lex(source):
        if kind in {"data", "whitespace", "comment"}:
            continue
        in_all += 1
        in_tag = 1 if kind.endswith("_begin") else in_tag + 1
        deep = 0 if in_tag == 1 else deep + _BRACKETS.get(value, 0) * (kind == "operator")
        if before == "block_begin" and value in {"for", "if"}:
            branches.append(0)
        elif before == "block_begin" and value in {"endfor", "endif"} and branches:
            branches.pop()
        elif before == "block_begin" and value == "elif" and branches:
            branches[-1] += 1
        before = kind
        if kind == "float":  # never allowed, and Jinja falls on some of them
            yield line, _OUTSIDE
            return
        if in_tag > MAX_WORDS_IN_TAG or len(value) > MAX_WORD:
            yield line, "taggen är för lång\nSkriv kortare taggar; det som ska räknas ut hör inte hemma i mallen."
            return
        if (
            deep > MAX_NESTED
            or len(branches) > MAX_NESTED
            or max(branches, default=0) > MAX_BRANCHES
            or in_all > MAX_WORDS
        ):
            hint = f"Högst {MAX_NESTED} if och for i varandra, och högst {MAX_BRANCHES} elif i samma if."
            yield line, f"taggarna är för många eller ligger för djupt i varandra\n{hint}"
            return


def _forbidden(tree: nodes.Template) -> Iterable[Fault]:
    """Yield the line and a sentence for everything in a parsed template that templates must not do."""
    for node in tree.find_all(nodes.Node):
        line = node.lineno or 1
        if not isinstance(node, (*_ALLOWED, nodes.Operand)):
            yield line, next((said for kind, said in _INSTEAD if isinstance(node, kind)), _OUTSIDE)
        elif isinstance(node, nodes.Call):
            if not _is_known_call(node):
                yield line, _OUTSIDE
        elif isinstance(node, nodes.Filter):
            if node.name not in FORMATS:
                yield line, f"filtret ”{node.name}” finns inte\n{_other_filter(node.name)}"
            if node.dyn_args or node.dyn_kwargs or node.kwargs:
                yield line, _OUTSIDE
        elif isinstance(node, nodes.Name | nodes.Getattr):
            yield from ((line, fault) for fault in _misnamed(node))
        elif isinstance(node, nodes.Const):
            yield from ((line, fault) for fault in _unsuitable(node.value))


def _other_filter(name: str) -> str:
    return _FILTERS.get(name.casefold()) or suggest(name, FORMATS) or "Filtren står i handboken, på sidan Filter."


def words_of(tree: nodes.Template) -> frozenset[str]:
    """Return the words a template uses, but for those that its own loops give."""
    return frozenset(_used(tree, frozenset()))


def _used(node: nodes.Node, own: frozenset[str]) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        if node.name not in own:
            yield node.name
    elif isinstance(node, nodes.For):
        yield from _used(node.iter, own)
        inside = own | {name.name for name in node.target.find_all(nodes.Name)} | {"loop"}
        inside |= {node.target.name} if isinstance(node.target, nodes.Name) else set()
        for child in (*node.body, *node.else_):
            yield from _used(child, inside)
    else:
        for child in node.iter_child_nodes():
            yield from _used(child, own)


def _is_known_call(node: nodes.Call) -> bool:
    """Whether a call is ``lag("…")``, ``klausul("…")`` or ``formulering("…")``: the last also takes records."""
    function = node.node.name if isinstance(node.node, nodes.Name) else ""
    if function not in FUNCTIONS or not node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return False
    first, *records = node.args
    if not isinstance(first, nodes.Const) or not isinstance(first.value, str):
        return False
    return all(function == PHRASING and isinstance(one, nodes.Name | nodes.Getattr) for one in records)


def _misnamed(node: nodes.Name | nodes.Getattr) -> Iterator[str]:
    name = node.name if isinstance(node, nodes.Name) else node.attr
    if name.startswith("_") or name.endswith("_"):
        yield "namn får inte börja eller sluta med understreck"
    if isinstance(node, nodes.Name) and node.ctx == "store" and name in FUNCTIONS:
        yield f"”{name}” är upptaget\nGe posterna i for ett annat namn."


def _unsuitable(value: object) -> Iterator[str]:
    if isinstance(value, str):
        bad = next((char for char in value if forbidden_character(char)), None)
        if bad is not None:
            yield f"texten i taggen innehåller ett osynligt eller otillåtet tecken (U+{ord(bad):04X})"
    elif isinstance(value, bool) or not isinstance(value, int):
        yield _OUTSIDE


def _syntax_message(error: TemplateSyntaxError) -> str:
    """Return a Swedish sentence for the parser's complaint, with a hint after a line break."""
    text = str(error.message)
    unfinished = (
        "en if eller for är inte avslutad\nVarje if behöver endif och varje for behöver endfor, i rätt ordning."
    )
    if "Encountered unknown tag" in text:
        name = text.split("'")[1]
        if name in _STATEMENTS:
            return unfinished
        if name in {"tr", "tc"}:
            return f"{{%{name} … %}} står utanför en tabell\nSkriv {{% … %}} eller {{%p … %}}."
        meant = "Menade du elif?" if name == "elseif" else suggest(name, _STATEMENTS)
        return f"en okänd tagg står här ({name})\n{meant or _OUTSIDE[0].upper() + _OUTSIDE[1:] + '.'}"
    if "endfor" in text or "endif" in text or "Unexpected end of template" in text:
        return unfinished
    if "No filter named" in text:
        name = text.split("'")[1]
        return f"filtret ”{name}” finns inte\n{_other_filter(name)}"
    return "taggen går inte att läsa\nKontrollera att {{ }} och {% %} är hela och att inget tecken saknas i dem."
