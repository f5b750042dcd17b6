"""The questions that most agreements leave open: what an agreement does not say of the marks of an IOP."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from iopdocs.errors import Problem

#: What an agreement does not say, and the key where it is written, by the code and the key that the finding is about.
_QUESTIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("K1", "bakgrund"): "vem som tog initiativet (bakgrund.initiativ)",
        ("K2", "bakgrund"): "styrdokument (bakgrund.styrdokument)",
        ("K4", "bakgrund"): "marknad (bakgrund.marknad)",
        ("K5", "ekonomi"): "vad varje part bidrar med (ekonomi.egna_bidrag)",
        ("K5", "parter"): "vad varje part bidrar med (ekonomi.egna_bidrag)",
        ("K8", "organisation"): "styrgrupp (organisation)",
        ("K8", "uppföljning"): "hur partnerskapet följs upp (uppföljning)",
        ("K10", "idéburet_syfte"): "att verksamheten drivs utan vinstsyfte (idéburet_syfte)",
    }
)


def question(problem: Problem) -> str:
    """Return in a few words what an agreement does not say of a mark, and its key; nothing of any other finding."""
    return _QUESTIONS.get((problem.code, str(problem.about[0])), "") if problem.about else ""
