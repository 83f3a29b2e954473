"""What stands where in the indicator grid, and which level cells read as one."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.model import FACE_ROLE, CellKind, Editor
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from perfeval_ui.session_signals import SessionSignals
from ui.page_driver import SAMPLE, indicator_model, inserting, level1, weight, with_rows

LEVEL1, LEVEL2, LEVEL3, TARGET, WEIGHT, SCORE = 0, 1, 2, 3, 5, 6


@pytest.fixture
def model(signals: SessionSignals, templates: TemplateCatalogue) -> IndicatorModel:
    return indicator_model(signals, templates["minhang-2023"])


@pytest.fixture
def other_model(signals: SessionSignals, templates: TemplateCatalogue) -> IndicatorModel:
    return indicator_model(signals, templates["shanghai-2021"])


@pytest.fixture
def opened(model: IndicatorModel, session: EditingSession) -> EditingSession:
    assert model.rowCount() == 0
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    return session


def open_form_of(session: EditingSession, template: str) -> None:
    session.open(next(one.form_id for one in session.summaries() if one.template == template))


def test_below_the_indicators_stand_total_and_grade(opened: EditingSession, model: IndicatorModel) -> None:
    assert opened.shown is not None
    assert model.indicator_rows == 10
    assert model.rowCount() == 12
    texts = [[model.index(row, column).data() for column in (0, 1, 2, 5, 6, 7)] for row in (10, 11)]
    assert texts == [["总分", "", "", "100.00", "99.97", ""], ["评分等级", "优", "", "", "", ""]]


def test_a_template_without_grades_has_no_grade_row(
    session: EditingSession, other_model: IndicatorModel
) -> None:
    open_form_of(session, "shanghai-2021")
    assert other_model.rowCount() == other_model.indicator_rows + 1
    assert other_model.index(other_model.indicator_rows, 0).data() == "总分"


def test_an_incomplete_form_has_no_grade(opened: EditingSession, model: IndicatorModel) -> None:
    opened.commit(inserting(opened.base, 0, {}), "插入")
    assert model.index(12, 1).data() == ""
    assert model.index(12, 1).data(FACE_ROLE).nature is CellKind.COMPUTED


def test_equal_level_names_read_as_one(opened: EditingSession, model: IndicatorModel) -> None:
    assert opened.shown is not None
    assert [model.merged_rows(row, LEVEL1) for row in (0, 2, 4)] == [(0, 4)] * 3
    assert [model.merged_rows(row, LEVEL2) for row in range(5)] == [(0, 0), (1, 2), (1, 2), (3, 4), (3, 4)]
    assert model.merged_rows(1, LEVEL3) == (1, 1)
    assert not model.continues_above(0, LEVEL1)
    assert model.continues_above(1, LEVEL1)
    assert not model.continues_above(10, LEVEL1)


def test_equal_level_2_names_below_different_level_1_names_are_two(
    opened: EditingSession, model: IndicatorModel
) -> None:
    rows = [{"level1": name, "level2": "成本指标"} for name in ("产出指标", "效益指标", "效益指标")]
    opened.commit(with_rows(opened.base, *rows), "转入")
    assert [model.merged_rows(row, LEVEL2) for row in range(3)] == [(0, 0), (1, 2), (1, 2)]
    assert [model.group_of(row, LEVEL2) for row in range(3)] == [[], [model.ids[2]], [model.ids[1]]]


def test_blank_level_names_do_not_read_as_one(opened: EditingSession, model: IndicatorModel) -> None:
    opened.commit(with_rows(opened.base, {}, {}), "转入")
    assert not model.continues_above(1, LEVEL1)
    assert not model.continues_above(1, LEVEL2)
    assert model.group_of(1, LEVEL1) == []


def test_the_group_of_a_row_is_that_of_the_saved_form(opened: EditingSession, model: IndicatorModel) -> None:
    assert opened.shown is not None
    model.writer.preview(level1(2), "效益")
    assert model.merged_rows(2, LEVEL1) == (2, 2)
    assert model.group_of(2, LEVEL1) == [level1(row).row for row in (0, 1, 3, 4)]
    assert model.group_of(2, WEIGHT) == []


def test_level_names_are_offered(opened: EditingSession, model: IndicatorModel) -> None:
    assert opened.shown is not None
    assert model.offers(0, LEVEL1) == ("产出指标", "成本指标", "效益指标", "满意度指标")
    assert model.offers(0, LEVEL2) == ("数量指标", "质量指标", "时效指标")
    model.writer.preview(level1(0), "满意度指标")
    assert model.offers(0, LEVEL2) == ("服务对象满意度指标",)
    assert model.offers(0, LEVEL3) == ()


def test_without_a_form_there_is_nothing(model: IndicatorModel) -> None:
    assert (model.rowCount(), model.columnCount(), model.indicator_rows) == (0, 0, 0)
    assert model.parts_of("产出指标") == ("产出指标",)


def test_names_and_figures_are_one_line_and_the_rest_are_texts(
    opened: EditingSession, model: IndicatorModel
) -> None:
    assert opened.shown is not None
    kinds = [model.editor(column) for column in range(8)]
    line, text = Editor.LINE, Editor.TEXT
    assert kinds == [line, line, text, text, text, line, line, text]


def test_a_label_breaks_where_the_printed_form_breaks_it(
    opened: EditingSession, model: IndicatorModel
) -> None:
    assert opened.shown is not None
    assert model.parts_of("满意度指标") == ("满意度", "指标")
    assert model.parts_of("自己的名称") == ("自己的名称",)


def test_the_columns_are_those_of_the_template(opened: EditingSession, model: IndicatorModel) -> None:
    shown = opened.shown
    assert shown is not None
    assert shown.template.grid is not None
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(8)]
    assert titles == [column.label for column in shown.template.grid.columns]


def test_a_weight_shows_as_the_form_prints_it(
    session: EditingSession, model: IndicatorModel, other_model: IndicatorModel
) -> None:
    open_form_of(session, "minhang-2023")
    model.writer.commit(weight(0), "7.5")
    assert model.index(0, WEIGHT).data() == "7.50"
    open_form_of(session, "shanghai-2021")
    other_model.writer.commit(weight(0), "7.5")
    assert other_model.index(0, WEIGHT).data() == "7.5"


def test_a_score_that_no_rule_gives_is_blank_until_it_is_typed(
    opened: EditingSession, model: IndicatorModel
) -> None:
    opened.commit(inserting(opened.base, 0, {"level1": "产出指标"}), "插入")
    face = model.index(0, SCORE).data(FACE_ROLE)
    assert (face.text, face.nature) == ("", CellKind.TYPED)


def test_the_total_is_among_the_numbers_that_are_not_broken(
    signals: SessionSignals, session: EditingSession, templates: TemplateCatalogue
) -> None:
    template = templates["sichuan-dept-2023"]
    model = indicator_model(signals, template)
    (sample,) = (one for one in samples() if one.template == template.id)
    session.open(*session.create((sample.form(templates),), "载入示例"))
    column = next(at for at in range(model.columnCount()) if model.role(at) is Role.SCORE)
    assert model.longest_number(column) == model.index(model.indicator_rows, column).data() == "99.35"
