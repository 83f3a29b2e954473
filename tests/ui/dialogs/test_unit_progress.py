from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.errors import OutputError, StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs import unit_progress
from perfeval_ui.dialogs.unit_progress import UnitProgressDialog
from perfeval_ui.session_signals import SessionSignals

Open = Callable[[], UnitProgressDialog]
TROUBLE = StorageError(StorageErrorKind.BUSY, "正在被别的程序使用。")


def rename(session: EditingSession, form_id: FormId, role: Role, name: str) -> None:
    form = session.load(form_id)
    place = place_of(session.template_of(form), role)
    assert place is not None
    session.take_in((), {form_id: form.with_text(place, name)}, "x")


@pytest.fixture
def units(session: EditingSession, form_ids: tuple[FormId, ...]) -> tuple[FormId, ...]:
    """Four forms: two of 甲, one of 乙 of another year, one of 丙 of another department."""
    session.delete(form_ids[4:], "x")
    for form_id, department, unit in zip(form_ids, "一一一二", "甲甲乙丙", strict=False):
        rename(session, form_id, Role.DEPARTMENT, f"{department}局")
        rename(session, form_id, Role.IMPLEMENTING_UNIT, unit)
    for form_id, year in zip(form_ids, (2023, 2023, 2022, 2023), strict=False):
        session.edit_many([form_id], lambda one, year=year: one.with_year(year), "x")  # type: ignore[misc]
    return form_ids[:4]


@pytest.fixture
def open_dialog(signals: SessionSignals, units: tuple[FormId, ...], parent: QWidget, qtbot: QtBot) -> Open:
    assert units

    def opened() -> UnitProgressDialog:
        dialog = UnitProgressDialog(signals, parent)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return opened


def rows(dialog: UnitProgressDialog, *columns: int) -> list[tuple[object, ...]]:
    shown = dialog.shown
    return [tuple(shown.index(row, at).data() for at in columns) for row in range(shown.rowCount())]


def test_each_unit_of_a_year_has_a_row(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert rows(dialog, 0, 1, 2, 3, 4, 5) == [
        ("2023", "一局", "甲", "2", "2", ""),
        ("2023", "二局", "丙", "1", "1", ""),
        ("2022", "一局", "乙", "1", "1", ""),
    ]
    assert dialog.summary.text() == "3 个单位，4 张表：填报中 4、待审核 0、已定稿 0、被退回 0；定稿 0%。"
    assert all(len(str(at)) == len("2026-01-01 00:00") for (at,) in rows(dialog, 10))


def test_it_is_sorted_by_numbers_and_back(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert rows(dialog, 2)[0] == ("甲",)
    dialog.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert rows(dialog, 2)[0] == ("乙",)
    dialog.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert rows(dialog, 2) == [("甲",), ("丙",), ("乙",)]


def test_it_is_filtered_by_words_and_by_year(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.filter.setText("一局")
    assert rows(dialog, 2) == [("甲",), ("乙",)]
    dialog.year.setCurrentText("2022 年度")
    assert rows(dialog, 2) == [("乙",)]
    assert dialog.summary.text().startswith("1 个单位，1 张表")
    dialog.filter.setText("没有")
    assert not dialog.copy.isEnabled()
    assert not dialog.export.isEnabled()


def test_the_keyboard_goes_from_the_filter_to_the_list_and_to_the_forms(
    open_dialog: Open, units: tuple[FormId, ...], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.view.currentIndex().row() == 0
    dialog.filter.left.emit()
    with qtbot.waitSignal(dialog.unit_chosen) as chosen:
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert set(chosen.args[0]) == set(units[:2])


def test_it_follows_what_is_changed(
    open_dialog: Open, session: EditingSession, units: tuple[FormId, ...], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.view.setCurrentIndex(dialog.shown.index(1, 0))
    session.set_state(units[:1], FormState.RETURNED)
    qtbot.waitUntil(lambda: rows(dialog, 4, 6)[0] == ("1", "1"))
    session.delete(units[:2], "删除")
    qtbot.waitUntil(lambda: rows(dialog, 2) == [("丙",), ("乙",)])
    # The unit that was current still is.
    assert dialog.view.currentIndex().row() == 0
    session.undo()
    qtbot.waitUntil(lambda: len(rows(dialog, 2)) == 3)


def test_what_only_weighs_otherwise_is_no_change(
    open_dialog: Open, signals: SessionSignals, session: EditingSession
) -> None:
    dialog = open_dialog()
    before = dict(dialog._changes)
    (line, *_) = session.summaries()
    session._open_form.notify_unchanged(listed=(line,))
    assert signals is not None
    assert dialog._changes == before
    session._open_form.notify_unchanged()
    assert dialog._timer.isActive()


def test_a_list_that_cannot_be_read_stays_as_it_was(
    open_dialog: Open, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()

    def fail() -> None:
        raise TROUBLE

    monkeypatch.setattr(session, "last_changes", fail)
    dialog.again.click()
    assert dialog.message.text == "正在被别的程序使用。"
    assert len(rows(dialog, 0)) == 3


def test_all_that_is_shown_is_copied_or_what_is_selected(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.copied) as copied:
        dialog.copy.click()
    head, first, *others = copied.args[0]
    assert head[:4] == ["年度", "主管部门", "实施单位", "表"]
    assert first[:6] == ["2023", "一局", "甲", "2", "2", "0"]
    assert len(others) == 2
    dialog.view.setCurrentIndex(dialog.shown.index(1, 0))
    QTest.keyClick(dialog.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(dialog.copied) as copied:
        QTest.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [row[2] for row in copied.args[0]] == ["实施单位", "丙", "乙"]
    assert dialog.message.text == "已复制 2 行，可以粘贴到 Excel、WPS、Word。"


def test_it_is_exported_as_it_is_shown(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.year.setCurrentText("2023 年度")
    dialog.export.click()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    file = tmp_path / "进度.xlsx"
    asked.fileSelected.emit(str(file))
    asked.reject()
    qtbot.waitUntil(file.exists)
    sheet = load_workbook(BytesIO(file.read_bytes())).active
    assert sheet is not None
    assert [row[:4] for row in sheet.iter_rows(values_only=True)] == [
        ("年度", "主管部门", "实施单位", "表"),
        (2023, "一局", "甲", 2),
        (2023, "二局", "丙", 1),
    ]
    assert dialog.message.text == f"已写好：{file}"


def test_a_file_that_cannot_be_written_is_told(open_dialog: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = open_dialog()

    def fail(*_: object) -> None:
        raise OutputError("不能写。")

    monkeypatch.setattr(unit_progress, "write_atomically", fail)
    dialog._write("进度.xlsx")
    assert dialog.message.text == "不能写。"
