"""What a document is made from, by name and hash: for its receipt and its properties. Nothing that identifies a person.

From this follows also when nothing needs to be made: what comes of the same sources as of the same day is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.classes import dataclass
from iopdocs.library.document_types import DocumentType
from iopdocs.making.demanded import left_out_json
from iopdocs.making.naming import about
from iopdocs.making.render import Rendered
from iopdocs.model import Agreement
from iopdocs.model.base import Dated, Record, place_in
from iopdocs.model.revision import Revision
from iopdocs.output import ASKED, CONTENTS, SIGNED, Receipts, sha256, versions
from iopdocs.word.contents import said_by
from iopdocs.workspace import Loaded, Workspace

#: What the properties of a document call the hash of something it was made from, before the name of that.
_SOURCE = "underlag."


def sources(fixed: Mapping[str, str], loaded: Loaded) -> dict[str, str]:
    """Return the hash of everything a document is made from, by what it is; ``fixed`` is what agreements share."""
    before = {"ersatt_avtal": loaded.replaced.digest} if loaded.replaced else {}
    return {"avtal": loaded.source.digest, **before, **fixed}


def fixed_sources(workspace: Workspace, kind: DocumentType) -> dict[str, str]:
    """Return the hash of what every document of a type is made from beside the agreement, by what it is."""
    questions = workspace.confirmations
    return {
        "inställningar": workspace.settings_digest,
        "mall": sha256(kind.template.read_bytes()),
        "dokumenttyp": _described(kind),
        "klausuler": workspace.clauses.digest,
        "lagbibliotek": workspace.laws.digest,
        **({"bekräftelser": questions.digest} if questions.paths else {}),
    }


def _described(kind: DocumentType) -> str:
    """Return the hash of what a type says of itself: its file, and its sentences where it has any."""
    own = b"\0".join(path.read_bytes() for path in kind.descriptions)
    sentences = [path.name.encode() + b"\0" + path.read_bytes() for path in kind.sentences.files]
    return sha256(b"\0".join((own, *sentences)))


def asked_for(
    agreement: Agreement, kind: DocumentType, item: Record | None, day: date, sources: Mapping[str, str], *, final: bool
) -> dict[str, Any]:
    """Return what decides what a document becomes: two that share all of it are the same document."""
    return {
        "avtal": agreement.id,
        "dokumenttyp": kind.id,
        "post": _number(agreement, kind, item),
        "dag": str(day),
        "utkast": not final,
        "iopdocs": iopdocs.__version__,
        "underlag": dict(sources),
    }


def receipt(asked: Mapping[str, Any], agreement: Agreement, made: Rendered, item: Record | None) -> dict[str, Any]:
    """Return what the receipt of a finished document says, beside the hashes of its files."""
    return {
        **asked,
        ASKED: digest(asked),
        **about(item),
        "lagdag": str(made.law_day) if made.law_day else None,
        "luckor": len(made.gaps),
        "klausuler": made.clauses,
        # Which, and not why: the reason is anybody's words, and may name somebody.
        "utelämnade_klausuler": [one.clause for one in agreement.clauses.omitted if one.clause],
        **({"obekräftat": list(made.unconfirmed)} if made.unconfirmed else {}),
        **_departed(agreement),
        **_judged(agreement),
    }


def of_final(agreement: Agreement, item: Record | None, contents: str) -> dict[str, Any]:
    """Return what the receipt of a final version says besides: if what it is about is signed, and what it says."""
    signed = agreement.is_signed or (isinstance(item, Revision) and item.is_signed)
    return {SIGNED: signed, CONTENTS: contents}


def _departed(agreement: Agreement) -> dict[str, Any]:
    """Return the demands that the agreement leaves out in writing, if any: who answers for it, why and since when."""
    left = left_out_json(agreement)
    return {"frångådda_krav": left} if left else {}


def _judged(agreement: Agreement) -> dict[str, Any]:
    """Return who has let which words pass, and why: a reader of the document may ask. What reveals is in none."""
    passed = [one for one in agreement.judgements if one.harmless]
    return (
        {
            "uppgifter_bedömda": [
                {"ord": one.words, "av": one.by, "skäl": one.reason, "dag": str(one.day) if one.day else None}
                for one in passed
            ]
        }
        if passed
        else {}
    )


def digest(asked: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what is asked for. Files of one receipt may have been made at different times."""
    return sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode())


