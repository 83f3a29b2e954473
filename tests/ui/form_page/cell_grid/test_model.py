"""The table models of the grids, through everything that happens to a form."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.cells import SEVERITY_ROLE
from perfeval_ui.form_page.cell_grid.model import CellTableModel
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.finding_marks import gravest
from perfeval_ui.form_page.funding_grid import FundingModel
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from ui.form_page.open_form import OpenForm
from ui.page_driver import (
    EXECUTION_SCORE,
    PROJECT,
    SAMPLE,
    TOTAL,
    TOTAL_WEIGHT,
    budget,
    final,
    funding_model,
    indicator_model,
    inserting,
    level1,
    level3,
    named,
    project_of,
    score,
    target,
    weight,
    without_rows,
)

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def funding(templates: TemplateCatalogue) -> FundingModel:
    return funding_model(templates["minhang-2023"])


@pytest.fixture
def model(templates: TemplateCatalogue) -> IndicatorModel:
    return indicator_model(templates["minhang-2023"])


@pytest.fixture
def opened(
    sample_forms: tuple[Form, ...],
    templates: TemplateCatalogue,
    model: IndicatorModel,
    funding: FundingModel,
) -> OpenForm:
    """Return a sample that is shown in both models."""
    form = next(one for one in sample_forms if project_of(one) == SAMPLE)
    made = OpenForm(templates[form.template.id], form, model, funding)
    assert model.rowCount()
    assert funding.rowCount()
    return made


def follow(session: EditingSession, model: CellTableModel) -> None:
    """Show in ``model`` whatever form is open, as the grids of the page do."""

    def show(told: Notification) -> None:
        saved = None if told.after is None else session.base
        model.show(told.after, saved, is_editable=told.after is not None)

    session.subscribe(show)


@pytest.mark.parametrize("template", ["minhang-2023", "minhang-2021", "shanghai-2021"])
def test_the_models_keep_qts_rules_through_a_whole_day(session: EditingSession, template: str) -> None:
    of_template = session.templates[template]
    models: tuple[CellTableModel, ...] = (funding_model(of_template), indicator_model(of_template))
    testers = [QAbstractItemModelTester(model, FATAL) for model in models]
    for model in models:
        follow(session, model)
    writer = CellWriter(session)
    form_ids = [one.form_id for one in session.summaries() if one.template == template]
    for form_id in form_ids:
        session.open(form_id)
        writer.preview(target(0), "看看")
        writer.cancel()
        writer.commit(target(0), "新的目标")
        writer.commit(budget(), "1")
        session.commit(inserting(session.base, 0, {}, {"level1": "产出指标"}), "插入")
        session.commit(session.base.removing("indicators", frozenset({level1(1).row})), "删除")
        session.commit(session.base.moving("indicators", level1(0).row, 3), "移动")
        session.commit(without_rows(session.base), "清空")
        while session.undo():
            pass
        session.redo()
    session.set_state([form_ids[-1]], FormState.IN_REVIEW)
    session.delete([form_ids[-1]], "删除")
    assert [model.rowCount() for model in models] == [0, 0]
    session.undo()
    session.open(form_ids[0])
    session.open(None)
    assert all(tester.model() in models for tester in testers)


@pytest.mark.usefixtures("opened")
def test_a_grid_has_no_rows_below_its_rows(model: IndicatorModel) -> None:
    index = model.index(0, 0)
    assert (model.rowCount(index), model.columnCount(index)) == (0, 0)
    assert model.flags(QModelIndex()) is Qt.ItemFlag.NoItemFlags
    assert model.data(QModelIndex()) is None


@pytest.mark.usefixtures("opened")
def test_titles_stand_above_the_columns_and_numbers_before_the_rows_that_findings_name(
    model: IndicatorModel,
) -> None:
    assert model.headerData(0, Qt.Orientation.Horizontal) == "一级指标"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
    assert model.headerData(model.indicator_rows, Qt.Orientation.Vertical) == ""
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.usefixtures("opened")
def test_cells_say_what_they_show_and_what_is_typed(model: IndicatorModel, funding: FundingModel) -> None:
    edit, read = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole
    label = funding.index(1, 0)
    assert label.data() == label.data(edit) == label.data(read) == "\u3000其中: 当年财政拨款"
    execution = funding.index(0, 6)
    assert (execution.data(), execution.data(edit)) == ("9.97", "")
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_only_cells_to_be_entered_can_be_edited(opened: OpenForm, model: IndicatorModel) -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 2).flags() & editable
    assert not model.index(10, 5).flags() & editable
    opened.commit(final(opened.base))
    assert not model.index(0, 2).flags() & editable


def test_a_keystroke_repaints_the_rows_it_changes(opened: OpenForm, model: IndicatorModel) -> None:
    painted: set[int] = set()
    laid_out: list[frozenset[int]] = []
    model.dataChanged.connect(lambda first, last: painted.update(range(first.row(), last.row() + 1)))
    model.laid_out.connect(laid_out.append)
    opened.type(score(2), "9")
    assert painted == {2, 10, 11}
    assert not laid_out
    opened.write(score(2), "9")
    # What was typed is to be measured now; the total that follows from it, too.
    assert laid_out == [{2, 10, 11}]
    opened.write(score(2), "9")
    assert laid_out[1:] == [frozenset()]
    painted.clear()
    opened.preview(named(opened.base, project="别的名称"))
    assert painted <= {10, 11}


def test_a_change_of_a_level_name_repaints_all_rows(opened: OpenForm, model: IndicatorModel) -> None:
    painted: set[int] = set()
    model.dataChanged.connect(lambda first, last: painted.update(range(first.row(), last.row() + 1)))
    opened.preview(opened.base.with_text(level1(0), "成本指标"))
    assert painted == set(range(12))


def test_cells_that_are_merged_by_hand_repaint_all_rows(opened: OpenForm, model: IndicatorModel) -> None:
    painted: set[int] = set()
    model.dataChanged.connect(lambda first, last: painted.update(range(first.row(), last.row() + 1)))
    rows = opened.base.rows("indicators")
    joined = (*rows[:4], replace(rows[4], joined=frozenset({"score"})), *rows[5:])
    opened.preview(opened.base.with_rows("indicators", joined))
    assert painted == set(range(12))


def test_goals_in_another_order_are_called_otherwise_beside_their_rows(templates: TemplateCatalogue) -> None:
    sample = next(one for one in samples() if one.template == "hubei-20-80")
    template, form = templates[sample.template], sample.form(templates)
    model = indicator_model(template)
    form, (other,) = form.new_rows(1)
    goals = (*form.rows("goals"), other)
    opened = OpenForm(template, form.with_rows("goals", goals), model)
    painted: set[int] = set()
    model.dataChanged.connect(lambda first, last: painted.update(range(first.row(), last.row() + 1)))
    assert model.index(0, 0).data() == "目标 1"
    opened.commit(opened.base.with_rows("goals", goals[::-1]))
    assert model.index(0, 0).data() == "目标 2"
    assert 0 in painted


def test_a_change_of_an_amount_repaints_the_funding(opened: OpenForm, funding: FundingModel) -> None:
    painted: set[int] = set()
    funding.dataChanged.connect(lambda first, last: painted.update(range(first.row(), last.row() + 1)))
    opened.type(budget(), "8.98")
    assert painted == {0, 1, 2, 3}


@pytest.mark.usefixtures("opened")
def test_cells_are_found_by_their_place_and_places_by_their_cell(
    model: IndicatorModel, funding: FundingModel
) -> None:
    assert model.index_of(level3(4)) == (4, 2)
    assert model.index_of(TOTAL) == (10, 6)
    assert model.index_of(TOTAL_WEIGHT) == (10, 5)
    assert model.index_of(level3(10)) is None
    assert model.index_of(PROJECT) is None
    assert funding.index_of(budget("other_funds")) == (3, 2)
    assert funding.index_of(EXECUTION_SCORE) == (0, 6)
    assert funding.index_of(TOTAL) is None


def test_findings_show_as_severity_and_tooltip(opened: OpenForm, model: IndicatorModel) -> None:
    opened.write(target(0), "")
    index = model.index(0, 3)
    assert index.data(SEVERITY_ROLE) == Severity.ERROR
    assert "还没有填写，请填写。" in index.data(Qt.ItemDataRole.ToolTipRole)
    opened.write(weight(0), "5")
    assert model.index(10, 5).data(SEVERITY_ROLE) == Severity.ERROR
    assert "95" in model.index(10, 5).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(10, 0).data(SEVERITY_ROLE) is None
    assert model.index(10, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_what_was_typed_is_no_markup_in_a_tooltip(opened: OpenForm, model: IndicatorModel) -> None:
    opened.write(level3(0), "<b>&粗</b>")
    opened.write(target(0), "")
    tip = model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;&amp;粗&lt;/b&gt;" in tip
    assert "<b>" not in tip


def test_the_gravest_severity_counts(opened: OpenForm) -> None:
    assert gravest([]) is None
    opened.write(target(0), "")
    assert gravest(opened.shown.findings) is Severity.ERROR
    assert gravest(reversed(opened.shown.findings)) is Severity.ERROR


def test_what_stands_where_is_for_each_grid_to_say(opened: OpenForm) -> None:
    class Blank(CellTableModel):
        pass

    blank, shown = Blank(), opened.shown
    assert blank.suggestions(0, 0) == ()
    assert blank.explanation(shown, 0, 0) == ""
    asked = (
        lambda: blank.titles(shown),
        lambda: blank.entry_place(0, 0),
        lambda: blank.appearance(shown, 0, 0),
        lambda: blank.editor_kind(0),
        lambda: blank.rows_of(shown),
        lambda: blank.row_of(TOTAL),
        lambda: blank.changed_rows(shown, shown),
    )
    for ask in asked:
        with pytest.raises(NotImplementedError):
            ask()
