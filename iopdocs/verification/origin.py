"""What a document was made from, and who says so: the document itself in its properties, or its receipt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.output.receipts import DRAFT
from iopdocs.word.properties import provenance_of

#: Who says it.
DOCUMENT, RECEIPT = "dokumentet", "kvittot"
FINAL = "slutlig"
_SOURCE = "underlag."
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from, and who says so: the document itself or its receipt.

    ``post`` is the place, from 1, of the record it is about (a meeting) in its list; ``sources`` are hashes by what
    they are of.
    """

    agreement: str
    kind: str
    day: str
    final: bool
    post: int | None
    program: str
    sources: Mapping[str, str]
    said_by: str

    def as_data(self) -> dict[str, Any]:
        """Return the origin under Swedish names."""
        return {
            "avtal": self.agreement,
            "dokumenttyp": self.kind,
            "post": self.post,
            "dag": self.day,
            "version": self.version,
            "program": self.program,
            "underlag": dict(self.sources),
            "enligt": self.said_by,
        }

    @property
    def version(self) -> str:
        """Whether it is a draft or a final version, in a word."""
        return FINAL if self.final else "utkast"

    @property
    def sentence(self) -> str:
        """The origin in a line."""
        parts = [f"avtalet {self.agreement}", self.kind, *([f"post {self.post}"] if self.post else [])]
        return in_a_line(
            f"{', '.join([*parts, self.day, self.version])}, iopdocs {self.program} (enligt {self.said_by})"
        )

    def is_that_of(self, other: Origin | None) -> bool:
        """Whether another says the same, whoever it is that says it."""
        return other is not None and self.as_data() | {"enligt": ""} == other.as_data() | {"enligt": ""}


def in_a_line(text: str) -> str:
    """Return what stands in a file as a line of its own: it may be anybody's words, and is not to be taken for ours."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LONGEST]


def from_document(members: Mapping[str, bytes]) -> Origin | None:
    """Return what a Word file says of itself; None when it does not."""
    said = provenance_of(members) if members else {}
    if "avtal" not in said:
        return None
    return Origin(
        said["avtal"],
        said.get("dokumenttyp", ""),
        said.get("dag", ""),
        said.get("version") == FINAL,
        int(said["post"]) if re.fullmatch(r"[0-9]{1,6}", said.get("post", "")) else None,
        said.get("program", ""),
        {name.removeprefix(_SOURCE): text for name, text in said.items() if name.startswith(_SOURCE)},
        DOCUMENT,
    )


def from_receipt(receipt: Mapping[str, Any]) -> Origin | None:
    """Return what a receipt says; None when it is missing, spoiled, or of a comparison, which is of no type."""
    if "dokumenttyp" not in receipt:
        return None
    made_from, post = receipt.get("underlag"), receipt.get("post")
    return Origin(
        str(receipt.get("avtal")),
        str(receipt.get("dokumenttyp")),
        str(receipt.get("dag")),
        receipt.get(DRAFT) is False,
        post if isinstance(post, int) else None,
        str(receipt.get("iopdocs")),
        {str(name): str(digest) for name, digest in made_from.items()} if isinstance(made_from, dict) else {},
        RECEIPT,
    )
