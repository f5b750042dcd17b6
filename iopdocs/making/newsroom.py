"""News read as an editor reads it, before it is sent: what ``check`` says of a release, and ``convert`` of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property

from iopdocs.checks.editing import NewsText, findings
from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, IopdocsError, Problem, Severity
from iopdocs.library.document_types import DocumentType
from iopdocs.making.batch import libraries
from iopdocs.making.render import Libraries, load_template, render
from iopdocs.swedish import dates
from iopdocs.swedish.links import pieces
from iopdocs.word import news as styles
from iopdocs.word.blocks import NoText
from iopdocs.word.markup import BrokenXml
from iopdocs.word.package import read_package
from iopdocs.workspace import Loaded, Workspace

#: The code of what an editor would say.
EDITOR = "redaktörens-råd"
# What stands beside the text itself.
_BESIDE = (styles.TITLE, styles.DATELINE, styles.EMBARGO)
_HINT = "Det är råd, och stoppar inget. Ändra under press i avtalets fil, eller i Word före iopdocs convert."


@dataclass(frozen=True)
class Newsroom:
    """Reads the news that a workspace would make of its agreements."""

    workspace: Workspace

    @cached_property
    def _kinds(self) -> list[DocumentType]:
        return [kind for kind in self.workspace.types.values() if kind.description.news]

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self.workspace)

    def told(self, loaded: Loaded, day: date) -> Iterator[Problem]:
        """Yield a line for each release with something to say of it, made as of a day.

        An agreement without anything for the press is not read: nobody has begun to write news of it. Nor is one that
        no document can be made of, or whose template is at fault: that is told elsewhere.
        """
        agreement = loaded.agreement
        if agreement is None or not loaded.usable or agreement.press is None:
            return
        place = loaded.source.place(("press",))
        for kind in self._kinds:
            for item in kind.items(agreement):
                with suppress(IopdocsError):
                    template = load_template(kind.template)
                    known = self.workspace.sound
                    made = render(agreement, kind, template, self._libraries, day, item=item, looked_over=known)
                    for one in read_by_an_editor({**template.members, **made.parts}, made.title, place.file):
                        yield self.workspace.watch.discreet([one.at(place.file, place.line)], loaded.source)[0]


def is_news(document: bytes) -> bool:
    """Whether a Word file of unknown origin is news: it has a lead. Raises InvalidTemplate."""
    return any(one.style == styles.LEAD for one in _paragraphs(read_package(document, "")))


def read_by_an_editor(members: Mapping[str, bytes], title: str, file: str) -> Iterator[Problem]:
    """Yield what an editor would say of the members of a Word file, in one line; nothing when there is nothing to say.

    Raises InvalidTemplate when it is no document.
    """
    paragraphs = _paragraphs(members)
    headline = next((one.text for one in paragraphs if one.style == styles.TITLE), title)
    if found := list(findings(_news_text(paragraphs))):
        message = f"En redaktör skulle säga om ”{headline}”: {'; '.join(found)}."
        yield Problem(message, file, where="press", hint=_HINT, severity=Severity.NOTE, code=EDITOR)


def _paragraphs(members: Mapping[str, bytes]) -> list[styles.NewsParagraph]:
    try:
        return list(styles.news_paragraphs(members))
    except (BrokenXml, NoText) as error:
        raise InvalidTemplate(Problem("filen är ingen hel Word-fil", code="ingen-word-fil")) from error


def _news_text(paragraphs: list[styles.NewsParagraph]) -> NewsText:
    """Return the text of news by what its paragraphs are."""
    body = [one for one in styles.body_of(paragraphs) if one.style not in _BESIDE]
    reached = (target for one in paragraphs if one.style == styles.CONTACT for _, target in pieces(one.text))
    return NewsText(
        lead="\n".join(one.text for one in body if one.style == styles.LEAD),
        own=tuple("" if one.style or one.listed else one.text for one in body if one.style != styles.LEAD),
        whole="\n".join(one.text for one in body if one.style not in (styles.SECTION, styles.SUBHEAD)),
        quotes=sum(one.style == styles.QUOTE for one in body),
        reachable=any(target.startswith(("tel:", "mailto:")) for target in reached),
        dated=any(dates.at_end(one.text) for one in paragraphs if one.style == styles.DATELINE),
    )
