"""Templates and clauses looked over: all that is wrong is told before anything is made, also in branches not taken.

After a meant change of a message: ``pytest tests/vocabulary/test_lookover.py --update-golden``.
"""

from __future__ import annotations

import random
import shutil
import sys
import textwrap
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest

from benchmarks.samples.documents import AGREEMENTS, load
from benchmarks.samples.words import document_type, libraries, made, template
from iopdocs.cli import main
from iopdocs.errors import InvalidLibrary, InvalidTemplate, Problem
from iopdocs.library.document_types import DocumentType, Section
from iopdocs.making.looked_over import faults_of_templates, looked_over
from iopdocs.model.lengths import Length
from iopdocs.swedish.clock import ClockRange, ClockTime
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.environment import BUDGET, Unprintable, environment
from iopdocs.templating.kinds import kinds_of
from iopdocs.templating.lexicon import takes
from iopdocs.templating.limits import Allowance
from iopdocs.templating.static import MAX_TOLD, Findings, look
from iopdocs.vocabulary.lookover import Lookover, lexicon, look_over
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import fill, parsed
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Workspace
from iopdocs.workspace.starter import is_the_starters
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "faults" / "mallar" / "granskning.txt"
# None of these was told of an agreement without the fact that the branch asks for.
WRONG = (
    "{% if avtal.undertecknat %}{{ avtal.undertecknt|datum }}{% endif %}",
    "{% if avtal.undertecknat %}{{ partner }}{% endif %}",
    "{% if avtal.undertecknat %}{{ läge.signerat }}{% endif %}",
    "{% if avtal.undertecknat %}{{ avtal.status.beslutad }}{% endif %}",
    "{% if läge.utkastet %}x{% elif läge.slutlig %}y{% endif %}",
    "{% if avtal.press %}{{ press.hashtag }}{% endif %}",
    "{% if avtal.möten %}{% for m in avtal.möten %}{{ m.dag|datum }}{% endfor %}{% endif %}",
    "{% for part in parter %}{% for p in part.kontakter %}{{ p.nam }}{% endfor %}{% endfor %}",
    "{% for part in avtal.parter %}{{ part.visningsadres }}{% endfor %}",
    "{% for p in avtal.ekonomi.komponenter %}{{ p.slag.per_ar }}{% endfor %}",
    "{% for å in ekonomi.år %}{{ å.summa|kr }}{% endfor %}",
    "{% for p in parter %}{{ loop.nummer }}{% endfor %}",
    "{{ loop.index }}",
    "{% for p in parter %}x{% endfor %}{{ p.namn }}",
    "{% for a in avtal.avtalstid %}x{% endfor %}",
    "{% for a in avtal.diarienummer %}x{% endfor %}",
    "{% if avtal.undertecknat %}{{ avtal.parter }}{% endif %}",
    "{% if avtal.avtalstid %}{{ avtal.avtalstid }}{% endif %}",
    "{% if avtal.undertecknat %}{{ läge.beslutat }}{% endif %}",
    "{{ avtal.parter.namn }}",
    "{{ avtal.diarienummer.år }}",
    "{{ lag }}",
    "{% if avtal.undertecknat %}{{ avtal.diarienummer|kronor }}{% endif %}",
    "{% if avtal.undertecknat %}{{ ekonomi.totalt|datum }}{% endif %}",
    "{% if avtal.undertecknat %}{{ parter|lista }}{% endif %}",
    "{% if avtal.undertecknat %}{{ avtal.diarienummer|versal(3) }}{% endif %}",
    '{% if avtal.undertecknat %}{{ lag("kommunens ytersta ansvar") }}{% endif %}',
    '{% if avtal.undertecknat %}{% for k in klausul("sytfe") %}{{ k.text }}{% endfor %}{% endif %}',
    '{% for k in klausul("syfte") %}{{ k.rubrik }}{% endfor %}',
    "{% for möte in avtal.parter %}{{ möte.plats }}{% endfor %}",
    "{% if not avtal.bakgrund %}x{% else %}{{ avtal.bakgrund.behovet }}{% endif %}",
    "{{ ordförande.namnet }}",
)
# What templates do, and what nothing certain can be said of.
RIGHT = (
    "{% if not avtal.mål %}{{ avtal.mål|lista }}{% endif %}",
    "{% if not avtal.diarienummer %}{% for d in avtal.diarienummer %}{{ d }}{% endfor %}{% endif %}",
    "{% if avtal.syfte %}{{ avtal.syfte|lista }}{% else %}{{ avtal.syfte }}{% endif %}",
    "{% if not avtal.bakgrund %}{{ avtal.bakgrund }}{% endif %}",
    "{% for p in avtal.mål %}{{ p.text }}{% else %}{{ avtal.mål }}{% endfor %}",
    "{% if möte %}x{% else %}{{ möte.deltagare.namn }}{{ möte.jäv }}{{ möte.frågor.rubrik }}{% endif %}",
    "{% if åtgärder or not möte %}{% for å in åtgärder %}x{% else %}{{ möte.åtgärder.vad }}{% endfor %}{% endif %}",
    "{% if avtal.mål or avtal.syfte %}x{% else %}{{ avtal.mål }}{{ avtal.syfte }}{% endif %}",
    "{% if not avtal.mål and not avtal.syfte %}{{ avtal.mål }}{{ avtal.syfte }}{% endif %}",
    "{% if avtal.mål %}x{% elif avtal.syfte %}y{% else %}{{ avtal.mål }}{{ avtal.syfte }}{% endif %}",
    "{% if ordförande.namn %}x{% else %}{{ ordförande }}{% endif %}",
    "{{ post.vad_som_helst.mer }}{{ post|kronor }}{% for x in post.rader %}{{ x.y }}{% endfor %}",
    "{% for s in avsnitt %}{% if s.visar.ekonomi %}x{% endif %}{{ s.rubrik }}{% endfor %}",
    "{% for r in ekonomi_rader %}{% if r.belopp %}{{ r.budget|kr }}{% else %}{{ r.budget }}{% endif %}{% endfor %}",
    "{% for p in parter %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for parter in avtal.parter %}{{ parter.namn }}{% endfor %}{% for p in parter %}{{ p.namn }}{% endfor %}",
    "{% for text in avtal.syfte if text %}{{ text|versal }}{% endfor %}",
    '{{ lag("kommunens yttersta ansvar") }}',
    "{% if avtal.status.beslutat or not avtal.status %}x{% endif %}",
    "{{ ordförande.visning }}{{ nästa_möte.datum|datum }}{{ avtal.uppsägning.tid }}{{ avtal.status|versal }}",
)


