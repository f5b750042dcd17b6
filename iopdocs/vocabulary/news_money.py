"""The money of an agreement as news tells it: amounts as a reader is used to them, together by who pays whom."""

from __future__ import annotations

import re

from iopdocs.economy import describe
from iopdocs.economy.components import is_recurring
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.money import Component, Contribution
from iopdocs.model.party import Party
from iopdocs.model.revision import AmountChange
from iopdocs.swedish import money, names, prose
from iopdocs.swedish.characters import QUOTE
from iopdocs.templating.values import View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.money import amount_in_words, starts_later
from iopdocs.vocabulary.news_facts import MoneyGroup
from iopdocs.vocabulary.parties import common_name, payers
from iopdocs.vocabulary.press import data
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.together import called_together

# What an item of money is called when its name says nothing of what the money is for.
_ONLY_MONEY = re.compile(
    r"(?:(?:ekonomisk\w*|årlig\w*|kommunal\w*|offentlig\w*)\s+)*"
    r"(?:\w*(?:medel|ersättning(?:en)?|bidrag(?:et)?|anslag|pengar|belopp(?:et)?)"
    r"|(?:drifts?|förenings|grund|organisations|verksamhets)?stöd(?:et)?)"
    r"(?:\s+(?:per|för|från)\b.*)?",
    re.IGNORECASE,
)
# Such a name that still tells one item from another: *lokalbidrag*, *verksamhetsstöd*; not *bidrag*, *ersättningen*.
_SORT_OF_MONEY = re.compile(r"\w{3,}(?:ersättning|bidrag|stöd|anslag)", re.IGNORECASE)


# What stands where the name of a purpose would, and cannot stand after *till* by itself: *per deltagare*, *till löner*.
_LED = re.compile(r"(?:till|för|åt)\s+(?=\w)", re.IGNORECASE)
_NO_NOUN = re.compile(r"(?:per|varje|av|från|i|enligt|utöver|varav|vid|efter)\s", re.IGNORECASE)


def _label(label: str, component: Component) -> str:
    # A year in the label of one year's money is said by the amount.
    return re.sub(rf"\s+(?:för\s+)?{component.year}$", "", label.strip())


def _sort(component: Component) -> str:
    """Of which sort the money is, where the item has only that for a name: `` i lokalbidrag``; else nothing."""
    label = _label(component.label or "", component)
    return f" i {names.lower_first(label)}" if _SORT_OF_MONEY.fullmatch(label) else ""


def _purpose(component: Component, scene: Scene) -> object:
    if component.label is None:
        return scene.missing(label_of(Component, "label"))
    label = _label(component.label, component)
    if _ONLY_MONEY.fullmatch(label):
        return scene.missing("vad pengarna går till")
    if _NO_NOUN.match(label):
        return f"posten {QUOTE}{names.lower_first(label)}{QUOTE}"
    return names.lower_first(_LED.sub("", label, count=1) if _LED.match(label) else label)


def _in_news(component: Component, scene: Scene) -> str:
    """The amount as news has it: ``2 970 000 kronor 2022``, ``400 000 kronor per år``; the uplift is told apart."""
    economy, term = scene.agreement.economy, scene.agreement.term
    indexation = economy.indexation if economy else None
    if component.kind == "naturaprestation":
        what = component.description or component.label or scene.gap(label_of(Component, "label"))
        value = amount_in_words(component, "amount", scene)
        worth = f", till ett värde av {value}" if value else ""
        return names.lower_first(what.removesuffix(".")) + worth
    uplifted = bool(indexation and indexation.kind != "ingen" and component.indexed)
    first = term.start if term else None
    whole = first is not None and (first.month, first.day) == (1, 1) and first.year == component.year
    if component.kind == "per år" and is_recurring(component) and uplifted and component.amount is not None and whole:
        return f"{money.format(component.amount)} {component.year}"
    within = scene.money is not None and scene.money.within_a_year
    later = starts_later(component, scene)
    text = describe(component, scene.gap, indexation, within_a_year=within, starts_later=later)
    text = text.removesuffix(" därefter").removesuffix(", med årlig uppräkning")
    if component.kind == "totalt" and text.endswith(" totalt"):
        return f"sammanlagt {text.removesuffix(' totalt')}"
    return re.sub(r" (?:totalt )?för ((?:19|20)\d\d)\b", r" \1", text)


def _in_news_for(component: Component, scene: Scene) -> str:
    """The amount with what it is for and how much of it is new."""
    purpose = _purpose(component, scene)
    # What decides an amount that is not stated is told last: ”ett belopp till inventarier som fastställs när …”.
    amount, that, decided = _in_news(component, scene).partition(" som ")
    what = f" till {purpose}" if isinstance(purpose, str) else _sort(component)
    text = amount.removesuffix(",") + what + ("," if amount.endswith(",") else "") + that + decided
    new = amount_in_words(component, "increase", scene)
    return f"{text}, varav {new} är en ökning" if new else text


