"""Widths fill the table; what a block says wrongly of them is among the cases of ``test_legality``."""

import pytest

from perfeval_desktop.domain.legality import problems
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError

FULL = """
format = 2
id = "full"
name = "满"
title = "自评表"
page = "%s"
"""


def full_refusal(text: str, page: str = "portrait") -> str:
    with pytest.raises(TemplateError) as caught:
        read_template(FULL % page + text, source="满.toml")
    return f"{caught.value.key}：{caught.value}"


LEFT = """
[[blocks]]
type = "funding"
key = "left"
name_width = "30"
partner = "right"
rows = [{ key = "a" }]
columns = [{ role = "executed", label = "执行数", width = "50" }]
"""
RIGHT = """
[[blocks]]
type = "funding"
key = "right"
name_width = "40"
rows = [{ key = "a" }]
columns = [{ role = "executed", label = "执行数", width = "60" }]
"""


def test_two_grids_side_by_side_fill_the_table_together() -> None:
    assert list(problems(read_template(FULL % "portrait" + LEFT + RIGHT, source="满.toml"))) == []
    assert "各栏宽度之和应为 267 毫米，现为 180" in full_refusal(LEFT + RIGHT, "landscape")


def test_a_grid_stands_beside_one_other() -> None:
    third = LEFT.replace('"left"', '"third"')
    assert "“right”只能与一块并排" in full_refusal(LEFT + third + RIGHT)
    chain = RIGHT + 'partner = "left"\n'
    assert "应为另一个没有 partner 的 funding 块的 key" in full_refusal(LEFT + chain)


def test_widths_are_hundredths_of_a_millimetre() -> None:
    thirds = LEFT.replace('"30"', '"30.005"').replace('"50"', '"49.995"')
    assert full_refusal(thirds + RIGHT).startswith("blocks[1].columns：")
    assert "宽度最多两位小数" in full_refusal(thirds + RIGHT)
    hundredths = LEFT.replace('"30"', '"30.050"').replace('"50"', '"49.95"')
    read_template(FULL % "portrait" + hundredths + RIGHT, source="满.toml")
