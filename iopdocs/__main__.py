"""``python -m iopdocs``."""

from iopdocs.cli import run

if __name__ == "__main__":  # a process that works for the service loads this file, too, and is not to run it
    run()
