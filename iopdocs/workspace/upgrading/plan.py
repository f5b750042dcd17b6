"""What becomes of each file of the starter, three ways: as it was given, as it is here, as it would be given now."""

from __future__ import annotations

import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.library.clauses import Clause
from iopdocs.library.confirmations import FOLDER as CONFIRMATIONS
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.library.document_types import DESCRIPTION, TEMPLATE, Description
from iopdocs.library.first_questions import FOLDER as QUESTIONS
from iopdocs.library.first_questions import Beginning
from iopdocs.library.sentences import SENTENCES, SentenceFile
from iopdocs.model.base import Record
from iopdocs.workspace.starter import GivenStarter
from iopdocs.workspace.upgrading.contents import contents_of, data_of, same_contents, text_of_file
from iopdocs.workspace.upgrading.merging import merged

CLAUSES = "klausuler"
#: Folders whose files each stand by themselves; the others are document types.
ALONE = frozenset({CLAUSES, CONFIRMATIONS, QUESTIONS, "krav"})
TEMPLATES = "templates"
#: Where an upgrade puts what is not in use: what waits for a person, what was replaced, its reports.
FOLDER = "uppgradering"
WAITING = "nytt"


class Fate(StrEnum):
    """What becomes of a file that is not the same here as in the program's starter."""

    NEW = "ny"
    UPDATED = "uppdaterad"
    MERGED = "sammanfogad"
    BOTH_CHANGED = "ändrad på båda håll"
    TIED = "hör ihop med en som är ändrad"
    CLAUSE_MISSING = "nämner en klausul som ni har tagit bort"
    CLAUSE_DROPPED = "har inte kvar en klausul som ni har ändrat"
    OWN = "egen med samma namn"
    PROTECTED = "skrivskyddad"
    UNTOLD = "okänt ursprung"
    DELETED = "borttagen här"
    WITHDRAWN = "ingår inte längre"


#: What is put in the place of the house's file, or where there was none.
BROUGHT = frozenset({Fate.NEW, Fate.UPDATED, Fate.MERGED})
#: What is left as it is here, with the program's laid aside for a person to look at.
LAID_ASIDE = frozenset({
    Fate.BOTH_CHANGED, Fate.TIED, Fate.CLAUSE_MISSING, Fate.CLAUSE_DROPPED, Fate.OWN, Fate.PROTECTED, Fate.UNTOLD,
})  # fmt: skip
#: The keys of a clause that say when it comes along.
_COMES_ALONG = ("när", "på_begäran")


@dataclass(frozen=True, slots=True)
class StarterFile:
    """A file of the starter and what becomes of it. ``path`` is where it lies here, in ``templates``.

    ``given``, ``here`` and ``now`` are the three versions, None for one that is not there; ``result`` is what is put.
    ``name`` is where it lies in the starter.
    """

    path: str
    fate: Fate
    given: bytes | None = None
    here: bytes | None = None
    now: bytes | None = None
    result: bytes | None = None
    name: str = ""

    @property
    def folder(self) -> str:
        """The folder: ``klausuler``, or a document type's."""
        return self.path.partition("/")[0]

    @property
    def is_sentences(self) -> bool:
        """Whether it is a file of a document type's sentences."""
        return f"/{SENTENCES}/" in self.path

    def left(self, fate: Fate) -> StarterFile:
        """Return the file as one that is left alone."""
        return replace(self, fate=fate, result=None)


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """What becomes of the files that differ from the starter now, and how many the house has changed on its own."""

    files: tuple[StarterFile, ...]
    untouched: int = 0
    changed_here: tuple[str, ...] = ()


