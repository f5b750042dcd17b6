"""Where all agreements stand: urgency, successors, what is missing; the calendar and the page made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from pypdf import PdfReader

from benchmarks.samples.words import agreement
from iopdocs.errors import Problem
from iopdocs.model.lengths import Length
from iopdocs.overview import (
    AgreementFile,
    Cleared,
    State,
    Urgency,
    calendar_file,
    cleared,
    in_words,
    overview,
    page,
    rows,
)
from iopdocs.overview.timeline import LABELS, NAME, PANEL, RIGHT, panels
from tests.support.browser import opened

ON = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"


def one(id_: str, more: str = "", *, problems: tuple[Problem, ...] = ()) -> AgreementFile:
    """Return a file with an agreement of this id."""
    data = agreement(more).model_copy(update={"id": id_})
    return AgreementFile(f"agreements/{id_}.yaml", data, problems)


def term(start: str, end: str) -> str:
    return f"avtalstid: {{från: {start}, till: {end}}}\n"


OLD = one("gammalt", term("2023-01-01", "2024-12-31"))
NEAR = one("nara", term("2025-01-01", "2026-12-01") + "förlängning: {slag: överenskommelse, längd: 1 år}\n")
LATE = one(
    "sent", term("2025-01-01", "2027-03-31") + "förlängning: {slag: överenskommelse, längd: 1 år, senast: 6 månader}\n"
)
FAR = one("langt", term("2026-01-01", "2029-12-31"))
OPEN = one("tillsvidare", "avtalstid: {från: 2026-01-01, tills_vidare: ja}\n")
ROLLING = one(
    "rullande", term("2025-01-01", "2025-12-31") + "förlängning: {slag: automatisk, längd: 1 år, senast: 3 månader}\n"
)
EMPTY = one("tomt")
ALL = (OLD, NEAR, LATE, FAR, OPEN, ROLLING, EMPTY)


def leaving(given: Sequence[AgreementFile], on: date = ON) -> Cleared:
    """Return the overview that may leave: only of such a one a calendar or a page is made."""
    return cleared(given, on)[0]


def states(*given: AgreementFile, on: date = ON) -> dict[str, State]:
    return {entry.id: entry.state for entry in overview(given, on).entries}


# --- states, successors, rows -------------------------------------------------------------------------------------


def test_every_agreement_has_a_state() -> None:
    draft = one("utkast", "status: förslag\n" + term("2027-01-01", "2028-12-31"))
    ahead = one("snart", "status: beslutat\n" + term("2027-01-01", "2028-12-31"))
    assert states(*ALL, draft, ahead) == {
        "gammalt": State.ENDED,
        "nara": State.RUNNING,
        "sent": State.RUNNING,
        "langt": State.RUNNING,
        "tillsvidare": State.OPEN,
        "rullande": State.RUNNING,
        "tomt": State.UNKNOWN,
        "utkast": State.DRAFT,
        "snart": State.AHEAD,
    }


@pytest.mark.parametrize(
    ("status", "start", "state"),
    [
        ("undertecknat", "2025-01-01", State.REPLACED),
        ("beslutat", "2026-11-21", State.REPLACED),
        ("beslutat", "2026-11-22", State.ENDED),
        ("förslag", "2025-01-01", State.ENDED),
    ],
)
def test_an_agreement_is_replaced_when_a_binding_successor_has_begun(status: str, start: str, state: State) -> None:
    successor = one("nytt", f"ersätter: gammalt\nstatus: {status}\n" + term(start, "2029-12-31"))
    made = overview([OLD, successor], ON)
    assert made.entries[0].state is state
    assert [one.text for one in made.entries[0].successors] == [f"nytt ({status})"]
    assert ("gammalt" in {row.entry.id for row in rows(made)}) == (state is State.ENDED)


def test_what_has_passed_comes_first_then_what_comes_by_day() -> None:
    found = [(row.urgency, row.entry.id, row.days, row.what) for row in rows(overview(ALL, ON))]
    assert found == [
        (Urgency.PASSED, "gammalt", -690, "Avtalstiden har löpt ut"),
        (Urgency.PASSED, "sent", -52, "Sista dag för besked om förlängning har passerat"),
        (Urgency.SOON, "nara", 10, "Avtalstidens sista dag"),
        (Urgency.NEAR, "rullande", 41, "Automatisk förlängning nr 2, till 31 december 2027"),
        (Urgency.NEAR, "sent", 130, "Avtalstidens sista dag"),
        (Urgency.LATER, "langt", 1136, "Avtalstidens sista dag"),
        (Urgency.LATER, "tillsvidare", None, "Ingen dag att bevaka: gäller tills vidare"),
        (Urgency.LATER, "tomt", None, "Ingen dag att bevaka: avtalstiden är okänd"),
    ]


def test_no_agreement_is_left_out_unless_it_is_replaced() -> None:
    assert {row.entry.id for row in rows(overview(ALL, ON))} == {given.agreement.id for given in ALL if given.agreement}


def test_a_draft_whose_period_has_begun_is_told() -> None:
    draft = one("utkast", "status: förslag\n" + term("2026-01-01", "2028-12-31"))
    assert rows(overview([draft], ON))[0].what == "Avtalstiden har börjat, men avtalet är ett förslag"


def test_an_extension_that_is_not_signed_is_shown_and_settles_only_the_question_of_word_once_decided() -> None:
    extension = "förlängningar: [{från: 2027-04-01, till: 2028-03-31, status: beslutat}]\n"
    data = agreement(
        term("2025-01-01", "2027-03-31") + "förlängning: {slag: överenskommelse, senast: 6 månader}\n" + extension
    )
    made = overview([AgreementFile("agreements/a.yaml", data)], ON)
    assert made.entries[0].continued == ("förlängning till 2028-03-31 (beslutat)",)
    assert [(row.urgency, row.day) for row in rows(made)] == [(Urgency.NEAR, date(2027, 3, 31))]
    lapsed = rows(overview([AgreementFile("agreements/a.yaml", data)], date(2027, 4, 1)))
    assert [(row.urgency, row.what) for row in lapsed] == [(Urgency.PASSED, "Avtalstiden har löpt ut")]


@pytest.mark.parametrize("status", ["beslutat", "undertecknat"])
def test_a_decided_successor_settles_the_question_of_prolongation(status: str) -> None:
    successor = one("nytt", f"ersätter: sent\nstatus: {status}\n" + term("2027-04-01", "2029-03-31"))
    assert [row.what for row in rows(overview([LATE, successor], ON)) if row.urgency is Urgency.PASSED] == []


def test_a_proposal_settles_nothing_when_the_day_for_word_has_passed() -> None:
    successor = one("nytt", "ersätter: sent\nstatus: förslag\n" + term("2027-04-01", "2029-03-31"))
    (row,) = (row for row in rows(overview([LATE, successor], ON)) if row.urgency is Urgency.PASSED)
    assert (row.entry.id, row.what) == ("sent", "Sista dag för besked om förlängning har passerat")
    assert row.entry.continued == ("nytt (förslag)",)
    extension = "förlängningar: [{från: 2027-04-01, till: 2028-03-31, status: förslag}]\n"
    data = term("2025-01-01", "2027-03-31") + "förlängning: {slag: överenskommelse, senast: 6 månader}\n" + extension
    assert next(row.urgency for row in rows(overview([one("a", data)], ON))) is Urgency.PASSED


@pytest.mark.parametrize("more", ["förlängning: {slag: ingen}\n", "uppsägning: {tid: 3 månader, upphör: 2024-12-31}\n"])
def test_an_agreement_that_was_meant_to_end_is_no_alarm(more: str) -> None:
    (row,) = rows(overview([one("slut", term("2023-01-01", "2024-12-31") + more)], ON))
    assert (row.urgency, row.what) == (Urgency.LATER, "Ingen dag att bevaka: avtalet löpte ut 2024-12-31")


def test_an_automatic_prolongation_of_unknown_length_is_not_told_as_an_end() -> None:
    data = one("okant", term("2023-01-01", "2024-12-31") + "förlängning: {slag: automatisk, senast: 6 månader}\n")
    (row,) = rows(overview([data], ON))
    assert row.what == "Avtalstiden har löpt ut, om den inte har förlängts automatiskt"
    assert "förlängningens längd" in row.entry.missing


def test_how_far_ahead_counts_as_near_is_the_rule_of_the_house() -> None:
    by_rule = rows(overview([LATE], ON, Length(3, "månad")))
    assert [row.what for row in by_rule] == ["Sista dag för besked om förlängning har passerat"]


def test_what_is_missing_is_named() -> None:
    found = {entry.id: entry.missing for entry in overview(ALL, ON).entries}
    rules = ("vad som gäller för förlängning", "vad som gäller för uppsägning")
    assert found["tomt"] == ("avtalstid", *rules)
    assert found["gammalt"] == rules
    assert found["nara"] == ("tid för besked om förlängning", "vad som gäller för uppsägning")
    assert found["tillsvidare"] == ("vad som gäller för uppsägning",)
    (length,) = overview([one("langd", "avtalstid: {längd: 2 år}\nuppsägning: {form: skriftligen}\n")], ON).entries
    assert length.missing[:2] == ("avtalstidens första dag", "avtalstidens sista dag")
    assert length.missing[-1] == "uppsägningstid"


def test_a_file_that_cannot_be_read_is_listed() -> None:
    made = leaving([OLD, AgreementFile("agreements/trasig.yaml", None)], ON)
    assert made.unreadable == ("agreements/trasig.yaml",)
    assert "agreements/trasig.yaml" in page(made).decode()


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "–"), (0, "i dag"), (1, "i morgon"), (-1, "i går"), (12, "om 12 dagar"), (-3, "för 3 dagar sedan")],
)
def test_days_are_told_in_words(days: int | None, words: str) -> None:
    assert in_words(days) == words


LEAK = """
partnerskap: Hos 19121212-1212
möten: [{datum: 2026-12-01}]
uppföljning: {rapporter: [{vad: rapport om 19121212-1212, senast: 2027-03-31}]}
"""


def test_an_agreement_with_protected_data_shows_only_the_programs_own_words() -> None:
    blocked = one("hemligt", LEAK, problems=(Problem("personnummer", code="personnummer"),))
    (entry,) = overview([blocked], ON).entries
    assert entry.name == "hemligt"
    assert [event.text for event in entry.events] == ["Möte", "Rapport"]
    made = leaving([blocked], ON)
    assert (made.entries, made.unreadable) == ((), ("agreements/hemligt.yaml",))
    for data in (calendar_file(made), page(made)):
        assert b"19121212" not in data


def test_what_is_not_cleared_to_leave_becomes_no_calendar_and_no_page() -> None:
    for made in (calendar_file, page):
        with pytest.raises(TypeError):
            made(overview(ALL, ON))  # type: ignore[arg-type]


# --- the calendar -------------------------------------------------------------------------------------------------

BUSY = one(
    "fullt",
    term("2025-01-01", "2027-06-30")
    + """förlängning: {slag: automatisk, längd: 1 år, senast: 6 månader}
