"""Ordinary texts of agreements, press releases and minutes, and protected streets that they do not name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from benchmarks import ROOT

#: Protected, all at once: short, generic and ordinary names above all. None is meant anywhere below.
_STREETS = """
    Åvägen 4 | Vägen 4 | Torget 1 | Byvägen 4 | Allén 5 | Ön 7 | Gränden 3 | Backen 2 | Planen 3 | Parken 1 |
    Gården 2 | Stigen 5 | Stranden 2 | Hamnen 1 | Ringen 4 | Leden 12 | Bron 3 | Norra vägen 12 | Nya gatan 4 |
    Stora torget 1 | Gamla vägen 8 | Nya vägen 3 | Långa gatan 2 | Kyrkogatan 3 | Skolallén 4 | Skolvägen 7 |
    Parkgatan 2 | Ågatan 1 | Sjövägen 9 | Varvsgatan 6 | Järnvägsgatan 10 | Strandvägen 5 | Lövägen 4 | Halvägen
    4 | Kravägen 2 | Skogatan 12 | Torgatan 1 | Bergatan 3 | Högstigen 3 | Minstigen 5 | Bygatan 8 | Gömgatan 12
    | Landsvägen 2 | Gågatan 12 | Villa Solhem | Villa Lugnet | Gömman 3:12 | Hagen 2:5 | Box 123 | Box 6 |
    Gömby 215 | Berga 12 | Vik 3 | Näs 4 | Ed 5 | Ås 2 | Drottning Kristinas väg 12 | S:t Eriks gata 3 | 17:e
    gatan 5 | Gata 3 nr 12 | Kvarnstensgatan 2 | Solvägen 14 | Vintervägen 2025 | Vårvägen 20 | Lagatan 4 | c/o Ek,
    Björkgatan 12 | c/o Maria Lind, Granvägen 3 | Parkplan 3 | Budgatan 2 | Tolvägen 3 | Etapplan 2 | Dagatan 4
    | Mötesvägen 2 | Delvägen 3 | Målgatan 1 | Stegen 2 | Kvarteret Linden | Gläntan 3 | Rosengården | Elvägen 3
    | Stödvägen 2 | Arbetsgatan 4 | Samgatan 1 | Drivägen 8 | Sjöstigen 2 | Minnesgården 4 | Kring 3 |
    Dalen 3 | Kajen 2 | Ängen 1 | Höjden 4 | Backe 7 | Väg 5 hus 18 | Gata 77 | Plan 33 | Lid 2 | Ö 4 | By 12 |
    Östra vägen 3 | Gamla torget 2 | Långa raden 12 | Korta gatan 4 | Södra gatan 20 | Nedre vägen 14 | Ny väg 3
    | Hallvägen 2 | Tavgatan 3 | Lagvägen 4 | Dagvägen 12 | Tågatan 3 | Ställvägen 2 | Klarvägen 5 | Svarvägen 3
    | Ansvägen 4 | Byggatan 2 | Stagatan 12 | Frågatan 4 | Omgatan 3 | Någatan 2 | Ingatan 10 | Motvägen 4 |
    Trygghemsgatan 2 | Verkstigen 3 | Tjänstigen 4 | Konstigen 1 | Villa Tryggheten | Villa Gläntan | Hoppet 3 |
    Mötesplatsen 1 | Samlingsplatsen 3 | Hembygdsgården 2 | Fritidsgården 4 | Föreningsgatan 12 | Stadshuset 3 |
    Kontoret 2 | Lokalen 4 | Huset 1 | Boendet 3 | Skolan 44 | Kyrkan 2 | Bäcken 5 | Berget 6 | Slottet 1 |
    Prästlyckan 2:11 | Vintern 2:5 | c/o Berg, Furugatan 4 | c/o Karin Åsén, Granbacken 7
