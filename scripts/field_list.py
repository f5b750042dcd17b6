"""The list of all keys of the files that people write, as Markdown, for the handbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from iopdocs.library.clauses import Clause
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.library.document_types import Description
from iopdocs.library.first_questions import Beginning
from iopdocs.library.sentences import SentenceFile
from iopdocs.model import Agreement, Settings, lengths
from iopdocs.model import scalars as kinds
from iopdocs.model.base import Record
from iopdocs.model.frames import GAP, sentences_of
from iopdocs.model.paths import Key, held_records, records, unmarked
from iopdocs.model.scalars import Scalar
from iopdocs.swedish import clock, dates, euro, numbers, percent
from scripts.frames import frames
from scripts.keys import aliases, key_paths, readers, unread
from scripts.word_list import table

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
