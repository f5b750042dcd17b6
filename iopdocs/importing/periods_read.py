"""When an agreement runs, how it goes on and ends, when it was decided and signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage, labelled, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import COUNT_TEXT, DAY_TEXT, LENGTH_TEXT, count, days, hedged, length, one_day
from iopdocs.importing.proposal import FactOffer, Sure
from iopdocs.reading import KeyPath
from iopdocs.swedish import dates
from iopdocs.swedish.characters import IN_DASHES

_DAY = rf"(?:den\s+)?{DAY_TEXT}"
_UNTIL = rf"(?:till och med|t\.?\s?o\.?\s?m\.?|till|[{IN_DASHES}]{{1,2}})"
_FROM_TO = re.compile(rf"({_DAY})\s*(?:,?\s*(?:och|samt)\s+(?:löper\s+)?)?{_UNTIL}\s*({_DAY})", re.IGNORECASE)
_FROM = re.compile(
    rf"(?:från och med|från|fr\.?\s?o\.?\s?m\.?|träder i kraft(?: den)?|börjar gälla)\s+({_DAY})", re.IGNORECASE
)
_TO = re.compile(rf"(?:till och med|t\.?\s?o\.?\s?m\.?|upphör(?: att gälla)?|längst till)\s+({_DAY})", re.IGNORECASE)
_RUNS = re.compile(
    r"\b(?:avtal\w*|överenskommelsen?|partnerskapet|partnerskapsavtalet|samverkan|avtalstid\w*|avtalsperiod\w*|giltighetstid\w*|"
    r"perioden|löptid\w*|giltighet)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:beslut\w*|godkän\w*|antog|gäller|är|har|den)\b", re.IGNORECASE)
#: A decision that has not been made, or is about something else.
_OF_ANOTHER = re.compile(r"förutsättning|senast|riktlinje|säga upp|tidigare|program|policy", re.IGNORECASE)
#: Terms that are of something else than the agreement.
_ELSEWHERE = re.compile(r"\bhyres|statsbidrag|\bbilaga\b|försäkring", re.IGNORECASE)
_OPEN = re.compile(r"\btills vidare\b", re.IGNORECASE)
_SO_LONG = re.compile(
    rf"(?:gäller|löper|avtalstid(?:en)?(?: är)?|sträcker sig)\s+(?:i|under|på|över|"
    rf"är)?\s*({LENGTH_TEXT})(?!\s*(?:före|innan|i taget|uppsägning))",
    re.I,
)
_AT_A_TIME = re.compile(rf"(?:löper|gäller)\s+(?:på|i|med)?\s*({LENGTH_TEXT})\s+(?:i taget|åt gången)", re.IGNORECASE)
_PROLONG = re.compile(r"förläng\w*", re.IGNORECASE)
_NO_PROLONG = re.compile(
    r"(?:kan|ska|får)\s+(?:inte|ej)\s+förlängas|ingen\s+(?:automatisk\s+)?förlängning|utan förlängning|"
    r"upphör(?: \w+){0,4} utan (?:föregående )?uppsägning",
    re.I,
)
_AUTOMATIC = re.compile(
    r"automatiskt|förlängs\s+(?:avtalet|överenskommelsen|det|den|avtalstiden)?\s*(?:med|i)\b.*(?:i taget|"
    r"åt gången)|om (?:inte )?(?:avtalet|någon|ingen).*(?:sägs|sagts|sagt) upp",
    re.I,
)
_BY_AGREEMENT = re.compile(
    r"(?:kan|får|möjlighet\w*|option|rätt att)\b.*förläng|förläng\w*.*(?:överenskomm|komma överens)|"
    r"komma överens om (?:att förlänga|förlängning)",
    re.I,
)
_BY = re.compile(
    rf"(?:förläng\w*)[^.]*?\b(?:med|i)\s+(?:ytterligare\s+|högst\s+|som mest\s+)?({LENGTH_TEXT})", re.IGNORECASE
)
_BEFORE_END = re.compile(rf"(?:senast|minst)\s+({LENGTH_TEXT})\s+(?:före|innan)", re.IGNORECASE)
_AT_MOST = re.compile(
    rf"(?:högst|maximalt|som mest|längst)\s+({COUNT_TEXT})\s+gånger?|förlängas?\s+({COUNT_TEXT})\s+gånger?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    rf"uppsägningstid(?:en)?\s*(?:är|om|på|:|,|uppgår till)*\s*(?:minst\s+)?({LENGTH_TEXT})|({LENGTH_TEXT})"
    rf"\s+(?:ömsesidig\s+|skriftlig\s+)?uppsägningstid|"
    rf"sägas? upp[^.]*?\bmed\s+(?:en\s+)?(?:ömsesidig\s+)?(?:uppsägningstid\s+(?:om|på)\s+)?"
    rf"({LENGTH_TEXT})|({LENGTH_TEXT})\s+(?:i förväg|varsel)",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"budget|anvisa|väsentlig|avtalsbrott|hävas?\b|omedelbar|inte fullgör|åsidosätt|brister", re.IGNORECASE
)
_BODY = (
    r"(?:[Gg]emensamma )?(?:[A-ZÅÄÖa-zåäö]+(?:-? ?och [a-zåäö]+)?(?:nämnden|styrelsen|utskottet|"
    r"fullmäktige)|styrelsen|årsmötet|"
    r"föreningsstämman)"
)
_DECIDED = re.compile(rf"(?P<body>{_BODY})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"§+\s?\d+(?:/\d+)?")
_COPIES = re.compile(rf"\bi\s+({COUNT_TEXT})\s+(?:likalydande\s+)?(?:exemplar|original)", re.IGNORECASE)


def _one(
    path: KeyPath, value: str, sentence: str, passage: DocumentPassage, sure: Sure = Sure.CERTAIN, why: str = ""
) -> FactOffer:
    return FactOffer(path, (("", value),), sentence, passage.place, sure, why=why, read=frozenset({passage.number}))


def proposed(document: Document, cast: Cast) -> Iterator[FactOffer]:
    """Yield what is said of time: one value for each key, or a question when it is said in two ways."""
    found: dict[KeyPath, list[FactOffer]] = {}
    for one in (*_term(document), *_prolongation(document), *_termination(document, cast), *_copies(document)):
        found.setdefault(one.path, []).append(one)
    for path, unsorted in found.items():
        said = sorted(unsorted, key=lambda one: min(one.read))
        values = tuple(dict.fromkeys(one.value for one in said))
        if len(values) == 1:
            yield said[0]
        else:
            firsts = {one.value: one for one in reversed(said)}
            sentence = " / ".join(firsts[value].sentence for value in values)
            read = frozenset(number for one in said for number in one.read)
            places = " och ".join(dict.fromkeys(firsts[value].place for value in values))
            yield FactOffer(path, (), sentence, places, Sure.ASK, values, "det står på flera sätt", read=read)
    yield from _decisions(document, cast)


def _said(document: Document, *kinds: str) -> Iterator[tuple[str, DocumentPassage]]:
    for one in document.body:
        if one.kind in kinds:
            yield from ((said, one) for said in sentences(one.text) if not _ELSEWHERE.search(said))


def _term(document: Document) -> Iterator[FactOffer]:
    for label, value, passages in labelled(document):
        one = passages[-1]
        if re.search(
            r"avtalstid|avtalsperiod|giltighet|gäller|period|löptid", label, re.IGNORECASE
        ) and not _PROLONG.search(label):
            yield from _period(value, f"{label}: {value}", one, stated=True)
            if (
                re.search(r"från|start", label, re.IGNORECASE)
                and (day := one_day(value))
                and not _FROM_TO.search(value)
            ):
                yield _one(("avtalstid", "från"), dates.format_iso(day), f"{label}: {value}", one)
            if re.search(r"till|slut", label, re.IGNORECASE) and (day := one_day(value)) and not _FROM_TO.search(value):
                yield _one(("avtalstid", "till"), dates.format_iso(day), f"{label}: {value}", one)
    for sentence, one in _said(document, "tid", "förlängning", "uppsägning", "", "bakgrund", "syfte"):
        within = one.kind == "tid"
        if (
            within
            or (_RUNS.search(sentence) and re.search(r"gäller|löper|avser|ingås för|tecknas för|sträcker", sentence))
        ) and not re.search(r"tidigare|föregående avtal|förläng\w+ (?:från|till)", sentence, re.IGNORECASE):
            yield from _period(sentence, sentence, one, stated=within)


def _period(text: str, sentence: str, passage: DocumentPassage, *, stated: bool) -> Iterator[FactOffer]:
    if (span := _FROM_TO.search(text)) and hedged(text, *span.span(2), ranged=False) == "":
        first, last = one_day(span[1]), one_day(span[2])
        if first and last and first <= last:
            yield _one(("avtalstid", "från"), dates.format_iso(first), sentence, passage)
            yield _one(("avtalstid", "till"), dates.format_iso(last), sentence, passage)
            return
    starts, ends = _FROM.search(text), _TO.search(text)
    if starts and (day := one_day(starts[1])):
        yield _one(("avtalstid", "från"), dates.format_iso(day), sentence, passage)
    if ends and hedged(text, *ends.span(1), ranged=False) == "" and (day := one_day(ends[1])):
        yield _one(("avtalstid", "till"), dates.format_iso(day), sentence, passage)
    if rolling := _AT_A_TIME.search(text):
        yield _one(("avtalstid", "löper_om"), str(length(rolling[1])), sentence, passage)
    elif not ends and (span_ := _SO_LONG.search(text)) and (made := length(span_[1])) and not _PROLONG.search(text):
        yield _one(("avtalstid", "längd"), str(made), sentence, passage)
    if _OPEN.search(text) and not ends and (stated or starts) and not _PROLONG.search(text):
        yield _one(("avtalstid", "tills_vidare"), "ja", sentence, passage)


def _prolongation(document: Document) -> Iterator[FactOffer]:
    path = "förlängning"
    for sentence, one in _said(document, "tid", "förlängning", "uppsägning"):
        if one.kind != "förlängning" and not _PROLONG.search(sentence) and not _NO_PROLONG.search(sentence):
            continue
        if more := re.search(r"\bmed (\d)((?:\s?\+\s?\1)+) år", sentence):
            yield _one((path, "längd"), f"{more[1]} år", sentence, one)
            yield _one((path, "högst_antal"), str(1 + more[2].count("+")), sentence, one)
        if _NO_PROLONG.search(sentence):
            kind = "nytt avtal" if re.search(r"nytt avtal|ny överenskommelse", one.text) else "ingen"
            yield _one((path, "slag"), kind, sentence, one)
        elif _PROLONG.search(sentence) and _AUTOMATIC.search(sentence):
            yield _one((path, "slag"), "automatisk", sentence, one)
        elif _BY_AGREEMENT.search(sentence):
            yield _one((path, "slag"), "överenskommelse", sentence, one)
        if (by := _BY.search(sentence)) and (made := length(by[1])):
            yield _one((path, "längd"), str(made), sentence, one)
        if (before := _BEFORE_END.search(sentence)) and (made := length(before[1])):
            yield _one((path, "senast"), str(made), sentence, one)
        if (most := _AT_MOST.search(sentence)) and (number := count(most[1] or most[2])):
            yield _one((path, "högst_antal"), str(number), sentence, one)


def _termination(document: Document, cast: Cast) -> Iterator[FactOffer]:
    for label, value, passages in labelled(document):
        if re.fullmatch(r"(?:ömsesidig )?uppsägningstid", label, re.IGNORECASE) and (made := length(value.rstrip("."))):
            yield _one(("uppsägning", "tid"), str(made), f"{label}: {value}", passages[-1])
    for sentence, one in _said(document, "uppsägning", "tid", "förlängning", "tvist", ""):
        if not re.search(r"uppsägning|säga upp|sägas upp|säger upp", sentence, re.IGNORECASE):
            continue
        special = _SPECIAL.search(sentence)
        if not special and (found := _NOTICE.search(sentence)) and (made := length(next(filter(None, found.groups())))):
            least = "minst " if re.search(r"minst\s+$", sentence[: found.start(found.lastindex or 0)]) else ""
            yield _one(("uppsägning", "tid"), f"{least}{made}", sentence, one)
        if re.search(
            r"(?:uppsägning|säg\w+ upp)[^.]*\bskriftlig(?:en|t)?\b|skriftlig uppsägning|skriftligen\b[^.]*säg",
            sentence,
            re.IGNORECASE,
        ):
            yield _one(("uppsägning", "form"), "skriftligen", sentence, one)
        if re.search(r"kan (?:inte|ej) sägas upp", sentence, re.IGNORECASE):
            yield _one(("uppsägning", "möjlig"), "nej", sentence, one)


def _copies(document: Document) -> Iterator[FactOffer]:
    for one in document.body:
        for sentence in sentences(one.text):
            if (found := _COPIES.search(sentence)) and (number := count(found[1])):
                yield _one(("exemplar",), str(number), sentence, one)
            if (re.search(r"sista underskriften gjordes", sentence) and (day := one_day(sentence))) or (
                re.search(r"undertecknades?\b", sentence) and _RUNS.search(sentence) and (day := one_day(sentence))
            ):
                yield _one(("undertecknat",), dates.format_iso(day), sentence, one)


def _decisions(document: Document, cast: Cast) -> Iterator[FactOffer]:
    place, public = 0, list(cast.of_kind(public=True))
    seen: set[tuple[str, str]] = set()
    for one in document.body:
        for sentence in sentences(one.text):
            if not (one.kind == "beslut" or re.search(r"beslut|godkän", sentence, re.IGNORECASE)):
                continue
            body, when, number = _DECIDED.search(sentence), list(days(sentence)), _PARAGRAPH.findall(sentence)
            if not body or len(when) != 1 or len(list(_DECIDED.finditer(sentence))) != 1:
                continue
            stated = re.match(rf"([A-ZÅÄÖ][^,]{{4,80}}),? {_DAY}", sentence) if one.kind == "beslut" else None
            stated = stated if stated and not _DECIDES.search(stated[1]) else None
            name = stated[1] if stated else body["body"][:1].upper() + body["body"][1:]
            day = dates.format_iso(when[0][0])
            if (name, day) in seen or one.kind in {"ändringar", "uppföljning", "utbetalning"}:
                continue
            seen.add((name, day))
            pairs = [("organ", name), ("datum", day)]
            if len(number) == 1:
                pairs.append(("paragraf", number[0] if " " in number[0] else number[0].replace("§", "§ ")))
            who = cast.only(sentence) if len(public) > 1 else ""
            needs = (who,) if who in public else ()
            pairs += [("part", who)] if needs else []
            sure = Sure.CERTAIN if one.kind == "beslut" and not _OF_ANOTHER.search(sentence) else Sure.LIKELY
            why = "" if sure is Sure.CERTAIN else "det kan vara ett annat beslut än det om avtalet"
            yield FactOffer(
                ("beslut", place),
                tuple(pairs),
                sentence,
                one.place,
                sure,
                why=why,
                needs=needs,
                read=frozenset({one.number}),
            )
            place += 1
