"""How one agreement departs from the clauses of its document types, and from what its facts demand."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from iopdocs.model.base import Record, key
from iopdocs.model.scalars import Day, Id, Text


class ReplacedClause(Record):
    """A clause whose text this agreement writes itself."""

    clause: Id | None = key("klausul", "Klausulens id, som det står i klausulbiblioteket")
    text: Text | None = key("text", "Texten som ska stå i stället", "klausulens egna text")
    reason: Text | None = key("skäl", "Varför texten är en annan; skrivs inte ut någonstans")
    by: Text | None = key("av", "Vem som skrev om klausulen; skrivs inte ut någonstans")
    day: Day | None = key("dag", "Dag då klausulen skrevs om; skrivs inte ut någonstans")


class OmittedClause(Record):
    """A clause this agreement leaves out, or a demand that it departs from: then who answers for it, and since when."""

    clause: Id | None = key("klausul", "Klausulens id, som det står i klausulbiblioteket")
    demand: Id | None = key("krav", "Id för ett krav som avtalet frångår")
    reason: Text | None = key(
        "skäl", "Varför klausulen är utelämnad eller kravet frångås; det senare står i kvittot, aldrig i en handling"
    )
    by: Text | None = key("av", "Vem som svarar för att kravet frångås; står i kvittot")
    day: Day | None = key("dag", "Dag då någon bestämde att kravet frångås; står i kvittot")

    @property
    def answered_for(self) -> bool:
        """Whether somebody answers for leaving a demand out, and says why and since when."""
        return bool(self.demand and self.reason and self.by and self.day)


class ClauseChoices(Record):
    """How this agreement departs from the clauses its document type names."""

    added: Annotated[tuple[Id, ...], AfterValidator(tuple)] = key(
        "med", "Id för klausuler som ska med utöver de vanliga", default=()
    )
    omitted: tuple[OmittedClause, ...] = key("utan", "Klausuler som ska utgå", default=())
    replaced: tuple[ReplacedClause, ...] = key("ersätt", "Klausuler med egen text", default=())
