"""What one does said as what one is to do: *erbjuder stöd* as *erbjuda stöd*, where the verb has but one infinitive."""

from __future__ import annotations

import re

# Verbs in -er and other verbs whose infinitive the ending does not tell.
_KNOWN = {
    "ger": "ge", "tar": "ta", "har": "ha", "får": "få", "gör": "göra", "går": "gå", "står": "stå", "ser": "se",
    "är": "vara",
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


def infinitive(text: str) -> str:
    """Return a text that begins with a verb in the present tense with its infinitive; nothing when that is not told.

    A verb in -ar has its infinitive in -a, but for the short ones and their compounds, which are listed.
    """
    first, _, rest = text.partition(" ")
    low = first.lower()
    if low in _KNOWN:
        return f"{_KNOWN[low]} {rest}".strip()
    if re.fullmatch(r"[a-zåäö]{3,}[bcdfghjklmnprsvxt]ar", low) and not low.endswith(("tar", "drar", "har")):
        return f"{low[:-1]} {rest}".strip()
    if re.fullmatch(r"[a-zåäö]{3,}(?:st|tt|kt|lt|nt|ft|ert|it|et|ut|rt)ar", low):
        return f"{low[:-1]} {rest}".strip()
    return ""
