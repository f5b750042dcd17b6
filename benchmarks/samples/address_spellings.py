"""Protected addresses and the many ways people write them elsewhere: each pair must be found.

The half that the finding was made with; the other half, written afterwards without a look at the code, is in
``benchmarks/unseen.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from urllib.parse import quote

#: What streets are called: indefinite, definite, and what people shorten it to.
ENDINGS = [
    *[("gata", "gatan", "g.", "gat."), ("väg", "vägen", "v."), ("gränd", "gränden", "gr."), ("stig", "stigen", "st.")],
    *[("torg", "torget", "t."), ("allé", "allén"), ("backe", "backen"), ("plan", "planen", "pl."), ("kaj", "kajen")],
    *[("park", "parken"), ("lid", "liden"), ("runda", "rundan"), ("stråk", "stråket"), ("led", "leden")],
    *[("gång", "gången"), ("bro", "bron"), ("gård", "gården"), ("höjd", "höjden"), ("strand", "stranden")],
    *[("slinga", "slingan"), ("esplanad", "esplanaden"), ("boulevard", "boulevarden"), ("hamn", "hamnen")],
    *[("hage", "hagen"), ("ring", "ringen"), ("löpa", "löpan"), ("terrass", "terrassen"), ("trappa", "trappan")],
    *[("udde", "udden"), ("ås", "åsen"), ("äng", "ängen"), ("dal", "dalen"), ("bygata", "bygatan")],
    *[("kulle", "kullen"), ("tomt", "tomten"), ("kvarn", "kvarnen"), ("plats", "platsen"), ("brink", "brinken")],
]
STEMS = ["Göm", "Lindblom", "Sol", "Åker", "Drottning"]

#: Ways to write a street and its number; ``{s}`` is the street and ``{n}`` the number, here always twelve.
LAYOUTS = [
    *["{s} {n}", "{s} nr {n}", "{s} nummer {n}", "{s} no {n}", "{s} n:o {n}", "{s}, nr {n}", "{s} ({n})", "{s}: {n}"],
    *["{n} {s}", "{n}, {s}", "nr {n}, {s}", "nummer {n} på {s}", "{n}:an på {s}", "port {n}, {s}", "{s} port {n}"],
    *["{s} {n} A", "{s} {n}B", "{s}  {n}", "{s}\n{n}", "{s}{n}", "{s}-{n}", "{s}_{n}", "{s}\u00a0{n}", "{s}\u200b {n}"],
    *["{s} tolv", "{s} nummer tolv", "tolvan på {s}", "{s} 1 2", "{s} 10–14", "{s} 10-14", "{s} 12–14", "{s} 12/14"],
    *["{s} 10 till 14", "{s} 12 och 14", "{s} 10, 12 och 14", "{s} {n}, 2 tr", "{s} {n} lgh 1101"],
    *["{s} {n}, 999 99 Gömby", "{s}", "{s}s hus {n}", "huset på {s}", "hörnet av {s} och Storgatan"],
    *["**{s}** {n}", "<b>{s}</b> {n}", "”{s} {n}”"],
]  # fmt: skip
SENTENCES = ["{}", "Verksamheten bedrivs på {}.", "Besök oss: {}, välkommen!", "Adress: {}"]


def _lower(text: str) -> str:
    return text.lower()


def _plain(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe"))


def _double(text: str) -> str:
    for letter, two in {"å": "aa", "ä": "ae", "ö": "oe", "Å": "Aa", "Ä": "Ae", "Ö": "Oe"}.items():
        text = text.replace(letter, two)
    return text


def _greek(text: str) -> str:
    return text.translate(str.maketrans("aoeAGcpx", "аоеАGсрх"))


def _entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" if ord(sign) > 127 else sign for sign in text)


def _percent(text: str) -> str:
    return quote(text, safe="")


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" if ord(sign) > 127 else sign for sign in text)


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _bold(text: str) -> str:
    return "".join(chr(ord(sign) - 97 + 0x1D41A) if "a" <= sign <= "z" else sign for sign in text)


def _soft(text: str) -> str:
    return "\u00ad".join(text)


def _zero(text: str) -> str:
    return "\u200b".join(text)


def _apart(text: str) -> str:
    return " ".join(text)


def _combining(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)


def _broken(text: str) -> str:
    return text[:3] + "-\n" + text[3:]


#: What may be done to all of an address.
DISGUISES: list[Callable[[str], str]] = [
    *[str.upper, _lower, _plain, _double, _greek, _entities, _percent, _escaped, _wide, _bold, _soft, _zero, _apart],
    *[_combining, _broken],
]


def inflected() -> Iterator[tuple[str, str]]:
    """Every form of every ending, protected as one and written as another, with the number and, in full, alone."""
    for stem, (forms) in product(STEMS, ENDINGS):
        for told, written in product(forms, forms):
            yield f"{stem}{told} 12", f"{stem}{written} 12"
        for told, written in product(forms[:2], forms[:2]):
            yield f"{stem}{told} 12", f"Huset på {stem}{written} är gult."


def laid_out() -> Iterator[tuple[str, str]]:
    """Street and number in every order and layout, in sentences."""
    for street, layout, sentence in product(["Gömgatan", "Hemliga stigen", "Åsa Lindbloms väg"], LAYOUTS, SENTENCES):
        yield f"{street} 12", sentence.format(layout.format(s=street, n=12))
    for street, layout in product(["Gömgatan", "Hemliga stigen"], LAYOUTS[:22]):
        yield layout.format(s=street, n=12), f"Vi bor på {street} 12."


def disguised() -> Iterator[tuple[str, str]]:
    """Everything that can be done to letters and digits."""
    streets = ["Gömgatan 12", "Hemliga stigen 12", "Ångermanvägen 12", "Kvarteret Gömman", "Gömman 3:12", "Gömby 215"]
    for street, disguise in product(streets, DISGUISES):
        yield street, f"Huset: {disguise(street)} hittar man."
        if disguise not in {_escaped, _entities, _percent}:
            yield disguise(street), f"Huset: {street} hittar man."


#: Pairs of other kinds: what is protected, and each way to write it.
_OTHERS = r"""
Sankt Olofs gata 12 = S:t Olofs gata 12 | St. Olofs gata 12 | Sankt Olofsgatan 12 | S:t Olofs g. 12
S:t Olofs gata 12 = Sankt Olofs gata 12 | Olofs gata 12 | S:ta Olofs gata 12
Stora Gömvägen 12 = St. Gömvägen 12 | Gömvägen 12 | stora gömvägen 12 | S:a Gömvägen 12
Lilla Gömgatan 12 = L:a Gömgatan 12 | L. Gömgatan 12 | Gömgatan 12
Norra gatan 12 = N. gatan 12 | N:a gatan 12 | norra gatan 12 | Norra gata 12 | N gatan 12 | Norrag. 12
Södra vägen 12 = S. vägen 12 | S:a vägen 12 | Södra v. 12 | södra vägen nr 12 | 12 Södra vägen
Ö. vägen 12 = Östra vägen 12 | Ö:a vägen 12 | Ö vägen 12
Västra torget 12 = V. torget 12 | V:a torget 12 | Västra torg 12 | Västra torget, nr 12
Gamla vägen 12 = G:la vägen 12 | Gla vägen 12 | gamla vägen 12 | Gamla väg 12
Nya gränden 12 = N:a gränden 12 | nya gränden 12 | Nya gränd 12
Övre Gömbacken 12 = Ö. Gömbacken 12 | Gömbacken 12 | övre gömbacken 12
Nedre vägen 12 = N. vägen 12 | nedre vägen 12 | Nedre väg 12
Drottning Kristinas väg 12 = Kristinas väg 12 | Dr. Kristinas väg 12 | Drottning Christinas väg 12
Drottning Kristinas väg 12 = Kristinas v. 12 | Kristinavägen 12 / Kristinas väg
Carl Gustafs väg 12 = Karl Gustavs väg 12 | Karl-Gustafs väg 12 | Carl Gustavs v. 12 | C G Gustafs väg 12
Karl Gustavs väg 12 = Carl Gustafs väg 12 | Carl Gustaf's väg 12
Gustavsgatan 12 = Gustafsgatan 12 | Gustafs gata 12 | Gustavsg. 12
Kvarngränd 12 = Qvarngränd 12 | Qvarngränden 12 | Kwarngränd 12
Elfvägen 12 = Elvvägen 12 | Elfwägen 12
Ågatan 12 = Aagatan 12 | Agatan 12 | ÅGATAN 12
Filipsvägen 12 = Philipsvägen 12 | Phillipsvägen / Filips väg 12
Linnégatan 12 = Linnegatan 12 | Linné gatan 12 | LINNEG. 12
Torsgatan 12 = Thorsgatan 12 | Thorsg. 12
Allén 5 = Allén 5 | allén 5 | Allen 5. | 5:an på Allén | Allén nr 5 | Allén, nr 5 | Nr 5, Allén | ALLÉN 5
Allén 5 = Allén fem
Torget 1 = torget 1 | Torget 1 i Gömby | Torget nr 1 | på torget 1. | Torget 1, Gömby | 1:an på Torget | TORGET 1
Vägen 4 = Vägen 4 | vägen 4. | nr 4, Vägen | Vägen 4 B | Vägen nr 4 | Vägen 4, 999 99 Gömby | Vägen fyra.
Byvägen 4 = byvägen 4 | Byv. 4 | By vägen 4 | 4 Byvägen | Byvägen fyra | By-vägen 4
Åvägen 4 = Åvägen 4 | åvägen 4 | Å-vägen 4 | Åv. 4 | Avagen 4 | AAVAEGEN 4
Ön 7 = Ön 7 | på Ön 7. | Ön nr 7 | Nr 7, Ön
Gömby 215 = Gömby 215 | Nr 215, Gömby | 215 Gömby | Gömby nr 215 | Gömby, nr 215 | gömby 215
Gömby 215 = Gömby tvåhundrafemton
Gömman 3:12 = Gömman 3:12 | GÖMMAN 3:12 | fastigheten Gömman 3:12 | Gömman 3 : 12 | Exempelby Gömman 3:12
Gömman 3:12 = Gömman nr 3:12 | kv. Gömman 3:12 | Gömman 3/12
Fastigheten Gömman 3:12 = Gömman 3:12 | fastighet Gömman 3:12
Kvarteret Gömman, hus B = Kvarteret Gömman | kv. Gömman | kvarteret Gömman hus B | kv Gömman, hus B
Kvarteret Gömman, hus B = Kvarteret Gömman, hus B
Villa Gömman = villan Gömman | Villa Gömmans trädgård | VILLA GÖMMAN | Villa-Gömman | vi bor på Gömman
Gömgården = Gömgården | gömgården | GÖMGÅRDEN | Göm-gården | Gömgårdens entré | Gömgård
Prästgården = prästgården | Prästgården i Gömby | Prästgårdens entré
Box 123 = Box 123 | boxnummer 123 | box nr 123 | Postbox 123 | BOX 123 | Box: 123 | Box 1 2 3 | P.O. Box 123
Gömgatan 12, Box 3 = Box 3 | Gömgatan 12 | box 3, Gömby
17:e gatan 5 = 17:e gatan 5 | 17:E GATAN 5 | 17e gatan 5 | 17:e gatan, nr 5 | på 17:e gatan
Gata 3 nr 12 = Gata 3 nr 12 | gata 3, nr 12 | GATA 3 NR 12 | Gata 3, 12
Gömgatan 12-14 = Gömgatan 12 | Gömgatan 14 | Gömgatan 13 | Gömgatan 12–14 | Gömgatan tolv | Gömgatan 10–12
Gömgatan 112 = Gömgatan etthundratolv | Gömgatan hundratolv | Gömgatan 1 1 2 | Gömgatan ett hundra tolv
Gömgatan 23 = Gömgatan tjugotre | Gömgatan tjugo tre | Gömgatan nr tjugotre | tjugotrean på Gömgatan
c/o Ek, Gömgatan 12 = Gömgatan 12 | c/o Ek, Gömgatan 12 | c/o Ek
c/o Maria Ek, Gömgatan 12 = Maria Ek | Ek, Maria | hos Maria Ek | c/o Maria Ek | MARIA EK | Maria Eks hus
c/o Maria Ek, Gömgatan 12 = C/o  Maria  Ek
Gömgatan 12 C/O Ek = Gömgatan 12 | C/O Ek
Gömgatan 12, 999 99 Gömby = Gömgatan 12 | 999 99 Gömby | 99999 Gömby | SE-999 99 | 9 9 9 9 9 Gömby
Gömgatan 12 = gomgatan12@exempel.se | https://exempel.se/gomgatan-12 | #gömgatan12 | #gömgatan | www.gomgatan.se
Gömgatan 12 = jourengomgatan12.se | jourenpågömgatan12@exempel.se | Gömgatans förskola | Göm gatan | Gom-gatan
Gömgatan 12 = Goemgatan | GÖMG 12 | Gömg. nr 12 | Gömg.12 | GömGatan 12 | Gömgatan12 | Gömgatan: nr 12
Gömgatan 12 = Gömgatan\r\n12 | Gömgatan\n    12 | Göm\n    gatan 12 | Gömgatan ⑫ | Gömgatan ١٢ | Gömgatan １２
Gömgatan 12 = Gömg:n 12 | GÃ¶mgatan 12 | G=C3=B6mgatan 12 | xn--gmgatan-90a.se
Björnbärsstigen 27 = BJÖRNBÄRSSTIG 27 | Bjornbarsstigen27 | björnbärsst. 27 | Björnbärs stigen 27
Björnbärsstigen 27 = tjugosju Björnbärsstigen
Björnbärsstigen 27 = Björnbärsstigen nummer tjugosju | Björnbärsstigen 25–29 | Björnbärsstigens vändplan
Björnbärsstigen 27 = Bjoernbaersstigen 27
Tallkottens väg 8 = Tallkottens v. 8 | Tallkottensvägen 8 | tallkottens vag 8 | åttan på Tallkottens väg
Tallkottens väg 8 = Tallkottens väg åtta
Hammarsmedsgatan 31 = Hammarsmedsg 31 | hammarsmedsg. 31 | Hammarsmeds gata 31 | Hammarsmeds-gatan 31
Hammarsmedsgatan 31 = Hammarsmedsgatan 3 1
Hammarsmedsgatan 31 = Hammarsmeds\ngatan 31 | Hammarsmedsgatan trettioett | nr 31 Hammarsmedsgatan
Hammarsmedsgatan 31 = HAMMARSMEDSGATAN (31)
Älgörtsvägen 6 = Algortsvagen 6 | Aelgoertsvaegen 6 | älgörtsv 6 | ÄLGÖRTSVÄG 6 | &Auml;lg&ouml;rtsv&auml;gen 6
Älgörtsvägen 6 = Älgörtsvägen sex
Skeppargatan 19 = Skepparegatan 17-21 / Skeppargatan | skepparg 19 | Skeppargat. 19 | Skeppargatan nitton
Skeppargatan 19 = 19:an, Skeppargatan
Överste Lagercrantz gata 11 = Lagercrantz gata 11 | Lagerkrantz gata 11 | Ö. Lagercrantz gata 11
Överste Lagercrantz gata 11 = Överste Lagercrantz g. 11
Rådman Stens gränd 5 = Stens gränd 5 | Rådm. Stens gränd 5 | Rådman Stens gr. 5 | Rådman Stensgränd 5
Rådman Stens gränd 5 = femman i Stens gränd
Biskop Brasks allé 9 = Biskop Brasks allé, nio | Brasks allén 9 | Biskop Brasks alle 9 | BISKOP BRASKS ALLÉ 9
Vintrosabacken 44 = Vintrosabacke 44 | Vintrosa backe 44 | vintrosabacken fyrtiofyra | Wintrosabacken 44
Vintrosabacken 44 = Vintrosab. 44
Furuliden 16 = Furulid 16 | furuliden 16 | Furuliden, port 16 | FURULIDEN 1 6
Kåltorpsleden 102 = Kåltorpsled 102 | Kaltorpsleden 102 | Kåltorpsleden hundratvå | Kåltorpsleden 100–104
Slöjdarnas torg 2 = Slöjdarnas torget 2 | Slöjdarnastorget 2 | Slojdarnas torg nr 2 | Slöjdarnas t. 2
Slöjdarnas torg 2 = tvåan vid Slöjdarnas torg
Järpens park 7 = Järpensparken 7 | Jarpens park 7 | Järpens parken 7
Ekolsunds esplanad 21 = Ekolsundsesplanaden 21 | Ekolsunds espl. 21 | Ekolsunds esplanaden 21
Gränden 6 = Gränden 6. | gränden 6, Exempelby | Gränden nr 6 | 6:an i Gränden | GRÄNDEN 6
Stora vägen 15 = St. vägen 15 | stora vägen 15 | Stora väg 15 | Stora v. 15 | Stora Vägen, 15
Lilla torg 4 = L:a torg 4 | lilla torg 4 | Lilla torget 4 | L. torg 4
Övre gatan 22 = Ö. gatan 22 | övre gatan 22 | Övre g. 22 | Övre gatan tjugotvå
Sankta Annas gata 14 = S:ta Annas gata 14 | St Annas gata 14 | Santa Annas gata 14 | Annas gata 14
Sankta Annas gata 14 = Sankta Annagatan / Annas gata
Fredric Wachtmeisters väg 3 = Fredrik Vachtmeisters väg 3 | Fredric Wachtmeisters v. 3 | Wachtmeisters väg 3
Christinaholmsvägen 18 = Kristinaholmsvägen 18 | christinaholmsv. 18 | Kristinaholms väg 18
Adolf Ph. Mörners gata 2 = Mörners gata 2 | Mörnersgatan 2 | Moerners gata 2
Solbergatorp 140 = solbergatorp 140 | Solbergatorp nr 140 | 140 Solbergatorp | Nr. 140 Solbergatorp
Solbergatorp 140 = Solbergatorp etthundrafyrtio
Västanvik 4:27 = VÄSTANVIK 4:27 | Västanvik 4 : 27 | fast. Västanvik 4:27 | Västanvik\n4:27 | Vastanvik 4:27
Kv. Lyktan 5 = kvarteret Lyktan 5 | Lyktan 5 | kv Lyktan nr 5
Villa Sommarro = villan Sommarro | VILLA SOMMARRO | villa  Sommarro | Villa\nSommarro | Villa Sommarros grind
Torpet Backlyckan = torpet Backlyckan | Torp Backlyckan | TORPET BACKLYCKAN
Herrgården Vallbo = herrgården Vallbo | Herrgård Vallbo
Disponentvillan = disponentvillan | Disponentvillan vid ån | DISPONENTVILLAN
Postbox 718 = Box 718 | postbox 718 | BOX 7 1 8 | boxnr 718
3:e tvärgatan 9 = 3:e tvärgatan 9 | 3:E TVÄRGATAN 9 | 3e tvärgatan 9
Väg 5 hus 18 = Väg 5 hus 18 | väg 5, hus 18 | VÄG 5 HUS 18
Furuliden 16 B = Furuliden 16 | Furuliden 16B | Furuliden 16 b
Furuliden 16-20 = Furuliden 18 | Furuliden 16 | Furuliden 20 | Furuliden 14–18
c/o Nilsson, Furuliden 16 = c/o Nilsson | Furuliden 16
c/o Karin Alm, Furuliden 16 = Karin Alm | Alm, Karin | hos Karin Alm, Furuliden
Furuliden 16 = furuliden16.se | info@furuliden16.se | #furuliden | https://karta.se/?q=Furuliden+16
Furuliden 16 = f u r u l i d e n 1 6
Furuliden 16 = Furu\u00adliden 16 | **Furuliden** *16* | <i>Furuliden</i> 16 | Furuliden&nbsp;16 | Furuliden%2016
Furuliden 16 = Furu-\nliden 16
Furuliden 16 = Ｆｕｒｕｌｉｄｅｎ １６ | 𝓕𝓾𝓻𝓾𝓵𝓲𝓭𝓮𝓷 𝟏𝟔 | ⒻⓤⓡⓤⓁⓘⓓⓔⓝ 16 | Fυrυlidεn 16 / Furuliden | Furuliden ⑯
"""


#: How a letter, a flyer or a chat mentions a street.
_MENTIONED = """
    Björnbärsstigen 27 | Tallkottens väg 8 | Hammarsmedsgatan 31 | Älgörtsvägen 6 | Östanå byväg 3 |
    Skeppargatan 19 | Överste Lagercrantz gata 11 | Rådman Stens gränd 5 | Biskop Brasks allé 9 | Vintrosabacken
    44 | Furuliden 16 | Kåltorpsleden 102 | Slöjdarnas torg 2 | Järpens park 7 | Ekolsunds esplanad 21 | Åsgårds
    höjd 3
