"""The page about JSON: each example is what the command says, and the tables are the declared answers.

Write the page anew with ``--update-golden``.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from benchmarks.samples.words import word
from iopdocs.cli.exits import Exit
from iopdocs.conversion.article import PressArticle
from iopdocs.usecases import upgrade
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, ProblemJson
from iopdocs.usecases.answers.declared import ANSWERS
from iopdocs.workspace.starter import RECORD, read_starter, record_of
from tests.conftest import ROOT
from tests.support.cli import Cli

PAGE = ROOT / "docs" / "handbok" / "json.md"
ENDS = """id: jouren-2024
status: undertecknat
undertecknat: 2023-12-01
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
avtalstid: {från: 2024-01-01, till: 2026-03-31}
"""
KIND = "namn: Kort\nbeskrivning: Ett kort dokument\ntitel: Kort\n"
CLAUSE = """id: tystnadsplikt
rubrik: Tystnadsplikt
om: tystnadsplikt för den som arbetar i verksamheten
stöd: [sekretess-socialtjanst]
versioner:
  - {från: 2024-04-01, text: Den som arbetar i verksamheten berättar inte vad den får veta om enskilda.}
"""
DEMAND = """id: tystnadsplikt
om: tystnadsplikt
när: [avtal.parter]
kräver: {klausul: [tystnadsplikt]}
nivå: upplysning
skäl: Den som arbetar i verksamheten får veta sådant som inte får föras vidare
lag: [sekretess-socialtjanst]
gör: Ta med klausulen tystnadsplikt.
"""
#: Of each command: what its answer is called in a heading, and the example.
EXAMPLES = {
    "check": "iopdocs check --on 2026-01-15 --json",
    "render": "iopdocs render --on 2026-01-15 --json",
    "renew": "iopdocs renew --dry-run --on 2026-01-15 --json",
    "status": "iopdocs status --on 2026-01-15 --json",
    "compare": "iopdocs compare gammal.docx ny.docx --on 2026-01-15 --json",
    "convert": "iopdocs convert ny.docx --format txt --on 2026-01-15 --json",
    "verify": "iopdocs verify ny.docx --json",
    "impact": "iopdocs impact --from 2010-12-01 --to 2010-12-01 --json",
    "law": 'iopdocs law "26 kap. 1 § OSL" --on 2026-01-15 --json',
    "clauses": "iopdocs clauses tystnadsplikt --on 2026-01-15 --json",
    "explain": "iopdocs explain agreements/jouren.yaml --document kort --on 2026-01-15 --json",
    "demands": "iopdocs demands agreements/jouren.yaml --on 2026-01-15 --json",
    "template diff": "iopdocs template diff templates/kort/mall.docx gammal.docx --on 2026-01-15 --json",
    "template try": "iopdocs template try kort --count 2 --on 2026-01-15 --json",
    "template check": "iopdocs template check kort --on 2026-01-15 --json",
    "import": "iopdocs import ny.docx --on 2026-01-15 --json",
    "sentences": "iopdocs sentences kort --json",
    "template adopt": "iopdocs template adopt ny.docx --like kort --on 2026-01-15 --json",
    "template show": "iopdocs template show kort --json",
    "upgrade": "iopdocs upgrade --on 2026-01-15 --json",
    "clean": "iopdocs clean --json",
    "archive": "iopdocs archive jouren-2024 --on 2026-01-15 --json",
    "sign": "iopdocs sign ny.docx --on 2026-01-15 --json",
    "signed": "iopdocs signed ny.docx --on 2026-01-15 --json",
    "finish": "iopdocs finish ny.docx --on 2026-01-15 --json",
    "override": "iopdocs override ny.docx tystnadsplikt --reason Medling --by Anna --on 2026-01-15 --json",
}
ERROR = "iopdocs check agreements/journ.yaml --on 2026-01-15 --json"
# What differs from one computer, or one version, to the next.
_CHANGING = (
    re.compile(r"[0-9a-f]{64}"),
    re.compile(r'(?<="program": ")[^"]+'),
    re.compile(r"(?<=arbetsmappen: )\d+"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small workspace that no change to the starter reaches."""
    place = tmp_path / "mitt-arbete"
    kind, clauses = place / "templates" / "kort", place / "templates" / "klausuler"
    for one in (kind, clauses, place / "agreements"):
        one.mkdir(parents=True)
    (kind / "mall.docx").write_bytes(word("{{ avtal.partnerskap }} tecknas av {{ avtal.id }}."))
    (kind / "dokument.yaml").write_text(KIND, encoding="utf-8")
    (clauses / "tystnadsplikt.yaml").write_text(CLAUSE, encoding="utf-8")
    (clauses.parent / "krav").mkdir()
    (clauses.parent / "krav" / "tystnadsplikt.yaml").write_text(DEMAND, encoding="utf-8")
    (place / "agreements" / "jouren.yaml").write_text(ENDS, encoding="utf-8")
    for name, text in (("gammal", "Parterna kan mötas."), ("ny", "Parterna ska mötas.")):
        (place / f"{name}.docx").write_bytes(word(text))
    (place / RECORD).write_bytes(record_of(read_starter(place / "templates", "0.0.9")))
    program = shutil.copytree(place / "templates", tmp_path / "program")
    newer = CLAUSE.replace("text: Den som arbetar", "text: Den som arbetar eller hjälper till")
    (program / "klausuler" / "tystnadsplikt.yaml").write_text(newer, encoding="utf-8")
    monkeypatch.setattr(upgrade, "starter_templates", lambda: program)
    monkeypatch.chdir(place)
    return place


