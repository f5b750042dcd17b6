"""``iopdocs explain``: where each paragraph of a document comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import completion, show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Command, one_line, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.origins import KeyOrigin, ParagraphOrigins

#: Of the keys that are not written, and of those that a rule reads, the first ones tell what they are about.
SHOWN_KEYS = 5
#: How much of a value is shown: so much that it is known again.
LONGEST = 60


@click.command(cls=Command, short_help="Visa var varje stycke i ett dokument kommer ifrån.")
@FILES
@ROOT
@ON
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="TYP",
    shell_complete=completion.document_types,
    help="Bara den dokumenttypen; kan upprepas.",
)
@click.option("--find", callback=one_line, metavar="ORD", help="Bara de stycken som har de orden i följd.")
@click.option("--all", "whole", is_flag=True, help="Visa också fast text i mallen, och alla nycklar som styr.")
@JSON
def explain(
    files: tuple[Path, ...],
    root: Path | None,
    day: date,
    documents: tuple[str, ...],
    find: str | None,
    whole: bool,
    answering: Answering | None,
) -> Exit:
    """Visa var varje stycke kommer ifrån: nyckel och rad i avtalets fil, klausul, mening, lagrum eller regel.

    Inga filer skrivs. Dokumentet är det utkast som iopdocs render skulle göra. Skyddade uppgifter visas aldrig.

    \b
    Exempel:
      iopdocs explain agreements/exempel.yaml --document overenskommelse
      iopdocs explain agreements/exempel.yaml --find "sex månaders uppsägningstid"
    """
    from iopdocs.usecases import explain as usecase

    found = usecase.explain(opened(files, root), files, day, documents, find or "")
    code = Exit.PROBLEMS if found.problems else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    for one in found.documents:
        show.line(f"{one.stem} av {one.file}", bold=True)
        shown = [paragraph for paragraph in one.paragraphs if whole or find or not paragraph.fixed]
        for paragraph in shown:
            _show(paragraph, one.file, whole=whole)
        if left := len(one.paragraphs) - len(shown):
            show.line()
            show.line(f"{show.several(left, 'stycke', 'stycken')} till är fast text i mallen; --all visar dem.")
        show.line()
    show.problems(found.problems)
    return code


def _show(paragraph: ParagraphOrigins, file: str, *, whole: bool) -> None:
    show.line()
    show.line(paragraph.text, bold=True)
    if paragraph.fixed:
        show.line(f"    fast text i mallen {paragraph.template}")
    for line in _lines(paragraph, file, whole=whole):
        show.line(f"    {line}", hang=6)
    for gap in paragraph.gaps:
        show.line(f"    lucka: {gap.label}", fg="yellow", hang=6)


def _lines(paragraph: ParagraphOrigins, file: str, *, whole: bool) -> Iterator[str]:
    for text in paragraph.texts:
        version = f", lydelse {text.version}" if text.version else ""
        yield f"{text.kind} {text.id}{version} ({text.file})"
    for key in paragraph.printed:
        yield f"{key.where} = {_short(key.value)} ({_place(key, file)})"
    if paragraph.decisive:
        also = "också " if paragraph.printed else ""
        yield f"uträknat {also}av: {_at(paragraph.decisive, file, whole=whole)}"
    if paragraph.weighed:
        yield f"ett villkor läser: {_at(paragraph.weighed, file, whole=whole)}"
    if paragraph.unwritten:
        yield f"läses, men står inte i filen: {_some(paragraph.unwritten, whole=whole)}"
    for law in paragraph.laws:
        yield f"lag: {law.text}, som den gällde {law.day}" if law.day else f"lag: {law.text}"
    for rule in paragraph.rules:
        yield f"uträknat: {rule.about}" + (f" – av {_listed(rule.keys, whole=whole)}" if rule.keys else "")
    if whole:
        yield from (f"mall: {paragraph.template}, {place}" for place in paragraph.places)
        if paragraph.steering:
            yield f"kan också påverkas av: {_some(paragraph.steering, whole=True)}"


def _place(key: KeyOrigin, file: str) -> str:
    return f"rad {key.line}" if key.file == file else f"{key.file}:{key.line}"


def _at(keys: Sequence[KeyOrigin], file: str, *, whole: bool) -> str:
    return _listed([f"{key.where} ({_place(key, file)})" for key in keys], whole=whole)


def _some(keys: Sequence[KeyOrigin], *, whole: bool) -> str:
    return _listed([one.where for one in keys], whole=whole)


def _listed(names: Sequence[str], *, whole: bool) -> str:
    some = names if whole else names[:SHOWN_KEYS]
    more = f" och {len(names) - len(some)} till" if len(names) > len(some) else ""
    return ", ".join(some) + more


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
