"""From what was a document made, is it unedited, is today's data the same, and what did a person change in it?

The answer comes from what the document says of itself in its properties, so it may have been moved or renamed and its
receipt may be gone; for other formats than Word, and where the properties were taken out, from the receipt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.batch import libraries
from iopdocs.documents import DocumentType
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.output import ASKED, Receipts, sha256
from iopdocs.provenance import sources
from iopdocs.reading import read_bytes, readable
from iopdocs.redline import Change, is_untouched, summary
from iopdocs.rendering import load_template, render
from iopdocs.rendering.package import read_document, read_package
from iopdocs.rendering.properties import is_sealed, provenance_of
from iopdocs.workspace import Workspace

# What each of the sources is called in an answer.
CALLED = {
    "avtal": "avtalets fil",
    "inställningar": "iopdocs.yaml",
    "mall": "Word-mallen",
    "dokumenttyp": "dokument.yaml",
    "klausuler": "klausulerna",
    "lagbibliotek": "lagbiblioteket",
}
_SOURCE = "underlag."


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from, and who says so: the document itself or its receipt.

    ``post`` is the place, from 1, of the record it is about (a meeting) in its list; ``sources`` are hashes by what
    they are of.
    """

    agreement: str
    kind: str
    day: str
    final: bool
    post: int | None
    program: str
    sources: Mapping[str, str]
    said_by: str

    def as_data(self) -> dict[str, Any]:
        """Return the origin under Swedish names."""
        return {
            "avtal": self.agreement,
            "dokumenttyp": self.kind,
            "post": self.post,
            "dag": self.day,
            "version": self.version,
            "program": self.program,
            "underlag": dict(self.sources),
            "enligt": self.said_by,
        }

    @property
    def version(self) -> str:
        """Whether it is a draft or a final version, in a word."""
        return "slutlig" if self.final else "utkast"

    @property
    def sentence(self) -> str:
        """The origin in a line."""
        parts = [f"avtalet {self.agreement}", self.kind, *([f"post {self.post}"] if self.post else [])]
        line = f"{', '.join([*parts, self.day, self.version])}, iopdocs {self.program} (enligt {self.said_by})"
        # What stands in a file may be anybody's words, and is not to be taken for ours.
        return "".join(sign if sign.isprintable() else " " for sign in line)[:300]


def verify(workspace: Workspace, path: Path) -> dict[str, Any]:
    """Return what is known of a document, as plain data with Swedish names.

    ``läge`` says it in words and ``skillnader`` line by line. ``oredigerat``: it is as the program wrote it;
    ``aktuellt``: it was made of what there is today; ``ursprung``: what it was made from, or None; ``avsnitt``: what a
    person changed, or None when that cannot be said. Raises InvalidTemplate when the file cannot be read.
    """
    data = read_document(path)
    members = _members(data, path)
    receipts = Receipts(path.parent, path.stem)
    receipt = _from_receipt(receipts.read())
    origin = _from_document(members) or receipt
    if origin is None:
        return _unknown(path, data)
    # The receipt knows the file to the last byte, but it may be of another document, or of a later version.
    of_this = receipt is not None and receipt.as_data() | {"enligt": ""} == origin.as_data() | {"enligt": ""}
    unedited = sha256(data) in receipts.known(path.name) or (not of_this and is_sealed(members))
    if unedited and not members and not _is_newest(receipts, path.name, data):
        state = f"{_edited(True)}; dokumentet har gjorts om sedan dess, men inte i det här formatet"
        return _answer(path, None, state, unedited=True, current=False)
    try:
        found = _Sources(workspace, origin)
    except IopdocsError as error:
        state = f"{_edited(unedited)}; {error.problems[0].message}"
        return _answer(path, origin, state, unedited=unedited, current=False)
    if unedited:
        state = "; underlaget har ändrats sedan dess" if found.changed else " och gjort av dagens uppgifter"
        state = _edited(True) + state
        return _answer(path, origin, state, found.lines, unedited=True, current=not found.changed)
    return _edited_answer(path, origin, found, data if members else None)


def _is_newest(receipts: Receipts, name: str, data: bytes) -> bool:
    """Whether what the receipt says was made from holds for this file of it: each format may be made by itself."""
    entry = receipts.entry(name)
    return entry.get("sha256") == sha256(data) and entry.get(ASKED) == receipts.read().get(ASKED)


def _unknown(path: Path, data: bytes) -> dict[str, Any]:
    if is_untouched(data):
        state = "en oredigerad jämförelse med spårade ändringar; pröva de dokument som jämfördes, vart och ett för sig"
        return _answer(path, None, state, unedited=True, current=False)
    state = "varken dokumentet eller något kvitto säger vad det är gjort av, så det går inte att pröva"
    return _answer(path, None, state, unedited=False, current=False)


def _edited_answer(path: Path, origin: Origin, found: _Sources, data: bytes | None) -> dict[str, Any]:
    state, current = _edited(False), not found.changed
    if found.changed:
        state += "; underlaget har ändrats sedan dess, så det går inte att säga vilka avsnitt som är redigerade"
        return _answer(path, origin, state, found.lines, unedited=False, current=False)
    if data is None:
        state += "; vilka avsnitt som är redigerade går bara att säga om Word-filer"
        return _answer(path, origin, state, unedited=False, current=current)
    try:
        changes = summary(found.remake(), data)
    except IopdocsError as error:
        state += f"; vilka avsnitt går inte att säga: {error.problems[0].message}"
        return _answer(path, origin, state, unedited=False, current=current)
    sections = len(dict.fromkeys(change.section for change in changes))
    state += f"; {sections} avsnitt skiljer" if changes else ", men texten är densamma"
    lines = [f"{change.section}: {change.kind.value}: {change.text}" for change in changes]
    if origin.program != iopdocs.__version__:
        lines.append(f"dokumentet gjordes med iopdocs {origin.program}, så en del kan komma av att programmet är nyare")
    return _answer(path, origin, state, lines, changes, unedited=False, current=current)


