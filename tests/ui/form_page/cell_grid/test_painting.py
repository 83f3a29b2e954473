"""How high texts are in a cell."""

from PySide6.QtWidgets import QApplication

from perfeval_ui.form_page.cell_grid.painting import text_height


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
