"""Who pays whom, by what a party is in its sentence: who gives, who is given to, or whose a thing is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from iopdocs.classes import dataclass
from iopdocs.importing.names import Cast

_GIVES = re.compile(
    r"\b(?:(?:ut)?betala|ersätt(?:er|a)|bidra|lämna|tillskjut(?:er|a)|skjut(?:er|a) till|finansiera|avsätt(?:er|a)|"
    r"tillför|tillföra|erlägg(?:er|a)|utge|ge|anslå|bevilja|bekosta|stöd(?:j)?(?:er|a)|kompensera|satsa|bära|bär|"
    r"står? för|svarar? för)r?\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:får|få|erhåll(?:er|a)|mottar?|ta(?:r)? emot|uppbär|tilldelas|beviljas|ersätts|kompenseras|"
    r"rätt till|rekvirera|fakturera)r?\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:till|åt)\s+(?:den |det )?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:av|från)\s+(?:den |det )?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:hos|med|för|mellan|i|på|enligt|genom|via|mot|om|under|utöver|gentemot|inom)\s+(?:den |det )?$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|,?\s*(?:och|samt))\s*")
#: What a party gives when it is that party's.
_GIFT = re.compile(
    r"\s+(?:egn?a |egen |årliga |ekonomiska )*(?:\w*bidrag|\w*stöd|anslag|medel|andel|del|finansiering)", re.I
)
#: Somebody who is no party of the agreement, and who pays.
_BY_SOMEBODY = re.compile(
    r"\b(?:betala|ersätt|finansiera|bekosta|lämna|tillskjut|erlägg|täck)\w*s\s+(?:\w+\s+)?av\s+", re.IGNORECASE
)
#: Those who are no party, and pay: *Deltagarna betalar*.
_SOMEBODY_GIVES = re.compile(
    rf"(?:De |Den )?[A-ZÅÄÖ]?[\wåäö]+(?:arna|erna|orna)\s+(?:ska\s+)?(?:{_GIVES.pattern})", re.I
)
_BILL = re.compile(r"\b(\w+(?:en|et|er|ar|or|rna|an)s)\s+(?:faktur|rekvisition)", re.IGNORECASE)
#: What a party sends, and is paid for.
_ASKED_BY = re.compile(r"(?:faktur\w*|rekvisition\w*|begäran|underlag|redovisning)\s+från\s+$", re.IGNORECASE)
_BILLED = re.compile(r"^(?P<who>[^.,;]*?)\s*(?:ska |kommer att )?\bfaktureras\b", re.IGNORECASE)
_OUR_MONEY = re.compile(r"ersättning|bidrag|belopp|stöd|medel|anslag", re.IGNORECASE)
#: Money of some other kind than an agreement's, that may be told of in the same words.
OTHER_MONEY = re.compile(
    r"\w*hyra(?:n|s)?\b|\w*hyror(?:na)?\b|\w*avgift\w*|\w*arvode\w*|\blön(?:en|er|erna)?\b|\w*kostnad\w*|"
    r"\w*taxa\w*|\w*pris(?:et|er|erna)?\b|\bvite\w*",
    re.IGNORECASE,
)
_PAID_TO = re.compile(r"betalas|betalar|betalning|insätt|sätts in|till\s+$", re.IGNORECASE)
#: Genitives that are nobody's in particular.
_OF_ANYBODY = {"dess", "deras", "parternas", "respektive", "års", "månads", "kvartals", "dagars"}


class PartIn(Enum):
    """What a party is in a sentence."""

    SUBJECT = auto()
    OWNER = auto()
    TO = auto()
    BY = auto()
    BESIDE = auto()


@dataclass(frozen=True, slots=True)
class PaidBetween:
    """Who pays and who is paid, by id; nothing when the sentence names nobody.

    ``told`` is whether it can be told who pays: named, or the only public party there is. ``elsewhere`` is that it is
    paid by or to somebody else than an agreement's money is.
    """

    payer: str = ""
    payee: str = ""
    told: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A party in a sentence: what it is there, whether a thing is said to be its own, and what follows."""

    who: str
    role: PartIn
    owns: bool
    after: str


