"""Input that learns: Atheris changes what it has, and keeps what opens a new way through our code.

    python -m benchmarks.guided --seconds 300 --seed 1

Needs the extra ``fuzz`` (Atheris has wheels for Linux). What reads is in ``benchmarks/readers.py``, with what counts as
an answer. Each reader gets its share of the time in a process of its own, since libFuzzer ends the one it runs in, and
starts from sound input. A fault, a reader that hangs and one that fills the memory are printed with their input. Exits
with 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.figures import write

HANGS, MEGABYTES, LONGEST = 20, 2_000, 40_000
_COUNT = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_LINE = re.compile(r"^#(\d+)\t", re.MULTILINE)

Read = Callable[[bytes], str]


def readers() -> tuple[dict[str, Read], dict[str, list[bytes]], list[str]]:
    """Return what reads, instrumented; sound input for each; and words that mean something. Raises ImportError."""
    import atheris

    with atheris.instrument_imports(include=["iopdocs"]):
        from benchmarks.fuzz import WORDS, of_text
        from benchmarks.readers import answer, files, sound, texts

    def asked(read: Callable[[bytes], Any]) -> Read:
        return lambda data: answer(read, data)

    reads = {name: asked(of_text(read)) for name, read in texts().items()}
    reads |= {name: asked(read) for name, read in files().items()}
    return reads, {name: sound(name) for name in reads}, WORDS


def explore(name: str, read: Read, start: list[bytes], words: list[str], options: Mapping[str, int]) -> dict[str, Any]:
    """Let Atheris at one reader; return how many inputs it tried and the faults: the place of each, and an input."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        child = os.fork()
        if not child:
            _run(place, read, start, words, options)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = (place / "sagt").read_text(encoding="utf-8", errors="replace")
        faults = kept(place / "fel")
        faults |= {f"{path.name.partition('-')[0]} by libFuzzer": repr(path.read_bytes()) for path in place.glob("*-*")}
        if code and not faults:
            faults[f"ended with {code}"] = said[-2_000:]
        counted = _COUNT.findall(said) or _LINE.findall(said)
        return {"name": name, "count": int(counted[-1]) if counted else 0, "faults": faults}


def _run(place: Path, read: Read, start: list[bytes], words: list[str], options: Mapping[str, int]) -> None:
    """Never returns: libFuzzer ends the process when the time is out."""
    import atheris

    corpus = place / "början"
    corpus.mkdir()
    for number, data in enumerate(start):
        (corpus / str(number)).write_bytes(data)
    (place / "ord").write_text("".join(f'"{escaped(word)}"\n' for word in words), encoding="utf-8")
    said = os.open(place / "sagt", os.O_WRONLY | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    seen: set[str] = set()

    def one(data: bytes) -> None:
        fault = read(data)
        if fault and fault not in seen:
            seen.add(fault)
            with (place / "fel").open("a", encoding="utf-8") as file:
                file.write(json.dumps([fault, repr(data)]) + "\n")

    settings = {
        "max_total_time": options["seconds"], "seed": options["seed"], "timeout": HANGS, "rss_limit_mb": MEGABYTES,
        "max_len": max(LONGEST, *map(len, start)), "print_final_stats": 1, "artifact_prefix": f"{place}/",
        "dict": place / "ord",
    }  # fmt: skip
    atheris.Setup(["guided", *(f"-{key}={value}" for key, value in settings.items()), str(corpus)], one)
    atheris.Fuzz()
    os._exit(0)


def escaped(word: str) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


def kept(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(json.loads(line) for line in lines)


def main() -> int:
    """Explore all readers in turn and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=300, help="in all; at least two for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="readers whose names hold this")
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    try:
        reads, start, words = readers()
    except ImportError:
        print("Atheris is not installed: pip install -e '.[test,fuzz]' (Linux)")
        return 2
    chosen = [name for name in reads if wanted.only in name]
    options = {"seconds": max(2, wanted.seconds // max(1, len(chosen))), "seed": wanted.seed}
    total = bad = 0
    for name in chosen:
        found = explore(name, reads[name], start[name], words, options)
        total, bad = total + found["count"], bad + len(found["faults"])
        print(f"{name:36}{found['count']:10}  {len(found['faults'])} fel", flush=True)
        for fault, data in found["faults"].items():
            print(f"    {data[:2_000]}\n    {fault}", flush=True)
    print(f"{'sammanlagt':36}{total:10}  {bad} fel")
    if wanted.write:
        command = f"python -m benchmarks.guided --seconds {wanted.seconds} --seed {wanted.seed}"
        write("guided", command, {"Styrda indata": total, "Krascher och andra fel": bad})
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
