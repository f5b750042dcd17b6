"""A stand-in, until the real one is merged: the contract's interface around the patterns there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from iopdocs.model.party import Address
from iopdocs.protection.find import Find
from iopdocs.protection.patterns import BOX, Hidden, folded
from iopdocs.protection.secret import Secret
from iopdocs.swedish.personnummer import Certainty

__all__ = ["BOX", "Seeker"]


class Seeker:
    """Looks for secrets in texts."""

    def __init__(self, secrets: Iterable[Secret], public_postcodes: frozenset[str] = frozenset()) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self.public = public_postcodes

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Certainty, str]]:
        found = []
        for secret in self.secrets:
            hidden = Hidden.of(Address.model_construct(street=secret.street, postcode=secret.postcode or None))
            found += [(one, Certainty.CERTAIN, "gatuadress") for one in hidden.houses]
            found += [(one, Certainty.POSSIBLE, "gata") for one in hidden.names]
            for pattern, code in hidden.postcodes:
                sure = Certainty.POSSIBLE if code in self.public else Certainty.CERTAIN
                found.append((pattern, sure, "postnummer"))
            for phone in secret.phones:
                digits = re.sub(r"\D", "", phone)[-7:]
                found.append((re.compile(r"[\s-]*".join(digits)), Certainty.CERTAIN, "telefonnummer"))
            for text, what in [
                *((one, "webbadress") for one in secret.webs),
                *((one, "e-postadress") for one in secret.e_mails),
            ]:
                bare = re.sub(r"^https?://(www\.)?|/$", "", text)
                found.append((re.compile(re.escape(folded(bare))), Certainty.CERTAIN, what))
        return found

    def find(self, text: str) -> list[Find]:
        """Return what is found in a text, in order."""
        if not self.secrets:
            return []
        plain, at = _mapped(text)
        finds = []
        for pattern, certainty, what in self._patterns:
            for match in pattern.finditer(plain):
                if match.end() > match.start():
                    start, end = at[match.start()], at[match.end() - 1] + 1
                    literal = any(
                        secret.street and secret.street.casefold() in text[start:end].casefold()
                        for secret in self.secrets
                    ) or what in {"telefonnummer", "webbadress"}
                    finds.append(Find(start, end, certainty, what, literal))
        return sorted(dict.fromkeys(finds), key=lambda find: find.start)

    def unsearchable(self) -> list[Secret]:
        """Return the secrets of which nothing can be searched for."""
        return [secret for secret in self.secrets if not Seeker([secret])._patterns]


def _mapped(text: str) -> tuple[str, list[int]]:
    plain, at, blank = [], [], False
    for index, sign in enumerate(text):
        for shown in folded(unicodedata.normalize("NFKC", sign)):
            if unicodedata.category(shown) == "Cf":
                continue
            white = shown.isspace()
            if white and blank:
                continue
            blank = white
            plain.append(" " if white else shown)
            at.append(index)
    return "".join(plain), at