def payment(cast: Cast, around: str, sentence: str, before: str = "", heading: str = "") -> PaidBetween:
    """Return who pays an amount to whom, by the words around and before it in its sentence, under a heading."""
    spoken = list(_spoken(cast, around))
    verbs = around if _GIVES.search(around) or _GETS.search(around) else sentence
    gives, gets = bool(_GIVES.search(verbs)), bool(_GETS.search(verbs))
    public = set(cast.of_kind(public=True))
    subjects = [one.who for one in spoken if one.role is PartIn.SUBJECT]
    label = around.partition(":")[0] if ":" in around else ""
    givers = [
        one.who
        for one in spoken
        if one.role is PartIn.BY or (one.owns and one.role is not PartIn.TO and _gives(one, public))
    ]
    givers += subjects if (gives and not gets) or (label and cast.is_only_names(label)) else []
    takers = [one.who for one in spoken if one.role is PartIn.TO] + (subjects if gets and not gives else [])
    payee = _one(one for one in takers if one not in public) or _one(
        one.who for one in spoken if one.who not in public and one.who not in givers
    )
    ours = [one for one in givers if one in public]
    theirs = [one for one in givers if one not in public]
    if theirs and not ours:
        paid = _one(one for one in takers if one in public)
        return PaidBetween(_one(theirs) if paid else "", paid, elsewhere=not paid)
    if not givers and (
        (takers and not set(takers) - public) or (_SOMEBODY_GIVES.match(sentence) and not cast.of_plural(sentence))
    ):
        return PaidBetween(elsewhere=True)
    if len(set(ours)) > 1:
        ours = [who for who, _ in cast.mentioned(before) if who in ours][-1:] or ours  # the one it is said of
    if ours:
        return PaidBetween(_one(ours) or ours[-1], payee, told=not theirs and len(set(ours)) == 1)
    named = _named_under(cast, heading, public)
    return PaidBetween("", payee, told=len(public) == 1 and not gives and not named and not _by_another(cast, sentence))


def is_of_other_money(cast: Cast, sentence: str) -> bool:
    """Whether a sentence about paying is of somebody's money but that of the agreement: another's invoices or rent."""
    spoken, public = list(_spoken(cast, sentence)), set(cast.of_kind(public=True))
    if any(one.owns and one.who in public and re.match(r"\s+(?:faktur|rekvisition)", one.after) for one in spoken):
        return True
    for bill in _BILL.finditer(sentence):
        if not cast.mentioned(bill[1]) and bill[1].casefold() not in _OF_ANYBODY and not _OUR_MONEY.search(bill[1]):
            return True
    billed = _BILLED.match(sentence)
    if billed and billed["who"] and not cast.mentioned(billed["who"]) and not _OUR_MONEY.search(billed["who"]):
        return True
    found = payment(cast, sentence, sentence)
    return found.elsewhere or bool(found.payer and found.payer not in public)


def account_owner(cast: Cast, said: str) -> tuple[str, bool]:
    """Return whose an account is by what is said before it, and whether that is told when no party is named.

    *Betalas till bankgiro* is told: it is where the agreement's money is paid.
    """
    spoken = list(_spoken(cast, said))
    owners = [one.who for one in spoken if one.owns or one.role in {PartIn.TO, PartIn.OWNER}]
    owners = owners or [one.who for one in spoken if cast.is_only_names(said.strip(" :"))]
    return (owners[-1] if owners else ""), bool(_PAID_TO.search(said))


def _spoken(cast: Cast, text: str) -> Iterator[_Spoken]:
    role, last = PartIn.SUBJECT, 0
    for who, start, end in cast.spans(text):
        before, said = text[last:start] if last else text[:start], text[start:end]
        # The second of *till A och B* is given to as the first is.
        if not (last and _AND.fullmatch(before)):
            role = (
                PartIn.TO if _TO.search(before) else PartIn.BESIDE if _ASKED_BY.search(before) or _BESIDE.search(before)
                else PartIn.BY if _BY.search(before) else PartIn.SUBJECT
            )  # fmt: skip
        owns = cast.is_genitive(said)
        yield _Spoken(who, PartIn.OWNER if owns and role is PartIn.SUBJECT else role, owns, text[end:])
        last = end


def _gives(one: _Spoken, public: set[str]) -> bool:
    """Whether what is said to be a party's is what it gives: a grant is the giver's, and one's own is one's own."""
    gift = _GIFT.match(one.after)
    return gift is not None and (one.who in public or gift[0].split()[0].startswith("eg"))


def _named_under(cast: Cast, heading: str, public: set[str]) -> bool:
    """Whether a heading says that what stands under it is of a party that is no public one."""
    return any(one.who not in public and one.role in {PartIn.SUBJECT, PartIn.OWNER} for one in _spoken(cast, heading))


def _by_another(cast: Cast, sentence: str) -> bool:
    return any(not cast.at_start(sentence[found.end() :])[0] for found in _BY_SOMEBODY.finditer(sentence))


def _one(found: Iterator[str] | Sequence[str]) -> str:
    who = set(found)
    return who.pop() if len(who) == 1 else ""
