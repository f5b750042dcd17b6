"""The agreements of a renewal in a table, in order of the day when the old ones end: what a boss reads first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs.conversion.tables import Cell as TableCell
from iopdocs.conversion.tables import Table, write_table
from iopdocs.economy import in_words
from iopdocs.renewal.first_page import known_sums
from iopdocs.renewal.run import Renewed, Window
from iopdocs.swedish import lists, money
from iopdocs.visible import markdown

# Over the whole period, which may be longer or shorter than the one before.
_AMOUNTS = ("Kronor förut, i allt", "Kronor nu, i allt")
_HEAD = ("Avtal", "Parter", "Slutar", "Ny avtalstid", *_AMOUNTS, "Att besluta", "Varningar")
_COLUMNS = (
    ("Avtal", 32), ("Parter", 44), ("Slutar", 12), ("Läge", 10), ("Nytt avtal", 32), ("Från", 12), ("Till", 12),
    ("Längd förut", 12), ("Längd nu", 12),
    *((name, 16) for name in _AMOUNTS), ("Att besluta", 60), ("Varningar", 60), ("Fel", 60), ("Fil", 40),
)  # fmt: skip
_ASKED = (
    ("Avtal", 32), ("Slutar", 12), ("Nytt avtal", 32), ("Uppgift", 36), ("Fråga", 80), ("Att välja på", 60),
    ("Beslutat", 30),
)  # fmt: skip


def at_a_glance(drafted: Sequence[Renewed]) -> Iterator[str]:
    """Yield the table as Markdown, with the sums below; nothing when nothing was drafted.

    The money is what each agreement comes to over its whole period. A sum is of the agreements whose amounts are known
    both then and now, so that the two can be compared; it says how many those are when they are not all.
    """
    if not drafted:
        return
    yield from ("", "## I korthet", "", _line(_HEAD), _line(["---"] * len(_HEAD)).replace(" ", ""))
    yield from (_line(_cells(one)) for one in _in_order(drafted))
    decisions, warnings = (sum(map(len, column)) for column in zip(*map(_told, drafted), strict=True))
    sums = (*_sums(drafted), f"**{decisions}**", f"**{warnings}**")
    yield _line([f"**Summa: {len(drafted)} avtal**", "", "", "", *sums])


def _cells(one: Renewed) -> Sequence[str]:
    start, end = one.period or (None, None)
    parties = markdown(lists.format(one.parties)) if one.parties else "–"
    amounts = (markdown(in_words(cell)) for cell in one.amounts)
    told = (str(len(notes)) for notes in _told(one))
    before, now = one.lengths
    longer = f" ({now}, förut {before})" if before != now and all(one.lengths) else ""
    period = f"{start or '…'} – {end or '…'}{longer}"
    return [markdown(one.agreement), parties, str(one.ended or "–"), period, *amounts, *told]


def write_at_a_glance(path: Path, results: Sequence[Renewed], window: Window) -> None:
    """Write the agreements as a table for Excel or as CSV, those that could not be renewed too.

    Raises OutputBlocked, and ConversionFailed where the extra for Excel is missing.
    """
    rows = tuple(map(_row, _in_order(results)))
    asked = Table("renew", "Att besluta", window.on, _ASKED, tuple(_questions(results)))
    write_table(path, Table("renew", "Förnyelse", window.on, _COLUMNS, rows, (asked,)))


def _questions(results: Sequence[Renewed]) -> Iterator[tuple[TableCell, ...]]:
    """Yield each thing to decide, to sort and to tick: what the question lists is a row for each thing."""
    for one in _in_order(results):
        for asked in one.notes.decisions:
            texts = [f"Avtalet säger inget om {part}." for part in asked.parts] or [asked.question]
            choices = "\n".join(filter(None, asked.choices))
            yield from ((one.agreement, one.ended, one.successor, asked.where, text, choices, "") for text in texts)


def _row(one: Renewed) -> tuple[TableCell, ...]:
    start, end = one.period or (None, None)
    decisions = "\n".join(decision.question for decision in one.notes.decisions)
    faults = "\n".join(problem.sentence for problem in one.problems)
    parties = lists.format(one.parties) if one.parties else ""
    then, now = (cell[0] if cell[0] is not None else in_words(cell) for cell in one.amounts)
    return (
        one.agreement, parties, one.ended, one.state, one.successor, start, end, *one.lengths, then, now, decisions,
        "\n".join(one.notes.warnings), faults, one.file,
    )  # fmt: skip


def _in_order(results: Sequence[Renewed]) -> list[Renewed]:
    return sorted(results, key=lambda one: (one.ended or date.max, one.agreement))


def _told(one: Renewed) -> tuple[Sequence[object], Sequence[object]]:
    return one.notes.decisions, one.notes.warnings


def _sums(drafted: Sequence[Renewed]) -> tuple[str, str]:
    count, *sums = known_sums(drafted)
    if not count:
        return "okänt", "okänt"
    note = "" if count == len(drafted) else f" ({count} av {len(drafted)} avtal)"
    then, now = (markdown(money.format(one)) for one in sums)
    return f"**{then}**{note}", f"**{now}**{note}"


def _line(cells: Sequence[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"
