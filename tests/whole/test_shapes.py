"""Agreements of other shapes than the two real ones: each is made, and what is special about it stands in the text."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.samples.documents import AGREEMENT, AGREEMENTS, MINUTES, PRESS, load, make, make_all, plain, text_of
from iopdocs.errors import OutputBlocked, errors
from iopdocs.model import Agreement
from iopdocs.workspace import Workspace
from iopdocs.workspace.creation import create

DAY = date(2026, 7, 1)
FILES = sorted(AGREEMENTS.glob("*.yaml"))


@cache
def agreement(name: str) -> Agreement:
    return load(AGREEMENTS / f"{name}.yaml")


@cache
def texts(name: str) -> dict[str, str]:
    return {document: plain(text_of(made.data)) for document, made in make_all(agreement(name), DAY).items()}


SHAPES = [
    # (agreement, document, what must stand there)
    (
        "exempelby-fyra-parter-2024",
        AGREEMENT,
        "Med de idéburna parterna avses stiftelsen, församlingen och föreningen.",
    ),
    ("exempelby-fyra-parter-2024", AGREEMENT, "För Exempelby ekumeniska församling"),
    ("exempelby-fyra-parter-2024", AGREEMENT, "Namnförtydligande.*Eva Skissman"),
    ("exempelby-fyra-parter-2024", AGREEMENT, "Kvartal 4 2024 till föreningen\n22 500 kr"),
    ("exempelby-fyra-parter-2024", AGREEMENT, "fyra likalydande original"),
    ("exempelby-fyra-parter-2024", PRESS, "räknas inte upp"),
    ("exempelby-fyra-parter-2024", PRESS, "Nattvandrarna Exempelby"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "Med regionen avses Region Exempel"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "257 500 kr"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "263 400 kr"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "slår 75 procent igenom"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "med ett år åt gången, om inte någon part senast sex månader"),
    ("region-exempel-stiftelse-2023", AGREEMENT, "högst två gånger"),
    ("region-exempel-stiftelse-2023", PRESS, "säger Hanna Prototypsdotter."),
    ("region-exempel-stiftelse-2023", PRESS, "prisindex för landsting och regioner (LPIK)"),
    ("gemensam-namnd-exempel-2024", AGREEMENT, "Exempelby kommun och Provlunda kommun"),
    ("gemensam-namnd-exempel-2024", AGREEMENT, "3,50 kronor per invånare och år"),
    ("gemensam-namnd-exempel-2024", AGREEMENT, "41 207"),
    ("gemensam-namnd-exempel-2024", AGREEMENT, "Tertial 1 2024\n40 064 kr"),
    ("gemensam-namnd-exempel-2024", AGREEMENT, "99 90 00-3"),
    ("exempelby-utan-pengar-2025", AGREEMENT, "Inga pengar betalas"),
    ("exempelby-utan-pengar-2025", AGREEMENT, "tills vidare"),
    ("exempelby-utan-pengar-2025", AGREEMENT, "Avsiktsförklaringen gäller från och med den 15 september 2025"),
    ("exempelby-utan-pengar-2025", PRESS, "Inga pengar betalas"),
    ("exempelby-natura-2024", AGREEMENT, "källarlokalen i Exempelhuset utan hyra"),
    ("exempelby-natura-2024", AGREEMENT, "i 18 månader räknat från och med den 1 maj 2024"),
    ("exempelby-natura-2024", AGREEMENT, "upphör överenskommelsen att gälla utan uppsägning"),
    ("exempelby-bara-langd-2025", AGREEMENT, "gäller i två år räknat från och med [saknas: avtalstidens första dag]"),
    ("exempelby-bara-langd-2025", AGREEMENT, "250 000 kronor totalt"),
    ("exempelby-bara-langd-2025", AGREEMENT, "får bara användas till löner till två samordnare"),
    ("exempelstad-tak-2024", AGREEMENT, "högst 300 000 kronor per år"),
    ("exempelstad-tak-2024", AGREEMENT, "högst 75 000 kronor för hela avtalstiden"),
    ("exempelstad-tak-2024", AGREEMENT, "Partnerskapet omfattar inte\nskyddat boende\nplaceringar"),
    ("exempelstad-tak-2024", PRESS, "skyddat boende"),
    ("exempelstad-tak-2024", PRESS, "citatet är inte godkänt"),
    ("exempelstad-tak-2024", PRESS, "Två ledamöter ville avslå förslaget."),
    ("exempelbygden-delar-2024", AGREEMENT, "Med kommunalförbundet avses"),
    ("exempelbygden-delar-2024", AGREEMENT, "331 667 kr"),
    ("exempelbygden-delar-2024", AGREEMENT, "484 751 kr"),
    ("exempelbygden-delar-2024", AGREEMENT, "Uppräkningen gäller inte posten Lokalhyra"),
    ("exempelby-forslag-2027", AGREEMENT, "denna förlängning"),
    ("exempelby-forslag-2027", AGREEMENT, "13 kap. 1 § socialtjänstlagen"),
    ("exempelby-forslag-2027", PRESS, "föreslås"),
    ("exempelby-forslag-2027", PRESS, "Får inte publiceras före den 1 december 2026"),
    ("exempelby-forslag-2027", PRESS, "mötesplats, unga, IOP"),
    ("exempelby-skyddat-2026", AGREEMENT, "26 kap. 1 § socialtjänstlagen"),
    ("exempelby-skyddat-2026", AGREEMENT, "lagen (2007:171) om registerkontroll"),
    ("exempelby-tecken-2024", AGREEMENT, 'Café & Kök <Exempelby> "Årsta" — D\'Été Übersättning'),
    ("exempelby-tecken-2024", AGREEMENT, 'SN <2024> & "7"'),
    ("exempelby-tecken-2024", AGREEMENT, "يوسف المثال (Yosef מִשְׁפָּחָה)"),
    ("exempelby-tecken-2024", AGREEMENT, "{{ mallkod }}, {% if %}"),
    ("exempelby-tecken-2024", PRESS, 'Nytt & bra: <Exempelby> satsar på "kaffe" ☕'),
    ("exempelby-tecken-2024", PRESS, "👩‍👧‍👦"),
    ("exempelby-tecken-2024", f"{MINUTES}-1", "köpa te & kaffe"),
    ("exempelby-nastan-tomt", AGREEMENT, "[saknas: handlingens namn]"),
    ("exempelby-nastan-tomt", PRESS, "[saknas: rubrik]"),
    ("exempelby-moten-2024", f"{MINUTES}-1", "300 000 kr"),
    ("exempelby-moten-2024", f"{MINUTES}-2", "306 000 kr"),
    ("exempelby-moten-2024", f"{MINUTES}-1", "en enkät skickas ut i oktober 2024"),
    ("exempelby-moten-2024", f"{MINUTES}-1", "Sven Mallberg har anmält jäv"),
    ("exempelby-moten-2024", f"{MINUTES}-2", "Enkäten är gjord och 42 personer har svarat."),
    ("exempelby-moten-2024", f"{MINUTES}-2", "söka en ny lokal"),
    ("exempelby-moten-2024", f"{MINUTES}-2", "Förlängning eller omförhandling"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_agreement_of_another_shape_makes_every_document(path: Path) -> None:
    made = make_all(load(path), DAY)
    assert {AGREEMENT, PRESS} < set(made)
    assert any(name.startswith(MINUTES) for name in made)


@pytest.mark.parametrize(("name", "document", "proof"), SHAPES)
def test_what_is_special_about_a_shape_stands_in_its_document(name: str, document: str, proof: str) -> None:
    text = texts(name)[document]
    pattern = ".*".join(re.escape(part) for part in proof.split(".*"))
    assert re.search(pattern, text, re.IGNORECASE), text


def test_a_complete_agreement_makes_final_documents_without_a_gap_or_a_draft_mark() -> None:
    made = make_all(agreement("exempelby-komplett-2026"), DAY, final=True)
    for document in made.values():
        text = text_of(document.data)
        assert document.gaps == ()
        assert "[saknas" not in text
        assert "UTKAST" not in text


@pytest.mark.parametrize("document", [AGREEMENT, PRESS, MINUTES])
def test_a_nearly_empty_agreement_is_refused_as_final(document: str) -> None:
    with pytest.raises(OutputBlocked) as caught:
        make(agreement("exempelby-nastan-tomt"), document, DAY, final=True)
    assert {problem.code for problem in caught.value.problems} == {"lucka"}


def test_an_unapproved_quote_is_refused_as_final() -> None:
    with pytest.raises(OutputBlocked, match="Lova Provlund"):
        make(agreement("exempelstad-tak-2024"), PRESS, DAY, final=True)


def test_a_protected_address_stands_in_no_document() -> None:
    for document in make_all(agreement("exempelby-skyddat-2026"), DAY).values():
        for part in ("Hemliga", "stigen 17", "999 17", "99917", "Gömda"):
            assert part not in plain(text_of(document.data))


def test_a_release_without_quotes_has_no_attribution() -> None:
    text = texts("exempelby-forslag-2027")[PRESS]
    assert not re.search(r"\b(säger|berättar)\b", text)
    assert "– " not in text


def test_a_proposal_is_never_said_to_be_decided_or_signed() -> None:
    text = texts("exempelby-forslag-2027")[PRESS]
    assert not re.search(r"har (beslutat|skrivit under|undertecknat)|skrevs under", text)


def test_an_action_that_is_done_is_not_carried_to_a_meeting_after_that() -> None:
    second = texts("exempelby-moten-2024")[f"{MINUTES}-2"]
    following = (
        agreement("exempelby-moten-2024").meetings[1].model_copy(update={"actions": (), "day": date(2025, 9, 4)})
    )
    longer = agreement("exempelby-moten-2024")
    longer = longer.model_copy(update={"meetings": (*longer.meetings, following)})
    third = plain(text_of(make(longer, MINUTES, DAY, item=2).data))
    assert "Skriva en folder" in second
    assert "skriva en folder" not in third.casefold()
    assert "Söka en ny lokal" in third


def test_clauses_are_added_left_out_and_written_anew_as_the_agreement_says() -> None:
    chosen, text = agreement("exempelby-fyra-parter-2024"), texts("exempelby-fyra-parter-2024")[AGREEMENT]
    usual = chosen.model_copy(update={"clauses": type(chosen.clauses)()})
    made, before = (make(one, AGREEMENT, DAY).clauses for one in (chosen, usual))
    assert set(made) - set(before) == {"avveckling", "medlens-anvandning", "overlevande-villkor"}
    assert set(before) - set(made) == {"partnerskapets-karaktar"}
    assert "Medlen används i Exempelby, för de insatser som överenskommelsen räknar upp." in text


def test_no_agreement_without_money_says_kronor() -> None:
    for name in ("exempelby-utan-pengar-2025", "exempelby-natura-2024"):
        assert not re.search(r"\d (kronor|kr)\b", texts(name)[AGREEMENT] + texts(name)[PRESS])


def test_the_example_of_a_new_workspace_has_no_fault_and_makes_its_documents(tmp_path: Path) -> None:
    create(tmp_path / "arbete")
    fresh = Workspace(tmp_path / "arbete")
    (path,) = fresh.agreements()
    loaded = fresh.load(path)
    assert loaded.agreement is not None
    assert not list(errors(fresh.check(loaded, date(2026, 1, 10))))
    made = make_all(loaded.agreement, date(2026, 1, 10))
    assert "Nils Exempelsson" in plain(text_of(made[PRESS].data))
    assert "Exempelgatan 1, 999 99 Exempelby" in plain(text_of(made[AGREEMENT].data))
    assert "grupperna håller öppet hela sommaren" in plain(text_of(made[f"{MINUTES}-1"].data))
