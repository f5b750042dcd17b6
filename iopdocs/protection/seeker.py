"""Looking for everything that is protected in a text."""

from __future__ import annotations

from collections.abc import Iterable

from iopdocs.model.party import Address
from iopdocs.protection.find import Find
from iopdocs.protection.patterns import BOX, Hidden
from iopdocs.protection.secret import Secret

__all__ = ["BOX", "Seeker"]


class Seeker:
    """Looks for all secrets of a case at once; postcodes that others have openly are only possible finds."""

    def __init__(self, secrets: Iterable[Secret], public_postcodes: frozenset[str] = frozenset()) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self.public = set(public_postcodes)
        self._hidden = [
            Hidden.of(Address.model_construct(street=one.street, postcode=one.postcode)) for one in self.secrets
        ]

    def find(self, text: str) -> list[Find]:
        """Return where something protected stands in a text or may stand, in order."""
        verdicts = {one.verdict(text, self.public) for one in self._hidden} - {None}
        return [Find(0, len(text), min(filter(None, verdicts)), "gatuadress", literal=False)] if verdicts else []

    def unsearchable(self) -> list[Secret]:
        """Return the secrets of which nothing can be searched for."""
        return []
