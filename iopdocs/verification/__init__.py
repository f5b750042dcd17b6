"""From what was a document made, is it unedited, is today's data the same, and what did a person change in it?

What a document says of itself, in its properties or in its receipt, can be forged by anybody who has the program. So
the document is made anew, and only when the two are alike is it said to be unedited without more ado. When what it was
made from has changed that cannot be done, and the answer says who it is that claims it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.classes import dataclass, field
from iopdocs.errors import InvalidTemplate, IopdocsError
from iopdocs.output import ASKED, MADE_OF, Receipts, parted, sha256
from iopdocs.reading import printable_name
from iopdocs.redline import is_untouched, summary
from iopdocs.verification.claims import BY_DOCUMENT, WORD, Verdict, claimed, members_of
from iopdocs.verification.edited import DIFFERS, NOT_KNOWN, PROVEN, Judged, of_edited, of_somebodys
from iopdocs.verification.finals import documents_in, finals, lines_of
from iopdocs.verification.kept import with_kept
from iopdocs.verification.origin import Origin, from_document, from_receipt, in_a_line
from iopdocs.verification.remaking import Sources, converted
from iopdocs.word.package import read_document, taken_apart
from iopdocs.word.part_names import called
from iopdocs.word.properties import has_old_seal, provenance_of
from iopdocs.word.sealing import CUSTOM, is_sealed, without_seal
from iopdocs.workspace import Workspace

__all__ = ["PROVEN", "documents_in", "verify", "verify_each"]

_SOUND = "oredigerat och gjort av dagens uppgifter"
# So many lines of a text file are shown, of one that has no more than so many.
_SHOWN, _LONGEST = 10, 5_000
# A member that another zlib has deflated is no more than so many times as large, and a few bytes for the smallest.
_ZLIBS, _SMALL = 1.5, 100


@dataclass(frozen=True)
class _Document:
    """A document that is tried: where it is, its bytes, and what they say."""

    path: Path
    data: bytes
    members: Mapping[str, bytes]
    origin: Origin
    claim: Verdict = field(default_factory=lambda: Verdict(False, BY_DOCUMENT))

    @property
    def suffix(self) -> str:
        """The format: what is a Word file inside is one, whatever it is called."""
        return WORD if self.members else parted(self.path)[1].lower()

    @property
    def by_another_program(self) -> bool:
        """Whether it was made by another version, which may make other bytes of the same."""
        return self.origin.program != iopdocs.__version__ or has_old_seal(self.members)


def verify_each(workspace: Workspace, places: Iterable[Path]) -> list[tuple[Path, dict[str, Any]]]:
    """Return what is known of each document, those of a folder by name; one that cannot be read stops no other."""
    found: list[tuple[Path, dict[str, Any]]] = []
    for place in places:
        try:
            paths = documents_in(place) if place.is_dir() else [place]
        except InvalidTemplate as error:
            found.append((place, _answer(place, None, _unread(error), [])))
            continue
        for path in paths:
            try:
                answer = verify(workspace, path)
            except InvalidTemplate as error:
                answer = _answer(path, None, _unread(error), finals(path.parent, parted(path)[0]))
            found.append((path, answer))
    return found


def verify(workspace: Workspace, path: Path) -> dict[str, Any]:
    """Return what is known of a document, as plain data with Swedish names.

    ``läge`` says it in words and ``skillnader`` line by line. ``bevis``: how it is known; only PROVEN is a proof.
    ``oredigerat``: it is as the program wrote it; ``aktuellt``: it was made of what there is today; ``ursprung``: what
    it was made from, or None; ``avsnitt``: what a person changed, or None when that cannot be said; ``slutliga``: the
    final versions of the document in the same folder. Raises InvalidTemplate when the file cannot be read.
    """
    data = read_document(path)
    members = members_of(data, path)
    if not members and (made_of := Receipts(path.parent, parted(path)[0]).entry(path.name).get(MADE_OF)):
        return _answer(path, None, of_edited(path, data, str(made_of)), finals(path.parent, parted(path)[0]))
    origin = from_document(members) or from_receipt(Receipts(path.parent, parted(path)[0]).read())
    if origin is None:
        judged = _of_nobody(data)
    else:
        judged = _judged(workspace, _Document(path, data, members, origin, claimed(path, data, members)))
    return _answer(path, origin, judged, finals(path.parent, parted(path)[0]))


def _unread(error: InvalidTemplate) -> Judged:
    state = f"{NOT_KNOWN}: {error.problems[0].message}"
    return Judged(state, NOT_KNOWN, unedited=False, current=False)


def _answer(path: Path, origin: Origin | None, judged: Judged, versions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an answer as plain data: the same keys whatever is known."""
    sections = [
        {"avsnitt": one.section, "ändring": one.kind.value, "före": one.old, "nu": one.new}
        for one in judged.changes or ()
    ]
    return {
        "fil": printable_name(str(path)),
        "oredigerat": judged.unedited,
        "aktuellt": judged.current,
        "läge": judged.state,
        "bevis": judged.proof,
        "gjort_av": origin.sentence if origin else None,
        "ursprung": origin.as_data() if origin else None,
        "skillnader": list(judged.lines),
        "avsnitt": None if judged.changes is None else sections,
        "slutliga": versions,
    }


