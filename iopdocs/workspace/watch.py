"""How a workspace keeps what is protected out of messages and names, and what it says of what it could not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.checks import privacy
from iopdocs.classes import dataclass, replace
from iopdocs.errors import OutputBlocked, Problem, Severity
from iopdocs.protection import people
from iopdocs.protection.guard import MASK, Guard, SaidText
from iopdocs.reading import Source, decode_source, discreet, read_bytes, real, without_numbers_in
from iopdocs.swedish.personnummer import Certainty
from iopdocs.workspace.guarded import Guarded, judgements_of

_DETAIL = re.compile(r"(?:parter|.*nya_parter)\[\d+\]\.(?:part\.)?(?:telefon|webb|e_post)")
_QUOTED = re.compile("”.*”", re.DOTALL)
_DETAILS_KEY = "skyddade_uppgifter"
_SO_LONG = "Så länge görs inga slutliga versioner, och ingenting av avtalen lämnar datorn."


@dataclass(frozen=True)
class Watch:
    """Watches over names and messages of a workspace with what is protected in it."""

    guarded: Guarded

    @cached_property
    def guard(self) -> Guard:
        """What looks for everything that is protected in the workspace."""
        return Guard(self.guarded.secrets)

    @cached_property
    def _names(self) -> dict[tuple[Path, str], str]:
        return {}

    def name(self, path: Path, name: str) -> str:
        """Return what a file is called, without what gives something away; ``name`` is what it is called otherwise."""
        if not self.guard.active and not people.numbers(name):
            return name
        key = (path, name)
        if key not in self._names:
            self._names[key] = self._masked(path, name)
        return self._names[key]

    def _masked(self, path: Path, name: str) -> str:
        if not people.numbers(name) and not any(map(self.guard.finds, _readings(name))):
            return name
        raw = read_bytes(path, "")  # few names come so far
        judgements = [] if isinstance(raw, Problem) else judgements_of(decode_source(raw, "")[0])
        guard = Guard(self.guarded.secrets, judgements)
        for _, hit in people.told_of([SaidText(name)], guard, frozenset()):
            name = name.replace(hit.text, hit.masked)
        if not any(map(guard.finds, _readings(name))):
            return name
        masked = guard.masked(name)
        return masked if masked != name and not guard.finds(masked) else MASK

    def of_name(self, name: str, guard: Guard, source: Source) -> Iterator[Problem]:
        """Yield a problem when the name of an agreement's file gives something away; it is told without the name."""
        rename = "Döp om filen eller mappen: namnet står i lägesbilden, i rapporter och i meddelanden."
        for _, hit in people.told_of([SaidText(name)], guard, frozenset()):
            sure = hit.certainty is Certainty.CERTAIN
            yield Problem(
                f"i filens namn står {'ett personnummer' if sure else 'siffror som kan vara ett personnummer'}",
                source.file,
                hint=f"{rename} {privacy.HOW_TO_JUDGE}",
                severity=Severity.ERROR if sure else Severity.WARNING,
                code=privacy.PERSONNUMMER if sure else privacy.POSSIBLE_PERSONNUMMER,
            )
        finds = [find for text in _readings(name) for find in guard.finds(text)]
        if not finds:
            return
        if any(find.certainty is Certainty.CERTAIN for find in finds):
            message = "filens namn innehåller något som är märkt som skyddat"
            yield Problem(message, source.file, hint=rename, code=privacy.PROTECTED_ADDRESS)
        else:
            message = "filens namn kan röja något som är märkt som skyddat"
            hint = f"{rename} {privacy.HOW_TO_JUDGE}"
            yield Problem(message, source.file, hint=hint, severity=Severity.WARNING, code=privacy.POSSIBLE_ADDRESS)

    def of_place(self, path: Path | None, root: Path) -> None:
        """Refuse to write where the name of the file or its folders would give something away. Raises OutputBlocked."""
        if path is None:
            return
        inside = real(path)
        name = str(inside.relative_to(root)) if inside.is_relative_to(root) else str(path)
        told = any(True for _ in people.told_of([SaidText(name)], self.guard, frozenset()))
        if told or any(map(self.guard.finds, _readings(name))):
            hint = "Ge filen eller mappen ett namn som inte säger något om var huset ligger eller vem det gäller."
            message = "det skrivs inget där, eftersom namnet på filen eller mappen kan röja något skyddat"
            raise OutputBlocked(Problem(message, hint=hint, code="röjande-namn"))

    def unread(self) -> Iterator[Problem]:
        """Yield what to say of files that may protect something and cannot be read: nobody looks for it then."""
        for one in self.guarded.unread:
            hint = "Rätta filen, eller flytta den ur mappen agreements."
            message = "filen nämner något skyddat men kan inte läsas helt"
            if one.key:
                message = f"nyckeln ”{one.key}” skyddar ingenting där den står"
                hint = "Skriv skyddad: ja, och flytta in den under adress."
                if one.key.casefold().startswith(_DETAILS_KEY[:8]):
                    hint = f"{hint} För telefon, webb och e_post skrivs {_DETAILS_KEY} på parten."
            yield Problem(
                f"{message}, så det kan inte letas efter i andra avtal",
                self.name(Path(one.name), one.name),
                one.line,
                hint=f"{hint} {_SO_LONG}",
                severity=Severity.WARNING,
                code=checks.UNREAD_PROTECTION,
            )

    def safe(self, text: str) -> str:
        """Return a text of anybody's without what is protected, for an answer or a report that is sent on."""
        return self.guard.masked(without_numbers_in(text))

    def discreet(
        self, problems: Iterable[Problem], source: Source | None = None, guard: Guard | None = None
    ) -> list[Problem]:
        """Return problems without what is protected; a message may quote anything that somebody has written."""
        found = list(map(discreet, problems))
        if found and source and any(_DETAILS_KEY in path for path in source.places):
            found = [_without_detail(one) for one in found]
        chosen = guard or self.guard
        if not chosen.active:
            return found
        return [
            replace(
                one,
                message=chosen.masked(one.message),
                file=one.file and chosen.masked(one.file),
                where=chosen.masked(one.where),
                hint=chosen.masked(one.hint),
            )
            for one in found
        ]


def _readings(name: str) -> tuple[str, ...]:
    """Return a name as it stands, and as its folders and words are read."""
    return name, re.sub(r"[\\/_.]+", " ", name)


def _without_detail(problem: Problem) -> Problem:
    if not _DETAIL.fullmatch(problem.where):
        return problem
    return replace(problem, message=_QUOTED.sub(f"”{MASK}”", problem.message))
