"""A house's own letterhead adopted: what hinders it, what is to be filled in, and a document type with our clauses."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass, field, replace
from iopdocs.conversion.page_finder import numbers_in, pages_of, with_page
from iopdocs.errors import InvalidTemplate, IopdocsError, Problem
from iopdocs.library.document_types import DESCRIPTION, TEMPLATE, DocumentType, choose
from iopdocs.making.batch import libraries
from iopdocs.making.outcome import Wish
from iopdocs.model import Agreement
from iopdocs.output import explained
from iopdocs.reading.roundtrip import in_yaml
from iopdocs.templating.fields import fields_of
from iopdocs.templating.letterhead import Fitted, put_in, styles_in_use
from iopdocs.templating.opening import Opened, opened
from iopdocs.templating.proposals import Proposal, accept, proposals
from iopdocs.templating.roles import Role, roles
from iopdocs.templating.template import Template, prepare
from iopdocs.usecases.adopt_plan import Decided, read_plan, write_plan
from iopdocs.usecases.answers.adopted import AdoptJson
from iopdocs.usecases.render import render
from iopdocs.vocabulary.lookover import look_over
from iopdocs.word.inspection import STYLES
from iopdocs.word.markup import to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import MAIN_DOCUMENT, content_types, read_document, read_package, write_package
from iopdocs.word.personal_traces import without_traces
from iopdocs.word.styles import value
from iopdocs.workspace import Workspace

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: All that is proposed, places and styles; what a style's number begins with.
ALL, STYLE = "alla", "f"
#: What the program proposes a tag for is no tag that has gone wrong.
_OUR_GUESSES = ("”<<", "”«", "”[[")
#: What people call facts that are no fields of the agreement by that name.
_CALLED = {
    "datum": "{{ dokument.egen_dag|datum }}", "dagens datum": "{{ dokument.egen_dag|datum }}",
    "titel": "{{ dokument.titel }}", "rubrik": "{{ dokument.titel }}", "dokumentets titel": "{{ dokument.titel }}",
    "dokumenttyp": "{{ dokument.typ }}", "parter": "{{ parterna.namn }}", "parternas namn": "{{ parterna.namn }}",
    "dnr": "{{ avtal.diarienummer }}", "diarienr": "{{ avtal.diarienummer }}",
}  # fmt: skip


@dataclass
class Adopted:
    """What was found in a letterhead, and what was made of it: nothing while there are obstacles.

    ``styles`` are the styles of the house that may play the part of ours. ``accepted`` are the tags of places, by
    number. ``problems`` are what stopped the sample, of the agreement and not of the letterhead.
    """

    obstacles: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    styles: list[Role] = field(default_factory=list)
    accepted: dict[int, str] = field(default_factory=dict)
    fitted: Fitted = field(default_factory=Fitted)
    written: list[Path] = field(default_factory=list)
    sample: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plan: Path | None = None
    template: bytes = field(default=b"", repr=False)

    @property
    def asked(self) -> list[Role]:
        """The styles that are only proposed."""
        return [one for one in self.styles if not one.certain]

    def as_json(self) -> AdoptJson:
        """Return the answer for JSON."""
        return AdoptJson.of(self)


@dataclass(frozen=True)
class _Letterhead:
    """A letterhead that was opened, and the type whose text is to stand in it."""

    house: Opened
    shown: str
    kind: DocumentType
    ours: Mapping[str, bytes]
    body: str

    @property
    def in_use(self) -> dict[tuple[str, str], str]:
        """The styles of ours that are to be fitted in."""
        return styles_in_use(self.ours, self.body)


def adopt(
    workspace: Workspace,
    file: Path,
    like: str,
    name: str,
    day: date,
    *,
    accepted: Sequence[str] = (),
    own: Mapping[int, str] = {},
    plan: Path | None = None,
    pages: bool = True,
) -> Adopted:
    """Make the document type ``name`` of a letterhead, with the text of the type ``like``, and a sample of it.

    ``accepted`` are the numbers of the proposals that are right (those of styles after an f), or ``alla``; ``own``
    words for places by their numbers. A ``plan`` that there is says all that instead; one that there is not yet is
    written, and nothing is made. Without a name nothing is made. ``pages`` asks LibreOffice, where it is, for the page
    of each place.

    Raises InvalidTemplate for a file that is no Word document, for names that cannot be used, and for what is wrong
    with the type that would be made: then nothing is left of it.
    """
    (kind,) = choose(workspace.types, (like,))
    data = read_document(file)
    letter = _letterhead(kind, data, file.name)
    places, parts = proposals(letter.house, _words()), roles(letter.house, letter.in_use)
    found = Adopted(_obstacles(data, file.name), [*letter.house.notes], places, parts)
    if pages:
        _paged(found, letter.house)
    if plan is not None and not plan.exists() and not found.obstacles:
        write_plan(plan, file.name, found.proposals, found.styles)
        found.plan = plan
        return found
    if found.obstacles or not name:
        return found
    _check(workspace, name)
    decided = _decided(found, letter, accepted, own, plan)
    found.accepted = {number: f"{{{{ {word.strip('{ }')} }}}}" for number, word in decided.words.items()}
    template = _made(found, letter, decided, name)
    look_over(replace(kind, id=name), template, libraries(workspace)).told()
    found.written = list(_placed(workspace, kind, name, found))
    _sampled(found, workspace.root, name, day)
    return found


def _letterhead(kind: DocumentType, data: bytes, shown: str) -> _Letterhead:
    ours = read_package(kind.template.read_bytes(), str(kind.template))
    body = next(one for one, what in content_types(ours).items() if what == MAIN_DOCUMENT)
    return _Letterhead(opened(data, shown), shown, kind, ours, body)


def _obstacles(data: bytes, shown: str) -> list[Problem]:
    """Return what hinders a letterhead, all that is told when a template is loaded."""
    try:
        prepare(data, shown)
    except InvalidTemplate as error:
        return [one for one in error.problems if not one.message.startswith(_OUR_GUESSES)]
    return []


def _paged(found: Adopted, house: Opened) -> None:
    """Tell the page of each obstacle and of each place to fill in, where somebody can lay out pages."""
    spots = [*(one.spot for one in found.obstacles), *(one.spot for one in found.proposals)]
    members = _members(house)
    pages = pages_of(members, house.main, numbers_in(spots, house.main))

    def page(spot: tuple[str, int] | None) -> int | None:
        return pages.get(spot[1]) if spot is not None and spot[0] == house.main else None

    found.obstacles = [replace(one, where=with_page(one.where, page(one.spot))) for one in found.obstacles]
    found.proposals = [replace(one, where=with_page(one.where, page(one.spot))) for one in found.proposals]


def _decided(
    found: Adopted, letter: _Letterhead, accepted: Sequence[str], own: Mapping[int, str], plan: Path | None
) -> Decided:
    """Return what was decided of the proposals, by a plan or by their numbers. Raises InvalidTemplate."""
    if plan is not None:
        nodes = letter.house.trees[STYLES].iterfind(f"{W}style")
        theirs = {
            (node.get(W + "type") or "", (value(node, "name") or "").lower()): node.get(W + "styleId") or ""
            for node in nodes
        }
        return read_plan(plan, letter.shown, found.proposals, theirs, letter.in_use)
    wanted = {one.lower() for one in accepted}
    known = {one.number for one in found.proposals}
    numbers = {f"{STYLE}{number}": one for number, one in enumerate(found.asked, start=1)}
    unknown = sorted({*wanted, *map(str, own)} - {ALL, *map(str, known), *numbers})
    if unknown:
        hint = "Kör kommandot utan --as för att se numren."
        message = f"det finns inget förslag med numret {', '.join(unknown)}"
        raise InvalidTemplate(Problem(message, letter.shown, hint=hint, code="mallfel"))
    words = {one.number: one.tag for one in found.proposals if one.tag and (ALL in wanted or str(one.number) in wanted)}
    parts = [one for one in found.styles if one.certain]
    parts += [one for number, one in numbers.items() if ALL in wanted or number in wanted]
    return Decided({**words, **own}, tuple(parts))


def _made(found: Adopted, letter: _Letterhead, decided: Decided, name: str) -> Template:
    """Make the template, and return it prepared. Raises InvalidTemplate."""
    house = letter.house
    accept(house, found.accepted)
    found.fitted = put_in(house, letter.ours, letter.body, decided.parts)
    members = _members(house)
    found.template = write_package(without_traces(members, house.trees))
    return prepare(found.template, f"{name}/{TEMPLATE}")


def _members(house: Opened) -> dict[str, bytes]:
    """Return the members of a letterhead as its trees are now."""
    return {
        name: to_bytes(tree) if (tree := house.trees.get(name)) is not None else data
        for name, data in house.members.items()
    }


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


def _placed(workspace: Workspace, kind: DocumentType, name: str, found: Adopted) -> Iterator[Path]:
    """Put the folder of the new type in place in one step: description, sentences, letterhead. Raises OutputBlocked."""
    target = workspace.root / "templates" / name
    with explained(target), tempfile.TemporaryDirectory(prefix=".iopdocs-", dir=workspace.root) as beside:
        folder = Path(beside) / name
        folder.mkdir()
        for source in sorted(kind.folder.iterdir()):
            if source.is_file() and source.name not in {DESCRIPTION, TEMPLATE}:
                (folder / source.name).write_bytes(source.read_bytes())
        (folder / DESCRIPTION).write_text(_description(kind), encoding="utf-8")
        (folder / TEMPLATE).write_bytes(found.template)
        folder.rename(target)
    yield from sorted(target.iterdir())


def _description(kind: DocumentType) -> str:
    """Return the description of the type that the new one is like, under a name of its own."""
    text = (kind.folder / DESCRIPTION).read_text(encoding="utf-8")
    called = in_yaml(f"{kind.description.name} i eget brevhuvud")
    text = re.sub(r"(?m)^namn:.*$", lambda _: f"namn: {called}", text, count=1)
    return re.sub(r"(?m)^kallas:.*\n", "", text)


def _sampled(found: Adopted, root: Path, name: str, day: date) -> None:
    """Make the first agreement's document of the new type; take the type away again when it cannot be used."""
    try:
        workspace = Workspace(root)
        workspace.types  # noqa: B018 - read to see that it can be
        for agreement in workspace.agreements()[:1]:
            with render(workspace, [agreement], Wish(day, (name,), ("docx",))).outcomes() as outcomes:
                for outcome in outcomes:
                    found.sample += [one.path for one in outcome.written]
                    found.problems += [] if outcome.written else outcome.problems
    except IopdocsError:
        shutil.rmtree(root / "templates" / name)
        raise
