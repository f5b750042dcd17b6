"""An agreement in Word read as facts: each with its sentence and how sure, and nothing that is guessed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.word_texts import word_file
from iopdocs.errors import InvalidTemplate
from iopdocs.importing.proposal import Sure
from iopdocs.swedish import dates, money
from iopdocs.word.lines import written_lines
from tests.support.examples import examples
from tests.support.word_reading import OPENING, read_bytes, reading, the, told


def made(change: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    for line in OPENING.strip().splitlines():
        document.add_paragraph(line)
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_parties_are_read_with_their_numbers_and_what_they_are() -> None:
    found = told(reading(""))
    assert found["parter[1]"] == "id: kommunen; typ: kommun; namn: Exempelby kommun"
    assert found["parter[2]"] == "id: foreningen; typ: förening; namn: Exempelföreningen"
    assert (found["parter[1].orgnr"], found["parter[2].orgnr"]) == ("299999-0001", "899999-0040")


def test_each_proposal_has_its_sentence_and_where_it_stands() -> None:
    found = reading("## Uppsägning\nAvtalet sägs upp skriftligen. Uppsägningstiden är sex månader.")
    notice = the(found, "uppsägning.tid")
    assert (notice.value, notice.sentence) == ("6 månader", "Uppsägningstiden är sex månader.")
    assert notice.place == "stycke 4"
    assert notice.sure is Sure.CERTAIN


def test_what_is_said_in_two_ways_is_a_question_with_both_sentences() -> None:
    found = reading("## Uppsägning\nUppsägningstiden är sex månader.\nUppsägningstid: 3 månader")
    notice = the(found, "uppsägning.tid")
    assert notice.sure is Sure.ASK and notice.pairs == ()
    assert set(notice.choices) == {"6 månader", "3 månader"}
    assert "sex månader" in notice.sentence and "3 månader" in notice.sentence


def test_a_number_with_a_wrong_check_digit_is_never_proposed() -> None:
    found = read_bytes(word_file(OPENING.replace("899999-0040", "899999-0041")))
    assert "parter[2].orgnr" not in told(found)


def test_an_amount_of_which_nothing_says_how_often_has_no_kind() -> None:
    found = the(reading("## Ekonomi\nKommunen betalar 400 000 kronor till föreningen."), "ekonomi.komponenter[1]")
    assert found.value == "belopp: 400 000"
    assert found.sure is Sure.LIKELY and found.why


@pytest.mark.parametrize(
    "sentence",
    [
        "Den som bryter mot avtalet betalar ett vite på 50 000 kronor.",
        "Kommunen betalade tidigare 300 000 kronor per år i föreningsbidrag.",
        "Föreningen har en omsättning på 2 000 000 kronor per år.",
    ],
)
def test_money_that_is_not_paid_by_the_agreement_is_left_unread(sentence: str) -> None:
    found = reading(f"## Ekonomi\n{sentence}")
    assert not any(one.key.startswith("ekonomi.komponenter") for one in found.proposals)
    assert sentence in [one.text for one in found.unread]


def test_what_is_only_about_so_is_never_exact() -> None:
    found = told(reading("## Ekonomi\nKommunen betalar cirka 2 miljoner kronor per år till föreningen."))
    assert found["ekonomi.komponenter[1]"] == "slag: per år; belopp: cirka 2 000 000"
    assert "avtalstid.till" not in told(
        reading("## Avtalstid\nAvtalet gäller från den 1 januari 2026 till den 31 december 2027 (beräknat).")
    )


def test_placeholders_are_no_facts() -> None:
    found = told(reading("## Målgrupp\nMålgruppen är [ange målgrupp].\n## Syfte\nSyftet är att XXX."))
    assert not any(key.startswith(("målgrupp", "syfte")) for key in found)


def test_what_no_key_takes_is_told_with_its_heading() -> None:
    found = reading("## Arkiv\nHandlingarna bevaras hos kommunen i fem år.")
    assert [(one.heading, one.text) for one in found.unread] == [
        ("Arkiv", "Handlingarna bevaras hos kommunen i fem år.")
    ]


def test_a_commitment_follows_ska_and_one_that_cannot_be_said_so_is_left() -> None:
    found = reading(
        "## Föreningens åtaganden\n- erbjuder samtal\n- lokalerna hålls öppna\nFöreningen åtar sig att leda grupper."
    )
    texts = [dict(one.pairs)["text"] for one in found.proposals if one.key.startswith("åtaganden")]
    assert texts == ["erbjuda samtal", "leda grupper"]
    assert "lokalerna hålls öppna" in [one.text for one in found.unread]


def test_tracked_changes_make_a_fact_a_question() -> None:
    def change(document: Any) -> None:
        document.add_paragraph("Uppsägning")
        paragraph = document.add_paragraph("Uppsägningstiden är ")
        for tag, inner, text in (("w:del", "w:delText", "sex"), ("w:ins", "w:t", "nio")):
            mark, run, shown = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            mark.set(qn("w:author"), "A")
            shown.text = text
            run.append(shown)
            mark.append(run)
            paragraph._p.append(mark)
        paragraph.add_run(" månader.")

    notice = the(read_bytes(made(change)), "uppsägning.tid")
    assert notice.sure is Sure.ASK
    assert notice.choices == ("9 månader", "6 månader")


def test_prompts_of_content_controls_and_hidden_text_are_not_read() -> None:
    def change(document: Any) -> None:
        document.add_paragraph("Uppsägning")
        paragraph = document.add_paragraph("Uppsägningstiden är sex månader.")
        control, about = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
        about.append(OxmlElement("w:showingPlcHdr"))
        content = OxmlElement("w:sdtContent")
        content.append(document.add_paragraph("Uppsägningstiden är tre månader.")._p)
        control.append(about)
        control.append(content)
        paragraph._p.addnext(control)
        document.add_paragraph().add_run("Uppsägningstiden är två månader.").font.hidden = True

    assert the(read_bytes(made(change)), "uppsägning.tid").value == "6 månader"


def test_a_text_box_and_a_header_are_read_where_they_stand() -> None:
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Dnr KS 2025/0042"
        box, content, inner = OxmlElement("w:pict"), OxmlElement("w:txbxContent"), OxmlElement("w:p")
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "Uppsägningstid: 4 månader"
        run.append(text)
        inner.append(run)
        content.append(inner)
        box.append(content)
        document.add_paragraph("Se rutan").runs[0]._r.append(box)

    found = read_bytes(made(change))
    assert the(found, "diarienummer").value == "KS 2025/0042"
    assert the(found, "diarienummer").place == "sidhuvudet"
    assert the(found, "uppsägning.tid").place.startswith("textruta")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html></html>"])
def test_what_is_no_word_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InvalidTemplate) as told_:
        written_lines(data, "avtal.docx")
    assert told_.value.problems[0].file == "avtal.docx"


@settings(max_examples=examples(10), deadline=None)
@given(
    start=st.dates(min_value=dates.parse("2000-01-01"), max_value=dates.parse("2090-12-31")),
    days=st.integers(1, 4000),
    kronor=st.integers(1_000, 99_999_999),
    form=st.sampled_from([dates.format, dates.format_iso, dates.format_with_den]),
)
def test_a_period_and_an_amount_are_read_as_they_are_written(start: Any, days: int, kronor: int, form: Any) -> None:
    end = start.fromordinal(start.toordinal() + days)
    found = reading(
        f"## Avtalstid\nAvtalet gäller från och med {form(start)} till och med {form(end)}.\n"
        f"## Ekonomi\nKommunen betalar {money.format(kronor)} per år till föreningen."
    )
    known = told(found)
    assert (known["avtalstid.från"], known["avtalstid.till"]) == (start.isoformat(), end.isoformat())
    assert money.parse(dict(the(found, "ekonomi.komponenter[1]").pairs)["belopp"]) == kronor


def test_who_pays_is_no_name_of_what_is_paid() -> None:
    found = told(reading("## Ekonomi\nExempelby kommun: 900 000 kronor per år"))
    (item,) = [value for key, value in found.items() if key.startswith("ekonomi.komponenter")]
    assert "benämning" not in item and "900 000" in item


def test_a_figure_that_a_name_begins_with_is_of_the_name_and_one_of_a_list_is_not() -> None:
    text = """# Överenskommelse
