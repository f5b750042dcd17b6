"""A house's own letterhead adopted: what hinders it, what is to be filled in, and a document type with our clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.library.document_types import DESCRIPTION, TEMPLATE, DocumentType, choose
from iopdocs.making.outcome import Wish
from iopdocs.model import Agreement
from iopdocs.templating.fields import fields_of
from iopdocs.templating.letterhead import Fitted, put_in
from iopdocs.templating.opening import active, opened
from iopdocs.templating.proposals import Proposal, accept, proposals
from iopdocs.templating.template import prepare
from iopdocs.usecases.render import render
from iopdocs.word.markup import to_bytes
from iopdocs.word.package import MAIN_DOCUMENT, content_types, read_document, read_package, write_package
from iopdocs.word.personal_traces import without_traces
from iopdocs.workspace import Workspace

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: What people call facts that are no fields of the agreement by that name.
_CALLED = {
    "datum": "{{ dokument.egen_dag|datum }}", "dagens datum": "{{ dokument.egen_dag|datum }}",
    "titel": "{{ dokument.titel }}", "rubrik": "{{ dokument.titel }}", "dokumentets titel": "{{ dokument.titel }}",
    "dokumenttyp": "{{ dokument.typ }}", "parter": "{{ parterna.namn }}", "parternas namn": "{{ parterna.namn }}",
    "dnr": "{{ avtal.diarienummer }}", "diarienr": "{{ avtal.diarienummer }}",
}  # fmt: skip


@dataclass
class Adopted:
    """What was found in a letterhead, and what was made of it: nothing while there are obstacles."""

    obstacles: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    accepted: dict[int, str] = field(default_factory=dict)
    fitted: Fitted = field(default_factory=Fitted)
    written: list[Path] = field(default_factory=list)
    sample: list[Path] = field(default_factory=list)


def adopt(
    workspace: Workspace,
    file: Path,
    like: str,
    name: str,
    day: date,
    *,
    accepted: Sequence[str] = (),
    own: Mapping[int, str] = {},
) -> Adopted:
    """Make the document type ``name`` of a letterhead, with the text of the type ``like``, and a sample of it.

    ``accepted`` are the numbers of the proposals that are right, or ``alla``; ``own`` words for places by their
    numbers. Without a name nothing is made. Raises InvalidTemplate for a file that is no Word document and for names
    that cannot be used.
    """
    (kind,) = choose(workspace.types, (like,))
    shown = file.name
    house = opened(read_document(file), shown)
    found = Adopted([*active(house, shown)], [*house.notes], proposals(house, _words()))
    if found.obstacles or not name:
        return found
    _check(workspace, name)
    known = {one.number: one.tag for one in found.proposals}
    wanted = [*known] if "alla" in accepted else [int(one) for one in accepted if one.isdecimal()]
    found.accepted = {number: known[number] for number in wanted if known.get(number)}
    found.accepted |= {number: f"{{{{ {word} }}}}" for number, word in own.items() if number in known}
    accept(house, found.accepted)
    ours = read_package(kind.template.read_bytes(), str(kind.template))
    body = next(one for one, what in content_types(ours).items() if what == MAIN_DOCUMENT)
    found.fitted = put_in(house, ours, body)
    members = {
        name: to_bytes(tree) if (tree := house.trees.get(name)) is not None else data
        for name, data in house.members.items()
    }
    data = write_package(without_traces(members, house.trees))
    prepare(data, f"{name}/{TEMPLATE}")  # what is wrong with it is told before anything is written
    found.written = list(_written(workspace, kind, name, data))
    found.sample = _sample(workspace.root, name, day)
    return found


def _words() -> dict[str, str]:
    """Return the tags of single facts of an agreement, by what people call them."""
    made = {}
    for alias, one in fields_of(Agreement).items():
        if one.is_told:
            made[alias.replace("_", " ")] = made[one.label.lower()] = f"{{{{ avtal.{alias} }}}}"
    return made | _CALLED


def _check(workspace: Workspace, name: str) -> None:
    if not _ID.fullmatch(name):
        hint = "Skriv a–z, siffror och bindestreck: --as avtal-i-brev"
        raise InvalidTemplate(Problem(f"”{name}” kan inte vara namnet på en dokumenttyp", hint=hint, code="mallfel"))
    if (workspace.root / "templates" / name).exists():
        hint = "Välj ett annat namn, eller ta bort mappen först."
        raise InvalidTemplate(Problem(f"templates/{name} finns redan", hint=hint, code="mallfel"))


def _written(workspace: Workspace, kind: DocumentType, name: str, data: bytes) -> Iterator[Path]:
    """Write the folder of the new type: the description and sentences of the one it is like, and the letterhead."""
    folder = workspace.root / "templates" / name
    folder.mkdir()
    description = (kind.folder / DESCRIPTION).read_text(encoding="utf-8")
    description = re.sub(r"(?m)^namn: *(.+?)$", lambda one: f"{one[0]} i eget brevhuvud", description, count=1)
    description = re.sub(r"(?m)^kallas:.*\n", "", description)
    for source in sorted(kind.folder.iterdir()):
        if source.is_file() and source.name not in {DESCRIPTION, TEMPLATE}:
            (folder / source.name).write_bytes(source.read_bytes())
            yield folder / source.name
    (folder / DESCRIPTION).write_text(description, encoding="utf-8")
    yield folder / DESCRIPTION
    (folder / TEMPLATE).write_bytes(data)
    yield folder / TEMPLATE


def _sample(root: Path, name: str, day: date) -> list[Path]:
    """Make the first agreement's document of the new type, and return where it is."""
    workspace = Workspace(root)
    agreements = workspace.agreements()[:1]
    if not agreements:
        return []
    with render(workspace, agreements, Wish(day, (name,), ("docx",))).outcomes() as outcomes:
        return [one.path for outcome in outcomes for one in outcome.written]
