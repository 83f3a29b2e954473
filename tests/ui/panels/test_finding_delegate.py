import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.panels.finding_delegate import FindingDelegate
from perfeval_ui.panels.findings_model import FindingsModel
from perfeval_ui.theme import Tint, tint
from ui.some_findings import finding


@pytest.fixture
def view(qtbot: QtBot) -> QListView:
    """Return a list with a short error and a long hint."""
    made = QListView()
    qtbot.addWidget(made)
    model = FindingsModel(lambda _finding: (), made)
    model.set_findings(
        (
            finding(Severity.ERROR, "没有填主管部门。"),
            finding(Severity.HINT, "实际完成值只写了“达成指标”。" * 4),
        )
    )
    made.setModel(model)
    made.setItemDelegate(FindingDelegate(made))
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.resize(264, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def height(view: QListView, row: int) -> int:
    return view.sizeHintForIndex(view.model().index(row, 0)).height()


def test_a_row_is_as_tall_as_its_sentence(view: QListView) -> None:
    assert height(view, 1) >= height(view, 0) + 2 * view.fontMetrics().lineSpacing()
    view.resize(1400, 400)
    QApplication.processEvents()
    assert height(view, 1) == height(view, 0)


def test_the_size_of_a_row_can_be_asked_for_without_a_list(view: QListView) -> None:
    hint = view.itemDelegate().sizeHint(QStyleOptionViewItem(), view.model().index(0, 0))
    assert hint.width() == 240


def test_the_icon_of_a_finding_can_be_seen_on_the_background_and_on_the_accent_colour(
    view: QListView,
) -> None:
    palette = view.palette()
    assert tint(palette, Tint.ERROR).name() in colours_of_icon(view)
    view.setCurrentIndex(view.model().index(0, 0))
    QApplication.processEvents()
    shown = colours_of_icon(view)
    assert tint(palette, Tint.ERROR).name() not in shown
    assert palette.color(QPalette.ColorRole.HighlightedText).name() in shown


def test_the_row_under_the_mouse_is_lit(view: QListView) -> None:
    image = QImage(240, 80, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = image.rect()
    option.state |= QStyle.StateFlag.State_MouseOver
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, view.model().index(0, 0))
    painter.end()
    lit = view.palette().color(QPalette.ColorRole.Midlight).name()
    assert image.pixelColor(image.rect().topRight() - QPoint(2, -2)).name() == lit


def colours_of_icon(view: QListView) -> set[str]:
    row = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    return {
        image.pixelColor(row.left() + x, row.top() + y).name() for x in range(8, 24) for y in range(8, 24)
    }


def test_a_figure_longer_than_the_row_is_broken_and_not_cut_off(view: QListView) -> None:
    model = view.model()
    assert isinstance(model, FindingsModel)
    model.set_findings((finding(Severity.ERROR, "指标值是“≥90,000,000,000,000.00(%)”，请核对。"),))
    large = QFont(view.font())
    large.setPointSizeF(view.font().pointSizeF() * 2)
    view.setFont(large)
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    # Between the words and the edge there is room, which is empty.
    right = [image.pixelColor(image.width() - 3, y).name() for y in range(5, height(view, 0) - 5)]
    assert set(right) == {view.palette().color(QPalette.ColorRole.Base).name()}
