"""Who is to do what: commitments, what each party puts in of its own, who steers, and how it is followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import COUNT_TEXT, DAY_OF_YEAR, amounts, one_day
from iopdocs.importing.passages import Document, Passage, sentences
from iopdocs.importing.proposal import Pair, Proposal, Sure
from iopdocs.importing.sections import TOGETHER, SectionReader, is_gap, one_value
from iopdocs.importing.verbs import infinitive
from iopdocs.swedish import dates, prose

_UNDERTAKES = re.compile(
    r"^\s*(?:ska|skall|åtar sig(?: gemensamt)? att|förbinder sig att|har (?:i uppgift|ansvar för) att|"
    r"ansvarar för att)\s+(?:gemensamt\s+)?(?P<what>\S.*)$",
    re.IGNORECASE,
)
_ENDS_SO = re.compile(r"(?:ska|skall|att|följande)\s*:?$", re.IGNORECASE)
_OWN = re.compile(
    r"(?:bidrar|ska bidra|tillför|satsar)\s+(?:själv\w?\s+)?(?:gemensamt\s+)?(?:även\s+|också\s+)?med"
    r"\s+(?P<what>\S.*)$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:består av|bestå av|bestående av|utgörs av|ingår|sammansatt av)\s+(?P<who>[^.;]+)", re.IGNORECASE
)
_OFTEN = re.compile(
    rf"(?:möts|träffas|sammanträder|sammankallas|möten hålls|ha möten|sammanträda|träffa\w*|mötas|"
    rf"kallas till möte)\s+(?P<often>(?:minst |som minst )?"
    rf"(?:{COUNT_TEXT}\s+gånger?\s+(?:per|om|i)\s+(?:året|år|termin(?:en)?|halvår(?:et)?|månaden?|kvartal(?:et)?)|varje\s+(?:kvartal|månad|termin|halvår|år)|"
    r"varannan\s+månad|en\s+gång\s+i\s+(?:månaden|kvartalet|halvåret|veckan)|kvartalsvis|halvårsvis|årligen))",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?P<name>(?:gemensam\s+)?(?:styrgrupp|samverkansgrupp|ledningsgrupp|arbetsgrupp|samrådsgrupp|partnerskapsråd|projektgrupp))",
    re.IGNORECASE,
)
_LEVELS = {"styr": "styrning", "ledn": "ledning", "arbe": "arbete", "proj": "arbete"}
_FOLLOWED = re.compile(
    r"(?:uppföljning(?:en)?|avtalet|överenskommelsen|partnerskapet|verksamheten|samverkan)\s+(?:görs|sker|"
    r"ska ske|ska göras|genomförs|ska genomföras|följs upp|ska följas upp|utvärderas|ska utvärderas|"
    r"av \w+ (?:görs|sker))\s+(?P<how>[^.;]+)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?P<what>verksamhetsberättelse|årsberättelse|årsredovisning|ekonomisk redovisning|"
    r"verksamhetsrapport|delrapport|slutrapport|årsrapport|helårsrapport|halvårsrapport)\w*",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"lämna|redovisa|inkomm|sänd|skicka|överlämna|inkommer|presentera|upprätta|rapportera", re.IGNORECASE
)
_YEARLY_DAY = re.compile(rf"senast\s+(?:den\s+)?(?P<day>{DAY_OF_YEAR})(?!\s+\d{{4}})", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"varje år|årligen|per år|årlig|året efter|nästföljande år|efterföljande år", re.IGNORECASE)

#: What is gathered of each group or report: what it says, in which sentences, and where the first one stands.
Groups = dict[str, tuple[list[Pair], list[str], Passage]]


class DutyReader(SectionReader):
    """Reads what the parties of one document undertake."""

    def __init__(self, document: Document, cast: Cast) -> None:
        super().__init__(document, cast)
        self._reports: Groups = {}

    def proposed(self) -> Iterator[Proposal]:
        """Yield what each kind of section says."""
        yield from self._commitments()
        yield from self._contributions()
        yield from self._groups()
        yield from self._follow_up()
        yield from self._disputes()
        yield from self._annexes()

    def _commitments(self) -> Iterator[Proposal]:
        for one in self._document.of("åtagande", "insatser", "kommunikation", "relation"):
            inside = one.kind == "åtagande"
            if one.listed and (owner := self._owner(one)) and (inside or self._is_duty(one.lead)):
                yield from self._duty(
                    owner, re.sub(r"^att\s+", "", one.text), one, as_verb=not _ENDS_SO.search(one.lead.rstrip(": "))
                )
                continue
            for sentence in sentences(one.text):
                who, end = self._cast.at_start(sentence)
                if not who and (
                    both := re.match(r"(?:De )?(?:parterna|båda parter(?:na)?)\b", sentence, re.IGNORECASE)
                ):
                    who, end = "*", both.end()
                rest = sentence[end:]
                if who and (found := _UNDERTAKES.match(rest)) and (inside or "sig" in rest[:40]):
                    yield from self._duty(who, found["what"], one, sentence=sentence)
                elif who and inside and not _ENDS_SO.search(rest.strip(": ")):
                    yield from self._duty(who, rest.strip(), one, as_verb=True, sentence=sentence)

    def _owner(self, one: Passage) -> str:
        """Return whose item of a list it is: by what leads on to it, else by the headings; * is all parties'."""
        for said in (one.lead, one.under, one.heading):
            if who := self._cast.only(said):
                return who
            if TOGETHER.search(said) and not re.search(r"parternas (?:åtagande|ansvar|roll)", said, re.IGNORECASE):
                return "*"
        return ""

    def _duty(
        self, who: str, text: str, one: Passage, *, as_verb: bool = False, sentence: str = ""
    ) -> Iterator[Proposal]:
        clean = text.strip().rstrip(".;,").strip()
        clean = clean[:1].lower() + clean[1:] if clean[1:2].islower() else clean
        if as_verb and not prose.begins_with_infinitive(clean):
            clean = infinitive(clean)
        if (
            not clean
            or clean.endswith(":")
            or len(clean) > 500
            or not prose.follows_that(clean)
            or _ENDS_SO.search(clean)
        ):
            return
        pairs: list[Pair] = [("gemensamt", "ja")] if who == "*" else [("part", who)]
        pairs.append(("text", clean))
        sure = Sure.CERTAIN if sentence or one.lead else Sure.LIKELY
        yield self._record(("åtaganden",), tuple(pairs), one, sure, sentence, () if who == "*" else (who,))

    def _contributions(self) -> Iterator[Proposal]:
        for one in self._document.of("bidrag", "ekonomi", "åtagande"):
            owner = self._cast.only(one.lead) if one.listed and "bidr" in one.lead.lower() else ""
            if one.listed and one.kind == "bidrag" and not owner:
                owner = self._cast.only(one.under or one.heading)
            if owner and one.listed and "egna" in f"{one.lead} {one.heading} {one.under}".lower():
                yield self._contribution(owner, one.text, one, one.text)
                continue
            for sentence in sentences(one.text):
                who, end = self._cast.at_start(sentence)
                found = _OWN.search(sentence[end:]) if who else None
                if (
                    found
                    and one.kind != "åtagande"
                    and not self._is_money(found["what"])
                    and not re.search(r"följande|enligt|:$", found["what"].rstrip())
                ):
                    yield self._contribution(who, found["what"], one, sentence)

    def _is_money(self, text: str) -> bool:
        return next(amounts(text), None) is not None and not re.search(r"värde", text, re.IGNORECASE)

    def _contribution(self, who: str, text: str, one: Passage, sentence: str) -> Proposal:
        ours = re.fullmatch(
            r"(.+?) \((pengar|arbete|lokaler|annat)(?:, uppskattat värde ([\d ]+) kronor per år)?\)\.?", text
        )
        pairs: list[Pair] = [("part", who)]
        if ours:
            pairs += [("slag", ours[2]), ("beskrivning", ours[1])]
            pairs += [("belopp", ours[3])] if ours[3] else []
            return self._record(("ekonomi", "egna_bidrag"), tuple(pairs), one, Sure.CERTAIN, sentence, (who,))
        kinds = [
            kind
            for kind, words in (
                ("arbete", r"ideell|volontär|arbetstid|arbetsinsats|personal|tjänst"),
                ("lokaler", r"lokal|rum\b"),
            )
            if re.search(words, text, re.I)
        ]
        pairs += [("slag", kinds[0])] if len(kinds) == 1 else []
        pairs.append(("beskrivning", text.rstrip(".,;")))
        return self._record(("ekonomi", "egna_bidrag"), tuple(pairs), one, Sure.LIKELY, sentence, (who,))

    def _groups(self) -> Iterator[Proposal]:
        found = self._group_table()
        for one in self._document.of("organisation", "uppföljning", "relation", ""):
            for sentence in sentences(one.text):
                self._of_group(sentence, one, found)
        for known, said, one in found.values():
            if len(known) > 1:
                yield self._record(("organisation",), tuple(known), one, Sure.CERTAIN, " ".join(said))

    def _of_group(self, sentence: str, one: Passage, found: Groups) -> None:
        """Gather what a sentence says of a group that it names, or of the only one there is."""
        named, pairs = _CALLED.search(sentence), _group_pairs(sentence)
        name = named["name"].lower() if named else ""
        if not named and len(found) == 1 and re.match(r"(?:gruppen|den)\b", sentence, re.IGNORECASE):
            name = next(iter(found))
        if not name:
            return
        short = name.split()[-1]
        if short not in found:
            if not pairs and one.kind != "organisation":
                return
            level = _LEVELS.get(short[:4])
            found[short] = ([("namn", name), *([("nivå", level)] if level else [])], [], one)
        known, said, _ = found[short]
        known += [pair for pair in pairs if pair[0] not in {key for key, _ in known}]
        if pairs or not said:
            said.append(sentence)

    def _group_table(self) -> Groups:
        """Return the groups of a table of them."""
        found: Groups = {}
        heads: dict[int, list[str]] = {}
        for (table, row), cells in sorted(self._document.rows.items()):
            texts = [" ".join(one.text for one in cell) for cell in cells]
            if row == 1 and texts[0].casefold() in {"grupp", "gruppens namn"}:
                heads[table] = [text.casefold() for text in texts]
            elif table in heads and cells[0]:
                level = re.fullmatch(r"(.+?) \((ledning|styrning|arbete)\)", texts[0])
                pairs: list[Pair] = [("namn", (level[1] if level else texts[0]).strip().lower())]
                pairs += [("nivå", level[2])] if level else []
                for head, text in zip(heads[table][1:], texts[1:], strict=False):
                    if head.startswith("ledam") and text and not is_gap(text):
                        pairs.append(("ledamöter", text))
                    else:
                        pairs += _group_pairs(text)
                found[pairs[0][1]] = (pairs, [" | ".join(texts)], cells[0][0])
        return found

    def _follow_up(self) -> Iterator[Proposal]:
        done = False
        for one in self._document.of("uppföljning", "redovisning", "ekonomi", "åtagande"):
            if one.kind == "uppföljning" and re.search(r"nyckeltal|indikator", one.lead, re.IGNORECASE):
                yield self._record(("uppföljning", "indikatorer"), (("", one.text.rstrip(".,;")),), one, Sure.CERTAIN)
                continue
            for sentence in sentences(one.text):
                if one.kind == "uppföljning" and not done and (how := _FOLLOWED.search(sentence)):
                    yield one_value(("uppföljning", "hur"), how["how"].strip(), one, Sure.CERTAIN, sentence)
                    done = True
                elif (
                    (what := _REPORT.search(sentence))
                    and not re.search(r"\bi sin\w*\s\w*$", sentence[: what.start()])
                    and (_GIVES.search(sentence) or one.lead)
                ):
                    self._report(what["what"].lower(), sentence, one)
        for pairs, said, one in self._reports.values():
            sure = Sure.CERTAIN if len(pairs) > 1 else Sure.LIKELY
            yield self._record(("uppföljning", "rapporter"), tuple(pairs), one, sure, " ".join(said))

    def _report(self, what: str, sentence: str, one: Passage) -> None:
        pairs: list[Pair] = [("vad", what)]
        day = one_day(sentence)
        if "(beräknat)" in sentence:
            return
        yearly = _YEARLY_DAY.search(sentence) or re.search(rf"varje år \((?P<day>{DAY_OF_YEAR})\)", sentence)
        if day and not _EVERY_YEAR.search(sentence):
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

    def _disputes(self) -> Iterator[Proposal]:
        for one in self._document.of("tvist"):
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

    def _annexes(self) -> Iterator[Proposal]:
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


def _group_pairs(sentence: str) -> list[Pair]:
    pairs: list[Pair] = []
    if members := _MEMBERS.search(sentence):
        pairs.append(("ledamöter", members["who"].strip().rstrip(",")))
    if often := _OFTEN.search(sentence):
        pairs.append(("möts", often["often"]))
    if chair := re.search(r"\bOrdförande(?: i \w+)? är ([^.,;]+)|([^.,;]+?) är ordförande", sentence):
        pairs.append(("ordförande", (chair[1] or chair[2]).strip()))
    if calls := re.search(
        r"\bSammankallande(?: för \w+| i \w+)? är ([^.,;]+)|([A-ZÅÄÖ]?[^.,;]+?) (?:är sammankallande|sammankallar)\b",
        sentence,
    ):
        pairs.append(("sammankallande", (calls[1] or calls[2]).strip()))
    return pairs
