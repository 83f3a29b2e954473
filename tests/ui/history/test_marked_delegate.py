"""Texts are painted in several lines with what differs marked; selected, dark, long or blank ones too."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.exchange_package.merging import Part, Spot
from perfeval_desktop.history.differences import FormDifference, Kind
from perfeval_ui.history.difference_table import DifferenceView
from perfeval_ui.theme import Scheme, apply_theme, choose_scheme

PLACE = Place("indicators", RowId("r1"), "actual")


def difference(left: str, right: str) -> FormDifference:
    return FormDifference(Spot(Part.CELL, PLACE), PLACE, "完成值", left, right, Kind.CHANGED, is_text=True)


@pytest.fixture
def view(qtbot: QtBot, restored_app: QApplication) -> DifferenceView:
    apply_theme(restored_app)
    made = DifferenceView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def height(view: DifferenceView, row: int) -> int:
    return view.visualRect(view.table.index(row, 1)).height()


def colours(view: DifferenceView, column: int, *, to: int | None = None) -> set[str]:
    """Return the colours of a cell, or of as much of it as is ``to`` pixels wide."""
    rect = view.visualRect(view.table.index(0, column)).adjusted(1, 1, -1, -1)
    rect.setWidth(rect.width() if to is None else to)
    image: QImage = view.viewport().grab(rect).toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def reddest(found: set[str]) -> int:
    return max(QColor(one).red() - QColor(one).green() for one in found)


def greenest(found: set[str]) -> int:
    return max(QColor(one).green() - QColor(one).red() for one in found)


def test_rows_are_as_high_as_their_texts_up_to_some_lines(view: DifferenceView) -> None:
    texts = ("短", "一行\n两行", "很长的文字" * 40, "更长的文字" * 400)
    view.show_differences([difference(one, "") for one in texts], "原来", "现在")
    heights = [height(view, row) for row in range(4)]
    assert heights[0] < heights[1] < heights[2] == heights[3]
    view.resize(1600, 400)
    QApplication.processEvents()
    assert height(view, 2) <= heights[2]


def test_a_blank_is_as_high_as_a_line(view: DifferenceView) -> None:
    option = QStyleOptionViewItem()
    blank = view.itemDelegate().sizeHint(option, QModelIndex())
    assert blank.height() > option.fontMetrics.height()


@pytest.mark.parametrize("scheme", [*Scheme])
def test_what_went_and_what_came_are_marked_in_colours_of_their_own(
    view: DifferenceView, scheme: Scheme
) -> None:
    choose_scheme(scheme)
    view.show_differences([difference("完成12场", "完成13场")], "原来", "现在")
    assert reddest(colours(view, 1)) > 30
    assert greenest(colours(view, 2)) > 10
    assert reddest(colours(view, 0)) < 30


def test_a_rare_character_before_it_moves_no_mark(view: DifferenceView) -> None:
    before = "𠮷𠮷完成约"
    view.show_differences([difference(f"{before}12场", f"{before}13场")], "原来", "现在")
    edge = view.fontMetrics().horizontalAdvance(before)
    assert greenest(colours(view, 2, to=edge)) < 10
    assert greenest(colours(view, 2)) > 10


def test_a_selected_text_is_painted_in_the_colours_of_the_selection(view: DifferenceView) -> None:
    view.show_differences([difference("完成12场\n" * 9, "")], "原来", "现在")
    before = colours(view, 1)
    view.setCurrentIndex(view.table.index(0, 0))
    after = colours(view, 1)
    assert view.palette().highlight().color().name() in after - before