STARTER = libraries(ROOT / "templates" / "klausuler")
LEXICON = lexicon(None, STARTER.laws, STARTER.clauses)


def looked(*paragraphs: str, kind: DocumentType | None = None, clauses: Path = Path("finns-inte")) -> Lookover:
    return look_over(kind or document_type(), template(*paragraphs), libraries(clauses))


def look_at(text: str) -> Findings:
    tree, faults = parsed(text)
    assert tree is not None, faults
    return look(tree, LEXICON)


def told(found: Lookover) -> list[Problem]:
    return [*found.of_template, *found.of_library]


def test_every_fault_gets_exactly_this_message(request: pytest.FixtureRequest) -> None:
    said = "".join(f"{text}\n{textwrap.indent(look_at(text).faults[0][1], '    ')}\n" for text in WRONG)
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_of_an_agreement_that_does_not_take_the_branch(text: str) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        made("Text", text, libraries=STARTER)
    for problem in caught.value.problems:
        assert problem.file == "mall.docx"
        assert problem.where.startswith("brödtexten, stycket ”")
        assert problem.hint


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_is_not_refused(text: str) -> None:
    assert told(looked(text)) == []


def test_all_faults_are_told_at_once_each_with_its_paragraph() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        made(
            "{% if avtal.undertecknat %}{{ avtal.a }}{% endif %}", "{{ b }}{{ c }}", "{% for d in läge %}x{% endfor %}"
        )
    told = [(problem.message, problem.where) for problem in caught.value.problems]
    assert told == [
        ("”a” finns inte", "brödtexten, stycket ”{% if avtal.undertecknat %}{{ avtal.a }}{% endif %}”"),
        ("”b” finns inte", "brödtexten, stycket ”{{ b }}{{ c }}”"),
        ("”c” finns inte", "brödtexten, stycket ”{{ b }}{{ c }}”"),
        ("det här är ingen lista", "brödtexten, stycket ”{% for d in läge %}x{% endfor %}”"),
    ]