## Parter
1. Exempelby kommun, org.nr 299999-0001
2. 4H-föreningen Exempelby, org.nr 899999-0040
"""
    found = told(read_bytes(word_file(text)))
    assert [value.rpartition("namn: ")[2] for key, value in found.items() if key in {"parter[1]", "parter[2]"}] == [
        "Exempelby kommun", "4H-föreningen Exempelby",
    ]  # fmt: skip


def test_a_paragraph_with_a_typed_number_is_read_as_one_without() -> None:
    plain = "## Parternas åtaganden\nFöreningen ska hålla öppet fem dagar i veckan.\nKommunen ska upplåta lokalen."
    typed = plain.replace("\nF", "\n3.1 F").replace("\nK", "\n3.2. K")
    assert told(reading(typed)) == told(reading(plain)) != told(reading(""))


def test_a_time_and_an_amount_at_the_start_of_a_line_are_no_numbers_of_a_paragraph() -> None:
    found = reading("## Ekonomi\nErsättning:\n12.30 öppnar huset.\n25 platser finns.")
    assert {"12.30 öppnar huset.", "25 platser finns."} <= {one.text for one in found.unread}


def test_a_heading_on_the_line_of_its_text_is_a_heading() -> None:
    said = "Parterna vill tillsammans minska ensamheten bland äldre i Exempelby."
    one, other = reading(f"Syfte: {said}"), reading(f"## Syfte\n{said}")
    assert told(one) == told(other)
    assert [(left.heading, left.text) for left in one.unread] == [("Syfte", said)]


def test_a_document_written_in_labels_is_read_by_them() -> None:
    text = """IOP-avtal
