import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from iopdocs.swedish.clock import ClockRange, ClockTime
from iopdocs.swedish.formats import FORMATS

START, END = date(2022, 1, 1), date(2024, 12, 31)
NIGHT = ClockRange(ClockTime(22), ClockTime(6))

EXAMPLES: dict[str, tuple[tuple[Any, ...], str]] = {
    "heltal": ((12000,), "12·000"),
    "decimaltal": ((Decimal("1234.5"),), "1·234,5"),
    "intervall": ((12, 18), "12–18"),
    "kronor": ((400000,), "400·000 kronor"),
    "kr": ((400000,), "400·000·kr"),
    "tkr": ((400000,), "400·tkr"),
    "mnkr": ((1500000,), "1,5·mnkr"),
    "mdkr": ((1500000000,), "1,5·mdkr"),
    "miljoner_kronor": ((1500000,), "1,5·miljoner kronor"),
    "i_ord": ((21000,), "tjugoettusen"),
    "belopp_i_ord": ((Decimal(2970000),), "två miljoner niohundrasjuttiotusen kronor"),
    "tal_i_text": ((3,), "tre"),
    "antal": ((6, "en månad", "månader"), "sex månader"),
    "procent": ((Decimal("2.5"),), "2,5 procent"),
    "procent_i_text": ((2,), "två procent"),
    "procenttecken": ((Decimal("2.5"),), "2,5·%"),
    "procentig": ((2,), "2-procentig"),
    "procentenheter": ((2,), "2 procentenheter"),
    "datum": ((START,), "1·januari 2022"),
    "den_datum": ((START,), "den 1·januari 2022"),
    "tidpunkt": ((START,), "den 1·januari 2022"),
    "iso_datum": ((START,), "2022-01-01"),
    "veckodag_datum": ((START,), "lördagen den 1·januari 2022"),
    "period": ((START, END), "1·januari 2022–31·december 2024"),
    "period_iso": ((START, END), "2022-01-01–2024-12-31"),
    "period_text": ((START, END), "från och med den 1·januari 2022 till och med den 31·december 2024"),
    "månad": ((START,), "januari"),
    "veckodag": ((START,), "lördag"),
    "klockslag": ((time(8, 30),), "kl.·8.30"),
    "klockslag_tabell": ((ClockTime(8),), "08.00"),
    "klocktid": ((NIGHT,), "kl.·22.00–06.00"),
    "klocktid_kort": ((NIGHT,), "kl.·22–06"),
    "klocktid_tabell": ((NIGHT,), "22.00–06.00"),
    "lista": ((["a", "b", "c"],), "a, b och c"),
    "lista_eller": ((["a", "b"],), "a eller b"),
    "löptextlista": ((["råd och stöd", "samtal"],), "råd och stöd samt samtal"),
    "detta_lista": ((["råd", "ledarna arbetar ideellt"],), "detta: råd och ledarna arbetar ideellt"),
    "bestämd_lista": ((["Språkkafé", "Samtal"],), "språkkaféet och samtal"),
    "gemen_lista": ((["Råd", "Samtal"],), "råd och samtal"),
    "att_lista": ((["nå fler", "färre utsätts"],), "att nå fler och att färre utsätts"),
    "procent_i_ord": ((2,), "två procent"),
    "längd_i_ord": (("2 år",), "två år"),
    "efter_orden": (("löpande", "Uppföljningen görs"), "Uppföljningen görs löpande."),
    "mening": (("personal finns alla dagar",), "Personal finns alla dagar."),
    "genitiv": (("Exempelby kommun",), "Exempelby kommuns"),
    "versal": (("ordförande",), "Ordförande"),
    "gemen_början": (("Ordförande",), "ordförande"),
    "organ_i_text": (("Socialnämnden",), "socialnämnden"),
    "telefon": (("08 - 570 470 00",), "08-570·470·00"),
    "telefon_internationellt": (("0857047000",), "+46·8·570·470·00"),
    "postnummer": (("13940",), "139·40"),
    "orgnr": (("2120000035",), "212000-0035"),
    "bankgiro": (("54029681",), "5402-9681"),
    "plusgiro": (("2865434",), "28·65·43-4"),
    "diarienummer": (("SN 2021/123",), "SN·2021/123"),
    "talstreck": (("- Ja.",), "– Ja."),
    "citattecken": (("Ja.",), "”Ja.”"),
    "typografi": (("4 kap. 1 §",), "4·kap.·1·§"),
}


def test_every_filter_has_an_example() -> None:
    assert set(EXAMPLES) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_filter_prints_its_example(name: str) -> None:
    arguments, text = EXAMPLES[name]
    assert FORMATS[name](*arguments) == text.replace("·", "\u00a0")


@pytest.mark.parametrize(("name", "function"), FORMATS.items())
def test_each_filter_says_what_it_prints_with_an_example(name: str, function: Callable[..., str]) -> None:
    assert "``" in (inspect.getdoc(function) or ""), name


def test_a_filter_cannot_be_replaced_from_outside() -> None:
    with pytest.raises(TypeError):
        FORMATS["kronor"] = str  # type: ignore[index]


@pytest.mark.parametrize("module", ["", ".money", ".dates", ".phone", ".words"])
def test_importing_a_module_loads_neither_babel_nor_phonenumbers(module: str) -> None:
    code = f"import sys, iopdocs.swedish{module}; print(sorted({{'babel', 'phonenumbers'}} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_importing_one_module_does_not_import_the_others() -> None:
    code = "import sys, iopdocs.swedish.names; print(sum(name.startswith('iopdocs.swedish.') for name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(result.stdout) == 2  # names itself, and the characters it uses
