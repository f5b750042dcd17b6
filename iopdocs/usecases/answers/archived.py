"""The answer of ``iopdocs archive``."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class ArchivedJson(JsonRecord):
    """One archive package."""

    file: JsonText = required("fil", "paketet: en fil, eller en mapp")
    new: bool = required("ny", "om det skrevs; annars fanns det redan och var detsamma")
    files: tuple[JsonText, ...] = required("filer", "filerna i paketet")
    protected: bool = required("skyddat", "om det som är märkt som skyddat står i klartext i paketet")


class ArchiveJson(AnswerJson):
    """The answer of archive."""

    results: tuple[ArchivedJson, ...] = key("resultat", "paketet", default=())
