"""Addresses and numbers that are links in Word: the text stays what it is, sign for sign."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.word.hyperlinks import with_links
from iopdocs.word.markup import parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package
from iopdocs.word.text import shown_text
from tests.support.conversion_samples import made, runs
from tests.support.examples import examples

BODY, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
MAIL, PHONE, WEB = "anna.ek@exempelby.se", "070-174 06 11", "https://www.exempelby.se/press"
PIECES = st.lists(
    st.sampled_from(["Ring ", PHONE, MAIL, WEB, ". ", " eller ", "kl. 8–22", "112", "400 000", " "]), max_size=8
)


def body(files: dict[str, bytes]) -> list[str]:
    return [shown_text(one) for one in parse_xml(files[BODY]).iter(W + "p")]


@settings(max_examples=examples(20))
@given(PIECES, st.sampled_from(["", "bold"]))
def test_the_text_is_the_same_with_links(pieces: list[str], look: str) -> None:
    files = read_package(made(runs(("Före ", ""), ("".join(pieces), look))), "")
    linked = {**files, **with_links(files, [BODY])}
    assert body(linked) == body(files)
    ids = re.findall(r'<w:hyperlink [^>]*r:id="(\w+)"', linked[BODY].decode())
    known = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', linked[RELATIONS].decode()))
    assert all(known[one].startswith(("mailto:", "tel:", "https:")) for one in ids)


def test_an_address_leads_where_it_says_and_one_relationship_serves_them_all() -> None:
    files = read_package(made(runs((f"{MAIL}, {PHONE}, {WEB}. {MAIL}", ""))), "")
    linked = with_links(files, [BODY])
    relations = linked[RELATIONS].decode()
    for target in (f"mailto:{MAIL}", "tel:+46701740611", WEB):
        assert relations.count(f'Target="{target}" TargetMode="External"') == 1
    assert linked[BODY].count(b"<w:hyperlink ") == 4


def test_what_is_a_link_already_and_what_has_none_stays_as_it_is() -> None:
    files = read_package(made(runs(("Inget här.", ""))), "")
    assert with_links(files, [BODY]) == {}
    once = {**files, **with_links(read_package(made(runs((MAIL, ""))), ""), [BODY])}
    assert with_links(once, [BODY]) == {}