def test_a_tag_that_steers_paragraphs_is_told_with_itself_and_not_with_the_one_before() -> None:
    tags = ("{%p if avtal.hittepå %}", "Text", "{%p endif %}", "{%p for a in avtall %}", "{%p endfor %}")
    found = [one.where.partition("stycket ")[2] for one in told(looked("Före", *tags))]
    assert found == ["”{%p if avtal.hittepå %}”", "”{%p for a in avtall %}”"]


def test_a_layout_that_the_template_has_none_of_is_doubted_and_stops_nothing() -> None:
    section = Section(id="pengar", rubrik="Pengar", visar=("belopp", "belop"))
    tags = ("{%p for a in avsnitt %}", "{%p if a.visar.belopp %}", "Text", "{%p endif %}", "{%p endfor %}")
    found = looked(*tags, kind=document_type(avsnitt=(section,)))
    assert told(found) == []
    (doubt,) = found.doubts
    assert (doubt.code, doubt.where, doubt.hint) == ("okänd-uppställning", "avsnittet pengar", "Menade du belopp?")


def test_of_thousands_of_faults_the_first_are_told() -> None:
    assert len(told(looked(*(f"{{{{ avtal.x{chr(97 + n % 20)} }}}}" for n in range(300))))) == MAX_TOLD


def test_headers_and_footers_are_looked_over_too() -> None:
    def with_header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{% if läge.final %}{{ avtal.diarenummer }}{% endif %}"

    (problem,) = told(look_over(document_type(), template("x", make=with_header), libraries()))
    assert problem.where.startswith("sidhuvudet")
    assert problem.hint == "Menade du diarienummer?"


def test_what_post_is_follows_from_what_the_document_type_repeats() -> None:
    text = "{% if post.undertecknat %}{{ post.gäller_från|datum }}{% endif %}"
    assert told(looked(text, kind=document_type(upprepas="tillägg"))) == []
    (problem,) = told(looked(text, kind=document_type(upprepas="förlängningar")))
    assert problem.message == "”gäller_från” finns inte"
    assert told(looked(text)) == []


CLAUSE = """id: {id}
rubrik: Prov
om: Vad
när: [{when}]
versioner:
  - till: 2024-12-31
    text: |
      {old}
  - från: 2025-01-01
    text: |
      {new}
"""


def clause(
    folder: Path, name: str = "prov", *, when: str = "avtal.syfte", old: str = "Förr.", new: str = "Nu."
) -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(CLAUSE.format(id=name, when=when, old=old, new=new), encoding="utf-8")
    return file


def sectioned(*clauses: str, when: tuple[str, ...] = ()) -> DocumentType:
    return document_type(avsnitt=(Section(id="ett", rubrik="Ett", klausuler=clauses, när=when),))


def test_a_clause_is_looked_over_in_all_its_versions_with_its_conditions(tmp_path: Path) -> None:
    file = clause(tmp_path, when="avtal.syftet", old="Rad ett.\n      {{ avtal.sytfe }}", new='{{ lag("finns inte") }}')
    with pytest.raises(InvalidLibrary) as caught:
        made("x", kind=sectioned("prov"), libraries=libraries(tmp_path))
    assert [(one.file, one.where, one.message) for one in caught.value.problems] == [
        (str(file), "klausulen prov", "uppgiften ”avtal.syftet” finns inte"),
        (str(file), "klausulen prov, raden ”{{ avtal.sytfe }}”", "”sytfe” finns inte"),
        (str(file), "klausulen prov", "ämnet ”finns inte” finns inte i lagbiblioteket"),
    ]


