"""The dated facts the library holds about acts: what a provision is about, when it was in force, what succeeded it.

No statute text: only numbers, dates and what a provision is about in our own words.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from iopdocs.laws.lagrum import Lagrum, lagrum_from_key

Confidence = Literal["bekräftad", "känd", "härledd"]
"""How far a fact can be trusted: read in a source, general knowledge, or inferred."""

#: What an act of each kind is called when it has been named, and what is said of one that has ended.
_NOUNS = {
    "lag": "lagen", "balk": "balken", "grundlag": "grundlagen", "förordning": "förordningen",
    "eu-förordning": "EU-förordningen", "eu-beslut": "beslutet", "fördrag": "fördraget", "föreskrift": "föreskrifterna",
}  # fmt: skip
_ENDED = {"föreskrift": "är upphävda sedan", "eu-förordning": "gäller inte sedan", "eu-beslut": "gäller inte sedan"}

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
SHORT = 240
"""A label longer than this begins to look like statute text, which does not belong in the library."""


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"”{value}” är inte ett datum\nSkriv till exempel 2025-07-01.") from None
    return value


def _yes(value: object) -> object:
    return {"ja": True, "nej": False}.get(value, value) if isinstance(value, str) else value


def _own_words(value: str) -> str:
    if len(value) > SHORT or value[0].isupper() or value.endswith("."):
        raise ValueError(
            f"beskrivningen ska börja med liten bokstav, sakna slutpunkt och ha högst {SHORT} tecken\n"
            "Skriv med egna ord vad bestämmelsen handlar om, aldrig lagtext."
        )
    return value


def _numbers(value: object) -> object:
    return tuple(int(str(one)) for one in value) if isinstance(value, list | tuple) else value


Day = Annotated[date, BeforeValidator(_date)]
YesNo = Annotated[bool, BeforeValidator(_yes)]


class ActRecord(BaseModel):
    """A frozen record with known keys only; the alias is the key in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InForce(ActRecord):
    """The days something is in force, both inclusive; no last day while it still is."""

    first: Day = Field(alias="från", description="första dagen i kraft")
    last: Day | None = Field(None, alias="till", description="sista dagen i kraft; utelämnas så länge det gäller")

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.last is not None and self.last < self.first:
            raise ValueError("till ligger före från\nKontrollera datumen.")
        return self

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class ActAmendment(ActRecord):
    """A day from which the wording was another, and the act that changed it."""

    first: Day = Field(alias="från", description="första dagen med den ändrade lydelsen")
    by: Text | None = Field(None, alias="genom", description="numret på ändringslagen")


class Provision(ActRecord):
    """One provision during one time."""

    lagrum: Text = Field(description="kapitel:paragraf, paragraf eller artikel: 5:11, 2 a:1, 16, 28.3")
    subjects: tuple[Text, ...] = Field((), alias="ämne", description="ämnen i subjects.yaml")
    about: Annotated[Text, AfterValidator(_own_words)] = Field(
        alias="om", description="vad den handlar om, med egna ord"
    )
    period: InForce = Field(alias="gäller", description="från och till vilken dag den gäller")
    amendments: tuple[ActAmendment, ...] = Field((), alias="ändringar", description="senare ändrade lydelser")
    repealed_by: Text | None = Field(None, alias="upphävd_genom", description="numret på den lag som upphävde den")
    successors: tuple[Text, ...] = Field((), alias="efterträds_av", description="lag och lagrum: 2025:400 4:1")
    renumbered: Text | None = Field(
        None, alias="betecknas", description="lag och lagrum där den står sedan den fick en annan beteckning"
    )
    stycken: Annotated[tuple[int, ...], BeforeValidator(_numbers)] = Field(
        (), description="vilka stycken det står i, när paragrafen också handlar om annat"
    )
    points: YesNo | None = Field(None, alias="punkter", description="nej om paragrafen inte har numrerade punkter")
    note: Text | None = Field(None, alias="anmärkning", description="vad som ändrades, med egna ord")
    source: Text | None = Field(None, alias="källa", description="om annan än lagens")
    confidence: Confidence | None = Field(None, alias="tillförlitlighet", description="om annan än lagens")

    @property
    def later(self) -> tuple[str, ...]:
        """Where it stands since: its new number, or the provisions that came after it."""
        return (*self.successors, *([self.renumbered] if self.renumbered else []))

    def concerns(self, place: Lagrum) -> bool:
        """Whether it is what stands in the stycken that are meant."""
        return not self.stycken or not place.stycke or bool(set(self.stycken).intersection(place.stycke))