def _groups(scene: Scene) -> list[MoneyGroup]:
    """Return the items of money together that have the same payer and payee."""
    groups: dict[tuple[str, str | None], list[View[Component]]] = {}
    lines = scene.money.lines if scene.money else ()
    for component in (line.component for line in lines if line.component.kind != "naturaprestation"):
        payee = scene.agreement.party(component.payee)
        several = (
            len(scene.agreement.nonprofit_parties) > 1
            or bool(data(scene).same_decision)
            or (payee is not None and payee.public)
        )
        shown = common_name(payee, scene) if payee and several else None
        groups.setdefault((_payers(component, scene), shown), []).append(scene.view(component))
    return [
        MoneyGroup(betalare=payer, mottagare=payee or scene.missing("mottagare"), poster=items)
        for (payer, payee), items in groups.items()
    ]


def _payers(component: Component, scene: Scene) -> str:
    found = payers(component, scene)
    return called_together(found, scene) if found else scene.gap("betalare")


def _all_payers(scene: Scene) -> object:
    lines = scene.money.lines if scene.money else ()
    paying = [
        party for line in lines if line.component.kind != "naturaprestation" for party in payers(line.component, scene)
    ]
    together = tuple(party for party in scene.agreement.parties if party in paying)
    return called_together(together, scene) if together else scene.missing("betalare")


def _in_kind(party: Party, scene: Scene) -> object:
    lines = scene.money.lines if scene.money else ()
    first = next(iter(scene.agreement.public_parties), None)
    mine = [
        scene.view(one)
        for one in (line.component for line in lines)
        if one.kind == "naturaprestation" and (scene.agreement.party(one.payer) or first) is party
    ]
    return mine or scene.missing("det som inte är pengar")


def _changes(change: AmountChange, direction: int) -> bool:
    if change.current is None or change.new is None:
        return False
    return (change.new - change.current) * direction > 0


def _own_contribution(one: Contribution, scene: Scene) -> str:
    described = one.description or scene.gap(label_of(Contribution, "description"))
    what, worth = names.lower_first(described.removesuffix(".")), amount_in_words(one, "amount", scene)
    return f"{what}, till ett värde av {worth} per år" if worth else what


def _only_payer(scene: Scene) -> object:
    payers = {str(group.betalare) for group in _groups(scene)}
    return payers.pop() if len(payers) == 1 else scene.missing("den som betalar")


NEWS_MONEY_EXTRAS: Extras = {
    Agreement: {
        "enda_betalare": Extra(
            str, "den som betalar, när det är en och densamma: kommunen", lambda _, scene: _only_payer(scene)
        ),
        "betalare": Extra(
            str, "alla som betalar, i löptext: kommunen och regionen", lambda _, scene: _all_payers(scene)
        ),
        "pengar_per_mottagare": Extra(
            list[MoneyGroup],
            "posterna i pengar, samlade efter betalare och mottagare",
            lambda _, scene: _groups(scene),
        ),
    },
    AmountChange: {
        "är_nytt": Extra(
            bool,
            "om beloppet är en ny post, och ingen som ändras",
            lambda one, _: one.new is not None and one.current is None and one.component is None,
        ),
        "höjs": Extra(bool, "om beloppet blir högre än det som gäller nu", lambda one, _: _changes(one, 1)),
        "sänks": Extra(bool, "om beloppet blir lägre än det som gäller nu", lambda one, _: _changes(one, -1)),
    },
    Component: {
        "i_nyhet": Extra(str, "beloppet som i en nyhet: 2 970 000 kronor 2022", _in_news),
        "i_nyhet_till": Extra(str, "beloppet som i en nyhet, med vad det är till och vad som är nytt", _in_news_for),
        "är_natura": Extra(bool, "om posten inte är pengar", lambda one, scene: one.kind == "naturaprestation"),
        "betalare_bestämd": Extra(str, "de som betalar, i löptext: kommunen", _payers),
        "hel_beskrivning": Extra(
            bool,
            "om beskrivningen har ett verb",
            lambda one, _: bool(one.description) and prose.is_clause(one.description),
        ),
        "beskrivning_utan_verb": Extra(
            bool,
            "om beskrivningen säkert saknar verb, och kan stå efter ”ingår”",
            lambda one, _: bool(one.description) and prose.is_phrase(one.description),
        ),
        "beskrivning_utan_subjekt": Extra(
            bool,
            "om beskrivningen börjar med verbet: betalas för nätter då …",
            lambda one, _: bool(one.description) and prose.lacks_subject(one.description),
        ),
        "ändamål": Extra(str, "vad pengarna är till, när benämningen säger det", _purpose),
    },
    Contribution: {
        "i_text": Extra(str, "det egna bidraget i löptext, med värdet när det är angivet", _own_contribution)
    },
    Party: {
        "i_natura": Extra(
            list[View[Component]], "det parten bidrar med enligt ekonomin och som inte är pengar", _in_kind
        ),
    },
}
