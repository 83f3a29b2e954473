"""The lines of the list of versions: the days, and below each the changes of that day, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from perfeval_desktop.store import Revision, RevisionKind
from perfeval_desktop.version_name import VersionName, given_name

_PREFIXES = {RevisionKind.UNDO: "撤销：", RevisionKind.REDO: "重做："}
_WEEKDAYS = "一二三四五六日"


class Day(NamedTuple):
    """The heading of a day."""

    words: str


class Version(NamedTuple):
    """A change, and the name of the version that it made, if that has one."""

    revision: Revision
    name: VersionName | None = None

    @property
    def is_named_by_hand(self) -> bool:
        """Whether somebody gave the name, and can take it away."""
        return given_name(self.revision) is not None

    @property
    def time(self) -> str:
        """The time of the day."""
        return self.revision.at.astimezone().strftime("%H:%M")

    @property
    def words(self) -> str:
        """What was done, behind the name of the version; one line."""
        if self.name is None:
            return self.change
        more = self.name.remark if self.is_named_by_hand else self.change
        return "　".join(filter(None, (f"【{self.name.name}】", " ".join(more.split()))))

    @property
    def change(self) -> str:
        """What was done."""
        return f"{_PREFIXES.get(self.revision.kind, '')}{self.revision.label}"

    @property
    def title(self) -> str:
        """What the version is called in a sentence."""
        at = self.revision.at.astimezone().strftime("%m-%d %H:%M")
        return f"“{self.name.name}”（{at}）" if self.name else at


Line = Day | Version


def lines_of(
    revisions: Sequence[Revision], names: Mapping[int, VersionName], *, only_named: bool, today: date
) -> list[Line]:
    """Return the lines for ``revisions``, which are oldest first."""
    versions = (Version(one, names.get(one.number)) for one in reversed(revisions))
    return [*_with_days((one for one in versions if one.name or not only_named), today)]


def _with_days(versions: Iterator[Version], today: date) -> Iterator[Line]:
    last: date | None = None
    for version in versions:
        day = version.revision.at.astimezone().date()
        if day != last:
            yield Day(day_words(day, today))
            last = day
        yield version


def day_words(day: date, today: date) -> str:
    """Return what a day is called: 今天, 昨天, or its date."""
    words = f"{day.year} 年 {day.month} 月 {day.day} 日　星期{_WEEKDAYS[day.weekday()]}"
    if day == today:
        return f"今天　{words}"
    return f"昨天　{words}" if day == today - timedelta(days=1) else words
