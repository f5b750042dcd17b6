"""The other half: spellings and ordinary texts written after the finding, to count what it has not seen.

What is missed or stopped here goes into ``samples/address_spellings.py`` or ``samples/ordinary_texts.py`` when mended;
this half is then seen, and new ones are to be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from benchmarks.samples.address_spellings import others

_STREETS = """
    Havtornsgatan 33 | Kungsörnens väg 52 | Smedjegränden 7 | Trädgårdsmästarvägen 118 | Vattugatan 4 |
    Klockarstigen 61 |
    Sergeant Bloms gata 10 | Amiralitetstorget 9 | Ekorrbacken 25 | Stenhuggarlunden 3 | Norra Kvarnbrinken 41 |
    Aspnäs allé 13 | Löparens torg 6 | Hovmästarnas terrass 17 | Getingkullen 22 | Tranebergsstrand 90 |
    Sluss­backen 5 |
    Åkarevägen 28 |
    Övralidsgatan 8 | Tegnérs gränd 15 | Ödlegången 70 | Ärtskidans park 11
"""
_MENTIONS = [
    *("Mötet hölls i lokalen på {s} {n}, en trappa upp.", "fr {s} {n} till sjukhuset"),
    *("{s}, uppgång {n}", "{s} {n}, c/o Ek"),
    *("Nyckeln hämtas i {s} {n}.", "Parkering finns mitt emot {s} {n}"),
    *("Hyresvärd: AB Hus ({s} {n})", "{s} nr:{n}", "{s}; {n}"),
    *("granne med {s} {n}", "jourens hus vid {s} har larm", "Gå {s} söderut till {n}."),
    *("Från {n} {s}", "{s} {n}-{n}", "{s} {n} D"),
    *("e-post: boende.{s}{n}@jour.se", "kör av vid {s}", "*{s}* {n}", "_{s} {n}_"),
    *("{s} ~{n}", "{s} / {n}", "{s} +{n}", "{s}\r\n{n}"),
]  # fmt: skip
_TABLE = r"""
Havtornsgatan 33 = HAVTORNSG. 33 | havtornsgata 33 | Hafthornsgatan 33 | Havtorns gatan trettiotre
Havtornsgatan 33 = Havtornsgatan 31-35
Kungsörnens väg 52 = Kungsörnensvägen 52 | kungsornens v 52 | Kungsörnens vägen 52 | femtiotvå Kungsörnens väg
Smedjegränden 7 = Smedjegr. 7 | smedjegränd 7 | sjuan i Smedjegränden | Smedje-gränd, nr. 7 | Smedjegränden sju
Trädgårdsmästarvägen 118 = Trädgårdsmästarv. 118 | Tradgardsmastarvagen 118 | trädgårdsmästarväg etthundraarton
Klockarstigen 61 = Klockarstig 61 | klockarst. 61 | Klockar stigen 61 | 61 Klockarstigen | Clockarstigen 61
Sergeant Bloms gata 10 = Bloms gata 10 | Serg. Bloms gata 10 | Sergeant Bloms g. 10 | Bloms gata tio
Amiralitetstorget 9 = Amiralitetstorg 9 | amiralitetst. 9 | Amiralitetstorget nummer nio | Amiralitets torget 9
Ekorrbacken 25 = Ekorrbacke 25 | EKORRBACKEN25 | Ekorrb. 25 | Ekorrbacken tjugofem
Norra Kvarnbrinken 41 = N. Kvarnbrinken 41 | N:a Kvarnbrinken 41 | Kvarnbrinken 41 | Norra Qvarnbrinken 41
Aspnäs allé 13 = Aspnäs allén 13 | Aspnäsallén 13 | Aspnas alle 13 | Aspnäs allé tretton
Hovmästarnas terrass 17 = Hofmästarnas terrass 17 | Hovmästarnas terrassen 17 | Hovmästarnas terr. 17
Åkarevägen 28 = Aakarevaegen 28 | åkarev. 28 | Akarevagen 28 | Åkareväg 28 | 28:an på Åkarevägen
Tegnérs gränd 15 = Tegners gränd 15 | Tegnérsgränden 15 | Tegnérs gr 15 | Tegnérs gränd femton
Västra gården 2 = V. gården 2 | V:a gården 2 | västra gården 2 | Västra gård 2
Gamla brogatan 14 = G:la brogatan 14 | Brogatan 14 | gamla brogatan 14 | Gamla brog. 14
Backen 30 = Backen 30. | backen 30, Exempelby | Nr 30, Backen | BACKEN 30
Rävlanda 512 = rävlanda 512 | Rävlanda nr 512 | 512 Rävlanda | Rävlanda femhundratolv | Raevlanda 512
Mellangården 8:3 = Mellangården 8:3 | MELLANGÅRDEN 8:3 | fastigheten Mellangården 8 : 3 | Mellangården 8-3
Kvarteret Vargen 11 = kv Vargen 11 | kv. Vargen 11 | kvarteret Vargen, nr 11
Villa Talludden = villan Talludden | Villa Talludden i Exempelby | VILLA TALLUDDEN
Lillstugan = lillstugan | Lillstugan bakom kyrkan
Box 4410 = box 4410 | Postbox: 4410 | box 4 4 1 0 | Boxnr 4410
5:e avenyn 60 = 5:e avenyn 60 | 5e avenyn 60 | 5:E AVENYN 60
Havtornsgatan 33, lgh 1203, 987 65 Gömstad = Havtornsgatan 33 | 98765 Gömstad | 987 65 | Havtornsgatan 33, 3 tr
Havtornsgatan 33 = h a v t o r n s g a t a n 3 3 | Hav&shy;tornsgatan 33 | havtornsgatan33.se
Havtornsgatan 33 = #Havtornsgatan33 | H A V T O R N S G A T A N
Havtornsgatan 33 = Havtornsgatan&nbsp;33 | Havtornsgatan+33 | Hаvtоrnsgаtаn 33 | ℋavtornsgatan 33
Havtornsgatan 33 = Havtorns-\ngatan 33
c/o Lena Fors, Vattugatan 4 = Lena Fors | Fors, Lena | LENA FORS | Vattug. 4
"""


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every pair with the kind it is of: what is protected, and what must be found."""
    for street, mention in product([" ".join(one.split()) for one in _STREETS.split("|")], _MENTIONS):
        name, _, number = street.rpartition(" ")
        yield "omnämnanden", street, mention.format(s=name, n=number)
    yield from (("andra sätt", *pair) for pair in others(_TABLE))