uppföljning: {rapporter: [{vad: "verksamhetsberättelse; siffror, text", varje_år: 31 mars, till: Åsa Öberg}]}
möten: [{datum: 2026-12-05, plats: Hemliga gatan 1, deltagare: [{namn: Åsa Öberg}]}]
ekonomi: {utbetalning: {delbetalningar: [{datum: 2027-01-01, belopp: 1000}]}}
""",
)


def parsed(made: Cleared) -> dict[str, icalendar.Event]:
    data = icalendar.Calendar.from_ical(calendar_file(made))
    assert data.errors == []
    return {str(event["uid"]): event for event in data.walk("VEVENT")}


def test_the_calendar_is_read_back_with_every_event_as_a_whole_day() -> None:
    made = leaving([BUSY, *ALL], ON)
    found = parsed(made)
    assert len(found) == sum(len(entry.events) for entry in made.entries)
    for entry in made.entries:
        for event in entry.events:
            read = found[f"{entry.id}.{event.key}@iopdocs"]
            assert (read["dtstart"].dt, read["dtend"].dt) == (event.day, event.day + timedelta(days=1))
            assert read["dtstart"].params["VALUE"] == "DATE"
            assert str(read["summary"]) == f"{event.text} – {entry.name}"
            assert str(read["transp"]) == "TRANSPARENT"


def test_the_calendar_keeps_to_the_form_that_programs_expect() -> None:
    data = calendar_file(leaving([BUSY], ON))
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    whole = icalendar.Calendar.from_ical(data)
    assert (str(whole["version"]), str(whole["method"])) == ("2.0", "PUBLISH")
    assert str(whole["prodid"]).endswith("//SV")
    report = parsed(leaving([BUSY], ON))["fullt.rapport-1-2027@iopdocs"]
    assert str(report["summary"]) == "Rapport: verksamhetsberättelse; siffror, text – Exempeljouren"


def test_alarms_lie_ahead_and_ring_in_the_morning() -> None:
    found = parsed(leaving([BUSY], ON))
    alarms = {uid: [alarm["trigger"].dt for alarm in event.walk("VALARM")] for uid, event in found.items()}
    morning = timedelta(hours=9)
    assert alarms["fullt.slut-0@iopdocs"] == [morning - timedelta(days=90), morning - timedelta(days=14)]
    assert alarms["fullt.besked-0@iopdocs"] == [morning - timedelta(days=14)]
    assert alarms["fullt.mote-styrgrupp-1@iopdocs"] == [morning - timedelta(days=14)]
    assert alarms["fullt.rapport-1-2026@iopdocs"] == []
    for uid, event in found.items():
        for trigger in alarms[uid]:
            rings = datetime.combine(event["dtstart"].dt, datetime.min.time()) + trigger
            assert rings.date() >= ON


def test_the_calendar_has_no_places_and_no_people() -> None:
    data = calendar_file(leaving([BUSY], ON)).replace(b"\r\n ", b"").decode()
    for secret in ("Hemliga", "Åsa", "Öberg", "LOCATION", "ATTENDEE", "ORGANIZER", "mailto"):
        assert secret not in data


def test_a_second_export_after_the_days_were_moved_has_the_same_uids_and_a_later_version() -> None:
    moved = one(
        "fullt",
        """avtalstid: {från: 2025-02-01, till: 2027-08-31}
