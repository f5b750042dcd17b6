"""The answer of ``iopdocs finish``."""

from __future__ import annotations

from iopdocs.model.base import key
from iopdocs.usecases.answers.base import AnswerJson
from iopdocs.usecases.answers.converted import ConvertedJson


class FinishJson(AnswerJson):
    """What became of each format of the final version."""

    results: tuple[ConvertedJson, ...] = key("resultat", "formaten, ett i taget", default=())
