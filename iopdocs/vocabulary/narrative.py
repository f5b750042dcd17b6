"""The narrative of a document type, as its template prints it, and the facts that its sentences are told of."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.library.sentences import PlacedSentence, Sentence
from iopdocs.narrative.candidates import Gathered, Own
from iopdocs.narrative.ledger import Fact
from iopdocs.narrative.quotes import placed_quotes
from iopdocs.narrative.telling import Narrative, ToldPart, count_words, tell
from iopdocs.reading import suggest
from iopdocs.templating.values import View
from iopdocs.vocabulary.news_facts import NarrativeBlock, NarrativeFacts, NarrativeRow
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import paragraphs, placed, value_at
from iopdocs.word.marks import GAP_END, GAP_START

#: The code of a fact that sentences are for, and that none of them says.
UNTOLD = "uppgift-utan-mening"
# What a mark says to the one who checks is no word of the text.
_MARKED = re.compile(f"{GAP_START}.*?{GAP_END}")


def narrative(scene: Scene, context: Mapping[str, Any]) -> NarrativeFacts:
    """Return the narrative of the document's type, told of the agreement; what no sentence took is noted."""
    description = scene.document.description
    # A narrative without a place for quotes has none, and does not ask whether they are approved.
    quotes = context["citat"] if any(part.quotes for part in description.narrative) else []
    spoken = sum(count_words(_MARKED.sub("", one.stycke)) for one in quotes)
    most = description.most_words and max(description.most_words - spoken, 1)
    speaker = _SceneSpeaker(scene, context)
    told = tell(description.narrative, scene.document.sentences, speaker, description.most_subheads, most)
    _tell_what_is_lost(told, scene)
    return NarrativeFacts(
        stycken=_blocks(told, quotes, scene),
        rader=[NarrativeRow(rubrik=label, text=text) for one in told.parts for label, text in one.rows],
    )


def _tell_what_is_lost(told: Narrative, scene: Scene) -> None:
    for path in told.lost:
        message = f"ingen mening i dokumenttypen ”{scene.document.id}” säger uppgiften {path}"
        hint = "Skriv den i press.ingress eller i en egen mening, eller utelämna den i en mening med ett skäl."
        problem = Problem(message, hint=hint, severity=Severity.WARNING, code=UNTOLD)
        if problem not in scene.problems:
            scene.problems.append(problem)


def _tell_of_unknown_parts(wanted: Sequence[str | None], scene: Scene) -> None:
    known = [part.id for part in scene.document.description.narrative]
    for part in dict.fromkeys(one for one in wanted if one and one not in known):
        message = f"ett citat ska stå efter delen ”{part}”, som inte finns, och står där det annars skulle ha stått"
        hint = suggest(part, known) or f"Delarna: {', '.join(known)}."
        scene.problems.append(Problem(message, hint=hint, severity=Severity.WARNING, code="okänd-del"))


def _blocks(told: Narrative, quotes: Sequence[Any], scene: Scene) -> list[NarrativeBlock]:
    wanted = [one.record_.after for one in quotes]
    _tell_of_unknown_parts(wanted, scene)
    where = placed_quotes(wanted, [one.part for one in told.parts])
    blocks: list[NarrativeBlock] = []
    for part in told.parts:
        blocks += _of_part(part)
        blocks += [_block(part.part.id, quotes[place].stycke, citat=True) for place in where.get(part.part.id, ())]
    return blocks


def _of_part(told: ToldPart) -> list[NarrativeBlock]:
    head = [_block(told.part.id, told.subhead, rubrik=True)] if told.subhead else []
    lead = told.part.kind == "ingress"
    return [*head, *(_block(told.part.id, text, ingress=lead) for text in told.paragraphs)]


