"""When an agreement runs, how it goes on and ends, when it was decided and signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage, labelled, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import COUNT_TEXT, DAY_TEXT, LENGTH_TEXT, count, days, hedged, length, one_day
from iopdocs.importing.proposal import FactOffer, Sure
from iopdocs.importing.sections import one_value, settled
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
_NEVER = re.compile(r"(?:kan|får|ska)\s+(?:inte|ej)\s+sägas\s+upp", re.IGNORECASE)
#: The whole time, when it is said that the agreement cannot be ended.
_ALL_ALONG = re.compile(
    r"\bi förtid\b|\bunder (?:hela )?(?:avtalstiden|avtalsperioden|löptiden|giltighetstiden)\b|"
    r"\bav någon(?: av)? part\w*",
    re.I,
)
#: What makes a ban one on some notice only: a time, a party, an exception.
_PARTLY = re.compile(
    r"\b(?:under|före|förrän|innan|inom|efter|från|första|av|om|annat|utom|utan|mindre|övrigt|såvida|undantag\w*|dock|"
    r"endast|bara|i)\b|\d",
    re.IGNORECASE,
)
_BODY = (
    r"(?:[Gg]emensamma )?(?:[A-ZÅÄÖa-zåäö]+(?:-? ?och [a-zåäö]+)?(?:nämnden|styrelsen|utskottet|"
    r"fullmäktige)|styrelsen|årsmötet|"
    r"föreningsstämman)"
)
_DECIDED = re.compile(rf"(?P<body>{_BODY})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"§+\s?\d+(?:/\d+)?")
_COPIES = re.compile(rf"\bi\s+({COUNT_TEXT})\s+(?:likalydande\s+)?(?:exemplar|original)", re.IGNORECASE)


def proposed(document: Document, cast: Cast) -> Iterator[FactOffer]:
    """Yield what is said of time: one value for each key, or a question when it is said in two ways."""
    found: dict[KeyPath, list[FactOffer]] = {}
    for one in (*_term(document), *_prolongation(document), *_termination(document, cast), *_copies(document)):
        found.setdefault(one.path, []).append(one)
    for said in found.values():
        yield settled(said)
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
                yield one_value(("avtalstid", "från"), dates.format_iso(day), one, sentence=f"{label}: {value}")
            if re.search(r"till|slut", label, re.IGNORECASE) and (day := one_day(value)) and not _FROM_TO.search(value):
                yield one_value(("avtalstid", "till"), dates.format_iso(day), one, sentence=f"{label}: {value}")
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
            yield one_value(("avtalstid", "från"), dates.format_iso(first), passage, sentence=sentence)
            yield one_value(("avtalstid", "till"), dates.format_iso(last), passage, sentence=sentence)
            return
    starts, ends = _FROM.search(text), _TO.search(text)
    if starts and (day := one_day(starts[1])):
        yield one_value(("avtalstid", "från"), dates.format_iso(day), passage, sentence=sentence)
    if ends and hedged(text, *ends.span(1), ranged=False) == "" and (day := one_day(ends[1])):
        yield one_value(("avtalstid", "till"), dates.format_iso(day), passage, sentence=sentence)
    if rolling := _AT_A_TIME.search(text):
        yield one_value(("avtalstid", "löper_om"), str(length(rolling[1])), passage, sentence=sentence)
    elif not ends and (span_ := _SO_LONG.search(text)) and (made := length(span_[1])) and not _PROLONG.search(text):
        yield one_value(("avtalstid", "längd"), str(made), passage, sentence=sentence)
    if _OPEN.search(text) and not ends and (stated or starts) and not _PROLONG.search(text):
        yield one_value(("avtalstid", "tills_vidare"), "ja", passage, sentence=sentence)


def _prolongation(document: Document) -> Iterator[FactOffer]:
    path = "förlängning"
    for sentence, one in _said(document, "tid", "förlängning", "uppsägning"):
        if one.kind != "förlängning" and not _PROLONG.search(sentence) and not _NO_PROLONG.search(sentence):
            continue
        if more := re.search(r"\bmed (\d)((?:\s?\+\s?\1)+) år", sentence):
            yield one_value((path, "längd"), f"{more[1]} år", one, sentence=sentence)
            yield one_value((path, "högst_antal"), str(1 + more[2].count("+")), one, sentence=sentence)
        if _NO_PROLONG.search(sentence):
            kind = "nytt avtal" if re.search(r"nytt avtal|ny överenskommelse", one.text) else "ingen"
            yield one_value((path, "slag"), kind, one, sentence=sentence)
        elif _PROLONG.search(sentence) and _AUTOMATIC.search(sentence):
            yield one_value((path, "slag"), "automatisk", one, sentence=sentence)
        elif _BY_AGREEMENT.search(sentence):
            yield one_value((path, "slag"), "överenskommelse", one, sentence=sentence)
        if (by := _BY.search(sentence)) and (made := length(by[1])):
            yield one_value((path, "längd"), str(made), one, sentence=sentence)
        if (before := _BEFORE_END.search(sentence)) and (made := length(before[1])):
            yield one_value((path, "senast"), str(made), one, sentence=sentence)
        if (most := _AT_MOST.search(sentence)) and (number := count(most[1] or most[2])):
            yield one_value((path, "högst_antal"), str(number), one, sentence=sentence)


def _termination(document: Document, cast: Cast) -> Iterator[FactOffer]:
    for label, value, passages in labelled(document):
        if re.fullmatch(r"(?:ömsesidig )?uppsägningstid", label, re.IGNORECASE) and (made := length(value.rstrip("."))):
            yield one_value(("uppsägning", "tid"), str(made), passages[-1], sentence=f"{label}: {value}")
    for sentence, one in _said(document, "uppsägning", "tid", "förlängning", "tvist", ""):
        if not re.search(r"uppsägning|säga upp|sägas upp|säger upp", sentence, re.IGNORECASE):
            continue
        special = _SPECIAL.search(sentence)
        if not special and (found := _NOTICE.search(sentence)) and (made := length(next(filter(None, found.groups())))):
            least = "minst " if re.search(r"minst\s+$", sentence[: found.start(found.lastindex or 0)]) else ""
            yield one_value(("uppsägning", "tid"), f"{least}{made}", one, sentence=sentence)
        if re.search(
            r"(?:uppsägning|säg\w+ upp)[^.]*\bskriftlig(?:en|t)?\b|skriftlig uppsägning|skriftligen\b[^.]*säg",
            sentence,
            re.IGNORECASE,
        ):
            yield one_value(("uppsägning", "form"), "skriftligen", one, sentence=sentence)
        if _NEVER.search(sentence) and not _PARTLY.search(_ALL_ALONG.sub("", sentence)):
            yield one_value(("uppsägning", "möjlig"), "nej", one, sentence=sentence)


def _copies(document: Document) -> Iterator[FactOffer]:
    for one in document.body:
        for sentence in sentences(one.text):
            if (found := _COPIES.search(sentence)) and (number := count(found[1])):
                yield one_value(("exemplar",), str(number), one, sentence=sentence)
            if (re.search(r"sista underskriften gjordes", sentence) and (day := one_day(sentence))) or (
                re.search(r"undertecknades?\b", sentence) and _RUNS.search(sentence) and (day := one_day(sentence))
            ):
                yield one_value(("undertecknat",), dates.format_iso(day), one, sentence=sentence)


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
            name = stated[1].rstrip(" :") if stated else body["body"][:1].upper() + body["body"][1:]
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
