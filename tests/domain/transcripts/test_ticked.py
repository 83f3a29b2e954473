"""Ticked boxes on paper are choices."""

import pytest

from perfeval_desktop.domain.transcripts.ticked import is_tick, ticked

CHOICES = ("1、部门预算项目", "2、市直专项", "3、市对下转移支付项目")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1、部门预算项目☑  2、市直专项□  3、市对下转移支付项目□", "1、部门预算项目"),
        ("1、部门预算项目□  2、市直专项□\n3、市对下转移支付项目√", "3、市对下转移支付项目"),
        ("□1、部门预算项目  ☑2、市直专项  □3、市对下转移支付项目", "2、市直专项"),
        ("■1、部门预算项目 □2、市直专项 ■3、市对下转移支付项目", "1、部门预算项目、3、市对下转移支付项目"),
        ("3、市对下转移支付项目☒ 1、部门预算项目☐ 2、市直专项☐", "3、市对下转移支付项目"),
        ("1、部门预算项目（ √ ）2、市直专项（□）3、市对下转移支付项目（□）", "1、部门预算项目"),
        ("1、部门预算项目□ 2、市直专项□ 3、市对下转移支付项目□", ""),
    ],
)
def test_what_is_ticked_is_chosen(text: str, chosen: str) -> None:
    assert ticked(text, CHOICES) == chosen


@pytest.mark.parametrize(
    "text",
    [
        "1、部门预算项目",
        "□ 1、部门预算项目 ☑ 2、市直专项",
        "☑ 1、部门预算项目 1、部门预算项目 2、市直专项 3、市对下转移支付项目",
        "",
    ],
)
def test_any_other_text_is_no_list_of_boxes(text: str) -> None:
    assert ticked(text, CHOICES) is None


@pytest.mark.parametrize(
    ("text", "is_one"), [("√", True), (" ☑ ", True), ("是", True), ("□", False), ("否", False), ("√√", False)]
)
def test_a_tick_alone_says_that_this_is_chosen(text: str, is_one: object) -> None:
    assert is_tick(text) is is_one
