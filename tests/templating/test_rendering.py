"""Rendering: strict, sandboxed, gaps shown, hostile text kept as text, the same bytes each time."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.words import DAY, agreement, document_type, libraries, lines, made, part, template, word
from iopdocs.errors import InvalidTemplate, OutputBlocked
from iopdocs.templating.template import prepare
from iopdocs.word.package import read_package, write_package
from tests.support.examples import examples


def test_a_missing_fact_is_a_highlighted_gap_of_its_own() -> None:
    result = made("Nr {% for p in parter %}{{ p.orgnr }}, {% endfor %}slut")
    assert lines(result.data)[0] == "Nr [saknas: organisationsnummer], [saknas: organisationsnummer], slut"
    # Each is told with whose it is: the same words in a list of gaps say nothing.
    assert result.gaps == ("organisationsnummer (Exempelby kommun)", "organisationsnummer (Exempeljouren)")
    assert part(result.data).count('<w:highlight w:val="yellow"/>') == 2


def test_a_gap_keeps_the_look_of_the_text_around_it() -> None:
    def bold(document: object) -> None:
        document.add_paragraph().add_run("Dnr {{ avtal.diarienummer }}!").bold = True  # type: ignore[attr-defined]

    xml = part(made(make=bold).data)
    assert xml.count("<w:b/>") == 3
    assert xml.index("<w:b/>") < xml.index("<w:highlight")


def test_missing_facts_nest_and_pass_through_filters() -> None:
    result = made("{{ avtal.avtalstid.från | den_datum }} {{ avtal.ekonomi.uppräkning.procent | procent }}")
    assert lines(result.data)[0] == "[saknas: avtalstidens första dag] [saknas: uppräkningens procentsats]"


def test_a_missing_fact_is_false_and_empty() -> None:
    text = "{% if avtal.mål %}ja{% else %}nej{% endif %}{% for m in avtal.mål %}x{% endfor %}"
    assert lines(made(text).data)[0] == "nej"


def test_a_final_document_with_gaps_is_refused_with_every_gap() -> None:
    with pytest.raises(OutputBlocked) as caught:
        made("{{ avtal.diarienummer }} {{ avtal.status }}", final=True)
    assert [problem.message for problem in caught.value.problems] == [
        "uppgiften saknas eller är inte klar: diarienummer",
        "uppgiften saknas eller är inte klar: status",
    ]


def test_an_unknown_word_names_part_paragraph_and_what_was_meant() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        made("Hej", "Gäller {{ avtal.avtalstd.till }} alltså")
    problem = caught.value.problems[0]
    assert problem.message == "”avtalstd” finns inte"
    assert problem.hint == "Menade du avtalstid?"
    assert problem.where == "brödtexten, stycket ”Gäller {{ avtal.avtalstd.till }} alltså”"


def test_an_unknown_word_at_the_top_is_named_too() -> None:
    with pytest.raises(InvalidTemplate, match="”avtl” finns inte"):
        made("{{ avtl.id }}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% if avtal.id %}x", "if är inte avslutad"),
        ("{{ avtal.id | stor }}", "filtret ”stor” finns inte"),
        ("{% set x = 1 %}", "i mallar används bara for, if, filter, lag(…), klausul(…) och formulering(…)"),
        ("{{ avtal.id == 'x' }}", "det går inte att jämföra i mallar"),
        ("{{ avtal['id'] }}", "en post i en lista hämtas inte med nummer"),
        ("{{ avtal.id.upper() }}", "i mallar används bara for, if, filter, lag(…), klausul(…) och formulering(…)"),
        ("{{ avtal.__class__ }}", "namn får inte börja eller sluta med understreck"),
        ("{% include 'x' %}", "i mallar används bara for, if, filter, lag(…), klausul(…) och formulering(…)"),
        ("{{ 7*7 }}", "mallar räknar inte"),
        ("Hej }} du", "en halv tagg (}}) står i texten"),
        ("{{ avtal. }}", "taggen går inte att läsa"),
    ],
)
def test_what_a_template_must_not_do_is_refused_when_it_is_loaded(text: str, message: str) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        template("Första", text)
    assert caught.value.problems[0].message == message


def test_every_fault_of_a_template_is_shown_at_once() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        template("{{ avtal.id.upper() }}", "{{ 7*7 }}")
    assert len(caught.value.problems) >= 2


def test_printing_a_list_or_a_record_is_a_template_fault() -> None:
    for text in ("{{ parter }}", "{{ avtal }}", "{{ läge.utkast }}"):
        with pytest.raises(InvalidTemplate, match="går inte att skriva ut"):
            made(text)


NASTY = "& < > \" ' å ä ö é ü 😀 שלום مرحبا {{ 7*7 }} {% if %} {# #} " + "Å" * 300


def test_nasty_text_survives_in_body_table_header_footer_and_title() -> None:
    def everywhere(document: object) -> None:
        cell = document.add_table(1, 1).cell(0, 0)  # type: ignore[attr-defined]
        cell.text = "{{ avtal.partnerskap }}"
        section = document.sections[0]  # type: ignore[attr-defined]
        section.header.paragraphs[0].text = "{{ avtal.partnerskap }}"
        section.footer.paragraphs[0].text = "{{ avtal.partnerskap }}"

    data = "partnerskap: '" + NASTY.replace("'", "''") + "'\n"
    kind = document_type("{{ avtal.partnerskap }}")
    result = made("{{ avtal.partnerskap }}", data=data, make=everywhere, kind=kind)
    assert lines(result.data).count(NASTY) == 2
    from lxml import etree

    for member in ("word/header1.xml", "word/footer1.xml", "docProps/core.xml"):
        text = "".join(etree.fromstring(part(result.data, member).encode()).itertext())
        assert NASTY in text.replace("\xa0", " ")


def test_text_of_several_lines_becomes_line_breaks_and_paragraphs() -> None:
    result = made("{{ avtal.partnerskap }}", data='partnerskap: "ett\\ntvå\\n\\ntre"\n')
    assert lines(result.data)[:2] == ["etttvå", "tre"]
    assert part(result.data).count("<w:br/>") == 1


def test_a_gap_beside_text_of_several_lines_is_still_marked() -> None:
    result = made("{{ avtal.partnerskap }} {{ avtal.diarienummer }}", data='partnerskap: "ett\\ntvå"\n')
    assert part(result.data).count('w:val="yellow"') == 1
    assert "\ue000" not in part(result.data)


def test_a_loop_over_rows_that_gives_none_leaves_no_broken_table() -> None:
    def table(document: object) -> None:
        grid = document.add_table(3, 1)  # type: ignore[attr-defined]
        grid.cell(0, 0).text = "{%tr for m in avtal.mål %}"
        grid.cell(1, 0).text = "{{ m.text }}"
        grid.cell(2, 0).text = "{%tr endfor %}"

    assert "<w:tbl>" not in part(made("Före", make=table).data)
    assert "<w:tbl>" in part(made("Före", make=table, data="mål: [{text: Färre utsatta}]\n").data)


def test_a_cell_left_empty_by_a_condition_is_stopped_by_the_inspection() -> None:
    def table(document: object) -> None:
        cell = document.add_table(1, 2).cell(0, 0)  # type: ignore[attr-defined]
        cell.text = "{%p if avtal.mål %}"
        cell.add_paragraph("x")
        cell.add_paragraph("{%p endif %}")

    with pytest.raises(OutputBlocked) as caught:
        made("Före", make=table)
    assert "en tabellcell är tom" in caught.value.problems[0].message


def test_a_condition_across_a_table_border_is_explained() -> None:
    def table(document: object) -> None:
        document.add_paragraph("{%p if avtal.mål %}")  # type: ignore[attr-defined]
        document.add_table(1, 1).cell(0, 0).text = "{%p endif %}"  # type: ignore[attr-defined]

    with pytest.raises(InvalidTemplate, match="bryter sönder dokumentet"):
        made(make=table)


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (made("{{ avtal.id }} {{ avtal.status }}").data for _ in range(2))
    assert first == second


def test_a_document_carries_title_and_language_but_no_author() -> None:
    core = part(made("Hej", kind=document_type("Avtal med {{ parterna.namn }}")).data, "docProps/core.xml")
    assert "Avtal med Exempelby kommun och Exempeljouren" in core
    assert "sv-SE" in core
    assert f"{DAY}T00:00:00Z" in core
    assert "creator" not in core
    assert "python-docx" not in core


def test_two_core_properties_in_a_template_become_one() -> None:
    data = word("Hej")
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("docProps/core1.xml", source.read("docProps/core.xml"))
    from iopdocs.making.render import render

    result = render(agreement(), document_type(), prepare(target.getvalue(), "m.docx"), libraries(), DAY)
    names = zipfile.ZipFile(io.BytesIO(result.data)).namelist()
    assert [name for name in names if "core" in name] == ["docProps/core.xml"]


def test_word_quotes_inside_a_tag_do_no_harm() -> None:
    text = "{{ lag(”kommunens yttersta ansvar”) }}"
    assert lines(made(text, data="undertecknat: 2024-01-02\n").data)[0] == "2 kap. 1 § socialtjänstlagen (2001:453)"


def test_law_is_cited_in_full_first_and_by_name_after() -> None:
    text = '{{ lag("kommunens yttersta ansvar") }} och {{ lag("orosanmälan") }}'
    found = lines(made(text, data="undertecknat: 2026-01-02\n").data)[0]
    assert found == "4 kap. 1 § socialtjänstlagen (2025:400) och 19 kap. 1 § socialtjänstlagen"


def test_without_a_law_day_a_reference_is_a_gap() -> None:
    result = made('{{ lag("kommunens yttersta ansvar") }}')
    assert lines(result.data)[0] == "[saknas: den dag vars lag gäller]"


def test_a_typed_reference_that_does_not_hold_is_marked_and_stops_a_final() -> None:
    data = "lagrum_per: 2021-12-20\nbakgrund: {lagrum: [{lagrum: 2 kap 2§ SoL}, {lagrum: 5 kap 11§ Sol}]}\n"
    text = "{% for l in avtal.bakgrund.lagrum %}{{ l.text }}; {% endfor %}"
    result = made(text, data=data)
    assert "2 kap 2§ SoL [kontrollera: 2 kap. 2 § socialtjänstlagen (2001:453) är upphävd" in lines(result.data)[0]
    assert "5 kap. 11 § socialtjänstlagen (2001:453)" in lines(result.data)[0]
    assert len(result.gaps) == 1


def test_a_protected_address_cannot_be_printed_by_any_template() -> None:
    data = """
