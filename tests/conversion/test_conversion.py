from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx.document import Document

from iopdocs.conversion import CONVERTERS
from iopdocs.word.package import read_package, write_package
from tests.support.conversion_samples import (
    NBSP,
    TITLE,
    field,
    header,
    item,
    lines,
    link,
    made,
    multilevel,
    press_release,
    restarted,
    runs,
    styled,
    table,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").glob("*/mall.docx"))


def page(document: bytes) -> BeautifulSoup:
    return BeautifulSoup(CONVERTERS["html"](document, TITLE).decode(), "html.parser")


def body(document: bytes) -> str:
    main = page(document).main
    assert main is not None
    return main.decode_contents().strip()


def markdown(document: bytes) -> str:
    return CONVERTERS["md"](document, TITLE).decode()


def text(document: bytes) -> str:
    return CONVERTERS["txt"](document, TITLE).decode()


@pytest.mark.parametrize("name", ["html", "md", "txt"])
def test_the_same_document_gives_the_same_bytes_in_another_process(name: str, tmp_path: Path) -> None:
    document = press_release()
    (tmp_path / "a.docx").write_bytes(document)
    program = (
        "import sys; from pathlib import Path; from iopdocs.conversion import CONVERTERS;"
        "sys.stdout.buffer.write(CONVERTERS[sys.argv[1]](Path(sys.argv[2]).read_bytes(), 'x'))"
    )
    command = [sys.executable, "-c", program, name, str(tmp_path / "a.docx")]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    other = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert other == CONVERTERS[name](document, "x") != b""


def test_the_page_is_complete_swedish_and_fetches_nothing() -> None:
    data = CONVERTERS["html"](press_release(), TITLE).decode()
    soup = BeautifulSoup(data, "html.parser")
    assert data.startswith("<!DOCTYPE html>")
    assert soup.html is not None and soup.html["lang"] == "sv"
    assert soup.title is not None and soup.title.get_text() == TITLE
    assert soup.find("meta", charset="utf-8") is not None
    assert not soup.find_all(["script", "link", "iframe", "img"])
    assert "url(" not in data and "@import" not in data


def test_everything_in_a_press_release_reaches_the_page() -> None:
    assert body(press_release()).split("\n") == [
        '<p class="utkast"><strong>UTKAST</strong></p>',
        "<h1>Stöd &amp; skydd i Exempelby</h1>",
        "<p>Bidraget är <strong>400\u00a0000\u00a0kr</strong> och <mark>[saknas: datum]</mark>.</p>",
        "<h2>Syfte</h2>",
        "<ul><li>Ge stöd</li><li>Sprida kunskap</li></ul>",
        "<blockquote><p>– Vi är glada, säger Åsa Öberg (X).</p></blockquote>",
        "<h2>Kontakt</h2>",
        '<p>Åsa Öberg<br/><a href="tel:+46703306324">070-330\u00a063\u00a024</a>'
        '<br/><a href="mailto:asa_oberg@exempelby.se">asa_oberg@exempelby.se</a></p>',
        '<p>Läs mer på <a href="https://www.exempelby.se/press">https://www.exempelby.se/press</a>.</p>',
        '<table><thead><tr><th scope="col">Post</th><th scope="col">Belopp</th></tr></thead>'
        '<tbody><tr><th scope="row"><strong>Bidrag</strong></th><td>400\u00a0000\u00a0kr</td></tr></tbody></table>',
    ]


def test_everything_in_a_press_release_reaches_the_markdown() -> None:
    assert markdown(press_release()) == (
        "**UTKAST**\n\n"
        "# Stöd & skydd i Exempelby\n\n"
        "Bidraget är **400\u00a0000\u00a0kr** och <mark>\\[saknas: datum\\]</mark>.\n\n"
        "## Syfte\n\n"
        "- Ge stöd\n- Sprida kunskap\n\n"
        "> – Vi är glada, säger Åsa Öberg (X).\n\n"
        "## Kontakt\n\n"
        "Åsa Öberg  \n"
        "[070-330\u00a063\u00a024](tel:+46703306324)  \n"
        "[asa\\_oberg@exempelby.se](mailto:asa_oberg@exempelby.se)\n\n"
        "Läs mer på <https://www.exempelby.se/press>.\n\n"
        "| Post | Belopp |\n| --- | --- |\n| **Bidrag** | 400\u00a0000\u00a0kr |\n"
    )


def test_everything_in_a_press_release_reaches_the_plain_text() -> None:
    assert text(press_release()) == (
        "UTKAST\n\n"
        "Stöd & skydd i Exempelby\n\n"
        "Bidraget är 400\u00a0000\u00a0kr och [saknas: datum].\n\n"
        "Syfte\n\n"
        "• Ge stöd\n• Sprida kunskap\n\n"
        "– Vi är glada, säger Åsa Öberg (X).\n\n"
        "Kontakt\n\n"
        "Åsa Öberg\n070-330\u00a063\u00a024\nasa_oberg@exempelby.se\n\n"
        "Läs mer på https://www.exempelby.se/press.\n\n"
        "Post: Belopp\nBidrag: 400\u00a0000\u00a0kr\n"
    )


def test_a_final_document_carries_no_draft_sign() -> None:
    document = made(header("Pressmeddelande\t\tDnr KS 2026/UTKASTET"), lines("Utkast till plan"))
    for name in ("html", "md", "txt"):
        assert "UTKAST" not in CONVERTERS[name](document, TITLE).decode()


@pytest.mark.parametrize(
    ("shown", "target"),
    [
        ("anna.ek@exempelby.se", "mailto:anna.ek@exempelby.se"),
        ("jour+press@kvinno-jouren.org", "mailto:jour+press@kvinno-jouren.org"),
        ("https://exempelby.se/a_b?c=d", "https://exempelby.se/a_b?c=d"),
        ("http://exempelby.se", "http://exempelby.se"),
        ("www.exempelby.se/press", "https://www.exempelby.se/press"),
        ("exempelby.se", "https://exempelby.se"),
        (f"08-570{NBSP}483{NBSP}23", "tel:+46857048323"),
        ("08 - 570 470 00", "tel:+46857047000"),
        ("0150-740 00", "tel:+4615074000"),
        (f"0771-79{NBSP}33{NBSP}36", "tel:+46771793336"),
        (f"+46{NBSP}8{NBSP}570{NBSP}483{NBSP}23", "tel:+46857048323"),
        ("+45 33 12 34 56", "tel:+4533123456"),
    ],
)
def test_addresses_in_a_sentence_become_links(shown: str, target: str) -> None:
    links = page(made(lines(f"Kontakt ({shown}), eller skriv till {shown}."))).find_all("a")
    assert [(one.get_text(), one["href"]) for one in links] == [(shown, target)] * 2


@pytest.mark.parametrize("shown", ["Ring 112", "Polisen 112", "Telefon: 1177", f"ring på 114{NBSP}14", "tel. 116 016"])
def test_a_short_number_becomes_a_link_when_a_word_says_that_it_is_called(shown: str) -> None:
    link = page(made(lines(f"{shown}."))).a
    assert link is not None
    assert link["href"] == "tel:" + re.sub(r"\D", "", shown)


@pytest.mark.parametrize(
    "shown",
    [
        "212000-2627", "802481-6394", "010203-1234", "5050-1055", "KS 2021/0123-4", "SOC 08-2021.123", "2001:453",
        "2021-12-20", "kl. 08-16", "116 016 kronor", "112 ledamöter", "Polisen 112 500 kronor", "08-12", "t.ex. e.d.",
        "bl.a. m.fl.", "avtalet.Samarbetet", "1.2.3", "@kommun", "08-570 483 23 000 000", "ring 112 500",
    ],
)  # fmt: skip
def test_other_figures_and_words_do_not_become_links(shown: str) -> None:
    assert page(made(lines(f"Se {shown} i texten."))).a is None


def test_a_link_of_words_keeps_its_target_in_every_format() -> None:
    document = made(link("mer här", "https://exempelby.se/iop"))
    assert '<a href="https://exempelby.se/iop">mer här</a>' in body(document)
    assert "Läs [mer här](https://exempelby.se/iop)" in markdown(document)
    assert text(document) == "Läs mer här (https://exempelby.se/iop)\n"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_that_is_not_to_an_address_is_only_text(target: str) -> None:
    assert body(made(link("mer", target))) == "<p>Läs mer</p>"


def test_headings_keep_the_numbers_of_the_multilevel_list() -> None:
    document = made(
        multilevel(90, "decimal|§ %1|Heading 1", "decimal|%1.%2|Heading 2"),
        lines("Parter", style="Heading 1"),
        lines("Kommunen", "Föreningen", style="Heading 2"),
        lines("Ekonomi", style="Heading 1"),
        lines("Belopp", style="Heading 2"),
        item("Bilagor", 0, style="Heading 1"),
        lines("Slut", style="Heading 1"),
    )
    headings = [f"{one.name} {one.get_text()}" for one in page(document).find_all(re.compile("h[1-6]"))]
    assert headings == [
        f"h2 §{NBSP}1 Parter", "h3 1.1 Kommunen", "h3 1.2 Föreningen", f"h2 §{NBSP}2 Ekonomi", "h3 2.1 Belopp",
        "h2 Bilagor", f"h2 §{NBSP}3 Slut",
    ]  # fmt: skip
    assert f"## §{NBSP}2 Ekonomi\n\n### 2.1 Belopp" in markdown(document)
    assert f"§{NBSP}2 Ekonomi\n\n2.1 Belopp" in text(document)


def test_a_style_built_on_a_heading_is_a_heading_with_its_number() -> None:
    document = made(
        multilevel(90, "decimal|%1.|Heading 1"), styled("Min rubrik", "Egen rubrik", base="Heading 1"), lines("Text")
    )
    assert body(document) == "<h2>1. Egen rubrik</h2>\n<p>Text</p>"


def test_a_numbered_list_goes_on_after_a_paragraph_and_restarts_where_word_does() -> None:
    document = made(
        multilevel(90, "decimal|%1."),
        restarted(91, 90, 5),
        item("ett", 90), item("två", 90), lines("emellan"), item("tre", 90), item("fem", 91), item("sex", 91),
    )  # fmt: skip
    assert body(document).split("\n") == [
        "<ol><li>ett</li><li>två</li></ol>",
        "<p>emellan</p>",
        '<ol><li value="3">tre</li><li value="5">fem</li><li>sex</li></ol>',
    ]
    assert markdown(document) == "1. ett\n2. två\n\nemellan\n\n3. tre\n5. fem\n6. sex\n"
    assert text(document) == "1. ett\n2. två\n\nemellan\n\n3. tre\n5. fem\n6. sex\n"


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("lowerLetter|%1)", ["a)", "b)", "c)"]),
        ("upperLetter|(%1)", ["(A)", "(B)", "(C)"]),
        ("lowerRoman|%1.", ["i.", "ii.", "iii."]),
        ("upperRoman|%1", ["I", "II", "III"]),
        ("decimalZero|%1", ["01", "02", "03"]),
        ("decimal|%1 kap.", [f"1{NBSP}kap.", f"2{NBSP}kap.", f"3{NBSP}kap."]),
    ],
)
def test_a_label_that_a_web_list_cannot_show_stands_as_text(form: str, labels: list[str]) -> None:
    document = made(multilevel(90, form), *(item("punkt", 90) for _ in labels))
    assert text(document) == "\n\n".join(f"{label} punkt" for label in labels) + "\n"