def _edited(unedited: bool) -> str:
    return "oredigerat" if unedited else "redigerat efter att det gjordes"


def _answer(
    path: Path,
    origin: Origin | None,
    state: str,
    lines: Sequence[str] = (),
    changes: Sequence[Change] | None = None,
    *,
    unedited: bool,
    current: bool,
) -> dict[str, Any]:
    sections = [
        {"avsnitt": one.section, "ändring": one.kind.value, "före": one.old, "nu": one.new} for one in changes or ()
    ]
    return {
        "fil": readable(str(path)),
        "oredigerat": unedited,
        "aktuellt": current,
        "läge": state,
        "gjort_av": origin.sentence if origin else None,
        "ursprung": origin.as_data() if origin else None,
        "skillnader": list(lines),
        "avsnitt": None if changes is None else sections,
    }


def _members(data: bytes, path: Path) -> dict[str, bytes]:
    """Return the members of a Word file, or nothing for another format or a broken file."""
    if path.suffix.lower() != ".docx":
        return {}
    try:
        return read_package(data, str(path))
    except IopdocsError:
        return {}


def _from_document(members: Mapping[str, bytes]) -> Origin | None:
    said = provenance_of(members) if members else {}
    if "avtal" not in said:
        return None
    return Origin(
        said["avtal"],
        said.get("dokumenttyp", ""),
        said.get("dag", ""),
        said.get("version") == "slutlig",
        int(said["post"]) if re.fullmatch(r"[0-9]{1,6}", said.get("post", "")) else None,
        said.get("program", ""),
        {name.removeprefix(_SOURCE): text for name, text in said.items() if name.startswith(_SOURCE)},
        "dokumentet",
    )


def _from_receipt(receipt: Mapping[str, Any]) -> Origin | None:
    # A comparison has a receipt, too, but is of no document type.
    if "dokumenttyp" not in receipt:
        return None
    made_from, post = receipt.get("underlag"), receipt.get("post")
    return Origin(
        str(receipt.get("avtal")),
        str(receipt.get("dokumenttyp")),
        str(receipt.get("dag")),
        receipt.get("utkast") is False,
        post if isinstance(post, int) else None,
        str(receipt.get("iopdocs")),
        {str(name): str(digest) for name, digest in made_from.items()} if isinstance(made_from, dict) else {},
        "kvittot",
    )


class _Sources:
    """What there is today of what a document was made from. Raises InvalidAgreement when it is not to be found."""

    def __init__(self, workspace: Workspace, origin: Origin) -> None:
        self._workspace, self._origin = workspace, origin
        self._path = _agreement_file(workspace, origin)
        self._kind = _kind(workspace, origin)
        now = sources(workspace, sha256(self._path.read_bytes()), self._kind)
        self.changed = [name for name, digest in now.items() if origin.sources.get(name) != digest]
        self.lines = [f"ändrat: {CALLED[name]}" for name in self.changed]

    def remake(self) -> bytes:
        """Return the document as it was made. Raises IopdocsError when it cannot be."""
        origin, loaded = self._origin, self._workspace.load(self._path)
        if loaded.agreement is None:
            raise InvalidAgreement(loaded.problems)
        items = self._kind.items(loaded.agreement)
        place = origin.post or 1
        if place > len(items) or (origin.post is None) != (items[place - 1] is None):
            raise InvalidAgreement(Problem("det går inte att säga vilken post i avtalet det gäller", code="okänd-post"))
        try:
            day = date.fromisoformat(origin.day)
        except ValueError as error:
            raise InvalidAgreement(Problem("dagen det gjordes går inte att läsa", code="okänd-dag")) from error
        template, given = load_template(self._kind.template), libraries(self._workspace)
        item = items[place - 1]
        return render(loaded.agreement, self._kind, template, given, day, item=item, final=origin.final).data


def _kind(workspace: Workspace, origin: Origin) -> DocumentType:
    if origin.kind not in workspace.types:
        raise InvalidAgreement(Problem(f"dokumenttypen {origin.kind} finns inte längre", code="saknad-dokumenttyp"))
    return workspace.types[origin.kind]


def _agreement_file(workspace: Workspace, origin: Origin) -> Path:
    """Return the agreement's file: the one it was made from if it is unchanged, or else the only one with its id."""
    paths = workspace.agreements()
    read = ((path, read_bytes(path, "")) for path in paths)
    wanted = origin.sources.get("avtal")
    same = next((path for path, data in read if isinstance(data, bytes) and sha256(data) == wanted), None)
    if same is not None:
        return same
    loaded = ((path, workspace.load(path).agreement) for path in paths)
    named = [path for path, agreement in loaded if agreement is not None and agreement.id == origin.agreement]
    if not named:
        message = f"avtalets fil finns inte längre (inget avtal har id {origin.agreement})"
        raise InvalidAgreement(Problem(message, code="saknat-avtal"))
    if len(named) > 1:
        files = ", ".join(workspace.shown(path) for path in named)
        message = f"flera avtal har id {origin.agreement} ({files}), och inget av dem är det som dokumentet gjordes av"
        raise InvalidAgreement(Problem(message, code="flera-avtal"))
    return named[0]
