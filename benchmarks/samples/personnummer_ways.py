"""Ways to write a personnummer, and other numbers that look like one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from stdnum import luhn

#: ``{c}`` is the century, ``{b}`` the birth in six digits, ``{y}-{m}-{d}`` its parts, ``{l}`` the last four.
WAYS = [
    *["{b}-{l}", "{c}{b}-{l}", "{b}{l}", "{c}{b}{l}", "{b} {l}", "{c}{b} {l}", "{b}+{l}", "{b}–{l}", "{b} - {l}"],
    *["{b}- {l}", "{b}.{l}", "{b}/{l}", "{b}_{l}", "{b}--{l}", "{b} ({l})", "{b}({l})", "({b}) {l}", "({b}) ({l})"],
    *["{b}:{l}", "{b}*{l}", "{b}, {l}", "{b}\u00a0{l}", "{b}\n{l}", "{b}\u2011{l}", "{b}−{l}", "{y} {m} {d}-{l}"],
    *["{y}-{m}-{d}-{l}", "{y}.{m}.{d}-{l}"],
    *["{c}{y}-{m}-{d}-{l}", "{c}{y}-{m}-{d} {l}", "{c}{y}.{m}.{d}-{l}", "{c}{y} {m} {d} {l}", "{c}{y} {m} {d}-{l}"],
    *["pnr {b}-{l}", "Personnummer: {b}{l}", "personnr {b} {l}", "född {b}-{l}", "{c}{y}-{m}{d}-{l}", "id {b}-{l}"],
    *["personnummer är {b}-{l}", "{c}{b} - {l}", "{b} – {l}", "{b} / {l}", "{b}. {l}", "[{b}-{l}]", "{b}-{l}."],
    *["{c}{b}/{l}", "{y} {m} {d} {l}", "{y}/{m}/{d}-{l}", "{c}{y}/{m}/{d}-{l}", "{c}{y}-{m}-{d} ({l})"],
    *["{b}\t{l}", "{b}  {l}", "{b};{l}", "PNR:{b}{l}", "p-nr {b}{l}", "samordningsnummer {b}-{l}"],
    *["{b}, fyra sista {l}", "pnr {b} sista fyra {l}", "född {b}, med de fyra sista {l}", "{y}{m} {d} {l}"],
    *["{b}–\u2009{l}", "{b}|{l}", "{c}{b}\u200b-{l}", "{b}~{l}"],
]  # fmt: skip
#: The check digit is wrong by one.
SLIPS = ["{b}-{l}", "{b}–{l}", "personnummer {b}{l}", "pnr {b}/{l}", "född {c}{b}-{l}", "Anna Ek, {c}{b}-{l}"]
AROUND = ["{}", "Medlemmen {} deltog.", "Se {}, tack.", "({})", "Anna Ek ({}) och barnen", "Elev: {}."]

#: Other numbers: ``{d}`` is a day of this century as eight digits, ``{D}`` with hyphens, ``{n}`` four digits.
OTHERS = [
    *["Dnr {d}-{n}", "dnr SN {D}-{n}", "Ärende {d}-{n} avslutas.", "Diarienummer: {d}-{n}", "KS-{d}-{n}"],
    *["Fakturanr {d}-{n}", "Beslut {D} ({n})", "Protokoll {d}-{n}-1", "Avtal nr {d}-{n}", "Möte {D} {y}"],
    *["{D} {n} kronor", "OCR {o}", "OCR-nummer: {o}", "Faktura {d}{n}"],
    *["Den {D} 1730–1900 hålls mötet.", "Referens: {d}{n}", "Order {d}-{n}", "Version {D}-{n}", "Handling {d}-{n}/2"],
    *["A{d}-{n}", "IOP/{d}-{n}", "Löpnummer {d}-{n}", "Projekt {D}-{n}", "Upphandling {d}-{n}", "akt {d}-{n}"],
    *["Från {D} till {D}.", "Ring 08-{n} {n}", "Utbetalas {D}, {n} kronor", "Bankgiro {n}-{n}", "({D}, {n} personer)"],
    *["Ärendenr {d}-{n}", "ref. {d}-{n}", "Inköp {d}-{n}", "Beställning {d}-{n}", "SN/{d}-{n}", "BUN {d}-{n}"],
    *["V{d}-{n}", "Uppdaterad {D} 1415", "Senast ändrad {D}, {n}", "{D} – {n} sidor", "{D}: {n} kronor"],
    *["Fil_{d}-{n}.pdf", "{d}_{n}", "Protokollsnr {d}-{n}", "Akt nr {d}-{n}", "dnr {d}{n}", "Löpnr {d}-{n}"],
    *["Kontoutdrag {d}-{n}"],
]  # fmt: skip
#: The same with nothing that says what they are: a personnummer of a child is written so, too.
BARE = ["{d}-{n}", "{D}-{n}", "Se {d}-{n}.", "{d}{n}", "Betala med {o}", "Kundnummer {o}"]


def _born(chance: random.Random) -> date:
    return date(1920, 1, 1) + timedelta(days=chance.randrange(38_000))


def _valid(born: date, chance: random.Random) -> str:
    body = f"{born:%y%m%d}{chance.randrange(1, 1000):03}"
    return body + luhn.calc_check_digit(body)


def written(ways: list[str], around: list[str], count: int, *, wrong: bool = False, seed: int = 1) -> Iterator[str]:
    """Personnummer of people of all ages in each way and sentence, ``count`` of each way."""
    chance = random.Random(seed)  # noqa: S311
    for way in ways:
        for _ in range(count):
            born = _born(chance)
            digits = _valid(born, chance)
            last = digits[6:9] + str((int(digits[9]) + wrong) % 10)
            parts = {"c": f"{born:%Y}"[:2], "b": digits[:6], "y": digits[:2], "m": digits[2:4], "d": digits[4:6]}
            yield chance.choice(around).format(way.format(**parts, l=last))


def numbered(ways: list[str], count: int, seed: int = 2) -> Iterator[str]:
    """Other numbers, with days of this century; OCR numbers end in a check digit of the same kind."""
    chance = random.Random(seed)  # noqa: S311
    for way in ways:
        for _ in range(count):
            day = date(2019, 1, 1) + timedelta(days=chance.randrange(4_000))
            running = chance.randrange(1, 1500) if chance.random() < 0.7 else chance.randrange(10_000)
            body = f"{chance.randrange(10**9):09}"
            parts = {"d": f"{day:%Y%m%d}", "D": day.isoformat(), "y": day.year, "n": f"{running:04}"}
            yield way.format(**parts, o=body + luhn.calc_check_digit(body))