def answers_to(said: Mapping[str, str]) -> str:
    """Return the digest of what a document was asked for, by what its properties say; nothing when they do not say."""
    if not {"avtal", "dokumenttyp", "dag", "version", "program"} <= said.keys():
        return ""
    post = said.get("post")
    if post is not None and not re.fullmatch(r"[1-9][0-9]{0,5}", post):
        return ""
    asked = {
        "avtal": said["avtal"],
        "dokumenttyp": said["dokumenttyp"],
        "post": None if post is None else int(post),
        "dag": said["dag"],
        "utkast": said["version"] != "slutlig",
        "iopdocs": said["program"],
        "underlag": {name.removeprefix(_SOURCE): text for name, text in said.items() if name.startswith(_SOURCE)},
    }
    return digest(asked)


def properties(asked: Mapping[str, Any], item: Record | None) -> dict[str, str]:
    """Return what the properties of a document say of it."""
    said = {"avtal": asked["avtal"], "dokumenttyp": asked["dokumenttyp"]}
    if item is not None:
        said["post"] = str(asked["post"])
        said |= {"postens dag": str(item.dated)} if isinstance(item, Dated) and item.dated else {}
    said |= {"dag": asked["dag"], "version": "utkast" if asked["utkast"] else "slutlig", "program": asked["iopdocs"]}
    return said | {f"{_SOURCE}{what}": digest for what, digest in asked["underlag"].items()}


@dataclass(frozen=True, slots=True)
class ExistingDocument:
    """What is there of a document: its receipt, the stem of its files, and whether all are there as they were made.

    Of a final version it is the newest, and ``contents`` is the hash of what that one says; ``signed`` is whether it or
    one before it was signed.
    """

    stem: str
    receipt: Mapping[str, Any]
    whole: bool
    contents: str = ""
    signed: bool = False

    def says(self, facts: Mapping[str, Any]) -> bool:
        """Whether it is a final version that says what another would say, whose facts are given."""
        return bool(self.contents) and self.contents == facts.get(CONTENTS)

    @property
    def day(self) -> str:
        """The day it was made as of; nothing when that cannot be read."""
        try:
            return str(date.fromisoformat(str(self.receipt.get("dag"))))
        except ValueError:
            return ""


def earlier(folder: Path, stem: str, suffixes: Collection[str], *, final: bool) -> ExistingDocument | None:
    """Return what is there of a document, or None: of final versions the newest, also when it is not whole."""
    if final:
        found = versions(folder, stem, said_by)
        signed = any(one.said.get(SIGNED) is True for one in found)
        made = (
            ExistingDocument(one.stem, one.said, all(map(one.has, suffixes)), one.contents, signed)
            for one in found[-1:]
        )
        return next(made, None)
    receipts = Receipts(folder, stem)
    whole = all(receipts.is_current(folder / (stem + suffix)) for suffix in suffixes)
    return ExistingDocument(stem, receipts.read(), whole=True) if whole else None


def is_of(there: ExistingDocument, asked: Mapping[str, Any], suffixes: Iterable[str]) -> bool:
    """Whether the receipt of what is there says that these formats of it are there, and just what is asked for."""
    said, wanted = there.receipt, digest(asked)
    files, names = said.get("filer"), [there.stem + suffix for suffix in suffixes]
    if not there.whole:
        return False
    same = all(said.get(name) == value for name, value in asked.items())
    if not same or not isinstance(files, dict) or not isinstance(said.get("luckor"), int):
        return False
    return all(isinstance(entry := files.get(name), dict) and entry.get(ASKED) == wanted for name in names)


def _number(agreement: Agreement, kind: DocumentType, item: Record | None) -> int | None:
    if item is None:
        return None
    return place_in([one for one in kind.items(agreement) if one is not None], item) + 1
