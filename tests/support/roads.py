"""The roads of the workbench that lead to a page without anything being made first."""

from __future__ import annotations

MINUTES = "/skriv/styrgruppsprotokoll"
#: Every page that is reached without something being made first, by its route: what is looked over for everybody.
PAGES = {
    "/": ["/"],
    "/rapport": ["/rapport"],
    "/nytt": ["/nytt", "/nytt?slag=iop-kommun"],
    "/lag": ["/lag?lagrum=OSL+26:1"],
    "/las-in": ["/las-in"],
    "/granska": ["/granska"],
    "/jamfor": ["/jamfor"],
    "/klausuler": ["/klausuler"],
    "/klausuler/{klausul}": ["/klausuler/uppsagning"],
    "/mallar": ["/mallar"],
    "/fornya": ["/fornya"],
    "/fornya/beslut": ["/fornya/beslut"],
    "/avtal/{key}": ["/avtal/{key}", "/avtal/{key}?kvar=ja"],
    "/avtal/{key}/bekrafta": ["/avtal/{key}/bekrafta"],
    "/avtal/{key}/dokument": ["/avtal/{key}/dokument"],
    "/avtal/{key}/fil": ["/avtal/{key}/fil"],
    "/avtal/{key}/historik": ["/avtal/{key}/historik"],
    "/avtal/{key}/lag": ["/avtal/{key}/lag"],
    "/avtal/{key}/underskrift": ["/avtal/{key}/underskrift"],
    "/avtal/{key}/skriv/{kind}": [f"/avtal/{{key}}{MINUTES}"],
    "/avtal/{key}/skriv/{kind}/{number}": [f"/avtal/{{key}}{MINUTES}/ny"],
}
