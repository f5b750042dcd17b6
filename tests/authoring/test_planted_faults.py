"""Faults planted in templates are found, each at its own place, and nothing else is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from benchmarks.samples.words import libraries, word
from iopdocs.authoring.inspecting import Inspected, inspect
from iopdocs.errors import Severity
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.opening import DROPPED
from iopdocs.vocabulary.lookover import lexicon

Make = Callable[[Any], object]
HEAD, BEFORE, AFTER = "Ekonomi", "Första stycket", "Sista stycket"
UNDER = f"brödtexten under rubriken ”{HEAD}”"


@cache
def words() -> Lexicon:
    given = libraries()
    return lexicon(None, given.laws, given.clauses)


def inspected(
    *paragraphs: str, make: Make | None = None, change: Callable[[dict[str, bytes]], object] | None = None
) -> Inspected:
    def heading_and_all(document: Any) -> None:
        document.add_paragraph(BEFORE)
        document.add_heading(HEAD, 1)
        for text in paragraphs:
            document.add_paragraph(text)
        if make:
            make(document)
        document.add_paragraph(AFTER)

    data = word(make=heading_and_all)
    if change:
        members = _members(data)
        change(members)
        data = _packed(members)
    found = inspect(data, "mall.docx", words())
    # What is left out of the file that the test is made of is nobody's fault.
    return replace(found, problems=tuple(one for one in found.problems if one.code != DROPPED))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


#: A paragraph with a fault, and what is said of it.
IN_A_PARAGRAPH = [
    ("{{ avtal.diarenummer }}", "”diarenummer” finns inte"),
    ("{{ partner }}", "”partner” finns inte"),
    ("{% if avtal.undertecknat %}{{ läge.signerat }}{% endif %}", "”signerat” finns inte"),
    ("{% for m in avtal.möten %}{{ m.dag|datum }}{% endfor %}", "”dag” finns inte"),
    ("{% for p in parter %}{% for k in p.kontakter %}{{ k.nam }}{% endfor %}{% endfor %}", "”nam” finns inte"),
    ("{% for p in parter %}{{ p.namn }}{% endfor %}{{ p.namn }}", "”p” finns inte"),
    ("{{ avtal.status.beslutad }}", "”beslutad” finns inte"),
    ("{% for p in parter %}{{ loop.nummer }}{% endfor %}", "”nummer” finns inte"),
    ("{{ avtal.diarienummer|stor }}", "filtret ”stor” finns inte"),
    ("{{ avtal.diarienummer|upper }}", "filtret ”upper” finns inte"),
    ("{{ avtal.diarienummer|kronor }}", "filtret ”kronor” passar inte för uppgiften"),
    ("{{ ekonomi.totalt|datum }}", "filtret ”datum” passar inte för uppgiften"),
    ("{{ avtal.diarienummer|versal(3) }}", "filtret ”versal” passar inte för uppgiften"),
    ("{% if avtal.syfte %}text", "if är inte avslutad"),
    ("{% for p in parter %}{{ p.namn }}", "for är inte avslutad"),
    ("text{% endif %}", "endif står utan if"),
    ("text{% endfor %}", "endfor står utan for"),
    ("{% else %}text", "else står utan if"),
    ("{% elif avtal.syfte %}text", "elif står utan if"),
    ("{% if avtal.syfte %}a{% else %}b{% else %}c{% endif %}", "else står efter else"),
    ("{% if avtal.syfte %}{% for p in parter %}x{% endif %}{% endfor %}", "for och if korsar varandra"),
    ("{% for p in parter %}{% if avtal.syfte %}x{% endfor %}{% endif %}", "if och for korsar varandra"),
    ("{% iff avtal.syfte %}", "en okänd tagg står här (iff)"),
    ("{{ avtal. }}", "taggen går inte att läsa"),
    ("{% set x = 1 %}", "i mallar används bara for, if, filter, lag(…), klausul(…) och formulering(…)"),
    ("{{ avtal.id == 'x' }}", "det går inte att jämföra i mallar"),
    ("{{ avtal.parter[0] }}", "en post i en lista hämtas inte med nummer"),
    ("{{ 1 + 1 }}", "mallar räknar inte"),
    ("{{ avtal.parter }}", "det här går inte att skriva ut"),
    ("{% for a in avtal.avtalstid %}x{% endfor %}", "det här är ingen lista"),
    ('{{ lag("kommunens ytersta ansvar") }}', "ämnet ”kommunens ytersta ansvar” finns inte"),
    ('{% for k in klausul("sytfe") %}{{ k.text }}{% endfor %}', "klausulen ”sytfe” finns inte"),
    ("{{ avtal.id", "en tagg är inte avslutad"),
    ("{{r avtal.id }}", "{{r används inte"),
    ("Syfte {%p if avtal.syfte %}{%p endif %}", "i stycket står mer än taggen {%p … %}, och det skulle försvinna"),
    ("{%tr if avtal.syfte %}{%tr endif %}", "{%tr … %} står utanför en tabell"),
    ("[[ avtal.id ]]", "ser ut som en tagg, men fylls inte i"),
    ("«avtal.diarienummer»", "ser ut som en tagg, men fylls inte i"),
    ("{% if avtal.syfte %}{% if not avtal.syfte %}x{% endif %}{% endif %}", "kan aldrig bli av"),
    ("{% if avtal.syfte %}a{% elif avtal.syfte %}b{% endif %}", "kan aldrig bli av"),
    ("{{ avtal.press.rubrik }}", "avtal.press är frivilligt i avtalets fil"),
]


@pytest.mark.parametrize(("text", "message"), IN_A_PARAGRAPH, ids=[text for text, _ in IN_A_PARAGRAPH])
def test_a_fault_in_a_paragraph_is_found_under_its_heading(text: str, message: str) -> None:
    (problem,) = {one.message: one for one in inspected("Helt stycke", text).problems}.values()
    assert message in problem.message
    assert problem.where == f"brödtexten under rubriken ”{HEAD}”, stycket ”{' '.join(text.split())}”"
    assert problem.spot == ("word/document.xml", 3)


def table(*cells: str, inner: str = "") -> Make:
    def make(document: Any) -> None:
        made = document.add_table(2, len(cells))
        for number, text in enumerate(cells):
            made.cell(0, number).text = f"Rubrik {number}"
            made.cell(1, number).text = text

    return make


IN_A_CELL = [
    (("Namn", "{{ avtal.namm }}"), "”namm” finns inte"),
    (("Namn", "{% if avtal.undertecknat %}{{ avtal.undertecknat|datum }}{% endif %}"), "cellen blir tom"),
    (("Namn", "{%p if avtal.undertecknat %}"), "if är inte avslutad"),
    (("Namn", "{% for p in avtal.möten %}{{ p.datum|datum }}{% endfor %}"), "cellen blir tom"),
    (("Namn", "Kvar {%tr if avtal.undertecknat %}"), "i raden står mer än taggen"),
]


@pytest.mark.parametrize(("cells", "message"), IN_A_CELL, ids=[cells[1] for cells, _ in IN_A_CELL])
def test_a_fault_in_a_table_is_found_in_its_cell(cells: tuple[str, ...], message: str) -> None:
    found = [one for one in inspected(make=table(*cells)).problems if message in one.message]
    assert [one.where for one in found[:1]] == [
        f"brödtexten under rubriken ”{HEAD}”, tabellens rad 2, cell 2 ”{cells[1]}”"
    ]


def _header(text: str, *, first: bool = False) -> Make:
    def make(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = first
        (section.first_page_header if first else section.header).paragraphs[0].text = text
        section.different_first_page_header_footer = False

    return make


def _levels(document: Any) -> None:
    document.add_heading("För djupt", 3)


def _split_by_bookmark(document: Any) -> None:
    paragraph = document.add_paragraph("{{ avtal.")
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:name"), "Mitt_i")
    end = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), "7")
    paragraph._p.extend([mark, end])
    paragraph.add_run("id }}")


def _split_by_link(document: Any) -> None:
    paragraph = document.add_paragraph("{{ avtal.")
    link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="a"><w:r><w:t>id }}}}</w:t></w:r></w:hyperlink>')
    paragraph._p.append(link)


def _noted(document: Any) -> None:
    document.add_paragraph("{%p if avtal.syfte %}")
    paragraph = document.add_paragraph("Med en fotnot")
    run = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    paragraph._p.append(run)
    document.add_paragraph("{%p endif %}")


def _tracked(document: Any) -> None:
    paragraph = document.add_paragraph("Ändrat")
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>nytt</w:t></w:r></w:ins>'))


def _levels_apart(document: Any) -> None:
    document.add_paragraph("{%p if avtal.syfte %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endif %} text"


ELSEWHERE: dict[str, tuple[Make, str, str]] = {
    "a header": (
        _header("Dnr {{ avtal.diarenummer }}"),
        "”diarenummer” finns inte",
        "sidhuvudet, stycket ”Dnr {{ avtal.diarenummer }}”",
    ),
    "an unseen header": (_header("{{ avtal.id }}", first=True), "visas inte på någon sida", "sidhuvudet"),
    "a skipped level": (
        _levels,
        "rubriken är på nivå 3, och den före på nivå 1",
        f"{UNDER}, stycket ”För djupt”",
    ),
    "a bookmark in a tag": (
        _split_by_bookmark,
        "mitt i taggen {{ avtal.id }} finns ett bokmärke",
        UNDER + ", stycket ”{{ avtal.id }}”",
    ),
    "half a tag in a link": (_split_by_link, "ligger delvis i en länk", UNDER + ", stycket ”{{ avtal.id }}”"),
    "a footnote that may go": (_noted, "en fotnot står i text som kan utgå", f"{UNDER}, stycket ”Med en fotnot”"),
    "a tracked change": (_tracked, "mallen innehåller spårade ändringar", f"{UNDER}, stycket ”Ändratnytt”"),
    "an end on another level": (
        _levels_apart,
        "if och endif ligger på olika nivå",
        UNDER + ", tabellens rad 1, cell 1 ”{% endif %} text”",
    ),
}


@pytest.mark.parametrize(("make", "message", "where"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_fault_elsewhere_is_found_where_it_is(make: Make, message: str, where: str) -> None:
    (problem,) = inspected(make=make).problems
    assert message in problem.message
    assert problem.where == where


def test_all_faults_of_a_template_are_told_at_once_also_the_names_beside_a_broken_tag() -> None:
    found = inspected(
        "{{ avtal. }}", "{{ partner|stor }}", "{% for p in parter %}{{ p.nam }}{% endfor %}", "{% if avtal.sifte %}x"
    )
    assert [problem.message for problem in found.problems] == [
        "taggen går inte att läsa",
        "filtret ”stor” finns inte",
        "if är inte avslutad",
        "”nam” finns inte",
        "”sifte” finns inte",
    ]


def test_what_may_be_empty_is_known_from_what_is_around_it() -> None:
    row = "{% if avtal.undertecknat %}ja{% endif %}{% if not avtal.undertecknat %}nej{% endif %}"
    otherwise = "{% if avtal.undertecknat %}ja{% else %}–{% endif %}"
    assert inspected(make=table("Namn", row)).problems == ()
    assert inspected(make=table("Namn", otherwise)).problems == ()


def test_a_tag_in_a_comment_is_told_as_nothing_that_is_filled_in() -> None:
    def comment(members: dict[str, bytes]) -> None:
        members["word/comments.xml"] = (
            f'<w:comments {nsdecls("w")}><w:comment w:id="0"><w:p><w:r><w:t>{{{{ avtal.id }}}}</w:t></w:r></w:p>'
            "</w:comment></w:comments>"
        ).encode()

    found = inspected("Helt", change=comment)
    assert [problem.code for problem in found.problems] == ["tagg-utanför"]
    assert "kommentar" in found.problems[0].where or "comments" in found.problems[0].where


def test_a_sound_template_has_nothing_said_of_it() -> None:
    found = inspected("{{ avtal.diarienummer }}", "{% if avtal.press %}{{ avtal.press.rubrik }}{% endif %}")
    assert found.problems == ()
    assert [placed.tag.written for placed in found.tags][:1] == ["{{ avtal.diarienummer }}"]
    assert found.is_sound
    assert not inspected("{{ partner }}").is_sound
    assert {one.severity for one in inspected("{{ partner }}").problems} == {Severity.ERROR}


def test_there_are_as_many_planted_faults_as_promised() -> None:
    assert len(IN_A_PARAGRAPH) + len(IN_A_CELL) + len(ELSEWHERE) >= 40