def test_lists_nest() -> None:
    document = made(
        multilevel(90, "bullet|•", "bullet|–"), item("yttre", 90), item("inre", 90, 1), item("yttre igen", 90)
    )
    assert body(document) == "<ul><li>yttre<ul><li>inre</li></ul></li><li>yttre igen</li></ul>"
    assert markdown(document) == "- yttre\n  - inre\n- yttre igen\n"
    assert text(document) == "• yttre\n  • inre\n• yttre igen\n"


def test_a_box_is_one_aside_with_its_paragraphs_and_items() -> None:
    document = made(
        multilevel(90, "bullet|•"), styled("Ruta", "Du kan få:"), item("råd", 90, style="Ruta"), lines("Efter")
    )
    assert body(document).split("\n") == [
        '<aside class="ruta"><p>Du kan få:</p><ul><li>råd</li></ul></aside>',
        "<p>Efter</p>",
    ]
    assert text(document) == "Du kan få:\n\n• råd\n\nEfter\n"


def test_hidden_text_stays_hidden() -> None:
    document = made(runs(("Boendet ligger ", ""), ("på Hemliga gatan 1 ", "hidden"), ("i kommunen.", "")))
    for name in ("html", "md", "txt"):
        data = CONVERTERS[name](document, TITLE).decode()
        assert "Hemliga" not in data and "Boendet ligger i kommunen." in data


