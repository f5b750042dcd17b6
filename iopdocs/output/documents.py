"""Documents with their receipts: never over what a person has edited or protected, never over a final version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from iopdocs.output.files import explained, made_folder
from iopdocs.output.finals import WORD, says_final, source_of, write_final
from iopdocs.output.places import Kept, Reads, There, look, silent
from iopdocs.output.putting import Plan, Written, aside, put
from iopdocs.output.receipts import DRAFT, MADE_OF, RECEIPT_SUFFIX, Receipts


def write_document(
    folder: Path,
    stem: str,
    suffix: str,
    data: bytes,
    facts: Mapping[str, Any],
    *,
    force: bool = False,
    reads: Reads = silent,
) -> Written:
    """Write one file and its receipt. Raises OutputBlocked when the folder cannot be written to.

    A file that differs from its receipt has been edited: it stays, and the new one is written beside it; with ``force``
    it is moved aside under a name that says so, never lost. So does a file that is write-protected. A final version, or
    one that is open in another program, is neither replaced nor moved. ``facts`` are put in the receipt. ``reads``
    tells what a file that its receipt does not know says of itself.
    """
    if facts.get(DRAFT) is False:
        return write_final(folder, stem, {suffix: data}, facts, force=force, reads=reads)[0]
    wanted = folder / (stem + suffix)
    with explained(wanted):
        made_folder(folder)
        source = source_of(facts)
        found = _there(folder, stem, suffix, reads, source)
        kept = aside(folder, stem, suffix) if found.why and found.gives_way(force=force) else None
        name, there = stem, found
        if found.why and not kept:
            name, there = next(_free(folder, stem, suffix, reads, source))
        # What was edited has no place in the receipt, or a run that is stopped would make it ours.
        plan = Plan(folder / (name + suffix), data, there.ours, kept)
        if kept and suffix == WORD:
            _take_along(folder, stem, kept)
        put(Receipts(folder, name), facts, [plan])
    if not found.why:
        return Written(plan.target, plan.changes)
    passed = None if kept else found.beside or _standing(wanted, Receipts(folder, stem))
    return Written(plan.target, plan.changes, passed, kept, found.why, found.lock)


def _take_along(folder: Path, stem: str, kept: Path) -> None:
    """Move what was made of an edited Word document aside with it, so that none lies beside another's. Raises OSError.

    ``kept`` is where the Word document is moved. What has no room there stays, and its receipt says what it is of.
    """
    receipts = Receipts(folder, stem)
    for name in receipts.files():
        place = folder / (kept.stem + name.removeprefix(stem))
        if receipts.entry(name).get(MADE_OF) and receipts.is_current(folder / name) and not place.exists():
            (folder / name).rename(place)


def _there(folder: Path, stem: str, suffix: str, reads: Reads, source: str) -> There:
    """Return what a draft meets in a place. All places beside a final version are the final version's.

    A Word document that says itself that it is final is one, also when its receipt is lost or says otherwise.
    """
    receipts = Receipts(folder, stem)
    found = look(folder / (stem + suffix), receipts, reads, source)
    if found.why is not None and not found.movable:
        return found
    is_final = receipts.is_final or (suffix != WORD and says_final(folder / (stem + WORD), reads))
    # With a receipt that says so itself, --force may move what was edited and never was final.
    frozen = is_final and (found.why is None or not receipts.is_final)
    if frozen:
        return replace(found, why=Kept.FINAL, movable=False)
    if found.why is None and receipts.entry(stem + suffix).get(MADE_OF):
        return There(why=Kept.OF_EDITED, movable=True) if (folder / (stem + suffix)).exists() else found
    return found if found.why or suffix == WORD else _follows(folder, stem, receipts, reads, source, found)


def _follows(folder: Path, stem: str, receipts: Receipts, reads: Reads, source: str, found: There) -> There:
    """Return what a format meets whose place is free: it lies beside a Word document that it is made of, or nowhere.

    Beside one that somebody has edited, or may have, it would be taken for that one's.
    """
    word = look(folder / (stem + WORD), receipts, reads, source)
    return found if word.why is None else There(why=word.why, lock=word.lock, beside=folder / (stem + WORD))


def _free(folder: Path, stem: str, suffix: str, reads: Reads, source: str) -> Iterator[tuple[str, There]]:
    """Yield the names beside a document that may be written under, with what is there."""
    number = 1
    while True:
        name = f"{stem}.ny{'' if number == 1 else f'-{number}'}"
        if (there := _there(folder, name, suffix, reads, source)).why is None:
            yield name, there
        number += 1


def _standing(path: Path, receipts: Receipts) -> Path:
    """Return the file that keeps a draft from its place: what is there, or another file of the final version."""
    others = (
        path.with_name(name) for name in (*receipts.files(), receipts.path.name.removesuffix(RECEIPT_SUFFIX) + WORD)
    )
    return next((one for one in (path, *others) if one.exists()), receipts.path)
