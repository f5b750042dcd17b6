"""The sections of a document and the clauses in them, in the order its dokument.yaml gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.nodes

from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import DESCRIPTION, Section
from iopdocs.model.base import label_of
from iopdocs.model.clause_choices import ReplacedClause
from iopdocs.swedish import personnummer
from iopdocs.swedish.personnummer import Certainty
from iopdocs.templating.blame import FAULTS, blame, blamed
from iopdocs.templating.compiled import known
from iopdocs.templating.diagnosis import diagnose
from iopdocs.templating.doubted import marked, reason_of
from iopdocs.templating.environment import BUDGET, Unknown, environment, filled
from iopdocs.templating.gaps import Missing
from iopdocs.templating.language import Fault, near_tags, parse, words_of
from iopdocs.templating.limits import TOO_LARGE, Spent
from iopdocs.templating.tags import tags_in
from iopdocs.templating.values import Layouts, Paragraphs
from iopdocs.vocabulary.confirmations import MARKED, with_marks
from iopdocs.vocabulary.facts import ClauseBlock, ClauseInSection, SectionFacts
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sentences import as_sentences, joined, leading
from iopdocs.word.marks import GAP_START, without_gap_marks

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SIGN = re.compile(r"^([-#]) +")


def sections(scene: Scene, context: Mapping[str, Any]) -> list[SectionFacts]:
    """Return the sections that apply, each with its clauses as blocks of text."""
    try:
        made = []
        for section in scene.document.description.sections:
            with scene.listening(f"avsnittet {section.id}"):
                made.append(_section(section, scene, context))
    except InvalidLibrary as error:
        raise placed(error, scene.document.folder / DESCRIPTION) from error
    return [section for section in made if section is not None]


def placed(error: InvalidLibrary, file: Path) -> InvalidLibrary:
    """Return the error with the file the fault is in, when nobody further in has said so."""
    return InvalidLibrary(one if one.file else one.at(str(file), None) for one in error.problems)


def _section(section: Section, scene: Scene, context: Mapping[str, Any]) -> SectionFacts | None:
    if section.when and not any(truth(path, context) for path in section.when):
        return None
    shown = []
    for clause_id in section.clauses:
        if blocks := clause_blocks(clause_id, scene, context):
            shown.append((scene.libraries.clauses.get(clause_id), blocks))
    # No heading stands with nothing under it, though a section is always there: its clauses may have been left out.
    if not shown and not (section.shows and (section.always or section.when)):
        return None
    heading = section.heading_over([clause.id for clause, _ in shown])
    clauses = [
        ClauseInSection(
            rubrik=clause.heading, visa_rubrik=_has_heading(place, clause, heading, len(shown)), block=blocks
        )
        for place, (clause, blocks) in enumerate(shown)
    ]
    return SectionFacts(id=section.id, rubrik=heading, klausuler=clauses, visar=Layouts(section.shows))


def surviving(scene: Scene, context: Mapping[str, Any]) -> list[str]:
    """Return what the clauses that stand in the document are about, of those that hold when it no longer does."""
    found: dict[str, None] = {}
    for section in scene.document.description.sections:
        if section.when and not any(truth(path, context) for path in section.when):
            continue
        for clause in map(scene.libraries.clauses.get, section.clauses):
            if clause.survives and stands(clause, scene, context):
                found[clause.survives] = None
    return list(found)


def _has_heading(place: int, clause: Clause, above: str, clauses: int) -> bool:
    """Whether a clause has a heading of its own: not when the section's says the same, or stands above it alone."""
    return clauses > 1 and (place > 0 or clause.heading != above)


def clause_blocks(clause_id: str, scene: Scene, context: Mapping[str, Any]) -> list[ClauseBlock]:
    """Return a clause's blocks as of the law day, or nothing when it does not apply to the agreement."""
    clause, owner = scene.libraries.clauses.get(clause_id), f"klausulen {clause_id}"
    try:
        with scene.listening(owner) as heard:
            blocks = _clause_blocks(clause, scene, context)
            made = scene.parted(owner, list(with_doubts_of(blocks, heard)))
        with scene.listening(MARKED):
            made = scene.parted(MARKED, with_marks(clause_id, made, scene))
    except InvalidLibrary as error:
        raise placed(error, scene.libraries.clauses.folder / f"{clause_id}.yaml") from error
    scene.clause_texts |= dict.fromkeys((without_gap_marks(block.text) for block in made), clause_id)
    return made


