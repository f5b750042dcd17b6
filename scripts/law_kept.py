"""All proofs of the law library by the number of the act; the program reads those of one act at a time."""

from __future__ import annotations

from functools import cache

from iopdocs.errors import InvalidLibrary
from iopdocs.laws.proofs import FOLDER, ReadText, Register
from iopdocs.reading import read_model


@cache
def registers() -> dict[str, Register]:
    """Return all registers that are kept, by the number of the act."""
    found = (read_model(path, Register, InvalidLibrary) for path in sorted((FOLDER / "registers").glob("*.yaml")))
    return {register.number: register for register in found}


@cache
def texts() -> dict[str, ReadText]:
    """Return what was read of the acts, by the number of the act."""
    found = (read_model(path, ReadText, InvalidLibrary) for path in sorted((FOLDER / "texts").glob("*.yaml")))
    return {text.number: text for text in found}
