"""What is looked for, in which cells, and what counts as the same."""

from dataclasses import dataclass
from enum import StrEnum

from perfeval_desktop.domain.columns import Column, Kind, Role


class ColumnGroup(StrEnum):
    """Columns that are looked through together, whatever a bureau calls them."""

    ALL = "all"
    NAMES = "names"
    TARGETS = "targets"
    ACTUALS = "actuals"
    REASONS = "reasons"

    @property
    def label(self) -> str:
        """The group in the user's words."""
        return _LABELS[self]

    def holds(self, column: Column) -> bool:
        """Whether ``column`` is one of them."""
        if self is ColumnGroup.ALL or column.role in _ROLES[self]:
            return True
        # Texts that no rule reads explain something: notes, problems, proposals.
        return self is ColumnGroup.REASONS and column.role is None and column.kind is Kind.TEXT


_LABELS = {
    ColumnGroup.ALL: "所有格",
    ColumnGroup.NAMES: "名称",
    ColumnGroup.TARGETS: "目标、指标值",
    ColumnGroup.ACTUALS: "完成情况",
    ColumnGroup.REASONS: "原因、说明",
}
_ROLES = {
    ColumnGroup.ALL: frozenset[Role](),
    ColumnGroup.NAMES: frozenset(
        {
            *(Role.PROJECT, Role.PROJECT_CODE, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT, Role.SHOWN_UNIT),
            *(Role.LEVEL1, Role.LEVEL2, Role.LEVEL3),
        }
    ),
    ColumnGroup.TARGETS: frozenset(
        {
            *(Role.EXPECTED_GOAL, Role.TARGET, Role.COMPARATOR, Role.TARGET_NUMBER, Role.MEASURE),
            Role.ADJUSTED_TARGET,
        }
    ),
    ColumnGroup.ACTUALS: frozenset({Role.ACTUAL_OUTCOME, Role.ACTUAL}),
    ColumnGroup.REASONS: frozenset({Role.REASON, Role.EXECUTION_NOTE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. Hidden characters never matter, neither in it nor in a cell.

    ``*`` stands for any characters and ``?`` for one, as in Excel; ``~*``, ``~?`` and ``~~`` for themselves.
    A blank stands for any one blank, also a line break, unless ``matches_width``.
    """

    text: str
    matches_case: bool = False
    is_whole_cell: bool = False
    matches_width: bool = False
    columns: ColumnGroup = ColumnGroup.ALL
