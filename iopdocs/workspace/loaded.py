"""What has been read of an agreement's file, and what of a workspace is sent to where its work is done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.model.aid_given import AidGiven
from iopdocs.reading import Node, Source
from iopdocs.workspace.guarded import NOTHING, Guarded


@dataclass(frozen=True, slots=True)
class Loaded:
    """One agreement file as read: the agreement (None when nothing could be used), where values stand, its faults.

    ``incomplete`` says that whole records fell away with their faults. ``replaced`` is the agreement that it replaces,
    when the workspace has that one.
    """

    path: Path
    agreement: Agreement | None
    source: Source
    problems: tuple[Problem, ...]
    incomplete: bool = False
    replaced: Predecessor | None = None

    @property
    def usable(self) -> bool:
        """Whether the file is free of faults of form, so that documents can be made of it."""
        return self.agreement is not None and not self.problems


@dataclass(frozen=True, slots=True)
class Sent:
    """What a workspace holds beside its templates: the bytes of iopdocs.yaml, the ids that several files have, secrets.

    With them the aid that its agreements give. A cluster gets no secrets and no aid of other agreements than those it
    is given: the caller looks for them itself.
    """

    settings: bytes
    doubles: Mapping[str, tuple[str, ...]]
    guarded: Guarded = NOTHING
    digest: str = ""
    aid: tuple[AidGiven, ...] = ()


def records_in(node: Node) -> int:
    """Count the items of all lists."""
    if isinstance(node, dict):
        return sum(records_in(value) for value in node.values())
    return len(node) + sum(records_in(value) for value in node) if isinstance(node, list) else 0


def by_line(problems: list[Problem]) -> list[Problem]:
    """Return problems, each once, in the order of their lines."""
    unique = list(dict.fromkeys(problems))
    return sorted(unique, key=lambda problem: (problem.file or "", problem.line or 0))
