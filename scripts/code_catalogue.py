"""The catalogue of codes as a page for users: ``docs/koder.md``, written by ``python -m scripts.generated``."""

from __future__ import annotations

from collections.abc import Mapping

from iopdocs.codes import CodeEntry, CodeTheme, Stop, load_codes

#: What a problem stops: in the tables, and at the top of the page.
STOPS: Mapping[Stop, tuple[str, str]] = {
    "inget": ("inget", "Allt görs. Läs och ta ställning."),
    "slutlig-av-dokumentet": (
        "dokumentets slutliga version",
        "Utkast görs. Med `--final` görs inte de dokument som skriver ut uppgiften.",
    ),
    "slutlig": ("slutliga versioner", "Utkast görs. Med `--final` görs inga dokument av avtalet."),
    "delning": (
        "slutliga versioner och delning",
        "Utkast görs. Inga slutliga versioner, och inget av avtalet lämnar datorn: kalender, webbsida, `--json`, "
        "`renew` och `--cluster`.",
    ),
    "dokumentet": ("dokumentet", "Dokumentet görs inte, inte heller som utkast. Andra dokument görs."),
    "avtalet": ("avtalets dokument", "Inga dokument görs av avtalet, inte heller utkast. Andra avtal påverkas inte."),
    "allt": ("allt", "Inga dokument görs av avtalet, inte heller utkast, och inget av det lämnar datorn."),
    "kommandot": ("det du bad om", "Det som kommandot skulle göra med filen, avtalet eller mappen blev inte gjort."),
}

INTRO = """\
# Koder för fel och varningar

Varje fel, varning och upplysning har en kod: ett kort namn som inte ändras, fast texten kan göra det. På skärmen står
texten. Koden står i det som andra program läser (`--json`). Här kan du slå upp båda: sök på koden, eller på några ord
ur texten. Namn, dagar och belopp i exemplen är påhittade.

Listan är gjord ur programmet med `python -m scripts.generated` och ska inte ändras för hand.

## Vad en kod stoppar

| I tabellerna står | Det betyder |
|---|---|
"""


def code_catalogue() -> str:
    """Return the page as Markdown."""
    themes = load_codes()
    legend = "".join(f"| {short} | {whole} |\n" for short, whole in STOPS.values())
    return "\n".join([INTRO + legend, *map(_theme, themes)])


def _theme(theme: CodeTheme) -> str:
    head = "| Kod | Så kan det stå | Det betyder | Gör så här | Stoppar |\n|---|---|---|---|---|\n"
    return f"## {theme.name}\n\n{theme.about}\n\n{head}{''.join(map(_row, theme.codes))}"


def _row(entry: CodeEntry) -> str:
    code = f"`{entry.code}`<br>{' eller '.join(entry.severities)}"
    stops = "; ".join(STOPS[stop][0] for stop in entry.stops)
    example, meaning, advice = map(_plain, (entry.example, entry.meaning, entry.advice))
    return "| " + " | ".join((code, f"*{example}*", meaning, advice, stops)) + " |\n"


def _plain(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    return text.replace("*", "\\*").replace("|", "\\|")
