"""Final versions of a document: each is a record, and stays where it is as it is. The next one lies beside it.

The first has the document's own name. Those after it are ``<stem>.slutlig-2``, ``-3`` and so on, each with all its
formats and a receipt of its own. A number is never used again, also when its files have been taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass, replace
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained, made_folder
from iopdocs.output.places import Kept, Reads, There, look, silent
from iopdocs.output.putting import Plan, Written, aside, put
from iopdocs.output.receipts import (
    CONTENTS,
    DRAFT,
    FINAL,
    REASON,
    RECEIPT_SUFFIX,
    SIGNED,
    Receipts,
    sha256,
    what_differs,
)

#: The format whose files say themselves what they are.
WORD = ".docx"


@dataclass(frozen=True, slots=True)
class Version:
    """One final version: its number from 1, the stem of its files, what its receipt says, the hash of its contents."""

    folder: Path
    number: int
    stem: str
    said: Mapping[str, Any]
    contents: str

    @property
    def receipts(self) -> Receipts:
        """Its receipt."""
        return Receipts(self.folder, self.stem)

    def path(self, suffix: str) -> Path:
        """Return where a format of it lies."""
        return self.folder / (self.stem + suffix)

    def has(self, suffix: str) -> bool:
        """Whether a format of it is there, as it was made."""
        path = self.path(suffix)
        return self.receipts.entry(path.name).get(FINAL) is True and self.receipts.is_current(path)


def versions(folder: Path, stem: str, reads: Reads = silent) -> list[Version]:
    """Return the final versions there are of a document, or have been, oldest first."""
    return list(_versions(folder, stem, reads))


def _versions(folder: Path, stem: str, reads: Reads) -> Iterator[Version]:
    for number in sorted({1, *_numbers(folder, stem)}):
        name = _name(stem, number)
        said, path = Receipts(folder, name).read(), folder / (name + WORD)
        is_final = Receipts(folder, name).is_final
        contents = said.get(CONTENTS) if is_final else None
        if not isinstance(contents, str):
            there = look(path, Receipts(folder, name), reads)
            is_final = is_final or there.final
            # What is edited says nothing of what the version said.
            contents = reads(path.read_bytes()).contents if there.final else ""
        if is_final or number > 1:
            yield Version(folder, number, name, said if is_final else {}, contents)


def _numbers(folder: Path, stem: str) -> Iterator[int]:
    """Yield the numbers that have left a file of any kind, from 2."""
    named = re.compile(rf"{re.escape(stem)}\.{FINAL}-([1-9][0-9]{{0,5}})\.")
    found = (named.match(path.name) for path in folder.iterdir()) if folder.is_dir() else ()
    yield from (int(match[1]) for match in found if match and match[1] != "1")


def _name(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}.{FINAL}-{number}"


def write_final(
    folder: Path,
    stem: str,
    files: Mapping[str, bytes],
    facts: Mapping[str, Any],
    *,
    force: bool = False,
    reason: str = "",
    reads: Reads = silent,
    before: Sequence[Path] = (),
) -> list[Written]:
    """Write a final version, all its formats by suffix or none, and its receipt; return what became of each format.

    When the newest that is there says the same, it stays and gets the formats it lacks. When it says something else, it
    stays and the new one lies beside it. So it does beside a file that is edited or open; what never was final is moved
    aside with ``force``. ``reason`` is why there is to be another version of what has been signed. Raises OutputBlocked
    without one, and when a file cannot be written; then none is. ``before`` are folders with the agreement's documents
    under ids it had.
    """
    with explained(folder / stem):
        made_folder(folder)
        found = versions(folder, stem, reads)
        latest = found[-1] if found else Version(folder, 1, stem, {}, "")
        there = {suffix: _there(latest, suffix, reads, source_of(facts), known=bool(found)) for suffix in files}
        same = not found or _says_the_same(latest, files, facts)
        stopping = {suffix: one for suffix, one in there.items() if not (one.final or one.gives_way(force=force))}
        stopping |= _edited_word(latest, files, reads, source_of(facts))
        passed_by = _passed_by([] if found else before, stem, files, facts, reads) if same else found
        if not reason and passed_by and (facts.get(SIGNED) or any(one.said.get(SIGNED) for one in passed_by)):
            raise OutputBlocked(_unexplained(passed_by[-1], facts))
        facts = {**facts, **({REASON: reason} if reason and (found or passed_by) else {})}
        if same and not stopping:
            return _completed(latest, files, facts, there)
        new = _next(folder, stem, files, reads)
        put(new.receipts, facts, [Plan(new.path(suffix), data, new=True) for suffix, data in files.items()])
    passed, one = next(iter(stopping.items())) if same else (_shown(latest, files), There(why=Kept.FINAL))
    first, *others = [Written(new.path(suffix), changed=True, final=True) for suffix in files]
    told = replace(first, beside=latest.path(passed), why=one.why, lock=one.lock, reason=reason if found else "")
    differs = (*what_differs(latest.said, facts), *_by_hand(latest))
    told = told if same else replace(told, differs=differs)
    return [told, *others]


def _by_hand(latest: Version) -> tuple[str, ...]:
    """Return that somebody has edited the Word file of a version since it was made: the new one lacks that."""
    path = latest.path(WORD)
    if not latest.said or not path.is_file() or sha256(path.read_bytes()) in latest.receipts.known(path.name):
        return ()
    return (f"{path.name}, för hand (det är inte med i den nya)",)


def source_of(facts: Mapping[str, Any]) -> str:
    """Return the hash of the agreement's file that a document is made of; nothing when its receipt does not say it."""
    sources = facts.get("underlag")
    return str(sources.get("avtal", "")) if isinstance(sources, Mapping) else ""


