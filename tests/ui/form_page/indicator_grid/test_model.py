"""What stands where in the indicator grid, and which level cells read as one."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind, EditorKind
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from ui.form_page.open_form import OpenForm
from ui.page_driver import (
    SAMPLE,
    indicator,
    indicator_model,
    inserting,
    level1,
    project_of,
    weight,
    with_rows,
)

LEVEL1, LEVEL2, LEVEL3, TARGET, ACTUAL, WEIGHT, SCORE = range(7)
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def model(templates: TemplateCatalogue) -> IndicatorModel:
    return indicator_model(templates["minhang-2023"])


@pytest.fixture
def other_model(templates: TemplateCatalogue) -> IndicatorModel:
    return indicator_model(templates["shanghai-2021"])


@pytest.fixture
def opened(model: IndicatorModel, sample_forms: tuple[Form, ...], templates: TemplateCatalogue) -> OpenForm:
    """Return a sample that is shown in ``model``."""
    assert model.rowCount() == 0
    form = next(one for one in sample_forms if project_of(one) == SAMPLE)
    return OpenForm(templates[form.template.id], form, model)


@pytest.fixture
def other_opened(
    other_model: IndicatorModel, sample_forms: tuple[Form, ...], templates: TemplateCatalogue
) -> OpenForm:
    """Return a sample of another template, which has no grades, that is shown in ``other_model``."""
    form = next(one for one in sample_forms if one.template.id == "shanghai-2021")
    return OpenForm(templates["shanghai-2021"], form, other_model)


@pytest.mark.usefixtures("opened")
def test_below_the_indicators_stand_total_and_grade(model: IndicatorModel) -> None:
    assert model.indicator_rows == 10
    assert model.rowCount() == 12
    texts = [[model.index(row, column).data() for column in (0, 1, 2, 5, 6, 7)] for row in (10, 11)]
    assert texts == [["总分", "", "", "100.00", "99.97", ""], ["评分等级", "优", "", "", "", ""]]


@pytest.mark.usefixtures("other_opened")
def test_a_template_without_grades_has_no_grade_row(other_model: IndicatorModel) -> None:
    assert other_model.rowCount() == other_model.indicator_rows + 1
    assert other_model.index(other_model.indicator_rows, 0).data() == "总分"


def test_the_tooltip_says_how_target_and_actual_were_read(opened: OpenForm, model: IndicatorModel) -> None:
    form = opened.base.with_text(indicator(4, "target"), "≤2小时")
    opened.commit(form.with_text(indicator(4, "actual"), "30分钟"))
    tips = [str(model.index(4, column).data(TIP)) for column in (TARGET, ACTUAL, SCORE)]
    assert all("目标读作不超过 2 小时，实际读作 30 分钟。" in tip for tip in tips)
    assert "已达到目标" in tips[2]


def test_an_incomplete_form_has_no_grade(opened: OpenForm, model: IndicatorModel) -> None:
    opened.commit(inserting(opened.base, 0, {}))
    assert model.index(12, 1).data() == ""
    assert model.index(12, 1).data(APPEARANCE_ROLE).kind is CellKind.COMPUTED


@pytest.mark.usefixtures("opened")
def test_equal_level_names_read_as_one(model: IndicatorModel) -> None:
    assert [model.merged_rows(row, LEVEL1) for row in (0, 2, 4)] == [(0, 4)] * 3
    assert [model.merged_rows(row, LEVEL2) for row in range(5)] == [(0, 0), (1, 2), (1, 2), (3, 4), (3, 4)]
    assert model.merged_rows(1, LEVEL3) == (1, 1)
    assert not model.continues_above(0, LEVEL1)
    assert model.continues_above(1, LEVEL1)
    assert not model.continues_above(10, LEVEL1)


def test_equal_level_2_names_below_different_level_1_names_are_two(
    opened: OpenForm, model: IndicatorModel
) -> None:
    rows = [{"level1": name, "level2": "成本指标"} for name in ("产出指标", "效益指标", "效益指标")]
    opened.commit(with_rows(opened.base, *rows))
    assert [model.merged_rows(row, LEVEL2) for row in range(3)] == [(0, 0), (1, 2), (1, 2)]
    assert [model.group_of(row, LEVEL2) for row in range(3)] == [[], [model.ids[2]], [model.ids[1]]]


def test_blank_level_names_do_not_read_as_one(opened: OpenForm, model: IndicatorModel) -> None:
    opened.commit(with_rows(opened.base, {}, {}))
    assert not model.continues_above(1, LEVEL1)
    assert not model.continues_above(1, LEVEL2)
    assert model.group_of(1, LEVEL1) == []


def test_the_group_of_a_row_is_that_of_the_saved_form(opened: OpenForm, model: IndicatorModel) -> None:
    opened.type(level1(2), "效益")
    assert model.merged_rows(2, LEVEL1) == (2, 2)
    assert model.group_of(2, LEVEL1) == [level1(row).row for row in (0, 1, 3, 4)]
    assert model.group_of(2, WEIGHT) == []


def test_level_names_are_suggested(opened: OpenForm, model: IndicatorModel) -> None:
    assert model.suggestions(0, LEVEL1) == ("产出指标", "成本指标", "效益指标", "满意度指标")
    assert model.suggestions(0, LEVEL2) == ("数量指标", "质量指标", "时效指标")
    opened.type(level1(0), "满意度指标")
    assert model.suggestions(0, LEVEL2) == ("服务对象满意度指标",)
    assert model.suggestions(0, LEVEL3) == ()


def test_without_a_form_there_is_nothing(model: IndicatorModel) -> None:
    assert (model.rowCount(), model.columnCount(), model.indicator_rows) == (0, 0, 0)
    assert model.parts_of("产出指标") == ("产出指标",)


@pytest.mark.usefixtures("opened")
def test_names_and_figures_are_one_line_and_the_rest_are_texts(model: IndicatorModel) -> None:
    kinds = [model.editor_kind(column) for column in range(8)]
    line, text = EditorKind.LINE, EditorKind.TEXT
    assert kinds == [line, line, text, text, text, line, line, text]


@pytest.mark.usefixtures("opened")
def test_a_label_breaks_where_the_printed_form_breaks_it(model: IndicatorModel) -> None:
    assert model.parts_of("满意度指标") == ("满意度", "指标")
    assert model.parts_of("自己的名称") == ("自己的名称",)


def test_the_columns_are_those_of_the_template(opened: OpenForm, model: IndicatorModel) -> None:
    shown = opened.shown
    assert shown.template.grid is not None
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(8)]
    assert titles == [column.label for column in shown.template.grid.columns]


def test_a_weight_shows_as_the_form_prints_it(
    opened: OpenForm, other_opened: OpenForm, model: IndicatorModel, other_model: IndicatorModel
) -> None:
    opened.write(weight(0), "7.5")
    assert model.index(0, WEIGHT).data() == "7.50"
    other_opened.write(weight(0), "7.5")
    assert other_model.index(0, WEIGHT).data() == "7.5"


def test_a_score_that_no_rule_gives_is_blank_until_it_is_typed(
    opened: OpenForm, model: IndicatorModel
) -> None:
    opened.commit(inserting(opened.base, 0, {"level1": "产出指标"}))
    appearance = model.index(0, SCORE).data(APPEARANCE_ROLE)
    assert (appearance.text, appearance.kind) == ("", CellKind.TYPED)


def test_the_total_is_among_the_numbers_that_are_not_broken(
    templates: TemplateCatalogue,
) -> None:
    template = templates["sichuan-dept-2023"]
    model = indicator_model(template)
    (sample,) = (one for one in samples() if one.template == template.id)
    OpenForm(template, sample.form(templates), model)
    column = next(at for at in range(model.columnCount()) if model.role(at) is Role.SCORE)
    assert model.longest_number(column) == model.index(model.indicator_rows, column).data() == "99.35"
