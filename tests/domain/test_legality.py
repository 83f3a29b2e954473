import re
from typing import get_args

import pytest

from domain.illegal_templates import CASES, FUNDING, GRID, HEAD, SCORING, TEXTS, WEIGHT_ENTERED, row
from perfeval_desktop.domain import template_reader
from perfeval_desktop.domain.block_reader import BLOCK_TYPES, IMPLIED
from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.legality import ROLES, problems
from perfeval_desktop.domain.template import FORM_FIELDS, Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from short_forms import short_template
from whole_template import WHOLE_TEXT


def refusal(text: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        short_template(text, completed=False)
    return caught.value


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are read whatever is wrong with them."""
    monkeypatch.setattr(template_reader, "first_problem", lambda _template: None)


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_legal_is_refused_with_file_key_and_reason(case: str) -> None:
    text, key, reason = CASES[case]
    error = refusal(text)
    without_block = re.sub("（“[^”]*”块）有误：", "有误：", str(error))
    assert without_block == f"模板文件“简.toml”的“{key}”有误：{reason}。"
    assert error.key == key


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("case", CASES)
def test_each_breaks_one_rule_alone(case: str) -> None:
    text, key, reason = CASES[case]
    assert list(problems(short_template(text, completed=False))) == [(key, reason)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[blocks]]\ntype = "texts"\nkey = "tail"\n', "的“blocks[1].columns”（“tail”块）有误：不能为空。"),
        (f"{HEAD}{GRID}", "的“blocks[2].columns[4].role”（“indicators”块）有误：“score”需要"),
        (f"{HEAD}mistake = 1\n", "的“blocks[1].mistake”（“fields”块）有误：没有这一项"),
    ],
)
def test_a_block_is_named_by_its_key_beside_its_number(text: str, named: str) -> None:
    assert named in str(refusal(text))


def test_a_block_without_a_key_is_named_by_its_label() -> None:
    without = LEFT.replace('key = "left"', 'label = "项目资金\\n（{unit}）"')
    assert full_refusal(without) == (
        "blocks[1].key：模板文件“满.toml”的“blocks[1].key”（“项目资金”块）有误：缺少这一项，应为文字。"
    )


def test_a_template_that_says_all_that_can_be_said_is_legal() -> None:
    assert list(problems(read_template(WHOLE_TEXT, source="本单位.toml"))) == []


def test_a_total_may_stand_in_the_head_and_again_at_the_end() -> None:
    head = '[[blocks]]\ntype = "fields"\ncolumns = "project total"\n'
    end = '[[blocks]]\ntype = "figures"\ngrid = "indicators"\ncolumns = "total grade"\n'
    assert list(problems(short_template(f"{SCORING}{head}{TEXTS}{GRID}{end}"))) == []


@pytest.mark.parametrize(
    "by", [FUNDING, row('{ key = "a", role = "execution" }', of="indicators", columns="level3")]
)
def test_an_execution_rate_earns_points_where_it_stands(by: str) -> None:
    text = f'[scoring.execution]\nweight = "10"\n{by}'
    assert list(problems(short_template(text, completed=False))) == []


def test_without_points_for_the_execution_its_weight_is_entered_or_left_blank() -> None:
    assert list(problems(short_template(SCORING + WEIGHT_ENTERED))) == []
    assert list(problems(short_template(SCORING + WEIGHT_ENTERED.replace(', stage = "plan"', "")))) == []


def test_an_execution_rate_of_no_points_needs_no_place() -> None:
    assert list(problems(short_template(f'[scoring.execution]\nweight = "0"\n{HEAD}'))) == []


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


def test_every_type_of_block_says_which_roles_it_takes() -> None:
    assert ROLES.keys() == set(get_args(AnyBlock))
    assert len(ROLES) == len(BLOCK_TYPES)


def test_every_role_has_a_block_or_is_of_every_form() -> None:
    own = {column.role for column in FORM_FIELDS.columns}
    assert {role for roles in ROLES.values() for role in roles} | own == set(Role) == IMPLIED.keys()


@pytest.mark.usefixtures("unchecked")
def test_everything_that_is_wrong_is_told_from_the_top_to_the_bottom() -> None:
    text = f'title = "{{x}}"\n{HEAD}rows = [{{ key = "a b" }}]\nlabel_width = "10"\n'
    template: Template = short_template(text, completed=False)
    keys = [problem.path for problem in problems(template)]
    assert keys == ["title", "blocks[1].rows", "blocks[1].rows[1].key", "blocks[1].label_width"]
