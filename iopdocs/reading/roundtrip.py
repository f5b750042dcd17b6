"""YAML text → a tree that can be changed and written again with its comments, order and quoting kept.

For the one command that writes YAML. As in ``source``, every scalar is text; the tree is ruamel's own dictionaries and
lists, which behave like Python's.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
from functools import lru_cache
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.reading.source import normalised, parse_source
from iopdocs.swedish.characters import seen

# Of one length, so that lines and columns stay.
_PLAINER = {ord("\t"): " ", **dict.fromkeys(map(ord, "\u0085\u2028\u2029"), "\n")}


# The line separators of Unicode end a line for this parser, not for the reader: what is text there is a comment here.
_COMMENT_TO_THIS_PARSER = re.compile("[\\x85\\u2028\\u2029][ \\t\\ufeff]*#")


class _TextResolver(VersionedResolver):
    """Takes every scalar for text, so that ``2022`` and ``NO`` are written back as they stood."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    made = YAML()
    made.Resolver = _TextResolver
    made.preserve_quotes = True
    made.width = 100_000  # lines are as long as their writer made them
    made.brace_single_entry_mapping_in_flow_sequence = True  # [{a: b}] stays what it is
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def load_tree(text: str) -> CommentedMap:
    """Read YAML that the reader has found sound. Raises InvalidAgreement for the little that this parser does not take.

    The problem has a line and no file.
    """
    if hidden := _COMMENT_TO_THIS_PARSER.search(text):
        raise _not_rewritable(text.count("\n", 0, hidden.start()) + 1)
    try:
        tree = _loaded(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_rewritable(mark.line + 1 if mark else None) from error
    if not isinstance(tree, CommentedMap):
        raise TypeError("not a mapping")
    return tree


def tree_again(text: str) -> CommentedMap:
    """Return the same for a text that is read again and again; each time a tree of its own. Raises likewise."""
    tree: CommentedMap = pickle.loads(_packed(text))  # noqa: S301 - made below, and nobody else's
    return tree


@lru_cache(maxsize=4)
def _packed(text: str) -> bytes:
    """Return a tree to take copies of: to copy it part by part takes seven times as long."""
    return pickle.dumps(load_tree(text), pickle.HIGHEST_PROTOCOL)


def _not_rewritable(line: int | None) -> InvalidAgreement:
    hint = "Se efter om det står en tabb eller ett ovanligt tecken där, och sätt citattecken om texten."
    message = "här står något som gör att filen inte kan skrivas om med bibehållna kommentarer"
    return InvalidAgreement(Problem(message, None, line, hint=hint, code="yaml"))


def _loaded(text: str) -> Any:
    """Read YAML; without tabs and other signs that the reader takes for spaces, when this parser does not take them."""
    try:
        return _yaml().load(text)
    except MarkedYAMLError:
        plainer = text.removeprefix("\ufeff").translate(_PLAINER)
        if parse_source(plainer, "")[0].data != parse_source(text, "")[0].data:
            raise
        return _yaml().load(plainer)


def dump_tree(tree: CommentedMap) -> str:
    """Write the tree, with its texts as the reader has them: it would not take all of what the writer makes of tabs."""
    _normalise(tree)
    target = io.StringIO()
    _yaml().dump(tree, target)
    return target.getvalue()


def _normalise(node: Any) -> None:
    """Give every text of a tree the signs that the reader would give it, in quotes that need no backslash for them."""
    for place, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, dict | list):
            _normalise(value)
        elif isinstance(value, str):
            # A hard space first in a text would be taken for its place in the file.
            text = normalised(value).replace("\ufeff", "").strip("\u00a0 ") if seen(value).strip() else ""
            if "\n" in text and isinstance(value, DoubleQuotedScalarString | SingleQuotedScalarString):
                node[place] = SingleQuotedScalarString("\n".join(line.strip(" ") for line in text.split("\n")))
            elif text != value:
                node[place] = type(value)(text)
            elif type(value) is str and not text and isinstance(node, CommentedMap) and node.fa.flow_style():
                del node[place]  # within brackets it would be written as an empty text, and there is none


def in_yaml(text: str) -> str:
    """Return a text as it is written in YAML, on one line and in quotes; runs of blanks in it become one."""
    return yaml.dump(" ".join(text.split()), default_style='"', allow_unicode=True, width=sys.maxsize).rstrip("\n")


def mapping(**values: Any) -> CommentedMap:
    """Return a new mapping for a tree."""
    return CommentedMap(values)


def remove(parent: Any, key: str) -> bool:
    """Take a key away; comments that stood after it, before the next key, stay. Return whether it was there."""
    if key not in parent:
        return False
    keys = list(parent)
    following = keys[keys.index(key) + 1 :]
    comment = _comment_after(parent, key)
    del parent[key]
    if comment and following:
        parent.yaml_set_comment_before_after_key(following[0], before=comment)
    return True


def _comment_after(parent: CommentedMap | CommentedSeq, key: Any) -> str:
    """Return the comment lines between a value and what follows it; ruamel keeps them with the value's last part."""
    value = parent[key]
    if isinstance(value, CommentedMap) and value:
        return _comment_after(value, list(value)[-1])
    if isinstance(value, CommentedSeq) and value:
        return _comment_after(value, len(value) - 1)
    tokens = parent.ca.items.get(key) or []
    text = "".join(token.value for token in tokens if token is not None and not isinstance(token, list))
    lines = text.split("\n")[1:]  # the first line is the comment on the value's own line
    return "\n".join(line.strip().removeprefix("#").strip() for line in lines if line.strip())
