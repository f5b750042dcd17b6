"""A signed file that somebody has given, tried for who reads a page; and the packages that have been made."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.reading import real
from iopdocs.usecases.archive import FOLDER
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.held import HeldFile, at_hand, without_place
from iopdocs.usecases.papers import key_of
from iopdocs.usecases.signed import Signature, SignedFile, signed
from iopdocs.usecases.writing_desk import Draft

_GIVEN = "utfärdarens certifikat"
_PACKAGE = r"-\d{4}-\d\d-\d\d(?:-skyddat)?(?:-\d+)?\.(?:zip|tar)"


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """What is known of a signed file: the final version and the agreement it is of, and how that is known.

    ``people`` are those who have signed and what is known of it, ``lacking`` those who have not. ``lines`` would be new
    in ``file``, or are when ``written``. ``kept`` is what the file is called beside the final version.
    """

    of: str
    people: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]
    lines: tuple[str, ...]
    file: str
    written: bool
    kept: str
    sound: bool
    problems: tuple[Problem, ...]


def signed_paper(desk: Desk, pdf: HeldFile, trust: tuple[HeldFile, ...], day: date, *, apply: bool) -> SignedPaper:
    """Return what is known of a signed file; ``apply`` writes it, when all is as it should be. Raises IopdocsError."""
    with at_hand(pdf, *trust) as (path, *certificates):
        found = signed(desk.workspace, path, day, trust=certificates, apply=apply)
        safe = desk.workspace.watch.safe
        return SignedPaper(
            of=_of(found),
            people=tuple(
                (safe(one.signature.name), about(one.signature, trusted=bool(trust), given=_GIVEN))
                for one in found.people
            ),
            lacking=tuple(map(safe, found.lacking)),
            lines=found.lines,
            file=found.file,
            written=found.written,
            kept=found.kept.name if found.kept else "",
            sound=found.sound,
            problems=tuple(without_place(one, path.parent.parent) for one in found.problems),
        )


def about(one: Signature, *, trusted: bool, given: str = "--trust") -> str:
    """Return what is known of a signature, but for who made it.

    ``trusted`` is whether certificates of issuers were given, ``given`` what those are called where they are.
    """
    told = "tiden är okänd"
    if one.day:
        told = f"{one.day} ({'tidsstämplad' if one.stamped else 'tiden enligt underskriften själv'})"
    whole = "gäller hela filen" if one.sound else one.why
    chain = f"vem som har utfärdat certifikatet är inte prövat ({given})"
    if trusted:
        chain = f"certifikatet leder till ett av dem i {given}" if one.trusted else "certifikatets utfärdare är okänd"
    return "; ".join((told, whole, chain))


def how_known(found: SignedFile) -> str:
    """Return how it is known which document a signed file is."""
    return (
        "början av filen är den, till sista byte" if found.found and found.found.by_digest else "sidorna har samma text"
    )


def archives(desk: Desk, draft: Draft) -> dict[str, Path]:
    """Return the packages of an agreement for an e-archive, the latest first, by key."""
    agreement, folder = draft.loaded.agreement, desk.root / FOLDER
    if agreement is None or not folder.is_dir():
        return {}
    named = re.compile(re.escape(agreement.id) + _PACKAGE)
    found = [path for path in folder.iterdir() if named.fullmatch(path.name) and path.is_file()]
    found = [path for path in found if real(path).is_relative_to(desk.root)]
    return {key_of(path): path for path in sorted(found, key=lambda one: one.name, reverse=True)}


def _of(found: SignedFile) -> str:
    if found.found is None:
        return ""
    manifest = found.found.manifest
    return f"{manifest.final} i {manifest.agreement} ({how_known(found)})"
