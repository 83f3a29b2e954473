"""How stretches of a cell's text are marked."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage, QPainter

from perfeval_ui.form_page.cell_grid.cells import CENTRE, LEFT, RIGHT, CellAppearance, CellKind
from perfeval_ui.form_page.cell_grid.found_painting import draw_found
from perfeval_ui.form_page.cell_grid.painting import PADDING_X, draw_text
from perfeval_ui.form_page.found_marks import Mark

pytestmark = pytest.mark.usefixtures("qapp")

_RED, _RECT = QColor("red"), QRect(0, 0, 200, 60)


def painted(
    text: str, *spans: tuple[int, int], alignment: Qt.AlignmentFlag = LEFT, rect: QRect = _RECT
) -> QRect:
    """Return where a cell with ``text`` is marked."""
    image = QImage(rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    appearance = CellAppearance(text, CellKind.TYPED, alignment)
    draw_found(painter, rect, Mark(spans, _RED, is_current=False), text=text, appearance=appearance)
    painter.end()
    return bounds(image, lambda colour: colour == _RED)


def bounds(image: QImage, is_meant: object) -> QRect:
    """Return the smallest rectangle around the pixels that are meant."""
    assert callable(is_meant)
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if is_meant(image.pixelColor(x, y))
    ]
    left, right = min(x for x, _ in found), max(x for x, _ in found)
    top, bottom = min(y for _, y in found), max(y for _, y in found)
    return QRect(left, top, right - left + 1, bottom - top + 1)


def width(text: str) -> int:
    return QFontMetrics(QGuiApplication.font()).horizontalAdvance(text)


def test_the_stretch_is_marked_where_it_stands() -> None:
    marked = painted("种茶制茶", (1, 2))
    assert abs(marked.left() - PADDING_X - width("种")) <= 1
    assert abs(marked.width() - width("茶")) <= 1
    assert abs(marked.center().y() - _RECT.center().y()) <= 1


def test_texts_at_the_right_and_in_the_middle_are_marked_there() -> None:
    right = painted("10.00", (0, 5), alignment=RIGHT)
    assert abs(right.right() - (_RECT.right() - PADDING_X)) <= 2
    middle = painted("10.00", (0, 5), alignment=CENTRE)
    assert abs(middle.center().x() - _RECT.center().x()) <= 2
    assert abs(middle.width() - width("10.00")) <= 2


def test_a_stretch_of_two_lines_is_marked_in_both() -> None:
    one, two = painted("甲\n乙", (0, 1)), painted("甲\n乙", (0, 3))
    assert two.height() >= 2 * one.height() - 1


def test_a_text_too_long_for_its_cell_begins_at_its_top() -> None:
    marked = painted("茶" * 200, (0, 1))
    assert marked.top() < _RECT.height() // 3


def test_rare_characters_before_it_are_counted() -> None:
    marked = painted("𠮷茶", (1, 2))
    assert abs(marked.left() - PADDING_X - width("𠮷")) <= 1


def test_without_a_stretch_all_of_the_cell_is_marked() -> None:
    assert painted("产出指标") == _RECT


@pytest.mark.parametrize("alignment", [LEFT, CENTRE, RIGHT])
def test_the_mark_is_behind_the_text(alignment: Qt.AlignmentFlag) -> None:
    text = "茶"
    image = QImage(_RECT.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    appearance = CellAppearance(text, CellKind.TYPED, alignment)
    draw_text(painter, _RECT, QGuiApplication.palette(), text=text, appearance=appearance)
    painter.end()
    ink = bounds(image, lambda colour: colour.lightness() < 128)
    marked = painted(text, (0, 1), alignment=alignment)
    assert marked.adjusted(-1, -1, 1, 1).contains(ink)
