"""Whatever is done in whatever order, what was final or edited by a person is there to the last byte.

Two machines do random things: one writes made-up bytes as a batch writes documents, with files removed, receipts lost,
documents open in Word and workspaces that share a folder; the other makes real documents of real agreements.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from iopdocs.making.outcome import File, Outcome, Wish
from iopdocs.making.writing import Writer
from iopdocs.output import RECEIPT_SUFFIX, fingerprints
from tests.support import records
from tests.support.examples import examples
from tests.support.records import DAY, ID

SUFFIXES = (".docx", ".txt", ".html")
FORMATS = st.sets(st.sampled_from(SUFFIXES), min_size=1).map(sorted)
PARTIES = fingerprints([("Exempelby kommun", "299999-0001"), ("Exempeljouren", "")])
OTHERS = fingerprints([("Exempelby kommun", "299999-0001"), ("Provjouren", "")])


class Records(RuleBasedStateMachine):
    """What both machines know and ask: which files are somebody's, and that they are there."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp()).resolve()
        self.output = self.root / "output"
        self.held: dict[Path, bytes] = {}
        self.finals: set[Path] = set()
        self.edits = 0
        self.signed = False
        self.prepare()

    def prepare(self) -> None:
        """Make what is there in the beginning."""

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def documents(self) -> list[Path]:
        return sorted(path for path in self.output.rglob("*.*") if path.suffix in SUFFIXES and path.name[0] not in "~.")

    def tree(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.output.rglob("*") if path.is_file()}

    def one(self, number: int) -> Path | None:
        found = self.documents()
        return found[number % len(found)] if found else None

    def saw(self, outcome: Outcome, *, final: bool, force: bool, before: dict[Path, bytes]) -> None:
        """Take note of what a run did."""
        for path, kept in [(one.path, one.kept) for one in outcome.written]:
            if kept is not None:
                assert force
                assert path not in self.finals, "a final version was moved"
                assert kept.read_bytes() == before[path]
                if path in self.held:
                    self.held[kept] = self.held.pop(path)
            if final:
                self.finals.add(path)
                self.held.setdefault(path, path.read_bytes())
        if final:
            assert len({one.path.stem for one in outcome.written}) <= 1, "one version has one number"

    @invariant()
    def nothing_is_lost(self) -> None:
        for path, data in self.held.items():
            assert path.exists(), f"{path.name} is gone"
            assert path.read_bytes() == data, f"{path.name} has been changed"

    @rule(number=st.integers(0, 5))
    def edit(self, number: int) -> None:
        if path := self.one(number):
            self.edits += 1
            path.write_bytes(b"redigerat %d" % self.edits)
            self.held[path] = path.read_bytes()

    @rule(signed=st.booleans())
    def sign(self, signed: bool) -> None:
        self.signed = signed


