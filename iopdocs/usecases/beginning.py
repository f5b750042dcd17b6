"""A new agreement: empty, or from one that is like it without what belongs to that one."""

from __future__ import annotations

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model.scalars import parse_id
from iopdocs.output import alone, create_file, made_folder
from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from iopdocs.renewal.belongings import empty
from iopdocs.renewal.notes import Notes
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.saving import read

#: What nobody has said of the new agreement, beside what a renewal leaves behind.
_OF_THE_OTHER = ("ersätter", "förnyat", "källor", "avtalstid", "möten", "antaganden")


def begin(desk: Desk, new_id: str, like: str = "") -> str:
    """Make the file of a new agreement, and return its key; ``like`` is the key of one to begin from.

    Raises InvalidAgreement for an id that cannot be used, and OutputBlocked when the file is there already.
    """
    workspace = desk.workspace
    try:
        name = parse_id(new_id.strip())
    except ValueError as error:
        message, _, hint = str(error).partition("\n")
        raise InvalidAgreement(Problem(message, where="id", hint=hint, code="fel-användning")) from error
    if name in workspace.ids:
        hint = "Välj ett annat id; annars skriver de över varandras dokument."
        raise InvalidAgreement(Problem(f"id ”{name}” har redan ett avtal", where="id", hint=hint, code="samma-id"))
    path = desk.root / "agreements" / f"{name}.yaml"
    workspace.watch.of_place(path, desk.root)
    text = _like(read(desk, like).text, name) if like else f"id: {name}\nstatus: förslag\nparter: []\n"
    with desk.lock:
        made_folder(path.parent)
        with alone(path.parent):
            create_file(path, text.encode())
    return desk.key(path)


def _like(text: str, name: str) -> str:
    """Return the text of an agreement as the beginning of another one, with its comments."""
    tree = load_tree(text)
    empty(tree, Notes())
    for key in _OF_THE_OTHER:
        remove(tree, key)
    tree["id"], tree["status"] = name, "förslag"
    return dump_tree(tree)
