"""Small agreements for the tests of money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from iopdocs.economy import Budget
from iopdocs.model import Agreement

THREE_YEARS = {"från": "2022-01-01", "till": "2024-12-31"}
UMEÅ = {"benämning": "Bemanning och drift", "slag": "per år", "år": "2022", "belopp": "2 970 000"}

amounts = st.integers(min_value=0, max_value=50_000_000)
percents = st.decimals(min_value=0, max_value=20, places=2)
bases = st.sampled_from(["föregående år", "första året"])
directions = st.sampled_from(["närmaste", "uppåt", "nedåt"])


def agreement(*components: dict[str, str], term: dict[str, str] | None = None, **economy: Any) -> Agreement:
    """Return an agreement of these components; ``term=None`` is three whole years."""
    parties = [
        {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
        {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Exempelbyjouren"},
    ]
    named = [{"benämning": f"Post {number}"} | component for number, component in enumerate(components, start=1)]
    data = {"id": "exempelby", "parter": parties, "ekonomi": {"komponenter": named, **economy}}
    return Agreement.model_validate(data | {"avtalstid": THREE_YEARS if term is None else term})


def per_year(amount: object, **more: str) -> dict[str, str]:
    return {"slag": "per år", "belopp": str(amount).replace(".", ",")} | more


def percent(value: object, basis: str | None = "föregående år", **more: Any) -> dict[str, Any]:
    stated = {"slag": "procent", "procent": str(value).replace(".", ",")} | more
    return stated | ({"bas": basis} if basis else {})


def by_year(result: Budget) -> list[Decimal | None]:
    return [year.amount for year in result.years]


def codes(result: Budget) -> list[str]:
    return [problem.code for problem in result.missing]
