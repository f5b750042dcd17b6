"""Measurements, never part of the test suite's verdict: run them as ``python -m benchmarks.<name>``."""
