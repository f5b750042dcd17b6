"""How many examples a property is tried with: few each time, ten times as many in a long run (``IOPDOCS_LONG=1``)."""

from __future__ import annotations

import os

LONG = os.environ.get("IOPDOCS_LONG") == "1"


def examples(count: int) -> int:
    """Return how many to try, of what is tried with ``count`` each time."""
    return 10 * count if LONG else count
