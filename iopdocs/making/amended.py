"""Whether the changes of a later document fit the agreement: its present wording, its sections, its numbered points.

What is compared with is the newest final version that was made here, where there is one: that is what was signed. Else
it is the text that the program makes of the data. That may have been edited in Word before it was signed, so then what
does not fit is only doubted; the same goes for what has been signed already, which nobody can change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.consolidation import consolidated
from iopdocs.economy.changes import agreed_before
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.library.document_types import DocumentType
from iopdocs.making.render import Libraries, load_template, render
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.revision import Change, Revision
from iopdocs.output import versions
from iopdocs.reading import KeyPath, suggest
from iopdocs.swedish import wordings
from iopdocs.swedish.headings import Heading, heading_of
from iopdocs.vocabulary.lookover import look_over
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.blocks import blocks
from iopdocs.word.contents import said_by
from iopdocs.word.package import read_package
from iopdocs.workspace import Loaded, Workspace

WORDING, SECTION = "nuvarande-lydelse", "avsnitt-finns-inte"
_WORD = ".docx"
# Points of something else than the agreement, such as "punkt 3 i bilaga 2", are not looked for.
_POINT = re.compile(
    r"\b(?:punkt(?:en|erna)?|avsnitt(?:et|en)?|§+)\s*(\d{1,3}(?:\.\d{1,3})*)(?!\s*(?:i|till|av)\s+bilaga|[\d.]*\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d.]*\d|\d")


@dataclass(frozen=True)
class AgreementText:
    """The text of an agreement: its paragraphs, its headings, the points of each section; what messages call it.

    ``final`` says that it is that of a final version made here.
    """

    called: str
    paragraphs: tuple[str, ...]
    headings: tuple[Heading, ...]
    points: Mapping[Heading, int]
    final: bool = False


def misfits(
    workspace: Workspace, libraries: Libraries, loaded: Loaded, output: Path, day: date, only: Revision | None = None
) -> list[Problem]:
    """Return what does not fit the agreement in later documents, or in one of them. Nothing is rendered without any.

    It is an error where it is compared with a final version, in what is not yet signed: then there is to be no final
    version of that document.
    """
    agreement = loaded.agreement
    if agreement is None or not any(one.changes for one in (*agreement.additions, *agreement.extensions)):
        return []
    looker = _Looker(workspace, libraries, loaded, agreement, output, day)
    lists: tuple[tuple[str, Sequence[Revision]], ...] = (
        ("tillägg", agreement.additions),
        ("förlängningar", agreement.extensions),
    )
    found: list[Problem] = []
    for key, revisions in lists:
        for number, one in enumerate(revisions):
            if one.changes and (only is None or one is only):
                found += looker.misfits(one, (key, number))
    case = workspace.case(loaded, agreement, day)
    return workspace.watch.discreet(found, loaded.source, case.guard)


def require_fit(
    workspace: Workspace, libraries: Libraries, loaded: Loaded, output: Path, day: date, item: Record | None
) -> None:
    """Raise OutputBlocked for a later document that does not fit the final version of the agreement made here."""
    if isinstance(item, Revision):
        found = misfits(workspace, libraries, loaded, output, day, item)
        if wrong := [one for one in found if one.severity is Severity.ERROR]:
            raise OutputBlocked(wrong)


@dataclass(frozen=True)
class _Looker:
    workspace: Workspace
    libraries: Libraries
    loaded: Loaded
    agreement: Agreement
    output: Path
    day: date

    @cached_property
    def _kind(self) -> DocumentType | None:
        """The document that the parties sign, one for the whole agreement."""
        kinds = self.workspace.types.values()
        return next((one for one in kinds if one.description.binding and not one.description.repeats), None)

    def misfits(self, revision: Revision, path: KeyPath) -> Iterator[Problem]:
        kind = self._kind
        if kind is None:
            return
        try:
            text = self._final(kind) or self._made(kind, self.agreement)
            earlier = agreed_before(self.agreement, revision)
            standing = self._standing(kind, text, revision, earlier)
        except IopdocsError:
            return  # what is wrong with the clauses or the template is told by itself
        stops = text.final and not revision.is_signed
        for number, change in enumerate(revision.changes):
            where = (*path, "ändringar", number)
            yield from self._section(change, text, where, stops=stops)
            if change.current:
                yield from self._wording(change.current, text, standing, where, stops=stops)
            yield from self._points(change, text, where, stops=stops)

    def _final(self, kind: DocumentType) -> AgreementText | None:
        """Return the text of the newest final version that is there as it was made."""
        found = versions(self.output / self.agreement.id, kind.id, said_by)
        there = next((one for one in reversed(found) if one.has(_WORD)), None)
        if there is None:
            return None
        name = there.path(_WORD).name
        return _of_word(there.path(_WORD).read_bytes(), f"den slutliga versionen {name}", final=True)

    def _made(self, kind: DocumentType, agreement: Agreement) -> AgreementText:
        """Return the text that the program makes of the clauses. Raises IopdocsError."""
        key = id(agreement)
        if key not in self._texts:
            if not self.workspace.sound:
                look_over(kind, load_template(kind.template), self.libraries).told()
            scene = Scene(agreement, kind, self.day, self.libraries, EXTRAS)
            headings: list[Heading] = []
            paragraphs: list[str] = []
            points: dict[Heading, int] = {}
            for number, section in enumerate(Context(scene)["avsnitt"], start=1):
                own = Heading(str(number), section.rubrik)
                headings.append(own)
                place = 0
                for clause in section.klausuler:
                    place += clause.visa_rubrik
                    if clause.visa_rubrik:
                        headings.append(Heading(f"{number}.{place}", clause.rubrik))
                    bullets = sum(block.punkt for block in clause.block)
                    for heading in (own, headings[-1]):
                        points[heading] = max(points.get(heading, 0), bullets)
                    paragraphs += [block.text for block in clause.block]
            called = "den text som programmet gör av avtalet"
            self._texts[key] = AgreementText(called, tuple(paragraphs), tuple(headings), points)
            self._kept.append(agreement)
        return self._texts[key]

    @cached_property
    def _texts(self) -> dict[int, AgreementText]:
        return {}

    @cached_property
    def _kept(self) -> list[Agreement]:
        return []

    @cached_property
    def _tables(self) -> tuple[str, ...]:
        """What the template itself says, in tables and elsewhere; asked for only when the clauses do not have it."""
        kind = self._kind
        if kind is None:
            return ()
        try:
            made = render(self.agreement, kind, load_template(kind.template), self.libraries, self.day)
        except IopdocsError:
            return ()
        return _of_word(made.data, "").paragraphs

    def _standing(
        self, kind: DocumentType, text: AgreementText, revision: Revision, earlier: Sequence[Revision]
    ) -> tuple[str, ...]:
        """Return the paragraphs that stood when a later document was to change them, with earlier changes in them."""
        if not earlier:
            return text.paragraphs
        then = self._made(kind, consolidated(self.agreement, self.day, before=revision).agreement)
        paragraphs = [*text.paragraphs, *(one for one in then.paragraphs if one not in text.paragraphs)]
        for change in (one for each in earlier for one in each.changes):
            if change.current:
                for place in reversed(wordings.find(change.current, paragraphs)):
                    before, after = paragraphs[place.first][: place.start], paragraphs[place.last][place.end :]
                    paragraphs[place.first : place.last + 1] = [f"{before}{change.new or ''}{after}"]
            if change.new:
                paragraphs.append(change.new)
        return tuple(paragraphs)

    def _wording(
        self, wording: str, text: AgreementText, standing: Sequence[str], path: KeyPath, *, stops: bool
    ) -> Iterator[Problem]:
        if wordings.find(wording, standing):
            return
        place, hint = (*path, "nuvarande_lydelse"), "Rätta lydelsen, eller jämför den med den undertecknade handlingen."
        if wordings.find(wording, text.paragraphs):
            message = "Den nuvarande lydelsen har redan ändrats av en tidigare handling."
            yield self._problem(
                place, message, "Skriv den lydelse som gäller efter den ändringen.", WORDING, stops=stops
            )
        elif not text.final and wordings.find(wording, self._tables):
            return
        elif near := wordings.nearest(wording, standing):
            says = "; ".join(_difference(*one) for one in wordings.differing(wording, near)[:3])
            message = f"Den nuvarande lydelsen står nästan, men inte ordagrant, i {text.called}: {says}."
            yield self._problem(place, message, hint, WORDING, stops=stops)
        else:
            message = f"Den nuvarande lydelsen står inte i {text.called}."
            yield self._problem(place, message, hint, WORDING, stops=stops)

    def _section(self, change: Change, text: AgreementText, path: KeyPath, *, stops: bool) -> Iterator[Problem]:
        if change.section and heading_of(change.section, text.headings) is None:
            message = f"Avsnittet ”{change.section}” finns inte bland rubrikerna i {text.called}."
            words = [one.words for one in text.headings]
            hint = suggest(change.section, words) or "Skriv avsnittets rubrik eller nummer som det står i avtalet."
            yield self._problem((*path, "avsnitt"), message, hint, SECTION, stops=stops)

    def _points(self, change: Change, text: AgreementText, path: KeyPath, *, stops: bool) -> Iterator[Problem]:
        """Yield the points that an instruction names and that are not there: ``Punkt 3 upphör att gälla``."""
        numbers = {match[0] for one in text.headings for match in [_DIGITS.search(one.number)] if match}
        section = heading_of(change.section, text.headings) if change.section else None
        listed = text.points.get(section, 0) if section else 0
        for match in _POINT.finditer(change.what or ""):
            number = match[1]
            # In a section with a list its points are meant.
            there = 1 <= int(number) <= listed if listed and number.isdigit() else number in numbers
            if not there:
                message = f"”{match[0]}” finns inte i {text.called}."
                hint = "Skriv rubrikens nummer, eller numret på en punkt i avsnittets lista."
                yield self._problem((*path, "vad"), message, hint, SECTION, stops=stops)

    def _problem(self, path: KeyPath, message: str, hint: str, code: str, *, stops: bool) -> Problem:
        place, severity = self.loaded.source.place(path), Severity.ERROR if stops else Severity.WARNING
        return Problem(message, place.file, place.line, self.loaded.source.where(path), hint, severity, code)


def _difference(own: str, other: str) -> str:
    if not own:
        return f"”{other}” saknas"
    return f"”{own}” står där som ”{other}”" if other else f"”{own}” står inte där"


def _of_word(data: bytes, called: str, *, final: bool = False) -> AgreementText:
    """Return the text of a Word document. Raises IopdocsError when it cannot be read."""
    headings: list[Heading] = []
    paragraphs: list[str] = []
    points: dict[Heading, int] = {}
    for block in blocks(read_package(data, called)):
        if block.kind == "rubrik":
            number = _DIGITS.search(block.label)
            headings.append(Heading(number[0] if number else "", block.text))
        elif block.text.strip():
            paragraphs.append(block.text)
            if block.label and headings:
                points[headings[-1]] = points.get(headings[-1], 0) + 1
    return AgreementText(called, tuple(paragraphs), tuple(headings), points, final)