def plan(templates: Path, given: GivenStarter | None, now: GivenStarter) -> UpgradePlan:
    """Return what becomes of each file; ``given`` is None when nobody knows what the workspace was given.

    Raises InvalidLibrary when a file cannot be read.
    """
    before = given.files if given else {}
    bases = given.bases if given else {}
    aside = templates.parent / FOLDER / WAITING
    moved = _moved(templates, before or now.files, now.files)
    files, changed, untouched = [], [], 0
    waits: set[str] = set()
    for name in sorted({*before, *now.files}):
        folder, slash, own = name.partition("/")
        path = moved.get(folder, folder) + slash + own
        here = contents_of(templates / path)
        was, new = before.get(name), now.files.get(name)
        if name in bases and (aside / path).exists():
            # Nobody has taken a stand on what came since: what the house has was made of what it was given before.
            waits.add(path)
            was = bases[name] if was != new else was
        file = StarterFile(path, Fate.UNTOLD, was, here, new, name=name)
        fate = _fate(file, known=given is not None)
        if fate is not None:
            files.append(_settled(file, fate, templates))
        elif here is not None and new is not None and not same_contents(name, here, new):
            changed.append(path)
        else:
            untouched += here is not None
    worded = {Path(name).stem for name, data in before.items() if _is_worded_here(name, data, templates)}
    waiting_in = {path.partition("/")[0] for path in waits if f"/{SENTENCES}/" not in path}
    had = {moved.get(folder, folder) for folder in (name.partition("/")[0] for name in before)}
    settled = _tied(_readable(list(_whole_types(files, templates, had)), templates, worded), waiting_in)
    return UpgradePlan(tuple(settled), untouched, tuple(changed))


def _fate(file: StarterFile, *, known: bool) -> Fate | None:
    """Return what becomes of a file; None when there is nothing new about it."""
    name, was, here, now = file.path, file.given, file.here, file.now
    if now is None:
        return Fate.WITHDRAWN if here is not None else None
    if here is not None and same_contents(name, here, now):
        return None
    if not known:
        return Fate.UNTOLD
    if was is None:
        return Fate.NEW if here is None else Fate.OWN
    if same_contents(name, was, now):
        return None
    if here is None:
        return Fate.DELETED
    return Fate.UPDATED if same_contents(name, here, was) else Fate.BOTH_CHANGED


def _settled(file: StarterFile, fate: Fate, templates: Path) -> StarterFile:
    """Return the file with what is put, if anything is: never through a link, nor over what is write-protected."""
    path = templates / file.path
    if fate is Fate.BOTH_CHANGED and (together := _together(file)) is not None:
        file, fate = replace(file, result=together), Fate.MERGED
    elif fate in BROUGHT:
        file = replace(file, result=file.now)
    if fate in BROUGHT and path.exists() and (path.is_symlink() or not path.stat().st_mode & stat.S_IWUSR):
        return file.left(Fate.PROTECTED)
    return replace(file, fate=fate)


def _together(file: StarterFile) -> bytes | None:
    models: dict[str, type[Record]] = {CLAUSES: Clause, CONFIRMATIONS: ConfirmationPoint, QUESTIONS: Beginning}
    model = models.get(file.folder)
    model = Description if file.path.endswith(f"/{DESCRIPTION}") else SentenceFile if file.is_sentences else model
    if model is None or not file.path.endswith(".yaml") or None in (file.given, file.here, file.now):
        return None
    if model is Clause and _comes_otherwise(file):
        return None
    made = merged(file.given or b"", file.here or b"", file.now or b"", model)
    return None if model is Description and made and _twice(made) - _twice(file.here) - _twice(file.now) else made


def _comes_otherwise(file: StarterFile) -> bool:
    """Whether a clause that the house has worded would come along, or stay away, in other agreements than before."""
    found = (data_of(text_of_file(one or b"") or "") for one in (file.given, file.here, file.now))
    was, here, now = (one if isinstance(one, dict) else {} for one in found)
    return was.get("versioner") != here.get("versioner") and any(was.get(key) != now.get(key) for key in _COMES_ALONG)


def _twice(description: bytes | None) -> set[str]:
    """Return the clauses that a dokument.yaml names more than once: they would be printed as often."""
    names = [name for name, _ in _placed(description or b"")]
    return {name for name in names if names.count(name) > 1}


