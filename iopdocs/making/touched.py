"""Where a running agreement cites law that changes, and a draft of the additions that would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from iopdocs.checks import texts
from iopdocs.classes import dataclass
from iopdocs.deadlines import Event, EventKind, period_on
from iopdocs.laws.act import Provision
from iopdocs.laws.changes import LawChange, touching
from iopdocs.laws.index import Reference, joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.making.cited_law import binding, citing
from iopdocs.model import Agreement
from iopdocs.reading import where
from iopdocs.swedish import dates, lists
from iopdocs.vocabulary.rendering_state import Libraries
from iopdocs.workspace import Loaded, Workspace

#: What happens to a provision so that a reference to it no longer holds.
ENDS = frozenset({"upphör", "får annan beteckning"})


@dataclass(frozen=True, slots=True)
class Touched:
    """A change of the law and where in an agreement the provision is cited: the keys, or a clause by its id.

    ``section`` is what the place is called in the document. A clause may rest on what its text does not name: then
    there is no reference to mend (``named``).
    """

    where: str
    section: str
    change: LawChange
    named: bool = True

    @property
    def ends(self) -> bool:
        """Whether a reference to it no longer holds: what has only other words is still cited rightly."""
        return self.change.happening in ENDS


def touches(workspace: Workspace, loaded: Loaded, found: Iterable[LawChange], last: date) -> tuple[Touched, ...]:
    """Return where an agreement that runs then cites what changes, by day. Raises IopdocsError for a faulty library.

    What an addition or an extension has mended is left out.
    """
    if loaded.agreement is None or (law_day := loaded.agreement.law_day) is None:
        return ()
    agreement = loaded.agreement.as_extended(last)
    # What the agreement says is what the law was called on its own day; a change before that day is in it.
    ahead = [change for change in found if change.day > law_day]
    runs = {day: _runs(agreement, day) for day in {change.day for change in ahead}}
    running = [change for change in ahead if runs[change.day]]
    if not running:
        return ()
    subjects = _subjects(workspace, running)
    touched = [
        Touched(place, section, change, named)
        for place, section, cited, named in _citations(workspace, loaded, agreement, law_day, subjects)
        for change in touching(running, cited)
    ]
    unmended = (one for one in dict.fromkeys(touched) if not _is_mended(one, agreement))
    return tuple(sorted(unmended, key=lambda one: one.change.day))


def _subjects(workspace: Workspace, found: Sequence[LawChange]) -> frozenset[str]:
    """Return the subjects of what changes, each by its id and its name in lower case."""
    ids = dict.fromkeys(subject for change in found for subject in change.reference.provision.subjects)
    names = (workspace.laws.subject(one).name.casefold() for one in ids)
    return frozenset((*ids, *names))


def _runs(agreement: Agreement, day: date) -> bool:
    """Whether an agreement runs on a day, also since it has been prolonged by itself."""
    end = period_on(agreement, day).end
    return end is None or day <= end


def law_events(agreement: Agreement, touched: Sequence[Touched], on: date) -> tuple[Event, ...]:
    """Return an entry for each day on which law that an agreement cites ends, and one for each that changes it."""
    grouped: dict[tuple[date, bool], dict[Reference, None]] = {}
    for one in (each for each in touched if each.named):
        grouped.setdefault((one.change.day, one.ends), {})[one.change.reference] = None
    happens = {True: "upphör eller flyttas", False: "ändras"}
    return tuple(
        Event(
            EventKind.LAW_ENDS if ends else EventKind.LAW_CHANGES,
            day,
            f"Lag som avtalet hänvisar till {happens[ends]}: {plain(joined_references(cited))}",
            agreement.id,
            (day - on).days,
            f"lag-{'upphor' if ends else 'andras'}-{day}",
        )
        for (day, ends), cited in grouped.items()
    )


def drafted(touched: Sequence[Touched]) -> str:
    """Return a draft of the additions as YAML, one for each day that something changes. Nothing is agreed.

    A reference to what ends is replaced, or goes; one to what has other words is said to mean the new ones.
    """
    from iopdocs.reading.roundtrip import dump_tree, mapping  # what writes YAML is seldom asked for

    by_day: dict[date, list[Touched]] = {}
    for one in (each for each in touched if each.named):
        by_day.setdefault(one.change.day, []).append(one)
    additions = [
        mapping(
            rubrik="Hänvisningar till ny lag",
            status="förslag",
            gäller_från=str(day),
            skäl=" ".join(_reasons(those)),
            ändringar=[mapping(avsnitt=section, vad=what) for section, what in _edits(those)],
        )
        for day, those in by_day.items()
    ]
    return dump_tree(mapping(tillägg=additions)).rstrip("\n") if additions else ""


def _reasons(touched: Sequence[Touched]) -> Iterator[str]:
    if any(one.ends and one.change.instead for one in touched):
        yield "Bestämmelser som avtalet hänvisar till upphör, och deras innehåll står på ett annat ställe."
    if any(one.ends and not one.change.instead for one in touched):
        yield "Bestämmelser som avtalet hänvisar till upphör utan att något kommer i stället."
    if any(not one.ends for one in touched):
        yield "Bestämmelser som avtalet hänvisar till får en annan lydelse."


def _edits(touched: Sequence[Touched]) -> Iterator[tuple[str, str]]:
    """Yield each section and what is changed in it: a reference is named once for each section."""
    found: dict[tuple[str, str], list[LawChange]] = {}
    for one in touched:
        found.setdefault((one.section, plain(one.change.reference.text)), []).append(one.change)
    for (section, cited), happened in found.items():
        ended = [one for one in happened if one.happening in ENDS]
        new = dict.fromkeys(reference for one in ended for reference in one.instead)
        if new:
            yield section, f"Hänvisningen till {cited} ersätts av en hänvisning till {plain(joined_references(new))}."
        elif ended:
            yield section, f"Hänvisningen till {cited} upphör att gälla."
        else:
            day = plain(dates.format_with_den(happened[0].day))
            acts = list(dict.fromkeys(one.by for one in happened if one.by))
            by = f" enligt {lists.format(acts)}" if acts else ""
            yield section, f"Hänvisningen till {cited} avser bestämmelsen i dess lydelse från och med {day}{by}."


def _is_mended(touched: Touched, agreement: Agreement) -> bool:
    """Whether an addition or an extension that is signed already says what holds instead, as a draft words it.

    One from before the law has other words cannot have meant those. What a clause only rests on is gone over with it.
    """
    cited = re.compile(rf"(?<!\w){re.escape(plain(touched.change.reference.text))}")
    for later in (*agreement.additions, *agreement.extensions):
        day = later.dated or later.own_day
        late = touched.ends or (day is not None and day >= touched.change.day)
        if later.is_signed and late:
            told = (plain(change.what or change.current or "") for change in later.changes)
            gone_over = not touched.named and any(change.section == touched.section for change in later.changes)
            if gone_over or any(map(cited.search, told)):
                return True
    return False


def _citations(
    workspace: Workspace, loaded: Loaded, agreement: Agreement, law_day: date, subjects: frozenset[str]
) -> Iterator[tuple[str, str, Sequence[Provision], bool]]:
    """Yield each place where an agreement cites law, what it is called, and what it meant on the agreement's day.

    Of the clauses only those that may cite one of the ``subjects``. Last is whether the place names it, and does not
    only rest on it.
    """
    laws, preceding = workspace.laws, ""
    stated = agreement.background.laws if agreement.background else ()
    for number, citation in ((number, one.citation) for number, one in enumerate(stated) if one.citation):
        found = laws.look_up(citation, law_day, preceding).provisions
        yield f"bakgrund.lagrum[{number + 1}]", _called("bakgrund"), found, True
        preceding = citation
    for keys, text in texts.prose(workspace.case(loaded, agreement, law_day)):
        for one in laws.find_in_text(text):
            meant = laws.look_up(one.text, law_day, one.preceding).provisions
            yield where(keys), _called(str(keys[0])), meant, True
    given = Libraries(laws, workspace.clauses, workspace.settings.rules)
    for kind in binding(workspace):
        for clause, cited in ((one.clause, one.cited) for one in citing(agreement, kind, given, law_day, subjects)):
            rests_on = (found for subject in clause.support for found in laws.provisions(subject, law_day))
            every, names = dict.fromkeys((*cited, *rests_on)), {one.text for one in cited}
            for named in (True, False):
                meant = tuple(one.provision for one in every if (one.text in names) == named)
                yield f"klausulen {clause.id}", clause.heading, meant, named


def _called(alias: str) -> str:
    """Return what a part of the agreement is called, by the key that it stands under."""
    title = next((info.title for info in Agreement.model_fields.values() if info.alias == alias), None) or alias
    return title[0].upper() + title[1:]
