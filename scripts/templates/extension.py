"""The extension (förlängning): the parties agree that the period goes on."""

from __future__ import annotations

from scripts.templates import revision
from scripts.templates.agreement import signatures
from scripts.templates.kit import when
from scripts.templates.package import Design


def design() -> Design:
    """Return the extension's template."""
    return revision.design(
        "Förlängning",
        "av {{ dokument.obestämd }} {{ dokument.om_iop }}",
        layouts=when("a.visar.underskrifter", signatures()),
    )
