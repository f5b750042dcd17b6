"""A new agreement: empty, with the first answers, or from one that is like it without what belongs to that one."""

from __future__ import annotations

from pathlib import Path

from iopdocs.errors import InvalidAgreement, Problem, wrong_use
from iopdocs.model.scalars import parse_id
from iopdocs.output import alone, create_file, made_folder
from iopdocs.reading import UNREADABLE, decode_source, read_bytes, suggest
from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from iopdocs.renewal.belongings import empty
from iopdocs.renewal.notes import Notes
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.interview import named
from iopdocs.workspace import Workspace

#: What nobody has said of the new agreement, beside what a renewal leaves behind.
_OF_THE_OTHER = ("ersätter", "förnyat", "källor", "avtalstid", "möten", "antaganden")


def begin(desk: Desk, new_id: str, text: str) -> str:
    """Make the file of a new agreement of its text, and return its key. Raises as :func:`create`."""
    with desk.lock:
        return desk.key(create(desk.workspace, new_id, text))


def create(workspace: Workspace, new_id: str, text: str) -> Path:
    """Make the file of a new agreement, with its id put into the text, and return it.

    Raises InvalidAgreement for an id that cannot be used, and OutputBlocked when the file is there already.
    """
    name = usable_id(workspace, new_id)
    path = workspace.root / "agreements" / f"{name}.yaml"
    workspace.watch.of_place(path, workspace.root)
    made_folder(path.parent)
    with alone(path.parent):
        create_file(path, named(text, name).encode())
    return path


def usable_id(workspace: Workspace, new_id: str) -> str:
    """Return an id that a new agreement may have. Raises InvalidAgreement."""
    try:
        name = parse_id(new_id.strip())
    except ValueError as error:
        raise InvalidAgreement(wrong_use(error, "id")) from error
    if name in workspace.ids or (workspace.root / "agreements" / f"{name}.yaml").exists():
        hint = "Välj ett annat id; annars skriver de över varandras dokument."
        raise InvalidAgreement(Problem(f"id ”{name}” har redan ett avtal", where="id", hint=hint, code="samma-id"))
    return name


def like(workspace: Workspace, path: Path) -> str:
    """Return the text of an agreement as the beginning of another one, with its comments. Raises InvalidAgreement."""
    shown = workspace.shown(path)
    raw = read_bytes(path, shown)
    if isinstance(raw, Problem):
        raise InvalidAgreement(raw)
    if wrong := [one for one in decode_source(raw, shown)[1] if one.code in UNREADABLE]:
        raise InvalidAgreement(wrong)
    tree = load_tree(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    empty(tree, Notes())
    for key in _OF_THE_OTHER:
        remove(tree, key)
    tree["status"] = "förslag"
    return dump_tree(tree)


def file_of(workspace: Workspace, agreement_id: str) -> Path:
    """Return the file of an agreement that is known by its id. Raises InvalidAgreement when there is none."""
    found = {workspace.stated_id(path): path for path in workspace.agreement_files()}
    if agreement_id not in found:
        hint = suggest(agreement_id, found) or "Alla avtal: iopdocs status"
        raise InvalidAgreement(Problem(f"inget avtal har id ”{agreement_id}”", hint=hint, code="okänt-avtal"))
    return found[agreement_id]