def _whole_types(files: Sequence[StarterFile], templates: Path, had: set[str]) -> Iterator[StarterFile]:
    """Yield the files; a new document type comes whole or not at all, never into a folder that the house has.

    ``had`` are the folders of the types that the house was given: more of such a type, its sentences, is no new type.
    """
    taken = {one.folder for one in files if one.fate in {Fate.NEW, Fate.OWN} and (templates / one.folder).exists()}
    for one in files:
        yield one.left(Fate.OWN) if one.fate is Fate.NEW and one.folder in taken - {*ALONE, *had} else one


def _is_worded_here(name: str, given: bytes, templates: Path) -> bool:
    here = contents_of(templates / name) if name.startswith(f"{CLAUSES}/") else None
    return here is not None and not same_contents(name, here, given)


def _readable(files: Sequence[StarterFile], templates: Path, worded: set[str]) -> Iterator[StarterFile]:
    """Yield the files; a description is left that names a clause which would not be here, or drops one of the house's.

    ``worded`` are the clauses that the house has changed.
    """
    there = {path.stem for path in (templates / CLAUSES).glob("*.yaml")}
    there |= {Path(one.path).stem for one in files if one.folder == CLAUSES and one.fate is Fate.NEW}
    for one in files:
        lacks = one.path.endswith(DESCRIPTION) and one.result and set(placed_clauses(one.result)) - there
        dropped = one.path.endswith(DESCRIPTION) and one.result and one.here and _dropped(one.here, one.result) & worded
        yield one.left(Fate.CLAUSE_MISSING) if lacks else one.left(Fate.CLAUSE_DROPPED) if dropped else one


def _dropped(here: bytes, result: bytes) -> set[str]:
    return set(placed_clauses(here)) - set(placed_clauses(result))


def _tied(files: Iterator[StarterFile], waiting_in: set[str]) -> Iterator[StarterFile]:
    """Yield the files; the two of a document type belong together, and are both brought or both left, with sentences.

    A section whose layout is only in the new template would be silently empty in the old one. Of the folders in
    ``waiting_in`` one of the two still waits since an earlier upgrade.
    """
    kinds: dict[str, list[StarterFile]] = defaultdict(list)
    for one in files:
        kinds[one.folder].append(one)
    for folder, members in kinds.items():
        pair = [one for one in members if not one.is_sentences]
        stays = folder in waiting_in or any(one.fate in LAID_ASIDE or one.fate is Fate.DELETED for one in pair)
        stays = stays or (len(pair) > 1 and any(one.fate is Fate.MERGED for one in pair))
        for one in members:
            tied = folder not in ALONE and stays and one.fate in BROUGHT
            yield one.left(Fate.TIED) if tied else one


def placed_clauses(description: bytes) -> dict[str, str]:
    """Return the clauses that a dokument.yaml names, each with the heading of its section."""
    return dict(_placed(description))


def _placed(description: bytes) -> Iterator[tuple[str, str]]:
    data = data_of(text_of_file(description) or "")
    sections = data.get("avsnitt") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else ():
        names = section.get(CLAUSES) if isinstance(section, dict) else None
        for name in names if isinstance(names, list) else ():
            yield str(name), str(section.get("rubrik", "")) if isinstance(section, dict) else ""


def _moved(templates: Path, before: Mapping[str, bytes], now: Mapping[str, bytes]) -> dict[str, str]:
    """Return the folders of document types that the house has renamed, by what they were called."""
    kinds = {name.partition("/")[0] for name in {*before, *now} if "/" in name} - ALONE
    others = [path for path in sorted(templates.glob("*/")) if path.name not in {*kinds, *ALONE}]
    moved = {}
    for kind in (one for one in kinds if not (templates / one).exists()):
        found = [path for path in others if _is_that(path, kind, before)]
        if len(found) == 1:
            moved[kind] = found[0].name
    return moved


def _is_that(folder: Path, kind: str, before: Mapping[str, bytes]) -> bool:
    """Whether a folder has a file as the document type was given."""
    for file in (TEMPLATE, DESCRIPTION):
        was = before.get(f"{kind}/{file}")
        if was is not None and (here := contents_of(folder / file)) is not None and same_contents(file, here, was):
            return True
    return False
