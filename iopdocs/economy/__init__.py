"""The money of an agreement: ``budget`` per year and in all, ``payments`` when it is paid, ``describe`` in words.

Everything is Decimal kronor and pure; what cannot be worked out is a Problem with the YAML path, never a guess.
"""

from iopdocs.economy.budget import Budget, BudgetYear, budget
from iopdocs.economy.describe import describe
from iopdocs.economy.in_words import in_words
from iopdocs.economy.instead import NOTHING, ZERO, Cell, cells, together
from iopdocs.economy.lines import BudgetLine
from iopdocs.economy.partly import base_of
from iopdocs.economy.payments import PaymentPlan, payments
from iopdocs.economy.payouts import Payout
from iopdocs.economy.years import last_day, may_last_to

__all__ = [
    "NOTHING",
    "ZERO",
    "Budget",
    "BudgetLine",
    "BudgetYear",
    "Cell",
    "PaymentPlan",
    "Payout",
    "base_of",
    "budget",
    "cells",
    "describe",
    "in_words",
    "last_day",
    "may_last_to",
    "payments",
    "together",
]
