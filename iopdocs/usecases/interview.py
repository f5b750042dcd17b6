"""The first questions of an agreement: what is asked, each answer checked as it is given, and the file made of them.

The terminal asks one question at a time, the page all at once. Both put answers into the same text, which is a file
first when somebody says so: until then nothing is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidAgreement, Problem, Severity
from iopdocs.library.first_questions import Beginning, places
from iopdocs.making.batch import libraries
from iopdocs.making.unconfirmed import checked
from iopdocs.reading import KeyPath, Node, decode_source, parse_source, suggest
from iopdocs.reading.roundtrip import dump_tree, load_tree
from iopdocs.usecases.fields import Asked, FormField, fields_in, form_of, path_of
from iopdocs.usecases.filling import filled
from iopdocs.workspace import Loaded, Workspace

__all__ = [
    "AgreementKind",
    "FormField",
    "Interview",
    "answered",
    "asked",
    "begun",
    "begun_like",
    "kinds",
    "left",
    "named",
    "proposed_id",
]

#: What an agreement is called until somebody has said.
_NAMELESS = "nytt-avtal"
_SMALL = re.compile(r"\b(kommuns?|regions?|region|föreningen|stad|stads|i|och|för)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgreementKind:
    """A kind of agreement that one can begin with."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Interview:
    """The text of an agreement that is being begun, its questions with what is answered, and what is said of them."""

    text: str
    questions: tuple[FormField, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is said of the answers, in the order of the questions."""
        return tuple(dict.fromkeys(problem for one in self.questions for problem in one.problems))


def kinds(workspace: Workspace) -> tuple[AgreementKind, ...]:
    """Return the kinds there are, in the order of the choice. Raises InvalidLibrary."""
    return tuple(AgreementKind(one.id, one.name, one.about or "") for one in workspace.beginnings.kinds.values())


def begun(workspace: Workspace, kind: str, day: date) -> Interview:
    """Return the questions of a kind, with nothing answered; of no kind none. Raises IopdocsError."""
    text = f"id: {_NAMELESS}\nstatus: förslag\n"
    if not kind:
        return Interview(text + "parter: []\n", ())
    known = workspace.beginnings.kinds
    if kind not in known:
        hint = suggest(kind, known) or f"Välj bland {', '.join(known)}."
        raise InvalidAgreement(Problem(f"slaget ”{kind}” finns inte", hint=hint, code="fel-användning"))
    return _asked(workspace, text + (known[kind].begins or "parter: []").rstrip("\n") + "\n", day, known[kind])


def begun_like(workspace: Workspace, text: str, day: date) -> Interview:
    """Return the questions for the text of an agreement that another one has been the beginning of."""
    return _asked(workspace, text, day, None)


def answered(
    workspace: Workspace, interview: Interview, answers: Mapping[str, str], day: date, kind: str = ""
) -> Interview:
    """Return the interview with answers put in, by the names of the questions' fields; an empty one leaves a gap.

    What is said of the answers stands at the questions, in the words of ``check``. Raises InvalidAgreement for what
    cannot be written.
    """
    known = {one.name for one in interview.questions}
    made = filled(interview.text, {name: [answer] for name, answer in answers.items() if name in known})
    return _asked(workspace, made.text, day, workspace.beginnings.kinds.get(kind), frozenset(answers))


def asked(workspace: Workspace, loaded: Loaded, data: Node, beginning: Beginning | None = None) -> Asked:
    """Return what is asked first of an agreement, by the paths of the values that answer it. Raises InvalidLibrary.

    ``data`` is what its text says, faults and all.

    Without a kind it is the first that the agreement is of. What iopdocs.yaml answers is not asked.
    """
    found: dict[KeyPath, tuple[str, str]] = {}
    kind = beginning or (workspace.beginnings.of(loaded.agreement) if loaded.agreement else None)
    elsewhere = _elsewhere(data)
    for one in kind.questions if kind else ():
        paths = [path for path in places(one.fact, data) if path[:2] not in elsewhere]
        for number, path in enumerate(paths, start=1):
            of = f" ({number} av {len(paths)})" if len(paths) > 1 else ""
            found.setdefault(path, (one.question + of, one.tip or ""))
    return found


def proposed_id(workspace: Workspace, interview: Interview) -> str:
    """Return an id that no agreement has yet, made of the parties' names and the first year, where those are known."""
    data = parse_source(interview.text, "")[0].data
    parties = data.get("parter") if isinstance(data, dict) else None
    names = [one.get("namn") for one in parties if isinstance(one, dict)] if isinstance(parties, list) else []
    term = data.get("avtalstid") if isinstance(data, dict) else None
    year = re.search(r"\d{4}", str(term.get("från"))) if isinstance(term, dict) else None
    words = [_plain(_SMALL.sub("", str(name))) for name in names if name]
    made = "-".join([*filter(None, words[:2]), *([year[0]] if year else [])])[:50].strip("-") or _NAMELESS
    taken, number = workspace.ids, 1
    while (found := made if number == 1 else f"{made}-{number}") in taken or _file(workspace, found).exists():
        number += 1
    return found


def named(text: str, agreement_id: str) -> str:
    """Return the text with its id."""
    tree = load_tree(text)
    tree["id"] = agreement_id
    return dump_tree(tree)


def left(workspace: Workspace, path: Path, day: date) -> Sequence[Problem]:
    """Return what ``check`` would say of a file, for whoever has just made it."""
    return checked(workspace, libraries(workspace).confirmations, workspace.load(path), day)


def _asked(
    workspace: Workspace, text: str, day: date, kind: Beginning | None, given: frozenset[str] = frozenset()
) -> Interview:
    source, found = decode_source(text.encode(), "")
    loaded = workspace.loaded(_file(workspace, _NAMELESS), source, found)
    questions = asked(workspace, loaded, source.data, kind)
    problems = checked(workspace, libraries(workspace).confirmations, loaded, day) if given else []
    form = form_of(source.data, [], asked=questions)
    by_path = {one.path: one for one in fields_in(form) if one.path in questions and one.kind != "raw"}
    told = tuple(
        replace(one, problems=tuple(each.at(None, None) for each in problems if _about(each, one)))
        if one.name in given and one.value
        else one
        for one in (by_path[path] for path in questions if path in by_path)
    )
    return Interview(text, told)


def _about(problem: Problem, field: FormField) -> bool:
    """Whether a problem is about what a field says: told at it, or at the record whose keys do not agree."""
    path = path_of(problem.where)
    around = problem.severity is Severity.ERROR and path == field.path[:-1] != ()
    return path[: len(field.path)] == field.path or around


def _elsewhere(data: Node) -> set[KeyPath]:
    """Return the parties that iopdocs.yaml tells of."""
    parties = data.get("parter") if isinstance(data, dict) else None
    pairs = enumerate(parties if isinstance(parties, list) else ())
    return {("parter", place) for place, one in pairs if isinstance(one, dict) and one.get("organisation")}


def _file(workspace: Workspace, agreement_id: str) -> Path:
    return workspace.root / "agreements" / f"{agreement_id}.yaml"


def _plain(name: str) -> str:
    """Return a name in the letters that an id may have."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:24].strip("-")