def _of_nobody(data: bytes) -> Judged:
    if is_untouched(data):
        state = (
            f"en jämförelse med spårade ändringar, oredigerad {BY_DOCUMENT}; "
            "pröva de dokument som jämfördes, vart och ett för sig"
        )
        return Judged(state, BY_DOCUMENT, unedited=True, current=False)
    state = "varken dokumentet eller något kvitto säger vad det är gjort av, så det går inte att pröva"
    return Judged(state, NOT_KNOWN, unedited=False, current=False)


def _judged(workspace: Workspace, document: _Document) -> Judged:
    claim = document.claim
    if claim.unedited and (made_of := of_somebodys(_says(document))):
        return Judged(
            f"{made_of}; {claim.sentence}, men det går inte att göra på nytt och jämföra", claim.by, True, False
        )
    if claim.unedited and not document.members and not _is_newest(document):
        state = f"{claim.sentence}; dokumentet har gjorts om sedan dess, men inte i det här formatet"
        return Judged(state, claim.by, unedited=True, current=False)
    try:
        found = Sources(workspace, document.origin)
    except IopdocsError as error:
        state = f"{_said(document)}; {error.problems[0].message}"
        return Judged(state, claim.by, unedited=claim.unedited, current=False)
    if found.changed:
        state = f"{_said(document)}; underlaget har ändrats sedan dess"
        judged = Judged(state, claim.by, unedited=claim.unedited, current=False, lines=found.lines)
        edited = document.members and not claim.unedited
        return with_kept(workspace, judged, document.data, document.members) if edited else judged
    try:
        whole = found.remake()
        made = converted(whole, document.suffix)
    except IopdocsError as error:
        state = f"{_said(document)}; det går inte att göra på nytt och jämföra: {error.problems[0].message}"
        return Judged(state, claim.by, unedited=claim.unedited, current=True)
    if made == document.data or _same_but_for_zlib(document, made):
        return _alike(document)
    return _unlike_word(document, made) if document.suffix == WORD else _unlike_other(document, made)


def _says(document: _Document) -> Mapping[str, object]:
    """Return what is said of how a document was made: by itself, or by the receipt when its format says nothing."""
    if document.members:
        return provenance_of(document.members)
    return Receipts(document.path.parent, parted(document.path)[0]).read()


def _alike(document: _Document) -> Judged:
    """Judge a document that is like the one made anew, with what it says of the program in it."""
    if not document.by_another_program:
        return Judged(_SOUND, PROVEN, unedited=True, current=True)
    claim, program = document.claim, in_a_line(document.origin.program)
    state = (
        f"{claim.sentence}, gjort med iopdocs {program}; iopdocs {iopdocs.__version__} gör detsamma av dagens uppgifter"
    )
    return Judged(state, claim.by, unedited=claim.unedited, current=True)


def _said(document: _Document) -> str:
    """Return what is claimed of a document, in words."""
    if not document.claim.unedited and has_old_seal(document.members):
        return "gjort av en äldre version av iopdocs, så utan sitt kvitto går det inte att säga om det är redigerat"
    return document.claim.sentence


def _is_newest(document: _Document) -> bool:
    """Whether what the receipt says was made from holds for this file of it: each format may be made by itself."""
    receipts = Receipts(document.path.parent, parted(document.path)[0])
    entry = receipts.entry(document.path.name)
    return entry.get("sha256") == sha256(document.data) and entry.get(ASKED) == receipts.read().get(ASKED)


def _same_but_for_zlib(document: _Document, made: bytes) -> bool:
    """Whether a Word file is sealed and holds the same, to the last byte: versions of zlib deflate it differently.

    They do not differ by much: what is far larger has room for something that nobody sees.
    """
    if not is_sealed(document.data) or without_seal(document.members) != without_seal(members_of(made, document.path)):
        return False
    sizes = {name: len(one.data) for name, one in taken_apart(made)}
    return all(len(one.data) <= _ZLIBS * sizes[name] + _SMALL for name, one in taken_apart(document.data))


