"""How high texts are in a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from perfeval_ui.form_page.cell_grid.cells import CellKind
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT, TextMeasure, text_height


def test_the_height_of_a_text_grows_with_its_lines(qapp: QApplication) -> None:
    font = qapp.font().toString()
    one, two = text_height("一", 100, font), text_height("一\n二", 100, font)
    assert text_height("", 100, font) == 0
    assert two == 2 * one
    assert text_height("一二三四五六七八九十" * 3, 100, font) > two
    assert text_height("一", 0, font) >= one


def test_a_number_is_never_broken_into_lines(qapp: QApplication) -> None:
    font = qapp.font().toString()
    line = text_height("9", 100, font)
    for number in ("57607470.00", "98.89", "1,234,567.89", "-12.5%", "100%"):
        assert text_height(number, 5, font) == line
    assert text_height("98.89 分", 5, font) > line
    assert text_height("9" * 100, 50, font) > line


COMMON = "0123456789.,%≥≤国鹽iWM@/-（）、，。％＋AZ"


@pytest.mark.unwatched
@pytest.mark.usefixtures("qapp")
@given(st.text(COMMON, max_size=12), st.integers(20, 160), st.sampled_from((10, 13, 15, 18, 24)))
def test_what_is_taken_for_short_without_measuring_is_as_high_as_when_measured(
    text: str, width: int, size: int
) -> None:
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    measure = TextMeasure(font)
    if measure.is_short(text, width):
        for kind in (CellKind.TYPED, CellKind.SUGGESTED):
            assert measure.height(text, width, kind) == LEAST_HEIGHT


def test_usual_figures_in_usual_columns_need_no_measuring(qapp: QApplication) -> None:
    measure = TextMeasure(qapp.font())
    assert measure.is_short("12.5", 60)
    assert measure.is_short("产出指标", 90)
    assert not measure.is_short("一个\n两个", 90)
    assert not measure.is_short("ﷺ", 90)
    large = QFont(qapp.font())
    large.setPixelSize(40)
    assert not TextMeasure(large).is_short("1", 90)
