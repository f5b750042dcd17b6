"""Why a text cannot be read as YAML, in words a user understands."""

from __future__ import annotations

import re

import yaml

from iopdocs.errors import Problem
from iopdocs.patterns import lazy_pattern

# Control characters but for line break and tab, halves of surrogate pairs, private use (ours: see rendering), direction
# overrides, which make a text read otherwise than it is stored, and what Unicode will never give a meaning.
_RANGES = [
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069), (0xD800, 0xF8FF), (0xFDD0, 0xFDEF),
    *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)), (0xF0000, 0xFFFFD),
    (0x100000, 0x10FFFD),
]  # fmt: skip
FORBIDDEN = lazy_pattern(
    "[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _RANGES) + "]"
)


def forbidden(char: str) -> bool:
    """Whether a character may not stand in data: invisible, or with a meaning of its own to us or to XML."""
    return FORBIDDEN.fullmatch(char) is not None


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return what the parser stumbled on as a Problem with its line.

    The parser tells where it gave up, which is often a line or a whole page after the mistake: so the lines just before
    are looked at for the mistakes that are easy to make, and an open quote is told where it was opened.
    """
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    begun = error.context_mark.line + 1 if error.context_mark else line
    problem, context = str(error.problem or ""), str(error.context or "")
    lines = text.splitlines()
    if any(what in context for what in ("quoted scalar", "simple key", "flow sequence", "flow mapping")):
        line = begun
    near = dict.fromkeys((begun, line - 1, line)) if "quoted scalar" not in context else ()
    for number in near:
        if slip := _slip(lines[number - 1] if 0 < number <= len(lines) else ""):
            return Problem(slip[0], file, number, hint=slip[1], code="yaml")
    if "mapping values" in problem and _is_deeper(lines[line - 2 : line]):
        hint = "Nycklar på samma nivå ska börja i samma kolumn."
        return Problem("raden är längre indragen än nyckeln ovanför", file, line, hint=hint, code="yaml")
    written = lines[line - 1] if line <= len(lines) else ""
    sign = written[mark.column : mark.column + 1] if mark else ""
    message, hint = _explain(problem, sign, _indent_with_tab(lines, line))
    return Problem(message, file, line, hint=hint, code="yaml")


_HARD_SPACES = lazy_pattern(r"[ \t]*[\u00a0\u2007\u202f]")
_SLIPS = (
    (
        lazy_pattern(r"\s*(?:- +)?[\w-]+:[\u00a0\u2007\u202f]"),
        "efter kolonet står ett hårt mellanslag",
        "Det har följt med från Word. Ersätt det med ett vanligt.",
    ),
    (
        lazy_pattern(r"\s*(?:- +)?(?!https?:)[^\W\d][\w-]*:(?=[^\s/:])"),
        "det saknas mellanslag efter kolonet",
        "Skriv nyckel: värde, med mellanslag efter kolonet.",
    ),
    (
        lazy_pattern(r"\s*(?:- +)?[^\W\d][\w-]*："),
        "kolonet är inte ett vanligt kolon",
        "Skriv nyckel: värde, med tangenten för kolon.",
    ),
    (
        lazy_pattern(r"\s*(?:- +)?[^\W\d][\w-]*\s*=\s"),
        "här står ett likhetstecken där det ska stå ett kolon",
        "Skriv nyckel: värde, med mellanslag efter kolonet.",
    ),
    (
        lazy_pattern(r"\s*-[^\W\d]"),
        "det saknas mellanslag efter bindestrecket",
        "Skriv ett bindestreck, ett mellanslag och sedan texten.",
    ),
)


def _slip(line: str) -> tuple[str, str] | None:
    """Return what is wrong with a line that was to be a key or an item, and what to do; nothing for a sound line."""
    if _HARD_SPACES.match(line):
        hint = "De har följt med från Word. Ta bort dem och dra in med vanliga mellanslag."
        return "raden är indragen med hårda mellanslag", hint
    return next(((message, hint) for pattern, message, hint in _SLIPS if pattern.match(line)), None)


_KEY = lazy_pattern(r"(?P<indent>\s*(?:- +)*)[^\W\d][\w-]*:(?P<value>\s+\S)?")


def _is_deeper(lines: list[str]) -> bool:
    """Whether the second of two lines is a key that stands further in than the key with a value on the first."""
    above, here = (_KEY.match(line) for line in lines) if len(lines) == 2 else (None, None)
    return (
        above is not None and here is not None and bool(above["value"]) and len(here["indent"]) > len(above["indent"])
    )


def _indent_with_tab(lines: list[str], line: int) -> bool:
    near = lines[max(0, line - 2) : line]
    return any("\t" in text[: len(text) - len(text.lstrip())] for text in near)


def _explain(problem: str, sign: str, tab: bool) -> tuple[str, str]:
    """Turn the parser's English into a sentence and a hint, by what it complains of."""
    if tab or "'\\t'" in problem:
        return "raden är indragen med tabb", "Dra in med mellanslag i stället, två för varje nivå."
    if "mapping values are not allowed" in problem:
        hint = "Sätt citattecken om texten när den innehåller kolon, eller kontrollera indraget på raden före."
        return "här står ett kolon för mycket", hint
    if "expected ':'" in problem or "could not find expected ':'" in problem:
        hint = "Skriv nyckel: värde. Är raden en fortsättning på texten ovanför ska den dras in längre än den."
        return "en nyckel saknar kolon", hint
    if "expected ',' or" in problem:
        return "en parentes stängs aldrig, eller ett kommatecken saknas i den", "Sätt dit det som saknas: , ] eller }"
    if "node content" in problem:
        return "här saknas ett värde, eller så stängs en parentes ovanför aldrig", "Sätt dit det som saknas: ] eller }"
    if "end of stream" in problem or "unexpected end" in problem:
        hint = "Sätt dit den andra halvan av citattecknet eller parentesen."
        return "ett citattecken eller en parentes stängs aldrig", hint
    if "expected <block end>" in problem or "did not find expected" in problem:
        hint = "Rader på samma nivå ska börja i samma kolumn. Text med citattecken ska börja och sluta med dem."
        return "indraget eller citattecknen stämmer inte", hint
    if "cannot start any token" in problem:
        return f"ett värde får inte börja med tecknet {sign}", "Sätt citattecken om hela värdet."
    if "unknown escape" in problem:
        return "ett omvänt snedstreck kan inte tolkas", "Skriv texten i enkla citattecken: 'så här'."
    return "raden kan inte läsas som YAML", "Kontrollera indrag, kolon och citattecken på raden och raden före."


def character_problem(text: str, file: str) -> Problem:
    """Return the first forbidden character of a text as a Problem with its line."""
    bad = next((index for index, char in enumerate(text) if char != "\n" and forbidden(char) and char != "\r"), 0)
    line = text.count("\n", 0, bad) + 1
    message = f"texten innehåller ett osynligt eller otillåtet tecken (U+{ord(text[bad]) if text else 0:04X})"
    hint = "Skriv om texten för hand på den raden; tecknet har ofta följt med vid kopiering."
    return Problem(message, file, line, hint=hint, code="otillåtet-tecken")
