"""Which cells are looked through."""

from perfeval_desktop.find_replace.query import ColumnGroup
from small_forms import OTHER, SELF


def keys(group: ColumnGroup, template: object = SELF) -> set[str]:
    """Return the columns of a group in a template."""
    blocks = (SELF if template is SELF else OTHER).by_key.values()
    return {column.key for block in blocks for column in block.columns if group.holds(column)}


def test_every_cell_is_looked_through_or_those_of_a_kind() -> None:
    assert {"project", "executed", "target", "reason", "note"} <= keys(ColumnGroup.ALL)
    assert keys(ColumnGroup.NAMES) == {
        *("project", "department", "implementing_unit", "level1", "level2", "level3")
    }
    assert keys(ColumnGroup.TARGETS) == {"expected_goal", "target"}
    assert keys(ColumnGroup.ACTUALS) == {"actual_outcome", "actual"}
    assert keys(ColumnGroup.REASONS) == {"reason", "execution_note", "note"}
    assert keys(ColumnGroup.REASONS, OTHER) == {"execution_note", "note", "problems", "basis"}


def test_each_group_has_words() -> None:
    assert len({one.label for one in ColumnGroup}) == len(ColumnGroup)
