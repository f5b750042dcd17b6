"""Every fact of the two public press releases, in every document it belongs to, and nothing the sources do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from benchmarks.samples.documents import AGREEMENT, MINUTES, PRESS, ROOT, load, make, plain, text_of
from iopdocs.making.render import Rendered
from iopdocs.model import Meeting
from tests.support.seed_facts import CONTACTS, FACTS, GAPS, IN_ALL, NOT_FACTS, QUOTES, UMEA, VARMDO, Fact

DAY = date(2022, 1, 10)


@cache
def made(seed: str, document: str) -> Rendered:
    return make(load(ROOT / "agreements" / f"{seed}.yaml"), document, DAY)


@cache
def read(seed: str, document: str) -> str:
    return plain(text_of(made(seed, document).data))


def stands(proof: str, text: str) -> bool:
    if ".*" not in proof:
        return proof.casefold() in text.casefold()
    pattern = ".*".join(re.escape(part) for part in proof.split(".*"))
    return re.search(pattern, text, re.IGNORECASE) is not None


def _each_fact() -> Iterator[object]:
    for seed, facts in FACTS.items():
        for fact in facts:
            for document in fact.documents:
                yield pytest.param(seed, fact, document, id=f"{seed[:6].rstrip('-')}-{fact.name}-{document}")


@pytest.mark.parametrize(("seed", "fact", "document"), list(_each_fact()))
def test_a_fact_of_the_source_stands_in_the_document(seed: str, fact: Fact, document: str) -> None:
    text = read(seed, document)
    missing = [proof for proof in fact.proofs if not stands(proof, text)]
    assert not missing, text


@pytest.mark.parametrize(("seed", "quote"), [(seed, part) for seed, parts in QUOTES.items() for part in parts])
def test_a_quote_stands_word_for_word_in_the_press_release(seed: str, quote: str) -> None:
    assert quote in read(seed, PRESS)


@pytest.mark.parametrize("seed", QUOTES)
def test_the_quotes_stand_in_the_order_of_the_source(seed: str) -> None:
    text = read(seed, PRESS)
    places = [text.index(part) for part in QUOTES[seed]]
    assert places == sorted(places)


@pytest.mark.parametrize("seed", QUOTES)
def test_every_quote_of_a_seed_is_approved_and_names_its_source(seed: str) -> None:
    press = load(ROOT / "agreements" / f"{seed}.yaml").press
    assert press is not None
    assert [quote.name for quote in press.quotes if not (quote.approved and quote.source)] == []


@pytest.mark.parametrize(("seed", "document", "label"), [(seed, *gap) for seed, gaps in GAPS.items() for gap in gaps])
def test_what_the_source_does_not_give_is_a_visible_gap(seed: str, document: str, label: str) -> None:
    assert label in {gap.partition(" (")[0] for gap in made(seed, document).gaps}
    assert f"[saknas: {label}]" in read(seed, document)


@pytest.mark.parametrize(
    ("seed", "document", "text"),
    [(seed, document, text) for seed, texts in NOT_FACTS.items() for document in IN_ALL for text in texts],
)
def test_what_the_source_does_not_say_stands_in_no_document(seed: str, document: str, text: str) -> None:
    assert not re.search(rf"\b{re.escape(text)}\b", read(seed, document))


def test_each_number_and_address_stands_with_the_person_it_belongs_to() -> None:
    lines = read(UMEA, PRESS).splitlines()
    places = [lines.index(name) for name, *_ in CONTACTS]
    ends = [*places[1:], lines.index("Om Umeå kommun")]
    reached = re.compile(r"\d{3}-[\d ]+|\S+@\S+")
    for (_, *given), start, end in zip(CONTACTS, places, ends, strict=True):
        assert [line for line in lines[start:end] if reached.fullmatch(line)] == given


def test_a_contact_with_a_first_name_only_gets_no_surname_and_no_gap() -> None:
    lines = read(UMEA, PRESS).splitlines()
    assert "Emma" in lines
    assert "Elin" in lines
    # A decision that is told of without its day is a gap, too.
    assert made(UMEA, PRESS).gaps == ("datum för beslutet (beslut[1])", "datum för publicering")


def test_the_release_without_contacts_and_the_one_without_a_help_box_have_no_such_heading() -> None:
    varmdo, umea = read(VARMDO, PRESS).splitlines(), read(UMEA, PRESS).splitlines()
    assert "Kontakt" in umea
    assert "Kontakt" not in varmdo
    assert "Behöver du hjälp eller stöd?" in varmdo
    assert "Nyckelord" not in umea


def test_the_law_that_was_printed_and_had_been_repealed_is_kept_as_typed_and_marked() -> None:
    line = next(line for line in read(VARMDO, AGREEMENT).splitlines() if "2 kap 2§ SoL" in line)
    assert "[kontrollera:" in line
    assert "2 kap. 1 §" not in line


def test_minutes_of_a_later_year_hold_that_years_budget_after_uplift() -> None:
    agreement = load(ROOT / "agreements" / f"{UMEA}.yaml")
    assert agreement.economy is not None
    followed_up = [{"komponent": one.id} for one in agreement.economy.components]
    held = Meeting.model_validate({"datum": "2024-03-14", "ekonomi": followed_up})
    minutes = make(agreement.model_copy(update={"meetings": (held,)}), MINUTES, DAY, item=0)
    assert "3 089 988 kr" in plain(text_of(minutes.data))


def test_values_that_the_source_does_not_give_are_not_in_the_data() -> None:
    varmdo, umea = (load(ROOT / "agreements" / f"{seed}.yaml") for seed in (VARMDO, UMEA))
    for agreement in (varmdo, umea):
        assert [party.orgnr for party in agreement.parties] == [None, None]
        assert [party.signatories for party in agreement.parties] == [(), ()]
        assert agreement.termination is None
        assert agreement.prolongation is None
        assert agreement.case_number is None
        assert agreement.signed is None
    assert varmdo.term is not None
    assert varmdo.term.start is None
    assert varmdo.economy is not None
    assert varmdo.economy.indexation is None
    assert varmdo.decisions == ()
    assert umea.groups == ()
    assert umea.follow_up is None


def test_what_is_assumed_about_a_seed_is_said_in_its_data() -> None:
    assumed = {
        seed: [item.field for item in load(ROOT / "agreements" / f"{seed}.yaml").assumptions] for seed in (VARMDO, UMEA)
    }
    assert assumed == {VARMDO: ["lagrum_per"], UMEA: ["ekonomi.uppräkning.bas"]}
