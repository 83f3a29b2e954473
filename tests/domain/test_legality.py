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


def test_every_type_of_block_says_which_roles_it_takes() -> None:
    assert ROLES.keys() == set(get_args(AnyBlock))
    assert len(ROLES) == len(BLOCK_TYPES)


def test_every_role_has_a_block_or_is_of_every_form() -> None:
    own = {column.role for column in FORM_FIELDS.columns if column.role is not None}
    assert {role for roles in ROLES.values() for role in roles} | own == set(Role) == IMPLIED.keys()


@pytest.mark.usefixtures("unchecked")
def test_everything_that_is_wrong_is_told_from_the_top_to_the_bottom() -> None:
    text = f'title = "{{x}}"\n{HEAD}rows = [{{ key = "a b" }}]\nlabel_width = "10"\n'
    template: Template = short_template(text, completed=False)
    keys = [problem.path for problem in problems(template)]
    assert keys == ["title", "blocks[1].rows", "blocks[1].rows[1].key", "blocks[1].label_width"]