def said(cli: Cli, line: str, folder: Path) -> tuple[int, str]:
    """Return the exit code of a command and its answer, as it reads on any computer."""
    code, out, _ = cli(*shlex.split(line)[1:])
    out = json.dumps(shortened(json.loads(out)), ensure_ascii=False, indent=2)
    out = out.replace(str(folder), "/hem/anna/mitt-arbete")
    for changing in _CHANGING:
        out = changing.sub("…", out)
    shutil.rmtree(folder / "output", ignore_errors=True)
    return code, out


def shortened(value: Any) -> Any:
    """Return an answer with the first problem of each list."""
    if isinstance(value, dict):
        return {key: shortened(one[:1] if key == "problem" else one) for key, one in value.items()}
    return [shortened(one) for one in value] if isinstance(value, list) else value


def table(shape: type[BaseModel], skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    yield "| Nyckel | Betyder |"
    yield "|---|---|"
    for name, info in shape.model_fields.items():
        if name not in skipped:
            yield f"| `{info.alias or name}` | {info.description} |"


def records(shape: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the records that a shape holds, with the key they stand under, those within them too."""
    for name, info in shape.model_fields.items():
        for inner in _classes(info.annotation):
            if inner is not ProblemJson:
                yield info.alias or name, inner
                yield from ((f"{info.alias or name}.{path}", one) for path, one in records(inner))


def _classes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _classes(one)


def page(cli: Cli, folder: Path) -> Iterator[str]:
    yield from (*HEAD, *table(AnswerJson), *MORE, *table(ProblemJson), *ERRORS, *example(cli, ERROR, folder))
    common = frozenset(AnswerJson.model_fields) - {"results"}
    for command, shape in ANSWERS.items():
        yield from ("", f"## {command}", "", *table(shape, common))
        for path, inner in records(shape):
            yield from ("", f"I `{path}`:", "", *table(inner))
        yield from ("", *example(cli, EXAMPLES[command], folder))
    yield from (*DOCUMENT, *table(PressArticle))
    for path, inner in records(PressArticle):
        yield from ("", f"I `{path}`:", "", *table(inner))


def example(cli: Cli, line: str, folder: Path) -> Iterator[str]:
    code, out = said(cli, line, folder)
    yield from ("```bash", line, "```", "", "```json", *out.splitlines(), "```", "")
    yield f"Slutkod {code}: {Exit(code).text}."


DOCUMENT = (
    "",
    "## Format json",
    "",
    "Med `--format json` gör `render` och `convert` en fil av dokumentet självt, för ett pressrum. Vad som är vad ser",
    "programmet på formatmallarna i Word, så det stämmer också när någon har redigerat filen. Nycklarna är alltid",
    "desamma.",
    "",
)
HEAD = (
    "# JSON för andra program",
    "",
    "Med `--json` svarar kommandona med ett JSON-objekt på stdout. Svaret har alltid samma nycklar ytterst:",
    "",
)
MORE = (
    "",
    "Ett kommando kan ha fler nycklar; de står nedan. Nya nycklar kan komma till, så ett program ska bortse från",
    "dem det inte känner. I `render` skrivs varje post i `resultat` så snart avtalet är klart.",
    "",
    "Ett **problem** har nycklarna:",
    "",
)
ERRORS = (
    "",
    "**Går något fel** är svaret också JSON, med samma slutkod som utan `--json`: när filen inte finns,",
    "arbetsmappen inte går att läsa, kommandot är felskrivet eller körningen bryts. Då har svaret nycklarna",
    "ovan, och i `resultat` står det som hann bli klart. Säger kommandot självt nej har svaret också",
    "dess egna. Samma meddelanden skrivs som vanligt vid sidan av (stderr).",
    "",
    "Ett avtal som kan röja något skyddat är inte med i `status` och förnyas inte; `problem` säger vilket och",
    "varför. I meddelanden är personnummer och det som är märkt som skyddat dolt. `compare` och `verify` visar",
    "dokumentens egen text.",
    "",
    "I exemplen nedan visas bara det första problemet.",
    "",
)


def test_the_page_is_what_the_commands_say(
    cli: Cli,
    folder: Path,
    request: pytest.FixtureRequest,
) -> None:
    text = "\n".join(page(cli, folder)) + "\n"
    if request.config.getoption("--update-golden"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_every_command_has_an_example() -> None:
    assert list(EXAMPLES) and set(EXAMPLES) == set(ANSWERS)


def test_every_record_of_an_answer_is_described() -> None:
    shapes = {inner for shape in ANSWERS.values() for _, inner in records(shape)}
    assert [
        shape
        for shape in shapes
        if issubclass(shape, JsonRecord) and not all(info.description for info in shape.model_fields.values())
    ] == []