class Bytes(Records):
    """Writes made-up bytes as a batch does, and does to the folder what people and other programs do."""

    @rule(contents=st.sampled_from("AB"), suffixes=FORMATS, final=st.booleans(), reason=st.sampled_from(["", "Rättat"]))
    def render(self, contents: str, suffixes: list[str], final: bool, reason: str) -> None:
        self.write(contents, suffixes, final=final, reason=reason)

    @rule(contents=st.sampled_from("AB"), suffixes=FORMATS, final=st.booleans(), build=st.sampled_from("12"))
    def force(self, contents: str, suffixes: list[str], final: bool, build: str) -> None:
        self.write(contents, suffixes, final=final, force=True, reason="Rättat", build=build)

    @rule(final=st.booleans(), force=st.booleans(), others=st.booleans(), takeover=st.booleans())
    def another_file(self, final: bool, force: bool, others: bool, takeover: bool) -> None:
        self.write("A", [*SUFFIXES], "b.yaml", final=final, force=force, others=others, takeover=takeover)

    def write(
        self,
        contents: str,
        suffixes: list[str],
        file: str = "a.yaml",
        *,
        final: bool,
        force: bool = False,
        reason: str = "",
        others: bool = False,
        takeover: bool = False,
        build: str = "1",
    ) -> None:
        """Write documents; another build of the program makes other bytes that say the same."""
        outcome = Outcome(f"agreements/{file}", ID, parties=OTHERS if others else PARTIES)
        facts = {"avtal": ID, "utkast": not final, "svarar_mot": f"{contents}{final}"}
        if final:
            facts |= {"innehåll": contents, "undertecknat": self.signed}
        for suffix in suffixes:
            data = f"{contents}{suffix}{'slutlig' if final else 'utkast'}{build}".encode()
            outcome.waiting.append(File("avtal", suffix, data, facts))
        before = self.tree()
        wish = Wish(DAY, final=final, force=force, takeover=takeover, reason=reason, fresh=True)
        Writer(self.root, wish).write(outcome)
        if outcome.failed and not takeover:
            assert self.tree() == before, "what is refused writes nothing"
        if not outcome.failed:
            assert sorted(one.path.suffix for one in outcome.written) == sorted(suffixes)
        self.saw(outcome, final=final, force=force, before=before)

    @rule(number=st.integers(0, 20))
    def remove(self, number: int) -> None:
        if path := self.one(number):
            path.unlink()
            self.held.pop(path, None)
            self.finals.discard(path)

    @rule(number=st.integers(0, 20), spoil=st.booleans())
    def lose_receipt(self, number: int, spoil: bool) -> None:
        found = sorted(self.output.rglob(f"*{RECEIPT_SUFFIX}"))
        if found:
            path = found[number % len(found)]
            if spoil:
                path.write_text("{", encoding="utf-8")
            else:
                path.unlink()

    @rule(number=st.integers(0, 20), closed=st.booleans())
    def open_or_close(self, number: int, closed: bool) -> None:
        if path := self.one(number):
            lock = path.with_name(f".~lock.{path.name}#")
            if closed:
                lock.unlink(missing_ok=True)
            else:
                lock.touch()

    @rule(final=st.booleans(), takeover=st.booleans())
    def another_workspace(self, final: bool, takeover: bool) -> None:
        number = self.root / ".iopdocs-id"
        here = number.read_bytes() if number.exists() else b""
        number.write_bytes(b"0" * 16)
        self.write("A", [*SUFFIXES], final=final, force=True, takeover=takeover)
        number.write_bytes(here)


class Agreements(Records):
    """Makes documents of agreements, whose data people change."""

    def prepare(self) -> None:
        records.workspace(self.root)
        self.file = "a.yaml"

    @rule(
        notice=st.sampled_from(["6 månader", "1 månad", "2 månader"]),
        formats=FORMATS,
        final=st.booleans(),
        force=st.booleans(),
        reason=st.sampled_from(["", "Rättat"]),
        day=st.integers(15, 17),
    )
    def render(self, notice: str, formats: list[str], final: bool, force: bool, reason: str, day: int) -> None:
        path = records.write(self.root, records.data(notice=notice, signed=self.signed), self.file)
        before = self.tree()
        outcome = records.render(
            self.root,
            path,
            final=final,
            force=force,
            only_new=not force,
            reason=reason if final else "",
            day=DAY.replace(day=day),
            formats=tuple(suffix[1:] for suffix in formats),
            fresh=True,
        )
        if outcome.failed:
            assert self.tree() == before
            assert records.codes(outcome) & {"skäl-saknas", "annans-dokument"}, outcome.problems
        self.saw(outcome, final=final, force=force, before=before)

    @rule()
    def another_file_with_the_id(self) -> None:
        (self.root / "agreements" / self.file).unlink()
        self.file = "b.yaml" if self.file == "a.yaml" else "a.yaml"
        records.write(self.root, records.data(), self.file)


TestBytes = Bytes.TestCase
TestBytes.settings = settings(
    max_examples=examples(30), stateful_step_count=40, deadline=None, suppress_health_check=[*HealthCheck]
)
TestAgreements = Agreements.TestCase
TestAgreements.settings = settings(
    max_examples=examples(3), stateful_step_count=12, deadline=None, suppress_health_check=[*HealthCheck]
)
