import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from histories import revision
from perfeval_desktop.version_name import VersionName
from perfeval_ui.history.lines import Day, Version
from perfeval_ui.history.version_list import VersionColumn, VersionList, VersionModel
from ui.page_driver import CTRL, SHIFT

LINES = (
    Day("今天"),
    Version(revision(3, label="三"), VersionName("送审稿")),
    Version(revision(2, label="二")),
    Day("昨天"),
    Version(revision(1, label="一")),
)


@pytest.fixture
def versions(qtbot: QtBot) -> VersionList:
    made = VersionList()
    qtbot.addWidget(made)
    made.show_lines(LINES)
    return made


def data(model: VersionModel, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_a_day_is_a_heading_over_all_columns(versions: VersionList) -> None:
    model = versions.table
    assert [data(model, 0, column) for column in range(3)] == ["今天", None, None]
    assert versions.isFirstColumnSpanned(0, QModelIndex())
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert data(model, 0, 0, Qt.ItemDataRole.ForegroundRole) is not None
    assert data(model, 0, 0, Qt.ItemDataRole.ToolTipRole) is None


def test_a_change_has_its_time_its_words_and_who_did_it(versions: VersionList) -> None:
    model, line = versions.table, LINES[2]
    assert isinstance(line, Version)
    assert [data(model, 2, column) for column in range(3)] == [line.time, "二", "张三"]
    told = data(model, 2, 1, Qt.ItemDataRole.ToolTipRole)
    assert isinstance(told, str)
    assert told.startswith("二\n")
    assert told.endswith("张三")
    assert data(model, 2, 1, Qt.ItemDataRole.FontRole) is None


def test_a_named_version_stands_out_by_more_than_its_words(versions: VersionList) -> None:
    model = versions.table
    font = data(model, 1, VersionColumn.WORDS, Qt.ItemDataRole.FontRole)
    assert font is not None
    assert data(model, 1, VersionColumn.WORDS, Qt.ItemDataRole.DecorationRole) is not None
    assert data(model, 1, VersionColumn.TIME, Qt.ItemDataRole.DecorationRole) is None


def test_columns_are_named(versions: VersionList) -> None:
    model = versions.table
    assert [model.headerData(one, Qt.Orientation.Horizontal) for one in range(3)] == [
        "时间",
        "改动",
        "经手人",
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    inside = model.index(1, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)


def test_what_was_selected_stays_so_while_it_is_there(versions: VersionList) -> None:
    versions.select_version(2)
    versions.show_lines((Day("今天"), Version(revision(4)), *LINES[1:]))
    assert [one.revision.number for one in versions.selected] == [2]
    versions.show_lines(LINES[:2])
    assert versions.selected == ()
    versions.select_version(77)
    assert versions.selected == ()


def test_the_newest_is_selected_if_there_is_one(versions: VersionList) -> None:
    versions.select_first()
    assert versions.selected == (LINES[1],)
    versions.show_lines(())
    versions.select_first()
    assert not versions.selected


@pytest.mark.parametrize("key", [Qt.Key.Key_Control, Qt.Key.Key_Shift])
def test_a_version_is_selected_alone_also_while_a_key_is_held_down(
    versions: VersionList, key: Qt.Key
) -> None:
    versions.select_version(3)
    held = CTRL if key == Qt.Key.Key_Control else SHIFT
    QTest.keyPress(versions, key, held)
    versions.select_version(1)
    QTest.keyRelease(versions, key)
    assert [one.revision.number for one in versions.selected] == [1]
