"""People who sign: certificates of an issuer made here, and signatures by pyHanko. Keys are drawn anew."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

_FROM, _TO = datetime(2025, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Issuer:
    """One who gives certificates to people."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def signer(self, name: str, *, first: str = "", last: str = "") -> signers.SimpleSigner:
        """Return somebody with a certificate of this name, or of first names and surname, and a number of her own."""
        key = ec.generate_private_key(ec.SECP256R1())
        said = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
        said += [x509.NameAttribute(NameOID.GIVEN_NAME, first)] if first else []
        said += [x509.NameAttribute(NameOID.SURNAME, last)] if last else []
        said += [x509.NameAttribute(NameOID.SERIAL_NUMBER, "197010632391")]
        made = _certificate(x509.Name(said), self.certificate.subject, key, self.key, authority=False)
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(made), _asn1(self.certificate)])
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return signers.SimpleSigner(
            signing_cert=_asn1(made), signing_key=asn1_keys.PrivateKeyInfo.load(private), cert_registry=store
        )


@cache
def issuer(name: str = "Provutfärdaren") -> Issuer:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return Issuer(key, _certificate(subject, subject, key, key, authority=True))


def signed_by(pdf: bytes, field: str, signer: signers.SimpleSigner, when: datetime) -> bytes:
    """Return a PDF file with one more signature, in a field, at a time."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    target = io.BytesIO()
    _At(meta, signer, when).sign_pdf(writer, output=target)
    return target.getvalue()


class _At(signers.PdfSigner):
    """Signs as if a clock showed a certain time."""

    def __init__(self, meta: signers.PdfSignatureMetadata, signer: signers.SimpleSigner, when: datetime) -> None:
        super().__init__(meta, signer=signer)
        self._when = when

    def init_signing_session(self, *args: Any, **more: Any) -> Any:
        session = super().init_signing_session(*args, **more)
        session.system_time = self._when
        return session


def _certificate(
    subject: x509.Name,
    issued_by: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signing: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issued_by).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(_FROM).not_valid_after(_TO)
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    return builder.add_extension(authority_key, critical=False).sign(signing, hashes.SHA256())


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
