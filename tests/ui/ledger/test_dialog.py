from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ledgers import table
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.ledger.dialog import LedgerDialog
from perfeval_ui.ledger.lines import Shown
from perfeval_ui.ledger.row_model import PROJECT
from perfeval_ui.theme import RHYTHM
from ui.cursor_watch import cursors_during
from ui.keyboard import press

# Forms among the seven samples: one by its name, one that is alike, one that is not there.
NAME = "闵行区企业政策管理系统(2023 运维)"
LEDGER = f"""
    2023年度台账（单位：元）
    |项目名称|全年预算|支出|
    |{NAME}|68,000.00|66,000.00|
    |闵行区科委综合业务管理平台(2023 运维)|280,000|250,000|
    |桥梁加固|1,000|--|
    |合计|3|3|
"""
AMOUNT = 4

Open = Callable[..., LedgerDialog]


@pytest.fixture
def open_dialog(session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot) -> Open:
    assert form_ids

    def opened(*texts: str) -> LedgerDialog:
        made = LedgerDialog(session, "台账.xlsx", [table(text) for text in texts or (LEDGER,)])
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.open()
        return made

    return opened


def executed(session: EditingSession, project: str) -> str:
    form_id = next(one.form_id for one in session.summaries() if one.project == project)
    form = session.load(form_id)
    read = facts(session.template_of(form), form)
    assert read.fund is not None
    value = read.fund.rows[0].executed.value
    return "" if value is None else f"{value:f}"


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def show(dialog: LedgerDialog, shown: Shown) -> None:
    dialog.shown.setCurrentIndex(list(Shown).index(shown))


def test_all_is_seen_before_anything_is_done(open_dialog: Open, session: EditingSession) -> None:
    before = session.undo_label
    dialog = open_dialog()
    assert dialog.windowTitle() == "从台账填资金：台账.xlsx"
    assert (dialog.year.value(), dialog.unit.currentText()) == (2023, "元")
    assert dialog.unit_reason.text() == "台账写明单位是元，与表里的金额大小相当"
    assert dialog.summary.text().startswith(
        "台账 3 个项目：对上 1 个，名称相似、要核对的 1 个，没有对上的 1 个"
    )
    assert [dialog.shown.itemText(at) for at in (0, 1, 2, 4)] == [
        *("全部项目（3）", "要看的（2）", "没有对上的（1）", "没当作项目的行（1）"),
    ]
    assert dialog.fill.text() == "填写 1 格(&F)"
    assert dialog.model.data(dialog.model.index(0, AMOUNT)) == "6.70 → 6.60"
    assert session.undo_label == before


