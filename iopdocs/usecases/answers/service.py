"""The answer of the service about itself."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class TypeJson(JsonRecord):
    """A document type of the workspace."""

    id: JsonText = required("id", "dokumenttypens id, som typ i frågan")
    name: JsonText = required("namn", "vad den heter")
    about: JsonText = required("beskrivning", "vad den är till för")
    sources: dict[JsonText, JsonText] = required("källor", "SHA-256 av det som dokumenten görs av, utom avtalet")


class VersionJson(AnswerJson):
    """The answer of version."""

    results: tuple[TypeJson, ...] = key("resultat", "dokumenttyperna", default=())
    program: JsonText = required("program", "programmets version")
    laws: JsonText = required("lagbibliotek", "SHA-256 av lagbiblioteket")
    formats: tuple[JsonText, ...] = required("format", "formaten som dokument kan göras i här")
