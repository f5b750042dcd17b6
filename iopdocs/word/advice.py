"""What to do in Word about what a Word file must not carry: by name, with the menus to go through."""

from __future__ import annotations

_TO_TEXT = "Markera fältet i Word, tryck Ctrl+Skift+F9 så blir det text, och spara."
#: Words of what was found, in lower case, and what to do: the first that fits.
_ADVICE = (
    (("vbaproject", "vbadata", "macro", "makro", "keymap"), (
        "Mallen har makron. Välj Arkiv, Spara som, och filformatet Word-dokument (.docx): då följer de inte med."
    )),
    (("oleobject", "object", "package", "embeddings"), (
        "Mallen har ett inbäddat objekt, till exempel ett kalkylblad. Markera det, välj Klipp ut, sedan Start, "
        "Klistra in, Klistra in special, Bild (PNG)."
    )),
    (("image till", "länkad bild", "en länk i blip", "en länk ut ur filen i blip", "imagedata"), (
        "En bild hämtas från en annan plats. Välj Arkiv, Info, Redigera länkar till filer, Bryt länk; eller klistra in "
        "bilden på nytt som Bild (PNG)."
    )),
    (("image/svg", ".svg"), "Högerklicka på bilden, välj Spara som bild, PNG, och infoga den på nytt: Infoga, Bilder."),
    (("altchunk", "afchunk"), (
        "Mallen har ett helt annat dokument i sig. Öppna den i Word, välj Arkiv, Spara som, Word-dokument (.docx)."
    )),
    (("subdoc",), "Mallen är ett huvuddokument. Välj Visa, Disposition, Visa dokument, Ta bort länk för varje del."),
    (("control", "activex"), (
        "Mallen har en ActiveX-kontroll. Ta bort den: Utveckling, Designläge, markera den och tryck Delete."
    )),
    (("hyperlink",), (
        "En länk leder till en fil eller till något annat än en webbsida. Högerklicka på den, välj Ta bort hyperlänk."
    )),
    (("fältet if", "fältet compare", "fält i ett annats kod"), (
        "Fältet väljer text efter något som inte går att veta i förväg. Ska första sidan vara en annan: välj Infoga, "
        "Sidhuvud, Redigera sidhuvud, Avvikande förstasida. Annars: skriv båda texterna med {%p if … %} omkring, eller "
        f"behåll den ena. {_TO_TEXT}"
    )),
    (("fältet =",), (
        "Fältet räknar, och avtalets belopp räknas av programmet. Skriv summan med en tagg, till exempel "
        f"{{{{ ekonomi.totalt|kr }}}}, eller behåll talet. {_TO_TEXT}"
    )),
    (("fältet",), _TO_TEXT),
    (("frame",), "Mallen har ramar för webbsidor. Kopiera innehållet till ett nytt dokument och spara det som .docx."),
)  # fmt: skip
_OTHERWISE = "Ta bort makron, inbäddade objekt, länkade filer och fält som hämtar något ur mallen."


def how_to_remove(what: str) -> str:
    """Return what to do about something that a Word file must not carry, as it is named to the user."""
    found = what.lower()
    return next((advice for words, advice in _ADVICE if any(word in found for word in words)), _OTHERWISE)
