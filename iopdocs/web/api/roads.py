"""What can be asked for: each road with what it takes and gives. The service and its description are made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iopdocs.classes import dataclass, field
from iopdocs.swedish import dates
from iopdocs.usecases.answers.base import AnswerJson
from iopdocs.usecases.answers.checked import CheckJson
from iopdocs.usecases.answers.libraries import ClausesJson, LawJson
from iopdocs.usecases.answers.service import VersionJson
from iopdocs.usecases.answers.standing import StatusJson
from iopdocs.usecases.render import FORMATS

JSON, ZIP = "application/json", "application/zip"
#: What each format of a document is sent as.
MEDIA: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "fragment.html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": JSON,
}
#: What status can be given as.
STANDINGS: Mapping[str, str] = {"json": JSON, "ics": "text/calendar; charset=utf-8", "html": MEDIA["html"]}
#: How many signs a value may have.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class QueryValue:
    """A value that an address may have after its question mark. ``choices`` are all there are, none if any will do."""

    name: str
    about: str
    choices: Sequence[str] = ()
    required: bool = False
    several: bool = False
    read: Callable[[str], object] = str

    def fault(self, text: str) -> str:
        """Return what is wrong with a value in Swedish; nothing when it will do."""
        if len(text) > LONGEST:
            return f"värdet är längre än {LONGEST} tecken"
        if self.choices and text not in self.choices:
            return f"välj bland {', '.join(self.choices)}"
        try:
            self.read(text)
        except ValueError as error:
            return str(error).partition("\n")[0]
        return ""


@dataclass(frozen=True, slots=True)
class Road:
    """A road: what it is for, and what it takes. ``agreements`` is how many may be sent, none where nothing is.

    ``answer`` is the record that it gives as JSON, ``media`` what else it gives by what it is sent as.
    """

    name: str
    title: str
    about: str
    queries: tuple[QueryValue, ...] = ()
    agreements: int = 0
    answer: type[AnswerJson] | None = None
    media: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{ROOT}/{self.name}"

    @property
    def method(self) -> str:
        """How it is asked for: with POST when something is sent."""
        return "POST" if self.agreements else "GET"


ROOT = "/api"
#: The roads that anybody may ask for: the description, and whether the service answers.
PAGE, OPENAPI, ALIVE = ROOT, f"{ROOT}/openapi.json", f"{ROOT}/lever"
#: How many agreements are taken at once.
MOST = 100
#: Headers of documents that tell what is left to do before they can be final.
GAPS, REMARKS = "iopdocs-luckor", "iopdocs-anmarkningar"
#: What each file of several may be sent as.
AGREEMENT, BESIDE = "avtal", "bredvid"

_DAY = QueryValue("dag", "Dagen som svaret gäller, till exempel 2026-01-15. Annars i dag.", read=dates.parse)
_YES_NO = ("ja", "nej")

ROADS: tuple[Road, ...] = (
    Road(
        "dokument",
        "Gör dokument",
        "Gör dokument av ett avtal. Ett enda dokument kommer som det är, flera i en zip-fil med svar.json, som säger "
        "vad som saknas och är fel. Går något av dem inte att göra kommer inget.",
        (
            _DAY,
            QueryValue("typ", "Dokumenttypen, till exempel overenskommelse; kan upprepas. Annars alla.", several=True),
            QueryValue("format", "Formatet; kan upprepas. Annars docx.", FORMATS, several=True),
            QueryValue("slutlig", "ja: en slutlig version, som vägras så länge uppgifter saknas.", _YES_NO),
            QueryValue("zip", "ja: en zip-fil också när det blir ett enda dokument.", _YES_NO),
        ),
        agreements=1,
        media=(*dict.fromkeys(MEDIA.values()), ZIP),
        headers={GAPS: "Hur många uppgifter som saknas.", REMARKS: "Hur många fel och varningar avtalet har."},
    ),
    Road(
        "kontroll",
        "Kontrollera avtal",
        "Säger allt som är fel, tveksamt eller värt att veta, också när avtalet inte går att läsa.",
        (_DAY,),
        agreements=MOST,
        answer=CheckJson,
    ),
    Road(
        "status",
        "Var avtalen står",
        "Säger vad som händer när: slutdagar, sista besked, möten, rapporter och utbetalningar.",
        (_DAY, QueryValue("format", "json, ics (kalender) eller html (tidslinje). Annars json.", tuple(STANDINGS))),
        agreements=MOST,
        answer=StatusJson,
        media=(STANDINGS["ics"], STANDINGS["html"]),
    ),
    Road(
        "lag",
        "Slå upp ett lagrum",
        "Säger vad ett lagrum handlade om en viss dag, och vad som kom efter.",
        (_DAY, QueryValue("lagrum", "Lagrummet, till exempel SoL 5:11.", required=True)),
        answer=LawJson,
    ),
    Road(
        "klausuler",
        "Klausulerna",
        "Listar arbetsmappens klausuler, eller ger en som den lyder en viss dag.",
        (_DAY, QueryValue("id", "Klausulens id. Annars alla.")),
        answer=ClausesJson,
    ),
    Road(
        "version",
        "Versioner",
        "Säger vilken version programmet och lagbiblioteket har, och vilka dokumenttyper och format som finns.",
        answer=VersionJson,
    ),
)
BY_NAME: Mapping[str, Road] = {road.name: road for road in ROADS}
#: What a request may be answered with beside what it asks for: the status, and what it means.
REFUSALS: Mapping[int, str] = {
    400: "Frågan går inte att förstå.",
    401: "Nyckeln saknas eller är fel.",
    404: "Adressen, eller det som frågan gäller, finns inte.",
    405: "Adressen tar inte emot den metoden.",
    408: "Det som skickades kom inte fram i tid.",
    413: "Det är för mycket på en gång.",
    415: "Innehållet är varken YAML, JSON eller ett formulär med filer.",
    421: "Tjänsten svarar inte på det värdnamnet.",
    422: "Avtalet går inte att göra dokument av.",
    500: "Något är fel i tjänsten, inte i det som skickades.",
    503: "Tjänsten har för mycket att göra just nu.",
    504: "Arbetet tog för lång tid och avbröts.",
}


def of_any(road: Road) -> Sequence[int]:
    """Return the statuses that a road may refuse with."""
    never = set() if road.agreements else {408, 413, 415}
    never |= set() if road.name == "dokument" else {422}
    return [status for status in REFUSALS if status not in never | {405}]


def named(asked: Mapping[str, Any], name: str) -> str:
    """Return the only value of a name; nothing when it has none."""
    return next(iter(asked.get(name, ())), "")
