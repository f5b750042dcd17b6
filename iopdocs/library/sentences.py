"""The sentences that a document type's narrative is built of: small files in its folder, beside its template.

A sentence says which facts it states, when it can be said and how. What is chosen of them, in which order and how it
is joined, is worked out in ``narrative``; which words there are stands in ``vocabulary``. Neither knows a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from iopdocs.classes import dataclass, field
from iopdocs.errors import InvalidTemplate, IopdocsError, Problem
from iopdocs.model.base import Record, key, required
from iopdocs.model.scalars import Count, Id, Text, Texts, YesNo
from iopdocs.reading import read_model, suggest

#: The folder of a document type that holds its sentences.
SENTENCES = "meningar"


class Statement(Record):
    """When something can be said, and which facts it states."""

    needs: Texts = key("kräver", "Uppgifter som alla måste finnas", default=())
    without: Texts = key("utan", "Uppgifter som ingen får finnas", default=())
    states: Texts = key("säger", "Uppgifter som sägs; alla måste finnas, och ingen får redan vara sagd", default=())
    also: Texts = key("även", "Uppgifter som också sägs när de finns, och då inte får vara sagda", default=())


class Wording(Statement):
    """One way to say a sentence; the first that can be said is."""

    text: Text = required("text", "Texten, med samma taggar som i klausuler")


class Sentence(Statement):
    """One sentence, or a few that belong together."""

    id: Id = required("id", "Meningens id")
    part: Id = required("del", "Den del av berättelsen som meningen hör till")
    about: Text = required("om", "En rad om vad meningen säger")
    each: Text | None = key("varje", "En lista; meningen sägs en gång för varje post, till exempel avtal.insatser")
    called: Text | None = key("som", "Vad posten i varje kallas i texten")
    gathers: Text | None = key(
        "samlar",
        "Uppgifter i en lista som meningen räknar upp, till exempel avtal.mål.text: de som inte redan är sagda",
    )
    gathered: Text | None = key("samlas_som", "Vad uppräkningen i samlar kallas i texten")
    written: Text | None = key("skrivs_som", "Den uppgift i posten som skrivs ut i stället för den i samlar")
    gathers_also: Texts = key("samlar_även", "Uppgifter i posterna som också blir sagda", default=())
    where: Texts = key("där", "Det som posterna i samlar måste ha", default=())
    where_not: Texts = key("där_inte", "Det som posterna i samlar inte får ha", default=())
    fewest: Count = key("minst", "Minsta antal uppgifter i samlar för att meningen ska sägas", default=1)
    follows: tuple[Id, ...] = key("efter", "Id för meningar av vilka någon måste vara sagd före", default=())
    unless: tuple[Id, ...] = key("inte_efter", "Id för meningar av vilka ingen får vara sagd före", default=())
    yields: Count | None = key(
        "viker",
        "Ordningen i vilken meningen lämnar texten när den annars blir för lång, 1 först; uppgiften sägs i faktarutan",
    )
    new_paragraph: YesNo = key("nytt_stycke", "ja om meningen börjar ett nytt stycke", default=False)
    quiet: Text | None = key("utelämnas", "Varför uppgifterna inte sägs; meningen har då ingen text")
    label: Text | None = key("etikett", "Radens rubrik i en faktaruta")
    text: Text | None = key("text", "Texten, när det bara finns en lydelse")
    wordings: tuple[Wording, ...] = key("lydelser", "Lydelser, den fullständigaste först", default=())

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(map(bool, (self.quiet, self.text, self.wordings))) != 1:
            raise ValueError("meningen ska ha antingen text, lydelser eller utelämnas\nSkriv ett av dem.")
        for source, name, keys in (
            (self.each, self.called, "varje och som"),
            (self.gathers, self.gathered, "samlar och samlas_som"),
        ):
            if bool(source) != bool(name):
                raise ValueError(f"{keys} hör ihop\nSkriv båda eller inget av dem.")
        return self

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """The paths of the facts that it may state, in any wording."""
        return tuple(dict.fromkeys(path for one in (self, *self.ways) for path in (*one.states, *one.also)))

    @property
    def asked(self) -> Iterator[str]:
        """Yield the paths of the facts that decide whether the sentence is said, and in which wording."""
        for one in (self, *self.ways):
            yield from (*one.needs, *one.without, *one.states, *one.also)

    @cached_property
    def ways(self) -> tuple[Wording, ...]:
        """The wordings in order; none of what is left unsaid."""
        return self.wordings or ((Wording(text=self.text),) if self.text else ())


class SentenceFile(Record):
    """A file of sentences about one subject."""

    subject: Text = required("ämne", "Vad filens meningar handlar om")
    sentences: tuple[Sentence, ...] = required("meningar", "Meningarna, i den ordning de sägs i sin del")


class Subhead(Record):
    """A subhead over a part, when it can be said."""

    needs: Texts = key("kräver", "Uppgifter som alla måste finnas", default=())
    without: Texts = key("utan", "Uppgifter som ingen får finnas", default=())
    text: Text = required("text", "Rubriken, med samma taggar som i klausuler")


class NarrativePart(Record):
    """One part of a narrative: where its sentences stand, and what stands with them."""

    id: Id = required("id", "Delens id")
    about: Text = required("om", "En rad om vad delen är till för")
    kind: Literal["ingress", "brödtext", "faktaruta"] = key(
        "slag", "ingress, brödtext eller faktaruta", default="brödtext"
    )
    most: Count | None = key("högst_ord", "Högst så många ord; en mening som inte ryms sägs i en senare del")
    may_omit: YesNo = key(
        "får_utelämna", "ja om det som inte ryms i delen får utelämnas utan att det sägs till", default=False
    )
    needs: Texts = key("kräver", "Uppgifter som alla måste finnas för att delen ska vara med", default=())
    without: Texts = key("utan", "Uppgifter som ingen får finnas för att delen ska vara med", default=())
    quotes: Literal["första", "mellan", "sista"] | None = key("citat", "Vilka citat som står efter delen")
    subheads: tuple[Subhead, ...] = key("mellanrubriker", "Delens mellanrubrik: den första som kan sägas", default=())
    fewest: Count = key("rubrik_från_ord", "Så många ord måste delen ha för att få sin mellanrubrik", default=20)


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence, and the file it is written in."""

    sentence: Sentence
    file: Path


