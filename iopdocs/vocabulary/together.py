"""What some of the parties are called together, in running text of news."""

from __future__ import annotations

from iopdocs.model.party import PARTY_NOUNS, Party
from iopdocs.swedish import lists
from iopdocs.vocabulary.parties import NONPROFIT, PUBLIC, common_name, has_term
from iopdocs.vocabulary.rendering_state import Scene


def called_together(parties: tuple[Party, ...], scene: Scene) -> str:
    """Return what some parties are called in running text: one by its noun, or by its name where others share that.

    Several have a word together only where it stands for all of them there are: *kommunerna*, *de offentliga parterna*.
    """
    if len(parties) == 1:
        return _in_press(parties[0], scene)
    everyone = scene.agreement.parties
    together = [
        (tuple(one for one in everyone if one.type == kind), nouns[1]) for kind, nouns in PARTY_NOUNS.items()
    ] + [(scene.agreement.public_parties, PUBLIC), (scene.agreement.nonprofit_parties, NONPROFIT)]
    return next(
        (word for members, word in together if tuple(members) == parties),
        lists.format([_in_press(party, scene) for party in parties]),
    )


def _in_press(party: Party, scene: Scene) -> str:
    return (has_term(party, scene) and party.own_term) or common_name(party, scene)
