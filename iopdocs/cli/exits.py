"""How a run ends, for whoever started it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command; ``text`` says in Swedish what each means, for the handbook."""

    DONE = 0, "klart. Varningar kan finnas, och ett utkast kan ha luckor och fel"
    PROBLEMS = (
        1,
        "något måste rättas, `verify` kunde inte bevisa att allt är oredigerat och gjort av dagens uppgifter, "
        "eller `compare` hittade en skillnad",
    )
    USAGE = 2, "kommandot är felskrivet, eller `compare` kunde inte jämföra"
    BUG = 70, "ett fel i programmet. Skicka texten till den som sköter det"

    text: str

    def __new__(cls, code: int, text: str) -> Exit:
        """Make a code with its meaning."""
        made = int.__new__(cls, code)
        made._value_ = code
        made.text = text
        return made
