"""Upgrade: what is new in the program's templates and clauses since a workspace was given them, and to bring it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path, PurePosixPath

from iopdocs.classes import dataclass, replace
from iopdocs.errors import OutputBlocked, Problem, Severity
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.model.schema import is_schema
from iopdocs.output import RECEIPT_SUFFIX, Receipts, alone, save
from iopdocs.reading import real
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.upgraded import UpgradedJson, UpgradeJson
from iopdocs.workspace import Workspace
from iopdocs.workspace.creation import schemas
from iopdocs.workspace.start_files import outdated
from iopdocs.workspace.starter import RECORD, GivenStarter, read_record, read_starter, record_of, starter_templates
from iopdocs.workspace.upgrading.behind import older_program, waiting
from iopdocs.workspace.upgrading.contents import contents_of
from iopdocs.workspace.upgrading.plan import (
    BROUGHT,
    CLAUSES,
    FOLDER,
    LAID_ASIDE,
    TEMPLATES,
    WAITING,
    StarterFile,
    UpgradePlan,
    plan,
)
from iopdocs.workspace.upgrading.putting import put_upgrade
from iopdocs.workspace.upgrading.report import (
    Look,
    ToldFile,
    UpgradeAnswer,
    is_report,
    lines,
    tell,
    upgrade_as_markdown,
)
from iopdocs.workspace.upgrading.trial import see_that_it_loads

__all__ = ["BROUGHT", "LAID_ASIDE", "Look", "UpgradeAnswer", "lines", "upgrade", "upgrade_json", "write_upgrade_report"]


def upgrade(workspace: Workspace, day: date, starter: Path | None = None, *, apply: bool = False) -> UpgradeAnswer:
    """Return what is new in the starter since the workspace was given it; with ``apply`` bring it, all or nothing.

    ``starter`` is the folder with the program's templates. What a house has changed is never replaced, and what is
    replaced is kept. Takes the locks of the workspace and of its documents, to see that nobody makes any meanwhile.

    Raises InvalidLibrary when what would come cannot be used, OutputBlocked when it cannot be written.
    """
    place = starter or starter_templates()
    now = read_starter(place)
    if real(place) == real(workspace.root / TEMPLATES):  # the project's own tree
        return UpgradeAnswer(now.version, now.version, applied=False)
    if not apply:
        return UpgradeRun.of(workspace, now).answer
    output = workspace.root / "output"
    with alone(workspace.root), alone(output) if output.is_dir() else nullcontext():
        return UpgradeRun.of(workspace, now).put(day)


@dataclass(frozen=True, slots=True)
class UpgradeRun:
    """An upgrade of a workspace, ready to be shown or put."""

    root: Path
    now: GivenStarter
    plan: UpgradePlan
    schemas: Mapping[Path, bytes]
    answer: UpgradeAnswer

    @classmethod
    def of(cls, workspace: Workspace, now: GivenStarter) -> UpgradeRun:
        """Plan an upgrade, and see that what comes of it can be used. Raises InvalidLibrary, OutputBlocked."""
        root = workspace.root
        said = read_record(root)
        given = None if isinstance(said, Problem) else said
        if given and given.is_newer_than(now):
            raise OutputBlocked(older_program(given, now))
        made = plan(root / TEMPLATES, given, now)
        see_that_it_loads(root / TEMPLATES, _results(made))
        older = {path: data for path, data in schemas(root).items() if _is_older(path, data)} | outdated(root)
        users = _users(workspace)
        descriptions = _descriptions(root / TEMPLATES, made)
        answer = UpgradeAnswer(
            given.version if given else "",
            now.version,
            applied=False,
            files=tuple(
                _discreet(tell(one, descriptions, sorted(users[_owner(one)])), workspace) for one in made.files
            ),
            changed_here=made.changed_here,
            schemas=tuple(path.relative_to(root).as_posix() for path in older),
            waiting=tuple(waiting(root, made)),
            problems=(replace(said, severity=Severity.WARNING),) if isinstance(said, Problem) else (),
            recorded=said is None or isinstance(said, Problem) or said.files != now.files,
        )
        return cls(root, now, made, older, answer)

    def put(self, day: date) -> UpgradeAnswer:
        """Put everything in place, the record last. Raises OutputBlocked."""
        if not self.answer.is_news:
            return replace(self.answer, applied=True)
        templates, aside, own = self.root / TEMPLATES, self.root / FOLDER / WAITING, _free(self.root / FOLDER, day)
        files = {templates / name: data for name, data in _results(self.plan).items()}
        files |= {
            aside / one.path: one.now
            for one, told in zip(self.plan.files, self.answer.files, strict=True)
            if told.aside and one.now is not None
        }
        keep = {
            path: own / "tidigare" / path.relative_to(self.root) for path, data in files.items() if _other(path, data)
        }
        answer = replace(
            self.answer,
            applied=True,
            kept=(own / "tidigare").relative_to(self.root).as_posix() if keep else "",
            report=own / "rapport.md" if self.answer.files else None,
        )
        files |= self.schemas
        files |= {answer.report: upgrade_as_markdown(answer).encode()} if answer.report else {}
        record = self.root / RECORD
        keep |= {record: own / "tidigare" / RECORD} if answer.problems else {}
        bases = {one.name: one.given for one in self.plan.files if one.fate in LAID_ASIDE and one.given is not None}
        put_upgrade({**files, record: record_of(replace(self.now, bases=bases))}, keep)
        return answer


def _discreet(file: ToldFile, workspace: Workspace) -> ToldFile:
    """Return a file in words without what is protected: a house's own texts are anybody's, and a report is sent on."""

    def safe(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(workspace.watch.safe, texts))

    (name,) = safe((file.name,))
    return replace(file, name=name, news=safe(file.news), house=safe(file.house), agreements=safe(file.agreements))


def _results(made: UpgradePlan) -> dict[str, bytes]:
    """Return what is put in templates: a document type's file last, since it names the others."""
    chosen = [one for one in made.files if one.fate in BROUGHT]
    chosen.sort(key=lambda one: (one.path.endswith(DESCRIPTION), one.path))
    return {one.path: one.result for one in chosen if one.result is not None}