"""
PROTECTED = [" ".join(one.split()) for one in _STREETS.split("|")]
POSTCODES = ["123 46", "999 18", "120 31", "202 51", "100 12"]

_MONTHS = ["januari", "mars", "april", "maj", "juni", "augusti", "september", "november", "december"]
_DATES = [f"{day} {month} {year}" for day, month, year in product((1, 2, 4, 12, 31), _MONTHS, (2024, 2025, 2026))]
_SUMS = ["400 000", "2 970 000", "1 234 500", "12 346", "99 918", "120 310", "3", "12", "46 000", "123 460", "999 180"]
_FEW = ["1", "2", "3", "4", "5", "7", "12", "14", "20", "215", "tre", "fyra", "tolv"]
_SENTENCES: list[tuple[str, list[str]]] = [
    ("Utbetalning {} av 4 2025 sker senast den 15 i månaden.", ["1", "2", "3", "4"]),
    ("Avtalet gäller från och med den {} och tills vidare.", _DATES),
    ("Styrgruppen möts den {} klockan 12.", _DATES),
    ("Senast den {} ska parterna ha stämt av på vägen mot målen.", _DATES),
    ("På torget {} firar jouren tio år.", _DATES),
    ("Kommunen bidrar med {} kronor per år.", _SUMS),
    ("Bidraget räknas upp med {} procent, dock högst {} kronor.", [*_SUMS, *_FEW]),
    ("Utbildningen ges v. {} och v. 12.", [str(week) for week in range(1, 53)]),
    ("Lokalerna finns på plan {} i kommunhuset.", _FEW),
    ("Barnen leker i parken och på skolgården {} dagar i veckan.", _FEW),
    ("Enligt plan {} ska verksamheten utvärderas.", _FEW),
    ("Enligt {} § och paragraf 4 i stadgarna gäller detta.", _FEW),
    ("Våren {} började samarbetet; vintern därefter växte det.", [str(year) for year in range(2015, 2031)]),
    ("På skolan {} finns en kurator.", _FEW),
    ("Längs vägen {} gånger har parterna fått ändra planen.", _FEW),
    ("Den nya vägen framåt kräver {} steg.", _FEW),
    ("Nya vägar till arbete: {} deltagare gick vidare.", _FEW),
    ("Steg {} är att hitta en väg in, steg 2 en väg ut.", _FEW),
    ("På den långa gatan {} hus bort ligger biblioteket.", _FEW),
    ("Kommunens handlingsplan {} beskriver skolvägen för {} barn.", _FEW),
    ("Bilaga {} till avtalet, punkt 4. Vägen till egen försörjning.", _FEW),
    ("{} Vägen till egen försörjning", _FEW),
    ("{}. Allén och torget rustas upp", _FEW),
    ("Kryssa i ruta {} eller box 12 i blanketten.", _FEW),
    ("I skog {} och mark kan barnen vara fria.", _FEW),
    ("Krav {}: halv tid eller mer. Löv. Torg. Berg {}.", _FEW),
    ("Högst {} och minst 5 platser, längst 3 månader.", _FEW),
    ("Ö-gruppen med {} öar hade sin egen brygga.", _FEW),
    ("Ett ek- och lindträd per {} meter planteras.", _FEW),
    ("Diarienummer KS 2025/{}.", ["123", "12346", "00412", "1234", "99918"]),
    ("Ärende 2024-{} avslutades.", ["0005", "12346", "123", "00012"]),
    ("Ring 08-123 46 {} eller 0771-{} 33 36.", ["67", "12", "99", "31"]),
    ("Faktura {} förfaller om 30 dagar.", ["12346", "99918", "1203156", "20251201"]),
    ("Målet är {} familjer på rätt väg i livet.", _FEW),
    ("Rum {}, vån. 2, hus B, uppgång C.", _FEW),
    ("Gruppen fick gå en lång väg: {} mil.", _FEW),
    ("Hon bor på gården {} nätter i månaden.", _FEW),
    ("Etapp {} planeras; etapplan 7 och delmål 3 följer.", _FEW),
    ("Möte {} av 12 hölls i hamn, vid strand och på bro.", _FEW),
    ("Kl. {} till 14 är det öppet, lördag 10–12.", _FEW),
    ("Åldersgrupp {} till 12 år, varav hälften flickor.", _FEW),
    ("Elev {} och stöd 2 följs åt i arbetsgång 4.", _FEW),
    ("Byn har {} hushåll och en väg.", _FEW),
    ("På ön {} veckor om året bor inga barn.", _FEW),
    ("Att backa {} gånger är ingen skam i backen.", _FEW),
    ("De tog vägen om torget, {} stycken.", _FEW),
    ("Ed avläggs; vik {} gånger; näs och ås nämns i sägnen.", _FEW),
    ("Kommunen svarar för {} av lokalkostnaden i gränden bakom kyrkan.", _FEW),
    ("Avgiften är {}:- per gång.", _SUMS),
    ("Personal finns på plats dygnet runt, {} dagar.", _FEW),
    ("Se lagen (2025:400) {} kap. 4 §, prop. 2024/25:{}.", _FEW),
    ("Lugnet på boendet är viktigt, även {} på natten.", _FEW),
    ("Ordföranden Maria och {} ledamöter, bland dem Ek, deltog.", _FEW),
]  # fmt: skip
_STARTS = ["", "Parterna är överens: ", "Under året gäller att ", "Protokoll. ", "• ", "Beslut: ", "Därför: "]
_TAILS = ["", " Detta följs upp av styrgruppen.", "\nFrågan bordlades.", " (Se bilaga 2.)"]


_FRAMES = [
    "Arbetet i dalen tog {} år.",
    "Av {} sökande antogs tolv till plan B.",
    "De {} första mötena hölls vid kajen.",
    "Ängen mellan husen klipps {} gånger.",
    "På höjden {} meter upp ligger kapellet.",
    "Kursen omfattar {} delar och 12 prov.",
    "Gruppledare {} av byn valdes.",
    "Väg {} byggs om under sommaren, enligt Trafikverket.",
    "Gata {} i planen får ny belysning.",
    "Östra vägen ut ur krisen kräver {} beslut, sade hon.",
    "Den östra vägen, liksom {} andra, plogas.",
    "Det gamla torget {} kvarter bort var tomt.",
    "Det är en ny väg, {} steg längre.",
    "En lång rad: {} stycken.",
    "Hall {} är bokad.",
    "Lag {} vann; lag 4 kom sist.",
    "Dag {} av 12 ägnas åt tystnadsplikt.",
    "Tåg {} går kl. 14.",
    "Ansv. {} eller ställföreträdare.",
    "Svar {} räknas inte.",
    "Bygg {} etapper.",
    "Fråg. {} besvarades.",
    "Tav. {}",
    "Verkst. {} öppnar 8.30.",
    "Tjänst {} är vakant.",
    "Konst {} kl. 12.",
    "Trygghemsgruppen {} leds av jouren.",
    "Tryggheten på boendet går före, sade {} av dem.",
    "Hoppet är det sista; {} procent svarar ja.",
    "Mötesplatsen {} dagar i veckan är öppen för alla.",
    "Samlingsplatsen är {} meter bort.",
    "Föreningens {} hus",
    "Fritidsgården har öppet {} kvällar.",
    "I stadshuset på {} våningar finns en reception.",
    "Kontoret har {} rum.",
    "Huset har {} plan, 12 rum och en hall.",
    "Boendet {} nätter kostar inget.",
    "Skolan {} dagar.",
    "Kyrkan {} timmar.",
    "Lokalen {} trappor upp.",
    "Berget på {} meter.",
    "Bäcken {} km norrut.",
    "Slottet {} mil härifrån.",
    "Vintern {} var kall: 2:5 gånger normalt.",
    "Bertil Berg, {} år, är kassör.",
    "Karin och Åsa, {} år, ses.",
    "§ {} Val av justerare",
    "Punkt {} utgår.",
    "Bil. {}",
    "Kap. {} och 5 §",
    "T. ex. {} av 20",
    "Omg. {} spelas v. 14.",
    "Mål {}: ingen ska stå utan plats.",
    "Del {} (av 4) avser gata och park.",
    "Nivå {} ger b. 4 poäng.",
    "Nr {} på listan",
    "Kl {}.30–18 är stugan öppen.",
    "{} st. 12 kr",
    "{} gr. per portion",
    "ca {} v. i sträck",
    "{} pl. kvar",
    "{} g. per år",
    "Anmälan görs senast den {} maj.",
    "Den {} juni firas jouren på torget.",
    "Ljuset tänds {} gånger i allén.",
]
_VALUES = ["1", "2", "3", "4", "5", "10", "12", "14", "20", "2025", "två", "tre", "fyra", "tolv", "18"]
_WRAPS = [
    "{}",
    "Noterat: {}",
    "{} Ordföranden tackade.",
    "Enligt bilagan – {}",
    "- {}",
    "{}\n\nVid protokollet",
    "1. {}",
    "**{}**",
]


def made() -> Iterator[str]:
    """Sentences with dates, sums, weeks, plans, numbers of cases and words that streets are called by."""
    for sentence, values in _SENTENCES:
        for value, start, tail in product(values, _STARTS, _TAILS):
            said = sentence.replace("{}", value)
            yield start + (said[0].lower() + said[1:] if start.endswith("att ") else said) + tail
    for frame, value, wrap in product(_FRAMES, _VALUES, _WRAPS):
        yield wrap.format(frame.format(value))


def _sentences(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n|\n(?=[-|#*•])|(?<=: )\[", text):
        parts = re.split(r"(?<=[.!?])\s+", paragraph)
        # What is written of the finding itself names what is found.
        yield from (part for part in parts if part.strip() and "Gömgatan" not in part)


def ours() -> Iterator[str]:
    """Sentences of our own documents, agreements, clauses and handbook."""
    folders = [("tests/golden", "*.txt"), ("tests/agreements", "*.yaml"), ("agreements", "*.yaml"), ("docs", "*.md")]
    for folder, kind in (*folders, ("templates/klausuler", "*.yaml"), ("iopdocs/laws", "*.yaml")):
        for path in sorted((ROOT / folder).rglob(kind)):
            yield from _sentences(path.read_text(encoding="utf-8"))


def ordinary() -> list[str]:
    """Every text once."""
    return list(dict.fromkeys((*made(), *ours())))
