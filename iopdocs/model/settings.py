"""The workspace's iopdocs.yaml: what many agreements share, and the rules of the house."""

from __future__ import annotations

from typing import Any, Literal

from iopdocs.model.base import Exact, key
from iopdocs.model.scalars import WholeSpan, YesNo

Criterion = Literal["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K12", "K13"]


class Rules(Exact):
    """How this house does things."""

    quotes: Literal["talstreck", "citattecken"] = key(
        "citat", "Citat med talstreck eller citattecken", default="talstreck"
    )
    party: Literal["efter namnet", "efter titeln"] = key(
        "parti",
        "Var partibeteckningen står: efter namnet, Namn (S), titel, eller efter titeln, Namn, titel (S)",
        default="efter namnet",
    )
    criteria: dict[Criterion, YesNo] = key(
        "kriterier", "IOP-kriterier som ska prövas: K1: nej stänger av ett", default={}
    )
    confirmations: Literal["krävs", "visas"] = key(
        "bekräftelser",
        "Om en slutlig version av avtalet kräver att allt i bekräftelselistan är bekräftat: krävs, eller visas",
        default="visas",
    )
    ahead: WholeSpan | None = key(
        "påminn", "Hur lång tid före avtalets slut protokollen ska ta upp förlängning, till exempel 9 månader"
    )


class Settings(Exact):
    """The whole of iopdocs.yaml."""

    organisations: dict[str, dict[str, Any]] = key(
        "organisationer",
        "Organisationer som avtalens parter hänvisar till: id och samma nycklar som en part",
        default={},
    )
    contacts: dict[str, dict[str, Any]] = key(
        "kontakter", "Kontakter som avtalen hänvisar till: id och samma nycklar som en kontakt", default={}
    )
    rules: Rules = key("regler", "Husets regler", default=Rules())
