"""Single values: text in, a typed value out, or ValueError (a Swedish sentence, and a hint after a line break)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError, core_schema

from iopdocs.classes import dataclass
from iopdocs.model.addresses import parse_email, parse_web
from iopdocs.model.lengths import Length, parse_length
from iopdocs.model.said import LEADS, UNKNOWN_WORDS, Kind
from iopdocs.model.said import parse as parse_said
from iopdocs.reading import NotAnId, suggest
from iopdocs.swedish import (
    bankgiro,
    clock,
    dates,
    euro,
    meant,
    money,
    numbers,
    orgnr,
    percent,
    phone,
    plusgiro,
    postnummer,
)

# Editors see YAML's own types, so a schema must allow what YAML would call a number or a truth value.
_LOOSE = ["string", "number", "integer"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A mark on a type: its values are read from text by ``parse``, which raises ValueError with a Swedish sentence.

    Where there is a ``kind`` they may also be known in part (``partly`` is an example), and are then a ``Said``.
    """

    parse: Callable[[str], Any]
    example: str
    kind: Kind | None = None
    partly: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": _LOOSE, "examples": [self.example, *([self.partly] if self.partly else [])]}

    def _read(self, value: object) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "not a text")
        try:
            return self.parse(value)
        except ValueError as error:
            said = parse_said(value, self.kind) if self.kind else None
            if said is not None:
                return said
            meant = suggest(value.split()[0], LEADS) if self.kind and len(value.split()) > 1 else ""
            if not meant:
                raise
            raise ValueError(f"{error}{' ' if str(error).endswith('.') else NEW_LINE}{meant}") from error


NEW_LINE = "\n"


def parse_yes_no(text: str) -> bool:
    """Read ``ja`` or ``nej``; raise ValueError otherwise."""
    try:
        return {"ja": True, "nej": False}[text.strip().lower()]
    except KeyError:
        raise ValueError(f"”{text}” är varken ja eller nej\nSkriv ja eller nej.") from None


_DAYS = 366


def parse_year(text: str) -> int:
    """Read a year from 1900 to 2199; raise ValueError otherwise."""
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", digits := text.strip()):
        found = re.findall(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])", text)
        # A day or a span of years is not the year that stands in it.
        sure = found if sum(map(str.isdigit, text)) == 4 else []
        raise ValueError(
            f"”{text}” är inte ett årtal\n{meant.advice(text, sure, str, 'Skriv ett årtal med fyra siffror.')}"
        )
    return int(digits)


def parse_count(text: str) -> int:
    """Read a whole number, zero or more; raise ValueError otherwise."""
    fault = f"”{text}” är inte ett helt tal\nSkriv ett helt tal med siffror och utan decimaler."
    try:
        value = numbers.parse(text)
    except ValueError as error:
        raise ValueError(str(error) if any(sign.isdigit() for sign in text) else fault) from error
    if value != value.to_integral_value() or value < 0:
        raise ValueError(fault)
    return int(value)


def parse_times(text: str) -> int:
    """Read how many times a year something is done, at most every day; raise ValueError otherwise."""
    value = parse_count(text)
    if value > _DAYS:
        raise ValueError(f"{text} gånger på ett år är orimligt många\nSkriv högst {_DAYS}, en gång om dagen.")
    return value


def parse_amount(text: str) -> Decimal:
    """Read an amount in kronor, zero or more; raise ValueError otherwise."""
    value = money.parse(text)
    if value < 0:
        hint = "Skriv beloppet utan minus. Vad beloppet gäller framgår av slag."
        raise ValueError(f"”{text}” är ett negativt belopp\n{hint}")
    return value


_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


