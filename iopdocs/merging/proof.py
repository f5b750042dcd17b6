"""A merged document is tried before it is given: nothing of the person's is lost, and nothing of the data's."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from iopdocs.merging.conflicts import Hands, TwoWordings
from iopdocs.merging.failing import not_merged
from iopdocs.merging.sides import inserted_by, without
from iopdocs.word.blocks import Block, blocks, each_text_part, main_part, text_parts
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.relationships import related
from iopdocs.word.tracked_changes import accept, reject

_MARK = "kvar"
Files = Mapping[str, bytes]


def prove(made: Files, base: Files, edited: Files, new: Files, said: Hands, conflicts: list[TwoWordings]) -> None:
    """Raise ConversionFailed unless a merged document is what it must be.

    Without the program's changes it says what the edited one says, and without any what the first one said. All that
    the new one says is there without the person's changes, or with them where both say the same. With every change
    accepted it has all that the person wrote, and the data's wording of every conflict.
    """
    datas, every = _said(made, lambda root: without(root, said.person)), _said(made)
    failing = {
        "utan programmets ändringar säger den inte detsamma som den redigerade": (
            _said(made, lambda root: without(root, said.program)) != _said(edited)
        ),
        "utan ändringar säger den inte detsamma som den första": _said(made, reject) != _said(base),
        "den saknar något av det som uppgifterna säger": (not _within(_texts(new), [*datas, *every])),
        "den saknar något av det som är skrivet för hand": not _keeps_hers(made, said.person),
        "en fråga saknar uppgifternas lydelse": not _within(Counter(one.datas for one in conflicts), every),
        "den saknar en bild som är inlagd för hand": bool(_pictures(edited) - _pictures(base) - _pictures(made)),
    }
    if why := next((words for words, fails in failing.items() if fails), ""):
        message = f"ändringarna kunde inte tas med så att det går att lita på ({why})"
        hint = "Jämför den redigerade filen med den nya, med iopdocs compare, och för in ändringarna i Word."
        raise not_merged(message, hint)


def _said(files: Files, settle: Callable[[Node], None] = accept) -> list[tuple[str, str]]:
    return [(one.kind, one.shown) for one in _blocks(files, settle)]


def _texts(files: Files) -> Counter[str]:
    return Counter(text for one in _blocks(files, accept) for text in _cells(one))


def _blocks(files: Files, settle: Callable[[Node], None]) -> Iterator[Block]:
    return (one for one in blocks(each_text_part(files, settle)) if one.text.strip())


def _cells(block: Block) -> list[str]:
    return block.text.split(" | ") if block.kind == "rad" else [block.text]


def _within(wanted: Counter[str], there: list[tuple[str, str]]) -> bool:
    """Whether every wanted text stands in what is there, its number aside."""
    whole = "\n".join(text for _, text in there)
    return all(text in whole for text in wanted)


def _keeps_hers(made: Files, person: str) -> bool:
    """Whether all that a person put in is still there when every change is accepted."""
    for part in text_parts(made):
        root = copy.deepcopy(parse_xml(made[part]))
        texts = inserted_by(root, person)
        for text in texts:
            text.set(_MARK, "1")
        accept(root)
        if sum(1 for node in root.iter() if node.get(_MARK)) != len(texts):
            return False
    return True


def _pictures(files: Files) -> set[str]:
    main = main_part(files)
    return {hashlib.sha256(files[part]).hexdigest() for part in related(files, "image", main)}
