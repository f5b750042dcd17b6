"""Judges a document by its data: nothing in it but what data, stated arithmetic or fixed text gives; no loose end.

The text is read by ``benchmarks.samples.reader``, which knows nothing of this program, and held against the data as it
was typed. What may stand there besides: what ``economy`` and ``deadlines`` work out, by value; the words and numbers of
templates, clauses and messages; the years of the period and the numbers that count things.

A loose end is what a sentence leaves when a fact is taken out of it: empty brackets, a line that ends in *till* or
*från*, a colon or a heading with nothing under it, a total that is not the sum above it, a nought that nobody stated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from benchmarks import ROOT
from benchmarks.invented import amounts_worked_out, days_worked_out
from benchmarks.samples import reader
from benchmarks.samples.documents import text_of
from iopdocs.model import Agreement
from iopdocs.reading import parse_source

_MARKED = re.compile(r"\[(?:kontrollera|saknas)[^\]]*\]")
_CLOCK = re.compile(r"(?<![\d.,])(\d{1,2})[.:](\d\d)(?![\d.,:])")
_HYPHENED = re.compile(r"\+?\d[\d ]*-\d[\d \-]*\d(?!\d)")
#: The number of an act, which its name brings along.
_ACT = re.compile(r"\((?:[A-ZÅÄÖ-]+ )?(?:19|20)\d\d:\d+\)|\(EU\) (?:nr )?\d+/\d+")
_REFERENCE = re.compile(r"\d+(?: [a-z])? kap\.(?: \d+(?: [a-z])? §)?|\d+(?: [a-z])? §|artikel \d+(?:\.\d+)?")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LARGE = re.compile(r"\d+(?:,\d+)? (?:miljoner|miljon|tusen|mkr|tkr)\b")
_ADDRESS = re.compile(r"[^\s@:,()]+@[^\s@,()]+|https?://[^\s,()]+")
_MILLION = Decimal(1_000_000)
_DIGITS = re.compile(r"\d+")
#: What a sentence does not end with, unless somebody wrote it so.
_OPEN = re.compile(
    r"\b(att|till|av|med|från|och|samt|per|ska|är|som|enligt|mellan|hos|vid|senast|inom|med den|från den|mot)"
    r"[ .:,;]*$"
)
_EMPTY = re.compile(r"\(\s*\)|\(\s*,|,\s*\)|”\s*”|(?<!\.)\.\s+\.(?!\.)|,\s*[.;]|:\s*[.,;]|;\s*[.,]|\s[,;](?=\s|$)")


@dataclass(frozen=True)
class Given:
    """What the data of an agreement holds, as it was typed."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, data: Any) -> Given:
        """Read every value of the data."""
        return cls(tuple(_leaves(data)))

    def numbers(self) -> set[str]:
        """Return every number that stands in the data, and the parts of those that are put together."""
        whole = {number for text in self.texts for number in reader.numbers(text)}
        return whole | {part.lstrip("0") or "0" for text in self.texts for part in _DIGITS.findall(text)}

    def joined(self) -> set[str]:
        """Return the digits of each value, put together: telephone, organisation and giro numbers."""
        return {re.sub(r"^(46|0046)", "0", re.sub(r"\D", "", text)) for text in self.texts}

    def words(self) -> set[str]:
        """Return every word."""
        return _words("\n".join(self.texts))

    def ends(self, words: str) -> bool:
        """Whether a value, or a line of one, ends with these words."""
        every = (reader.flat(line).casefold().rstrip(" .:,;") for text in self.texts for line in text.splitlines())
        return any(one.endswith(words.casefold().strip()) for one in every)

    @property
    def all(self) -> str:
        """Return all of it as one text."""
        return reader.flat("\n".join(self.texts)).casefold()


