"""An agreement in Word written for a test, and what is read in it."""

from __future__ import annotations

from benchmarks.samples.word_texts import word_file
from iopdocs.importing.proposal import FactOffer, WordReading
from iopdocs.importing.reader import read
from iopdocs.laws.library import load_library
from iopdocs.word.lines import written_lines

OPENING = """# Överenskommelse om idéburet offentligt partnerskap
Mellan Exempelby kommun, org.nr 299999-0001, nedan kallad kommunen, och Exempelföreningen, org.nr 899999-0040, nedan
kallad föreningen.
""".replace("nedan\nkallad", "nedan kallad")


def reading(text: str) -> WordReading:
    return read_bytes(word_file(OPENING + text))


def read_bytes(data: bytes) -> WordReading:
    return read(written_lines(data, "avtal.docx"), load_library())


def told(found: WordReading) -> dict[str, str]:
    return {one.key: one.value for one in found.proposals}


def the(found: WordReading, key: str) -> FactOffer:
    return next(one for one in found.proposals if one.key == key)
