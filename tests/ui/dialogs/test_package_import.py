from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.exchange_package.decisions import Decisions
from perfeval_desktop.exchange_package.plan import Choice, PackagePlan, plan
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.package_import import PackageImportDialog
from small_forms import CATALOGUE
from ui.packages import handed_in_again

KEY = Qt.Key


class Shown:
    """The dialog about a package, and what was decided in it."""

    def __init__(self, planned: PackagePlan, parent: QWidget, qtbot: QtBot) -> None:
        self.refusal = ""
        self.decided: list[Decisions] = []
        self.dialog = PackageImportDialog("第二次.perfevalx", planned, self._take_in, parent)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()

    def _take_in(self, decisions: Decisions) -> str:
        self.decided.append(decisions)
        return self.refusal

    def choice(self) -> Choice:
        (one,) = self.dialog.selected
        return self.dialog.decisions.choice(one)


@pytest.fixture
def shown(tmp_path: Path, parent: QWidget, qtbot: QtBot) -> Shown:
    with Store.open(tmp_path / "部门.perfeval") as store:
        planned = plan(read_package(handed_in_again(tmp_path, store)), store, CATALOGUE)
    return Shown(planned, parent, qtbot)


def test_it_begins_where_somebody_has_to_choose(shown: Shown) -> None:
    dialog = shown.dialog
    assert dialog.windowTitle() == "导入交换包 - 第二次.perfevalx"
    assert dialog.summary.text() == "包里有 2 张表：新的表 1，双方都改过 1。"
    assert [one.project for one in dialog.selected] == ["甲项目"]
    assert dialog.note.text().startswith("双方都改过：1 处改在同一格，请选用哪一方；1 处只有对方改过。")
    assert dialog.whole.toPlainText().startswith("年度资金总额的年初预算数（双方都改过）")
    assert dialog.ok_button.text() == "导入 1 张"


def test_a_choice_is_made_with_the_keyboard(shown: Shown) -> None:
    dialog = shown.dialog
    QTest.keyClick(dialog.choice, KEY.Key_Down)
    assert shown.choice() is Choice.MERGE
    assert dialog.ok_button.text() == "导入 2 张"
    assert "打勾的采用对方" in dialog.note.text()
    QTest.keyClick(dialog.choice, KEY.Key_End)
    assert shown.choice() is Choice.BESIDE


def test_a_cell_is_taken_by_the_space_bar(shown: Shown) -> None:
    dialog = shown.dialog
    (one,) = dialog.selected
    dialog.cells.setFocus()
    QTest.keyClick(dialog.cells, KEY.Key_Down)
    QTest.keyClick(dialog.cells, KEY.Key_Up)
    QTest.keyClick(dialog.cells, KEY.Key_Space)
    assert dialog.decisions.taken(one) == {one.conflicts[0].spot}
    assert dialog.choice.currentText() == "逐格合并"


def test_several_forms_get_what_can_be_done_with_all_of_them(shown: Shown) -> None:
    dialog = shown.dialog
    dialog.forms.selectAll()
    assert dialog.cells.isHidden()
    assert dialog.note.text() == "已选中 2 张表。"
    assert [dialog.choice.itemText(row) for row in range(dialog.choice.count())] == ["不导入", "采用对方"]
    assert dialog.choice.currentIndex() == -1
    dialog.choice.setCurrentIndex(0)
    dialog.choice.activated.emit(0)
    assert dialog.ok_button.text() == "导入"
    assert not dialog.ok_button.isEnabled()
    dialog.forms.clearSelection()
    assert dialog.choice.count() == 0
    assert not dialog.choice.isEnabled()


def test_what_was_decided_is_done_or_told_why_not(shown: Shown) -> None:
    shown.refusal = "没有导入：磁盘已满。"
    QTest.mouseClick(shown.dialog.ok_button, Qt.MouseButton.LeftButton)
    assert shown.dialog.message.text == "没有导入：磁盘已满。"
    assert shown.dialog.isVisible()
    shown.refusal = ""
    QTest.mouseClick(shown.dialog.ok_button, Qt.MouseButton.LeftButton)
    assert not shown.dialog.isVisible()
    assert len(shown.decided) == 2


def test_a_package_without_forms_is_told(parent: QWidget, qtbot: QtBot) -> None:
    dialog = Shown(PackagePlan((), ()), parent, qtbot).dialog
    assert dialog.summary.text() == "包里没有表。"
    assert not dialog.ok_button.isEnabled()
