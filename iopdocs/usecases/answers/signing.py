"""The answers of sign and signed."""

from __future__ import annotations

from datetime import date, datetime

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class SignPackageJson(JsonRecord):
    """What was made of one final version."""

    final: JsonText = required("slutlig_version", "Word-filen som ska undertecknas")
    files: tuple[JsonText, ...] = required("filer", "PDF-filen, manifestet och sidan med instruktioner")
    new: bool = required("ny", "om filerna skrevs; annars fanns de redan och sa detsamma")
    signatories: tuple[JsonText, ...] = required("undertecknare", "namnen på dem som ska underteckna, i ordning")


class SignJson(AnswerJson):
    """The answer of sign."""

    results: tuple[SignPackageJson, ...] = key("resultat", "dokumenten, en post för varje", default=())


class SignatureJson(JsonRecord):
    """One signature in the file."""

    field: JsonText = required("fält", "underskriftsfältets namn")
    certificate: JsonText = required("certifikat", "namnet i certifikatet")
    name: JsonText | None = required("undertecknare", "den av undertecknarna som det är; null när det är någon annan")
    when: datetime | None = required("tid", "när det skedde, som underskriften säger")
    stamped: bool = required(
        "tidsstämplad", "om tiden kommer från en tidsstämpel och inte bara från den som undertecknade"
    )
    sound: bool = required("hel", "om underskriften hör till det som står i filen och ingen har ändrat det sedan dess")
    trusted: bool | None = required(
        "kedja", "om certifikatet leder till ett av dem i --trust; null när det inte är prövat"
    )


class ProposalJson(JsonRecord):
    """A value that the agreement's file ought to have."""

    where: JsonText = required("uppgift", "nycklarna dit, till exempel parter[1].undertecknare[1].datum")
    old: JsonText | None = required("nu", "det som står där nu")
    new: JsonText = required("förslag", "det som föreslås")


class SignedFileJson(JsonRecord):
    """What is known of one signed file."""

    file: JsonText = required("fil", "PDF-filen")
    agreement: JsonText | None = required("avtal", "avtalets id; null när filen inte är något som finns här")
    final: JsonText | None = required("slutlig_version", "den slutliga version som filen är")
    known_by: JsonText | None = required("känd_på", "kontrollsumma eller text: hur det är känt att det är den")
    signatures: tuple[SignatureJson, ...] = required("underskrifter", "underskrifterna i filen")
    lacking: tuple[JsonText, ...] = required("saknas", "de som ska ha undertecknat men inte har gjort det")
    day: date | None = required("undertecknat", "dagen för den sista underskriften, när alla har undertecknat")
    proposals: tuple[ProposalJson, ...] = required("förslag", "det som föreslås för avtalets fil")
    written: bool = required("skrivet", "om förslagen skrevs i avtalets fil")
    kept: JsonText | None = required("sparad", "där den undertecknade filen lades; null när den inte lades någonstans")


class SignedJson(AnswerJson):
    """The answer of signed."""

    results: tuple[SignedFileJson, ...] = key("resultat", "filen", default=())
