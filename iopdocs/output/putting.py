"""Files put in place with their receipt: all of those that belong together, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.output.files import beside, put_new
from iopdocs.output.locks import SYNC
from iopdocs.output.places import Kept
from iopdocs.output.receipts import ASKED, DRAFT, FILES, FINAL, MADE_OF, Receipts, parted, sha256
from iopdocs.reading import real


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file ended up. ``beside`` is the file that was left alone, ``kept`` where --force moved it, and why.

    ``lock`` is what says that the one left alone is open; ``reason`` why a final version was made beside an older one,
    and ``differs`` what it is made of that is another now, as far as that is known.
    """

    path: Path
    changed: bool
    beside: Path | None = None
    kept: Path | None = None
    why: Kept | None = None
    lock: Path | None = None
    reason: str = ""
    final: bool = False
    differs: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The format, as a suffix."""
        return parted(self.path)[1]


@dataclass(frozen=True, slots=True)
class Plan:
    """A file to be put in place: over ``ours``, the hash of our own file there, or where nothing is.

    ``kept`` is where what is there is moved first. ``new``: nothing may be there, not even what has just come.
    ``made_of`` is the hash of the edited Word document that it was made of: it is then no answer to what was asked for.
    """

    target: Path
    data: bytes
    ours: str = ""
    kept: Path | None = None
    new: bool = False
    made_of: str = ""

    @property
    def digest(self) -> str:
        """The hash of the new file."""
        return sha256(self.data)

    @property
    def changes(self) -> bool:
        """Whether the file there becomes another."""
        return self.digest != self.ours

    @property
    def place(self) -> Path:
        """Where the file itself is put. A link is followed: what it points to is the file that others read."""
        return self.target if self.kept else real(self.target)


def put(receipts: Receipts, facts: Mapping[str, Any], plans: Sequence[Plan]) -> None:
    """Put files in place, with the facts in their one receipt. Raises OSError; then none that is new is there.

    Every file is written whole beside its place first. Then comes the receipt, which knows both versions: stopped
    between it and the files, neither counts as edited.
    """
    first = not receipts.path.exists()
    files = {**receipts.files(), **{plan.target.name: _entry(plan, facts) for plan in plans}}
    with ExitStack() as stack:
        made = [
            (plan, stack.enter_context(beside(plan.place, plan.data, lasting=not SYNC)))
            for plan in plans
            if plan.changes
        ]
        receipts.write({**facts, FILES: files})
        placed: list[Path] = [receipts.path] if first else []
        try:
            for plan, file in made:
                _place(plan, file)
                placed += [plan.place] if plan.new else []
        except OSError:
            for path in placed:
                path.unlink(missing_ok=True)
            raise


def _place(plan: Plan, file: Path) -> None:
    if plan.kept:
        plan.target.rename(plan.kept)
    if plan.new and not _is_empty(plan.place):
        put_new(file, plan.place)
    else:
        file.replace(plan.place)


def aside(folder: Path, stem: str, suffix: str) -> Path:
    """Return a free name for an edited file that --force moves aside."""
    number = 1
    while (path := folder / f"{stem}.{Kept.EDITED}-{number}{suffix}").exists():
        number += 1
    return path


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _entry(plan: Plan, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt says of one file: its hash, the one before, what it is the answer to, if it is final."""
    before = {} if plan.ours in ("", plan.digest) else {"före": plan.ours}
    entry: dict[str, Any] = {"sha256": plan.digest, **before}
    if plan.made_of:
        return entry | {MADE_OF: plan.made_of}
    entry |= {ASKED: str(facts[ASKED])} if ASKED in facts else {}
    return entry | ({FINAL: True} if facts.get(DRAFT) is False else {})
