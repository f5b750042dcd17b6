"""Bank accounts written as IBAN, where another kind of number belongs.

Source: ISO 13616; the check digits and each country's length are those of python-stdnum.
"""

from __future__ import annotations

from iopdocs.swedish.characters import quoted


def is_iban(shown: str) -> bool:
    """Whether a text is an IBAN, in groups or not, or is written as a Swedish one with a slip in it."""
    from stdnum import iban  # few agreements name a bank account

    bare = shown.replace(" ", "").upper()
    return iban.is_valid(bare) or (bare.startswith("SE") and len(bare) == 24 and bare[2:].isdigit())


def not_a_giro(shown: str, giro: str) -> str:
    """Return what to say of an IBAN where a ``bankgiro`` or a ``plusgiro`` belongs."""
    from stdnum import iban

    slip = "" if iban.is_valid(shown.replace(" ", "")) else " Kontrollsiffrorna i det stämmer inte heller."
    return (
        f"{quoted(shown)} är ett IBAN, numret på ett bankkonto, och inget {giro}.{slip} Skriv mottagarens {giro}, "
        "eller kontot under ekonomi, anmärkning."
    )
