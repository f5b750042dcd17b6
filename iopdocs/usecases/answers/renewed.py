"""The answer of renew, and the report that is written beside the documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText, ProblemJson, problems_json

if TYPE_CHECKING:
    from iopdocs.renewal.alike import InCommon
    from iopdocs.renewal.run import Renewed


class ChangeJson(JsonRecord):
    """A change that a renewal made."""

    where: JsonText = required("uppgift", "nycklarna dit")
    before: JsonText = required("före", "vad som stod; tomt när inget stod")
    after: JsonText = required("efter", "vad som står nu")
    why: JsonText = required("varför", "skälet")


class DecisionJson(JsonRecord):
    """Something a person must decide."""

    where: JsonText = required("uppgift", "nycklarna dit")
    question: JsonText = required("fråga", "vad som ska beslutas")
    choices: tuple[JsonText, ...] = required("val", "vad man kan välja på, när det går att säga")


class LeftOutJson(JsonRecord):
    """A comment in the old agreement's file that is not in the new one's."""

    where: JsonText = required("uppgift", "nycklarna till det den handlade om; tomt när det inte går att säga")
    text: JsonText = required("text", "kommentaren")


class SpanJson(JsonRecord):
    """A first and a last day."""

    start: date | None = required("från", "första dagen")
    end: date | None = required("till", "sista dagen")


class RenewedJson(JsonRecord):
    """What became of one agreement whose time it was."""

    agreement: JsonText = required("avtal", "avtalets id")
    file: JsonText = required("fil", "avtalets fil")
    state: JsonText = required("läge", "utkast eller fel")
    successor: JsonText | None = required("efterträdare", "det nya avtalets id")
    period: SpanJson = required("avtalstid", "det nya avtalets tid")
    law_day: date | None = required("lagdag", "dagen vars lag det nya avtalet följer")
    warnings: tuple[JsonText, ...] = required("varningar", "vad man bör se upp med")
    changes: tuple[ChangeJson, ...] = required("ändringar", "vad som har ändrats och varför")
    decisions: tuple[DecisionJson, ...] = required("att_besluta", "vad en människa ska bestämma")
    left_out: tuple[LeftOutJson, ...] = required(
        "utelämnade_kommentarer", "kommentarer vid det som har ändrats eller tagits bort"
    )
    gaps: dict[JsonText, tuple[JsonText, ...]] = required("luckor", "vad som saknas i varje utkast")
    files: tuple[JsonText, ...] = required("filer", "dokumenten som skrevs")
    problems: tuple[ProblemJson, ...] = required("problem", "varför det inte gick, eller är tveksamt")

    @classmethod
    def of(cls, result: Renewed) -> RenewedJson:
        """Return what became of an agreement for JSON."""
        start, end = result.period or (None, None)
        notes = result.notes
        return cls(
            agreement=result.agreement,
            file=result.file,
            state=result.state,
            successor=result.successor or None,
            period=SpanJson(start=start, end=end),
            law_day=result.law_day,
            warnings=tuple(notes.warnings),
            changes=tuple(
                ChangeJson(where=one.where, before=one.before, after=one.after, why=one.why) for one in notes.changes
            ),
            decisions=tuple(
                DecisionJson(where=one.where, question=one.question, choices=one.choices) for one in notes.decisions
            ),
            left_out=tuple(LeftOutJson(where=one.where, text=one.text) for one in notes.left_out),
            gaps=result.gaps,
            files=tuple(path.name for path in result.files),
            problems=problems_json(result.problems),
        )


class InCommonJson(JsonRecord):
    """Something that several agreements have in common."""

    kind: Literal["fråga", "sägs inte", "varning"] = required("slag", "fråga, sägs inte eller varning")
    where: JsonText = required("uppgift", "nycklarna dit, utan platser i listor; tomt för varningar")
    text: JsonText = required("text", "orden, med … där avtalens skiljer sig")
    choices: tuple[JsonText, ...] = required("val", "vad man kan välja på, när det går att säga")
    whom: dict[JsonText, JsonText] = required("avtal", "avtalens id, vart och ett med det som är dess eget")

    @classmethod
    def all_of(cls, found: InCommon) -> tuple[InCommonJson, ...]:
        """Return what agreements have in common for JSON."""
        sorts = (("fråga", found.questions), ("sägs inte", found.silent), ("varning", found.warnings))
        return tuple(
            cls(kind=kind, where=one.where, text=one.text, choices=one.choices, whom=dict(one.whom))
            for kind, alike in sorts
            for one in alike
        )


class RenewJson(AnswerJson):
    """The answer of renew."""

    results: tuple[RenewedJson, ...] = key("resultat", "avtalen vars tid det var", default=())
    in_common: tuple[InCommonJson, ...] = key("gemensamt", "det som flera avtal har gemensamt, en gång", default=())
    until: date = required("slutar_senast", "avtal som slutar senast den dagen")
    begun: int = required("påbörjade", "antal avtal som redan har en påbörjad efterträdare")
    report: tuple[JsonText, ...] = required("rapport", "rapportens filer")


class ReportJson(JsonRecord):
    """The report of a renewal, as it is written beside the documents."""

    day: date = required("dag", "dagen det förnyades")
    until: date = required("slutar_senast", "avtal som slutar senast den dagen")
    agreements: tuple[RenewedJson, ...] = required("avtal", "avtalen vars tid det var")
    in_common: tuple[InCommonJson, ...] = required("gemensamt", "det som flera avtal har gemensamt, en gång")