def _clause_blocks(clause: Clause, scene: Scene, context: Mapping[str, Any]) -> list[ClauseBlock]:
    clause_id, choices = clause.id, scene.agreement.clauses
    if not stands(clause, scene, context):
        return []
    replaced = next((item for item in choices.replaced if item.clause == clause_id), None)
    if replaced is not None:
        scene.used_clauses[clause_id] = "egen text"
        text = replaced.text or scene.gap(label_of(ReplacedClause, "text"))
        return list(with_doubts_of(list(leading(in_blocks(text))), [reason_of(replaced.text)]))
    text = _text(clause, scene)
    made = list(paragraphs(text, f"klausulen {clause_id}", scene, context, sentences=True)) if text else []
    return list(leading([*made, *_unlisted(clause, text, made, context)])) if clause_id in choices.added else made


def _unlisted(
    clause: Clause, text: str, made: Sequence[ClauseBlock], context: Mapping[str, Any]
) -> Iterator[ClauseBlock]:
    """Yield a gap for a list that a clause was asked for and lacks: what leads in to it would stand with nothing after.

    A clause that says itself what it lacks has its gap already.
    """
    looped = [path for path in clause.needs if re.search(rf"\bin {re.escape(path)}\b", text)]
    if not any(GAP_START in block.text for block in made):
        for value in (value_at(path, context) for path in looped):
            if isinstance(value, Missing):
                yield ClauseBlock(text=str(value), punkt=bool(made))


def paragraphs(
    text: str, owner: str, scene: Scene, context: Mapping[str, Any], *, sentences: bool = False
) -> Paragraphs:
    """Return a text's paragraphs with the tags filled in; ``owner`` is how messages call it. Raises InvalidLibrary.

    What is made of whole ``sentences``, as clauses are and phrasings need not be, begins with capitals.
    """
    if owner in scene.open_texts:
        kind, name = owner.split()
        message, hint = f"{kind} ”{name}” hänvisar till sig själv", "Ta bort taggen med dess namn ur den ena texten."
        raise InvalidLibrary(Problem(message, hint=hint, code="rundgång"))
    scene.open_texts.append(owner)
    try:
        with scene.listening(owner) as heard:
            made = list(leading(as_sentences(in_blocks(fill(text, owner, context), sentences=sentences))))
            return Paragraphs(scene.parted(owner, list(with_doubts_of(made, heard))))
    finally:
        scene.open_texts.pop()


def with_doubts_of(blocks: Sequence[ClauseBlock], heard: Collection[str]) -> Iterator[ClauseBlock]:
    """Yield the blocks of a text, the last with what is said of that by which its words were chosen."""
    said = "".join(block.text for block in blocks)
    left = "; ".join(reason for reason in heard if reason not in said)
    for number, block in enumerate(blocks, start=1):
        last = number == len(blocks) and left
        yield replace(block, text=marked(block.text, left)) if last else block


def stands(clause: Clause, scene: Scene, context: Mapping[str, Any]) -> bool:
    """Whether a clause applies to the agreement and is not left out by it; its text is not made."""
    return clause.id not in {one.clause for one in scene.agreement.clauses.omitted} and _applies(clause, scene, context)


def _applies(clause: Clause, scene: Scene, context: Mapping[str, Any]) -> bool:
    choices = scene.agreement.clauses
    # Who has worded a clause anew has asked for it.
    if clause.id in choices.added or any(replaced.clause == clause.id for replaced in choices.replaced):
        return True
    return not clause.on_request and (not clause.when or any(truth(path, context) for path in clause.when))


def _text(clause: Clause, scene: Scene) -> str:
    only = clause.versions[0] if len(clause.versions) == 1 else None
    if only is not None and only.start is None and only.end is None:
        version = only
    elif scene.law_day is None:
        return str(scene.missing("den dag vars lag gäller"))
    elif (found := clause.on(scene.law_day)) is None:
        message = f"klausulen ”{clause.id}” har ingen text för lagdagen {scene.law_day} och är utelämnad"
        hint = "Stäng av villkoret, eller skriv en egen text under klausuler.ersätt."
        scene.problems.append(Problem(message, hint=hint, severity=Severity.WARNING, code="klausul-utan-text"))
        return ""
    else:
        version = found
    scene.used_clauses[clause.id] = version.span
    return version.text


