"""Writes what is made from the code itself: ``python -m scripts.generated``.

The field list and the list of law subjects for the handbook, and the JSON Schemas for editors. A test says when they
are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from iopdocs import gathered
from iopdocs.errors import InvalidLibrary
from iopdocs.laws.act import Act, Provision, Subjects
from iopdocs.laws.index import Reference
from iopdocs.laws.library import DATA as LAWS
from iopdocs.laws.library import GATHERED, files_of, load_library
from iopdocs.library.clauses import Clause
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.library.document_types import Description
from iopdocs.library.first_questions import Beginning
from iopdocs.library.sentences import SentenceFile
from iopdocs.model import Agreement, Settings, lengths
from iopdocs.model import scalars as kinds
from iopdocs.model.base import Record
from iopdocs.model.frames import DATA, GAP, sentences_of
from iopdocs.model.paths import Key, held_records, records, unmarked
from iopdocs.model.scalars import Scalar
from iopdocs.model.schema import agreement_schema, settings_schema
from iopdocs.output import sha256
from iopdocs.reading import parse_source, read_model, read_source
from iopdocs.swedish import clock, dates, euro, numbers, percent
from iopdocs.workspace.starter import SOUND, fingerprint, is_given
from scripts.code_catalogue import code_catalogue
from scripts.frames import frames
from scripts.keys import aliases, key_paths, readers, unread
from scripts.word_list import table, word_list

#: The files people write, in the order they meet them: title, model, and a line on the file.
FILES: tuple[tuple[str, type[Record], str], ...] = (
    ("Avtalets fil", Agreement, "`agreements/<namn>.yaml`, en fil per avtal."),
    ("iopdocs.yaml", Settings, "Det som flera avtal delar, och husets regler. Ligger i arbetsmappen."),
    ("Dokumenttypens fil", Description, "`templates/<typ>/dokument.yaml`, bredvid Word-mallen."),
    (
        "Meningarnas fil",
        SentenceFile,
        "`templates/<typ>/meningar/<ämne>.yaml`, några meningar om samma sak i varje fil.",
    ),
    ("Klausulens fil", Clause, "`templates/klausuler/<id>.yaml`, en fil per klausul."),
    (
        "Bekräftelsefrågans fil",
        ConfirmationPoint,
        "`templates/bekraftelser/<id>.yaml`, en fil per fråga; se [handboken](handbok/bekraftelser.md).",
    ),
    (
        "De första frågornas fil",
        Beginning,
        "`templates/fragor/<id>.yaml`, en fil per slag av avtal; se [handboken](handbok/forsta-fragorna.md).",
    ),
)

INTRO = """\
# Fältlistan

