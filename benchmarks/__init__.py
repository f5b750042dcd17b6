"""Measurements, never part of the test suite's verdict: run them as ``python -m benchmarks.<name>``."""

from pathlib import Path

#: The folder of the project.
ROOT = Path(__file__).parent.parent
