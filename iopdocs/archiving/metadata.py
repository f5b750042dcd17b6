"""The metadata of an archive package: what it is about (Dublin Core), what its files are and have been (PREMIS 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lxml import etree

from iopdocs.archiving.files import ArchivedFile
from iopdocs.classes import dataclass
from iopdocs.word.markup import Node, to_bytes
from iopdocs.word.namespaces import DUBLIN_CORE, SCHEMA_INSTANCE

_PREMIS = "http://www.loc.gov/premis/v3"
_PREMIS_SCHEMA = "https://www.loc.gov/standards/premis/premis.xsd"
_SOFTWARE = "iopdocs"


@dataclass(frozen=True, slots=True)
class About:
    """What a package is about. ``parties`` are names; ``known`` are other facts as Dublin Core has them, in order.

    ``archivist`` is the organisation whose archive it is, with its number, when it is known.
    """

    name: str
    title: str
    parties: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    archivist: tuple[str, str] | None
    version: str
    day: date
    protected: bool

    @property
    def time(self) -> str:
        """The time of all that is made with the package: the day's beginning, since the hour is nobody's to know."""
        return f"{self.day.isoformat()}T00:00:00"


@dataclass(frozen=True, slots=True)
class PreservationEvent:
    """Something that has been done with files: what, when, what came of it, and the paths of the files."""

    kind: str
    time: str
    detail: str
    outcome: str
    paths: tuple[str, ...]


def as_xml(root: Node) -> bytes:
    """Return XML as it is written in a file: the same bytes each time."""
    etree.indent(root)
    return to_bytes(root) + b"\n"


def dublin_core(about: About) -> bytes:
    """Return what the package is about."""
    root = etree.Element("metadata", nsmap={"dc": DUBLIN_CORE})
    said = [("title", about.title), *(("creator", name) for name in about.parties), *about.known, ("language", "sv")]
    for name, text in said:
        etree.SubElement(root, f"{{{DUBLIN_CORE}}}{name}").text = text
    return as_xml(root)


def premis(about: About, files: Sequence[ArchivedFile], events: Iterable[PreservationEvent]) -> bytes:
    """Return what the files are, and what has been done with them."""
    root = etree.Element(_p("premis"), nsmap={"premis": _PREMIS, "xsi": SCHEMA_INSTANCE}, version="3.0")
    root.set(f"{{{SCHEMA_INSTANCE}}}schemaLocation", f"{_PREMIS} {_PREMIS_SCHEMA}")
    for file in files:
        _object(root, file)
    for number, event in enumerate(events, start=1):
        _event(root, event, number)
    agent = etree.SubElement(root, _p("agent"))
    _identifier(agent, "agentIdentifier", "local", _SOFTWARE)
    _say(agent, "agentName", _SOFTWARE)
    _say(agent, "agentType", "software")
    _say(agent, "agentVersion", about.version)
    return as_xml(root)


def _object(root: Node, file: ArchivedFile) -> None:
    node = etree.SubElement(root, _p("object"))
    node.set(f"{{{SCHEMA_INSTANCE}}}type", "premis:file")
    _identifier(node, "objectIdentifier", "path", file.path)
    said = etree.SubElement(node, _p("objectCharacteristics"))
    fixity = etree.SubElement(said, _p("fixity"))
    _say(fixity, "messageDigestAlgorithm", "SHA-256")
    _say(fixity, "messageDigest", file.digest)
    _say(said, "size", str(len(file.data)))
    _, name, key = file.kind
    form = etree.SubElement(said, _p("format"))
    _say(etree.SubElement(form, _p("formatDesignation")), "formatName", name)
    if key:
        registry = etree.SubElement(form, _p("formatRegistry"))
        _say(registry, "formatRegistryName", "PRONOM")
        _say(registry, "formatRegistryKey", key)
    _say(node, "originalName", file.name)


def _event(root: Node, event: PreservationEvent, number: int) -> None:
    node = etree.SubElement(root, _p("event"))
    _identifier(node, "eventIdentifier", "local", f"event-{number}")
    _say(node, "eventType", event.kind)
    _say(node, "eventDateTime", event.time)
    _say(etree.SubElement(node, _p("eventDetailInformation")), "eventDetail", event.detail)
    if event.outcome:
        _say(etree.SubElement(node, _p("eventOutcomeInformation")), "eventOutcome", event.outcome)
    _identifier(node, "linkingAgentIdentifier", "local", _SOFTWARE)
    for path in event.paths:
        _identifier(node, "linkingObjectIdentifier", "path", path)


def _identifier(parent: Node, name: str, kind: str, value: str) -> None:
    node = etree.SubElement(parent, _p(name))
    _say(node, f"{name}Type", kind)
    _say(node, f"{name}Value", value)


def _say(parent: Node, name: str, text: str) -> None:
    etree.SubElement(parent, _p(name)).text = text


def _p(name: str) -> str:
    return f"{{{_PREMIS}}}{name}"
