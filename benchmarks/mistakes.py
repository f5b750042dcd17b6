"""Count the mistakes whose messages are tested word for word: ``python -m benchmarks.mistakes --write``."""

from __future__ import annotations

import argparse

from benchmarks import ROOT
from benchmarks.figures import write
from benchmarks.samples.faulty_files import FILES, found

# One file per mistake holds what is said of it; a test says that there are no others.
MISTAKES = ROOT / "tests" / "faults" / "arbetsmapp"


def measure() -> dict[str, object]:
    """Return the number of mistakes, and of messages to faulty agreement files."""
    return {
        "Felaktiga avtalsfiler": len(FILES),
        "Felmeddelanden som de ger": sum(len(found(path)) for path in FILES),
        "Misstag i mallar, klausuler, inställningar, arbetsmapp och kommandon": len(list(MISTAKES.glob("*.txt"))),
    }


def main() -> None:
    """Measure, print, and write the figures when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    figures = measure()
    if parser.parse_args().write:
        write("mistakes", "python -m benchmarks.mistakes", figures)
    for name, value in figures.items():
        print(f"{name:70} {value}")


if __name__ == "__main__":
    main()
