"""Who may write where: settled before anything is made, so that no batch writes one folder for two agreements.

The folder is the one that a path leads to, whatever links and names it goes by. What a file says when its documents are
made must be what it said when the folders were shared out: a file may be changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from iopdocs.checks import SAME_ID
from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.making.earlier_ids import EarlierIds, called_outside
from iopdocs.making.outcome import Outcome
from iopdocs.reading import same_file
from iopdocs.workspace import Workspace
from iopdocs.workspace.files import distinct


@dataclass(frozen=True, slots=True)
class FolderClaim:
    """An agreement file, the id it had when the batch began, and the other files that would write to its folder.

    The rest is what its outcome is to say of it.
    """

    path: Path
    id: str
    rivals: tuple[str, ...] = ()
    named: str = ""
    place: str = ""
    before: tuple[Path, ...] = ()

    def settle(self, outcome: Outcome) -> None:
        """Take back what an outcome has to write, if it has no right to its folder: then nothing there is touched."""
        outcome.named, outcome.place, outcome.before = self.named, self.place, self.before
        problem = self._refusal(outcome)
        if problem is not None:
            outcome.agreement = ""
            outcome.waiting.clear()
            outcome.unchanged.clear()
            outcome.signed.clear()
            outcome.problems.append(problem)
            outcome.failed = True

    def _refusal(self, outcome: Outcome) -> Problem | None:
        told = any(problem.code == SAME_ID for problem in outcome.problems)
        if not outcome.agreement or told:
            return None
        if outcome.agreement != self.id:
            message = f"avtalets id blev ”{outcome.agreement}” medan körningen pågick"
            hint = "Kör igen när filen är färdig."
            return Problem(message, outcome.file, where="id", hint=hint, code=SAME_ID)
        if self.rivals:
            message = f"dokumenten skulle hamna i samma mapp som de av {', '.join(self.rivals)}"
            hint = "Ge ett av avtalen ett annat id, och se efter om en mapp i output är en länk till en annan."
            return Problem(message, outcome.file, where="id", hint=hint, code=SAME_ID)
        return None


def claims(workspace: Workspace, output: Path, paths: Iterable[Path], *, final: bool) -> list[FolderClaim]:
    """Return the claim of each file, in order; a file that is given twice has one."""
    earlier = EarlierIds(workspace, output)
    named = [(path, workspace.stated_id(path)) for path in distinct(paths)]
    by_folder: dict[tuple[object, ...], list[Path]] = {}
    for path, name in named:
        if name:
            by_folder.setdefault(same_file(output / name), []).append(path)
    return [
        FolderClaim(
            path,
            name,
            _rivals(workspace, path, by_folder, output / name),
            *(called := called_outside(workspace, path)),
            tuple(earlier.folders(*called)) if final else (),
        )
        for path, name in named
    ]


def _rivals(
    workspace: Workspace, path: Path, by_folder: dict[tuple[object, ...], list[Path]], folder: Path
) -> tuple[str, ...]:
    others: Sequence[Path] = by_folder.get(same_file(folder), ())
    return tuple(workspace.shown(other) for other in others if other != path)
