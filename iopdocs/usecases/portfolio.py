"""The portfolio: all agreements in one table with parties, period, money and what comes next, and what they sum to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from iopdocs.classes import dataclass
from iopdocs.consolidation.sums import standing_sums
from iopdocs.conversion.tables import Cell as TableCell
from iopdocs.conversion.tables import Table, as_csv, as_xlsx
from iopdocs.economy import NOTHING, Cell
from iopdocs.economy import in_words as amount_in_words
from iopdocs.errors import Problem
from iopdocs.overview import Cleared, Entry, Overview, Row, calendar_file, page, rows
from iopdocs.overview.entries import State
from iopdocs.swedish import dates, lists
from iopdocs.swedish.characters import plain
from iopdocs.usecases.desk import Desk, Moment
from iopdocs.usecases.jobs import Job
from iopdocs.usecases.portfolio_rows import InKronor, PortfolioRow, Sums
from iopdocs.usecases.status import status, status_to_leave
from iopdocs.workspace import Workspace

__all__ = [
    "ORDERS",
    "Portfolio",
    "PortfolioRow",
    "Sums",
    "Table",
    "as_csv",
    "as_xlsx",
    "portfolio_to_leave",
    "reading",
]

#: What the table can be sorted by.
ORDERS = ("nästa", "namn", "parter", "slut", "belopp", "läge", "saknas", "fel")
_RUNNING = (State.RUNNING, State.OPEN)
_NO_MONEY = "inga pengar"
_COLUMNS = (
    ("Avtal", 32), ("Namn", 40), ("Parter", 40), ("Läge", 14), ("Från", 16), ("Till", 16), ("Belopp i år", 16),
    ("Belopp i allt", 16), ("Nästa dag", 12), ("Vad som händer", 44), ("Saknas", 50), ("Fel", 6), ("Fil", 40),
)  # fmt: skip


@dataclass(frozen=True)
class Portfolio:
    """All agreements as of a day, the most urgent first, and what keeps the table from being whole."""

    day: date
    rows: tuple[PortfolioRow, ...]
    unreadable: tuple[str, ...]
    problems: tuple[Problem, ...]

    def chosen(
        self, words: str = "", state: str = "", which: str = "", order: str = "", *, backwards: bool = False
    ) -> list[PortfolioRow]:
        """Return the rows that a search and filters leave, in one of the :data:`ORDERS`.

        ``which`` is nära, saknas, fel or empty for all.
        """
        rows = (row for row in self.rows if row.says(words) and state in ("", row.state))
        left = [row for row in rows if row.is_one(which)]
        if order in ORDERS:
            left.sort(key=lambda row: row.by(order))
        return left[::-1] if backwards else left

    @property
    def states(self) -> list[str]:
        """The states that agreements are in, in alphabetical order."""
        return sorted({row.state for row in self.rows})

    def count(self, which: str) -> int:
        """Return how many agreements a filter leaves."""
        return len(self.chosen(which=which))

    @cached_property
    def sums(self) -> Sums:
        """What the agreements that run come to this year."""
        running = [row for row in self.rows if row.counted]
        known = [row.amount for row in running if row.amount is not None]
        return Sums(sum(known, Decimal(0)), len(known), tuple(row for row in running if row.amount is None))

    @property
    def states_in_kronor(self) -> tuple[InKronor, ...]:
        """The agreements by state, the largest sum first, with what they come to this year."""
        found: dict[str, list[PortfolioRow]] = {}
        for row in self.rows:
            found.setdefault(row.state, []).append(row)
        made = (InKronor.of(state, rows) for state, rows in found.items())
        return tuple(sorted(made, key=lambda one: (-one.amount, one.name)))

    def ending(self, year: int) -> list[PortfolioRow]:
        """Return the agreements that run and end in a year."""
        return [row for row in self.rows if row.counted and row.until and row.until.year == year]

    def sheet(self, rows: Iterable[PortfolioRow] | None = None) -> Table:
        """Return the rows, or some of them, as a table for Excel."""
        chosen = self.rows if rows is None else rows
        return Table("portfolio", "IOP-avtal", self.day, _COLUMNS, tuple(map(_cells, chosen)))


def _cells(row: PortfolioRow) -> tuple[TableCell, ...]:
    following = row.next.day if row.next else None
    texts = (row.start, row.end, row.this_year, row.in_all)
    start, end, this_year, in_all = map(plain, texts)
    return (
        row.id, row.name, lists.format(row.parties) if row.parties else "", row.state, start, end, this_year, in_all,
        following, row.next.what if row.next else "", "; ".join(row.missing), row.faults, row.file,
    )  # fmt: skip


def reading(desk: Desk, day: date) -> Job[Portfolio]:
    """Return the work of reading all agreements as this machine's screen shows them; the same work for all who ask.

    What comes of it is kept until a file changes, and then only what rests on that file is worked out anew. Its result
    raises IopdocsError, also when there are no agreements.
    """
    view = desk.view

    def read(job: Job[Portfolio]) -> Portfolio:
        standing = status(view.workspace, (), day, lambda files: job.watched(len(files), files))
        return _made(view, standing.overview, standing.problems)

    with desk.lock:
        known = view.jobs.get(("read", day))
        if known is None or (known.ended and known.troubled and known.told):
            known = view.jobs["read", day] = Job(read)
        return known


@dataclass(frozen=True)
class PortfolioToLeave:
    """The same with nothing in it that may give something protected away; also as a calendar and as a timeline."""

    table: Portfolio
    overview: Cleared

    @property
    def calendar(self) -> bytes:
        """The calendar file."""
        return calendar_file(self.overview)

    @property
    def timeline(self) -> bytes:
        """The timeline, a page that stands by itself."""
        return page(self.overview)


def portfolio_to_leave(desk: Desk, day: date) -> PortfolioToLeave:
    """Return what may leave this machine, in a calendar, on paper or as a table. Raises IopdocsError."""
    view = desk.view
    standing = status_to_leave(view.workspace, (), day)
    return PortfolioToLeave(_made(view, standing.overview, standing.problems), standing.overview)


def _made(view: Moment, overview: Overview, problems: Iterable[Problem]) -> Portfolio:
    first: dict[str, Row] = {}
    for row in rows(overview):
        first.setdefault(row.entry.file, row)
    workspace, keys = view.workspace, view.keys
    made = []
    for entry in overview.entries:
        following, key = first.get(entry.file), keys.get(entry.file, "")
        make = partial(_row, entry, following, key, workspace, overview.day)
        made.append(view.recall.of(("row", entry.file), (entry, following, key, workspace.guarded, overview.day), make))
    made.sort(key=lambda row: row.by("nästa"))
    return Portfolio(overview.day, tuple(made), overview.unreadable, tuple(problems))


def _row(entry: Entry, following: Row | None, key: str, workspace: Workspace, day: date) -> PortfolioRow:
    masked = workspace.watch.guard.masked
    start, end = entry.term_in_words or (_day(entry.start), _day(entry.period.end) or _open_ended(entry))
    cell, this_year, in_all = _money(entry, day)
    return PortfolioRow(
        key=key,
        id=entry.id,
        name=masked(entry.name),
        file=entry.file,
        parties=tuple(masked(party.common_name) for party in entry.agreement.parties if party.common_name),
        state=entry.state.value,
        start=masked(start),
        end=masked(end),
        this_year=masked(this_year),
        in_all=masked(in_all),
        amount=cell[0],
        until=entry.period.end,
        counted=entry.state in _RUNNING,
        next=following,
        missing=entry.missing,
        faults=entry.faults,
    )


def _day(day: date | None) -> str:
    return plain(dates.format(day)) if day else ""


def _open_ended(entry: Entry) -> str:
    term = entry.agreement.term
    return "tills vidare" if term and term.open_ended else ""


def _money(entry: Entry, day: date) -> tuple[Cell, str, str]:
    """Return what an agreement comes to in the year of a day, that in words, and what it comes to in all in words.

    By the period that stands and with the amounts that later documents have changed; one that runs until further
    notice is reckoned to the end of the year.
    """
    economy, term = entry.agreement.economy, entry.agreement.term
    if economy is not None and economy.none:
        return (Decimal(0), None), _NO_MONEY, _NO_MONEY
    open_ended = bool(term and term.open_ended and not entry.period.end)
    until = date(day.year, 12, 31) if open_ended else entry.period.end if entry.period.number else None
    sums = standing_sums(entry.agreement, day, until)
    cell = sums.years.get(day.year, NOTHING)
    in_all = "–" if open_ended else amount_in_words(sums.total)
    return cell, amount_in_words(cell) if day.year in sums.years or not sums.years else "–", in_all
