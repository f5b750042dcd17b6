"""The answer of ``iopdocs clean``."""

from __future__ import annotations

from iopdocs.model.base import required
from iopdocs.usecases.answers.base import AnswerJson


class CleanJson(AnswerJson):
    """How many of the kept documents were taken away."""

    gone: int = required("borttagna", "hur många sparade dokument som togs bort")
    stays: int = required("kvar", "hur många som finns kvar")
