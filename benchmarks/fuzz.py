"""Spoilt and made-up input to everything that reads: how many inputs, how long, and what crashed (nothing should).

    python -m benchmarks.fuzz --seconds 60 --seed 1

What is read: YAML, ids and file names, citations of law, money, numbers, dates, telephone numbers and the other Swedish
formats, template tags, and Word files with bits changed. A ValueError or a Problem is an answer; anything else, or an
answer that takes more than five seconds, is a failure and is printed with its input. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.figures import write
from iopdocs.errors import InvalidAgreement, IopdocsError
from iopdocs.laws import citation
from iopdocs.laws.library import load_library
from iopdocs.laws.scan import find as find_citations
from iopdocs.model import Agreement
from iopdocs.model import scalars as model_scalars
from iopdocs.reading import build, parse_source
from iopdocs.rendering.sections import compile_text
from iopdocs.rendering.template import prepare
from iopdocs.swedish import (
    bankgiro,
    clock,
    dates,
    diarienummer,
    money,
    numbers,
    orgnr,
    percent,
    personnummer,
    phone,
    plusgiro,
    postnummer,
)

ROOT = Path(__file__).parent.parent
SLOW = 5.0
QUIETLY = settings(
    max_examples=500,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
DAY = date(2024, 3, 1)

_SIGNS = "0123456789 \xa0.,-–−:;§&*'\"{}[]()%/+#!|>?\t\nåäöÅÄÖabkrSLmntp\\_=~<@"
_WORDS = [
    "id:", "parter:", "- ", "kap.", "§", "§§", "st.", "p.", "SoL", "LOU", "OSL", "(2001:453)", "kr", "kronor",
    "mnkr", "miljoner", "januari", "2024-01-31", "den", "ja", "nej", "!!python/object:os.system", "&a", "*a", "---",
    "<<:", "{{", "}}", "{%", "%}", "for", "in", "if", "endfor", "endif", "avtal", ".id", "|versal", "lag(", ")", "_",
    "__class__", "+46", "070", "1e999", "NaN", "Infinity", "\ud800", "\x00", "\u202e", "\ue000", "٣", "²", "½", "Ⅷ",
    "\ufeff", "e\u0301", "9" * 40,
]  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=60),
    st.text(_SIGNS, max_size=80),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(_SIGNS, max_size=4)), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(_SIGNS, max_size=4)), max_size=14).map("".join),
)


def _yaml(text: str) -> None:
    source, problems = parse_source(text, "a.yaml")
    try:
        build(source, problems, Agreement)
    except InvalidAgreement as error:
        for problem in error.problems:
            str(problem)


def _tags(text: str) -> None:
    compile_text(text)
    compile_text("{{ " + text + " }}")


def _word_texts() -> Iterator[tuple[bytes, str]]:
    for path in sorted((ROOT / "templates").glob("*/mall.docx")):
        yield path.read_bytes(), path.name


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    """Return a Word file with some bytes changed, in the package or in one of its members."""
    if chance.random() < 0.5:
        return _bits(chance, data)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as made:
        chosen = chance.choice(archive.namelist())
        for name in archive.namelist():
            blob = archive.read(name)
            made.writestr(name, _bits(chance, blob) if name == chosen else blob)
    return target.getvalue()


def _bits(chance: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if spoilt:
            at = chance.randrange(len(spoilt))
            piece = chance.choice((b"", b"<", b"{{", b"{%", b"&a;", bytes([chance.randrange(256)]), b"\0" * 9))
            spoilt[at : at + chance.choice((1, 1, 5, 40))] = piece
    return bytes(spoilt)


def readers() -> dict[str, Callable[[str], Any]]:
    """Return everything that reads text, by what it reads."""
    laws = load_library()
    return {
        "YAML": _yaml,
        "taggar": _tags,
        "lagrum": citation.parse,
        "lagrum i löpande text": lambda text: list(find_citations(laws.index, text)),
        "lagrum på en dag": lambda text: laws.look_up(text, DAY),
        "personnummer i löpande text": personnummer.find,
        "id": model_scalars.parse_id,
        "tidslängd": model_scalars.parse_length,
        "antal": model_scalars.parse_count,
        "årtal": model_scalars.parse_year,
        "e-post": model_scalars.parse_email,
        "webbadress": model_scalars.parse_web,
        **{
            name: module.parse
            for name, module in {
                "belopp": money, "tal": numbers, "procent": percent, "datum": dates, "klockslag": clock,
                "telefon": phone, "orgnr": orgnr, "postnummer": postnummer, "bankgiro": bankgiro,
                "plusgiro": plusgiro, "diarienummer": diarienummer,
            }.items()
            if hasattr(module, "parse")
        },
    }  # fmt: skip


def _answer(read: Callable[[Any], Any], given_input: Any) -> str:
    """Return what went wrong, or nothing."""
    start = time.monotonic()
    try:
        read(given_input)
    except (ValueError, IopdocsError) as error:
        if isinstance(error, UnicodeError) or "Exceeds the limit" in str(error) or "Invalid" in str(error):
            return _place(error)
    except Exception as error:  # noqa: BLE001 - finding out which is the purpose
        return _place(error)
    taken = time.monotonic() - start
    return f"took {taken:.1f} s" if taken > SLOW else ""


def _place(error: Exception) -> str:
    """Return what an exception is and where it came from, the same for the same fault."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} in " + " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))


def fuzz_text(read: Callable[[str], Any], seconds: float, number: int) -> tuple[int, dict[str, str]]:
    """Return how many texts were read within the time, and the failures: the last line of each, and an input."""
    failures: dict[str, str] = {}
    count, end = 0, time.monotonic() + seconds

    while time.monotonic() < end:

        @seed(number + count)
        @settings(
            max_examples=500,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[*HealthCheck],
        )
        @given(TEXT)
        def run(text: str) -> None:
            nonlocal count
            count += 1
            if fault := _answer(read, text):
                failures.setdefault(fault, text)

        run()
    return count, failures


def fuzz_word(seconds: float, number: int) -> tuple[int, dict[str, str]]:
    """Return the same for Word templates."""
    chance = random.Random(number)  # noqa: S311 - not secrets
    files = list(_word_texts())
    failures: dict[str, str] = {}
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data, name = chance.choice(files)
        spoilt = _spoilt(chance, data)
        count += 1
        if fault := _answer(lambda blob: prepare.__wrapped__(blob, "mall.docx"), spoilt):
            failures.setdefault(fault, f"{name}, seed {number}, number {count}")
    return count, failures


def main() -> int:
    """Run them all and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    known = readers()
    share = wanted.seconds / (len(known) + 5)
    total = bad = 0
    for name, read in known.items():
        total, bad = _told(name, fuzz_text(read, share, wanted.seed), total, bad)
    total, bad = _told("Word-mall", fuzz_word(5 * share, wanted.seed), total, bad)
    print(f"{'sammanlagt':24}{total:10}  {bad} fel")
    if wanted.write:
        command = f"python -m benchmarks.fuzz --seconds {wanted.seconds:g} --seed {wanted.seed}"
        write("fuzz", command, {"Slumpade indata": total, "Krascher och andra fel": bad})
    return 1 if bad else 0


def _told(name: str, result: tuple[int, dict[str, str]], total: int, bad: int) -> tuple[int, int]:
    count, failures = result
    print(f"{name:24}{count:10}  {len(failures)} fel", flush=True)
    for fault, text in failures.items():
        print(f"    {text!r}\n{fault}")
    return total + count, bad + len(failures)


if __name__ == "__main__":
    sys.exit(main())