"""
_MENTIONS = [
    "Vi ses hemma på {s} {n} klockan tre.",
    "hämta nyckeln, {s} {n}",
    "Taxi till {s} {n} tack",
    "jag är på {s} nu",
    "leverans: {s} nr. {n}",
    "{s} # {n}",
    "Boendet ligger på {s}, hus {n}.",
    "{s} – {n}",
    "{s}, {n}",
    "[{s} {n}]",
    "Adress {s}; husnummer {n}",
    "gå in i nr {n} på {s}",
    "i {n} på {s}",
    "{s} {n}C, porten till vänster",
    "\t{s}\t{n}",
    "mellan {s} och parken",
    "{s} {n}/ 1 tr",
    "{s} {n} (gårdshuset)",
    "{s} {n}\u2009A",
    "|{s}|{n}|",
    "Bor: {s}  nr {n} , ring på",
    "“{s} {n}”",
    "'{s} {n}'",
    "{s} {n}!",
    "{s} {n}?",
    "...{s} {n}...",
    "{s} {n}\u202fB",
]


def mentioned() -> Iterator[tuple[str, str]]:
    """Streets of many kinds as people mention them."""
    for street, mention in product([" ".join(one.split()) for one in _MENTIONED.split("|")], _MENTIONS):
        name, _, number = street.rpartition(" ")
        yield street, mention.format(s=name, n=number)


def others(table: str = _OTHERS) -> Iterator[tuple[str, str]]:
    """Every pair of a table with a protected address a line, and what it is written as."""
    for line in table.strip().splitlines():
        told, _, written = line.partition(" = ")
        for one in written.split("|"):
            yield told, one.strip(" ").replace("\\n", "\n").replace("\\r", "\r").replace("\\u00ad", "\u00ad")


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every pair with the kind it is of: what is protected, and what must be found."""
    yield from (("ändelser", *pair) for pair in inflected())
    yield from (("ordning och nummer", *pair) for pair in laid_out())
    yield from (("tecken", *pair) for pair in disguised())
    yield from (("omnämnanden", *pair) for pair in mentioned())
    yield from (("andra sätt", *pair) for pair in others())
