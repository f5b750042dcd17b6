"""What a clause's lines become when they are read as Swedish sentences: capitals first, and no list of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.names import upper_first
from iopdocs.vocabulary.facts import ClauseBlock
from iopdocs.word.marks import GAP_END

# A line after such a one goes on with its sentence: it ends with an abbreviation.
_ABBREVIATED = lazy_pattern(r"(?:\.\w{1,3}|\b(?:ca|dvs|etc|kap|kl|nr|osv|resp|st|tel))\.$", re.IGNORECASE)
_ENDED = lazy_pattern(rf"[.!?…][”\"’)]?{GAP_END}?$")
_STOP = (".", "!", "?", "…")


def joined(lines: Sequence[str]) -> str:
    """Return the lines of a paragraph as one text; where a sentence begins with a line, its first letter is a capital.

    A value that stands first in its sentence may be written with a small letter in the data.
    """
    befores = [None, *lines[:-1]]
    return " ".join(upper_first(line) if _begins(before) else line for before, line in zip(befores, lines, strict=True))


def _begins(before: str | None) -> bool:
    """Whether what follows on a line begins a sentence."""
    return before is None or (bool(_ENDED.search(before)) and not _ABBREVIATED.search(before))


def as_sentences(blocks: Iterable[ClauseBlock]) -> Iterator[ClauseBlock]:
    """Yield the blocks; a sentence that goes on in a list of one item (``… ska``, ``… att``) has the item in it."""
    every = list(blocks)
    taken = False
    for place, block in enumerate(every):
        item, after = [*every[place + 1 : place + 3], None, None][:2]
        if taken:
            taken = False
        elif item and _goes_on(block) and item.punkt and not (after and after.punkt):
            taken = True
            yield replace(block, text=_sentence(f"{block.text} {item.text}"))
        else:
            yield block


def leading(blocks: Iterable[ClauseBlock]) -> Iterator[ClauseBlock]:
    """Yield the blocks; what leads to a list, or opens a text and leads to its first heading, says so.

    It may then stand on the same page as what it leads to.
    """
    every = list(blocks)
    for place, (block, after) in enumerate(zip(every, [*every[1:], None], strict=False)):
        follows = after is not None and (after.punkt or (after.rubrik and place == 0))
        leads = bool(follows and not block.punkt and not block.rubrik)
        yield block if leads == block.inleder else replace(block, inleder=leads)


def _goes_on(block: ClauseBlock) -> bool:
    return not block.punkt and not block.rubrik and block.text[-1:].isalpha()


def _sentence(text: str) -> str:
    return text if text.endswith(_STOP) else f"{text}."
