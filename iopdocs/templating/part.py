"""A part of a template: what it was compiled from and to."""

from __future__ import annotations

from functools import cached_property

import jinja2
import jinja2.nodes

from iopdocs.classes import dataclass, field
from iopdocs.templating.docxtpl_dialect import unlined
from iopdocs.templating.environment import environment
from iopdocs.templating.finishing import Care
from iopdocs.templating.language import parse
from iopdocs.word.own import NOTHING, Own
from iopdocs.word.part_names import called


@dataclass(frozen=True)
class Part:
    """One part of the package with tags in it: its member name, its patched source and the compiled template."""

    member: str
    source: str
    compiled: jinja2.Template
    words: frozenset[str] = frozenset()
    care: Care = field(default_factory=Care)
    own: Own = NOTHING
    #: As it stands in the template, on one line.
    xml: str = field(default="", compare=False, repr=False)

    @cached_property
    def tree(self) -> jinja2.nodes.Template:
        """The tree of what it was compiled from, read again when somebody asks: for what is wrong with it."""
        tree, faults = parse(environment(), self.source)
        if tree is None:
            raise ValueError(f"a part that was compiled cannot be read: {faults}")
        return in_place(tree)

    @property
    def called(self) -> str:
        """What a user calls the part."""
        return called(self.member)


def in_place(tree: jinja2.nodes.Template) -> jinja2.nodes.Template:
    """Take the line breaks away that have done their duty: every tag knows its line."""
    for data in tree.find_all(jinja2.nodes.TemplateData):
        data.data = unlined(data.data)
    return tree
