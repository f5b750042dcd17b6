"""``python -m iopdocs``."""

from iopdocs.cli import run

run()
