"""What stands at a path in data as it was read."""

from __future__ import annotations

from typing import Any

from iopdocs.reading.source import KeyPath


def node_at(node: Any, path: KeyPath) -> Any:
    """Return what stands at a path: a text, a list or a mapping; None when nothing does."""
    for step in path:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return node
