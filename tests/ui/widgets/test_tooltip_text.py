import pytest
from PySide6.QtGui import QTextDocumentFragment

from perfeval_ui.widgets.tooltip_text import tooltip_text


@pytest.mark.parametrize("text", ["<b>甲</b> & 乙", "<i>二</i>  三\n四"])
def test_what_looks_like_markup_is_shown_as_it_stands(text: str) -> None:
    assert QTextDocumentFragment.fromHtml(tooltip_text(text)).toPlainText() == text


@pytest.mark.parametrize("text", ["", "教师培训（一中）\n请核对", "a < b & c", "一\n<i>二</i>"])
def test_what_does_not_is_left_alone(text: str) -> None:
    assert tooltip_text(text) == text
