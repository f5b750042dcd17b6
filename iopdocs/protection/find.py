"""A place in a text where something protected stands, or may stand."""

from __future__ import annotations

from iopdocs.classes import dataclass
from iopdocs.swedish.personnummer import Certainty


@dataclass(frozen=True, slots=True)
class Find:
    """``text[start:end]`` of the text that was given is the whole of what makes it a find: street and number."""

    start: int
    end: int
    certainty: Certainty
    #: A Swedish noun for a message, never the secret: gatuadress, gata, postnummer, telefonnummer …
    what: str
    #: As it stands in the data but for case, spaces and dots.
    literal: bool
