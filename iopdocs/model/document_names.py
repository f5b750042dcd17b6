"""Swedish nouns the texts decline: what a document is called."""

from __future__ import annotations

from dataclasses import dataclass

from iopdocs.swedish.names import lower_first


@dataclass(frozen=True, slots=True)
class DocumentNoun:
    """A document's name in the forms a text needs; all in lower case."""

    indefinite: str
    definite: str
    common_gender: bool

    @property
    def article(self) -> str:
        """``en`` or ``ett``."""
        return "en" if self.common_gender else "ett"

    @property
    def this(self) -> str:
        """The document about itself: ``denna överenskommelse``, ``detta avtal``."""
        # An adjective would be inflected: of ``gemensam avsiktsförklaring`` only the last word is kept.
        return f"{'denna' if self.common_gender else 'detta'} {self.indefinite.split()[-1]}"

    @property
    def subject(self) -> str:
        """What follows the name to spell out the partnership: ``om idéburet offentligt partnerskap (IOP)``."""
        if self.indefinite.endswith("förlängning"):
            return "av ett idéburet offentligt partnerskap (IOP)"
        return "(IOP)" if self.indefinite.endswith("partnerskap") else "om idéburet offentligt partnerskap (IOP)"


# Every name ends in one of these heads, and the head decides gender and definite form.
_HEADS = {
    "avtal": ("avtalet", False),
    "överenskommelse": ("överenskommelsen", True),
    "förlängning": ("förlängningen", True),
    "partnerskap": ("partnerskapet", False),
    "kontrakt": ("kontraktet", False),
    "avsiktsförklaring": ("avsiktsförklaringen", True),
}


def document_noun(name: str) -> DocumentNoun:
    """Return the forms of a document's name; raise ValueError (Swedish, with a hint) when its head is unknown."""
    word = lower_first(name)
    for head, (definite, common) in _HEADS.items():
        if word.endswith(head):
            last = word.split()[-1]
            return DocumentNoun(word, last[: -len(head)] + definite, common)
    hint = "Namnet ska sluta på " + ", ".join(_HEADS) + ", till exempel samverkansavtal."
    raise ValueError(f"”{name}” går inte att använda som dokumentnamn\n{hint}")
