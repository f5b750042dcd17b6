"""The portfolio: all agreements in one table with parties, period, money and what comes next, and what they sum to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from iopdocs.conversion.tables import Cell as TableCell
from iopdocs.conversion.tables import Table, as_csv
from iopdocs.economy import NOTHING, Cell, budget
from iopdocs.economy import in_words as amount_in_words
from iopdocs.errors import Problem
from iopdocs.overview import Entry, Overview, Row, Urgency, calendar_file, in_words, page, rows
from iopdocs.swedish import dates, lists, money
from iopdocs.swedish.characters import plain
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.status import status, status_to_leave
from iopdocs.workspace import Workspace

__all__ = ["Portfolio", "PortfolioRow", "Sums", "Urgency", "portfolio", "portfolio_to_leave"]

_NO_MONEY = "inga pengar"
_COLUMNS = (
    ("Avtal", 32), ("Namn", 40), ("Parter", 40), ("Läge", 14), ("Från", 16), ("Till", 16), ("Belopp i år", 16),
    ("Belopp i allt", 16), ("Nästa dag", 12), ("Vad som händer", 44), ("Saknas", 50), ("Fel", 6), ("Fil", 40),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One agreement. ``key`` is its file's, or empty where that has no page.

    ``this_year`` and ``in_all`` are what stands in the table, ``amount`` what is summed: None when it is not known.
    """

    key: str
    id: str
    name: str
    file: str
    parties: tuple[str, ...]
    state: str
    start: str
    end: str
    this_year: str
    in_all: str
    amount: Decimal | None
    counted: bool
    next: Row | None
    missing: tuple[str, ...]
    faults: int

    @property
    def when(self) -> str:
        """When the next day comes, in words."""
        return in_words(self.next.days) if self.next else "–"

    @property
    def period(self) -> str:
        """The period in words."""
        return f"{self.start} – {self.end}" if self.start or self.end else "okänd"

    @property
    def urgency(self) -> Urgency:
        """How urgent it is; an agreement with no day to watch comes last."""
        return self.next.urgency if self.next else Urgency.LATER

    def is_one(self, which: str) -> bool:
        """Whether the row is one that a filter leaves."""
        found = {"nära": self.urgency < Urgency.LATER, "saknas": bool(self.missing), "fel": self.faults > 0}
        return found.get(which, True)

    def says(self, words: str) -> bool:
        """Whether every word of a search stands somewhere in the row."""
        text = " ".join((self.id, self.name, self.file, *self.parties, self.state)).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Sums:
    """What the agreements that run come to this year: those with an exact amount, and how many there is none of."""

    amount: Decimal
    counted: int
    unknown: tuple[PortfolioRow, ...]

    @property
    def text(self) -> str:
        """The sum in kronor."""
        return money.format(self.amount)


@dataclass(frozen=True)
class Portfolio:
    """All agreements as of a day, the most urgent first, and what keeps the table from being whole."""

    day: date
    rows: tuple[PortfolioRow, ...]
    unreadable: tuple[str, ...]
    problems: tuple[Problem, ...]

    def chosen(self, words: str = "", state: str = "", which: str = "") -> list[PortfolioRow]:
        """Return the rows that a search and filters leave; ``which`` is nära, saknas, fel or empty for all."""
        rows = (row for row in self.rows if row.says(words) and state in ("", row.state))
        return [row for row in rows if row.is_one(which)]

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

    def as_csv(self) -> bytes:
        """Return the table as CSV for Excel in Swedish."""
        return as_csv(Table("portfolio", "IOP-avtal", self.day, _COLUMNS, tuple(map(_cells, self.rows))))


def _cells(row: PortfolioRow) -> tuple[TableCell, ...]:
    following = row.next.day if row.next else None
    texts = (row.start, row.end, row.this_year, row.in_all)
    start, end, this_year, in_all = map(plain, texts)
    return (
        row.id, row.name, lists.format(row.parties) if row.parties else "", row.state, start, end, this_year, in_all,
        following, row.next.what if row.next else "", "; ".join(row.missing), row.faults, row.file,
    )  # fmt: skip


def portfolio(desk: Desk, day: date) -> Portfolio:
    """Return the agreements as this machine's screen shows them. Raises IopdocsError, also when there are none."""
    workspace = desk.workspace
    standing = status(workspace, (), day)
    return _made(desk, workspace, standing.overview, standing.problems)


@dataclass(frozen=True)
class PortfolioToLeave:
    """The same with nothing in it that may give something protected away; also as a calendar and as a timeline."""

    table: Portfolio
    calendar: bytes
    timeline: bytes


def portfolio_to_leave(desk: Desk, day: date) -> PortfolioToLeave:
    """Return what may leave this machine, in a calendar, on paper or as a table. Raises IopdocsError."""
    workspace = desk.workspace
    standing = status_to_leave(workspace, (), day)
    table = _made(desk, workspace, standing.overview, standing.problems)
    return PortfolioToLeave(table, calendar_file(standing.overview), page(standing.overview))


def _made(desk: Desk, workspace: Workspace, overview: Overview, problems: Iterable[Problem]) -> Portfolio:
    first: dict[str, Row] = {}
    for row in rows(overview):
        first.setdefault(row.entry.file, row)
    keys = _keys(desk, workspace)
    made = [_row(entry, first.get(entry.file), keys, workspace, overview.day) for entry in overview.entries]
    made.sort(key=lambda row: (row.urgency, row.next.day or date.max if row.next else date.max, row.id))
    return Portfolio(overview.day, tuple(made), overview.unreadable, tuple(problems))


def _keys(desk: Desk, workspace: Workspace) -> Mapping[str, str]:
    """Return the key of each file by what it is called; none where two are called the same."""
    found: dict[str, list[str]] = {}
    for key, path in desk.files().items():
        found.setdefault(workspace.named(path), []).append(key)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


def _row(entry: Entry, following: Row | None, keys: Mapping[str, str], workspace: Workspace, day: date) -> PortfolioRow:
    masked = workspace.watch.guard.masked
    start, end = entry.term_in_words or (_day(entry.start), _day(entry.period.end) or _open_ended(entry))
    cell, this_year, in_all = _money(entry, day)
    return PortfolioRow(
        key=keys.get(entry.file, ""),
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
        counted=entry.state.value in ("gäller", "gäller tills vidare"),
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

    By the period that stands; one that runs until further notice is reckoned to the end of the year.
    """
    economy, term = entry.agreement.economy, entry.agreement.term
    if economy is not None and economy.none:
        return (Decimal(0), None), _NO_MONEY, _NO_MONEY
    open_ended = bool(term and term.open_ended and not entry.period.end)
    until = date(day.year, 12, 31) if open_ended else entry.period.end if entry.period.number else None
    made = budget(entry.agreement.as_extended(day), until)
    year = next((one for one in made.years if one.year == day.year), None)
    cell = (year.amount, year.instead) if year else NOTHING
    in_all = "–" if open_ended else amount_in_words((made.total, made.instead.total))
    return cell, amount_in_words(cell) if year or not made.years else "–", in_all
