"""The manifest of a signing package: what a program that hands it to a signing service has to know.

The keys are Swedish and documented in the handbook; what is not known is ``null`` and named under ``saknas``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict, ValidationError

from iopdocs.model.base import Exact, required
from iopdocs.model.party import Party
from iopdocs.signing.fields import Box, SignatureField
from iopdocs.signing.signatories import ToSign

FORMAT: Literal["iopdocs-underskrift-1"] = "iopdocs-underskrift-1"


class ManifestRecord(Exact):
    """A record of the manifest; the alias is the key in JSON."""

    model_config = ConfigDict(populate_by_name=True)


class SignatoryEntry(ManifestRecord):
    """One who is to sign."""

    order: int = required("ordning", "platsen i ordningen, från 1")
    name: str = required("namn", "namnet, som det står i dokumentet")
    title: str | None = required("titel", "titel eller uppdrag")
    party: str | None = required("part", "namnet på den part som personen skriver under för")
    role: str | None = required("partens_roll", "offentlig eller idéburen")
    email: str | None = required("e_post", "personens e-postadress")
    phone: str | None = required("telefon", "personens telefonnummer, med landets nummer först: +46701740605")
    missing: tuple[str, ...] = required("saknas", "de av nycklarna ovan som avtalets fil inte har något om")
    field: str = required("fält", "namnet på underskriftsfältet i PDF-filen")
    page: int | None = required("sida", "fältets sida, från 1; null när platsen inte gick att hitta")
    box: Box | None = required("plats", "fältets vänstra, undre, högra och övre kant i punkter; null likaså")
    data: tuple[str | int, ...] = required("uppgift", "nycklarna till personen i avtalets fil, platser från 0")


class Manifest(ManifestRecord):
    """A signing package: one document, and those who are to sign it."""

    format: Literal["iopdocs-underskrift-1"] = required("format", "formatets namn och version")
    agreement: str = required("avtal", "avtalets id")
    kind: str = required("dokumenttyp", "dokumenttypens id")
    number: int | None = required("post", "postens plats i sin lista, från 1; null för avtalet som helhet")
    title: str = required("titel", "dokumentets titel")
    final: str = required("slutlig_version", "Word-filen som PDF-filen är gjord av")
    final_digest: str = required("slutlig_version_sha256", "dess SHA-256")
    file: str = required("fil", "PDF-filen som ska undertecknas")
    digest: str = required("sha256", "dess SHA-256, innan någon har undertecknat")
    size: int = required("storlek", "dess storlek i byte, innan någon har undertecknat")
    signatories: tuple[SignatoryEntry, ...] = required("undertecknare", "de som ska underteckna, i ordning")

    def as_bytes(self) -> bytes:
        """Return the manifest as it is written in a file."""
        data = self.model_dump(by_alias=True, mode="json")
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def entries(signers: Sequence[ToSign], fields: Sequence[SignatureField]) -> tuple[SignatoryEntry, ...]:
    """Return those who are to sign as the manifest tells of them, each with the field of the same place."""
    return tuple(
        _entry(order, signer, field) for order, (signer, field) in enumerate(zip(signers, fields, strict=True), start=1)
    )


def _entry(order: int, signer: ToSign, field: SignatureField) -> SignatoryEntry:
    reached = {
        "titel": signer.person.title,
        "part": signer.party.name,
        "partens_roll": _role(signer.party),
        "e_post": signer.email,
        "telefon": signer.phone,
    }
    return SignatoryEntry(
        order=order,
        name=signer.name,
        title=reached["titel"],
        party=reached["part"],
        role=reached["partens_roll"],
        email=reached["e_post"],
        phone=reached["telefon"],
        missing=tuple(name for name, said in reached.items() if said is None),
        field=field.name,
        page=field.page,
        box=field.box,
        data=tuple(signer.path),
    )


def _role(party: Party) -> str | None:
    return "offentlig" if party.public else "idéburen" if party.nonprofit else None


def read_manifest(data: bytes) -> Manifest | None:
    """Return a manifest that has been read from a file; None for what is none."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError:
        return None
