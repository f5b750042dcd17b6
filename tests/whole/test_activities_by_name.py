"""An activity is told by its name: whatever its description says, who reads the release knows what it is called."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.documents import PRESS, load, make, plain, text_of
from iopdocs.model import Agreement
from tests.support import every_text
from tests.support.examples import examples

DAY = date(2026, 11, 21)
NAMES = ["Öppet hus", "Vittnesstöd", "Café 24", "Samordning av hjälp", "Tjejjour", "Skyddat boende"]
DESCRIPTIONS = [
    "alla är välkomna",
    "Stödpersoner finns på plats. De följer med in.",
    "en plats att vara på",
    "ta emot den som söker hjälp",
    "Vittnesstöd ges av frivilliga.",
    "den som vill kommer och den som inte vill går",
    None,
]


def known(name: str, text: str) -> bool:
    """Judged by letters alone: the beginning of the name's longest word stands in the text."""
    longest = max(re.findall(r"\w+", name), key=len)
    return longest.casefold()[: max(4, len(longest) - 4)] in text.casefold()


@pytest.mark.parametrize("name", sorted(every_text.FILES))
def test_a_release_names_each_activity(name: str) -> None:
    agreement = load(every_text.FILES[name])
    text = plain(text_of(make(agreement, PRESS, DAY).data))
    for activity in agreement.activities:
        assert activity.name is None or known(activity.name, text), (activity.name, text)


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(DESCRIPTIONS)),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from([{}, {"press": {"ämne": "stöd till unga"}}]),
)
def test_any_activity_is_told_by_its_name(some: list[tuple[str, str | None]], more: dict[str, object]) -> None:
    text = told(some, more)
    for name, _ in some:
        assert known(name, text), (name, text)


def test_two_that_their_descriptions_do_not_name_are_told_apart() -> None:
    text = told([("Öppet hus", "alla är välkomna"), ("Vittnesstöd", "stödpersoner finns på plats")], {})
    assert re.search(r"öpp\w+ hus(et)?[:.] alla är välkomna\.", text.casefold())
    assert re.search(r"vittnesstöd(et)?[:.] stödpersoner finns på plats\.", text.casefold())


def told(some: list[tuple[str, str | None]], more: dict[str, object]) -> str:
    activities = [{"namn": name, **({"beskrivning": description} if description else {})} for name, description in some]
    agreement = Agreement.model_validate(
        {
            "id": "prov",
            "status": "undertecknat",
            "parter": [
                {"roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
                {"roll": "idéburen", "typ": "förening", "namn": "Föreningen Bryggan"},
            ],
            "insatser": activities,
            **more,
        }
    )
    return plain(text_of(make(agreement, PRESS, DAY).data))
