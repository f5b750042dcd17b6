"""What texts know of an activity: its hours on one line, its name within a sentence, and which of its words agree."""

from __future__ import annotations

import pytest

from benchmarks.samples.words import lines, made


def told(word: str, data: str) -> str:
    """Return what a word of the only activity prints."""
    document = made(
        "{%p for i in avtal.insatser %}", f"{{{{ i.{word} }}}}", "{%p endfor %}", data=f"insatser: [{data}]\n"
    )
    return lines(document.data)[0]


def holds(word: str, data: str) -> bool:
    document = made(
        "{%p for i in avtal.insatser %}",
        f"{{% if i.{word} %}}ja{{% else %}}nej{{% endif %}}",
        "{%p endfor %}",
        data=f"insatser: [{data}]\n",
    )
    return lines(document.data) == ["ja"]


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ('{dagar: Måndag till torsdag, från: "10.00", till: "16.00"}', "måndag–torsdag kl. 10–16"),
        ('{dagar: Fredagar, från: "10.30", till: "16.00"}', "fredagar kl. 10.30–16.00"),
        ('{dagar: Alla dagar, från: "00.00", till: "24.00"}', "alla dagar dygnet runt"),
        ('{dagar: Lördagar, från: "00.00", till: "12.00"}', "lördagar kl. 00–12"),
        ('{dagar: Lördagar, från: "12.00", till: "24.00"}', "lördagar kl. 12–24"),
        ('{dagar: Lördagar, från: "10.00"}', "lördagar från kl. 10.00"),
        ('{dagar: Lördagar, till: "16.00"}', "lördagar till kl. 16.00"),
        ("{dagar: Lördagar}", "lördagar"),
        ('{från: "10.00", till: "16.00"}', "[saknas: vilka dagar] kl. 10–16"),
        (
            '{dagar: Måndagar, från: "10.00", till: "12.00"}, {dagar: Tisdagar, från: "13.00", till: "15.00"}',
            "måndagar kl. 10–12 och tisdagar kl. 13–15",
        ),
    ],
)
def test_hours_are_told_on_one_line(hours: str, line: str) -> None:
    assert told("tider_i_text", f"{{namn: Kafé, tider: [{hours}]}}") == line


@pytest.mark.parametrize(
    ("name", "within"), [("Språkkafé", "språkkaféet"), ("Hela Sverige läser", "hela Sverige läser")]
)
def test_a_name_is_told_in_its_definite_form_when_that_is_known(name: str, within: str) -> None:
    assert told("bestämd", f"{{namn: {name}}}") == within


@pytest.mark.parametrize(
    ("often", "hours", "same"),
    [
        ("Vardagar", "{dagar: Alla vardagar}", True),
        ("Alla vardagar.", "{dagar: vardagar}", True),
        ("måndag till fredag", "{dagar: Måndag–fredag}", True),
        ("Måndagar och tisdagar", "{dagar: Måndagar}, {dagar: Tisdagar}", True),
        ("Vardagar", "{dagar: Lördagar}", False),
        ("Måndagar", "{dagar: Måndagar}, {dagar: Tisdagar}", False),
        ("Måndagar", '{dagar: Måndagar}, {från: "10.00"}', False),
    ],
)
def test_days_that_are_how_often_it_is_are_known_to_be_the_same(often: str, hours: str, same: bool) -> None:
    assert holds("tider_säger_hur_ofta", f"{{namn: Kafé, omfattning: {often!r}, tider: [{hours}]}}") is same


def test_without_hours_or_how_often_nothing_is_the_same() -> None:
    assert not holds("tider_säger_hur_ofta", "{namn: Kafé, omfattning: Vardagar}")
    assert not holds("tider_säger_hur_ofta", "{namn: Kafé, tider: [{dagar: Vardagar}]}")


@pytest.mark.parametrize(
    ("description", "begins"),
    [
        ("en mötesplats där alla är välkomna", True),
        ("Mötesplats för unga", True),
        ("ett hus för unga", False),
        ("mötesplatser för unga", False),
        ("Mötesplatsen är öppen för alla.", False),
        ("Mötesplats är vad den heter.", False),
        ("en öppen mötesplats", False),
    ],
)
def test_a_description_that_begins_with_the_name_and_is_no_sentence_is_known(description: str, begins: bool) -> None:
    assert holds("beskriven_med_namnet", f"{{namn: Mötesplats, beskrivning: {description!r}}}") is begins
