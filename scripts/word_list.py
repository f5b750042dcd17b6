"""The handbook's list of the words of templates and clauses, made from where they are declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iopdocs.model.base import Record
from iopdocs.templating.kinds import (
    Kinds,
    ListOf,
    OfFacts,
    OfFunction,
    OfRecord,
    OneOf,
    Single,
    facts_by_kind,
    help_of,
    kinds_of,
)
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.values import Facts
from iopdocs.vocabulary.lookover import declared_lexicon
from iopdocs.vocabulary.words import EXTRAS, WORDS

INTRO = """\
# Ord i mallarna

Det här kan skrivas inom klamrar i en Word-mall och i en klausul. Handboken berättar [hur taggar
skrivs](mallar.md) och vilka [filter](filter.md) som finns.

`avtal` är hela filen, med samma nycklar som i [fältlistan](../falt.md): `avtal.målgrupp.åldrar`. De övriga orden är
genvägar, eller räknas ut. Efter ett ord eller en nyckel som är en post skrivs punkt och en av postens nycklar:
`avsändare.namn`. En lista gås igenom med `for`, och ett val frågas efter med namn: `läge.beslutat`,
`avtal.status.beslutat`. Det som saknas är en lucka när det skrivs ut, och nej i en `if`.

Ord som inte står här vägras när mallen eller klausulen läses, i alla dess grenar: `iopdocs check` säger vilka, och vad
som troligen menades.

Listan är gjord ur programmet med `python -m scripts.generated` och ska inte ändras för hand.

"""
Titles = Mapping[type[Any], str]
_HEADS = ("Ord", "Är", "Typ")


def word_list() -> str:
    """Return the list as Markdown: the words, what is worked out, and the records with their keys."""
    lexicon = declared_lexicon()
    facts, records = _met(lexicon)
    titles: dict[type[Any], str] = {**facts, **records}
    parts = [INTRO, "## Orden\n\n", table(_HEADS, _words(lexicon, titles)), "\n## Uträknade uppgifter\n"]
    for kind, path in facts.items():
        parts.append(f"\n### {path}\n\n{table(_HEADS, _facts(kind, titles))}")
    parts.append("\n## Poster\n\nNycklarna i avtalets fil, och det som räknas ut för posten (*uträknat*).\n")
    for record, path in records.items():
        parts.append(f"\n### {path}\n\n{table(_HEADS, _record(record, lexicon, titles))}")
    return "".join(parts)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown."""
    lines = [_row(heads), "|" + "---|" * len(heads) + "\n", *map(_row, rows)]
    return "".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _met(lexicon: Lexicon) -> tuple[dict[type[Facts], str], dict[type[Record], str]]:
    """Return the facts and the records that can be met, each with the first path that leads there, words first."""
    facts: dict[type[Facts], str] = {}
    records: dict[type[Record], str] = {}
    left = [(name, kinds) for name, kinds in lexicon.words.items()]
    while left:
        path, kinds = left.pop(0)
        for kind in _single(kinds):
            if isinstance(kind, OfRecord) and kind.record is not Record and kind.record not in records:
                records[kind.record] = path
            elif isinstance(kind, OfFacts) and kind.facts not in facts:
                facts[kind.facts] = path
            else:
                continue
            of_it = {name: lexicon.attribute((kind,), name) or () for name in dict.fromkeys(lexicon.names((kind,)))}
            left += [(f"{path}.{name}", inner) for name, inner in of_it.items()]
    return facts, records


def _single(kinds: Kinds) -> Iterator[object]:
    for kind in kinds:
        if isinstance(kind, ListOf):
            yield from _single(kind.item)
        elif isinstance(kind, OfFunction):
            yield from _single(kind.result)
        else:
            yield kind


def _words(lexicon: Lexicon, titles: Titles) -> list[list[str]]:
    kinds = lexicon.words
    return [[_called(name, kinds[name]), word.about, _said(kinds[name], titles)] for name, word in WORDS.items()]


def _called(name: str, kinds: Kinds) -> str:
    return f"`{name}(…)`" if any(isinstance(kind, OfFunction) for kind in kinds) else f"`{name}`"


def _facts(kind: type[Facts], titles: Titles) -> list[list[str]]:
    helps = help_of(kind)
    return [[f"`.{name}`", helps[name], _said(kinds, titles)] for name, kinds in facts_by_kind(kind).items()]


def _record(record: type[Record], lexicon: Lexicon, titles: Titles) -> list[list[str]]:
    extras = EXTRAS.get(record, {})
    rows = [
        [f"`.{name}`", f"{one.about} (*uträknat*)", _said(kinds_of(one.type), titles)] for name, one in extras.items()
    ]
    for name, info in record.model_fields.items():
        alias = info.alias or name
        if alias not in extras:
            kinds = lexicon.attribute((OfRecord(record),), alias) or ()
            rows.append([f"`.{alias}`", info.description or "", _said(kinds, titles)])
    return rows


def _said(kinds: Kinds, titles: Titles) -> str:
    """Return what a value is, in Swedish, with links to where its own names are listed."""
    return " eller ".join(dict.fromkeys(filter(None, (_said_one(kind, titles) for kind in kinds))))


def _said_one(kind: object, titles: Titles) -> str:
    match kind:
        case Single():
            return kind.called
        case OneOf() as choice:
            return "ett av " + ", ".join(f"`{name}`" for name in choice.names)
        case ListOf(item):
            return f"lista: {_said(item, titles)}"
        case OfFunction(result):
            return _said(result, titles)
        case OfRecord(to) | OfFacts(to) if to in titles:
            return f"[{titles[to]}](#{titles[to].replace('.', '').lower()})"
    return ""
