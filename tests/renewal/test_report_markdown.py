"""The report of a renewal keeps its shape whatever the data says. markdown-it-py, which others use, is the judge."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from iopdocs.conversion.markdown import to_markdown
from iopdocs.errors import Problem
from iopdocs.reading.rewriting import LeftOut
from iopdocs.renewal.notes import Notes, OpenQuestion, RenewalChange
from iopdocs.renewal.report import as_json, as_markdown
from iopdocs.renewal.run import FAILED, Renewed, Window
from iopdocs.usecases.answers.base import as_data
from iopdocs.usecases.renew import report_json
from iopdocs.visible import markdown, markdown_code
from tests.support.examples import examples
from tests.support.signs import unseen

JUDGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WINDOW = Window(date(2026, 11, 21), date(2027, 2, 1))
PIECES = [
    "# Rubrik",
    "\n# Rubrik\n",
    "## ",
    "- [ ] beslutat",
    "- [x] klart",
    "\n- [x] klart\n",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "> ",
    "```",
    "\n```\n",
    "~~~",
    "`",
    "``",
    "![bild](https://exempel.se/x.png)",
    "[länk](https://exempel.se)",
    "<https://exempel.se>",
    "https://exempel.se",
    "www.exempel.se",
    "HTTP://WWW.EXEMPEL.SE",
    "namn@exempel.se",
    "<b>",
    "</td>",
    "<!--",
    "-->",
    "<img src=x>",
    "<script>",
    "|",
    " | a | b |",
    "\n|---|---|\n",
    "---",
    "***",
    "===",
    "\n===\n",
    "    indraget",
    "\t",
    "&lt;",
    "&#35;",
    "\\",
    "\\\n",
    "  \n",
    "*fet*",
    "**",
    "__",
    "_",
    "~~",
    "[a]: https://exempel.se",
    "[^1]",
    "$x$",
    ":x:",
    "@namn",
    "#1",
    "\r",
    "\u2028",
    "\u202e",
    "\x1b[2K",
    "\x0b",
    "ord",
    "å",
    " ",
    "\n",
    "\n\n",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8
).map("".join)


def report(text: str, state: str) -> list[Renewed]:
    """Return a renewal with the text in every place that text from others can come to."""
    notes = Notes(
        [RenewalChange(text, text, text, text)], [OpenQuestion(text, text, (text, text))], [text], [LeftOut(text, text)]
    )
    problems = [Problem(text, text, 1, text, text)]
    files = [Path("x", text.replace("/", "").replace("\0", "") or "x")]
    return [
        Renewed(text, text, state, text, notes=notes, gaps={text: (text, text)}, files=files, problems=problems),
    ]


def shape(text: str) -> list[Any]:
    """Return what Markdown makes of a text, without the words: kinds of blocks and of what is in a line."""
    made = []
    for token in JUDGE.parse(text):
        inside = [one.type.replace("text_special", "text") for one in token.children or ()]
        merged = [
            kind for number, kind in enumerate(inside) if kind != "text" or inside[number - 1 : number] != ["text"]
        ]
        made.append((token.type, token.tag, token.nesting, merged, dict(token.attrs)))
    return made


PLAIN = {state: shape(as_markdown(report("ord", state), WINDOW)) for state in ("utkast", FAILED)}


def words(text: str) -> bool:
    """Whether anything of a text is seen."""
    return bool(text.strip(" \t\r\n"))


@given(TEXTS.filter(words), st.sampled_from(["utkast", FAILED]))
def test_no_text_changes_the_shape_of_the_report(text: str, state: str) -> None:
    made = as_markdown(report(text, state), WINDOW)
    assert shape(made) == PLAIN[state]
    assert not re.search(r"(?i)\w://|www\.|(?<!\\)@", re.sub(r"(`+).*?(?<!`)\1(?!`)", "", made))
    assert unseen(made) == []


@pytest.mark.parametrize("text", [piece for piece in PIECES if words(piece)])
def test_each_known_sign_is_only_a_sign(text: str) -> None:
    for state, plain in PLAIN.items():
        assert shape(as_markdown(report(text, state), WINDOW)) == plain
        assert shape(as_markdown(report(f"{text} {text}", state), WINDOW)) == plain


@given(TEXTS.filter(words))
def test_what_is_read_is_what_was_written(text: str) -> None:
    seen = "".join(one.content for one in JUDGE.parseInline(markdown(text))[0].children or ())
    assert (
        re.sub(r"\s", "", seen) == re.sub(r"\s", "", markdown_code(text).strip("` ").replace("\\|", "|")) or "`" in text
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Åsa & Bo – 2 970 000 kr (2024-01-01).", "Åsa & Bo – 2 970 000 kr (2024-01-01)."),
        ("parter[2].orgnr", "parter\\[2\\].orgnr"),
        ("1. april", "1\\. april"),
        ("- ja", "\\- ja"),
        ("https://exempel.se", "https\\://exempel.se"),
    ],
)
def test_ordinary_words_are_left_alone(text: str, made: str) -> None:
    assert markdown(text) == made


@given(TEXTS)
def test_the_report_for_machines_says_the_same(text: str) -> None:
    made = as_json(as_data(report_json(report(text, "utkast"), WINDOW)))
    assert json.loads(made)["avtal"][0]["ändringar"][0]["före"] == text
    assert "\u202e" not in made
    assert "\x9b" not in made


@settings(max_examples=examples(10))
@given(TEXTS)
def test_a_document_as_markdown_keeps_its_shape_too(text: str) -> None:
    clean = "".join(one for one in text if one.isprintable())
    document = docx.Document()
    document.add_heading(f"a{clean}", 1)
    document.add_paragraph(f"a{clean}")
    document.add_paragraph(f"{clean}a")
    target = io.BytesIO()
    document.save(target)
    made = shape(to_markdown(target.getvalue()).decode())
    blocks = [f"{kind}_{end}" for kind in ("heading", "paragraph", "paragraph") for end in ("open", "close")]
    assert [one[0] for one in made if one[0] != "inline"] == blocks
    # An address in a document is a link there, too.
    assert {kind for one in made for kind in one[3]} <= {"text", "link_open", "link_close"}
