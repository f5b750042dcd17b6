"""A document type looked over before anything is made of it: its template, its sections and the clauses it names.

Whether a branch is taken depends on the agreement, and a misspelt word in it would be told on the day of signing. Here
all branches are looked through, once for each template and library, and all that is wrong is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache, partial

from iopdocs.classes import dataclass, field
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError, Problem, Severity
from iopdocs.laws.library import LawLibrary
from iopdocs.library.clauses import Clause, ClauseLibrary
from iopdocs.library.document_types import DESCRIPTION, DocumentType
from iopdocs.library.phrasings import Phrasing, Phrasings
from iopdocs.library.sentences import PlacedSentence, Sentence, Statement
from iopdocs.model.base import Record, Same
from iopdocs.narrative.telling import SEVERAL
from iopdocs.reading import suggest
from iopdocs.templating.diagnosis import diagnose
from iopdocs.templating.kinds import TEXT, UNKNOWN, YES_NO, Kinds, ListOf, OfRecord, kinds_of
from iopdocs.templating.language import PHRASING, Fault
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.placing import line_of
from iopdocs.templating.static import Called, Findings, Use, kinds_at, look, look_at_path
from iopdocs.templating.tags import tags_in
from iopdocs.templating.template import Template
from iopdocs.vocabulary.phrasings import called
from iopdocs.vocabulary.rendering_state import Libraries
from iopdocs.vocabulary.sections import parsed
from iopdocs.vocabulary.words import EXTRAS, WORDS

# How a template asks for a layout of a section.
_LAYOUT = re.compile(r"\.visar\.(\w+)")
_WHEN = "Rätta uppgiftens namn där det står i filen."


@dataclass(frozen=True, slots=True)
class PlacedUse:
    """Something that is used, and where: the file, the place in it in words, and the text that it stands in."""

    use: Use
    file: str
    place: str
    text: str

    @property
    def sentence(self) -> str:
        """The paragraph of the template, or the line of the clause, with its tags."""
        return line_of(self.text, self.use.line)


@dataclass
class Lookover:
    """What was found in a document type: what is wrong with its template and with the rest, and all that is used.

    ``doubts`` stop nothing. ``named`` are the clauses that it names, or that what it names calls for; ``laws`` the
    subjects of law that it cites.
    """

    of_template: list[Problem] = field(default_factory=list)
    of_library: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    uses: list[PlacedUse] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    laws: dict[str, None] = field(default_factory=dict)

    def told(self) -> None:
        """Raise InvalidTemplate or InvalidLibrary with everything that is wrong, or do nothing."""
        if self.of_template:
            raise InvalidTemplate([*self.of_template, *self.of_library])
        if self.of_library:
            raise InvalidLibrary(self.of_library)


def look_over(document: DocumentType, template: Template, libraries: Libraries) -> Lookover:
    """Return what is found in a document type. Raises InvalidLibrary when the clause library cannot be read."""
    return _look_over(Same(document), Same(template), Same(libraries.laws), Same(libraries.clauses))


@lru_cache(maxsize=64)
def _look_over(
    document: Same[DocumentType], template: Same[Template], laws: Same[LawLibrary], clauses: Same[ClauseLibrary]
) -> Lookover:
    phrasings = document.it.description.phrasings
    looking = _Looking(lexicon(document.it.record, laws.it, clauses.it, phrasings), clauses.it)
    looking.template(template.it)
    looking.description(document.it)
    looking.sentences(document.it)
    looking.phrasings(document.it)
    looking.clauses_named()
    return looking.found


def look_over_clause(clause: Clause, libraries: Libraries) -> Lookover:
    """Return what is found in a clause that no document type names: nothing is known of what it may be about."""
    looking = _Looking(lexicon(None, libraries.laws, libraries.clauses), libraries.clauses)
    looking.clause(clause)
    return looking.found


def lexicon(
    record: type[Record] | None, laws: LawLibrary, clauses: ClauseLibrary, phrasings: Phrasings = ()
) -> Lexicon:
    """Return what can be said in documents about a type of record, or about the agreement as a whole for None."""
    known = declared_lexicon()
    post: Kinds = (OfRecord(record),) if record else ()
    calls: Mapping[str, Callable[[str, int], object]] = {
        "lag": lambda name, _: laws.subject(name),
        "klausul": lambda name, _: clauses.get(name),
        PHRASING: partial(called, phrasings),
    }
    refusals = {name: partial(_refusal, call) for name, call in calls.items()}
    return Lexicon({**known.words, "post": post}, known.extras, refusals)


@cache
def declared_lexicon() -> Lexicon:
    """Return the words and extras as they are declared, for any document."""
    words = {name: kinds_of(word.type) for name, word in WORDS.items()}
    extras = {record: {name: kinds_of(one.type) for name, one in own.items()} for record, own in EXTRAS.items()}
    return Lexicon(words, extras, {})


def _refusal(call: Callable[[str, int], object], argument: str, records: int) -> str:
    """Return what a function says of an argument that it does not know: a sentence, and a hint after a line break."""
    try:
        call(argument, records)
    except IopdocsError as error:
        return f"{error.problems[0].message}\n{error.problems[0].hint}"
    return ""


def _never_shown(name: str, section: str, file: str, shown: Collection[str]) -> Problem:
    """Return what is said of a layout that the template has none of: what it was to show is nowhere."""
    message = f"uppställningen ”{name}” finns inte i mallen, så det som den skulle visa står ingenstans"
    hint = (
        suggest(name, shown)
        or f"Ta bort den ur visar, eller skriv i mallen: {{%p if a.visar.{name} %}} … {{%p endif %}}."
    )
    where = f"avsnittet {section}"
    return Problem(message, file, where=where, hint=hint, severity=Severity.WARNING, code="okänd-uppställning")


class _Looking:
    """One look at a document type; the clauses that are called for on the way are looked at last, each once."""

    def __init__(self, lexicon: Lexicon, clauses: ClauseLibrary) -> None:
        self._lexicon, self._clauses = lexicon, clauses
        self._left: dict[str, None] = {}
        self._phrases: dict[Called, None] = {}
        self._shown: dict[str, None] = {}  # the layouts that the template asks for
        self.found = Lookover()

    def template(self, template: Template) -> None:
        """Look through every part of a template."""
        for part in template.parts:
            findings = look(part.tree, self._lexicon)
            self.found.of_template += [template.faulty(part, line, text) for line, text in findings.faults]
            self._note(findings, template.file, part.called, part.source)
            self._shown |= dict.fromkeys(_LAYOUT.findall(part.source))

    def description(self, document: DocumentType) -> None:
        """Look through the title and the sections of a document type."""
        file = str(document.folder / DESCRIPTION)
        self._text(document.description.title, "titel", file)
        for section in document.description.sections:
            for path in section.when:
                self._path(path, f"avsnittet {section.id}", file)
            self.found.doubts += (
                _never_shown(name, section.id, file, self._shown) for name in section.shows if name not in self._shown
            )
            for clause_id in section.clauses:
                self._left.setdefault(clause_id)
                if clause_id not in self._clauses.clauses:
                    self._refused(self._lexicon.calls["klausul"](clause_id, 0), file, "", "okänd-klausul")

    def sentences(self, document: DocumentType) -> None:
        """Look through the parts of a narrative and its sentences: what they ask for, and their texts."""
        file = str(document.folder / DESCRIPTION)
        for part in document.description.narrative:
            for path in (*part.needs, *part.without):
                self._path(path, f"delen {part.id} i berättelsen", file)
            for subhead in part.subheads:
                for path in (*subhead.needs, *subhead.without):
                    self._path(path, f"mellanrubrikerna i delen {part.id}", file)
                self._text(subhead.text, f"mellanrubrikerna i delen {part.id}", file)
        for placed in document.sentences.placed:
            self._sentence(placed)

    def _sentence(self, placed: PlacedSentence) -> None:
        sentence, file, place = placed.sentence, str(placed.file), f"meningen {placed.sentence.id}"
        own: dict[str, Kinds] = {}
        if sentence.each and sentence.called:
            own[sentence.called] = self._of_list(sentence.each, file, place, own)
        if sentence.gathers and sentence.gathered:
            own |= {sentence.gathered: (ListOf(self._gathered(sentence, file, place, own)),), SEVERAL: (YES_NO,)}
        ways: tuple[Statement, ...] = (sentence, *sentence.ways)
        for path in (path for way in ways for path in (*way.needs, *way.without, *way.states, *way.also)):
            self._path(path, place, file, own)
        for text in (sentence.label, *(way.text for way in sentence.ways)):
            if text is not None:
                self._text(text, place, file, own)

    def _gathered(self, sentence: Sentence, file: str, place: str, own: Mapping[str, Kinds]) -> Kinds:
        """Return the kinds of what a sentence gathers: of records a field of each, else each text of a list."""
        path = sentence.gathers or ""
        before, _, name = path.rpartition(".")
        item = self._of_list(before, file, place, own)
        if not item:
            self._path(path, place, file, own)
            return (TEXT,)
        asked = (name, sentence.written or name, *sentence.where, *sentence.where_not, *sentence.gathers_also)
        for one in asked:
            if self._lexicon.attribute(item, one) is None:
                self._refused(f"uppgiften ”{one}” finns inte\n{_WHEN}", file, place, "okänd-uppgift")
            owners = (kind.record for kind in item if isinstance(kind, OfRecord))
            self.found.uses += [PlacedUse(Use(1, one, owner, printed=True), file, place, path) for owner in owners]
        return self._lexicon.attribute(item, sentence.written or name) or (TEXT,)

    def _of_list(self, path: str, file: str, place: str, own: Mapping[str, Kinds]) -> Kinds:
        """Return the kinds of what a list holds; a record or facts are no list, and give nothing."""
        self._path(path, place, file, own)
        kinds = kinds_at(path, self._lexicon, own)[1]
        return tuple(one for kind in kinds if isinstance(kind, ListOf) for one in kind.item)

    def phrasings(self, document: DocumentType) -> None:
        """Look through the phrasings of a document type: as they are called for, and those that nothing calls for."""
        file, known = str(document.folder / DESCRIPTION), {one.id: one for one in document.description.phrasings}
        seen: set[Called] = set()
        while left := [call for call in self._phrases if call not in seen and call.name in known]:
            seen.update(left)
            for call in left:
                self._phrasing(known[call.name], call.records, file)
        for phrasing in known.values():
            if phrasing.id not in {call.name for call in seen}:
                self._phrasing(phrasing, (), file)

    def _phrasing(self, phrasing: Phrasing, records: tuple[Kinds, ...], file: str) -> None:
        own = {word: records[place] if place < len(records) else UNKNOWN for place, word in enumerate(phrasing.words)}
        for text in (phrasing.text, *(version.text for version in phrasing.versions)):
            if text is not None:
                self._text(text, f"formuleringen {phrasing.id}", file, own)

    def clauses_named(self) -> None:
        """Look through the clauses that have been named, and those that they name."""
        while left := [name for name in self._left if name not in self.found.named]:
            self.found.named.update(left)
            for name in left:
                if clause := self._clauses.clauses.get(name):
                    self.clause(clause)

    def clause(self, clause: Clause) -> None:
        """Look through a clause, in all its versions."""
        file, place = str(self._clauses.folder / f"{clause.id}.yaml"), f"klausulen {clause.id}"
        for path in clause.when:
            self._path(path, place, file)
        for version in clause.versions:
            self._text(version.text, place, file)

    def _path(self, path: str, place: str, file: str, own: Mapping[str, Kinds] | None = None) -> None:
        findings = look_at_path(path, self._lexicon, own)
        if findings.faults:
            hint = findings.faults[0][1].partition("\n")[2]
            meant = f"{hint} {_WHEN}" if hint.startswith("Menade") else _WHEN
            self._refused(f"uppgiften ”{path}” finns inte\n{meant}", file, place, "okänd-uppgift")
        self._note(findings, file, place, path)

    def _text(self, text: str, place: str, file: str, own: Mapping[str, Kinds] | None = None) -> None:
        tree, faults = parsed(text)
        findings = look(tree, self._lexicon, own) if tree else Findings(self._unread(text, faults, own))
        for line, fault in findings.faults:
            where = f"{place}, raden ”{line_of(text, line)}”" if "\n" in text.strip() else place
            self._refused(fault, file, where, "klausulfel")
        self._note(findings, file, place, text)

    def _unread(self, text: str, faults: Sequence[Fault], own: Mapping[str, Kinds] | None) -> list[Fault]:
        """Return what is wrong with a text that cannot be read as a whole, the names in it too."""
        told = ((one.tag.line, one.text) for one in diagnose(list(tags_in(text)), self._lexicon, own).faults)
        return list(dict.fromkeys([*faults, *told]))

    def _refused(self, fault: str, file: str, where: str, code: str) -> None:
        message, _, hint = fault.partition("\n")
        problem = Problem(message, file, where=where, hint=hint, code=code)
        if problem not in self.found.of_library:
            self.found.of_library.append(problem)

    def _note(self, findings: Findings, file: str, place: str, text: str) -> None:
        self.found.uses += [PlacedUse(use, file, place, text) for use in findings.uses]
        self._left |= dict.fromkeys(call.name for call in findings.called if call.function == "klausul")
        self.found.laws |= dict.fromkeys(call.name for call in findings.called if call.function == "lag")
        self._phrases |= dict.fromkeys(call for call in findings.called if call.function == PHRASING)
