"""Which agreements a clause stands in, and a clause that an agreement is to word itself, with who and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, Problem, Severity
from iopdocs.library.document_types import DocumentType
from iopdocs.making.batch import libraries
from iopdocs.making.cited_law import names_clause
from iopdocs.making.render import load_template, render
from iopdocs.model import Agreement
from iopdocs.readback.clauses import has_marks, noted, own_paragraphs, printed
from iopdocs.readback.writing import with_own_clause
from iopdocs.reading import decode_source
from iopdocs.redline.summary import written
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.saving import read, save
from iopdocs.usecases.writing_desk import draft
from iopdocs.usecases.written_words import refuse_protected
from iopdocs.vocabulary.rendering_state import Libraries
from iopdocs.word.marks import without_gap_marks
from iopdocs.workspace import Loaded, Workspace

#: So many agreements are looked through when somebody asks for a page.
AT_MOST = 300


@dataclass(frozen=True, slots=True)
class ClauseUser:
    """An agreement that a clause stands in: its key, its file, and the text when it words the clause itself."""

    key: str
    file: str
    own: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClauseUsers:
    """The agreements that a clause stands in, all files that could have it, and how many could not be read."""

    users: tuple[ClauseUser, ...]
    others: tuple[tuple[str, str], ...]
    unread: int
    too_many: bool = False


def clause_users(desk: Desk, clause_id: str, day: date) -> ClauseUsers:
    """Return which agreements have a clause in a document of theirs. Raises InvalidLibrary when there is none such."""
    workspace = desk.workspace
    workspace.clauses.get(clause_id)
    files = desk.files()
    if len(files) > AT_MOST:
        return ClauseUsers((), (), 0, too_many=True)
    users, others, unread = list[ClauseUser](), list[tuple[str, str]](), 0
    for key, path in files.items():
        loaded = workspace.load(path)
        if loaded.agreement is None:
            unread += 1
        elif (user := _user(workspace, loaded, key, clause_id, day)) is not None:
            users.append(user)
        else:
            others.append((key, workspace.shown(path)))
    return ClauseUsers(tuple(users), tuple(others), unread)


def word_clause(desk: Desk, key: str, clause_id: str, text: str, reason: str, by: str, day: date) -> str:
    """Let an agreement word a clause itself, and return its file's name. Raises IopdocsError.

    Nothing is written when that would give a fault that is not there now, or give something away.
    """
    workspace = desk.workspace
    workspace.clauses.get(clause_id)
    said = {"text": text.replace("\r\n", "\n").strip(), **noted(reason, by, day)}
    if lacking := next((name for name in ("text", "skäl", "av") if not said[name]), ""):
        message = {"text": "texten är tom", "skäl": "skälet saknas", "av": "namnet saknas"}[lacking]
        hint = "Skriv texten, varför den är en annan, och vem som har skrivit om den."
        raise InvalidAgreement(Problem(message, hint=hint, code="fel-användning"))
    written = " ".join((said["text"], reason, by))
    refuse_protected(workspace, written, f"i klausulen ”{clause_id}”")
    there = read(desk, key)
    made = with_own_clause(there.text, clause_id, said)
    before = {(one.code, one.message) for one in draft(desk, key, there.text, day).problems}
    now = draft(desk, key, made, day).problems
    if wrong := [one for one in now if one.severity is Severity.ERROR and (one.code, one.message) not in before]:
        raise InvalidAgreement(wrong)
    _see_that_it_is_printed(workspace, desk.file(key), made, clause_id, said["text"], day)
    save(desk, key, made, there.digest)
    return workspace.shown(desk.file(key))


def _see_that_it_is_printed(workspace: Workspace, path: Path, text: str, clause_id: str, own: str, day: date) -> None:
    """See that the documents say just the words, as ``iopdocs override`` does. Raises InvalidAgreement when not."""
    agreement = workspace.loaded(path, *decode_source(text.encode(), workspace.shown(path))).agreement
    said = [_printed(workspace, agreement, kind, clause_id, day) for kind in _kinds(workspace)] if agreement else []
    there = [one for one in said if one is not None]
    if not there:
        message = f"klausulen ”{clause_id}” står inte i dokumentet"
        hint = "Inget dokument av avtalet har klausulen, så texten skulle aldrig skrivas ut."
        raise InvalidAgreement(Problem(message, hint=hint, code="klausul-inte-förd"))
    if has_marks(own) or any(one != own_paragraphs(own) for one in there):
        message = f"lydelsen av klausulen ”{clause_id}” blir inte densamma när den skrivs ut av uppgifterna"
        hint = "Skriv den som vanlig text, med en tom rad mellan stycken, utan luckor och osynliga tecken."
        raise InvalidAgreement(Problem(message, hint=hint, code="klausul-inte-förd"))


def _printed(
    workspace: Workspace, agreement: Agreement, kind: DocumentType, clause_id: str, day: date
) -> list[str] | None:
    """Return what the paragraphs of a clause say in a document; None when it does not stand there."""
    given = libraries(workspace)
    if not names_clause(agreement, kind, given, day, workspace.clauses.get(clause_id)):
        return None
    made = render(agreement, kind, load_template(kind.template), given, day)
    clauses = {without_gap_marks(said): clause for said, clause in made.clause_texts.items()}
    found = printed(written(made.data, kind.description.name), clauses, clause_id)
    return [" ".join(one.text.split()) for one in found]


def _kinds(workspace: Workspace) -> list[DocumentType]:
    return [one for one in workspace.types.values() if not one.description.repeats]


def _user(workspace: Workspace, loaded: Loaded, key: str, clause_id: str, day: date) -> ClauseUser | None:
    agreement, clause = loaded.agreement, workspace.clauses.get(clause_id)
    if agreement is None:
        return None
    given = Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)
    if not any(names_clause(agreement, kind, given, day, clause) for kind in _kinds(workspace)):
        return None
    own = next((one for one in agreement.clauses.replaced if one.clause == clause_id), None)
    safe = workspace.watch.safe
    said = (safe(own.text or ""), safe(own.reason or "")) if own else ("", "")
    return ClauseUser(key, workspace.shown(loaded.path), *said)
