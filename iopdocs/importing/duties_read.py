"""Who is to do what: commitments, what each party puts in of its own, and who steers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import DocumentPassage, sentences
from iopdocs.importing.numbers_read import COUNT_TEXT, amounts
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import TOGETHER, Groups, SectionReader, is_gap
from iopdocs.importing.verbs import follows_shall, infinitive

_UNDERTAKES = re.compile(
    r"^\s*(?P<duty>ska|skall|åtar sig(?: gemensamt)? att|förbinder sig att|har (?:i uppgift|ansvar för) att|"
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
    rf"(?:{COUNT_TEXT}\s+gång(?:er)?\s+(?:per|om|i)\s+(?:året|år|termin(?:en)?|halvår(?:et)?|månaden?|kvartal(?:et)?)|varje\s+(?:kvartal|månad|termin|halvår|år)|"
    r"varannan\s+månad|en\s+gång\s+i\s+(?:månaden|kvartalet|halvåret|veckan)|kvartalsvis|halvårsvis|årligen)(?:\s+under\s+\w+)?)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?P<name>(?:gemensam\s+)?(?:styrgrupp|samverkansgrupp|ledningsgrupp|arbetsgrupp|samrådsgrupp|partnerskapsråd|projektgrupp))",
    re.IGNORECASE,
)
#: Between duties that are told one after the other, each with its *att*.
_SERIES = re.compile(r",?\s+(?:och|samt)\s+att\s+|,\s+att\s+(?=[^.]*(?:,|och|samt)\s+att\s)")
_LEVELS = {"styr": "styrning", "ledn": "ledning", "arbe": "arbete", "proj": "arbete"}


class DutyReader(SectionReader):
    """Reads what the parties of one document undertake."""

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what each kind of section says."""
        yield from self._commitments()
        yield from self._in_tables()
        yield from self._contributions()
        yield from self._groups()

    def _commitments(self) -> Iterator[FactOffer]:
        for one in self._document.of("åtagande", "insatser", "kommunikation", "relation"):
            inside = one.kind == "åtagande"
            if one.cell:
                continue
            if one.listed and (owners := self._owners(one)) and (inside or self._is_duty(one.lead)):
                text, as_verb = re.sub(r"^att\s+", "", one.text), not _ENDS_SO.search(one.lead.rstrip(": "))
                for owner in owners:
                    yield from self._duty(owner, text, one, as_verb=as_verb)
                continue
            for sentence in sentences(one.text):
                who, end = self._cast.at_start(sentence)
                if not who and (
                    both := re.match(r"(?:De )?(?:parterna|båda parter(?:na)?)\b", sentence, re.IGNORECASE)
                ):
                    who, end = "*", both.end()
                rest = sentence[end:]
                if who and (found := _UNDERTAKES.match(rest)) and (inside or "sig" in rest[:40]):
                    what = found["what"]
                    if found["duty"].lower().startswith("ansvarar") and not follows_shall(what):
                        what = f"ansvara för att {what}"
                    yield from self._duty(who, what, one, sentence=sentence)
                elif who and inside and not _ENDS_SO.search(rest.strip(": ")):
                    yield from self._duty(who, rest.strip(), one, as_verb=True, sentence=sentence)

    def _owners(self, one: DocumentPassage) -> list[str]:
        """Return whose item of a list it is: by what leads on to it, else by the headings; * is all parties'."""
        for said in (one.lead, one.under, one.heading):
            if who := self._cast.only(said):
                return [who]
            if several := self._cast.of_plural(said):
                return several
            if TOGETHER.search(said) and not re.search(r"parternas (?:åtagande|ansvar|roll)", said, re.IGNORECASE):
                return ["*"]
        return []

    def _in_tables(self) -> Iterator[FactOffer]:
        """Yield the commitments of a table with a column for who, and one for what."""
        for row in self._document.table_rows():
            if not row.heads or not re.fullmatch(r"part|vem|ansvarig", row.heads[0], re.IGNORECASE):
                continue
            heads = enumerate(row.heads)
            what = next((n for n, text in heads if re.fullmatch(r"åtaganden?|ansvar|vad|insats", text, re.I)), 0)
            if 0 < what < len(row.cells) and (who := self._cast.at_start(row.texts[0])[0]):
                yield from self._duty(who, row.texts[what], row.cells[what][0], sentence=" | ".join(row.texts))

    def _duty(
        self, who: str, text: str, one: DocumentPassage, *, as_verb: bool = False, sentence: str = ""
    ) -> Iterator[FactOffer]:
        first, *more = _SERIES.split(text)
        if more and not as_verb:
            for piece in (first, *more):
                yield from self._duty(who, piece, one, sentence=sentence)
            return
        clean = text.strip().rstrip(".;,").strip()
        clean = clean[:1].lower() + clean[1:] if clean[1:2].islower() else clean
        rewritten = as_verb and not follows_shall(clean)
        if rewritten:
            clean = infinitive(clean)
        if (
            not clean
            or clean.startswith("ska")
            or clean.endswith(":")
            or len(clean) > 500
            or not follows_shall(clean)
            or _ENDS_SO.search(clean)
        ):
            return
        pairs: list[Pair] = [("gemensamt", "ja")] if who == "*" else [("part", who)]
        pairs.append(("text", clean))
        several = any(map(follows_shall, re.split(r",\s+|\s+(?:och|samt)\s+", clean)[1:]))
        sure = Sure.CERTAIN if (sentence or one.lead) and not (rewritten or several) else Sure.LIKELY
        yield self._record(("åtaganden",), tuple(pairs), one, sure, sentence, () if who == "*" else (who,))

    def _contributions(self) -> Iterator[FactOffer]:
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

    def _contribution(self, who: str, text: str, one: DocumentPassage, sentence: str) -> FactOffer:
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
                ("arbete", r"ideell|volontär|arbetstid|arbetsinsats|personal|tjänst|samordnare|konsulent|ledare"),
                ("lokaler", r"lokal|rum\b"),
            )
            if re.search(words, text, re.I)
        ]
        pairs += [("slag", kinds[0])] if len(kinds) == 1 else []
        worth = re.search(r",?\s+(?:till|motsvarande|med|av) ett (?:uppskattat )?värde (?:av|på|om) ", text)
        value = next(amounts(text[worth.end() :]), None) if worth else None
        yearly = bool(re.search(r"per år|årligen|/år", text))
        pairs.append(("beskrivning", (text[: worth.start()] if worth and value and yearly else text).rstrip(".,;")))
        pairs += [("belopp", value.text)] if value and yearly else []
        return self._record(("ekonomi", "egna_bidrag"), tuple(pairs), one, Sure.LIKELY, sentence, (who,))

    def _groups(self) -> Iterator[FactOffer]:
        found = self._group_table()
        for one in self._document.of("organisation", "uppföljning", "relation", ""):
            for sentence in sentences(one.text):
                self._of_group(sentence, one, found)
        for known, said, one in found.values():
            if len(known) > 1:
                yield self._record(("organisation",), tuple(known), one, Sure.CERTAIN, " ".join(said))

    def _of_group(self, sentence: str, one: DocumentPassage, found: Groups) -> None:
        """Gather what a sentence says of a group that it names, or of the only one there is."""
        named, pairs = _CALLED.search(sentence), _group_pairs(sentence)
        name = named["name"].lower() if named else ""
        told = pairs and one.kind == "organisation"
        if not named and len(found) == 1 and (told or re.match(r"(?:gruppen|den)\b", sentence, re.IGNORECASE)):
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
        for row in self._document.table_rows():
            if row.heads and row.heads[0].casefold() in {"grupp", "gruppens namn"} and row.cells[0]:
                level = re.fullmatch(r"(.+?) \((ledning|styrning|arbete)\)", row.texts[0])
                pairs: list[Pair] = [("namn", (level[1] if level else row.texts[0]).strip().lower())]
                pairs += [("nivå", level[2])] if level else []
                for head, text in zip(row.heads[1:], row.texts[1:], strict=False):
                    if head.casefold().startswith("ledam") and text and not is_gap(text):
                        pairs.append(("ledamöter", text))
                    else:
                        pairs += _group_pairs(text)
                found[pairs[0][1]] = (pairs, [" | ".join(row.texts)], row.cells[0][0])
        return found


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
    elif calls := re.search(r"kallas samman av ([^.,;]+)", sentence):
        pairs.append(("sammankallande", calls[1].strip()))
    return pairs
