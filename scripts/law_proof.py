"""Holds the law library against its proofs: ``python -m scripts.law_proof``.

For each provision it compares the days, the amendments and the class of trust with the registers and the fingerprints
in ``iopdocs/laws/proofs``, says what they do not bear, and prints how many facts of each class were examined, have a
proof and are wrong. With ``--all`` every proof is printed, and ``--texts FOLDER`` reads texts on this machine (see
``scripts.law_texts``) and says which paragrafer have other words than when they were read. What a provision is about no
register tells.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from iopdocs.laws.act import Act, Provision
from iopdocs.laws.library import load_library
from iopdocs.laws.proofs import Life, Register, in_force, life, rests_on
from scripts.law_kept import registers, texts
from scripts.law_texts import marks, sections

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the library that its proofs do not say."""

    act: Act
    provision: Provision
    said: str

    @property
    def confidence(self) -> str:
        """The class of trust that the fact was given."""
        return _confidence(self.act, self.provision)


def _confidence(act: Act, provision: Provision) -> str:
    return provision.confidence or act.confidence


def findings(act: Act) -> Iterator[Finding]:
    """Yield what an act's provisions say that the proofs of the act do not bear."""
    for provision in act.provisions:
        yield from (Finding(act, provision, said) for said in _unproved(act, provision))


def _unproved(act: Act, provision: Provision) -> Iterator[str]:
    register = registers().get(act.number)
    if register and register.tells_of(provision.lagrum):
        yield from _against_register(register, act, provision)
    yield from _against_text(act, provision)
    if _confidence(act, provision) == "bekräftad" and not rests_on(act, provision):
        yield "bekräftad utan bevis"


def _against_register(register: Register, act: Act, provision: Provision) -> Iterator[str]:
    told = life(register, act, provision.lagrum)
    yield from _wrong_days(provision, told)
    last = provision.period.last
    stated = {(one.first, one.by) for one in provision.amendments}
    known = {(day, by) for day, by in told.amendments if provision.period.first < day and (last is None or day <= last)}
    if _confidence(act, provision) == "bekräftad" and known - stated:
        yield f"saknar ändringar: {', '.join(f'{by} ({day})' for day, by in sorted(known - stated))}"
    # What was decided after the register was read it cannot tell.
    if extra := {one for one in stated if one not in set(told.amendments) and one[0] <= register.entries[-1].first}:
        told_of = ", ".join(f"{by} ({day})" for day, by in sorted(extra, key=str))
        yield f"har ändringar som registret inte har: {told_of}"


def _wrong_days(provision: Provision, told: Life) -> Iterator[str]:
    first, last = provision.period.first, provision.period.last
    changes = {day for day, _ in told.amendments}
    # What came into force before the register begins it cannot tell.
    if first not in told.starts | changes and first >= told.known_from:
        yield f"börjar gälla {first}; registret har {_days(told.starts | changes)}"
    if last is not None and last not in told.ends | {day - _ONE_DAY for day in changes}:
        yield f"slutar gälla {last}; registret har {_days(told.ends)}"
    if last is None and any(end >= first for end in told.ends):
        yield f"sägs gälla än; registret har {_days(told.ends)}"


def _against_text(act: Act, provision: Provision) -> Iterator[str]:
    text = texts().get(act.number)
    if text is None:
        return
    if text.in_force and text.in_force != act.period.first:
        yield f"lagen sägs gälla från {act.period.first}; texten har {text.in_force}"
    mark = text.sections.get(provision.lagrum)
    if mark is None or not mark.latest or provision.period.last not in {None, act.period.last}:
        return
    stated = {one.by for one in provision.amendments}
    founded = in_force(mark.latest, text, registers().get(act.number)) == provision.period.first
    if _confidence(act, provision) == "bekräftad" and mark.latest not in stated and not founded:
        yield f"saknar ändringen {mark.latest}, som texten har"


def _days(days: set[date] | frozenset[date]) -> str:
    return ", ".join(map(str, sorted(days))) or "ingen dag"


def changed(folder: Path) -> Iterator[str]:
    """Yield the paragrafer whose words in a folder of texts are others than when they were read, or are not there."""
    for number, text in texts().items():
        now = marks(sections(folder, number))
        for lagrum, mark in text.sections.items():
            if now and (lagrum not in now or now[lagrum] != mark):
                yield f"{number} {lagrum}: {'har en annan lydelse' if lagrum in now else 'finns inte'}"


def main(*said: str) -> int:
    """Print what is wrong and the rate of each class; return 1 when anything is."""
    found, examined, proved = list[Finding](), Counter[str](), Counter[str]()
    for act in load_library().acts:
        found += findings(act)
        for one in act.provisions:
            grounds = rests_on(act, one)
            examined[_confidence(act, one)] += 1
            proved[_confidence(act, one)] += bool(grounds)
            if "--all" in said:
                print(f"{act.number} {one.lagrum} ({_confidence(act, one)}): {'; '.join(grounds) or 'inget bevis'}")
    for finding in found:
        print(f"{finding.act.number} {finding.provision.lagrum} ({finding.confidence}): {finding.said}")
    wrong = Counter(one.confidence for one in {(f.act.number, id(f.provision)): f for f in found}.values())
    for name, number in sorted(examined.items()):
        share = f"{100 * wrong[name] / number:.1f}".replace(".", ",")
        print(f"{name}: {number} prövade, {proved[name]} med bevis, {wrong[name]} fel ({share} procent)")
    others = list(changed(Path(said[said.index("--texts") + 1]))) if "--texts" in said else []
    for line in others:
        print(line)
    return 1 if found or others else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