class Act(ActRecord):
    """One act of law: how it is named, when it was in force, and chosen provisions of it."""

    number: Text = Field(alias="sfs", description="det officiella numret: 2001:453, (EU) 2016/679, HSLF-FS 2022:39")
    kind: Literal["lag", "balk", "grundlag", "förordning", "eu-förordning", "eu-beslut", "fördrag", "föreskrift"] = (
        Field(alias="slag", description="slag av författning")
    )
    title: Text = Field(alias="titel", description="rubriken i obestämd form")
    name: Text = Field(alias="namn", description="bestämd form med liten bokstav, utan nummer")
    full: Text = Field(alias="skrivs", description="som lagen skrivs första gången den nämns")
    short: Text | None = Field(None, alias="kort", description="som lagen skrivs därefter")
    abbreviations: tuple[Text, ...] = Field((), alias="förkortningar", description="andra sätt att skriva lagen")
    chapters: YesNo = Field(False, alias="kapitel", description="ja om paragraferna börjar om i varje kapitel")
    articles: YesNo = Field(False, alias="artiklar", description="ja om lagen har artiklar")
    last_chapter: int | None = Field(None, alias="kapitel_antal", ge=1, description="hur många kapitel lagen har")
    last_sections: dict[str, int] = Field({}, alias="sista_paragraf", description="sista paragrafen i varje kapitel")
    inserted: tuple[Text, ...] = Field((), alias="inskjutna", description="alla paragrafer med bokstav i de kapitlen")
    repealed: dict[str, ActAmendment] = Field(
        {}, alias="upphävda", description="upphävda paragrafer som annars inte står här, och från vilken dag"
    )
    period: InForce = Field(alias="gäller", description="från och till vilken dag lagen gäller")
    existed_from: Day | None = Field(
        None, alias="fanns_från", description="första dagen den fanns, när den blev tillämplig eller svensk lag senare"
    )
    replaces: Text | None = Field(None, alias="ersätter", description="numret på den lag den ersatte")
    successor: Text | None = Field(None, alias="efterträds_av", description="numret på den lag som ersatte den")
    source: Text = Field(alias="källa", description="var uppgifterna kontrollerades")
    checked: Day = Field(alias="kontrollerad", description="vilken dag uppgifterna kontrollerades")
    confidence: Confidence = Field(alias="tillförlitlighet", description="hur säkra uppgifterna är")
    provisions: tuple[Provision, ...] = Field((), alias="bestämmelser", description="utvalda bestämmelser")

    @model_validator(mode="before")
    @classmethod
    def _section_numbers(cls, data: Any) -> Any:
        """Read the last section of each chapter from text, which is all YAML gives."""
        if isinstance(data, dict) and isinstance(data.get("sista_paragraf"), dict):
            numbers = {str(key): int(str(value)) for key, value in data["sista_paragraf"].items()}
            return {**data, "sista_paragraf": numbers}
        return data

    @model_validator(mode="after")
    def _places_are_readable(self) -> Act:
        for provision in self.provisions:
            self.place(provision)
        return self

    def place(self, provision: Provision) -> Lagrum:
        """Return where a provision of this act stands."""
        return lagrum_from_key(provision.lagrum, self.articles)

    def __hash__(self) -> int:
        return hash(self.number)

    @property
    def noun(self) -> str:
        """What it is called when it has been named: *lagen*, *beslutet*, *föreskrifterna*."""
        return _NOUNS[self.kind]

    @property
    def ended(self) -> str:
        """What is said of it before the day from which it is not in force."""
        return _ENDED.get(self.kind, "är upphävd sedan")

    @property
    def links(self) -> tuple[str, ...]:
        """Where the act's text and register of amendments are published; none when its number does not tell."""
        if re.fullmatch(r"\d{4}:\d+", self.number):
            return tuple(f"https://rkrattsbaser.gov.se/{base}?bet={self.number}" for base in ("sfst", "sfsr"))
        if match := re.fullmatch(r"\(EU\) (nr )?(\d+)/(\d+)", self.number):
            year, number = (match[3], match[2]) if match[1] else (match[2], match[3])
            series = "dec" if self.kind == "eu-beslut" else "reg"
            return (f"http://data.europa.eu/eli/{series}/{year}/{number}/oj",)
        return ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything the act may be called on input, in lower case."""
        said = {self.name, self.title, *self.abbreviations, *([self.short] if self.short else [])}
        return frozenset(name.lower() for name in said)

    @cached_property
    def places(self) -> tuple[tuple[Lagrum, Provision], ...]:
        """Every provision with the place it stands in."""
        return tuple((self.place(provision), provision) for provision in self.provisions)


class Subject(ActRecord):
    """What templates and clauses cite: it links provisions across acts and time."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="a–z och bindestreck"
    )
    name: Text = Field(alias="namn", description="som ämnet skrivs i mallar")


class Subjects(ActRecord):
    """The file ``subjects.yaml``."""

    subjects: tuple[Subject, ...] = Field(alias="ämnen", description="alla ämnen")
