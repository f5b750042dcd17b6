"""What a template knows of an address that is not to be shown."""

from __future__ import annotations

import pytest

from iopdocs.making.render import render
from tests.words import DAY, MINIMAL, agreement, document_type, libraries, lines, template

ASKED = (
    "{% for part in parter %}{{ part.namn }}:{% if part.adress_skyddad %} skyddas{% else %} visas{% endif %}. "
    "{% endfor %}"
)
STREET = "gata: Gömgatan 12, postnummer: 987 69, ort: Gömda"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f", adress: {{{STREET}, skyddad: ja}}", "skyddas"),
        (f", adress: {{{STREET}, skyddad: nej}}", "visas"),
        (f", adress: {{{STREET}}}", "visas"),
        (", adress: {skyddad: ja}", "skyddas"),
        ("", "visas"),
    ],
)
def test_a_template_can_ask_whether_the_address_of_a_party_is_protected(address: str, said: str) -> None:
    data = agreement(text=MINIMAL.replace("namn: Exempeljouren", f"namn: Exempeljouren{address}"))
    made = render(data, document_type(), template(ASKED), libraries(), DAY)
    assert lines(made.data)[0] == f"Exempelby kommun: visas. Exempeljouren: {said}. "
