"""All groups of the tree and where each form is: built whole, or changed one group or form at a time.

Plain values, no Qt: the model says what happens and announces it, this keeps the books.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count as numbers_from

from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear
from perfeval_ui.project_tree.grouping import Group, Grouping, GroupPath, subgroup

# Across all arrangements, so that a stale index can never mean another group.
_numbers = numbers_from(1)


class GroupTree:
    """The groups of one grouping with the forms in them."""

    def __init__(
        self,
        grouping: Grouping,
        summaries: Iterable[FormSummary] = (),
        awaited: Mapping[UnitYear, FormCount] | None = None,
    ) -> None:
        """Arrange ``summaries``, which come sorted by id, and groups for forms that are ``awaited``."""
        self.grouping = grouping
        self.root = Group(next(_numbers))
        self._by_number = {self.root.number: self.root}
        self._by_path: dict[GroupPath, Group] = {(): self.root}
        self._holders: dict[FormId, Group] = {}
        for summary in summaries:
            path = grouping.path(summary)
            group = self._by_path.get(path) or self._put_groups(path)
            self.put_form(group, len(group.forms), summary)
        for unit_year, count in (awaited or {}).items():
            self._put_groups(grouping.path(unit_year)).expect(count)

    def numbered(self, number: int) -> Group:
        """Return the group with this number."""
        return self._by_number[number]

    def group_at(self, path: GroupPath) -> Group | None:
        """Return the group with this path, ``None`` where there is none."""
        return self._by_path.get(path)

    def holder(self, form_id: FormId) -> Group | None:
        """Return the group that holds the form, ``None`` where none does."""
        return self._holders.get(form_id)

    def holds(self, group: Group) -> bool:
        """Whether the group is (still) one of these."""
        return group.number in self._by_number

    def missing(self, path: GroupPath) -> Iterator[Group]:
        """Yield the groups that are yet to be put in on the way to ``path``, from the top."""
        group = self.root
        for depth, level in enumerate(self.grouping.levels, start=1):
            child = self._by_path.get(path[:depth])
            if child is None:
                child = subgroup(next(_numbers), group, level, path[depth - 1])
                yield child
            group = child

    def put_group(self, group: Group) -> None:
        """Put a group in its place in its parent."""
        if group.parent:
            group.parent.groups.insert(group.row, group)
        self._by_number[group.number] = group
        self._by_path[group.path] = group

    def emptied(self, group: Group) -> Group | None:
        """Return the highest group around (or at) ``group`` in which no form is left, if any."""
        highest = None
        for one in group.lineage:
            if one.count:
                break
            highest = one
        return highest

    def take_group(self, group: Group) -> None:
        """Take a group out of its parent, with the groups in it."""
        if group.parent:
            del group.parent.groups[group.row]
        for one in (group, *group.all_groups()):
            del self._by_number[one.number]
            del self._by_path[one.path]

    def put_form(self, group: Group, row: int, summary: FormSummary) -> None:
        """Put a form into ``group`` at ``row``, its place by id."""
        group.insert(row, summary)
        self._holders[summary.form_id] = group

    def fill(self, group: Group, summaries: Sequence[FormSummary]) -> None:
        """Put all forms of a group that had none into it, in the order of their ids."""
        group.fill(summaries)
        self._holders.update((one.form_id, group) for one in summaries)

    def take_form(self, group: Group, row: int) -> None:
        """Take a form out of its group; a group left empty stays until it is taken itself."""
        del self._holders[group.forms[row].form_id]
        group.remove(row)

    def _put_groups(self, path: GroupPath) -> Group:
        for group in self.missing(path):
            self.put_group(group)
        return self._by_path[path]