def test_text_in_a_hidden_style_stays_hidden() -> None:
    def hide(document: Document) -> None:
        document.styles["Anteckning"].font.hidden = True

    assert text(made(styled("Anteckning", "Hemliga gatan 1"), hide, lines("Synligt"))) == "Synligt\n"


def test_what_a_field_shows_is_kept() -> None:
    assert text(made(field("bilaga 2"))) == "Se bilaga 2\n"


def test_no_break_spaces_at_the_edge_of_bold_type_are_kept_outside_it() -> None:
    document = made(runs(("Belopp", ""), (f"{NBSP}5{NBSP}", "bold"), ("kr", "")))
    assert body(document) == f"<p>Belopp{NBSP}<strong>5</strong>{NBSP}kr</p>"
    assert markdown(document) == f"Belopp{NBSP}**5**{NBSP}kr\n"
    assert text(document) == f"Belopp{NBSP}5{NBSP}kr\n"


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("a*b*c", r"a\*b\*c"),
        ("snake_case_namn", r"snake\_case\_namn"),
        ("[text](mål)", r"\[text\](mål)"),
        ("<b>Bygg & Bo</b>", r"\<b\>Bygg & Bo\</b\>"),
        ("&amp;", r"\&amp;"),
        ("`kod` ~~struken~~ a|b", r"\`kod\` \~\~struken\~\~ a\|b"),
        ("2022. Det var då, 2023. Och nu", r"2022\. Det var då, 2023. Och nu"),
        ("3) tre", r"3\) tre"),
        ("# inte rubrik", r"\# inte rubrik"),
        ("- inte lista", r"\- inte lista"),
        ("+ inte lista", r"\+ inte lista"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("C# och 1.5 % – 4-6 st + moms", "C# och 1.5 % – 4-6 st + moms"),
        (r"c:\temp", r"c:\\temp"),
    ],
)
def test_signs_with_a_meaning_in_markdown_are_escaped(written: str, escaped: str) -> None:
    assert markdown(made(lines(written))) == escaped + "\n"


