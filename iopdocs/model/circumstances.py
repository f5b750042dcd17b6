"""Circumstances: facts that no key says by itself, each told by several keys, or by the words of the agreement.

A demand (``templates/krav``) asks for them as ``omständighet.<namn>``, and for keys as ``avtal.<nycklar>``. Each
answers with the path of the statement that says so, or None when nothing does. Where words tell, they can be wrong: a
demand that rests on such a circumstance is never more than a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from iopdocs.model.agreement import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import held_records, is_many, unmarked
from iopdocs.patterns import lazy_pattern

Path = tuple[str | int, ...]
Circumstance = Callable[[Agreement], Path | None]
FACT, CIRCUMSTANCE = "avtal.", "omständighet."

_SUPPORT = lazy_pattern(
    r"\b(stödsamtal\w*|samtalsstöd\w*|krissamtal\w*|krisstöd\w*|rådgivning\w*|skyddsplanering\w*|stödperson\w*|"
    r"stödlinje\w*|jourtelefon\w*|enskilt stöd|individuellt stöd)",
    re.IGNORECASE,
)
_CHILDREN = lazy_pattern(r"\b(barn|barnen|barns|barngrupp\w*|tonåring\w*|skolelev\w*|läxhjälp\w*|ungdomar\w*)\b", re.I)
_INTEREST = lazy_pattern(r"\bSGEI\b|\ballmänt ekonomiskt intresse\b", re.IGNORECASE)
_GRANT = lazy_pattern(r"\bstatsbidrag\w*", re.IGNORECASE)


#: Parties that have, or whose principals have, the social services of a municipality.
_MUNICIPAL = {"kommun", "stadsdel", "gemensam nämnd", "kommunalförbund"}
#: The Social Services Act as it is cited: a citation is exact, so that this is no guess.
_SOCIAL_SERVICES = lazy_pattern(r"\bSoL\b|socialtjänstlag", re.IGNORECASE)


def shelter(agreement: Agreement) -> Path | None:
    """Return the activity that is a shelter."""
    return next((("insatser", n, "skyddat_boende") for n, one in enumerate(agreement.activities) if one.shelter), None)


def shelter_of_a_nonprofit(agreement: Agreement) -> Path | None:
    """Return the shelter that the agreement says a non-profit runs: only a private one needs a permit."""
    for n, one in enumerate(agreement.activities):
        party = agreement.party(one.by)
        if one.shelter and party is not None and party.nonprofit:
            return "insatser", n, "skyddat_boende"
    return None


def shelter_with_children(agreement: Agreement) -> Path | None:
    """Return the shelter that takes in children."""
    pairs = enumerate(agreement.activities)
    return next((("insatser", n, "tar_emot_barn") for n, one in pairs if one.shelter and one.children), None)


def children(agreement: Agreement) -> Path | None:
    """Return the activity that takes in children, by its key, or what is said of children in the target group."""
    for n, one in enumerate(agreement.activities):
        if one.children:
            return "insatser", n, "tar_emot_barn"
    return ("målgrupp", "barn") if agreement.target_group and agreement.target_group.children else None


def children_by_words(agreement: Agreement) -> Path | None:
    """Return the activity whose name or description speaks of children, with no key that says so."""
    for n, one in enumerate(agreement.activities):
        if not one.children and _CHILDREN.search(" ".join(filter(None, (one.name, one.description)))):
            return "insatser", n
    return None


def support(agreement: Agreement) -> Path | None:
    """Return what says that individuals get support: a shelter, placements by the kommun, or words of an activity."""
    if (path := shelter(agreement)) is not None:
        return path
    if agreement.conditions.after_placement:
        return "villkor", "vid_biståndsbeslut"
    for n, one in enumerate(agreement.activities):
        if _SUPPORT.search(" ".join(filter(None, (one.name, one.description, *one.parts)))):
            return "insatser", n
    return None


def social_services(agreement: Agreement) -> Path | None:
    """Return the key or the citation by which it is about what the Social Services Act covers, in a municipality."""
    if not any(party.type in _MUNICIPAL for party in agreement.parties):
        return None
    if (path := shelter(agreement)) is not None:
        return path
    terms = agreement.conditions
    for alias, stated in (
        ("tillstånd_skyddat_boende", terms.shelter_permit),
        ("vid_biståndsbeslut", terms.after_placement),
        ("dokumentation", terms.documentation),
        ("systematiskt_kvalitetsarbete", terms.quality),
        ("lex_sarah", terms.lex_sarah),
    ):
        if stated:
            return "villkor", alias
    cited = agreement.background.laws if agreement.background else ()
    found_in = (n for n, one in enumerate(cited) if _SOCIAL_SERVICES.search(one.citation or ""))
    return next((("bakgrund", "lagrum", n) for n in found_in), None)


def task_handed_over(agreement: Agreement) -> Path | None:
    """Return what says that a non-profit carries out a task of the kommun: people come to it by decisions of that."""
    nonprofit = agreement.nonprofit_parties and agreement.public_parties
    return ("villkor", "vid_biståndsbeslut") if nonprofit and agreement.conditions.after_placement else None


def public_money(agreement: Agreement) -> Path | None:
    """Return the first item of money that is paid, whatever it comes to."""
    items = agreement.economy.components if agreement.economy and agreement.public_parties else ()
    return next((("ekonomi", "komponenter", n) for n, one in enumerate(items) if one.kind != "naturaprestation"), None)


def several_payees(agreement: Agreement) -> Path | None:
    """Return the first item of money to another than the first payee."""
    items = agreement.economy.components if agreement.economy else ()
    named = [(n, one.payee) for n, one in enumerate(items) if one.payee and one.kind != "naturaprestation"]
    return next((("ekonomi", "komponenter", n, "mottagare") for n, payee in named if payee != named[0][1]), None)


def several_nonprofits(agreement: Agreement) -> Path | None:
    """Return the second of several non-profits."""
    places = [n for n, one in enumerate(agreement.parties) if one.nonprofit]
    return ("parter", places[1]) if len(places) > 1 else None


def district(agreement: Agreement) -> Path | None:
    """Return the party that is a district of a kommun, which is no legal person."""
    return next((("parter", n, "typ") for n, one in enumerate(agreement.parties) if one.type == "stadsdel"), None)


def joint_board_without_host(agreement: Agreement) -> Path | None:
    """Return the joint board (gemensam nämnd) whose host nobody has named."""
    pairs = enumerate(agreement.parties)
    return next((("parter", n, "typ") for n, one in pairs if one.type == "gemensam nämnd" and not one.host), None)


def unclear_form(agreement: Agreement) -> Path | None:
    """Return the non-profit whose type is not stated: a company or an economic association must be told of."""
    return next(
        (("parter", n, "roll") for n, one in enumerate(agreement.parties) if one.nonprofit and not one.type), None
    )


def decision_without_paragraph(agreement: Agreement) -> Path | None:
    """Return a public body's decision that has been made, and of which the paragraph of the minutes is not told.

    What an association has decided itself is not bound by the rules for municipalities.
    """
    pairs, others = enumerate(agreement.decisions), {party.id for party in agreement.nonprofit_parties if party.id}
    told = (("beslut", n) for n, one in pairs if one.day and one.lacks("paragraph") and one.party not in others)
    return next(told, None)


def state_grant(agreement: Agreement) -> Path | None:
    """Return the text about the money that speaks of grants from the state (statsbidrag)."""
    if not agreement.economy:
        return None
    for n, one in enumerate(agreement.economy.components):
        if _GRANT.search(" ".join(filter(None, (one.label, one.description, one.earmarked)))):
            return "ekonomi", "komponenter", n
    return ("ekonomi", "anmärkning") if _GRANT.search(agreement.economy.note or "") else None


def general_interest(agreement: Agreement) -> Path | None:
    """Return the text about the money that calls the activity a service of general economic interest (SGEI)."""
    texts = [(("ekonomi", "anmärkning"), agreement.economy.note)] if agreement.economy else []
    texts += [(("relation", "text"), agreement.relation.text)] if agreement.relation else []
    return next((path for path, text in texts if text and _INTEREST.search(text)), None)


def earlier_or_parallel(agreement: Agreement) -> Path | None:
    """Return what tells of another agreement, or a grant, between the same parties."""
    if agreement.relation and agreement.relation.related:
        return "relation", "angränsande_avtal"
    if agreement.background and agreement.background.earlier_grants:
        return "bakgrund", "tidigare_bidrag"
    return ("bakgrund", "tidigare_avtal") if agreement.background and agreement.background.earlier_agreements else None


#: The circumstances that demands can ask for, by name.
CIRCUMSTANCES: Mapping[str, Circumstance] = MappingProxyType({
    "skyddat_boende": shelter,
    "idéburet_skyddat_boende": shelter_of_a_nonprofit,
    "skyddat_boende_med_barn": shelter_with_children,
    "barn": children,
    "barn_enligt_texten": children_by_words,
    "stöd_till_enskilda": support,
    "socialtjänst": social_services,
    "uppgift_lämnas_över": task_handed_over,
    "offentliga_medel": public_money,
    "flera_mottagare": several_payees,
    "flera_idéburna": several_nonprofits,
    "stadsdel_som_part": district,
    "gemensam_nämnd_utan_värd": joint_board_without_host,
    "idéburen_utan_typ": unclear_form,
    "beslut_utan_paragraf": decision_without_paragraph,
    "statsbidrag": state_grant,
    "allmänt_ekonomiskt_intresse": general_interest,
    "andra_avtal_eller_bidrag": earlier_or_parallel,
})  # fmt: skip
#: Those that words tell, and that can be wrong.
BY_WORDS = frozenset({"barn_enligt_texten", "stöd_till_enskilda", "statsbidrag", "allmänt_ekonomiskt_intresse"})


def found(agreement: Agreement, fact: str) -> Path | None:
    """Return where a fact stands, such as ``avtal.avtalstid.tills_vidare``; None when the agreement does not say it."""
    if fact.startswith(CIRCUMSTANCE):
        return CIRCUMSTANCES[fact.removeprefix(CIRCUMSTANCE)](agreement)
    return next(_holding(agreement, tuple(fact.removeprefix(FACT).split("."))), None)


def _holding(value: Any, steps: tuple[str, ...]) -> Iterator[Path]:
    """Yield the paths at which there is something, in lists one for each record."""
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        for number, one in enumerate(value):
            yield from ((number, *rest) for rest in _holding(one, steps))
    elif not steps:
        if value:
            yield ()
    elif isinstance(value, Record):
        name = next(name for name, info in type(value).model_fields.items() if info.alias == steps[0])
        yield from ((steps[0], *rest) for rest in _holding(getattr(value, name), steps[1:]))
    elif value == steps[0]:
        yield ()


def known_next(fact: str) -> tuple[bool, list[str]]:
    """Whether a fact can be asked for; and the facts that are known where the first unknown step stands."""
    if not fact.startswith(FACT):
        known = [f"{CIRCUMSTANCE}{name}" for name in CIRCUMSTANCES]
        return fact in known, known
    kinds: list[Any] = [Agreement]
    before = FACT
    for step in fact.removeprefix(FACT).split("."):
        names = {name: kind for one in kinds for name, kind in _steps(one)}
        if step not in names:
            return False, [before + name for name in names]
        kind, before = names[step], f"{before}{step}."
        kinds = [*held_records(kind)] or ([] if is_many(kind) else [unmarked(kind)[0]])
    return True, []


def _steps(kind: Any) -> Iterator[tuple[str, Any]]:
    """Yield what can follow in a path: the keys of a record, the choices of a value."""
    if isinstance(kind, type) and issubclass(kind, Record):
        yield from ((info.alias or name, info.annotation) for name, info in kind.model_fields.items())
    elif get_origin(kind) is Literal:
        yield from ((str(choice), None) for choice in get_args(kind))
