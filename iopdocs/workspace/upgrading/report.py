"""What an upgrade says: for each file what is new, what is done with it and why, and what is left to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from pathlib import Path, PurePosixPath

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import DESCRIPTION, TEMPLATE, Description
from iopdocs.library.sentences import SentenceFile
from iopdocs.output import ROOM, has_seal, with_seal
from iopdocs.swedish.names import lower_first
from iopdocs.visible import markdown
from iopdocs.workspace.upgrading.differences import in_words, read_as
from iopdocs.workspace.upgrading.plan import (
    BROUGHT,
    CLAUSES,
    FOLDER,
    LAID_ASIDE,
    TEMPLATES,
    WAITING,
    Fate,
    StarterFile,
    placed_clauses,
)

# Tells the program that a report was made here, and with a hash that nobody has changed it since.
_SEAL = "<!-- iopdocs upgrade "
_DO = {
    Fate.UPDATED: "Ni hade inte ändrat filen, så den nya tar dess plats. Den gamla sparas.",
    Fate.MERGED: "Ni hade ändrat annat i filen. Era ändringar är kvar och det nya är infört. Läs igenom den.",
    Fate.BOTH_CHANGED: "Ni har ändrat samma sak som programmet. Er fil gäller, också när det nya beror på en ny lag. "
    "För in det ni vill ha av den nya.",
    Fate.TIED: "Word-mallen och dokument.yaml hör ihop, och den andra har ni ändrat. Er fil gäller. Ta in båda "
    "samtidigt: annars kan ett avsnitt bli tomt.",
    Fate.CLAUSE_MISSING: "Den nya nämner en klausul som ni har tagit bort. Er fil gäller.",
    Fate.CLAUSE_DROPPED: "Den nya har inte kvar en klausul som ni har skrivit om. Den skulle försvinna. Er fil gäller.",
    Fate.OWN: "Ni har en egen med samma namn. Er gäller. Vill ni ha båda: ge er egen ett annat namn.",
    Fate.PROTECTED: "Filen är skrivskyddad eller en länk, så den är orörd. Er fil gäller.",
    Fate.UNTOLD: "Det går inte att se om ni har ändrat den eller om programmet har det. Jämför, och för in det ni vill "
    "ha.",
    Fate.DELETED: "Ni har tagit bort den, och den läggs inte tillbaka.",
    Fate.WITHDRAWN: "Programmet har den inte längre. Er är kvar, och används där dokument.yaml nämner den.",
}
_GROUPS = (
    (BROUGHT, ("Förs in", "Infört")),
    (LAID_ASIDE, ("Lämnas som det är hos er", "Lämnat som det är hos er")),
    (frozenset({Fate.DELETED, Fate.WITHDRAWN}), ("Att känna till", "Att känna till")),
)


@dataclass(frozen=True, slots=True)
class ToldFile:
    """A file in words: what it is, what is new in it, what the house has changed, who uses it, what is left to do.

    ``aside`` is where the program's version is laid for a person to look at, from the root; nothing when it is not.
    """

    path: str
    name: str
    fate: Fate
    news: tuple[str, ...] = ()
    house: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    action: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class UpgradeAnswer:
    """What an upgrade has done, or would do when it is not ``applied``.

    ``given`` is the version of the program whose starter the workspace has, empty when nobody knows. ``waiting`` are
    files from earlier upgrades that nobody has taken a stand on; ``kept`` is where replaced files are.
    """

    given: str
    now: str
    applied: bool
    files: tuple[ToldFile, ...] = ()
    changed_here: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: str = ""
    report: Path | None = None
    recorded: bool = False

    @property
    def is_news(self) -> bool:
        """Whether there is anything to apply: files, schemas, or a record that is not there or of another starter."""
        return bool(self.files or self.schemas or self.recorded)


class Look(Enum):
    """What a line of the report is."""

    TITLE, GROUP, NAME, POINT, TEXT = range(5)


Line = tuple[Look, str]


def tell(file: StarterFile, descriptions: Mapping[str, bytes], agreements: Collection[str]) -> ToldFile:
    """Return a file in words; ``descriptions`` are the dokument.yaml that will be in use, by their path."""
    laid = f"{FOLDER}/{WAITING}/{file.path}" if file.fate in LAID_ASIDE and file.now is not None else ""
    news: tuple[str, ...] = ()
    if file.now is not None:
        news = in_words(file.path, file.here if file.fate in {Fate.UNTOLD, Fate.OWN} else file.given, file.now)
    house: tuple[str, ...] = ()
    if file.given is not None and file.here is not None and file.fate in {Fate.MERGED, Fate.BOTH_CHANGED}:
        house = in_words(file.path, file.given, file.here)
    action = _DO.get(file.fate, "") or _new_in_words(file, descriptions)
    if file.fate is Fate.UNTOLD and file.here is None:
        action = "Den finns inte hos er: den är ny i programmet, eller så har ni tagit bort den."
    path = f"{TEMPLATES}/{file.path}"
    return ToldFile(path, _name(file, descriptions), file.fate, news, house, tuple(sorted(agreements)), action, laid)


def _name(file: StarterFile, descriptions: Mapping[str, bytes]) -> str:
    data = file.now or file.here
    path = PurePosixPath(file.path)
    if file.folder == CLAUSES:
        clause = read_as(Clause, data)
        return f"Klausulen {clause.heading}" if clause else file.path
    if file.is_sentences:
        said = read_as(SentenceFile, data)
        return f"Meningarna om {lower_first(said.subject)}" if said else file.path
    if path.name == DESCRIPTION:
        kind = read_as(Description, data)
        return f"Dokumenttypen {kind.name if kind else file.folder}"
    kind = read_as(Description, descriptions.get(f"{file.folder}/{DESCRIPTION}"))
    return f"Word-mallen för {kind.name if kind else file.folder}" if path.name == TEMPLATE else file.path


def _new_in_words(file: StarterFile, descriptions: Mapping[str, bytes]) -> str:
    if file.is_sentences:
        return "Meningarna hör till dokumenttypens text. Se dem med iopdocs sentences."
    if file.folder != CLAUSES:
        return "Ny dokumenttyp. Dokumentet görs härefter av iopdocs render. Vill ni inte ha det: ta bort mappen."
    own = PurePosixPath(file.path).stem
    found = []
    for data in descriptions.values():
        if (heading := placed_clauses(data).get(own)) is not None and (kind := read_as(Description, data)):
            found.append(f"avsnittet {heading} i {kind.name}")
    if found:
        return f"Den står i {', '.join(found)} och kommer med i nya dokument{_when(read_as(Clause, file.now))}."
    return f"Den står inte i något avsnitt. Vill ni använda den: skriv in {own} i ett avsnitt i dokument.yaml."


def _when(clause: Clause | None) -> str:
    if clause is not None and clause.on_request:
        return " när ett avtal tar med den under klausuler.med"
    return f" när avtalet har {' eller '.join(clause.when)}" if clause is not None and clause.when else ""


def lines(answer: UpgradeAnswer) -> Iterator[Line]:
    """Yield the report, line by line."""
    yield Look.TITLE, "Uppgradering av mallar och klausuler"
    since = f"från iopdocs {answer.given}" if answer.given else "av okänt ursprung"
    yield Look.TEXT, f"Arbetsmappens mallar är {since}. Programmet är iopdocs {answer.now}."
    if not answer.given:
        yield Look.TEXT, _unknown(answer)
    yield from ((Look.TEXT, problem.sentence) for problem in answer.problems)
    for fates, headings in _GROUPS:
        chosen = [file for file in answer.files if file.fate in fates]
        if chosen:
            yield Look.GROUP, headings[answer.applied]
        for file in chosen:
            yield from _of_file(file, applied=answer.applied)
    yield from _rest(answer)


def _unknown(answer: UpgradeAnswer) -> str:
    begun = "Nu är den skriven" if answer.applied else "Den skrivs med --apply"
    return (
        "Här finns ingen uppgift om vad arbetsmappen fick från början, så ingen fil byts ut. "
        f"{begun}, och nästa gång syns vad som är nytt."
    )


def _of_file(file: ToldFile, *, applied: bool) -> Iterator[Line]:
    yield Look.NAME, f"{file.name} ({file.path}): {file.fate.value}"
    yield Look.TEXT, file.action
    if file.aside:
        yield (
            Look.TEXT,
            f"Den nya {'ligger' if applied else 'läggs'} i {file.aside}. Ta bort den därifrån när ni är klara.",
        )
    if file.news:
        compared = "Den nya jämförd med er" if file.fate in {Fate.UNTOLD, Fate.OWN} else "Nytt"
        yield Look.TEXT, f"{compared}:"
        yield from ((Look.POINT, line) for line in file.news)
    if file.house:
        yield Look.TEXT, "Era egna ändringar:"
        yield from ((Look.POINT, line) for line in file.house)
    if file.agreements:
        yield Look.TEXT, f"Finns i dokument som är gjorda för: {', '.join(file.agreements)}."


def _rest(answer: UpgradeAnswer) -> Iterator[Line]:
    brought = any(file.fate in BROUGHT for file in answer.files)
    if answer.changed_here:
        yield Look.GROUP, "Era egna ändringar, där inget är nytt"
        yield from ((Look.POINT, f"{TEMPLATES}/{path}") for path in answer.changed_here)
    if answer.waiting:
        yield Look.GROUP, "Väntar sedan tidigare på att någon tar ställning"
        yield from ((Look.POINT, path) for path in answer.waiting)
    if answer.schemas or answer.kept or brought:
        yield Look.GROUP, "Efteråt"
    if answer.schemas:
        yield (
            Look.TEXT,
            f"Programmets egna filer {'är gjorda' if answer.applied else 'görs'} om: {', '.join(answer.schemas)}.",
        )
    if answer.kept:
        yield Look.TEXT, f"De filer som byttes ut ligger i {answer.kept}. Ångra genom att kopiera tillbaka dem."
    if brought:
        yield Look.TEXT, "Slutliga versioner ändras aldrig. Utkast görs om nästa gång iopdocs render körs."


def upgrade_as_markdown(answer: UpgradeAnswer) -> str:
    """Return the report as Markdown."""
    looks = {
        Look.TITLE: "# {}",
        Look.GROUP: "\n## {}\n",
        Look.NAME: "\n### {}\n",
        Look.POINT: "- {}",
        Look.TEXT: "\n{}\n",
    }
    made = "\n".join(looks[look].format(markdown(text)) for look, text in lines(answer))
    text = re.sub(r"\n{3,}", "\n\n", made).strip()
    return with_seal(f"{text}\n\n{_SEAL}{ROOM} -->\n".encode()).decode()


def is_report(data: bytes) -> bool:
    """Whether a file is such a report as it was made, and nothing that anybody has written in is lost with it."""
    return has_seal(data, _SEAL.encode())
