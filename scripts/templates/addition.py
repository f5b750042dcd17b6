"""The addition (tilläggsavtal): a change of the agreement during its period, which may let a new party in."""

from __future__ import annotations

from scripts.templates import revision
from scripts.templates.agreement import parties, signatures
from scripts.templates.kit import each, p, when
from scripts.templates.package import Design

JOINING = "part in post.anslutna"


def design() -> Design:
    """Return the addition's template."""
    return revision.design(
        "Tilläggsavtal",
        "till {{ dokument.obestämd }} {{ dokument.om_iop }}",
        subject=[
            each(JOINING, p("Parter", "och {{ part.namn }} som ny part")),
            when("post.rubrik", p("Uppgiftsrad", "Tillägget gäller: {{ post.rubrik }}")),
        ],
        layouts=[
            when("a.visar.nya_parter", parties(JOINING)),
            when("a.visar.underskrifter", signatures(), signatures(JOINING)),
        ],
    )
