import pytest

from iopdocs.swedish import names


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Värmdö kommun", "Värmdö kommuns"),
        ("Nacka Värmdö", "Nacka Värmdös"),
        ("Kvinno- och tjejjouren i Umeå", "Kvinno- och tjejjouren i Umeås"),
        ("Västerås", "Västerås"),
        ("Max", "Max"),
        ("Schulz", "Schulz"),
        ("BRIS", "BRIS"),
        ("IOP", "IOP:s"),
        ("Exempel AB", "Exempel AB:s"),
        ("Vision 2030", "Vision 2030:s"),
        ("Skolgatan 31A", "Skolgatan 31A:s"),
        ("Kvinnojouren (KJ)", "Kvinnojourens (KJ)"),
        ("Marie Bladholm (M)", "Marie Bladholms (M)"),
        ("föreningen ”Hjälpen”", "föreningen ”Hjälpens”"),
        ("avd.", "avd:s"),
        ("Café", "Cafés"),
        (" Region Exempel ", "Region Exempels"),
    ],
)
def test_the_genitive_of_a_name(name: str, genitive: str) -> None:
    assert names.genitive(name) == genitive


@pytest.mark.parametrize("name", ["", "  "])
def test_no_name_has_no_genitive(name: str) -> None:
    with pytest.raises(ValueError, match="Namnet saknas"):
        names.genitive(name)


def test_only_the_first_letter_changes() -> None:
    assert names.upper_first("individ- och familjenämnden i Umeå") == "Individ- och familjenämnden i Umeå"
    assert names.upper_first("åtgärd") == "Åtgärd"
    assert names.lower_first("Individ- och familjenämnden i Umeå") == "individ- och familjenämnden i Umeå"
    assert names.upper_first("") == names.lower_first("") == ""


def test_an_initialism_keeps_its_capitals() -> None:
    assert names.lower_first("IOP-avtal") == "IOP-avtal"


@pytest.mark.parametrize("text", ["c/o Ek, Storgatan 1", "iFokus", "www.exempel.se", "namn@exempel.se", "https://x.se"])
def test_what_is_never_written_with_a_capital_is_kept_at_the_beginning(text: str) -> None:
    assert names.upper_first(text) == text


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Socialnämnden", "socialnämnden"),
        ("Kommunstyrelsen", "kommunstyrelsen"),
        ("Regionfullmäktige", "regionfullmäktige"),
        ("Individ- och familjenämnden", "individ- och familjenämnden"),
        ("Umeå kommun", "Umeå kommun"),
        ("Gemensamma familjenämnden", "Gemensamma familjenämnden"),
        ("Stiftelsen Exempelgruppen", "Stiftelsen Exempelgruppen"),
    ],
)
def test_a_body_has_a_small_letter_within_a_sentence_and_a_name_keeps_its_own(name: str, within: str) -> None:
    assert names.of_body(name) == within