def test_a_clause_that_a_clause_or_a_template_calls_for_is_looked_over(tmp_path: Path) -> None:
    clause(tmp_path, "inre", new="{{ okänt }}")
    clause(tmp_path, "prov", old='{% for b in klausul("inre") %}{{ b.text }}{% endfor %}')
    called = '{% if läge.final %}{% for b in klausul("prov") %}{{ b.text }}{% endfor %}{% endif %}'
    for found in (looked("x", kind=sectioned("prov"), clauses=tmp_path), looked(called, clauses=tmp_path)):
        assert [problem.where for problem in told(found)] == ["klausulen inre"]
        assert found.named == {"inre", "prov"}


def test_a_clause_is_looked_over_as_each_document_type_has_its_post(tmp_path: Path) -> None:
    clause(tmp_path, new="{{ post.gäller_till|datum }}")
    section = Section(id="ett", rubrik="Ett", klausuler=("prov",))
    additions = document_type(upprepas="tillägg", avsnitt=(section,))
    extensions = document_type(upprepas="förlängningar", avsnitt=(section,))
    assert told(looked("x", kind=additions, clauses=tmp_path)) == []
    assert [one.message for one in told(looked("x", kind=extensions, clauses=tmp_path))] == ["”gäller_till” finns inte"]


def test_the_title_and_the_sections_are_looked_over(tmp_path: Path) -> None:
    parts = sectioned("fel", when=("avtal.x",)).description.sections
    kind = document_type("{% if läge.final %}{{ dokument.nam }}{% endif %}", avsnitt=parts)
    assert [(one.where, one.message, one.code) for one in told(looked("x", kind=kind, clauses=tmp_path))] == [
        ("titel", "”nam” finns inte", "klausulfel"),
        ("avsnittet ett", "uppgiften ”avtal.x” finns inte", "okänd-uppgift"),
        ("", "klausulen ”fel” finns inte", "okänd-klausul"),
    ]


def test_nothing_is_said_of_the_starter() -> None:
    workspace = Workspace(ROOT)
    assert len(workspace.types) > 4
    assert looked_over(workspace) == []


