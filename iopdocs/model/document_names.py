"""Swedish nouns the texts decline: what a document is called."""

from __future__ import annotations

import re

from iopdocs.classes import dataclass
from iopdocs.swedish.characters import QUOTE
from iopdocs.swedish.names import lower_first, upper_first

IOP = "idéburet offentligt partnerskap (IOP)"
_SAYS_IOP = re.compile(r"\biop\b|idéburet offentligt partnerskap", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentNoun:
    """A document's name in the forms a text needs; all in lower case but for what is written in capitals."""

    indefinite: str
    definite: str
    common_gender: bool
    this: str

    @property
    def article(self) -> str:
        """``en`` or ``ett``."""
        return "en" if self.common_gender else "ett"

    @property
    def pronoun(self) -> str:
        """``den`` or ``det``, for the definite form: ``ett partnerskap`` is spoken of as ``överenskommelsen``."""
        return "den" if self.definite.endswith("n") else "det"

    def subject(self, is_iop: bool) -> str:
        """What spells out the partnership after the name: nothing when the name says it, or nobody calls it so."""
        if not is_iop or says_iop(self.indefinite) or re.search(r"partnerskap|\bom\b", self.indefinite):
            return ""  # the name has a subject of its own
        return f"av ett {IOP}" if self.indefinite.endswith("förlängning") else f"om {IOP}"


# The head of a name decides gender and definite form.
_HEADS = {
    "avtal": ("avtalet", False),
    "överenskommelse": ("överenskommelsen", True),
    "förlängning": ("förlängningen", True),
    "partnerskap": ("partnerskapet", False),
    "kontrakt": ("kontraktet", False),
    "förklaring": ("förklaringen", True),
    "deklaration": ("deklarationen", True),
    "protokoll": ("protokollet", False),
    "dokument": ("dokumentet", False),
    "handling": ("handlingen", True),
    "program": ("programmet", False),
    "plan": ("planen", True),
}
# What the parties have agreed on is an agreement, whatever they call it.
_AGREEMENT = ("överenskommelse", "överenskommelsen", True)


def says_iop(text: str) -> bool:
    """Whether a text calls something an *idéburet offentligt partnerskap*."""
    return bool(_SAYS_IOP.search(text))


def document_noun(name: str) -> DocumentNoun:
    """Return the forms of a document's name.

    The head is the last word before *om*, *mellan*, *av* and such: ``överenskommelse om samarbete``. Where it is not
    known, and for a partnership, which is what the document is about, running text speaks of *överenskommelsen*.
    """
    whole = lower_first(name)
    head = re.split(r"\s+(?:om|mellan|av|för|kring|gällande|avseende)\s", whole, maxsplit=1)[0]
    last = re.sub(r"\s*\([^)]*\)", "", head).split()[-1:] or [""]
    for ending, (definite, common) in _HEADS.items():
        if last[0].casefold().endswith(ending):
            if ending == "partnerskap":
                return DocumentNoun(whole, _AGREEMENT[1], common, f"denna {_AGREEMENT[0]}")
            form = last[0][: -len(ending)] + definite
            # An adjective would be inflected: of ``gemensam avsiktsförklaring`` only the last word is kept.
            return DocumentNoun(whole, form, common, f"{'denna' if common else 'detta'} {last[0]}")
    return DocumentNoun(_AGREEMENT[0], _AGREEMENT[1], _AGREEMENT[2], f"denna {_AGREEMENT[0]}")


def named_in_full(name: str) -> str:
    """Return the definite form with all of the name, so that it tells one agreement from another.

    ``överenskommelsen om långsiktigt samarbete``; of a name that cannot be declined, ``överenskommelsen ”…”``.
    """
    noun, whole = document_noun(name), lower_first(name)
    first, _, rest = whole.partition(" ")
    head = document_noun(first)
    if head.indefinite == first and head.definite == noun.definite and noun.indefinite == whole:
        return f"{noun.definite} {rest}".rstrip()
    return f"{noun.definite} {QUOTE}{upper_first(name)}{QUOTE}"