def test_bold_type_against_a_letter_is_written_so_that_markdown_shows_it() -> None:
    assert markdown(made(runs(("Beslut:", "bold"), ("antaget", "")))) == "<strong>Beslut:</strong>antaget\n"
    assert markdown(made(runs(("Beslut:", "bold"), (" antaget", "")))) == "**Beslut:** antaget\n"


def test_a_caption_belongs_to_its_table() -> None:
    document = made(lines("Tabell: Belopp", style="Caption"), table(("År", "Post", "kr"), ("2026", "", "1|2")))
    assert "<table><caption>Tabell: Belopp</caption><thead>" in body(document)
    assert markdown(document) == ("Tabell: Belopp\n\n| År | Post | kr |\n| --- | --- | --- |\n| 2026 |  | 1\\|2 |\n")
    assert text(document) == "Tabell: Belopp\nÅr\tPost\tkr\n2026\t\t1|2\n"


def test_a_table_without_header_row_keeps_every_row_as_data() -> None:
    document = made(table(("Telefon:", "112"), ("Dnr", "KS 1"), header=False))
    assert "<th" not in body(document)
    assert markdown(document) == "|  |  |\n| --- | --- |\n| Telefon: | 112 |\n| Dnr | KS 1 |\n"
    assert text(document) == "Telefon: 112\nDnr: KS 1\n"


def test_blocks_that_stand_side_by_side_come_one_after_the_other_in_plain_text() -> None:
    """Signatures do: no line of one party belongs to a line of the other."""
    document = made(table(("För kommunen\nTitel: ____", "För jouren\nTitel: ____"), header=False))
    assert text(document) == "För kommunen\nTitel: ____\n\nFör jouren\nTitel: ____\n"


def test_the_last_of_blocks_that_stand_side_by_side_keeps_its_lines_when_it_stands_alone() -> None:
    rows = [("För kommunen\nTitel: a", "För jouren\nTitel: b"), ("För regionen\nTitel: c", "")]
    document = made(table(*rows, header=False))
    assert text(document) == "\n\n".join([*rows[0], rows[1][0]]) + "\n"


def test_an_empty_document_gives_an_empty_page_and_no_fault() -> None:
    assert body(made()) == ""
    assert markdown(made()) == text(made()) == "\n"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.parent.name)
def test_every_style_our_templates_use_for_a_line_of_their_own_is_known(template: Path) -> None:
    """A template's tags are text like any other: each title, heading and box must come out as what it is."""
    soup = page(template.read_bytes())
    assert soup.h1 is not None and soup.h2 is not None
    assert "\ue010" not in soup.get_text()
    if template.parent.name == "overenskommelse":
        assert soup.h2.get_text().startswith(f"§{NBSP}1 ")
        assert re.search(r"Underskrift: _{10,}", soup.get_text())


@pytest.mark.parametrize("taken_away", ["clear", "bar"])
def test_a_tab_stop_that_a_style_takes_away_does_not_take_the_line_to_sign_on(taken_away: str) -> None:
    """Word and LibreOffice write so when a style has other stops than the one it is built on."""
    members = dict(read_package((ROOT / "templates" / "overenskommelse" / "mall.docx").read_bytes(), "mall.docx"))
    styles = members["word/styles.xml"].decode()
    whole = re.search(r'<w:style [^>]*w:styleId="Underskrift".*?</w:style>', styles, re.DOTALL)
    assert whole is not None
    first, _ = re.findall(r'<w:tab [^>]*w:pos="(\d+)"', whole[0])
    stops = (("start", int(first) + 100), (taken_away, int(first)))
    own = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops)
    head, middle, tail = styles.partition('w:styleId="Underskriftsrad"')
    members["word/styles.xml"] = (head + middle + tail.replace("<w:pPr>", f"<w:pPr><w:tabs>{own}</w:tabs>", 1)).encode()
    assert re.search(r"Underskrift: _{10,}", page(write_package(members)).get_text())
