"""A field of running text is as tall as its text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.keyboard import type_text
from ui.page_driver import (
    NOTE,
    Page,
)


def test_a_paragraph_grows_with_its_text_up_to_a_bound(page: Page) -> None:
    heights = []
    for lines in (1, 4, 6, 10, 14, 40):
        page.goal.setPlainText("\n".join("行" * lines))
        QApplication.processEvents()
        heights.append(page.goal.height())
        bar_is_off = page.goal.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        assert bar_is_off is (lines <= 14)
        assert page.outcome.height() == page.goal.height()
    assert heights[0] <= heights[1] < heights[2] < heights[3] < heights[4] == heights[5]


def test_the_note_is_one_line_and_grows_too(page: Page) -> None:
    before = page.note.height()
    page.go_to(NOTE)
    type_text("1\n2\n3".replace("\n", " "))
    assert page.note.height() == before
    page.note.insertPlainText("\n二\n三")
    QApplication.processEvents()
    assert page.note.height() > before


def test_goal_and_outcome_keep_one_height(page: Page) -> None:
    page.outcome.setPlainText("\n".join("行" * 12))
    QApplication.processEvents()
    assert page.goal.height() == page.outcome.height()
    page.outcome.setPlainText("一行")
    QApplication.processEvents()
    assert page.goal.height() == page.outcome.height()


def test_a_narrow_paragraph_is_taller(page: Page) -> None:
    page.goal.setPlainText("依照计划有序推进系统运维" * 20)
    QApplication.processEvents()
    wide = page.goal.height()
    page.resize(700, 800)
    QApplication.processEvents()
    assert page.goal.height() > wide


def test_a_larger_font_makes_a_taller_paragraph(page: Page) -> None:
    before = page.goal.sizeHint().height()
    font = page.goal.font()
    font.setPointSize(font.pointSize() * 2)
    page.goal.setFont(font)
    assert page.goal.sizeHint().height() > before
    assert page.goal.minimumSizeHint().height() == page.goal.sizeHint().height()


# 13 paragraphs in 21 lines: between those two numbers lies the most a goal may be tall.
CELLS = "项目完成情况良好。" * 12 + "\n甲乙丙丁\t戊己庚\t辛" * 12


def test_a_text_of_fewer_paragraphs_than_lines_settles_in_every_width(page: Page) -> None:
    for width in range(420, 900, 20):
        page.resize(width, 800)
        for text in ("", CELLS):
            page.goal.setPlainText(text)
            QApplication.processEvents()
        assert page.goal.verticalScrollBar().isVisible() is (page.goal.verticalScrollBar().maximum() > 0)