def _block(part: str, text: str, *, rubrik: bool = False, ingress: bool = False, citat: bool = False) -> NarrativeBlock:
    return NarrativeBlock(text=text, plats=part, rubrik=rubrik, ingress=ingress, citat=citat)


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that has been filled in, and the gaps it brought. ``own`` is kept, so that what it is known by stays."""

    paragraphs: list[str]
    gaps: Sequence[str]
    own: Own


class _SceneSpeaker:
    """The facts of an agreement, by paths, and the language of clauses."""

    def __init__(self, scene: Scene, context: Mapping[str, Any]) -> None:
        self._scene, self._context = scene, context
        self._gaps = len(scene.gaps)
        # What is asked of the agreement itself is asked for sentence after sentence.
        self._values: dict[str, Any] = {}
        self._said: dict[tuple[object, ...], _Said] = {}

    def known(self, path: str, own: Own) -> bool:
        """Whether the fact at a path is there."""
        return bool(self._value(path, own))

    def fact(self, path: str, own: Own) -> Fact | None:
        """Return which fact a path is: a key of a record, or a word that is worked out."""
        if not self._value(path, own):
            return None
        before, _, name = path.rpartition(".")
        return self._fact(self._value(before, own), name) if before else path

    def _fact(self, owner: Any, name: str) -> Fact:
        # Records and facts are kept by the scene and the context as long as the document is made.
        return (id(owner.record_ if isinstance(owner, View) else owner), name)

    def text(self, path: str, own: Own) -> str:
        """Return the fact at a path when it is a text; an empty one when it is not."""
        value = self._value(path, own)
        return value if isinstance(value, str) else ""

    def records(self, path: str, own: Own) -> Sequence[Any]:
        """Return the records of a list."""
        return list(self._value(path, own))

    def gathered(self, sentence: Sentence, own: Own) -> list[Gathered]:
        """Return a key of each record in a list, or each text of a list of texts, where it is there."""
        path = sentence.gathers or ""
        before, _, name = path.rpartition(".")
        owner = self._value(before, own)
        if not isinstance(owner, list):
            texts = enumerate(self._value(path, own))
            return [Gathered((self._fact(owner, name), place), (), one) for place, one in texts]
        found = []
        for record in owner:
            has = [bool(getattr(record, key)) for key in sentence.where]
            lacks = [not getattr(record, key) for key in sentence.where_not]
            if getattr(record, name) and all((*has, *lacks)):
                more = (self._fact(record, key) for key in sentence.gathers_also if getattr(record, key))
                written = getattr(record, sentence.written or name)
                found.append(Gathered(self._fact(record, name), tuple(more), written))
        return found

    def say(self, text: str, sentence: PlacedSentence | None, own: Own) -> list[str]:
        """Return the paragraphs of a text with its tags filled in. Raises InvalidLibrary."""
        self._gaps = len(self._scene.gaps)
        if self._scene.is_heard:  # whoever hears it must hear it each time
            return self._made(text, sentence, own)
        same = (
            text,
            *((name, *map(id, value if isinstance(value, list) else (value,))) for name, value in own.items()),
        )
        if same not in self._said:
            self._said[same] = _Said(self._made(text, sentence, own), self._scene.gaps[self._gaps :], own)
        said = self._said[same]
        self._scene.note_again(said.gaps)
        return said.paragraphs

    def _made(self, text: str, sentence: PlacedSentence | None, own: Own) -> list[str]:
        owner = f"meningen {sentence.sentence.id}" if sentence else "mellanrubriken i berättelse"
        if sentence is not None:
            self._scene.weigh(owner, lambda: self._weighed(sentence.sentence, own))
        try:
            made = paragraphs(text, owner, self._scene, self._words(own))
        except InvalidLibrary as error:
            file = sentence.file if sentence else self._scene.document.folder / DESCRIPTION
            raise placed(error, file) from error
        return [" ".join(filter(None, one.text.split(" "))) for one in made]

    def _weighed(self, sentence: Sentence, own: Own) -> None:
        """Ask again for all that decides whether a sentence is said."""
        self._values.clear()  # whoever weighs it listens to what is asked for
        for path in sentence.asked:
            self._value(path, own)
        if sentence.gathers:
            self.gathered(sentence, own)

    def unsay(self) -> None:
        """Forget the gaps of the last text: what is not said has none."""
        self._scene.forget(self._gaps)

    def _value(self, path: str, own: Own) -> Any:
        if path.partition(".")[0] in own:
            return value_at(path, self._words(own))
        if path not in self._values:
            self._values[path] = value_at(path, self._context)
        return self._values[path]

    def _words(self, own: Own) -> Mapping[str, Any]:
        return ChainMap(dict(own), self._context) if own else self._context  # type: ignore[arg-type] # only read
