"""The answers of compare and verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText

if TYPE_CHECKING:
    from iopdocs.readback import FactProposal
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


class FactProposalJson(JsonRecord):
    """A fact as somebody has written it in Word, and where in a file it would be written."""

    file: JsonText = required("fil", "filen som uppgiften står i, eller skulle stå i")
    line: int | None = required("rad", "raden där den står; null när den inte står någonstans")
    where: JsonText = required("var", "nycklarna dit, med listor räknade från 1")
    old: JsonText = required("före", "det som står där; tomt när uppgiften saknas")
    new: JsonText = required("nu", "det som skulle stå där; flera lydelser skilda med snedstreck när frågan är öppen")
    sentences: tuple[JsonText, ...] = required("mening", "styckena i Word-filen som den är läst ur")
    others: tuple[JsonText, ...] = required("också", "oredigerade stycken som då lyder annorlunda")
    sure: bool = required("säker", "om den går att skriva med --apply")
    why: JsonText = required("varför_inte", "varför den inte går att skriva; tomt när den går")

    @classmethod
    def of(cls, one: FactProposal) -> FactProposalJson:
        """Return a proposal for JSON."""
        return cls(
            file=one.file,
            line=one.line,
            where=one.where,
            old=one.old,
            new=one.new,
            sentences=one.sentences,
            others=one.others,
            sure=one.sure,
            why=one.why,
        )


class UnreadJson(JsonRecord):
    """A change in a paragraph that is not carried over to the data."""

    section: JsonText = required("avsnitt", "avsnittet")
    old: JsonText = required("före", "stycket före")
    new: JsonText = required("nu", "stycket nu")
    why: JsonText = required("varför_inte", "varför ändringen inte går att föra över")


class ReadBackJson(JsonRecord):
    """What somebody has changed in a draft in Word, as facts of its agreement."""

    proposals: tuple[FactProposalJson, ...] = required("uppgifter", "uppgifterna som är ändrade")
    unread: tuple[UnreadJson, ...] = required("inte_uppgifter", "ändringar i stycken som inte går att föra över")
    clauses: tuple[JsonText, ...] = required("klausuler", "id för klausuler som är omskrivna (iopdocs override)")
    written: JsonText | None = required("skriven", "filen som uppgifterna är skrivna i; null när inget skrevs")
    why: JsonText = required("varför_inte", "varför ingenting går att föra över; tomt när det går att läsa")
    whole: bool = required("allt", "om orden bara skiljer i uppgifter som går att skriva")


class OverriddenJson(JsonRecord):
    """A clause that an agreement words itself."""

    clause: JsonText = required("klausul", "klausulens id")
    file: JsonText = required("fil", "avtalets fil, där texten står under klausuler.ersätt")
    text: JsonText = required("text", "texten")


class OverrideJson(AnswerJson):
    """The answer of override."""

    results: tuple[OverriddenJson, ...] = key("resultat", "klausulen som avtalet nu har en egen text för", default=())


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
    read_back: ReadBackJson | None = key(
        "för_över", "vad ändringarna i ett redigerat utkast säger om uppgifterna; null för allt annat", default=None
    )


class VerifyJson(AnswerJson):
    """The answer of verify."""

    results: tuple[VerifiedJson, ...] = key("resultat", "dokumenten som prövades", default=())