id: exempel
parter:
  - roll: idéburen
    typ: förening
    namn: Jouren
    adress: {gata: Hemliga gatan 1, postnummer: 123 45, ort: Gömby, skyddad: ja}
"""
    from iopdocs.making.render import render

    address = "{{ p.adress.gata }}, {{ p.adress.postnummer }} {{ p.adress.ort }}; {{ p.visningsadress }}"
    text = f"{{% for p in parter %}}{address}{{% endfor %}}"
    result = render(agreement("", data), document_type(), template(text), libraries(), DAY)
    assert lines(result.data)[0] == "uppges inte, uppges inte uppges inte; uppges inte"
    assert "Hemliga" not in part(result.data)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: b"inte en zip", "filen är ingen hel Word-fil"),
        (lambda data: data[:200], "filen är ingen hel Word-fil"),
        (lambda data: b"", "filen är ingen hel Word-fil"),
    ],
)
def test_a_file_that_is_no_word_file_is_refused(spoil, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidTemplate) as caught:
        prepare(spoil(word("Hej")), "mall.docx")
    assert str(caught.value.problems[0]).startswith(f"mall.docx: {message[0].upper()}{message[1:]}")


def test_tracked_changes_in_a_template_are_refused() -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def tracked(document: object) -> None:
        paragraph = document.add_paragraph("Hej")  # type: ignore[attr-defined]
        paragraph._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>nytt</w:t></w:r></w:ins>')
        )

    with pytest.raises(InvalidTemplate, match="spårade ändringar"):
        template(make=tracked)


def test_entities_in_a_template_are_not_expanded() -> None:
    source = zipfile.ZipFile(io.BytesIO(word("Hej")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                data = data.replace(b'standalone="yes"?>', b'standalone="yes"?>' + doctype, 1)
                data = data.replace(b"standalone='yes'?>", b"standalone='yes'?>" + doctype, 1)
            archive.writestr(name, data)
    with pytest.raises(InvalidTemplate, match="trasig XML"):
        prepare(target.getvalue(), "mall.docx")


@settings(max_examples=examples(20))
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=80))
def test_any_readable_text_comes_out_as_it_went_in(text: str) -> None:
    from iopdocs.swedish import typography

    given = agreement()
    data = given.model_copy(update={"partnership": text})
    from iopdocs.making.render import render

    result = render(data, document_type(), TEMPLATE, libraries(), DAY)
    printed = "".join(lines(result.data)).replace("\xa0", " ")
    assert printed == ("[" + typography.text(text) + "]").replace("\xa0", " ")


TEMPLATE = template("[{{ avtal.partnerskap }}]")


def test_a_clause_is_parted_into_paragraphs_and_list_items() -> None:
    from iopdocs.vocabulary.sections import in_blocks

    text = "Ett stycke\nsom fortsätter.\n\nFöljande gäller:\n- först\n  och mer\n- sedan\nSist.\n"
    assert [(block.text, block.punkt) for block in in_blocks(text)] == [
        ("Ett stycke som fortsätter.", False),
        ("Följande gäller:", False),
        ("först och mer", True),
        ("sedan", True),
        ("Sist.", False),
    ]


def test_text_beside_a_tag_that_would_lose_it_is_refused() -> None:
    def table(document: object) -> None:
        grid = document.add_table(1, 2)  # type: ignore[attr-defined]
        grid.cell(0, 0).text = "{%tr for m in avtal.mål %}"
        grid.cell(0, 1).text = "Viktigt"

    for more in ({"make": table}, {}):
        with pytest.raises(InvalidTemplate, match="det skulle försvinna"):
            template("Viktigt {%p if avtal.mål %}", "x", "{%p endif %}", **more)
    with pytest.raises(InvalidTemplate, match="det skulle försvinna"):
        template("{%p if avtal.mål %}{%p if avtal.id %}", "x", "{%p endif %}", "{%p endif %}")


@pytest.mark.parametrize(
    "tag", ["{{ avtal.partnerskap|datum }}", "{{ avtal.id|kronor }}", "{{ avtal.parter|telefon }}"]
)
def test_a_filter_on_the_wrong_kind_of_value_names_filter_and_paragraph(tag: str) -> None:
    with pytest.raises(InvalidTemplate, match="passar inte för uppgiften") as caught:
        made("Först", f"Här: {tag}", data="partnerskap: x\n")
    assert "Här:" in caught.value.problems[0].where


def test_a_subject_without_a_provision_in_force_is_marked_and_an_unknown_one_is_a_fault() -> None:
    result = made('{{ lag("tillstånd för skyddat boende") }}', data="undertecknat: 2020-01-02\n")
    assert lines(result.data)[0] == "[kontrollera: inget lagrum om tillstånd för skyddat boende gällde 2020-01-02]"
    assert len(result.gaps) == 1
    with pytest.raises(InvalidTemplate, match=r"mall.docx: brödtexten, stycket .*\n.*Menade du"):
        made('{{ lag("tillstånd för skydat boende") }}', data="undertecknat: 2020-01-02\n")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(("old", "new"), [(W.encode(), STRICT), (b"w:", b"ord:")], ids=["strict", "another prefix"])
def test_a_template_whose_text_cannot_be_told_is_refused(old: bytes, new: bytes) -> None:
    members = read_package(word("{{ avtal.id }}"), "mall.docx")
    main = "word/document.xml"
    changed = members[main].replace(b"xmlns:w=", b"xmlns:ord=") if new == b"ord:" else members[main]
    with pytest.raises(InvalidTemplate, match="en form som inte kan fyllas i"):
        prepare(write_package({**members, main: changed.replace(old, new)}), "mall.docx")


def test_a_filter_that_gets_a_number_it_cannot_use_says_which_it_can() -> None:
    with pytest.raises(InvalidTemplate, match="fel inom parentesen: antalet decimaler kan vara 0 till 10, inte 25"):
        made("{% for p in parter %}{{ loop.index|decimaltal(25) }}{% endfor %}")
