"""What one does said as what one is to do: *erbjuder stöd* as *erbjuda stöd*, where the verb has but one infinitive.

What one is, has, may or lacks is no duty.
"""

from __future__ import annotations

import re

from iopdocs.swedish import prose

# Verbs in -er and other verbs whose infinitive the ending does not tell.
_KNOWN = {
    "ger": "ge", "tar": "ta", "gör": "göra", "går": "gå", "står": "stå", "ser": "se",
    "drar": "dra", "blir": "bli", "håller": "hålla", "driver": "driva", "bedriver": "bedriva", "leder": "leda",
    "erbjuder": "erbjuda", "tillhandahåller": "tillhandahålla", "stödjer": "stödja", "stöder": "stödja",
    "utser": "utse",
    "deltar": "delta", "följer": "följa", "använder": "använda", "upplåter": "upplåta", "genomför": "genomföra",
    "utför": "utföra", "för": "föra", "tillför": "tillföra", "sprider": "sprida", "hjälper": "hjälpa", "möter": "möta",
    "utvecklar": "utveckla", "bidrar": "bidra", "står för": "stå för", "sköter": "sköta", "låter": "låta",
    "söker": "söka",
    "medverkar": "medverka", "rekryterar": "rekrytera", "utbildar": "utbilda", "svarar": "svara", "bistår": "bistå",
    "mottar": "motta", "åtar": "åta", "överlämnar": "överlämna", "ställer": "ställa", "ersätter": "ersätta",
    "upprätthåller": "upprätthålla", "anställer": "anställa", "förbinder": "förbinda", "säkerställer": "säkerställa",
    "hänvisar": "hänvisa", "avsätter": "avsätta", "innehar": "inneha", "skriver": "skriva", "bjuder": "bjuda",
}  # fmt: skip


_SHORT = re.compile(
    r"(?:ut|till|för|an|över|upp|av|in|mot|bi|åter|om|del|på|be)?(?:se|ge|ta|få|gå|stå|dra|bli|ske|göra|ha|le)"
)
_BEFORE = [
    "gemensamt",
    "inte",
    "även",
    "också",
    "årligen",
    "aktivt",
    "löpande",
    "kostnadsfritt",
    "regelbundet",
    "skriftligen",
    "på",
    "i",
    "under",
    "vid",
    "inom",
    "senast",
    "tillsammans",
    "kontinuerligt",
]


def follows_shall(text: str) -> bool:
    """Whether a text can stand after *ska*: it begins with an infinitive, or with how or when before one."""
    first, _, rest = text.strip(" ,").partition(" ")
    low = first.lower().rstrip(",")
    if _SHORT.fullmatch(low) or (prose.begins_with_infinitive(low) and not re.search(r"(?:[aeo]rna|sina)$", low)):
        return True
    return low in _BEFORE and any(map(follows_shall, _tails(rest)))


def _tails(text: str) -> list[str]:
    return [" ".join(text.split()[place:]) for place in range(min(4, len(text.split())))]


def infinitive(text: str) -> str:
    """Return a text that begins with a verb in the present tense with its infinitive; nothing when that is not told.

    A verb in -ar has its infinitive in -a, but for the short ones and their compounds, which are listed.
    """
    first, _, rest = text.partition(" ")
    low = first.lower()
    if low in _KNOWN:
        return f"{_KNOWN[low]} {rest}".strip()
    if re.fullmatch(r"[a-zåäö]{3,}[bcdfghjklmnprsvxt]ar", low) and not low.endswith(("tar", "drar", "har", "saknar")):
        return f"{low[:-1]} {rest}".strip()
    if re.fullmatch(r"[a-zåäö]{3,}(?:st|tt|kt|lt|nt|ft|ert|it|et|ut|rt)ar", low):
        return f"{low[:-1]} {rest}".strip()
    return ""
