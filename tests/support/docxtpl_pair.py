"""One template and the same words, filled in by docxtpl itself and by what users run: the parts, in canonical form."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import docxtpl
import jinja2
from lxml import etree

from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.environment import BUDGET
from iopdocs.templating.limits import Allowance
from iopdocs.templating.template import prepare
from iopdocs.word.own_marks import unmarked
from tests.support.docxtpl_package import unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Parts = dict[str, bytes]


def plain() -> jinja2.Environment:
    """Return an ordinary environment of Jinja's, escaping, with the filters of templates: nothing else of ours."""
    made = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    made.filters.update(FORMATS)
    return made


def ours(data: bytes, words: Mapping[str, Any]) -> Parts:
    """Return the parts as the program fills them in: :func:`prepare` and ``render``, as for every document."""
    template = prepare(data, "mall.docx")
    found = template.render({BUDGET: Allowance(), **words})
    untagged = {part.member for part in template.parts} - set(found)
    assert not untagged
    return {name: canonical(unmarked(xml)) for name, xml in found.items()}  # as when a document is written


def theirs(data: bytes, words: Mapping[str, Any], environment: jinja2.Environment | None = None) -> Parts:
    """Return every part as docxtpl fills it in, in an environment of Jinja's own unless another is given."""
    return {name: canonical(xml) for name, xml in whole(data, words, environment).items() if name.endswith(".xml")}


def whole(data: bytes, words: Mapping[str, Any], environment: jinja2.Environment | None = None) -> dict[str, bytes]:
    """Return every member of what docxtpl makes."""
    template = docxtpl.DocxTemplate(io.BytesIO(data))
    template.render(dict(words), environment or plain())
    target = io.BytesIO()
    template.save(target)
    return unpacked(target.getvalue())


def differences(data: bytes, words: Mapping[str, Any]) -> list[str]:
    """Return what differs between the parts that both fill in: a line each, with the first place where they do."""
    one, other = theirs(data, words), ours(data, words)
    assert other, "nothing was filled in"
    return [f"{name}: {first_difference(one[name], xml)}" for name, xml in other.items() if one[name] != xml]


def canonical(xml: bytes) -> bytes:
    """Return XML in the one form that compares, without Word's marks of spelling and of who typed when.

    Those are traces of the template's maker, which the program takes away and docxtpl leaves.
    """
    root = etree.fromstring(xml)
    nothing = [node for node in root.iter(f"{W}pPr") if not len(node)]  # says as little as none
    for node in [*root.iter(f"{W}proofErr"), *nothing]:
        node.getparent().remove(node)  # type: ignore[union-attr] # it is found in the tree
    for node in root.iter(etree.Element):
        for name in [name for name in node.attrib if str(name).startswith(f"{W}rsid")]:
            del node.attrib[name]
    return etree.tostring(root, method="c14n", exclusive=True)


def first_difference(one: bytes, other: bytes, around: int = 120) -> str:
    """Return the first place where two texts differ, each with what is around it."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(at - around, 0)
    texts = [text[start : at + around].decode("utf-8", "replace") for text in (one, other)]
    return f"at {at} of {len(one)} and {len(other)}:\n    {texts[0]!r}\n    {texts[1]!r}"