def says_final(path: Path, reads: Reads) -> bool:
    """Whether a file is there that says itself that it is final, edited or not. Raises OSError."""
    return path.is_file() and reads(path.read_bytes()).version == FINAL


def _there(latest: Version, suffix: str, reads: Reads, source: str, *, known: bool) -> There:
    """Return what a final version meets in a place. What lies beside one whose receipt is lost may belong to it."""
    path = latest.path(suffix)
    there = look(path, latest.receipts, reads, source)
    lost = known and not latest.said and path.exists() and path.stat().st_size > 0
    return replace(there, why=Kept.FINAL, movable=False) if lost and not there.final and not there.lock else there


def _edited_word(latest: Version, files: Mapping[str, bytes], reads: Reads, source: str) -> dict[str, There]:
    """Return what stops the other formats when they come without a Word file: the one there that was edited, or may be.

    Beside it they would be taken for what it says.
    """
    if WORD in files:
        return {}
    there = look(latest.path(WORD), latest.receipts, reads, source)
    return {WORD: there} if there.why and not there.final else {}


def _passed_by(
    before: Sequence[Path], stem: str, files: Mapping[str, bytes], facts: Mapping[str, Any], reads: Reads
) -> list[Version]:
    """Return the final versions under an id the agreement had, if the newest says something else than a new one."""
    there = (versions(folder, stem, reads) for folder in before)
    return next((found for found in there if found and not _says_the_same(found[-1], files, facts)), [])


def note_signed(folder: Path, stem: str) -> None:
    """Note in the receipt of the newest final version that what it says is signed. Raises OutputBlocked."""
    with explained(folder / stem):
        for latest in versions(folder, stem)[-1:]:
            if latest.said and not latest.said.get(SIGNED):
                latest.receipts.write({**latest.said, SIGNED: True})


def _says_the_same(latest: Version, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> bool:
    """Whether a new version says what the latest says: by what is in it, or else by its very bytes."""
    contents = facts.get(CONTENTS)
    if contents and latest.contents:
        return bool(contents == latest.contents)
    paths = {suffix: path for suffix in files if (path := latest.path(suffix)).exists()}
    return bool(paths) and all(path.read_bytes() == files[suffix] for suffix, path in paths.items())


def _completed(
    latest: Version, files: Mapping[str, bytes], facts: Mapping[str, Any], there: Mapping[str, There]
) -> list[Written]:
    """Put the formats that a version lacks with it. What its receipt says stays, but that it may now be signed."""
    folder, stem, said = latest.folder, latest.stem, latest.said
    facts = {**said, DRAFT: False, **({SIGNED: True} if facts.get(SIGNED) else {})} if said else facts
    plans = {
        suffix: Plan(
            latest.path(suffix), data, one.ours, aside(folder, stem, suffix) if one.why else None, new=not one.ours
        )
        for suffix, data in files.items()
        if not (one := there[suffix]).final
    }
    if plans or said:
        put(latest.receipts, facts, list(plans.values()))
    return [
        Written(
            latest.path(suffix),
            suffix in plans,
            kept=plans[suffix].kept if suffix in plans else None,
            why=there[suffix].why if suffix in plans else None,
            final=True,
        )
        for suffix in files
    ]


def _next(folder: Path, stem: str, files: Mapping[str, bytes], reads: Reads) -> Version:
    """Return a version, not there yet, whose places are all free."""
    number = max([1, *_numbers(folder, stem)]) + 1
    while True:
        new = Version(folder, number, _name(stem, number), {}, "")
        if not any(look(new.path(suffix), new.receipts, reads).why for suffix in files):
            return new
        number += 1


def _shown(latest: Version, files: Mapping[str, bytes]) -> str:
    """Return the format of a version that is told of: one that was asked for, if it has it."""
    formats = [*files, *(Path(name).suffix for name in latest.receipts.files()), WORD]
    return next((suffix for suffix in formats if latest.path(suffix).exists()), RECEIPT_SUFFIX)


def _unexplained(latest: Version, facts: Mapping[str, Any]) -> Problem:
    which = latest.path(_shown(latest, {})).name
    message = f"avtalet är undertecknat, och den slutliga versionen {which} skulle få en ny bredvid sig som säger annat"
    differs = what_differs(latest.said, facts)
    message += f" (ändrat sedan dess: {', '.join(differs)})" if differs else ""
    hint = 'Ändra tillbaka om det inte är meningen. Annars: skriv varför, till exempel --reason "Rättad tid".'
    return Problem(message, hint=hint, code="skäl-saknas")