def test_only_the_starter_as_it_was_given_counts_as_looked_over(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    assert is_the_starters(tmp_path / "templates")
    clause = next((tmp_path / "templates" / "klausuler").glob("*.yaml"))
    clause.write_text(clause.read_text("utf-8").replace("om: ", "om: Det ", 1), "utf-8")
    assert not is_the_starters(tmp_path / "templates")
    clause.write_text(clause.read_text("utf-8").replace("text: |\n", "text: |\n      {{ finns_inte }}\n", 1), "utf-8")
    assert any("finns_inte" in one.message for one in faults_of_templates(Workspace(tmp_path)))


@pytest.mark.parametrize("name", [".egen.yaml", "egen.yaml~", "länk.yaml"])
def test_what_the_starter_does_not_give_is_not_looked_over(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    added = tmp_path / "templates" / "klausuler" / name
    if name.startswith("länk"):
        added.symlink_to(tmp_path / "utanför.yaml")
    else:
        added.write_text("om: x", "utf-8")
    assert not is_the_starters(tmp_path / "templates")


SAMPLES: tuple[tuple[Any, Any], ...] = (
    (str, "text"),
    (str, "8–22"),
    (Decimal, Decimal("2.5")),
    (int, 7),
    (bool, True),
    (date, date(2024, 1, 1)),
    (time, time(13)),
    (ClockTime, ClockTime(8)),
    (ClockRange, ClockRange(ClockTime(8), ClockTime(16))),
    (Length, Length(6, "månad")),
    (list[str], ["a", "b"]),
    (list[Decimal], [Decimal(1)]),
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_filter_that_is_refused_beforehand_would_have_been_refused(name: str) -> None:
    """No false alarm: what the look over says does not fit makes the filter itself stumble, whatever its arguments."""
    filtered = environment().filters[name]
    context = environment().from_string("").new_context({BUDGET: Allowance()})
    for annotation, value in SAMPLES:
        if not takes(name, kinds_of(annotation)):
            for more in ((), (1,), ("en", "flera"), (date(2025, 1, 1),), (Decimal(3),)):
                with pytest.raises(Unprintable):
                    filtered(context, value, *more)


NOT_WALKED = {"post", "lag", "klausul", "avsnitt"}


def some_path(choice: random.Random) -> str:
    """A path from a word through what it has, as far as the dice say."""
    path = choice.choice([word for word in LEXICON.words if word not in NOT_WALKED])
    kinds = LEXICON.words[path]
    while (names := LEXICON.names(kinds)) and choice.random() < 0.8:
        name = choice.choice(names)
        path, kinds = f"{path}.{name}", LEXICON.attribute(kinds, name) or ()
    return path


def some_text(choice: random.Random) -> str:
    path, name = some_path(choice), choice.choice(list(FORMATS))
    forms = (
        "{{ %s }}",
        f"{{{{ %s|{name} }}}}",
        "{%% for x in %s %%}{{ x }}{%% endfor %%}",
        "{%% if %s %%}x{%% endif %%}",
    )
    return choice.choice(forms) % path


@pytest.mark.parametrize("seed", range(4))
def test_what_is_refused_beforehand_gives_no_text_for_any_agreement(seed: int) -> None:
    """No false alarm: without the look over, such a text is refused, or is nothing but a gap, or nothing at all."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    given = [load(AGREEMENTS / f"{name}.yaml") for name in ("exempelby-komplett-2026", "exempelby-moten-2024")]
    wrong = [text for text in (some_text(choice) for _ in range(150)) if look_at(text).faults]
    assert len(wrong) > 30
    for text in wrong:
        for agreement in given:
            scene = Scene(agreement, document_type(), date(2026, 7, 1), libraries(), EXTRAS, agreement.meetings[0])
            try:
                filled = fill(text, "prov", Context(scene)).strip()
            except InvalidLibrary:
                continue
            assert not filled or "saknas" in filled, text


def test_check_tells_of_templates_and_clauses_whatever_the_agreements_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "agreements").mkdir()
    text = (ROOT / "tests" / "agreements" / "exempelby-nastan-tomt.yaml").read_text(encoding="utf-8")
    (tmp_path / "agreements" / "ett.yaml").write_text(text, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("{% if avtal.undertecknat %}{{ avtal.diarenummer }}{% endif %}")
    document.save(str(tmp_path / "templates" / "pressmeddelande" / "mall.docx"))
    clause(tmp_path / "templates" / "klausuler", "egen", new="{{ avtal.sytfe }}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["iopdocs", "check"])
    with pytest.raises(SystemExit) as ended:
        main()
    out = capsys.readouterr().out
    assert ended.value.code == 1
    assert "templates/pressmeddelande/mall.docx: fel: brödtexten, stycket ”" in out.replace("\\", "/")
    assert "Menade du diarienummer?" in out
    assert "templates/klausuler/egen.yaml: fel: klausulen egen: ”sytfe” finns inte." in out.replace("\\", "/")


def test_it_is_worked_out_once_for_each_template_and_library() -> None:
    kind, given, prepared = document_type(), libraries(), template("{{ avtal.id }}")
    assert look_over(kind, prepared, given) is look_over(kind, prepared, given)
    assert look_over(kind, prepared, given) is not look_over(document_type(), prepared, given)


@pytest.mark.parametrize(
    "tag",
    [
        "{% if avtal.undertecknat %}{{ avtal.avtalstid.från|period(avtal.partnerskap) }}{% endif %}",
        "{{ avtal.mål or avtal.partnerskap }}",
    ],
)
def test_what_is_refused_when_it_is_there_is_told_beforehand(tag: str) -> None:
    assert look_at(tag).faults
