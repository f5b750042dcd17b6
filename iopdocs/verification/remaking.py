"""A document made anew from what it was made from, to be compared with the document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.conversion import CONVERTERS
from iopdocs.errors import ConversionFailed, InvalidAgreement, OutputBlocked, Problem
from iopdocs.library.document_types import DocumentType
from iopdocs.making.batch import Batch, libraries
from iopdocs.making.demanded import problems_of
from iopdocs.making.last_look import LastLook
from iopdocs.making.outcome import Wish
from iopdocs.making.provenance import asked_for, fixed_sources, properties, sources
from iopdocs.making.render import Libraries, Rendered, Template, load_template, render
from iopdocs.model import Agreement
from iopdocs.output import CALLED, sha256
from iopdocs.reading import read_bytes
from iopdocs.verification.claims import WORD
from iopdocs.verification.origin import Origin
from iopdocs.word.properties import title_of
from iopdocs.workspace import Loaded, Workspace


class Sources:
    """What there is today of what a document was made from. Raises InvalidAgreement when it is not to be found."""

    def __init__(self, workspace: Workspace, origin: Origin) -> None:
        self._workspace, self._origin = workspace, origin
        self.path = _agreement_file(workspace, origin)
        self._kind = _kind(workspace, origin)
        self.loaded = workspace.load(self.path)
        self._now = sources(fixed_sources(workspace, self._kind), self.loaded)
        self.changed = [name for name, digest in self._now.items() if origin.sources.get(name) != digest]
        self.lines = [f"ändrat: {CALLED[name]}" for name in self.changed]

    def remake(self) -> bytes:
        """Return the Word document as it was made, as far as that is known. Raises IopdocsError when it cannot be.

        It says that the program is of the version that the document says: what differs is then something else.
        """
        made, agreement, _ = self.made_of(self.loaded)
        case = self._workspace.case(self.loaded, agreement, self.day)
        LastLook.of(case, final=self._origin.final).document(made.data, (), {}, "")
        return made.data

    @cached_property
    def day(self) -> date:
        """The day that the document was made as of. Raises InvalidAgreement when that cannot be read."""
        try:
            return date.fromisoformat(self._origin.day)
        except ValueError as error:
            raise InvalidAgreement(Problem("dagen det gjordes går inte att läsa", code="okänd-dag")) from error

    def made_of(self, loaded: Loaded) -> tuple[Rendered, Agreement, list[Problem]]:
        """Return the document of the agreement as it is, or as it might be, and the problems that are told of that.

        Raises IopdocsError when it cannot be made.
        """
        origin, day, agreement = self._origin, self.day, loaded.agreement
        if agreement is None or not loaded.usable:
            raise InvalidAgreement(loaded.problems)
        items = self._kind.items(agreement)
        place = origin.post or 1
        if place > len(items) or (origin.post is None) != (items[place - 1] is None):
            raise InvalidAgreement(Problem("det går inte att säga vilken post i avtalet det gäller", code="okänd-post"))
        # What would not be made is not what the program makes; nor is a leak to be shown as what differs.
        found = problems_of(self._workspace, loaded, day)
        if stopping := [one for one in found if self._stops(one) and one.code != checks.SAME_ID]:
            raise OutputBlocked(stopping)
        item = items[place - 1]
        asked = asked_for(agreement, self._kind, item, day, self._now, final=origin.final)
        said = properties({**asked, "iopdocs": origin.program}, item)
        made = render(
            agreement,
            self._kind,
            self._template,
            self._libraries,
            day,
            item=item,
            final=origin.final,
            provenance=said,
            doubts=checks.on_the_page(found, loaded.source),
            replaced=loaded.replaced,
        )
        return made, agreement, found

    @cached_property
    def _stops(self) -> Callable[[Problem], bool]:
        return Batch(self._workspace, Wish(self.day, final=self._origin.final)).stops

    @cached_property
    def _template(self) -> Template:
        return load_template(self._kind.template)

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self._workspace)


def converted(document: bytes, suffix: str) -> bytes:
    """Return a Word document in the format of a file's suffix. Raises IopdocsError when that cannot be made here."""
    if suffix == WORD:
        return document
    if suffix[1:] not in CONVERTERS:
        message = (
            f"det finns inget format som heter {suffix[1:]}" if suffix[1:] else "filnamnet säger inte vilket format"
        )
        raise ConversionFailed(Problem(message, code="okänt-format"))
    return CONVERTERS[suffix[1:]](document, title_of(document))


def _kind(workspace: Workspace, origin: Origin) -> DocumentType:
    if origin.kind not in workspace.types:
        raise InvalidAgreement(Problem(f"dokumenttypen {origin.kind} finns inte längre", code="saknad-dokumenttyp"))
    return workspace.types[origin.kind]


def _agreement_file(workspace: Workspace, origin: Origin) -> Path:
    """Return the agreement's file: the one it was made from if it is unchanged, or else the only one with its id."""
    paths = workspace.agreements()
    for path in paths:
        data = read_bytes(path, "")
        if isinstance(data, bytes) and sha256(data) == origin.sources.get("avtal"):
            return path
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
