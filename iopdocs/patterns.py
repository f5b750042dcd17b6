"""Regular expressions that are compiled when they are first used: of all that a command loads it uses a third."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class Uncompiled:
    """Stands for a regular expression until it is used; what it is asked for is then that one's own."""

    def __init__(self, written: Any, flags: int) -> None:
        self.pattern = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def lazy_pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", Uncompiled(written, flags))
