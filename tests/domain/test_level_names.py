"""Names on offer for the levels of an indicator, and the group a new row joins."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.level_names import joining, level1_offers, level2_offers, renamed_group
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()


def grid_of(template: Template) -> IndicatorsBlock:
    assert template.grid is not None
    return template.grid


@pytest.fixture
def block() -> IndicatorsBlock:
    return grid_of(CATALOGUE["minhang-2023"])


@pytest.fixture
def form() -> Form:
    return blank_form(CATALOGUE["minhang-2023"], 2023)


def test_the_names_of_the_template_are_offered(block: IndicatorsBlock) -> None:
    assert level1_offers(block) == ("产出指标", "成本指标", "效益指标", "满意度指标")
    assert level2_offers(block, "产出指标") == ("数量指标", "质量指标", "时效指标")


def test_under_a_name_of_ones_own_all_names_are_offered(block: IndicatorsBlock) -> None:
    assert set(level2_offers(block, "自己的名称")) >= {"数量指标", "服务对象满意度指标"}


@pytest.mark.parametrize(("beside", "level2"), [(0, "数量指标"), (1, "质量指标"), (-1, "数量指标")])
def test_a_new_row_joins_the_group_of_the_row_beside_it(
    block: IndicatorsBlock, form: Form, beside: int, level2: str
) -> None:
    after, row = joining(block, form, beside)
    assert dict(row.cells) == {"level1": "产出指标", "level2": level2}
    assert after.made == form.made + 1


def test_behind_the_last_row_it_joins_the_last_group(block: IndicatorsBlock, form: Form) -> None:
    _, row = joining(block, form, 99)
    assert row.text("level1") == "满意度指标"


def test_in_an_empty_grid_it_joins_none(block: IndicatorsBlock, form: Form) -> None:
    _, row = joining(block, form.with_rows(block.key, ()), 0)
    assert dict(row.cells) == {}


def test_the_row_of_the_execution_rate_is_nobodys_group() -> None:
    template = CATALOGUE["hebei"]
    block, form = grid_of(template), blank_form(template, 2023)
    fixed = next(at for at, row in enumerate(form.rows(block.key)) if row.id in block.fixed_rows)
    _, row = joining(block, form, fixed)
    assert dict(row.cells) == {}


def test_a_group_takes_its_new_name_row_by_row(block: IndicatorsBlock, form: Form) -> None:
    rows = form.rows(block.key)
    named = form.with_rows(block.key, (rows[0].with_text("level1", "别的"), *rows[1:]))
    ids = frozenset(row.id for row in rows[:3])
    after = renamed_group(block, named, "level1", ("产出指标", "产出"), ids)
    assert [row.text("level1") for row in after.rows(block.key)[:4]] == [
        "别的",
        "产出",
        "产出",
        rows[3].text("level1"),
    ]
