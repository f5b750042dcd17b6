"""What numbers become in the words of a list, before anybody has opened the document that counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from iopdocs.protection.guard import SaidText, TextKind
from iopdocs.word.markup import Node
from iopdocs.word.text import local_name

# The number of a list's item in the text before it, as of the level 1 to 9; and how long a list is thought to be.
_COUNTED, _FEWEST_LETTERS, _MOST_COUNTED = re.compile(r"%[1-9](?![0-9A-Fa-f])"), 3, 100
_MOST_ITEMS = 2_000


def filled_in(value: str) -> Iterator[str]:
    """Yield what a value with percent signs becomes: an address of the web, or the number of an item in a list."""
    yield unquote(value)
    # Which number it will be is only known when the list is read: 12 under ”Storgatan %1” is an address.
    if _COUNTED.search(value) and len(re.findall(r"[^\W\d_]", value)) >= _FEWEST_LETTERS:
        yield from (_COUNTED.sub(str(number), value) for number in range(1, _MOST_COUNTED))


def numbered(root: Node, where: str, items: int) -> Iterator[SaidText]:
    """Yield what the numbers of lists become that have words; ``items`` is how many there may be in a list.

    They are counted from each number that one of the lists starts with.
    """
    items = max(min(items, _MOST_ITEMS), _MOST_COUNTED)
    found: dict[str, set[str]] = {}
    for node in root.iter("{*}lvlText", "{*}start", "{*}startOverride"):
        found.setdefault(local_name(node.tag), set()).update(map(str, node.attrib.values()))
    starts = {int(one) for name in ("start", "startOverride") for one in found.get(name, ()) if one.isdecimal()}
    for text in found.get("lvlText", ()):
        if _COUNTED.search(text) and len(re.findall(r"[^\W\d_]", text)) >= _FEWEST_LETTERS:
            numbers = {number for start in sorted(starts)[:_MOST_COUNTED] for number in range(start, start + items)}
            yield from (SaidText(_COUNTED.sub(str(number), text), where, TextKind.MARKUP) for number in sorted(numbers))
