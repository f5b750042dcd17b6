"""Spoilt and made-up input to everything that reads: how many inputs, how long, and what crashed (nothing should).

    python -m benchmarks.fuzz --seconds 60 --seed 1

What reads is in ``benchmarks/readers.py``, with what counts as an answer. Half of the texts are put together of signs
and words that mean something, half are sound ones with signs changed, as all the files are. A fault is printed with its
input. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.figures import write
from benchmarks.readers import answer, files, sound, texts

AT_ONCE = 500
#: How many inputs were read, and the failures: the place of each, and an input.
Result = tuple[int, dict[str, str]]

_SIGNS = "0123456789 \xa0.,-–−:;§&*'\"{}[]()%/+#!|>?\t\nåäöÅÄÖabkrSLmntp\\_=~<@"
WORDS = [
    "id:", "parter:", "- ", "kap.", "§", "§§", "st.", "p.", "SoL", "LOU", "OSL", "(2001:453)", "kr", "kronor",
    "mnkr", "miljoner", "januari", "2024-01-31", "den", "ja", "nej", "!!python/object:os.system", "&a", "*a", "---",
    "<<:", "{{", "}}", "{%", "%}", "for", "in", "if", "endfor", "endif", "avtal", ".id", "|versal", "lag(", ")", "_",
    "__class__", "+46", "070", "1e999", "NaN", "Infinity", "\ud800", "\x00", "\u202e", "\ue000", "٣", "²", "½", "Ⅷ",
    "\ufeff", "e\u0301", "9" * 40,
]  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=60),
    st.text(_SIGNS, max_size=80),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(_SIGNS, max_size=4)), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(_SIGNS, max_size=4)), max_size=14).map("".join),
)


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


def made_up(read: Callable[[str], Any], seconds: float, number: int, at_once: int = AT_ONCE) -> Result:
    """Read texts of signs and words until the time is out, at least ``at_once`` of them."""
    failures: dict[str, str] = {}
    count, end = 0, time.monotonic() + seconds
    quietly = settings(
        max_examples=at_once,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    while not count or time.monotonic() < end:

        @seed(number + count)
        @quietly
        @given(TEXT)
        def run(text: str) -> None:
            nonlocal count
            count += 1
            if fault := answer(read, text):
                failures.setdefault(fault, repr(text))

        run()
    return count, failures


def changed(
    read: Callable[[bytes], Any], whole: Sequence[bytes], seconds: float, number: int, at_once: int = AT_ONCE
) -> Result:
    """Read sound input with some bytes changed until the time is out, at least ``at_once`` of them."""
    chance = random.Random(number)  # noqa: S311 - not secrets
    failures: dict[str, str] = {}
    count, end = 0, time.monotonic() + seconds
    while count < at_once or time.monotonic() < end:
        data = chance.choice(whole)
        spoilt = _spoilt(chance, data) if zipfile.is_zipfile(io.BytesIO(data)) else _bits(chance, data)
        count += 1
        if fault := answer(read, spoilt):
            shown = repr(spoilt) if len(spoilt) < 20_000 else f"seed {number}, number {count}"
            failures.setdefault(fault, shown)
    return count, failures


def of_text(read: Callable[[str], Any]) -> Callable[[bytes], Any]:
    """Return what reads text as what reads bytes."""
    return lambda data: read(data.decode("utf-8", "surrogateescape"))


def main() -> int:
    """Run them all and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    share = wanted.seconds / (2 * len(texts()) + len(files()))
    total = bad = 0
    for name, read in texts().items():
        for result in (
            made_up(read, share, wanted.seed),
            changed(of_text(read), sound(name), share, wanted.seed),
        ):
            total, bad = _told(name, result, total, bad)
    for name, look in files().items():
        total, bad = _told(name, changed(look, sound(name), share, wanted.seed), total, bad)
    print(f"{'sammanlagt':36}{total:10}  {bad} fel")
    if wanted.write:
        command = f"python -m benchmarks.fuzz --seconds {wanted.seconds:g} --seed {wanted.seed}"
        write("fuzz", command, {"Slumpade indata": total, "Krascher och andra fel": bad})
    return 1 if bad else 0


def _told(name: str, result: Result, total: int, bad: int) -> tuple[int, int]:
    count, failures = result
    print(f"{name:36}{count:10}  {len(failures)} fel", flush=True)
    for fault, text in failures.items():
        print(f"    {text}\n    {fault}")
    return total + count, bad + len(failures)


if __name__ == "__main__":
    sys.exit(main())
