import pytest

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.library_levels import Levels, levels_in
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import short_template

CATALOGUE = TemplateCatalogue()


def grid(template: str) -> IndicatorsBlock:
    found = CATALOGUE[template].grid
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("template", "wanted", "found"),
    [
        ("national-2021-cost", ("成本指标", "经济成本指标"), ("成本指标", "经济成本指标")),
        ("national-2020", ("成本指标", "经济成本指标"), ("产出指标", "成本指标")),
        ("national-2020", ("成本指标", "生态环境成本指标"), ("产出指标", "成本指标")),
        ("hebei", ("效益指标", "社会效益指标"), ("效果指标", "社会效益指标")),
        ("ningxia-city", ("产出指标", "数量指标"), ("产出", "产出数量")),
        ("ningxia-city", ("满意度指标", "服务对象满意度指标"), ("效益", "服务对象满意度")),
        ("yunnan-14", ("满意度指标", "服务对象满意度指标"), ("满意度指标", "服务对象满意度指标等")),
        ("sichuan-dept-2023", ("成本指标", "经济成本指标"), ("成本指标", "经济成本指标")),
        ("national-2020", ("产出指标", "进度指标"), ("产出指标", "进度指标")),
        ("national-2020", ("产出（50分）", ""), ("产出指标", "")),
        ("national-2020", ("管理", "制度"), None),
    ],
)
def test_an_indicator_stands_under_the_names_that_the_template_has(
    template: str, wanted: tuple[str, str], found: tuple[str, str] | None
) -> None:
    assert levels_in(grid(template), Levels(*wanted)) == found


def test_a_template_without_dimensions_takes_every_name() -> None:
    block = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 target actual"').grid
    assert block is not None
    assert levels_in(block, Levels("管理", "制度")) == ("管理", "制度")


def test_a_dimension_without_level_2_names_takes_those_of_the_library() -> None:
    text = '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3"\ndimensions = [{ name = "产出" }]'
    block = short_template(text).grid
    assert block is not None
    assert levels_in(block, Levels("产出指标", "数量指标")) == ("产出", "数量指标")
