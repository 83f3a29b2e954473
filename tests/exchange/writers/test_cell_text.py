"""The text of a cell as Office files hold it."""

import pytest

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell
from perfeval_desktop.exchange.writers.cell_text import cell_text, shown
from read_forms import sample

TEMPLATE, _ = sample("national-2020")
PLACE = Place("indicators", RowId("r1"), "reason")


def text(words: str, look: Look, width: int) -> str:
    return cell_text(TEMPLATE, PrintedCell(0, 1, words, look, PLACE), width)


@pytest.mark.parametrize("look", [Look.TEXT, Look.VALUE, Look.AT_RIGHT, Look.BOX])
def test_what_was_entered_stands_as_it_was_typed(look: Look) -> None:
    typed = " =33台  ≥95%\n第二行\t产出指标"
    assert text(typed, look, 900) == typed


def test_a_label_breaks_at_its_fixed_points_where_it_is_too_wide() -> None:
    assert text("产出指标", Look.LABEL, 1300) == "产出\n指标"
    assert text("产出指标", Look.LABEL, 3000) == "产出指标"
    assert text("服务对象满意度指标", Look.LABEL, 2200) == "服务对象\n满意度指标"


def test_an_upright_label_has_a_line_for_each_of_its_parts() -> None:
    assert text("绩效指标", Look.UPRIGHT, 3000) == "绩\n效\n指\n标"


def test_a_label_without_fixed_points_is_left_to_the_program_that_shows_it() -> None:
    words = "说得很长而没有固定断点的一个名称"
    assert text(words, Look.LABEL, 1300) == words


def test_line_ends_in_a_label_stay() -> None:
    assert text("预算执行\n情况", Look.HEADING, 5000) == "预算执行\n情况"


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x0b", "\r", "\x7f", "\x85", "\ufffe", "\uffff", "\ud842"]
)
def test_what_no_file_can_hold_becomes_a_mark(character: str) -> None:
    assert shown(f"甲{character}乙") == "甲\N{REPLACEMENT CHARACTER}乙"


def test_everything_else_is_shown() -> None:
    assert shown("𠮷\t甲\n乙\ufeff 0012") == "𠮷\t甲\n乙\ufeff 0012"
