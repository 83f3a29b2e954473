"""The arrangement of the forms in groups: plain values, no Qt.

Only groups are nodes; a form is the :class:`FormSummary` that the session delivers, kept in its group.
Siblings are sorted, so a place is found by bisection and the same forms always make the same tree.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from operator import attrgetter

from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear
from perfeval_desktop.summary_texts import department_text, unit_text

# The values that lead to a group, from the top: a year and the names of department and unit.
GroupPath = tuple[int | str, ...]


class Level(StrEnum):
    """What the groups of one depth have in common; the value is the summary's field."""

    YEAR = "year"
    DEPARTMENT = "department"
    UNIT = "implementing_unit"


class Grouping(Enum):
    """The levels above the projects, from the top."""

    BY_YEAR = (Level.YEAR, Level.DEPARTMENT, Level.UNIT)
    BY_DEPARTMENT = (Level.DEPARTMENT, Level.UNIT, Level.YEAR)

    def __init__(self, *levels: Level) -> None:
        self.levels = levels
        self._path = attrgetter(*levels)

    def path(self, of: FormSummary | UnitYear) -> GroupPath:
        """Return the path of the group that a form, or all forms of a unit and year, belong in."""
        path: GroupPath = self._path(of)
        return path


NO_FORMS = FormCount(0, 0)

_by_place = attrgetter("place")
_by_form_id = attrgetter("form_id")


@dataclass(slots=True, eq=False)
class Group:
    """A group with either groups or forms in it, sorted; the root has no parent and an empty path.

    ``place`` sorts it among its siblings. ``count`` and ``final`` are the forms below it, at any depth, and
    those of them that are 已定稿. Of its own forms, so many are ``awaited``: counted, and not there yet.
    """

    number: int
    parent: "Group | None" = None
    path: GroupPath = ()
    label: str = ""
    place: tuple[bool, int | bytes, str] = (False, 0, "")
    groups: "list[Group]" = field(default_factory=list)
    forms: list[FormSummary] = field(default_factory=list)
    count: int = 0
    final: int = 0
    awaited: FormCount = NO_FORMS

    @property
    def row(self) -> int:
        """Where it stands, or would stand, among its siblings; the root is its only one."""
        return bisect_left(self.parent.groups, self.place, key=_by_place) if self.parent else 0

    @property
    def counts(self) -> FormCount:
        """Both figures."""
        return FormCount(self.count, self.final)

    @property
    def is_named(self) -> bool:
        """Whether there is a name (or year) it stands for, not forms that lack one."""
        return any(str(value).strip() for value in self.path[-1:])

    @property
    def lineage(self) -> "Iterator[Group]":
        """The group itself and those around it, without the root."""
        group = self
        while group.parent:
            yield group
            group = group.parent

    def row_of(self, form_id: FormId) -> int:
        """Return where the form stands, or would stand, in this group."""
        return bisect_left(self.forms, form_id, key=_by_form_id)

    def insert(self, row: int, summary: FormSummary) -> None:
        """Put a form in at ``row`` and count it."""
        self.forms.insert(row, summary)
        self._count(1, _is_final(summary))

    def fill(self, summaries: Sequence[FormSummary]) -> None:
        """Put in all forms of a group that had none, in the order of their ids, and count them."""
        self.forms = list(summaries)
        self._count(len(summaries), sum(map(_is_final, summaries)))

    def expect(self, awaited: FormCount) -> None:
        """Count so many forms that have not come yet, in place of those awaited before."""
        self._count(awaited.forms - self.awaited.forms, awaited.final - self.awaited.final)
        self.awaited = awaited

    def remove(self, row: int) -> None:
        """Take out the form at ``row`` and uncount it."""
        self._count(-1, -_is_final(self.forms.pop(row)))

    def replace(self, row: int, summary: FormSummary) -> bool:
        """Put ``summary`` in place of the form at ``row``; return whether the counts changed."""
        change = _is_final(summary) - _is_final(self.forms[row])
        self.forms[row] = summary
        if change:
            self._count(0, change)
        return change != 0

    def all_groups(self) -> "Iterator[Group]":
        """Yield the groups below this one, each before those in it."""
        for group in self.groups:
            yield group
            yield from group.all_groups()

    def all_forms(self) -> Iterator[FormSummary]:
        """Yield the forms below this group from top to bottom."""
        for group in self.groups:
            yield from group.all_forms()
        yield from self.forms

    def _count(self, count: int, final: int) -> None:
        group: Group | None = self
        while group:
            group.count += count
            group.final += final
            group = group.parent


def subgroup(number: int, parent: Group, level: Level, value: int | str) -> Group:
    """Return a new, empty group for ``value``, ready to be put into ``parent``.

    Years sort downwards, names by their GB 18030 code, which is the order of pinyin for common characters;
    what is not filled in yet comes last.
    """
    if isinstance(value, int):
        return Group(number, parent, (*parent.path, value), year_text(value), (False, -value, ""))
    label = department_text(value) if level is Level.DEPARTMENT else unit_text(value)
    place = (not value.strip(), value.encode("gb18030", "replace"), value)
    return Group(number, parent, (*parent.path, value), label, place)


def _is_final(summary: FormSummary) -> bool:
    return summary.state is FormState.FINAL
