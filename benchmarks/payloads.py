"""Try every known attack on the template language everywhere in one: ``python -m benchmarks.payloads --write``.

The attacks are in ``samples/hostile_payloads.py``, the places in ``samples/hostile_places.py``. One that a document is
made of, or that gets at the protected address, is printed. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.figures import write
from benchmarks.samples.hostile_payloads import PAYLOADS
from benchmarks.samples.hostile_places import MARKER, PLACES, outcome


def main() -> int:
    """Try them all, print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    passed = [
        f"{place}: {payload[:60]}"
        for place, put in PLACES.items()
        for payload in PAYLOADS
        if (said := outcome(put(payload))).startswith("made: ") or MARKER in said
    ]
    figures = {
        "Kända angrepp mot mallarnas språk": len(PAYLOADS),
        "Ställen i en mall där vart och ett prövas": len(PLACES),
        "Angrepp som kördes, läste något eller kom med i ett dokument": len(passed),
    }
    for name, value in figures.items():
        print(f"{name:64}{value:6}")
    for one in passed:
        print(f"  {one}")
    if wanted.write:
        write("payloads", "python -m benchmarks.payloads", figures)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