#: Protected with the texts below, none of which names them.
_PROTECTED = """
    Udden 6 | Terrassen 2 | Esplanaden 14 | Kullen 5 | Rundan 3 | Slingan 10 | Lunden 4 | Sjön 2 | Viken 12 | Åsen 3 |
    Västra gatan 5 | Norra backen 4 | Lilla vägen 2 | Breda gatan 18 | Inre vägen 3 | Långa backen 2 | Höga stigen 4 |
    Resgatan 2 | Valgatan 3 | Riktgatan 5 | Talvägen 4 | Formgatan 2 | Hjälpvägen 3 | Krisgatan 14 | Samtalsvägen 12 |
    Bidragsvägen 4 | Avtalsgatan 3 | Framvägen 5 | Rådsgatan 2 | Vuxenstigen 4 | Helgvägen 3 | Grundvägen 10 |
    Radgatan 2 |
    Tiogatan 4 | Årvägen 12 | Halvgatan 5 | Nattvägen 20 | Mars 3 | Maj 12 | Juni 4 | Rosen 5 | Stigby 12 |
    Marielund 18 |
    Villa Lyckan | Villa Framtiden | Kvarteret Solen | Hallen 3 | Salen 2 | Salen 2:4 | Tomten 14 | Grinden 5 |
    c/o Lind, Tvärgatan 3 | c/o Anna Holm, Ekvägen 5 | Hemmet 12 | Centrumgatan 4 | Vårdvägen 2 | Omsorgsgatan 3
    """
PROTECTED = [" ".join(one.split()) for one in _PROTECTED.split("|")]
_VALUES = ["1", "2", "3", "4", "5", "10", "12", "14", "18", "20", "2025", "tre", "fyra", "tolv", "femton"]
_FRAMES = [
    *("Sjön är {} meter djup.", "På udden {} km bort finns ett fyrhus.", "Sommaren i viken varade {} veckor."),
    *("En runda kostar {} kr.", "Rundan tar {} minuter.", "Uppe på åsen {} personer sågs.", "Slingan är {} km lång."),
    *("I {} val av tio räcker rösterna.", "Res {} och 5 med tåg.", "Tal {} ska delas med 4.", "Form {} ifylls."),
    *("Hjälp {} till att bära.", "Kris {} i rad.", "Samtal {} hålls i lugn miljö.", "Bidrag {} betalas ut i maj."),
    *("Avtal {} från 2024 ersätts.", "Råd {} av fem: fråga."),
    *("Den breda gatan {} kvarter norr om ån.", "Inre motiv {}"),
    *("Lilla gruppen, {} barn, leker.", "Norra delen, {} hus, saknar väg."),
    *("I hallen {} par skor.", "Salen rymmer {} gäster."),
    "Rosen, {} kronor styck, såldes på torget.",
    *("Den {} mars öppnas dörrarna.", "Från den {} maj till den 4 juni."),
    *("Maj, {} gånger, och Juni", "Lycka till, alla {}!"),
    *("Framtiden om {} år är oviss.", "Solen sken {} timmar.", "Hemma {} dagar."),
    *("Hemmet {} km från skolan.", "Grinden är {} cm hög.", "Tomten kommer kl. {}.", "Anna och Lind delar rum {}."),
    *("Under helgen {} av oss reste.", "Helg {}"),
    *("Grund {}: barnkonventionen.", "Rad {} i tabell 4.", "Natt {} av 20."),
    *("Årets {} första dagar.", "Halva {} procent.", "Centrum {} minuter bort.", "Vård {} dygn och omsorg 3 timmar."),
    *("Vuxna {} av tio.", "{} g. per vecka", "Tio {} g. salt", "Rådgivning {} är fri", "Formgivning {}"),
    *("Post {}: lokalhyra", "Inkl. {} v. semester", "Resv. {} plats"),
    *("Rikt. {} procent", "Fram {} steg", "Framv. {} saknas"),
]  # fmt: skip
_WRAPS = ["{}", "Beslut: {}", "Styrgruppen: ”{}”", "{} Så sade vi.", "\n{}\n", "• {}", "a) {}", "Vidare gäller – {}"]
_MORE = ["", " Det följs upp.", " (se § 4)"]


