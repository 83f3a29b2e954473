"""The lock line: a day after which the forms of a year, or all of them, are changed only on purpose."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from perfeval_desktop.store import Revision
from perfeval_desktop.version_name import VersionName, given_name

_NAME = "锁定后修改"


class LockLine(NamedTuple):
    """``day`` is the last one on which forms of ``year`` are filled in, ``None`` for those of every year."""

    day: date
    year: int | None = None
    remark: str = ""

    def is_passed(self, today: date) -> bool:
        """Whether forms are behind it."""
        return today > self.day

    @property
    def scope(self) -> str:
        """Which forms it is about."""
        return "所有年度" if self.year is None else f"{self.year} 年度"

    @property
    def words(self) -> str:
        """The day, with what was remarked on it."""
        return f"{self.day.isoformat()}（{self.remark}）" if self.remark else self.day.isoformat()

    @property
    def note(self) -> VersionName:
        """What the log says of a form that is changed in spite of it."""
        return VersionName(_NAME, f"截止日 {self.day.isoformat()} 已过")

    def is_noted(self, revisions: Iterable[Revision]) -> bool:
        """Whether the log of a form says so."""
        return any(given_name(one) == self.note for one in revisions)


def line_for(lines: Iterable[LockLine], year: int) -> LockLine | None:
    """Return the line for forms of ``year``: its own, else that of all years."""
    by_year = {one.year: one for one in lines}
    return by_year.get(year, by_year.get(None))


class StoreWithLocks(Protocol):
    """A store that keeps lock lines. Both raise :class:`StorageError`."""

    def lock_lines(self) -> list[LockLine]:
        """Return the lines, that of all years first."""
        ...

    def set_lock_lines(self, lines: Sequence[LockLine], *, by: str) -> None:
        """Keep these lines in the place of all others."""
        ...
