"""Addresses of the net: read as they were written, or refused with a Swedish sentence and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.swedish import meant

# Longer than browsers and mail programs take.
_LONGEST_ADDRESS = 2_000


def parse_email(text: str) -> str:
    """Accept an e-mail address of the usual form, verbatim; raise ValueError otherwise."""
    if len(text) > _LONGEST_ADDRESS or not re.fullmatch(
        r"[^@\s<>()\",;:\\]+@[^@\s<>()\",;:\\]+\.[^@\s.<>()\",;:\\]{2,}", text
    ):
        how = "En e-postadress har ett @, en punkt längre fram och inga mellanslag."
        raise ValueError(f"”{text}” är inte en e-postadress\n{meant.advice(text, _emails(text), parse_email, how)}")
    return text


def parse_web(text: str) -> str:
    """Accept a web address with http or https, or a bare host name; raise ValueError otherwise."""
    usual = r"(https?://)?[^\s/<>\"]+\.[^\s/<>\"]{2,}(/[^\s<>\"]*)?"
    if len(text) > _LONGEST_ADDRESS or not re.fullmatch(usual, text):
        mended = re.sub(r"^(https?)[:/\s]+", r"\1://", text.strip(), flags=re.IGNORECASE)
        how = "Skriv den utan mellanslag, så som den står i webbläsaren."
        raise ValueError(f"”{text}” är inte en webbadress\n{meant.advice(text, [mended], parse_web, how)}")
    return text


def _emails(text: str) -> Iterator[str]:
    """Yield what an e-mail address may be that is written so that no program finds it, or with a name beside it."""
    if len(text) > _LONGEST_ADDRESS:
        return
    plainer = re.sub(r"\s*[\[({]\s*(?:at|snabel-?a|a)\s*[\])}]\s*", "@", text, flags=re.IGNORECASE)
    plainer = re.sub(r"(?<=@)([^@\s,]+),(?=[a-z]{2,}$)", r"\1.", re.sub(r"\s*@\s*", "@", plainer.strip()))
    for one in re.findall(r"[^\s<>()\",;:\\]+@[^\s<>()\",;:\\]+", plainer):
        yield one.rstrip(".")