def _descriptions(templates: Path, made: UpgradePlan) -> dict[str, bytes]:
    """Return every dokument.yaml as it will be, by its path in ``templates``."""
    paths = sorted(templates.glob(f"*/{DESCRIPTION}"))
    found = {path.relative_to(templates).as_posix(): contents_of(path) or b"" for path in paths}
    return found | {name: data for name, data in _results(made).items() if name.endswith(DESCRIPTION)}


def _is_older(path: Path, data: bytes) -> bool:
    """Whether a schema is there, is one of ours as it was made, and is another than now."""
    there = contents_of(path)
    return there is not None and there != data and is_schema(there)


def _other(path: Path, data: bytes) -> bool:
    return contents_of(path) not in (None, data)


def _free(folder: Path, day: date) -> Path:
    """Return a folder for this run that no other run of the day has."""
    number = 1
    while (found := folder / (f"{day}-{number}" if number > 1 else str(day))).exists():
        number += 1
    return found


def _owner(file: StarterFile) -> str:
    return f"{CLAUSES}/{PurePosixPath(file.path).stem}" if file.folder == CLAUSES else file.folder


def _users(workspace: Workspace) -> defaultdict[str, set[str]]:
    """Return the agreements whose documents have been made with each clause and document type, as receipts say."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((workspace.root / "output").rglob(f"*{RECEIPT_SUFFIX}")):
        said = Receipts(path.parent, path.name.removesuffix(RECEIPT_SUFFIX)).read()
        name = str(said.get("avtal", ""))
        clauses = said.get("klausuler")
        for clause in clauses if isinstance(clauses, dict) and name else ():
            found[f"{CLAUSES}/{clause}"].add(name)
        if name:
            found[str(said.get("dokumenttyp", ""))].add(name)
    return found


def write_upgrade_report(answer: UpgradeAnswer, path: Path) -> None:
    """Write the report, never over another file than a report as it was made. Raises OutputBlocked."""
    save(path, upgrade_as_markdown(answer).encode(), is_report)


def upgrade_json(answer: UpgradeAnswer) -> UpgradeJson:
    """Return the answer for JSON."""
    return UpgradeJson(
        given=answer.given or None,
        program=answer.now,
        applied=answer.applied,
        results=tuple(_as_json(one, answer) for one in answer.files),
        changed_here=tuple(f"{TEMPLATES}/{path}" for path in answer.changed_here),
        waiting=answer.waiting,
        schemas=answer.schemas,
        kept=answer.kept or None,
        report=str(answer.report) if answer.report else None,
        problems=problems_json(answer.problems),
    )


def _as_json(one: ToldFile, answer: UpgradeAnswer) -> UpgradedJson:
    return UpgradedJson(
        file=one.path,
        name=one.name,
        fate=one.fate.value,
        brought=one.fate in BROUGHT and answer.applied,
        news=one.news,
        house=one.house,
        agreements=one.agreements,
        action=one.action,
        aside=one.aside or None,
    )
