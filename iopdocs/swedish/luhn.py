"""The check digit of Swedish numbers of identity and account: Luhn's, ISO/IEC 7812-1 annex B.

Written out here: python-stdnum, which has it too, brings with it what fetches things from the network.
"""

from __future__ import annotations

# What a digit counts for where it is doubled: the sum of the digits of its double.
_DOUBLED = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}
_PLAIN = {str(digit): digit for digit in range(10)}


def is_valid(digits: str) -> bool:
    """Whether the last of some digits is the check digit of the others; never of what has other signs than 0–9."""
    if not digits or not _PLAIN.keys() >= set(digits):
        return False
    doubled, plain = digits[-2::-2], digits[::-2]
    return (sum(map(_DOUBLED.__getitem__, doubled)) + sum(map(_PLAIN.__getitem__, plain))) % 10 == 0
