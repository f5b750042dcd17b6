"""A compilation: changes of the agreement's text put in where the words they replace stand, else told in their section.

Nothing is guessed: words that stand nowhere, or in more than one place, are left, and the change is told beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iopdocs.classes import dataclass, field
from iopdocs.consolidation import Consolidation, LaterRevision
from iopdocs.library.document_types import Compiled
from iopdocs.model.base import Record
from iopdocs.model.revision import Addition, AmountChange, Change
from iopdocs.swedish import typography, wordings
from iopdocs.swedish.headings import Heading, heading_of
from iopdocs.templating.values import Layouts
from iopdocs.vocabulary.facts import (
    ClauseBlock,
    ClauseInSection,
    LaterAmount,
    LaterChange,
    LaterDocument,
    SectionFacts,
)
from iopdocs.vocabulary.parties import legal_name
from iopdocs.vocabulary.phrasings import phrase
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import in_blocks
from iopdocs.vocabulary.sentences import leading

_REST = "ovriga-andringar"


@dataclass
class _Paragraph:
    """A paragraph of a clause: its words, or a note that is no words of the agreement."""

    text: str
    bullet: bool
    heading: bool = False
    note: bool = False


@dataclass
class _Clause:
    heading: str
    shown: bool
    paragraphs: list[_Paragraph] = field(default_factory=list)


@dataclass
class _Section:
    facts: SectionFacts
    clauses: list[_Clause]


def later_documents(scene: Scene) -> list[LaterDocument]:
    """Return what has been agreed on, decided or proposed after the agreement; nothing where it is not compiled."""
    return [later_document(one, scene.compiled, scene) for one in scene.compiled.later] if scene.compiled else []


def later_document(later: LaterRevision, compiled: Consolidation, scene: Scene) -> LaterDocument:
    """Return what a compilation says of a later document."""
    one, standing = later.revision, later.standing
    return LaterDocument(
        tillägg=isinstance(one, Addition),
        nummer=_known(one, "number", "handlingens nummer", scene),
        diarienummer=_known(one, "case_number", "handlingens diarienummer", scene),
        undertecknat=_known(one, "signed", "dag då tillägget eller förlängningen undertecknades", scene),
        från=_known(one, "start", "dag då tillägget eller förlängningen börjar gälla", scene),
        till=_known(one, "end", "handlingens sista dag", scene),
        rubrik=(one.title if isinstance(one, Addition) else None) or scene.missing("vad handlingen avser"),
        gäller=standing == "gäller",
        senare=standing == "senare",
        upphörd=standing == "upphörd",
        beslutad=standing == "beslutad",
        förslag=standing == "förslag",
        anslutna=[legal_name(party, scene) for party in one.joining],
        belopp=[_amount(change, compiled, scene) for change in one.amounts],
    )


def _amount(change: AmountChange, compiled: Consolidation, scene: Scene) -> LaterAmount:
    return LaterAmount(
        benämning=_known(change, "label", "vad pengarna är till", scene),
        tid=scene.read(change, "tid"),
        nytt=_known(change, "new", "nytt belopp", scene),
        ökning=_known(change, "increase", "ökning", scene),
        följer_av=_known(change, "follows", "vad beloppet följer av", scene),
        anmärkning=_known(change, "note", "anmärkning", scene),
        införd=compiled.has(change),
    )


def _known(record: Record, attribute: str, label: str, scene: Scene) -> Any:
    """Return a field as it stands, or what is known of it in part; a gap with a label of its own when nothing is."""
    return scene.missing(label, of=record) if record.lacks(attribute) else scene.told(record, attribute)


def compile_sections(sections: list[SectionFacts], scene: Scene, context: Mapping[str, Any]) -> list[SectionFacts]:
    """Return the sections with all changes that are agreed on: in place, or told in the section that they name."""
    how, compiled = scene.document.description.compiles, scene.compiled
    if how is None or compiled is None:
        return sections
    text = _Text(sections, how, scene, context)
    for later in compiled.later:
        if later.agreed:
            facts = later_document(later, compiled, scene)
            for change in later.revision.changes:
                text.change(change, facts)
    return text.facts()


class _Text:
    """The text of the agreement while changes are put into it, the oldest first."""

    def __init__(self, sections: list[SectionFacts], how: Compiled, scene: Scene, context: Mapping[str, Any]) -> None:
        self._sections = [_Section(one, [_clause(clause) for clause in one.klausuler]) for one in sections]
        self._how, self._scene, self._context = how, scene, context
        self._rest: list[_Paragraph] = []

    def change(self, change: Change, of: LaterDocument) -> None:
        """Put a change in where the words stand that it replaces; else tell it in its section, or last of all."""
        places = list(self._places(change.current)) if change.current and of.gäller else []
        if len(places) != 1:
            self._tell(change, of)
            return
        clause, at, last, before, after = places[0]
        facts = self._change_facts(change, of)
        if change.new is None or change.what is not None:
            clause.paragraphs[last + 1 : last + 1] = self._note(self._how.listed, facts)
            return
        bullet, heading = clause.paragraphs[at].bullet, clause.paragraphs[at].heading
        made = [_Paragraph(typography.text(one.text), one.punkt, one.rubrik) for one in in_blocks(change.new)]
        if len(made) == 1:
            made[0].bullet, made[0].heading = bullet, heading
        made[0].text = before + made[0].text
        made[-1].text += after
        clause.paragraphs[at : last + 1] = [*made, *self._note(self._how.changed, facts)]

    def _places(self, wording: str) -> Iterator[tuple[_Clause, int, int, str, str]]:
        """Yield where a wording stands: the clause, its first and last paragraph, and the words around it in them."""
        for section in self._sections:
            for clause in section.clauses:
                own = ["" if one.note else one.text for one in clause.paragraphs]
                for place in wordings.find(wording, own):
                    yield clause, place.first, place.last, own[place.first][: place.start], own[place.last][place.end :]

    def _tell(self, change: Change, of: LaterDocument) -> None:
        note = self._note(self._how.listed, self._change_facts(change, of))
        section, clause = self._place(change.section)
        if clause is not None:
            clause.paragraphs += note
        elif section is not None:
            section.clauses.append(_Clause(section.facts.rubrik, shown=False, paragraphs=note))
        else:
            self._rest += note

    def _place(self, named: str | None) -> tuple[_Section | None, _Clause | None]:
        """Return the section that a change names, and the clause in it when it names that."""
        places: list[tuple[_Section, _Clause | None]] = []
        headings: list[Heading] = []
        for number, section in enumerate(self._sections, start=1):
            headings.append(Heading(str(number), section.facts.rubrik))
            places.append((section, None))
            shown = [clause for clause in section.clauses if clause.shown]
            headings += [Heading(f"{number}.{place}", one.heading) for place, one in enumerate(shown, start=1)]
            places += [(section, clause) for clause in shown]
        found = heading_of(named, headings) if named else None
        return (None, None) if found is None else places[headings.index(found)]

    def _change_facts(self, change: Change, of: LaterDocument) -> LaterChange:
        missing = self._scene.missing
        return LaterChange(
            handling=of,
            avsnitt=change.section or missing("avsnitt som ändras"),
            nuvarande_lydelse=change.current or missing("nuvarande lydelse"),
            ny_lydelse=change.new or missing("ny lydelse"),
            vad=change.what or missing("vad som ändras"),
        )

    def _note(self, phrasing: str, facts: LaterChange) -> list[_Paragraph]:
        made = phrase(phrasing, (facts,), self._scene, self._context)
        return [_Paragraph(one.text, one.punkt, one.rubrik, note=True) for one in made]

    def facts(self) -> list[SectionFacts]:
        """Return the sections as templates see them, the changes that belong in none of them last."""
        made = [_shown(section) for section in self._sections]
        if self._rest:
            clause = _Clause(self._how.rest, shown=False, paragraphs=self._rest)
            made.append(SectionFacts(_REST, self._how.rest, [_as_facts(clause)], Layouts(())))
        return made


def _clause(facts: ClauseInSection) -> _Clause:
    return _Clause(
        facts.rubrik, facts.visa_rubrik, [_Paragraph(one.text, one.punkt, one.rubrik) for one in facts.block]
    )


def _shown(section: _Section) -> SectionFacts:
    facts = section.facts
    return SectionFacts(facts.id, facts.rubrik, [_as_facts(one) for one in section.clauses], facts.visar)


def _as_facts(clause: _Clause) -> ClauseInSection:
    block = list(leading(ClauseBlock(one.text, one.bullet, one.heading) for one in clause.paragraphs))
    return ClauseInSection(rubrik=clause.heading, visa_rubrik=clause.shown, block=block)
