"""The inspection of a finished Word file given as bytes; the program has the members at hand and asks them."""

from __future__ import annotations

from collections.abc import Container

from iopdocs.errors import Problem
from iopdocs.word.inspection import inspect_members
from iopdocs.word.package import read_package


def inspect(data: bytes, name: str, *, given: Container[str] = "") -> list[Problem]:
    """Return every fault of a finished Word file. Raises InvalidTemplate for a file that is none, BrokenXml."""
    return inspect_members(read_package(data, name), name, given=given)