def test_what_is_ticked_is_filled_in_and_can_be_undone_there(
    open_dialog: Open, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    cursors = [cursors_during(monkeypatch, session, one) for one in ("take_in", "undo")]
    dialog = open_dialog()
    before = executed(session, NAME)
    assert not dialog.undo.isVisible()
    dialog.fill.click()
    assert executed(session, NAME) == "66000"
    assert dialog.message.text == "填了 1 张表的 1 格资金。要恢复原样请点“撤销”。"
    assert dialog.fill.text() == "填写 0 格(&F)"
    assert not dialog.fill.isEnabled()
    dialog.undo.click()
    assert executed(session, NAME) == before
    assert dialog.message.text == "已撤销，各张表和填写前一样。"
    assert (dialog.fill.text(), dialog.undo.isVisible()) == ("填写 1 格(&F)", False)
    assert cursors == [[Qt.CursorShape.WaitCursor]] * 2


def test_what_was_done_since_is_not_undone(open_dialog: Open, session: EditingSession) -> None:
    dialog = open_dialog()
    dialog.fill.click()
    session.create([session.load(session.summaries()[0].form_id)], "别的")
    dialog.undo.click()
    assert executed(session, NAME) == "66000"


def test_a_box_is_ticked_by_the_space_bar(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.model.index(0, AMOUNT))
    press(Qt.Key.Key_Space)
    assert dialog.model.ticks == set()
    assert not dialog.fill.isEnabled()
    press(Qt.Key.Key_Space)
    assert dialog.model.ticks == {(0, LedgerField.EXECUTED)}


def test_all_or_none_are_ticked_at_once(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog._tick_all.click()
    assert {number for number, _ in dialog.model.ticks} == {0, 1}
    dialog._tick_none.click()
    assert dialog.model.ticks == set()


def test_a_row_without_a_form_becomes_a_new_one(open_dialog: Open, session: EditingSession) -> None:
    dialog = open_dialog()
    show(dialog, Shown.NONE)
    dialog.model.setData(
        dialog.model.index(0, PROJECT), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert dialog.fill.text() == "填写 1 格，新建 1 张(&F)"
    dialog.fill.click()
    assert dialog.message.text.startswith("填了 1 张表的 1 格资金，新建 1 张。")
    assert "桥梁加固" in {one.project for one in session.summaries()}
    assert dialog.shown.itemText(2) == "没有对上的（0）"


def test_the_user_says_which_form_a_row_is_about(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    assert "名称相似" in dialog.note.text()
    dialog.picker.picked.emit(1, dialog.model.lines[1].planned.form_id)  # type: ignore[union-attr]
    assert dialog.table.currentIndex().row() == 1
    assert dialog.model.lines[1].way == "由您选定"
    assert {number for number, _ in dialog.model.ticks} == {0, 1}
    dialog.picker.picked.emit(0, None)
    assert {number for number, _ in dialog.model.ticks} == {1}


def test_another_unit_another_year_and_other_columns_are_planned_anew(open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(dialog.unit, "万元")
    assert dialog.model.data(dialog.model.index(0, AMOUNT)) == "6.70 → 66000.00"
    # So far off that nobody takes it unasked.
    assert dialog.model.ticks == set()
    dialog.year.setValue(2001)
    assert dialog.summary.text() == "台账 3 个项目：对上 0 个，没有对上的 3 个"
    dialog.year.setValue(2023)
    box = dialog.columns.cellWidget(0, 2)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(0)
    assert dialog.model.fields == (LedgerField.ADJUSTED,)


def test_without_a_name_or_an_amount_there_is_nothing_to_fill(open_dialog: Open) -> None:
    dialog = open_dialog("|事项|花费|\n|桥梁加固|1|")
    assert dialog.message.text == "请在上面选出项目名称（或项目编码）和至少一栏金额。"
    assert (dialog.plan, dialog.fill.isEnabled(), dialog.note.text()) == (None, False, "")
    dialog._fill()
    choose(dialog.unit, "万元")
    dialog.picker.picked.emit(0, None)
    assert dialog.plan is None


def test_a_unit_in_doubt_is_told(open_dialog: Open) -> None:
    dialog = open_dialog("2023年度\n|项目名称|支出|\n|桥梁加固|1|")
    assert dialog.message.text.startswith("金额单位请核对：台账没有写单位")


def test_each_ledger_of_a_file_can_be_chosen(open_dialog: Open) -> None:
    dialog = open_dialog(LEDGER, f"2023年度（单位：元）\n|项目名称|支出|\n|{NAME}|1|")
    assert dialog.sheet.isEnabled()
    dialog.sheet.setCurrentIndex(1)
    assert dialog.model.rowCount() == 1
    show(dialog, Shown.MISSING)
    assert dialog.model.rowCount() > 0


def test_trouble_with_the_store_is_told(
    open_dialog: Open, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    dialog = open_dialog()
    with monkeypatch.context() as patch:
        patch.setattr(session, "take_in", broken)
        dialog.fill.click()
        assert dialog.message.text == "磁盘已满。"
    dialog.fill.click()
    with monkeypatch.context() as patch:
        patch.setattr(session, "undo", broken)
        dialog.undo.click()
        assert dialog.message.text == "磁盘已满。"
    with monkeypatch.context() as patch:
        patch.setattr(session, "load", broken)
        patch.setattr(dialog._filling, "_revs", {})
        dialog._plan(None)
        assert (dialog.message.text, dialog.plan) == ("磁盘已满。", None)
        dialog._after("")
        dialog._plan_with_unit()
        dialog._forget_picks()
    assert dialog.plan is None


def test_it_fits_on_a_small_screen(open_dialog: Open) -> None:
    dialog = open_dialog()
    room = dialog.screen().availableSize()
    assert dialog.width() <= max(room.width(), dialog.minimumSizeHint().width())
    assert dialog.minimumSizeHint().height() <= 75 * RHYTHM
