"""The money of an agreement: ``budget`` per year and in all, ``payments`` when it is paid, ``describe`` in words.

Everything is Decimal kronor and pure; what cannot be worked out is a Problem with the YAML path, never a guess.
"""

from iopdocs.economy.budget import Budget, BudgetYear, budget
from iopdocs.economy.describe import describe
from iopdocs.economy.lines import BudgetLine
from iopdocs.economy.payments import PaymentPlan, Payout, payments
from iopdocs.economy.years import last_day, may_last_to

__all__ = [
    "Budget",
    "BudgetLine",
    "BudgetYear",
    "PaymentPlan",
    "Payout",
    "budget",
    "describe",
    "last_day",
    "may_last_to",
    "payments",
]
