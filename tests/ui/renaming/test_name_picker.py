import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfeval_desktop.renaming.spellings import Spelling
from perfeval_ui.renaming.name_picker import NamePicker

SPELLINGS = (
    Spelling("一中心", 3, 1, "一中心"),
    Spelling("一\u200b中心", 1, 0, "一中心", "看不见的字符"),
    Spelling("一 中心", 1, 0, "一中心", "空格"),
    Spelling("二中心", 2, 0, "二中心"),
)


@pytest.fixture
def picker(qtbot: QtBot) -> NamePicker:
    made = NamePicker()
    qtbot.addWidget(made)
    made.show_spellings(SPELLINGS)
    return made


def texts(picker: NamePicker) -> list[list[object]]:
    table = picker.table
    return [[table.index(row, column).data() for column in range(3)] for row in range(table.rowCount())]


def test_each_spelling_is_shown_with_its_forms(picker: NamePicker) -> None:
    assert texts(picker) == [
        ["一中心", "", "3 张（1 张已定稿）"],
        ["　一\u200b中心", "看不见的字符", "1 张"],
        ["　一 中心", "空格", "1 张"],
        ["二中心", "", "2 张"],
    ]


def test_with_a_name_what_looks_like_it_is_ticked_and_unticked(picker: NamePicker, qtbot: QtBot) -> None:
    with qtbot.waitSignals([picker.picked]):
        picker.table.toggle([0])
    assert picker.names == {"一中心", "一\u200b中心", "一 中心"}
    picker.table.toggle([0])
    assert picker.names == frozenset()


def test_what_looks_alike_can_be_ticked_and_unticked_by_itself(picker: NamePicker) -> None:
    picker.table.toggle([1])
    assert picker.names == {"一\u200b中心"}
    picker.table.toggle([0])
    picker.table.toggle([2])
    assert picker.names == {"一中心", "一\u200b中心"}


def test_names_are_looked_for_and_stay_ticked(picker: NamePicker) -> None:
    picker.table.toggle([3])
    picker.filter.setText("一")
    assert len(texts(picker)) == 3
    assert picker.names == {"二中心"}
    picker.filter.left.emit()
    assert picker.view.currentIndex().row() == 0
    picker.filter.left.emit()
    assert picker.view.currentIndex().row() == 0


def test_other_spellings_are_not_ticked(picker: NamePicker) -> None:
    picker.table.toggle([3])
    picker.show_spellings(SPELLINGS)
    assert picker.names == frozenset()


def test_the_tooltip_says_what_the_difference_is(picker: NamePicker) -> None:
    tips = [picker.table.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in (0, 1)]
    assert tips == ["一中心", "一\u200b中心\n和上面的名称只差：看不见的字符"]