Alla nycklar som kan stå i de filer du skriver, i den ordning de brukar komma. Handboken berättar
[hur YAML skrivs](handbok/avtalets-fil.md#så-skrivs-yaml).

Rubriken är sökvägen: under `parter.adress` står de nycklar som hör till `adress` på en part. Står det `[]` efter ett
namn är det en lista, och nycklarna hör till varje post i den. Samma sökväg används i mallar och klausuler:
`avtal.avtalstid.till`.

**Krävs** betyder att filen inte kan läsas utan nyckeln. Allt annat får saknas. Det som dokumentet behöver och som
saknas syns då som en lucka. För en part med `organisation`, och en kontakt med `kontakt`, räcker det att nyckeln står i
`iopdocs.yaml`.

**Alla värden kan vara delvis kända**, utom id, nummer och val: `cirka 18 miljoner`, `20–25`, `januari 2019`,
`preliminärt 500 000`, `fastställs av nämnden`. Det som får saknas kan också vara `okänt`. Se
[Ungefärliga och okända uppgifter](handbok/ungefarliga-varden.md).

**Läses i** säger vilka dokumenttyper som skriver ut nyckeln eller rättar sig efter den, och i vilken mening orden
hamnar: de ska passa där det står […]. Meningarna är tagna ur dokument om påhittade avtal, så det som står omkring kan
vara ett annat hos dig. En nyckel som inget dokument läser har ett skäl.

Listan är gjord ur programmet med `python -m scripts.generated` och ska inte ändras för hand.
"""

SUBJECTS_INTRO = """\
# Ämnena i lagbiblioteket

Mallar och klausuler hänvisar till lagen genom ett ämne: `{{ lag("kommunens yttersta ansvar") }}`. Programmet skriver då
ut den bestämmelse som gällde på dokumentets lagdag. Här står alla ämnen och de bestämmelser som hör till dem, med den
tid de gäller. Biblioteket innehåller utvalda bestämmelser, inte hela lagar. Slå upp ett lagrum med `iopdocs law`.

Listan är gjord ur lagbiblioteket med `python -m scripts.generated` och ska inte ändras för hand.

| Ämne | Bestämmelser |
|---|---|
"""

#: What can be written for a value read by each function, before its example.
WORDS: Mapping[Callable[..., Any], str] = {
    euro.parse: "belopp i euro",
    percent.parse_yearly: "procenttal per år",
    dates.parse_first: "datum",
    dates.parse_last: "datum",
    kinds.parse_amount: "belopp i kronor",
    numbers.parse: "tal",
    percent.parse: "procenttal",
    dates.parse: "datum",
    kinds.parse_year: "årtal",
    kinds.parse_count: "helt tal",
    kinds.parse_times: "helt tal, högst 366",
    clock.parse: "klockslag",
    lengths.parse_length: "tid",
}


def outputs() -> dict[str, Callable[[Path], str]]:
    """Return what writes each generated file from the project's root, by the file's place under it."""
    return {
        "docs/falt.md": field_list,
        "docs/handbok/ord-i-mallarna.md": lambda _: word_list(),
        "docs/lagamnen.md": lambda _: subject_list(),
        "docs/koder.md": lambda _: code_catalogue(),
        "agreements/avtal.schema.json": lambda root: agreement_schema(frames(root)),
        "iopdocs.schema.json": lambda root: settings_schema(frames(root)),
        f"iopdocs/laws/{GATHERED.name}": lambda _: _law_in_one_file(),
        f"iopdocs/{gathered.GATHERED.name}": lambda root: "".join(map(gathered_line, _gathered_files(root))),
        f"iopdocs/starter/{SOUND.name}": lambda root: fingerprint(root / "templates") + "\n",
        f"iopdocs/model/{DATA.name}": lambda root: json.dumps(frames(root), ensure_ascii=False, indent=1) + "\n",
    }


def _law_in_one_file() -> str:
    """Return the program's own acts and subjects in one file, an act a line. Raises InvalidLibrary for a faulty one."""
    *acts, subjects = files_of(LAWS)
    for path in acts:
        read_model(path, Act, InvalidLibrary)
    data = {
        "lagar": [read_source(path)[0].data for path in acts],
        **read_model(subjects, Subjects, InvalidLibrary).model_dump(by_alias=True),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('{"sfs"', '\n{"sfs"') + "\n"


def _gathered_files(root: Path) -> list[Path]:
    """Return the YAML files that commands read one by one: the templates', and the program's own but for the acts."""
    own = (path for path in (root / "iopdocs").rglob("*.yaml") if path.parent.name not in {"acts", "starter"})
    return sorted([*filter(is_given, (root / "templates").rglob("*.yaml")), *own])


def gathered_line(path: Path) -> str:
    """Return what is kept of a file that comes with the program: its digest, and what is read in it."""
    raw = path.read_bytes()
    source, problems = parse_source(raw.decode(), path.name)
    if problems:
        raise InvalidLibrary(problems)
    return f"{sha256(raw)} {json.dumps(source.data, ensure_ascii=False, separators=(',', ':'))}\n"


def field_list(root: Path) -> str:
    """Return the field list as Markdown; a project's root has the document types that read the keys."""
    said = _who_reads(root)
    parts = [INTRO, "".join(f"- [{title}](#{_anchor(title)})\n" for title, _, _ in FILES)]
    listed: dict[type[Record], str] = {}
    for title, model, about in FILES:
        found = records(model)
        links = {**{record: next(iter(paths)) or title for record, paths in found.items()}, **listed}
        parts.append(f"## {title}\n\n{about}\n\n{_table(model, links, said)}")
        parts += [
            _section(record, list(paths), links, said)
            for record, paths in found.items()
            if record is not model and record not in listed
        ]
        listed = links
    return "\n".join(parts)


def _who_reads(root: Path) -> dict[Key, str]:
    """Return what is said of who reads each key of an agreement, and of the sentences that it lands in."""
    read, reasons, landed = readers(root), unread(root), frames(root)
    return {
        key: "<br>".join(_landing(name, sentences_of(key, landed)) for name in read[key])
        if key in read
        else f"inget dokument: {reasons[path]}"
        for path, key in key_paths(Agreement).items()
        if key in read or path in reasons
    }


def _landing(name: str, sentences: Mapping[str, str]) -> str:
    sentence = sentences.get(name)
    return f"{name}: ”{sentence}”" if sentence and sentence != GAP else name


def _section(record: type[Record], paths: list[str], links: Mapping[type[Record], str], said: Mapping[Key, str]) -> str:
    others = ", ".join(f"`{path}`" for path in paths[1:])
    also = f"Samma nycklar gäller under {others}.\n\n" if others else ""
    return f"### {paths[0]}\n\n{also}{_table(record, links, said)}"


def _table(record: type[Record], links: Mapping[type[Record], str], said: Mapping[Key, str]) -> str:
    heads = ["Nyckel", "Beskrivning", "Krävs", "Vad som kan skrivas"]
    told = any((record, alias) in said for alias in aliases(record))
    rows = []
    for name, info in record.model_fields.items():
        alias = info.alias or name
        cells = [f"`{alias}`", info.description or "", "ja" if info.is_required() else "nej", _value(info, links)]
        rows.append([*cells, *([said.get((record, alias), "")] if told else [])])
    return table([*heads, *(["Läses i"] if told else [])], rows)


def _value(info: FieldInfo, links: Mapping[type[Record], str]) -> str:
    whole = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    said = _said(whole, links)
    if info.default in (None, ()) or info.is_required() or isinstance(info.default, BaseModel | dict):
        return said
    default = {True: "ja", False: "nej"}.get(info.default, str(info.default))
    return f"{said}; utan uppgift `{default}`"


def _said(kind: Any, links: Mapping[type[Record], str]) -> str:
    """Return in Swedish what can be written for a type."""
    bare, marks = unmarked(kind)
    if scalar := next((mark for mark in marks if isinstance(mark, Scalar)), None):
        return _scalar(scalar)
    if any(getattr(mark, "func", None) is kinds.parse_id for mark in marks):
        return "id: a–z, siffror och bindestreck"
    if get_origin(bare) is Literal:
        return _choice(get_args(bare))
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        held = next(held_records(inner), None)
        if held:
            return f"lista, se {_link(links[held])}"
        word = _said(inner, links)
        return "en text, eller en lista med texter" if word == "text" else f"lista med {word}"
    if get_origin(bare) is dict:
        name, value = get_args(bare)
        return _keys(name, value, links)
    if isinstance(bare, type) and issubclass(bare, Record):
        return f"nycklar, se {_link(links[bare])}"
    return "text"


def _scalar(scalar: Scalar) -> str:
    if scalar.parse is kinds.parse_yes_no:
        return "`ja` eller `nej`"
    word = WORDS.get(scalar.parse)
    return f"{word}, till exempel `{scalar.example}`" if word else f"till exempel `{scalar.example}`"


def _choice(values: tuple[str, ...]) -> str:
    marked = [f"`{value}`" for value in values]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + f" eller {marked[-1]}"


def _keys(name: Any, value: Any, links: Mapping[type[Record], str]) -> str:
    if get_origin(name) is Literal:
        return f"nycklar bland {', '.join(f'`{word}`' for word in get_args(name))}; värde {_said(value, links)}"
    return "ett id per post, och indraget under det nycklar"


def _link(title: str) -> str:
    return f"[{title}](#{_anchor(title)})"


def _anchor(title: str) -> str:
    """Return the anchor that Markdown viewers make of a heading."""
    return "".join(char for char in title.lower().replace(" ", "-") if char.isalnum() or char in "-_")


def subject_list() -> str:
    """Return the subjects of the law library as Markdown."""
    library = load_library()
    rows = []
    for subject in sorted(library.subjects, key=lambda subject: subject.name.casefold()):
        found = [
            (act.period.first, Reference(act, provision))
            for act in library.acts
            for provision in act.provisions
            if subject.id in provision.subjects
        ]
        places = "<br>".join(_dated(reference) for _, reference in sorted(found, key=_oldest))
        rows.append(f"| {subject.name} | {places} |\n")
    return SUBJECTS_INTRO + "".join(rows)


def _oldest(pair: tuple[date, Reference]) -> tuple[date, str, str]:
    return pair[1].provision.period.first, pair[1].act.number, pair[1].provision.lagrum


def _dated(reference: Reference) -> str:
    return f"{reference.text}, {_span(reference.provision)}".replace("\u00a0", " ")


def _span(provision: Provision) -> str:
    first, last = provision.period.first, provision.period.last
    return f"{first}–{last}" if last else f"från {first}"


def main(root: Path) -> None:
    """Write every generated file under a project's root."""
    for name, made in outputs().items():
        path, text = root / name, made(root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
