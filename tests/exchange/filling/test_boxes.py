"""What was chosen is ticked in the list of boxes that a blank prints."""

import pytest

from perfeval_desktop.exchange.filling.boxes import ticks


def ticked(printed: str, chosen: str) -> str | None:
    found = ticks(printed, chosen)
    if found is None:
        return None
    for one in reversed(found):
        printed = printed[: one.start] + one.text + printed[one.end :]
    return printed


@pytest.mark.parametrize(
    ("printed", "chosen", "expected"),
    [
        ("□常年性 □延续性 □一次性", "延续性", "□常年性 ☑延续性 □一次性"),
        ("1、常年性项目□  2、延续性项目□", "延续性项目", "1、常年性项目□  2、延续性项目☑"),
        ("☑常年性 □延续性", "延续性", "□常年性 ☑延续性"),
        ("☑常年性 □延续性", "常年性", "☑常年性 □延续性"),
        ("经费保障□、制度保障□、其他□", "经费保障、其他", "经费保障☑、制度保障□、其他☑"),
        ("新增项目（ ）延续项目（　）", "延续项目", "新增项目（ ）延续项目（√）"),
        ("新增项目（√）延续项目（ ）", "延续项目", "新增项目（　）延续项目（√）"),
        ("新增项目（√）", "新增项目", "新增项目（√）"),
    ],
)
def test_a_list_of_boxes_is_ticked(printed: str, chosen: str, expected: str) -> None:
    assert ticked(printed, chosen) == expected


@pytest.mark.parametrize(
    ("printed", "chosen"), [("新增/延续", "新增"), ("□新增 □延续", "其他"), ("□新增 □延续", "、")]
)
def test_what_is_no_list_with_the_choice_is_written_itself(printed: str, chosen: str) -> None:
    assert ticks(printed, chosen) is None
