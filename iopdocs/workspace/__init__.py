"""A workspace: a folder with ``templates/``, ``agreements/``, ``iopdocs.yaml`` and, in time, ``output/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.checks.case import Case
from iopdocs.checks.clauses import unknown_clauses
from iopdocs.classes import dataclass, replace
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.laws.library import LawLibrary, load_library
from iopdocs.library import demands, first_questions
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.confirmations import ConfirmationLibrary
from iopdocs.library.demands import DemandLibrary
from iopdocs.library.discovery import discover
from iopdocs.library.document_types import DocumentType
from iopdocs.model import Agreement, Settings
from iopdocs.model.aid_given import AidGiven
from iopdocs.output import sha256
from iopdocs.reading import (
    UNREADABLE,
    Node,
    Source,
    build,
    decode_source,
    not_told,
    printable_name,
    read_source,
    real,
)
from iopdocs.reading.partial import salvage
from iopdocs.reading.recall import FORGETFUL, Recall
from iopdocs.workspace.aid import aid_of
from iopdocs.workspace.files import SETTINGS, distinct, find_root, id_in, unread_in, yaml_files
from iopdocs.workspace.guarded import Gatherer, Guarded
from iopdocs.workspace.loaded import Loaded, Sent, by_line, records_in
from iopdocs.workspace.replacing import told_of, unknown_replaced
from iopdocs.workspace.shared_data import with_shared
from iopdocs.workspace.starter import is_the_starters
from iopdocs.workspace.watch import Watch

__all__ = ["SETTINGS", "STAND_INS", "Loaded", "Sent", "Workspace", "find_root"]

# What a faulty agreement is checked with where its own top keys cannot be used.
STAND_INS: dict[str, Node] = {"id": "avtal", "parter": []}


@dataclass(frozen=True)
class Workspace:
    """The folder all commands work in. Everything in it is read when first asked for, and once.

    ``also`` are agreement files from elsewhere that are worked with, and must not share an id with those that are here.
    ``sent`` is what another process or machine has found out already; None means that it is read here.
    ``recall`` has what each file told the last time that somebody opened the folder.
    """

    root: Path
    also: tuple[Path, ...] = ()
    sent: Sent | None = None
    recall: Recall = FORGETFUL

    def __reduce__(self) -> tuple[type[Workspace], tuple[Path, tuple[Path, ...], Sent]]:
        """Cross to another process without what has been read, but for what must be read before the work begins."""
        sent = Sent(self.settings_data, self.doubles, self.guarded, aid=self.aid_given)
        return Workspace, (self.root, self.also, sent)

    @cached_property
    def types(self) -> dict[str, DocumentType]:
        """The document types by id. Raises InvalidTemplate."""
        return discover(self.root / "templates")

    @cached_property
    def sound(self) -> bool:
        """Whether its templates and clauses are the starter's own: the program's tests have looked those over."""
        return is_the_starters(self.root / "templates")

    @cached_property
    def clauses(self) -> ClauseLibrary:
        """The clause library."""
        return ClauseLibrary(self.root / "templates" / "klausuler")

    @cached_property
    def demands(self) -> DemandLibrary:
        """What facts of agreements demand; nothing in a workspace from before there was such a folder."""
        return DemandLibrary(self.root / "templates" / demands.FOLDER, self.clauses, self.laws)

    @cached_property
    def confirmations(self) -> ConfirmationLibrary:
        """What somebody must have confirmed before an agreement is signed; nothing in an old workspace."""
        return ConfirmationLibrary.of(self.root / "templates")

    @cached_property
    def beginnings(self) -> first_questions.BeginningLibrary:
        """What new agreements begin with, and what is asked first; nothing where there is no such folder."""
        return first_questions.BeginningLibrary(self.root / "templates" / first_questions.FOLDER)

    @cached_property
    def laws(self) -> LawLibrary:
        """The law library that comes with the program."""
        return load_library()

    @cached_property
    def _settings_read(self) -> tuple[Source, list[Problem]]:
        path = self.root / SETTINGS
        if self.sent is None and path.exists():
            return read_source(path, SETTINGS)
        return decode_source(self.settings_data, SETTINGS) if self.settings_data else (Source(SETTINGS, {}), [])

    @cached_property
    def _settings(self) -> tuple[Settings, Source]:
        source, problems = self._settings_read
        return build(source, problems, Settings), source

    @cached_property
    def settings_data(self) -> bytes:
        """The bytes of iopdocs.yaml; none when there is no such file."""
        if self.sent is not None:
            return self.sent.settings
        path = self.root / SETTINGS
        return path.read_bytes() if path.is_file() else b""

    @property
    def settings_digest(self) -> str:
        """The SHA-256 of iopdocs.yaml, as it is where it came from."""
        return (self.sent and self.sent.digest) or sha256(self.settings_data)

    @property
    def settings(self) -> Settings:
        """The workspace's settings. Raises InvalidAgreement when iopdocs.yaml is faulty."""
        return self._settings[0]

    @property
    def settings_source(self) -> Source:
        """The settings as read, for what agreements share. Raises InvalidAgreement when iopdocs.yaml is faulty."""
        return self._settings[1]

    def unread(self) -> list[Problem]:
        """Tell of files that were meant to be read and are not, because of what they are called."""
        return unread_in(self.root, self.shown)

    def agreements(self) -> list[Path]:
        """Return the agreement files, by name. Raises InvalidAgreement when there are none."""
        folder = self.root / "agreements"
        found = self.agreement_files()
        if not found:
            hint = "Lägg en YAML-fil per avtal i mappen agreements, eller börja med iopdocs init."
            none = Problem("inga avtal hittades", self.shown(folder), hint=hint, code="inga-avtal")
            raise InvalidAgreement([none, *self.unread()])
        return found

    def agreement_files(self) -> list[Path]:
        """Return the files in ``agreements/`` that may be agreements, by name; none when there are none."""
        return distinct(yaml_files(self.root / "agreements"))

    def load(self, path: Path) -> Loaded:
        """Read one agreement with what it shares with others. Faults are in the result, never raised."""
        made = self.loaded(path, *read_source(path, self.shown(path)))
        return replace(made, replaced=self.replaced(made.agreement)) if made.agreement else made

    def replaced(self, agreement: Agreement) -> Predecessor | None:
        """Return what is told of the agreement that another one replaces; None when it is not in the workspace."""
        name, hides = agreement.replaces, self.watch.guard.finds
        files = [path for path, known in self._ids.items() if known == name] if name and name != agreement.id else []
        if name and files and name not in self._replaced:
            read = [self.loaded(path, *read_source(path, self.shown(path))) for path in files]
            self._replaced[name] = told_of(name, read, lambda text: bool(hides(text)))
        return self._replaced[name] if name and files else None

    def _has_replaced(self, loaded: Loaded) -> bool:
        """Whether an agreement that another one replaces is here, also where that one was read from elsewhere."""
        return bool(loaded.replaced or (loaded.agreement and self.replaced(loaded.agreement)))

    @cached_property
    def _replaced(self) -> dict[str, Predecessor]:
        return {}

    def loaded(self, path: Path, source: Source, problems: list[Problem]) -> Loaded:
        """Return an agreement that has been read from a file, with what it shares with others, likewise."""
        if any(problem.code in UNREADABLE for problem in problems) or not isinstance(source.data, dict):
            try:
                build(source, problems, Agreement)
            except InvalidAgreement as error:
                return Loaded(path, None, source, tuple(self.watch.discreet(error.problems, source)))
        source, unknown = with_shared(source, self.settings_source)
        agreement, usable, faults = salvage(source, Agreement, STAND_INS)
        fewer = bool(faults) and records_in(usable.data) < records_in(source.data)
        found = self.watch.discreet([*problems, *unknown, *not_told(faults, problems)], source)
        return Loaded(path, agreement, usable, tuple(by_line(found)), fewer)

    def check(self, loaded: Loaded, day: date) -> list[Problem]:
        """Return every problem of a loaded file, of form and of contents, as of a day."""
        if loaded.agreement is None:
            return list(loaded.problems)
        case = self.case(loaded, loaded.agreement, day)
        found = [
            *self.found(loaded, case),
            *unknown_clauses(case, self.clauses.clauses, self._placed_clauses),
            *checks.unknown_documents(case, {kind.called for kind in self.types.values()}),
            *self._same_id(loaded, loaded.agreement.id),
            *([] if self._has_replaced(loaded) else unknown_replaced(case, self.ids if self.sent is None else ())),
        ]
        # A party that fell away with its fault is not missing: it is there, only not readable yet.
        found = checks.without_consequences(found, loaded.problems, incomplete=loaded.incomplete)
        return by_line([*loaded.problems, *self.watch.discreet(found, loaded.source, case.guard)])

    def found(self, loaded: Loaded, case: Case, *, leaks: bool = False) -> list[Problem]:
        """Return what the checks find, or only what keeps an agreement on this machine; nothing of templates."""
        name = self._called(loaded.path)
        found = checks.leaks(case) if leaks else checks.run(case)
        return [*found, *self.watch.of_name(name, case.guard, loaded.source), *self.watch.unread()]

    def case(self, loaded: Loaded, agreement: Agreement, day: date) -> Case:
        """Return what the checks are given of a loaded file."""
        elsewhere = tuple(one for one in self.aid_given if one.agreement != agreement.id) if agreement.aid else ()
        return Case(agreement, loaded.source, self.laws, self.settings.rules, day, self.guarded.secrets, elsewhere)

    @cached_property
    def aid_given(self) -> tuple[AidGiven, ...]:
        """The de minimis aid that the agreements here give. Of a file that cannot be used nothing is known."""
        if self.sent is not None:
            return self.sent.aid
        read = lambda path: self.loaded(path, *read_source(path, self.shown(path))).agreement  # noqa: E731
        return aid_of(self._files, read, self.recall, self.settings_digest)

    @cached_property
    def guarded(self) -> Guarded:
        """What is protected in iopdocs.yaml and in any agreement."""
        if self.sent is not None:
            return self.sent.guarded
        files = ((path, self._called(path)) for path in self._files)
        return Gatherer(self._settings_read[0], self.recall).gather(files)

    @cached_property
    def _files(self) -> list[Path]:
        return sorted({real(path) for path in (*self.agreement_files(), *self.also)})

    @cached_property
    def watch(self) -> Watch:
        """What keeps that out of messages and names."""
        return Watch(self.guarded)

    @cached_property
    def doubles(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that several files have, and those files as messages call them."""
        if self.sent is not None:
            return self.sent.doubles
        found: dict[str, list[str]] = {}
        for path, name in self._ids.items():
            found.setdefault(name, []).append(self._called(path))
        return {name: tuple(files) for name, files in found.items() if name and len(files) > 1}

    @cached_property
    def _ids(self) -> dict[Path, str]:
        """The id of each agreement file that is known, by where it lies, as it was when it was first asked for."""
        files = sorted(map(real, distinct((*self.also, *self.agreement_files()))))
        return {path: id_in(path, self.recall) for path in files}

    @property
    def ids(self) -> frozenset[str]:
        """The ids that agreement files have now."""
        return frozenset(self._ids.values()) - {""}

    def stated_id(self, path: Path) -> str:
        """Return the id of an agreement file; nothing when it has none or cannot be read, which is told elsewhere."""
        place, known = real(path), self._ids if self.sent is None else {}
        return known[place] if place in known else id_in(place, self.recall)

    def _same_id(self, loaded: Loaded, agreement_id: str) -> Iterator[Problem]:
        """Yield a problem when another file has the id too: their documents would overwrite each other's."""
        here, files = self._called(real(loaded.path)), self.doubles.get(agreement_id, ())
        for other in files if here in files else ():  # a stand-in for an id that cannot be used is nobody's
            if other != here:
                place = loaded.source.place(("id",))
                message = f"id ”{agreement_id}” har även {self.watch.name(self.root / other, other)}"
                hint = "Ge ett av avtalen ett annat id; annars skriver de över varandras dokument."
                yield Problem(message, place.file, place.line, "id", hint, code=checks.SAME_ID)

    @cached_property
    def _placed_clauses(self) -> frozenset[str]:
        sections = (section for kind in self.types.values() for section in kind.description.sections)
        return frozenset(clause for section in sections for clause in section.clauses)

    def named(self, path: Path) -> str:
        """Return a path as files that others read call it: from the root, or without where on the disk it lies."""
        inside = real(path).is_relative_to(self.root)
        return self.watch.name(path, self._called(path) if inside else printable_name(path.name))

    def shown(self, path: Path) -> str:
        """Return a path as messages call it: from the workspace's root when it lies there; nothing protected in it."""
        return self.watch.name(path, self._called(path))

    def _called(self, path: Path) -> str:
        resolved = real(path)
        return printable_name(str(resolved.relative_to(self.root)) if resolved.is_relative_to(self.root) else str(path))
