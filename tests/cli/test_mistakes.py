"""Mistakes in a workspace and on the command line, and word for word what is said of each.

Faults in the agreements' own files are in ``test_faults.py``. After a meant change:
``pytest tests/cli/test_mistakes.py --update-golden``, and read each message as a lawyer would.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from iopdocs.cli import main
from iopdocs.conversion import pdf
from tests.conftest import ROOT

GOLDEN = Path(__file__).parents[1] / "faults" / "arbetsmapp"
AGREEMENT = """id: prov-2024
dokumentnamn: Avtal
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Exempeljouren}
"""
SIGNED = "undertecknat: 2024-01-01"
OURS = Path("agreements/prov.yaml")
TERM = "status: undertecknat\navtalstid: {från: 2024-01-01, till: 2025-12-31}"
SETTINGS = Path("iopdocs.yaml")
FOLDER = Path("templates/overenskommelse")
TEMPLATE, DESCRIPTION = FOLDER / "mall.docx", FOLDER / "dokument.yaml"
CLAUSE = Path("templates/klausuler/syfte.yaml")

Mistake = Callable[[], object]


def write(path: Path, text: str) -> Mistake:
    return lambda: path.write_text(text, encoding="utf-8")


def swap(path: Path, old: str, new: str) -> Mistake:
    """Return a mistake in a file of the workspace; the old text must be there."""

    def swapped() -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return swapped


def word(path: Path, *paragraphs: str) -> Mistake:
    def written() -> None:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(str(path))

    return written


def clause(text: str) -> Mistake:
    return write(CLAUSE, f"id: syfte\nrubrik: Syfte\nom: Syftet\nversioner:\n  - text: {text}\n")


def remove(path: Path) -> Mistake:
    return lambda: shutil.rmtree(path) if path.is_dir() else path.unlink()


def nothing() -> None:
    """The mistake is in the command itself."""


RENDER = ["render", "--document", "overenskommelse", "--on", "2026-01-15"]
MISTAKES: dict[str, tuple[Mistake, list[str]]] = {
    # The workspace.
    "ingen-arbetsmapp": (remove(Path("templates")), RENDER),
    "inga-avtal": (remove(OURS), RENDER),
    "avtal-som-inte-finns": (nothing, ["check", "agreements/porv.yaml"]),
    "mapp-i-stallet-for-fil": (nothing, ["check", "agreements"]),
    "arbetsmapp-finns-redan": (nothing, ["init", "."]),
    "init-pa-en-fil": (nothing, ["init", "agreements/prov.yaml"]),
    "inga-dokumenttyper": (lambda: [remove(path)() for path in Path("templates").iterdir()], RENDER),
    "fel-teckenkodning": (lambda: OURS.write_bytes(AGREEMENT.encode("latin-1")), RENDER),
    # iopdocs.yaml.
    "installning-okand-nyckel": (write(SETTINGS, "regel: {citat: talstreck}\n"), RENDER),
    "installning-fel-val": (write(SETTINGS, "regler: {citat: gåsögon}\n"), RENDER),
    "installning-trasig": (write(SETTINGS, "regler: {citat: talstreck\n"), RENDER),
    "installning-okant-kriterium": (write(SETTINGS, "regler: {kriterier: {K14: nej}}\n"), RENDER),
    "okand-organisation": (swap(OURS, "id: jouren,", "id: jouren, organisation: joren,"), ["check"]),
    # dokument.yaml.
    "dokument-saknas": (remove(DESCRIPTION), RENDER),
    "dokument-okand-nyckel": (swap(DESCRIPTION, "jämförs: ja", "jamförs: ja"), RENDER),
    "dokument-okand-lista": (swap(DESCRIPTION, "jämförs: ja", "upprepas: mötena"), RENDER),
    "dokument-okand-klausul": (swap(DESCRIPTION, "[vardegrund]", "[värdegrund]"), RENDER),
    "dokument-klausul-som-inte-finns": (swap(DESCRIPTION, "[vardegrund]", "[vardegrnd]"), RENDER),
    "dokument-okand-uppgift": (swap(DESCRIPTION, "avtal.villkor.lex_sarah", "avtal.villkor.lex_sara"), RENDER),
    "dokument-titel-med-halv-tagg": (swap(DESCRIPTION, "{{ dokument.namn }}", "{{ dokument.namn }"), RENDER),
    "formulering-okant-ord": (swap(DESCRIPTION, "läge.förslag", "läge.förslaget"), RENDER),
    "formulering-tva-med-samma-id": (swap(DESCRIPTION, "id: partens-roll", "id: forslag"), RENDER),
    "formulering-som-inte-finns": (swap(DESCRIPTION, "id: forslag", "id: forslaget"), RENDER),
    # Clauses.
    "klausul-okand-nyckel": (swap(CLAUSE, "rubrik:", "rubrk:"), RENDER),
    "klausul-annat-filnamn": (swap(CLAUSE, "id: syfte", "id: syftet"), RENDER),
    "klausul-okant-ord": (clause("Syftet är {{ avtal.syften }}."), RENDER),
    "klausul-halv-tagg": (clause("Syftet är {{ avtal.syfte."), RENDER),
    "klausul-okant-filter": (clause('"{{ avtal.diarienummer | kroner }}"'), RENDER),
    "klausul-okant-amne": (
        lambda: [clause("'Enligt {{ lag(\"barnets bästan\") }}.'")(), swap(OURS, "parter:", f"{SIGNED}\nparter:")()],
        RENDER,
    ),
    "klausul-lista-utan-for": (clause('"{{ avtal.parter }}"'), RENDER),
    "klausul-glapp-mellan-versioner": (
        write(CLAUSE, "id: syfte\nrubrik: S\nom: S\nversioner:\n  - {till: 2024-01-01, text: A}\n  - {text: B}\n"),
        RENDER,
    ),
    # mall.docx.
    "mall-saknas": (remove(TEMPLATE), RENDER),
    "mall-ingen-word-fil": (write(TEMPLATE, "Överenskommelse"), RENDER),
    "mall-halv-tagg": (word(TEMPLATE, "Mellan {{ parterna.namn } och"), RENDER),
    "mall-okant-ord": (word(TEMPLATE, "Diarienummer {{ avtal.diarenummer }}"), RENDER),
    "mall-okant-filter": (word(TEMPLATE, "{{ avtal.undertecknat|datm }}"), RENDER),
    "mall-if-utan-endif": (word(TEMPLATE, "{%p if avtal.syfte %}", "Syfte"), RENDER),
    "mall-okand-tagg": (word(TEMPLATE, "{% include 'annan.docx' %}"), RENDER),
    "mall-text-bredvid-tagg": (word(TEMPLATE, "Syfte {%p if avtal.syfte %}", "x", "{%p endif %}"), RENDER),
    "mall-filter-som-inte-passar": (word(TEMPLATE, "{{ dokument.namn|kronor }}"), RENDER),
    "mall-jamforelse": (word(TEMPLATE, '{% if avtal.status == "beslutat" %}Ja{% endif %}'), RENDER),
    "mall-nummer-i-lista": (word(TEMPLATE, "{{ parter[0].namn }}"), RENDER),
    "mall-bindestreck-i-namn": (word(TEMPLATE, "{{ avtal.idéburet-syfte }}"), RENDER),
    "mall-elseif": (word(TEMPLATE, "{% if avtal.syfte %}a{% elseif avtal.id %}b{% endif %}"), RENDER),
    "mall-stor-bokstav": (word(TEMPLATE, "{% For p in parter %}{% endfor %}"), RENDER),
    "mall-engelskt-filter": (word(TEMPLATE, "{{ avtal.undertecknat|date }}"), RENDER),
    "mall-default": (word(TEMPLATE, "{{ avtal.diarienummer|default('-') }}"), RENDER),
    "mall-halva-klammer": (word(TEMPLATE, "Dnr { avtal.diarienummer } och { % if x % }"), RENDER),
    "mall-sammanfogningsfalt": (word(TEMPLATE, "Dnr «avtal.diarienummer»"), RENDER),
    "mall-rik-text": (word(TEMPLATE, "Dnr {{r avtal.diarienummer }}"), RENDER),
    "mall-okant-amne": (
        lambda: [
            word(TEMPLATE, "Enligt {{ lag('kommunens ytersta ansvar') }}")(),
            swap(OURS, "parter:", f"{SIGNED}\nparter:")(),
        ],
        RENDER,
    ),
    "mall-okand-klausul": (word(TEMPLATE, "{% for k in klausul('sytfe') %}{{ k.text }}{% endfor %}"), RENDER),
    "mall-pa-engelska": (word(TEMPLATE, "Avtal {{ avtal.id }}"), RENDER),
    "mall-annat-namn": (lambda: TEMPLATE.rename(FOLDER / "mall (1).docx"), RENDER),
    "mall-som-doc": (lambda: TEMPLATE.rename(FOLDER / "mall.doc"), RENDER),
    "mall-rtf": (write(TEMPLATE, "{\\rtf1 x}"), RENDER),
    # Clauses, once more.
    "klausul-kopia": (lambda: shutil.copy(CLAUSE, CLAUSE.with_name("syfte - kopia.yaml")), RENDER),
    "klausul-med-enkla-klamrar": (clause('"Dnr { avtal.diarienummer }"'), RENDER),
    "klausul-kommentar-i-text": (clause("Syftet är #samverkan"), RENDER),
    # Batches and renewal.
    "utan-processer": (nothing, ["render", "--workers", "0"]),
    "processer-i-ord": (nothing, ["render", "--workers", "två"]),
    "samma-id": (lambda: shutil.copy(OURS, OURS.with_name("kopia.yaml")), ["render", "--on", "2026-01-15"]),
    "ett-av-tva-trasigt": (write(OURS.with_name("b.yaml"), "id: b\nparter: [\n"), RENDER),
    "avtal-som-textfil": (write(OURS.with_name("annat.yaml.txt"), AGREEMENT), RENDER),
    "bara-en-textfil": (lambda: OURS.rename("agreements/prov.yaml.txt"), ["check"]),
    "installningar-som-yml": (lambda: [write(Path("iopdocs.yml"), "regler: {}\n")(), None], ["check"]),
    "avtal-med-namn-i-stallet-for-fil": (nothing, ["check", "prov"]),
    "val-med-tankstreck": (nothing, ["render", "–final"]),
    "format-med-mellanslag": (nothing, ["render", "--format", "docx", "pdf"]),
    "fornya-utan-slut": (nothing, ["renew", "--on", "2026-01-15"]),
    "fornya-okand-tid": (nothing, ["renew", "--within", "halvår"]),
    "fornya-okant-avtal": (nothing, ["renew", "prov-2023"]),
    "fornya-med-upptaget-id": (
        lambda: [
            swap(OURS, "dokumentnamn: Avtal", "dokumentnamn: Avtal\n" + TERM)(),
            write(OURS.with_name("nytt.yaml"), AGREEMENT.replace("prov-2024", "prov-2026"))(),
        ],
        ["renew", "--on", "2025-11-01", "--no-redline"],
    ),
    "fornya-fil-i-vagen": (
        lambda: [
            swap(OURS, "dokumentnamn: Avtal", "dokumentnamn: Avtal\n" + TERM)(),
            write(OURS.with_name("prov-2026.yaml"), "id: något annat\n")(),
        ],
        ["renew", "--on", "2025-11-01", "--no-redline", "agreements/prov.yaml"],
    ),
    "status-till-fel-fil": (nothing, ["status", "--ics", "agreements/prov.yaml"]),
    "jamfor-till-fel-fil": (nothing, ["compare", "a.docx", "b.docx", "-o", "skillnad.pdf"]),
    "schema-over-avtal": (nothing, ["schema", "-o", "agreements/prov.yaml"]),
    "kluster-utan-adress": (nothing, ["render", "--cluster", ""]),
    # The computer.
    "output-ar-en-fil": (write(Path("output"), ""), RENDER),
    "libreoffice-saknas": (nothing, [*RENDER, "--format", "pdf"]),
    "tillagget-saknas": (
        lambda: [word(Path(name), name)() for name in ("gammal.docx", "ny.docx")],
        ["compare", "gammal.docx", "ny.docx", "-o", "skillnad.docx"],
    ),
    # The command line.
    "okant-kommando": (nothing, ["rendera"]),
    "okant-val": (nothing, ["render", "--fomat", "pdf"]),
    "fel-dag": (nothing, ["check", "--on", "31/12-24"]),
    "dag-som-inte-finns": (nothing, ["check", "--on", "2024-02-30"]),
    "fel-format": (nothing, ["render", "--format", "docx,word"]),
    "okand-dokumenttyp": (nothing, ["render", "--document", "avtal"]),
    "inget-att-gora": (nothing, ["render", "--document", "tillaggsavtal"]),
    "root-utan-mallar": (nothing, ["check", "--root", "agreements"]),
    "lagrum-utan-argument": (nothing, ["law"]),
    "lagrum-som-inte-gar-att-lasa": (nothing, ["law", "paragraf fyra"]),
    "okand-klausul": (nothing, ["clauses", "tystnadsplit"]),
    "slutlig-med-luckor": (nothing, [*RENDER, "--final"]),
    "jamfor-fil-som-inte-finns": (nothing, ["compare", "gammal.docx", "ny.docx"]),
    "jamfor-yaml": (nothing, ["compare", str(OURS), str(OURS)]),
    "prova-fil-som-inte-finns": (nothing, ["verify", "output/overenskommelse.docx"]),
    "prova-utan-fil": (nothing, ["verify"]),
}


# What goes on all the same: it is told, and may be what was meant.
ONLY_TOLD = {"inget-att-gora", "avtal-som-textfil", "installningar-som-yml", "fornya-utan-slut", "mall-pa-engelska"}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "agreements").mkdir()
    (tmp_path / OURS).write_text(AGREEMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    # Neither of the two programs that may be missing is there.
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    monkeypatch.setitem(sys.modules, "docx_scalpel", None)
    return tmp_path


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gets_exactly_this_message(
    name: str,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    mistake, arguments = MISTAKES[name]
    mistake()
    monkeypatch.setattr(sys, "argv", ["iopdocs", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    caught = capsys.readouterr()
    said = (caught.out + caught.err).replace(f"{workspace}/", "")
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert end.value.code in (1, 2) or name in ONLY_TOLD
    for word_of_ours in ("Traceback", "None", "pydantic", str(workspace)):
        assert word_of_ours not in said


def test_no_message_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(MISTAKES)