@dataclass(frozen=True)
class Sentences:
    """The sentences of a document type, in order of file name and place: its own, then those it borrows."""

    placed: tuple[PlacedSentence, ...] = ()
    folders: tuple[Path, ...] = field(default=())

    def of(self, part: str) -> Iterator[PlacedSentence]:
        """Yield the sentences of a part, in order."""
        return chain.from_iterable(self.rows.get(part, ()))

    @cached_property
    def rows(self) -> Mapping[str, Sequence[tuple[PlacedSentence, ...]]]:
        """The sentences of each part, in order, in rows that are said of the same records."""
        made: dict[str, list[tuple[PlacedSentence, ...]]] = {}
        parts = sorted(self.placed, key=lambda one: one.sentence.part)  # a stable sort
        for (part, _, _), row in groupby(
            parts, lambda one: (one.sentence.part, one.sentence.each, one.sentence.called)
        ):
            made.setdefault(part, []).append(tuple(row))
        return made

    @cached_property
    def by_id(self) -> Mapping[str, PlacedSentence]:
        """The sentences by id."""
        return {one.sentence.id: one for one in self.placed}

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The files there are, each once."""
        return tuple(path for folder in self.folders for path in sorted(folder.glob("*.yaml")))


NO_SENTENCES = Sentences()


def read_sentences(folder: Path, parts: Collection[str], borrowed: Path | None = None) -> Sentences:
    """Return the sentences of a document type's folder, and of one it borrows from; of two with one id its own.

    ``parts`` are the ids of its narrative's parts: what is borrowed for another part is left. Raises InvalidTemplate
    with the faults of all files.
    """
    folders = tuple(one / SENTENCES for one in (folder, borrowed) if one)
    found: dict[str, PlacedSentence] = {}
    problems: list[Problem] = []
    for place in folders:
        own: set[str] = set()
        for path in sorted(place.glob("*.yaml")):
            try:
                file = read_model(path, SentenceFile, InvalidTemplate)
            except IopdocsError as error:
                problems += error.problems
                continue
            if place == folders[0]:
                problems += _misplaced(file, path, parts, own)
            for sentence in file.sentences:
                own.add(sentence.id)
                if sentence.part in parts:
                    found.setdefault(sentence.id, PlacedSentence(sentence, path))
    if problems:
        raise InvalidTemplate(problems)
    placed = sorted(found.values(), key=lambda one: one.file.name)  # a stable sort: places in a file are kept
    return Sentences(tuple(placed), folders)


def _misplaced(file: SentenceFile, path: Path, parts: Collection[str], own: Collection[str]) -> Iterator[Problem]:
    """Yield the sentences of a file whose id another has, and those of a part that there is not."""
    seen = set(own)
    for sentence in file.sentences:
        if sentence.id in seen:
            message, hint = f"två meningar heter ”{sentence.id}”", "Ge den ena ett annat id."
            yield Problem(message, str(path), where="meningar", hint=hint, code="menings-id")
        seen.add(sentence.id)
        if sentence.part not in parts:
            hint = suggest(sentence.part, parts) or "Delarna står under berättelse i dokument.yaml."
            message = f"meningen ”{sentence.id}” hör till delen ”{sentence.part}”, som inte finns"
            yield Problem(message, str(path), where="meningar", hint=hint, code="okänd-del")
