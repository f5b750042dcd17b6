"""Files made of a Word document that lies in a folder, edited or not: beside it, under its name, never over others'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained, made_folder
from iopdocs.output.places import There, look
from iopdocs.output.putting import Plan, Written, put
from iopdocs.output.receipts import ASKED, FILES, Receipts


def write_converted(word: Path, folder: Path, files: Mapping[str, bytes], digest: str) -> list[Written]:
    """Write files, by suffix, that are made of a Word document, and say so in the receipt; return what became of each.

    ``digest`` is the hash of the document as it was read. What somebody has edited stays, and the new file lies beside
    it. Of a document as the program made it they are what the program makes, final if it is. Raises OutputBlocked when
    it is a final version that has been edited, and when a file cannot be written.
    """
    stem, receipts = word.stem, Receipts(folder, word.stem)
    entry = Receipts(word.parent, stem).entry(word.name)
    as_made = folder == word.parent and entry.get("sha256") == digest
    if receipts.is_final and not as_made:
        raise OutputBlocked(_edited_final(word))
    written = []
    with explained(folder / stem):
        made_folder(folder)
        for suffix, data in files.items():
            name, there, passed = stem, look(folder / (stem + suffix), receipts), None
            if there.final:
                written.append(Written(folder / (stem + suffix), changed=False, final=True))
                continue
            if there.why:
                passed = folder / (stem + suffix)
                name, place = next(_free(folder, stem, suffix))
            else:
                place = there
            said = Receipts(folder, name).read()
            known = {key: value for key, value in said.items() if key != FILES}
            unedited = as_made and name == stem and entry.get(ASKED) == known.get(ASKED)
            plan = Plan(folder / (name + suffix), data, place.ours, made_of="" if unedited else digest)
            put(Receipts(folder, name), known, [plan])
            written.append(Written(plan.target, plan.changes, passed, why=there.why, lock=there.lock))
    return written


def _free(folder: Path, stem: str, suffix: str) -> Iterator[tuple[str, There]]:
    """Yield the names beside a document that may be written under, with what is there; none that has a Word file."""
    number = 1
    while True:
        name = f"{stem}.omvandlad{'' if number == 1 else f'-{number}'}"
        there = look(folder / (name + suffix), Receipts(folder, name))
        if there.why is None and not there.final:
            yield name, there
        number += 1


def _edited_final(word: Path) -> Problem:
    message = "Word-filen är en slutlig version som har redigerats, och under dess namn får inget annat ligga"
    hint = "Spara den redigerade filen under ett eget namn, och gör om med den."
    return Problem(message, str(word), hint=hint, code="redigerad-slutlig")
