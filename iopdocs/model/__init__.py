"""The data of an agreement. Import from here: ``from iopdocs.model import Agreement``."""

from iopdocs.model.agreement import Agreement
from iopdocs.model.meeting import Meeting
from iopdocs.model.party import Party
from iopdocs.model.settings import Settings

__all__ = ["Agreement", "Meeting", "Party", "Settings"]
