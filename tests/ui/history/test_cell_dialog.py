import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from histories import revision
from perfeval_desktop.history.cell_history import CellVersion
from perfeval_ui.history.cell_dialog import CellColumn, CellHistoryDialog
from perfeval_ui.history.marked_delegate import MarkedRole

VERSIONS = (
    CellVersion(revision(4), "完成12场", "完成13场"),
    CellVersion(revision(3), "", "完成12场"),
    CellVersion(revision(2, label="删字"), None, ""),
    CellVersion(revision(1), "很早", None),
)


def opened(qtbot: QtBot, *versions: CellVersion, can_restore: bool = True) -> CellHistoryDialog:
    dialog = CellHistoryDialog("第 1 行的完成值", versions, can_restore=can_restore)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def data(dialog: CellHistoryDialog, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return dialog.model.data(dialog.model.index(row, column), role)


def test_each_text_has_its_time_its_change_and_who_wrote_it(qtbot: QtBot) -> None:
    dialog = opened(qtbot, *VERSIONS)
    assert "4 个内容" in dialog.findChildren(QLabel)[0].text()
    texts = [data(dialog, row, CellColumn.TEXT) for row in range(4)]
    assert texts == ["完成13场", "完成12场", "（空）", "（没有这一行）"]
    at = VERSIONS[2].revision.at.astimezone()
    assert [data(dialog, 2, one) for one in (CellColumn.TIME, CellColumn.CHANGE, CellColumn.BY)] == [
        f"{at:%Y-%m-%d %H:%M}",
        "删字",
        "张三",
    ]
    assert data(dialog, 2, CellColumn.TEXT, Qt.ItemDataRole.ToolTipRole) == "（空）"
    assert data(dialog, 2, CellColumn.TEXT, Qt.ItemDataRole.CheckStateRole) is None
    headings = [dialog.model.headerData(one, Qt.Orientation.Horizontal) for one in CellColumn]
    assert headings == ["时间", "内容", "改动", "经手人"]
    assert dialog.model.headerData(0, Qt.Orientation.Vertical) is None
    inside = dialog.model.index(0, 0)
    assert (dialog.model.rowCount(inside), dialog.model.columnCount(inside)) == (0, 0)


def test_what_is_new_in_a_text_is_marked(qtbot: QtBot) -> None:
    dialog = opened(qtbot, *VERSIONS)
    assert data(dialog, 0, CellColumn.TEXT, MarkedRole.PARTS) == ((3, 1),)
    for row, column in ((1, CellColumn.TEXT), (0, CellColumn.CHANGE)):
        assert data(dialog, row, column, MarkedRole.PARTS) is None
    quiet = [data(dialog, row, CellColumn.TEXT, MarkedRole.IS_QUIET) for row in range(4)]
    assert quiet == [False, False, True, True]


@pytest.mark.parametrize(("row", "is_possible"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_text_that_is_another_than_now_can_come_back(qtbot: QtBot, row: int, *, is_possible: bool) -> None:
    dialog = opened(qtbot, *VERSIONS)
    dialog.view.setCurrentIndex(dialog.model.index(row, 0))
    assert dialog.restore_button.isEnabled() is is_possible


def test_the_chosen_text_is_wanted_back(qtbot: QtBot) -> None:
    dialog = opened(qtbot, *VERSIONS)
    dialog.view.setCurrentIndex(dialog.model.index(2, 0))
    with qtbot.waitSignal(dialog.restoring_wanted) as wanted:
        dialog.restore_button.click()
    assert wanted.args == [""]


def test_nothing_comes_back_into_a_form_that_takes_no_changes_or_a_row_that_is_gone(qtbot: QtBot) -> None:
    final = opened(qtbot, *VERSIONS, can_restore=False)
    final.view.setCurrentIndex(final.model.index(1, 0))
    assert not final.restore_button.isEnabled()
    gone = opened(qtbot, CellVersion(revision(5), "完成13场", None), *VERSIONS)
    gone.view.setCurrentIndex(gone.model.index(1, 0))
    assert not gone.restore_button.isEnabled()


def test_a_cell_that_was_never_filled_in_says_so(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert "一直是空的" in dialog.findChildren(QLabel)[0].text()
    assert not dialog.restore_button.isEnabled()
    dialog._restore()
    assert dialog.isVisible()