def _leaves(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for inner in node.values():
            yield from _leaves(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _leaves(inner)
    elif node is not None:
        yield str(node)


def faults(data: dict[str, Any], agreement: Agreement, document: bytes, day: date) -> list[str]:
    """Return what is wrong in a document that was made of the data as of a day."""
    given = Given.of(data)
    text = "\n".join(map(reader.flat, _MARKED.sub(" ", text_of(document)).splitlines()))
    return [
        *unsaid(given, agreement, text, day),
        *_loose(given, reader.lines(document)),
        *_sums(reader.tables(document), given),
    ]


def unsaid(given: Given, agreement: Agreement, text: str, day: date) -> Iterator[str]:
    """Yield what stands in a text and follows neither from the data nor from fixed text."""
    amounts = set(amounts_worked_out(agreement, day)) | {Decimal(0)}
    stated = {amount for one in given.texts for amount in _as_amounts(one)}
    for amount in reader.amounts(text):
        if amount not in amounts | stated:
            yield f"amount {amount}"
        elif amount == 0 and amount not in stated:
            yield "amount 0 that nobody stated"
    for found in _LARGE.finditer(text):
        if found[0].casefold() not in given.all:
            yield f"amount {found[0]}"
    yield from (f"address {one}" for one in _ADDRESS.findall(text) if one.casefold().rstrip(".") not in given.all)
    known_days = {one for one in days_worked_out(agreement, day) if one}
    known_days |= {one for text in given.texts for one in reader.days(text)}
    yield from (f"day {one}" for one in reader.days(text) if one not in known_days)
    parts = {(one.day, one.month) for one in known_days} | {one for t in given.texts for one in reader.dates(t)}
    yield from (f"day {one[0]} of month {one[1]}" for one in reader.dates(text) if one not in parts)
    months = {(one.month, one.year) for one in known_days} | {one for t in given.texts for one in reader.months(t)}
    yield from (f"month {one[0]} of {one[1]}" for one in reader.months(text) if one not in months)
    left = re.sub(r"(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)? (?:kronor|kr)\b", " ", text)
    yield from _numbers(given, agreement, left, known_days, amounts)
    known = given.words() | _fixed_words()
    yield from (f"name {one}" for one in reader.names(text) if not _is_known(one.casefold(), known))


def _as_amounts(text: str) -> Iterator[Decimal]:
    yield from reader.amounts(text)
    if re.fullmatch(r"[\d ]+(,\d+)?", plain := reader.flat(text)):
        yield Decimal(plain.replace(" ", "").replace(",", "."))


def _numbers(given: Given, agreement: Agreement, text: str, days: set[date], amounts: set[Decimal]) -> Iterator[str]:
    text = _ACT.sub(" ", text)
    cited = given.numbers() | _fixed_numbers() | _law_numbers()
    text = _REFERENCE.sub(lambda one: " " if set(_DIGITS.findall(one[0])) <= cited else one[0], text)
    joined = given.joined()
    for found in _HYPHENED.findall(text):
        digits = re.sub(r"^(46|0046)", "0", re.sub(r"\D", "", found))
        if digits in joined or any(digits in one for one in joined if len(digits) > 5):
            text = text.replace(found, " ")
    clocks = {(int(hour), minute) for one in given.texts for hour, minute in _CLOCK.findall(one)}
    clocks |= {(int(one), "00") for one in given.numbers() if one.isdigit() and len(one) < 3}
    text = _CLOCK.sub(lambda one: " " if (int(one[1]), one[2]) in clocks else one[0], text)
    known = given.numbers() | _fixed_numbers() | {str(one) for one in _counts(agreement, given)}
    known |= {str(part) for one in days for part in (one.day, one.year)}
    known |= {f"{amount / _MILLION:f}".rstrip("0").rstrip(".").replace(".", ",") for amount in amounts}
    for number in reader.numbers(text):
        parts = {part.lstrip("0") or "0" for part in _DIGITS.findall(number)}
        # 26:1 is two numbers, 2,7 is one.
        if number not in known and ("," in number or not parts <= known):
            yield f"number {number}"
    in_words = {one for value in given.texts for one in reader.in_words(value)} | _fixed_in_words()
    in_words |= {int(one) for one in known if one.isdigit() and len(one) < 3}
    yield from (f"number {one} in words" for one in reader.in_words(text) if one not in in_words)


def _counts(agreement: Agreement, given: Given) -> Iterator[int]:
    """Yield what things are counted by: the first numbers, as many as the longest list, and payments of a year."""
    lists = [len(getattr(agreement, name)) for name in ("annexes", "meetings", "additions", "extensions")]
    lists += [len(meeting.items) for meeting in agreement.meetings]
    payment = agreement.economy.payment if agreement.economy else None
    often = [one.count for one in payment.exceptions if one.count] if payment else []
    often += [payment.count] if payment and payment.count else []
    rule = {"månad": 12, "kvartal": 4, "tertial": 3, "halvår": 2}.get((payment.rule if payment else "") or "", 1)
    yield from range(1, max([1, rule, *lists, *often]) + 1)
    years = [int(one) for one in given.numbers() if re.fullmatch(r"(19|20|21)\d\d", one)]
    if years:
        yield from range(min(years) - 1, max(years) + 2)


def _loose(given: Given, lines: list[reader.Line]) -> Iterator[str]:
    held = given.all
    for line in lines:
        text = reader.flat(line.text)
        ends = _OPEN.search(text)
        if ends and not _leads(line, lines) and not given.ends(text[max(0, ends.start() - 4) : ends.end(1)]):
            yield f"open end: …{text[-60:]}"
        for found in _EMPTY.finditer(text):
            # A mark that is somebody's own may meet one of ours.
            if reader.flat(text[max(0, found.start() - 3) : found.start() + 1]).casefold() not in held:
                yield f"loose mark: …{text[max(0, found.start() - 30) : found.end() + 10]}…"
    for line, after in pairwise([*lines, reader.Line("", "Heading1", False)]):
        text = reader.flat(line.text)
        if text.endswith(":") and text.casefold() not in held and after.heading and not line.in_table:
            yield f"nothing after: {text[-60:]}"
        named = {text.casefold() in held, reader.flat(after.text).casefold() in held and bool(after.text)}
        if line.heading and 0 < after.heading <= line.heading and True not in named:
            yield f"empty section: {text}"


def _leads(line: reader.Line, lines: list[reader.Line]) -> bool:
    """Whether it is a heading, a member of a list, or what a list or a table follows."""
    if line.listed or line.heading:
        return True
    place = next(number for number, one in enumerate(lines) if one is line)
    return place + 1 < len(lines) and (lines[place + 1].listed or lines[place + 1].in_table)


def _sums(tables: list[list[list[str]]], given: Given) -> Iterator[str]:
    """Hold each total against what is above it in its column."""
    for rows in tables:
        for number, row in enumerate(rows):
            if number and row[0].casefold().startswith("totalt"):
                above = [list(reader.amounts(one[-1])) for one in rows[1:number]]
                total = list(reader.amounts(row[-1]))
                if all(above) and total and sum(one[0] for one in above) != total[0]:
                    yield f"total {total[0]} is not the sum above it"
                if not all(above) and total and total[0] not in {a for one in given.texts for a in _as_amounts(one)}:
                    yield f"total {total[0]} of what is not known"


def _is_known(word: str, known: set[str]) -> bool:
    return word in known or any(word.removesuffix(ending) in known for ending in ("s", "n", "en", "et", "t", "na"))


def _words(text: str) -> set[str]:
    found = {word.casefold() for word in reader.WORDS.findall(reader.flat(text))}
    return found | {part for word in found for part in re.split("[-'’]", word)}


@cache
def _by_hand() -> str:
    """Return what lawyers and communicators wrote to be printed: templates, clauses, headings and sentences."""
    texts = [text_of(one.read_bytes()) for one in sorted((ROOT / "templates").rglob("*.docx"))]
    for one in sorted((ROOT / "templates").rglob("*.yaml")):
        texts += _printed(parse_source(one.read_text(encoding="utf-8"), one.name)[0].data)
    return _TAG.sub(" ", "\n".join(texts))


def _printed(node: Any) -> Iterator[str]:
    """Yield what a clause or a description of a document type has to print."""
    if isinstance(node, dict):
        yield from (str(node[key]) for key in ("text", "rubrik", "titel", "namn") if isinstance(node.get(key), str))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _printed(inner)


@cache
def _fixed_words() -> set[str]:
    """Return the words of the fixed text, and of all that the program itself can say."""
    said = [
        node.value
        for path in sorted((ROOT / "iopdocs").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    acts = [one.read_text(encoding="utf-8") for one in sorted((ROOT / "iopdocs" / "laws").rglob("*.yaml"))]
    return _words("\n".join([_by_hand(), *acts, *said]))


@cache
def _fixed_numbers() -> set[str]:
    """Return the numbers of what lawyers wrote: clauses, descriptions and templates."""
    return {part.lstrip("0") or "0" for part in _DIGITS.findall(_by_hand())}


@cache
def _law_numbers() -> set[str]:
    """Return the numbers of the provisions that clauses name by their subject."""
    acts = sorted((ROOT / "iopdocs" / "laws" / "acts").glob("*.yaml"))
    return {part for one in acts for part in _DIGITS.findall(one.read_text(encoding="utf-8"))}


@cache
def _fixed_in_words() -> set[int]:
    return set(reader.in_words(_by_hand()))
