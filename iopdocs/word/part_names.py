"""What a user calls the parts of a Word file."""

from __future__ import annotations

import re

#: What the text of a document itself is called.
TEXT = "brödtexten"
PART_NAMES = {
    "header": "sidhuvudet", "footer": "sidfoten", "footnotes": "fotnoterna", "document": TEXT,
    "styles": "formatmallarna", "core": "egenskaperna", "app": "egenskaperna", "custom": "egenskaperna",
    "settings": "inställningarna", "numbering": "numreringen",
}  # fmt: skip


def called(member: str) -> str:
    """Return what a user calls a part of a Word file."""
    if member.endswith(".rels"):
        return f"en länk i {called(member.rsplit('/', 1)[-1].removesuffix('.rels') or 'filen')}"
    return PART_NAMES.get(re.sub(r"\d*\.xml$", "", member.rsplit("/", 1)[-1]), member)
