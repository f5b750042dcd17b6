"""The answers of compare and verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.redline import Difference


class DifferenceJson(JsonRecord):
    """Something that differs between two documents."""

    section: JsonText = required("avsnitt", "avsnittet")
    kind: JsonText = required("ändring", "tillagt, struket, ändrat, omnumrerat eller vid sidan av orden")
    old: JsonText = required("före", "texten före")
    new: JsonText = required("nu", "texten nu")

    @classmethod
    def of(cls, change: Difference) -> DifferenceJson:
        """Return a change for JSON."""
        return cls(section=change.section, kind=change.kind.value, old=change.old, new=change.new)


class CompareJson(AnswerJson):
    """The answer of compare."""

    results: tuple[DifferenceJson, ...] = key("resultat", "det som skiljer", default=())
    written: JsonText | None = required("skriven", "Word-filen med spårade ändringar")
    page: JsonText | None = required("sida", "webbsidan, om en sådan begärdes")
    detail: JsonText | None = required("markerat", "ord för ord, hela stycken eller bara orden; null utan Word-fil")


class OriginJson(JsonRecord):
    """What a document was made from, and who says so. It is quoted: it may be anybody's words."""

    agreement: JsonText = required("avtal", "avtalets id")
    kind: JsonText = required("dokumenttyp", "dokumenttypen")
    post: int | None = required("post", "vilken post i listan, räknat från 1")
    day: JsonText = required("dag", "dagen det gjordes för")
    version: JsonText = required("version", "utkast eller slutlig")
    program: JsonText = required("program", "versionen av iopdocs")
    sources: dict[JsonText, JsonText] = required("underlag", "fingeravtryck (SHA-256) av det som det är gjort av")
    said_by: JsonText = required("enligt", "dokumentet eller kvittot")


class FinalJson(JsonRecord):
    """One final version of a document, in the same folder."""

    name: JsonText = required("namn", "vad filerna heter utan filändelse")
    files: tuple[JsonText, ...] = required("filer", "filerna")
    day: JsonText | None = required("dag", "dagen den gjordes för")
    said_by: JsonText | None = required("enligt", "dokumentet eller kvittot")
    signed: bool | None = required("undertecknat", "om det som står i den är undertecknat")
    reason: JsonText | None = required("skäl", "varför den gjordes")
    edited: tuple[JsonText, ...] = required("ändrade_filer", "filer som har ändrats sedan dess")
    newest: bool = required("nyast", "om den är den nyaste")
    differs: tuple[JsonText, ...] | None = required("skiljer_från_förra", "vad som skiljer den från versionen före")


class VerifiedJson(JsonRecord):
    """What is known of one document."""

    file: JsonText = required("fil", "dokumentet")
    unedited: bool = required("oredigerat", "om det är som programmet skrev det")
    current: bool = required("aktuellt", "om det är gjort av dagens uppgifter")
    state: JsonText = required("läge", "vad som är känt, i ord")
    proof: JsonText = required("bevis", "hur det är känt; bara ”gjort på nytt och lika” är ett bevis")
    made_by: JsonText | None = required("gjort_av", "vad det är gjort av, på en rad")
    origin: OriginJson | None = required("ursprung", "detsamma, i delar")
    lines: tuple[JsonText, ...] = required("skillnader", "vad som skiljer, rad för rad")
    sections: tuple[DifferenceJson, ...] | None = required("avsnitt", "vad någon har ändrat; null när det är okänt")
    finals: tuple[FinalJson, ...] = required("slutliga", "dokumentets slutliga versioner, den äldsta först")


class VerifyJson(AnswerJson):
    """The answer of verify."""

    results: tuple[VerifiedJson, ...] = key("resultat", "dokumenten som prövades", default=())