def parse_id(text: str) -> str:
    """Accept an id that is safe as a file name on every system; raise ValueError otherwise."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > 80 or text in _RESERVED:
        hint = "Använd a–z, siffror och bindestreck, högst 80 tecken."
        raise NotAnId(f"”{text}” går inte att använda som id\n{hint}{_plainer_id(text)}")
    return text


def _plainer_id(text: str) -> str:
    """Return what an id may be instead, in letters that every system has; nothing for a path or when none is left."""
    if re.search(r"[/\\:]|\.\.", text):
        return ""
    plainer = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(str.maketrans("åäöéü", "aaoeu"))).strip("-")
    return (
        f" Skriv {plainer}." if re.search("[a-z]", plainer) and plainer not in _RESERVED and len(plainer) <= 80 else ""
    )


#: The keys of a text that is limited to some documents.
TEXT, ONLY_IN = "text", "endast_i"


class LimitedText(str):
    """A text that only the documents in ``only_in`` may tell, by what ``endast_i`` calls them."""

    only_in: tuple[str, ...]

    def __new__(cls, text: str, only_in: tuple[str, ...] = ()) -> Self:
        """Return the text with the names of its documents; without any it may be told everywhere."""
        made = super().__new__(cls, text)
        made.only_in = only_in
        return made


def parse_document_name(text: str) -> str:
    """Accept what a kind of document is called in ``endast_i``, such as ``avtalet``; raise ValueError otherwise."""
    if not re.fullmatch(r"[a-zåäö0-9-]{1,80}", text):
        raise ValueError(f"”{text}” är inte namnet på en handling\nSkriv till exempel avtalet eller pressmeddelandet.")
    return text


def _limited(value: object, read: ValidatorFunctionWrapHandler) -> Any:
    """Read a text, or a text that is limited to some documents: ``{text: …, endast_i: avtalet}``."""
    if not isinstance(value, dict) or ONLY_IN not in value:
        return read(value)
    if set(value) != {TEXT, ONLY_IN}:
        raise ValueError(
            "en text med endast_i har bara nycklarna text och endast_i\nSkriv text: och endast_i: under den."
        )
    listed = _listed(value[ONLY_IN])
    if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
        raise ValueError("endast_i säger inte i vilka handlingar texten får stå\nSkriv till exempel endast_i: avtalet.")
    return LimitedText(_known(read(value[TEXT])), tuple(map(parse_document_name, listed)))


_LIMITED_SCHEMA = {
    "anyOf": [
        {"type": [*_LOOSE, "boolean"]},
        {
            "type": "object",
            "properties": {TEXT: {"type": [*_LOOSE, "boolean"]}, ONLY_IN: {"type": ["string", "array"]}},
            "required": [TEXT, ONLY_IN],
            "additionalProperties": False,
        },
    ]
}
_Plain = Annotated[str, StringConstraints(min_length=1)]
Text = Annotated[_Plain, WrapValidator(_limited), WithJsonSchema(_LIMITED_SCHEMA)]


def _one_blank(name: str) -> str:
    """Return a name with one blank between its words: two are a slip of the hand."""
    if not isinstance(name, LimitedText):
        return " ".join(name.split())
    return LimitedText(" ".join(name.split()), name.only_in)


Name = Annotated[Text, AfterValidator(_one_blank)]


def _with_its_sign(paragraph: str) -> str:
    """Return a paragraph of minutes as it is cited: ``118``, ``§118`` and ``118 §`` are all ``§ 118``."""
    found = re.fullmatch(r"(?:§\s*)?(\d{1,4}(?:\s?[a-z])?)(?:\s*§)?", paragraph.strip())
    cited = f"§ {found[1]}" if found else paragraph
    return LimitedText(cited, paragraph.only_in) if isinstance(paragraph, LimitedText) else cited


Paragraph = Annotated[Text, AfterValidator(_with_its_sign)]

# A final stop that belongs to the words themselves.
_ABBREVIATED = ("m.m.", "m.fl.", "etc.", "o.d.", "dyl.", "f.d.", "bl.a.", "osv.", "...")


def _without_stop(text: str) -> str:
    stripped = text.removesuffix(".").rstrip()
    return text if text.endswith(_ABBREVIATED) or not stripped else stripped


# Words that a clause goes on from or ends with a stop of its own.
Phrase = Annotated[_Plain, AfterValidator(_without_stop), WrapValidator(_limited), WithJsonSchema(_LIMITED_SCHEMA)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) or (isinstance(value, dict) and ONLY_IN in value) else value


def _known(text: str) -> str:
    if text.strip().casefold() in UNKNOWN_WORDS:
        raise ValueError("”okänt” står bland andra poster\nTa bort det, eller skriv bara okänt när ingen post är känd.")
    return text


# All of a list is unknown, or nothing in it is said to be.
Texts = Annotated[tuple[Annotated[Text, AfterValidator(_known)], ...], BeforeValidator(_listed)]
Phrases = Annotated[tuple[Annotated[Phrase, AfterValidator(_known)], ...], BeforeValidator(_listed)]
DocumentNames = Annotated[tuple[Annotated[str, Scalar(parse_document_name, "avtalet")], ...], BeforeValidator(_listed)]

AMOUNT = Kind("belopp", parse_amount, money.format, "ett belopp")
_NUMBER = Kind("tal", numbers.parse, numbers.format, "ett tal")
_PERCENT = Kind("procent", percent.parse, percent.format, "en procentsats")
_YEARLY = Kind("procent", percent.parse_yearly, percent.format, "en procentsats")
_EURO = Kind("euro", euro.parse, euro.format, "ett belopp i euro")
DAY = Kind("datum", dates.parse, dates.format_with_den, "den dag")
_YEAR = Kind("årtal", parse_year, str, "det år")
_COUNT = Kind("antal", parse_count, numbers.format, "ett antal")
_TIMES = Kind("gånger", parse_times, numbers.format, "ett antal")
_CLOCK = Kind("klockslag", clock.parse, clock.format, "den tid")
_LENGTH = Kind("tidslängd", parse_length, str, "den tid", lambda length: length.in_text)

Amount = Annotated[Decimal, Scalar(parse_amount, "2 970 000", AMOUNT, "cirka 18 miljoner")]
Euro = Annotated[Decimal, Scalar(euro.parse, "105 000", _EURO, "cirka 105 000")]
Number = Annotated[Decimal, Scalar(numbers.parse, "2,5", _NUMBER, "cirka 2,5")]
Percent = Annotated[Decimal, Scalar(percent.parse, "2,5", _PERCENT, "cirka 2,5")]
YearlyPercent = Annotated[Decimal, Scalar(percent.parse_yearly, "2,5", _YEARLY, "cirka 2,5")]
Day = Annotated[date, Scalar(dates.parse, "2024-01-01", DAY, "januari 2024")]
FirstDay = Annotated[date, Scalar(dates.parse_first, "2024-01-01", DAY, "januari 2024")]
LastDay = Annotated[date, Scalar(dates.parse_last, "2024-12-31", DAY, "december 2024")]
Year = Annotated[int, Scalar(parse_year, "2024", _YEAR, "cirka 2024")]
Count = Annotated[int, Scalar(parse_count, "3", _COUNT, "20–25")]
Times = Annotated[int, Scalar(parse_times, "4", _TIMES, "minst 4")]
Clock = Annotated[clock.ClockTime, Scalar(clock.parse, "13:30", _CLOCK, "cirka 13:30")]
YesNo = Annotated[bool, Scalar(parse_yes_no, "ja"), WithJsonSchema({"enum": ["ja", "nej"]})]
Span = Annotated[Length, Scalar(parse_length, "6 månader", _LENGTH, "cirka 6 månader")]
# A length in the rules of a house, which are never known in part.
WholeSpan = Annotated[Length, Scalar(parse_length, "6 månader")]
Id = Annotated[str, AfterValidator(parse_id), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
OrgNr = Annotated[str, Scalar(orgnr.parse, "212000-0000")]
Postnummer = Annotated[str, Scalar(postnummer.parse, "123 45")]
Bankgiro = Annotated[str, Scalar(bankgiro.parse, "123-4567")]
Plusgiro = Annotated[str, Scalar(plusgiro.parse, "12 34 56-7")]
Phone = Annotated[str, Scalar(phone.parse, "08-123 456 78")]
Email = Annotated[str, Scalar(parse_email, "namn@exempel.se")]
Web = Annotated[str, Scalar(parse_web, "https://www.exempel.se")]