def _unlike(document: _Document) -> str:
    """Return what is to be said, in words, of a document that is not like the one made anew."""
    claim, now = document.claim, iopdocs.__version__
    if not claim.unedited:
        return _said(document)
    if document.by_another_program:
        program = in_a_line(document.origin.program)
        return (
            f"gjort med iopdocs {program} och inte likt det som {now} gör, så det går inte att säga om det är redigerat"
        )
    return f"inte likt det som görs av samma uppgifter, fast {claim.who} säger att det är oredigerat"


def _unlike_word(document: _Document, made: bytes) -> Judged:
    """Judge a Word file that is not like the one made anew."""
    claim, now, other = document.claim, iopdocs.__version__, document.by_another_program
    proof = claim.by if other else DIFFERS
    try:
        changes = summary(made, document.data)
    except IopdocsError as error:
        state = f"{_unlike(document)}; vilka avsnitt går inte att säga: {error.problems[0].message}"
        return Judged(state, proof, unedited=False, current=True)
    lines = [*lines_of(changes), *_beside_the_text(document, members_of(made, document.path))]
    program = in_a_line(document.origin.program)
    if other:
        lines.append(f"dokumentet gjordes med iopdocs {program}, så en del kan komma av att programmet nu är {now}")
    if other and not changes:
        state = f"{_said(document)}, gjort med iopdocs {program}; texten är densamma som iopdocs {now} gör"
        return Judged(state, proof, claim.unedited, current=True, lines=lines, changes=changes)
    count = len({change.section for change in changes})
    state = _unlike(document) + (f"; {count} avsnitt skiljer" if changes else ", men texten är densamma")
    return Judged(state, proof, unedited=False, current=True, lines=lines, changes=changes)


def _beside_the_text(document: _Document, made: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what differs beside the text: what a document says of its origin, other parts of it, how it is packed."""
    says, said = provenance_of(document.members), provenance_of(made)
    for name in [name for name in {**said, **says} if says.get(name) != said.get(name)]:
        now, then = (one.get(name, "ingenting") for one in (says, said))
        yield in_a_line(f"dokumentet säger {name}: {now}; gjort på nytt säger det {then}")
    own, anew = without_seal(document.members), without_seal(made)
    parts = sorted(called(name) for name in {*own, *anew} if own.get(name) != anew.get(name))
    if parts:
        more = f" och {len(parts) - 5} till" if len(parts) > 5 else ""
        yield in_a_line(f"delar som skiljer: {', '.join(parts[:5])}{more}")
        if CUSTOM in own and own.get(CUSTOM) != anew.get(CUSTOM) and says == said:
            yield "i dokumentets egenskaper har något lagts till eller ändrats, till exempel en etikett"
    else:
        yield "innehållet är detsamma, men filen är packad på nytt, eller har fått något vid sidan av innehållet"


def _unlike_other(document: _Document, made: bytes) -> Judged:
    """Judge a file of another format that is not like the one made anew."""
    claim = document.claim
    text = document.suffix != ".pdf"
    lines = list(_lines(made, document.data)) if text else []
    if text or not claim.unedited:
        state = _unlike(document) + ("" if claim.unedited else "; vilka avsnitt går bara att säga om Word-filer")
        known = text and not (claim.unedited and document.by_another_program)
        return Judged(state, DIFFERS if known else claim.by, unedited=False, current=True, lines=lines)
    state = (
        "inte likt den PDF-fil som görs här av samma uppgifter; det kan komma av en annan LibreOffice, eller av att "
        f"det är en annan fil. Läs den mot Word-filen: bara {claim.who} säger att den är oredigerad"
    )
    return Judged(state, claim.by, unedited=True, current=True)


def _lines(made: bytes, data: bytes) -> Iterator[str]:
    """Yield the first lines of a text file that differ."""
    then, now = (one.decode("utf-8", "replace").splitlines() for one in (made, data))
    if max(len(then), len(now)) > _LONGEST:
        return
    codes = [code for code in SequenceMatcher(None, then, now).get_opcodes() if code[0] != "equal"]
    for _, i, i_end, j, j_end in codes[:_SHOWN]:
        old, new = " / ".join(then[i:i_end]), " / ".join(now[j:j_end])
        yield in_a_line(f"rad {j + 1}: {{{old or 'ingenting'} → {new or 'ingenting'}}}")
    if len(codes) > _SHOWN:
        yield f"och {len(codes) - _SHOWN} ställen till"