def truth(path: str, context: Mapping[str, Any]) -> bool:
    """Whether the fact at a path such as ``avtal.villkor.insyn`` is there. Raises InvalidLibrary for one unknown."""
    return bool(value_at(path, context))


def value_at(path: str, context: Mapping[str, Any]) -> Any:
    """Return what is at a path, as a template sees it. Raises InvalidLibrary for one unknown."""
    first, *rest = _steps(path)
    value = context[first] if first in context and not first.startswith("_") else Unknown(name=first)
    made = environment(markup=False)
    for name in rest:
        value = made.getattr(value, name) if not isinstance(value, Unknown) else value
    if isinstance(value, Unknown):
        hint = "Rätta uppgiftens namn där det står i filen."
        raise InvalidLibrary(Problem(f"uppgiften ”{path}” finns inte", hint=hint, code="okänd-uppgift"))
    return value


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def without_tags(text: str) -> str:
    """Return a text without its tags."""
    return _TAG.sub(" ", text)


@lru_cache(maxsize=2048)
def parsed(text: str) -> tuple[jinja2.nodes.Template | None, tuple[Fault, ...]]:
    """Return the tree of a text with tags, or None and the line of each fault with a sentence (and a hint)."""
    faults = [(1, "\n".join(slip)) for slip in near_tags(without_tags(text))]
    if any(hit.certainty is Certainty.CERTAIN for hit in personnummer.find(text)):
        hint = "Ta bort det. Det hör inte hemma i handlingar som många läser."
        faults.append((1, f"i texten står ett personnummer\n{hint}"))
    if faults:
        return None, tuple(faults)
    tree, more = parse(environment(markup=False), text)
    told = [(one.tag.line, one.text) for one in diagnose(list(tags_in(text))).faults] if tree is None else []
    return tree, tuple(told or more)


@lru_cache(maxsize=2048)
def compile_text(text: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Compile a text with tags; return it with the words it uses.

    Raises ValueError (a Swedish sentence, and a hint after a line break) when it cannot be compiled.
    """
    if found := known(text, markup=False):
        return found.template, found.words
    tree, faults = parsed(text)
    if tree is None:
        raise ValueError(faults[0][1])
    try:
        return environment(markup=False).from_string(tree), words_of(tree)
    except jinja2.TemplateSyntaxError as error:
        raise ValueError("taggen går inte att läsa") from error


def fill(text: str, owner: str, context: Mapping[str, Any]) -> str:
    """Fill in the tags of a text; ``owner`` is how messages call it. Raises InvalidLibrary."""
    own: dict[str, Any] = {}
    listener = context[BUDGET].listener if BUDGET in context else None
    try:
        template, words = (listener and listener.compiled(text, owner)) or compile_text(text)
        # Only the words used: the sections are themselves one of the words.
        own |= {name: context[name] for name in (*words, BUDGET) if name in context}
        made = filled(template, own)
        return listener.heard(made) if listener else made
    except FAULTS as error:
        message, _, hint = str(error).partition("\n")
        problem = Problem(message, where=owner, hint=hint, code="klausulfel")
        tree = parsed(text)[0]
        if isinstance(error, Spent):
            problem = replace(problem, code=TOO_LARGE)
        elif tree is not None:
            problem = blamed(problem, blame(tree, error, own))
        raise InvalidLibrary(problem) from error


def in_blocks(text: str, *, sentences: bool = False) -> Iterator[ClauseBlock]:
    """Part a text into paragraphs (by empty lines), list items and headings (lines that begin with ``-`` and ``#``).

    A line after a list item goes on with it when it is indented further. Where the paragraphs are ``sentences`` of
    ours, with values in them, each begins with a capital.
    """
    for paragraph in re.split(r"\n\s*\n", text):
        open_block: list[str] = []
        sign = ""
        for line in paragraph.splitlines():
            starts = SIGN.match(line.strip())
            if starts or sign == "#" or (sign and not line.startswith("  ")):
                yield from _block(open_block, sign, sentences)
                open_block, sign = [], starts[1] if starts else ""
            if line.strip():
                open_block.append(SIGN.sub("", line.strip()) if starts else line.strip())
        yield from _block(open_block, sign, sentences)


def _block(lines: list[str], sign: str, sentences: bool) -> Iterator[ClauseBlock]:
    if lines:
        text = joined(lines) if sentences and sign != "-" else " ".join(lines)
        yield ClauseBlock(text=text, punkt=sign == "-", rubrik=sign == "#")