Parter: Exempelby kommun, org.nr 299999-0001 och Exempelföreningen, org.nr 899999-0040
Syfte: Att öka elevernas dagliga rörelse.
Målgrupp: elever i årskurs 4–6
Uppföljning: Uppföljning sker efter varje termin.
Föreningens åtaganden: Föreningen ska bemanna aktiviteterna.
"""
    found = read_bytes(word_file(text))
    assert told(found)["parter[2]"].endswith("namn: Exempelföreningen")
    assert told(found)["målgrupp.beskrivning"] == "elever i årskurs 4–6"
    assert any("bemanna aktiviteterna" in value for value in told(found).values())


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Hälften betalas i oktober och hälften i april.", "ekonomi.utbetalning.när"),
        ("Bidragen betalas ut två gånger per år mot rekvisition.", "ekonomi.utbetalning.regel"),
        ("Stödet till ljudanläggningen räknas inte upp.", "ekonomi.uppräkning"),
        ("Kommunen: hyresfri lokal, värderad till 540 000 kronor per år", "ekonomi.komponenter[1]"),
        ("Föreningen har sedan 2011 rustat upp den gamla kvarnen.", "parter[2].verksam_sedan"),
    ],
)
def test_a_part_is_not_taken_for_the_whole_nor_one_thing_for_another(said: str, key: str) -> None:
    assert not [one for one in told(reading(f"## Ekonomi\n{said}")) if one.startswith(key)]


@pytest.mark.parametrize(
    "said",
    [
        "Detta avtal är inte ett idéburet offentligt partnerskap.",
        "Utbetalning sker inte mot faktura.",
        "Kommunen betalar inte längre 200 000 kronor per år.",
        "Bidraget betalas inte ut i förskott.",
        "Tvister prövas inte i allmän domstol.",
    ],
)
def test_what_a_sentence_denies_is_never_certain(said: str) -> None:
    found = reading(f"## Ekonomi\n{said}")
    assert [one.key for one in found.proposals if one.sure is Sure.CERTAIN and said in one.sentence] == []


@pytest.mark.parametrize(
    "text",
    [
        "## Parter\nExempelföreningen\nAdress: Hemliga gatan 5, 999 98 Exempelby",
        "## Skyddat boende\nExempelföreningen\nAdress: Hemliga gatan 5, 999 98 Exempelby",
        "## Åtaganden\nFöreningen ska driva skyddat boende på Hemliga gatan 5.",
        "## Parter\nExempelföreningen\nKontaktperson: Anna Andersson, Hemliga gatan 5, 08-465 004 10",
    ],
)
def test_an_address_of_somebody_who_is_not_public_is_never_certain_wherever_it_stands(text: str) -> None:
    found = reading(text)
    certain = [one for one in found.proposals if one.sure is Sure.CERTAIN]
    assert [one.key for one in certain if any("gatan 5" in value for _, value in one.pairs)] == []


@pytest.mark.parametrize(
    "said", ["får utföra kontroller", "är fri att avstå", "har rätt att säga nej", "saknar anställda"]
)
def test_what_one_may_or_is_or_has_is_no_duty(said: str) -> None:
    assert not [
        key for key in told(reading(f"## Parternas åtaganden\nKommunen {said}.")) if key.startswith("åtaganden")
    ]