def ordinary() -> list[str]:
    """Ordinary texts that name none of what is protected, each once."""
    made = (
        wrap.format(frame.format(value)) + more for frame, value, wrap, more in product(_FRAMES, _VALUES, _WRAPS, _MORE)
    )
    return list(dict.fromkeys(made))


#: Common names of streets, some of them one letter apart: each is another street than the others.
_NEIGHBOURS = """
    Kyrkogatan Kyrkgatan Storgatan Drottninggatan Kungsgatan Vasagatan Skolgatan Järnvägsgatan Nygatan Hamngatan
    Fredsgatan Trädgårdsgatan Köpmangatan Strandgatan Tullgatan Slottsgatan Fabriksgatan Stationsgatan Parkgatan
    Linnégatan Götgatan Bergsgatan Bergsvägen Björkvägen Granvägen Tallvägen Ekvägen Almvägen Lindvägen Rönnvägen
    Aspvägen Alvägen Skogsvägen Ängsvägen Åsvägen Kvarnvägen Kvarngatan Smedjegatan Smedjevägen Prästgatan
    Bruksgatan Bruksvägen Solvägen Stenvägen Strandvägen Sjövägen Ringvägen Idrottsvägen Industrigatan
    Industrivägen Hantverkargatan Verkstadsgatan Östergatan Västergatan Norrgatan Södergatan Lundsgatan Sundsgatan
    Sandgatan Sandvägen Backvägen Backgatan Bäckvägen Bäckgatan Dalvägen Dalgatan Tegelgatan Torggatan Torsgatan
    Tomtevägen Timmervägen Hästhagsvägen Nybrogatan Nybogatan Valhallavägen Rosenvägen Rosengatan Liljevägen
    Konvaljvägen Blåklocksvägen Vintergatan Sommarvägen Havregatan Havrevägen Kornvägen Rågvägen Vetevägen
    Slånbärsvägen Hallonvägen Blåbärsvägen Lingonvägen Smultronvägen Hjortronvägen Myntvägen Malmgatan Holmgatan
    Holmvägen
"""


def neighbours() -> Iterator[tuple[str, str]]:
    """Each street as protected, and a text with another one that has the same number."""
    for told, written in permutations(_NEIGHBOURS.split(), 2):
        yield f"{told} 12", f"Mötet hålls på {written} 12."


#: Other ways to write a personnummer, and numbers of other things, with the parts of ``samples/personnummer_ways.py``.
WAYS = [
    *("{b}-{l}:", "{b} –{l}", "{b}’{l}", "<{b}-{l}>"),
    *("{c}{b}.{l}", "{c}{b}:{l}", "{c} {b}-{l}", "{c}{b} ({l})", "{b}=>{l}"),
    *("{y}.{m}.{d} {l}", "{y} {m} {d} - {l}", "{b}-\n{l}", "Pers.nr. {b}-{l}", "pnr: {b} - {l}", "{b}\u00ad-{l}"),
]  # fmt: skip
OTHERS = [
    *("Ärende nr {d}-{n}", "Diarienr {D}-{n}", "OCR: {o}"),
    *("Fakturanummer {o}", "KF {d}-{n}", "Order nr {d}{n}", "X-{d}-{n}"),
    *("{D} kl. 1730", "{D}, {y}", "den {D} {n} platser", "{D}/{n}/2", "Avtalsnr {D}-{n}", "rapport_{d}-{n}.docx"),
]  # fmt: skip
