"""Takes fingerprints of statute texts on this machine: ``python -m scripts.law_texts FOLDER SOURCE DAY``.

FOLDER holds texts as Markdown (``2017/sfs-2017-725.md``: chapters and paragrafer as headings) or JSON
(``sol-2025-400.json`` with ``provisions``). For each act with a text there, what the library lists is written to
``iopdocs/laws/proofs/texts``: a digest of the words, and the amending act that the paragraf names last. The text itself
is not kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from iopdocs.laws.library import load_library
from iopdocs.laws.proofs import FOLDER, Fingerprint
from scripts.law_kept import texts

_CHAPTER = re.compile(r"#+ (\d+(?: [a-z])?) kap\.")
_SECTION = re.compile(r"#+ (\d+(?: [a-z])?) §")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LATEST = re.compile(r"(?:Lag|Förordning) \((\d{4}:\d+)\)")
_LENGTH = 16


def fingerprint(text: str) -> str:
    """Return the digest of a text's words; layout, links and punctuation do not count."""
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    words = re.findall(r"\w+", unlinked.casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_LENGTH]


def sections(folder: Path, number: str) -> dict[str, str]:
    """Return the paragrafer of an act from a folder of texts, or nothing when there is no text of it."""
    dashed = number.replace(":", "-")
    markdown = folder / dashed[:4] / f"sfs-{dashed}.md"
    if markdown.is_file():
        return _from_markdown(markdown.read_text("utf-8"))
    found = sorted(folder.glob(f"*-{dashed}.json"))
    if not found:
        return {}
    listed = json.loads(found[0].read_text("utf-8"))["provisions"]
    return {one["provision_ref"]: one["content"] for one in listed}


def _from_markdown(text: str) -> dict[str, str]:
    body = re.split(r"\n#+ Övergångsbestämmelser", text.partition("\n---")[2])[0]
    found, chapter, here = dict[str, list[str]](), "", ""
    for line in body.splitlines():
        if match := _CHAPTER.match(line):
            chapter, here = f"{match[1]}:", ""
        elif match := _SECTION.match(line):
            here = chapter + match[1]
        elif line.startswith("#"):
            here = "" if line.lstrip("# ").startswith("Bilaga") else here
        elif here:
            found.setdefault(here, []).append(_LINK.sub(r"\1", line))
    return {key: "\n".join(lines).strip() for key, lines in found.items()}


def marks(read: dict[str, str]) -> dict[str, Fingerprint]:
    """Return the fingerprints of paragrafer."""
    return {key: Fingerprint(avtryck=fingerprint(text), senast=_latest(text)) for key, text in read.items()}


def _latest(text: str) -> str | None:
    named = _LATEST.findall(text)
    return named[-1] if named and re.search(r"\(\d{4}:\d+\)\.?\s*(?:\n|$|[A-ZÅÄÖ])", text) else None


def main(folder: str, source: str, day: str) -> None:
    """Write what was read of each act that has a text in the folder."""
    for act in load_library().acts:
        found = marks(sections(Path(folder), act.number))
        kept = {one.lagrum: found[one.lagrum] for one in act.provisions if one.lagrum in found}
        if not kept:
            continue
        before = texts().get(act.number)
        lines = ["# Vilka paragrafer som lästes: avtryck av orden och den senaste ändringen. Aldrig lagtext."]
        lines += [f'sfs: "{act.number}"', f"källa: {source}", f"läst: {day}"]
        if before and before.in_force:
            lines.append(f"i_kraft: {before.in_force}")
        if before and before.days:
            lines += ["dagar:", *(f'  "{number}": {first}' for number, first in before.days.items())]
        lines.append("paragrafer:")
        for lagrum, mark in kept.items():
            latest = f', senast: "{mark.latest}"' if mark.latest else ""
            lines.append(f'  "{lagrum}": {{avtryck: "{mark.digest}"{latest}}}')
        name = f"{act.number.replace(':', '-')}.yaml"
        (FOLDER / "texts" / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
