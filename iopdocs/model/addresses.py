"""Addresses of the net: read as they were written, or refused with a Swedish sentence and a hint."""

from __future__ import annotations

import re

# Longer than browsers and mail programs take.
_LONGEST_ADDRESS = 2_000


def parse_email(text: str) -> str:
    """Accept an e-mail address of the usual form, verbatim; raise ValueError otherwise."""
    if len(text) > _LONGEST_ADDRESS or not re.fullmatch(
        r"[^@\s<>()\",;:\\]+@[^@\s<>()\",;:\\]+\.[^@\s.<>()\",;:\\]{2,}", text
    ):
        raise ValueError(f"”{text}” är inte en e-postadress\nSkriv den som namn@exempel.se.")
    return text


def parse_web(text: str) -> str:
    """Accept a web address with http or https, or a bare host name; raise ValueError otherwise."""
    usual = r"(https?://)?[^\s/<>\"]+\.[^\s/<>\"]{2,}(/[^\s<>\"]*)?"
    if len(text) > _LONGEST_ADDRESS or not re.fullmatch(usual, text):
        raise ValueError(f"”{text}” är inte en webbadress\nSkriv den som https://www.exempel.se.")
    return text
