"""What those hear of the tree who do not see it: names with state and findings, levels, what is unfolded."""

from PySide6.QtGui import QAccessible, QAccessibleInterface

from perfeval_ui.window.main_window import MainWindow
from ui.accessible import interface


def rows(window: MainWindow) -> list[QAccessibleInterface]:
    """Return the rows in sight, from the top; the title of the column, which nobody sees, comes first."""
    tree = interface(window.tree.view)
    children = [tree.child(number) for number in range(tree.childCount())]
    assert children[0].text(QAccessible.Text.Name) == "项目"
    return children[1:]


def test_each_row_tells_its_level(full_window: MainWindow) -> None:
    levels = [one.text(QAccessible.Text.Description) for one in rows(full_window)]
    assert levels[:4] == ["第 1 级", "第 2 级", "第 3 级", "第 4 级"]


def test_a_form_tells_its_state_and_what_is_found_in_it(full_window: MainWindow) -> None:
    form = rows(full_window)[3]
    assert form.role() is QAccessible.Role.TreeItem
    assert "填报中" in form.text(QAccessible.Text.Name)
    assert "2 个提醒" in form.text(QAccessible.Text.Name)
    assert form.state().selected


def test_a_group_tells_whether_it_is_unfolded(full_window: MainWindow) -> None:
    first, last = rows(full_window)[0], rows(full_window)[-1]
    assert first.state().expandable
    assert first.state().expanded
    assert last.state().expandable
    assert not last.state().expanded
