"""The workspace that files belong to, and the agreements that something is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.reading import real
from iopdocs.workspace import Workspace, find_root
from iopdocs.workspace.files import distinct

__all__ = ["Workspace", "asked_for", "open_workspace"]


def open_workspace(files: Sequence[Path], root: Path | None, here: Path, *, agreements: bool = True) -> Workspace:
    """Return the workspace in ``root``, or the one that the files, or else the folder ``here``, lie in.

    ``agreements`` is whether the files are agreements: documents are never read as if they were. Raises
    InvalidAgreement when there is no workspace, and for files that are not there.
    """
    found = root or next((hit for path in files if (hit := find_root(real(path).parent))), None)
    found = found or find_root(here)
    if found is None or not (found / "templates").is_dir():
        hint = "Gå till arbetsmappen, ange den med --root, eller gör en ny med iopdocs init."
        raise InvalidAgreement(Problem("ingen arbetsmapp hittades", hint=hint, code="ingen-arbetsmapp"))
    workspace = Workspace(real(found), tuple(files) if agreements else ())
    if absent := [_absent(path, workspace) for path in files if not path.exists()]:
        raise InvalidAgreement(absent)
    return workspace


def asked_for(workspace: Workspace, files: Sequence[Path]) -> list[Path]:
    """Return the agreement files something is asked about, each once: those named, or all that there are."""
    return distinct(files) or workspace.agreements()


def _absent(path: Path, workspace: Workspace) -> Problem:
    """Return what to say of a file that is not there: what may have been meant, and how such slips are made."""
    from iopdocs.usecases.render import FORMATS

    written = str(path)
    near = [one for one in workspace.agreement_files() if path.stem in {one.stem, one.name}]
    if near:
        hint = f"Menade du {workspace.shown(near[0])}?"
    elif written[:1] in "–—−-":
        hint = "Ett val skrivs med två vanliga bindestreck, till exempel --final."
    elif written in FORMATS:
        hint = "Flera format skrivs med komma och utan mellanslag: --format docx,pdf"
    else:
        hint = "Kontrollera stavningen och att du står i rätt mapp. Sätt citattecken om ett namn med mellanslag."
    name = workspace.watch.name(path, written)  # the answer may be sent on
    return Problem("filen finns inte", name, hint=hint, code="saknad-fil")
