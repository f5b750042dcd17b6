"""What an agreement is about: needs, aims, whom it is for, values, goals and activities.

Free text is taken as it stands, where the key's own sentence can hold it: an aim must follow *att*, a commitment *ska*.
What cannot is left unread rather than rewritten. Who is to do what is read by ``duties_read``, how it is followed up by
``follow_up_read``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iopdocs.importing.document import Document, DocumentPassage, ReadRow, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import amounts
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import SectionReader, is_gap, one_value
from iopdocs.laws.library import LawLibrary
from iopdocs.laws.scan import Found
from iopdocs.swedish import prose

_AIM = re.compile(
    r"(?:\b(?:syftet|ändamålet|syfte)\b.{0,90}?\b(?:är|att)|\b(?:syftar|ska bidra) till)\s+(?:att\s+)?(?=\S)",
    re.IGNORECASE,
)
_THAT = re.compile(r"(?:,\s*(?:och\s+|samt\s+)?|\s+och\s+|\s+samt\s+)att\s+")
_GROUP = re.compile(
    r"(?:målgruppen(?: för \w+)?\s+(?:är|utgörs av|omfattar|består av)|(?:riktar|vänder)\s+sig\s+till|"
    r"(?:är|finns)\s+till\s+för)\s+(?P<who>.+)$",
    re.IGNORECASE,
)
_NO_GROUP = re.compile(r"omfattar inte|omfattas inte|ingår inte|ingår ej|omfattar ej", re.IGNORECASE)
_PLACES = re.compile(
    r"(?<![–\d-])(?<!cirka )(?<!minst )\b(\d{1,3}) platser\b|[Aa]ntalet platser är (\d{1,3})\b(?![–-])"
)
# Headings within a section of activities that tell of rules, and of none.
_OF_RULES = re.compile(
    r"tillstånd|skydd av|kvalitet|dokumentation|tystnad|sekretess|lex |personal|försäkring|anmälan|"
    r"avgräns|ansvar|lokal|"
    r"registerkontroll|myndighetsutövning|arbetsmiljö",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"Initiativ(?:et)?(?: till partnerskapet)?:\s+(\S.*)$|"
    r"Initiativet(?: till \w+)? (?:togs av|kom från|kommer från)\s+([^.]+)"
)
_PLAN = re.compile(r"(?:Partnerskapet|Överenskommelsen|Avtalet) (?:bygger|vilar) på ([A-ZÅÄÖ][^.,]+)\.?$")
_REASON = re.compile(r"(?:parterna|tillsammans)\b|.*\btillsammans når\b|.*\bväljer\b", re.IGNORECASE)
_LONGEST = 1_200
#: The columns of a table of goals.
_COLUMNS = {
    "indikator": "indikator", "mått": "indikator", "mäts genom": "indikator", "målvärde": "målvärde",
    "målnivå": "målvärde", "källa": "källa",
}  # fmt: skip


class ContentReader(SectionReader):
    """Reads what the sections of one document say."""

    def __init__(self, document: Document, cast: Cast, laws: LawLibrary) -> None:
        super().__init__(document, cast)
        self._laws = laws

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what each kind of section says."""
        yield from self._name()
        yield from self._background()
        yield from self._aims()
        yield from self._targets()
        yield from self._left_out()
        yield from self._listed(("värdegrund",), "värdegrund")
        yield from self._goals()
        yield from self._activities()

    def _name(self) -> Iterator[FactOffer]:
        opening = [one for one in self._document.passages if not one.margin][:12]
        for one in opening:
            found = re.match(
                r"(?:idéburet offentligt partnerskap|(?P<name>samverkansöverenskommelse|överenskommelse|"
                r"samverkansavtal|samarbetsavtal|partnerskapsavtal|partnerskapsöverenskommelse|avtal|"
                r"IOP-avtal|IOP-överenskommelse))\b",
                one.text, re.IGNORECASE,
            )  # fmt: skip
            if found and found["name"] and len(one.text) < 160:
                name = found["name"] if found["name"].startswith("IOP") else found["name"].lower()
                whole = re.fullmatch(r"\S+ (?:om|kring|för) [^.:]{5,70}", one.text)
                if whole and not re.search(r"idéburet|IOP|mellan|partnerskap", one.text):
                    yield one_value(("dokumentnamn",), one.text[:1].lower() + one.text[1:], one, Sure.LIKELY)
                else:
                    yield one_value(("dokumentnamn",), name, one, Sure.CERTAIN)
                break
        for one in opening:
            if re.search(r"idébur\w+ offentlig\w+ partnerskap|\bIOP\b", one.text, re.IGNORECASE):
                yield one_value(("iop",), "ja", one, Sure.CERTAIN)
                break
        for one in self._document.body:
            found = re.search(
                r"(?:partnerskapets namn(?: är)?:?|partnerskapet kallas|"
                r"partnerskapet benämns)\s+[”\"]?([A-ZÅÄÖ][^.”\"]{2,80})",
                one.text,
                re.IGNORECASE,
            )
            if found:
                yield one_value(("partnerskap",), found[1].strip(), one, Sure.CERTAIN)
                break

    def _background(self) -> Iterator[FactOffer]:
        reasons: list[DocumentPassage] = []
        for one in self._document.of("bakgrund", "lag", "syfte"):
            cited = list(self._laws.find_in_text(one.text))
            yield from self._cited(one, cited) if not one.under else ()
            if plan := _PLAN.match(one.text):
                yield self._record(("bakgrund", "styrdokument"), (("", plan[1]),), one, Sure.CERTAIN)
            elif one.kind == "bakgrund" and not cited and self._is_need(one):
                text = " ".join(said for said in sentences(one.text) if not _BEGUN.match(said))
                if _REASON.match(one.text):
                    reasons.append(one)
                elif text:
                    yield self._record(("bakgrund", "behov"), (("", text),), one, Sure.LIKELY)
        if len(reasons) == 1:
            yield one_value(("bakgrund", "skäl"), reasons[0].text, reasons[0], Sure.LIKELY)
        yield from self._begun()

    def _cited(self, one: DocumentPassage, cited: Sequence[Found]) -> Iterator[FactOffer]:
        for found in cited:
            pairs: tuple[Pair, ...] = (("lagrum", found.text),)
            after = re.match(r":\s+(\S.*)$", one.text[found.start + len(found.text) :])
            if after and len(cited) == 1 and found.start == 0:
                pairs = (*pairs, ("innebörd", after[1].rstrip(".")))
            yield self._record(("bakgrund", "lagrum"), pairs, one, Sure.CERTAIN)

    def _begun(self) -> Iterator[FactOffer]:
        for one in self._document.of("bakgrund"):
            for sentence in sentences(one.text):
                if begun := _BEGUN.match(sentence):
                    said = (begun[1] or begun[2]).rstrip(".")
                    yield one_value(("bakgrund", "initiativ"), said, one, Sure.CERTAIN, sentence)

    def _is_need(self, one: DocumentPassage) -> bool:
        """Whether a line of the background tells of the need, and of no contract, grant or party."""
        told = (
            r"\bavtal|överenskommelse|föreningsbidrag|beslut|^initiativ|diarienummer|:$|samverkat|"
            r"samarbetat|har tecknat|i egen regi|bedrivit verksamhet sedan"
        )
        return (
            20 < len(one.text) < _LONGEST
            and one.text.endswith(".")
            and not (one.under or one.cell or one.listed)
            and not re.search(told, one.text, re.IGNORECASE)
            and next(amounts(one.text), None) is None
        )

    def _aims(self) -> Iterator[FactOffer]:
        for one in self._document.body:
            if one.kind not in {"syfte", ""}:
                continue
            if one.lead and one.kind == "syfte" and _AIM.search(f"{one.lead} "):
                yield from self._that(one.text, one)
            elif found := _AIM.search(one.text):
                rest = one.text[found.end() :]
                if one.text[: found.end()].rstrip().endswith("att") and rest:
                    yield from self._that(sentences(rest)[0], one)
            elif one.kind == "syfte" and one.listed and not one.lead and "mål" not in one.heading.casefold():
                yield from self._that(one.text, one)

    def _that(self, text: str, one: DocumentPassage) -> Iterator[FactOffer]:
        whole = re.sub(r"^att\s+", "", text.strip().rstrip(".;,")).strip()
        whole = re.sub(r",?\s+(?:och|samt)$", "", whole)
        pieces = _THAT.split(whole)
        for piece in pieces:
            clean = piece.strip().rstrip(",")
            clean = (
                clean[:1].lower() + clean[1:] if prose.begins_with_infinitive(clean[:1].lower() + clean[1:]) else clean
            )
            if clean and prose.follows_that(clean):
                yield self._record(("syfte",), (("", clean),), one, Sure.CERTAIN)

    def _targets(self) -> Iterator[FactOffer]:
        done = False
        for one in self._document.of("målgrupp", "syfte"):
            for sentence in sentences(one.text):
                if not done and (found := _GROUP.search(sentence)) and not _NO_GROUP.search(sentence):
                    yield one_value(("målgrupp", "beskrivning"), found["who"].rstrip("."), one, Sure.CERTAIN, sentence)
                    done = True
        only = self._document.of("målgrupp")
        if not done and len(only) == 1 and len(sentences(only[0].text)) == 1 and not prose.has_verb(only[0].text):
            text = re.sub(r"^för\s+", "", only[0].text.rstrip("."), flags=re.IGNORECASE)
            yield one_value(("målgrupp", "beskrivning"), text[:1].lower() + text[1:], only[0], Sure.LIKELY)

    def _left_out(self) -> Iterator[FactOffer]:
        """Yield what the agreement is said not to cover, and the plans that it rests on."""
        for one in self._document.of("relation", "insatser", "målgrupp", "syfte"):
            if found := re.match(r"(?:Partnerskapet|Överenskommelsen|Avtalet) omfattar inte ([^.]+)\.?$", one.text):
                yield self._record(("relation", "omfattar_inte"), (("", found[1]),), one, Sure.CERTAIN)
            elif found := re.match(
                r"Till målgruppen hör inte ([^.]+)\.?$|Målgruppen omfattar inte ([^.]+)\.?$", one.text
            ):
                yield self._record(("målgrupp", "omfattar_inte"), (("", found[1] or found[2]),), one, Sure.CERTAIN)
        for one in self._document.of("bakgrund"):
            if one.listed and re.search(
                r"styrdokument|program|planer|policy|strategi", f"{one.lead} {one.under}", re.IGNORECASE
            ):
                yield self._record(("bakgrund", "styrdokument"), (("", one.text.rstrip(".,;")),), one, Sure.CERTAIN)

    def _listed(self, path: tuple[str, ...], kind: str) -> Iterator[FactOffer]:
        for one in self._document.of(kind):
            if one.listed:
                yield self._record(path, (("", one.text.rstrip(".,;")),), one, Sure.LIKELY)

    def _goals(self) -> Iterator[FactOffer]:
        for row in self._document.table_rows():
            of_goals = row.heads and re.fullmatch(r"(?:effekt|del)?mål", row.heads[0], re.IGNORECASE)
            if of_goals and row.cells[0] and not is_gap(row.texts[0]):
                yield self._record(("mål",), tuple(_goal_row(row)), row.cells[0][0], Sure.CERTAIN)
        for one in self._document.of("mål", "syfte"):
            led = one.kind == "mål" or bool(re.search(r"\bmål(?:en|et)?\b[^.]*:$", one.lead, re.IGNORECASE))
            if led and one.listed and not one.cell and len(one.text) < 300:
                text = re.sub(r"^att\s+", "", one.text.rstrip(".,;"))
                yield self._record(("mål",), tuple(_goal(text)), one, Sure.CERTAIN)

    def _activities(self) -> Iterator[FactOffer]:
        under: dict[str, list[DocumentPassage]] = {}
        for one in self._document.of("insatser"):
            if one.under:
                under.setdefault(one.under, []).append(one)
            elif one.listed and not one.cell and len(one.text) < 200 and not self._is_duty(one.lead):
                yield self._record(("insatser",), (("namn", one.text.rstrip(".,;")),), one, Sure.LIKELY)
        for name, told in under.items():
            # What is headed by who is to do it is told of under duties.
            if _OF_RULES.match(re.sub(r"^[\d.§ ]+", "", name)) or _begins_with(told, name):
                continue
            pairs: list[Pair] = [("namn", re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", name))]
            whole = " ".join(one.text for one in told)
            first = told[0]
            if (
                not first.listed
                and len(first.text) < _LONGEST
                and not re.match(r"Insatsen|Tiderna|Antalet", first.text)
            ):
                pairs.append(("beskrivning", first.text))
            if (by := re.search(r"(?:Insatsen|Verksamheten) (?:utförs|bedrivs) av ([^.]+)\.", whole)) and (
                who := self._cast.only(by[1])
            ):
                pairs.append(("utförs_av", who))
            places = set(_PLACES.findall(whole))
            if len(places) == 1:
                pairs.append(("platser", "".join(places.pop())))
            needs = tuple(value for key, value in pairs if key == "utförs_av")
            yield self._record(("insatser",), tuple(pairs), told[0], Sure.LIKELY, needs=needs)


def _begins_with(told: Sequence[DocumentPassage], name: str) -> bool:
    """Whether each line under a heading begins with that as who is to do something: *Utföraren ska …*."""
    bare = re.sub(r"^[\d.§ ]+", "", name)
    return all(re.match(rf"{re.escape(bare)}\s+(?:ska|skall|bör|kan|får)\b", one.text, re.I) for one in told)


def _goal_row(row: ReadRow) -> list[Pair]:
    pairs = _goal(row.texts[0])
    for head, text in zip(row.heads[1:], row.texts[1:], strict=False):
        key = _COLUMNS.get(head.casefold())
        if key and text and not is_gap(text):
            source = re.fullmatch(r"(.+?) \(källa: (.+)\)", text) if key == "indikator" else None
            pairs += [(key, source[1]), ("källa", source[2])] if source else [(key, text)]
    return pairs


def _goal(text: str) -> list[Pair]:
    level = re.match(r"(övergripande mål|effektmål|delmål)(?: \d)?:\s+", text, re.IGNORECASE)
    said = text[level.end() :] if level else text
    pairs = [("nivå", level[1].lower().removesuffix(" mål"))] if level else []
    return [*pairs, ("text", said.rstrip("."))]
