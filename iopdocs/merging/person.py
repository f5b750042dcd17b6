"""Who has edited a Word file, by what the file says."""

from __future__ import annotations

from collections.abc import Mapping

from iopdocs.word.markup import BrokenXml, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.properties import CORE

#: Whose the data's changes are, and whose a person's who is not named in the file.
PROGRAM, SOMEBODY = "iopdocs", "redigerat"
_BODY = "word/document.xml"
_LONGEST = 80


def who_edited(members: Mapping[str, bytes]) -> str:
    """Return who saved a Word file last, or the only one with tracked changes in it; SOMEBODY when it does not say."""
    try:
        named = (parse_xml(members[CORE]).findtext("{*}lastModifiedBy") or "") if CORE in members else ""
        body = parse_xml(members[_BODY]) if _BODY in members and not named.strip() else ()
    except BrokenXml:
        return SOMEBODY
    names = {node.get(W + "author") or "" for part in body for node in part.iter(W + "ins", W + "del")} - {PROGRAM, ""}
    named = named.strip() or (names.pop() if len(names) == 1 else "")
    plain = "".join(sign if sign.isprintable() else " " for sign in named).strip()[:_LONGEST]
    return plain if plain and plain != PROGRAM else SOMEBODY
