"""How an agreement is followed up, how disputes are settled, and what is annexed to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import DAY_OF_YEAR, one_day
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import Groups, SectionReader, one_value
from iopdocs.swedish import dates

_FOLLOWED = re.compile(
    r"(?:uppföljning(?:en)?|avtalet|överenskommelsen|partnerskapet|verksamheten|samverkan)\s+(?:görs|sker|"
    r"ska ske|ska göras|genomförs|ska genomföras|följs upp|ska följas upp|utvärderas|ska utvärderas|"
    r"av \w+ (?:görs|sker))\s+(?P<how>[^.;]+)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?<!sin )(?<!sina )\b(?P<what>verksamhetsberättelse|årsberättelse|årsredovisning|ekonomisk redovisning|"
    r"verksamhetsrapport|delrapport|slutrapport|årsrapport|helårsrapport|halvårsrapport)\w*",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"lämna|redovisa|inkomm|sänd|skicka|överlämna|inkommer|presentera|upprätta|rapportera", re.IGNORECASE
)
_YEARLY_DAY = re.compile(rf"senast\s+(?:den\s+)?(?P<day>{DAY_OF_YEAR})(?!\s+\d{{4}})", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"varje år|årligen|per år|årlig|året efter|nästföljande år|efterföljande år", re.IGNORECASE)


class FollowUpReader(SectionReader):
    """Reads what is said of following up, and of what comes last in one document."""

    def __init__(self, document: Document, cast: Cast) -> None:
        super().__init__(document, cast)
        self._reports: Groups = {}

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what each kind of section says."""
        yield from self._follow_up()
        yield from self._disputes()
        yield from self._annexes()

    def _follow_up(self) -> Iterator[FactOffer]:
        done = False
        for one in self._document.of("uppföljning", "redovisning", "ekonomi", "åtagande"):
            if one.kind == "uppföljning" and re.search(r"nyckeltal|indikator", one.lead, re.IGNORECASE):
                yield self._record(("uppföljning", "indikatorer"), (("", one.text.rstrip(".,;")),), one, Sure.CERTAIN)
                continue
            for sentence in sentences(one.text):
                if one.kind == "uppföljning" and not done and (how := _FOLLOWED.search(sentence)):
                    yield one_value(("uppföljning", "hur"), how["how"].strip(), one, Sure.CERTAIN, sentence)
                    done = True
                elif _GIVES.search(sentence) or one.lead or re.match("verksamhetsberättelse", sentence, re.IGNORECASE):
                    self._reports_in(sentence, one)
        for pairs, said, one in self._reports.values():
            sure = Sure.CERTAIN if len(pairs) > 1 else Sure.LIKELY
            yield self._record(("uppföljning", "rapporter"), tuple(pairs), one, sure, " ".join(said))

    def _reports_in(self, sentence: str, one: DocumentPassage) -> None:
        """Gather the reports of a sentence, each with the day after it; one without a day has that of the next."""
        found = list(_REPORT.finditer(sentence))
        ends = [*(what.start() for what in found[1:]), len(sentence)][: len(found)]
        about = [sentence[what.start() : end] for what, end in zip(found, ends, strict=True)]
        for place in range(len(about) - 2, -1, -1):
            if not re.search(r"senast", about[place], re.IGNORECASE):
                about[place] = about[place + 1]
        for what, said in zip(found, about, strict=True):
            whole = len(found) == 1 or "senast" not in said.lower()
            self._report(what["what"].lower(), sentence, sentence if whole else said, one)

    def _report(self, what: str, sentence: str, about: str, one: DocumentPassage) -> None:
        pairs: list[Pair] = [("vad", what)]
        day = one_day(about)
        if "(beräknat)" in sentence:
            return
        yearly = _YEARLY_DAY.search(about) or re.search(rf"varje år \((?P<day>{DAY_OF_YEAR})\)", about)
        if day and not _EVERY_YEAR.search(about):
            pairs.append(("senast", dates.format_iso(day)))
        elif yearly and not day:
            pairs.append(("varje_år", yearly["day"]))
        who = self._cast.at_start(sentence)[0]
        if party := self._cast.of(who):
            pairs.append(("av", party.noun.lower() if party.noun else party.name))
        if to := re.search(
            r"\btill\s+((?:den\s+)?[A-ZÅÄÖa-zåäö]+(?:nämnden|styrelsen|gruppen|kommunen|regionen|förvaltningen))\b",
            sentence,
        ):
            pairs.append(("till", to[1]))
        known, said, _ = self._reports.setdefault(what, ([], [], one))
        keys = dict(known)
        if all(keys.get(key, value) == value for key, value in pairs):
            known += [pair for pair in pairs if pair not in known]
            said.append(sentence)

    def _disputes(self) -> Iterator[FactOffer]:
        for one in self._document.of("tvist", "ändringar", ""):
            for sentence in sentences(one.text):
                if not re.search(r"tvist", sentence, re.IGNORECASE):
                    continue
                ways = [
                    way
                    for way, words in (
                        ("allmän domstol", r"allmän\w* domstol|tingsrätt"),
                        ("skiljedom", r"skiljedom|skiljeförfarande"),
                    )
                    if re.search(words, sentence, re.IGNORECASE)
                ]
                if len(ways) == 1:
                    yield one_value(("tvister", "tvist"), ways[0], one, Sure.CERTAIN, sentence)
                    return

    def _annexes(self) -> Iterator[FactOffer]:
        place = 0
        for one in self._document.body:
            found = re.fullmatch(r"Bilaga\s+(\d{1,2}|[A-D])\s*[:.–-]?\s+([A-ZÅÄÖ].{2,90})", one.text)
            if found and (one.kind in {"bilagor", ""} or one.listed):
                of = re.fullmatch(r"(.+) \(hör till ([^)]+)\)", found[2].rstrip("."))
                pairs: tuple[Pair, ...] = (("titel", of[1] if of else found[2].rstrip(".")),)
                place += 1
                pairs += (("nummer", found[1]),) if found[1] != str(place) else ()
                pairs += (("hör_till", of[2]),) if of else ()
                yield self._record(("bilagor",), pairs, one, Sure.CERTAIN)