förlängning: {slag: automatisk, längd: 2 år, senast: 7 månader}
uppföljning: {rapporter: [{vad: berättelse, varje_år: 30 april}]}
möten: [{datum: 2027-01-15}]
ekonomi: {utbetalning: {nästa_bankdag: ja, delbetalningar: [{datum: 2027-01-02, belopp: 2000}]}}
""",
    )
    first, second = parsed(leaving([BUSY], ON)), parsed(leaving([moved], ON + timedelta(days=10)))
    assert set(first) == set(second)
    for uid in first:
        assert second[uid]["sequence"] == first[uid]["sequence"] + 10
        assert second[uid]["dtstamp"].dt == datetime(2026, 12, 1, tzinfo=UTC)
    assert first["fullt.slut-0@iopdocs"]["dtstart"].dt == date(2027, 6, 30)
    assert second["fullt.slut-0@iopdocs"]["dtstart"].dt == date(2027, 8, 31)


def test_the_same_day_gives_the_same_calendar_and_the_same_page_byte_for_byte() -> None:
    assert calendar_file(leaving(ALL, ON)) == calendar_file(leaving(ALL, ON))
    assert page(leaving(ALL, ON)) == page(leaving(ALL, ON))


def test_two_agreements_with_the_same_id_never_give_an_event_twice() -> None:
    data = calendar_file(leaving([OLD, BUSY, BUSY], ON)).decode()
    assert data.count("UID:fullt.slut-0@iopdocs") == 1


# --- the page -----------------------------------------------------------------------------------------------------


def soup(made: Cleared) -> BeautifulSoup:
    return BeautifulSoup(page(made), "html.parser")


def drawings(made: Cleared) -> list[etree._Element]:
    return [etree.fromstring(str(svg)) for svg in soup(made).select("figure svg")]


def many(count: int) -> Cleared:
    given = [
        one(f"avtal-{number}", term(f"{2022 + number % 5}-0{number % 9 + 1}-01", f"{2026 + number % 4}-12-31"))
        for number in range(count)
    ]
    return leaving(given, ON)


@pytest.mark.parametrize(("count", "pictures"), [(0, 0), (1, 1), (2, 1), (20, 1), (21, 2), (200, 10)])
def test_all_agreements_are_drawn_and_listed_in_pictures_that_fit_a_page(count: int, pictures: int) -> None:
    made = many(count)
    text = soup(made)
    assert len(text.select("figure svg")) == pictures
    assert len(text.select("figure text.namn")) == len(text.select("tbody tr")) == count
    sizes = [len(panel.lines) for panel in panels(made, made.entries)]
    assert all(size <= PANEL for size in sizes)
    assert not sizes or max(sizes) - min(sizes) < len(sizes)


def test_the_picture_has_a_title_a_description_and_a_table_beneath() -> None:
    text = soup(leaving(ALL, ON))
    (svg,) = text.select("figure svg")
    title, desc = svg.find("title"), svg.find("desc")
    assert title is not None and desc is not None
    assert svg["role"] == "img" and svg["aria-labelledby"] == f"{title['id']} {desc['id']}"
    assert "tabellen" in desc.get_text()
    assert text.html is not None and text.html["lang"] == "sv"
    assert [cell["scope"] for cell in text.select("thead th")] == ["col"] * 7
    assert [cell["scope"] for cell in text.select("tbody th")] == ["row"] * len(ALL)
    ids = [element["id"] for element in text.select("[id]")]
    assert len(ids) == len(set(ids))


def test_shapes_lie_inside_the_picture_and_today_between_its_edges() -> None:
    old = one("urgammalt", "avtalstid: {från: 1950-01-01, tills_vidare: ja}\n")
    future = one("framtid", term("2090-01-01", "2099-12-31"))
    made = leaving([*ALL, BUSY, old, future], ON)
    for panel in panels(made, made.entries):
        assert LABELS < panel.today < RIGHT
        for line in panel.lines:
            for bar in line.bars:
                assert bar.x >= LABELS
                assert bar.x + bar.width <= RIGHT + 2
            assert all(LABELS <= mark.x <= RIGHT for mark in line.marks)


def test_a_longer_period_is_a_longer_bar_and_an_unknown_one_says_so() -> None:
    made = leaving([NEAR, FAR, EMPTY], ON)
    (panel,) = panels(made, made.entries)
    near, far, empty = panel.lines
    assert near.bars[0].width < far.bars[0].width
    assert near.bars[0].x < panel.today < near.bars[0].x + near.bars[0].width
    assert (empty.bars, empty.note) == ((), "avtalstiden är okänd")


def test_prolongations_are_drawn_one_by_one_and_the_one_that_may_follow_apart() -> None:
    made = leaving([ROLLING], date(2026, 8, 1))
    (panel,) = panels(made, made.entries)
    assert [bar.look for bar in panel.lines[0].bars] == ["galler", "galler", "kanske"]
    assert panel.lines[0].bars[1].title == "Förlängning nr 1: 1 januari 2026 – 31 december 2026"


def test_an_open_ended_period_fades_out_at_the_edge() -> None:
    made = leaving([OPEN], ON)
    (panel,) = panels(made, made.entries)
    (bar,) = panel.lines[0].bars
    assert bar.fade == "hoger"
    assert bar.x + bar.width == pytest.approx(RIGHT)


def test_words_of_the_authors_are_text_and_never_markup() -> None:
    name = "<script>alert(1)</script> & ”Vänner”"
    made = leaving([one("tecken", f"partnerskap: '{name}'\n" + term("2026-01-01", "2027-12-31"))], ON)
    text = soup(made)
    assert text.script is None
    assert name in [cell.find(string=True) for cell in text.select("tbody th")]
    (label,) = text.select("text.namn")
    assert label.get_text() == name[: NAME - 1].rstrip() + "…" if len(name) > NAME else name


def test_the_page_refers_to_nothing_outside_itself() -> None:
    data = page(leaving(ALL, ON)).decode()
    assert "default-src 'none'" in data
    for word in ("http://", "https://", "<script", "<link", "<img", "@import", "src="):
        assert word not in data


def test_every_picture_is_well_formed() -> None:
    for svg in drawings(many(45)):
        assert svg.tag.removeprefix(SVG) == "svg"
        assert svg.get("viewBox") or svg.get("viewbox")


@pytest.mark.browser
def test_a_browser_draws_the_page_and_fetches_nothing(tmp_path: Path) -> None:
    path, log = tmp_path / "sida.html", tmp_path / "net.json"
    path.write_bytes(page(leaving([BUSY, *ALL], ON)))
    found = BeautifulSoup(opened(path, f"--log-net-log={log}"), "html.parser")
    assert len(found.select("figure svg rect.galler")) >= 4
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = {str(event["params"]["url"]) for event in events if "url" in event.get("params", {})}
    assert events
    assert not [url for url in asked if url.startswith("http") and "google" not in url]


@pytest.mark.browser
def test_the_page_prints_on_paper_on_its_side_with_every_agreement(tmp_path: Path) -> None:
    path, printed = tmp_path / "sida.html", tmp_path / "sida.pdf"
    path.write_bytes(page(many(45)))
    opened(path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    sheets = PdfReader(printed).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert all(f"avtal-{number}" in text for number in range(45))
    # Each of the three pictures is whole on one sheet.
    assert sum("21 november 2026" in sheet.extract_text() and "2029" in sheet.extract_text() for sheet in sheets) >= 3
