"""Where somebody changed the visible cells of an exported file, they win, and each change is told."""

from dataclasses import replace

import pytest

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import ONLY, YEAR
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exact_forms import ExactForm
from perfeval_desktop.exchange.exact_read import Change, ExactRead
from perfeval_desktop.exchange.reconciling import reconciled
from read_forms import sample

TEMPLATE, FORM = sample("national-2020")
EXPORTED = transcribed(TEMPLATE, FORM)
GRID = "indicators"
LEVEL1, ACTUAL, REASON = "一级\n指标", "实际\n完成值", "偏差原因分析及\n改进措施"


def seen(transcript: Transcript, form: Form = FORM, template: Template = TEMPLATE) -> ExactRead:
    """Return what is read where ``transcript`` is seen in a file that ``form`` was exported to."""
    found = reconciled(ExactForm(template, form), transcribed(template, form), transcript)
    assert found is not None
    return found


def indicators(*rows: dict[str, str]) -> Transcript:
    return replace(EXPORTED, indicators=rows)


def rows() -> list[dict[str, str]]:
    return [dict(row) for row in EXPORTED.indicators]


def place(row: str, column: str) -> Place:
    return Place(GRID, RowId(row), column)


def names(form: Form) -> list[str]:
    return [row.text("level3") for row in form.rows(GRID)]


def test_a_file_that_nobody_touched_gives_the_very_form() -> None:
    assert seen(EXPORTED) == ExactRead(TEMPLATE, FORM)


def test_other_blanks_and_line_ends_are_no_change() -> None:
    goal = {**EXPORTED.goals[0], "expected": " 更新设备\n48 台，验收合格率100%，诊疗量增长 8%。"}
    assert seen(replace(EXPORTED, goals=(goal,))) == ExactRead(TEMPLATE, FORM)


def test_a_field_that_was_changed_is_taken_up() -> None:
    found = seen(replace(EXPORTED, fields={**EXPORTED.fields, "项目名称": "设备更新二期"}))
    at = Place("head", ONLY, "project")
    assert found.changes == (Change(at, "基层医疗卫生机构设备更新", "设备更新二期"),)
    assert found.form == enter(TEMPLATE, FORM, at, "设备更新二期")


def test_a_cell_that_was_cleared_is_blank() -> None:
    changed = rows()
    changed[2][REASON] = ""
    (change,) = seen(indicators(*changed)).changes
    assert (change.place, change.now) == (place("r3", "reason"), "")


def test_what_was_typed_over_a_computed_figure_is_a_claim() -> None:
    funding = [
        row._replace(values={**row.values, "得分": "9.5"}) if at == 0 else row
        for at, row in enumerate(EXPORTED.rows)
    ]
    found = seen(replace(EXPORTED, rows=tuple(funding)))
    assert found.form.text("funding", "total", "score") == "9.5"
    assert [one.now for one in found.changes] == ["9.5"]


def test_another_year_is_taken_up() -> None:
    found = seen(replace(EXPORTED, fiscal_year="2024"))
    assert found.form.year == 2024
    assert found.changes == (Change(YEAR, "2023", "2024"),)


def test_a_row_that_was_taken_out_is_told_by_its_name() -> None:
    found = seen(indicators(*(row for row in rows() if row["三级指标"] != "设备按期投用率")))
    assert found.changes == (Change(place("r3", "level3"), "设备按期投用率", ""),)
    assert names(found.form) == [name for name in names(FORM) if name != "设备按期投用率"]


def test_a_row_that_was_put_in_stands_where_it_was_put() -> None:
    new = {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "培训人次", "分值": "5"}
    first, *others = rows()
    found = seen(indicators(first, new, *others))
    assert names(found.form)[:3] == ["更新设备", "培训人次", "设备验收合格率"]
    assert found.form.rows(GRID)[1].id not in {row.id for row in FORM.rows(GRID)}
    assert {one.now for one in found.changes} == {"产出指标", "数量指标", "培训人次", "5"}
    assert {one.before for one in found.changes} == {""}


def test_a_row_put_in_before_all_others_is_the_first() -> None:
    found = seen(indicators({"三级指标": "培训人次"}, *rows()))
    assert names(found.form)[0] == "培训人次"


def test_a_row_in_a_grid_that_had_none_is_the_only_one() -> None:
    empty = replace(FORM, tables={key: one for key, one in FORM.tables.items() if key != GRID})
    found = seen(replace(transcribed(TEMPLATE, empty), indicators=({"三级指标": "培训人次"},)), empty)
    assert names(found.form) == ["培训人次"]


def test_rows_and_cells_can_change_at_once() -> None:
    changed = rows()
    changed[0][ACTUAL] = "50台"
    del changed[3]
    found = seen(indicators(*changed))
    assert [(one.place, one.now) for one in found.changes] == [
        (place("r1", "actual"), "50台"),
        (place("r4", "level3"), ""),
    ]


def test_rows_that_nothing_was_written_in_are_left_as_they_are() -> None:
    form, (blank,) = FORM.new_rows(1)
    form = form.inserting(GRID, 2, (blank,))
    exported = transcribed(TEMPLATE, FORM)
    changed = rows()
    changed[2][ACTUAL] = "96%"
    found = reconciled(ExactForm(TEMPLATE, form), exported, indicators(*changed))
    assert found is not None
    assert found.form == enter(TEMPLATE, form, place("r3", "actual"), "96%")


def test_where_rows_cannot_be_told_from_each_other_nothing_is_taken_up() -> None:
    changed = rows()
    changed[0]["三级指标"] = "另一个名称"
    shorter = replace(EXPORTED, indicators=(*changed, {"三级指标": "没有导出过的"}))
    assert reconciled(ExactForm(TEMPLATE, FORM), shorter, EXPORTED) is None


def test_points_behind_a_level_1_name_are_not_typed() -> None:
    template, form = sample("anhui-10")
    exported = with_points(transcribed(template, form))
    changed = [dict(row) for row in exported.indicators]
    for row in changed[:5]:
        row[LEVEL1] = "产出类指标（50分）"
    found = reconciled(ExactForm(template, form), exported, replace(exported, indicators=tuple(changed)))
    assert found is not None
    assert {one.text("level1") for one in found.form.rows(GRID)[:5]} == {"产出类指标"}


def with_points(transcript: Transcript) -> Transcript:
    """Return a transcript as it is printed where level-1 names have their points behind them."""
    points = {"产出指标": "50", "效益指标": "30", "满意度指标": "10"}
    changed = [{**row, LEVEL1: f"{row[LEVEL1]}（{points[row[LEVEL1]]}分）"} for row in transcript.indicators]
    return replace(transcript, indicators=tuple(changed))


def test_a_cell_that_rows_share_is_changed_in_the_first_of_them() -> None:
    first, second, *others = FORM.rows(GRID)
    joined = FORM.with_rows(GRID, (first, replace(second, joined=frozenset({"score"})), *others))
    exported = transcribed(TEMPLATE, joined)
    changed = [dict(row) for row in exported.indicators]
    changed[0]["得分"] = changed[1]["得分"] = "20"
    found = reconciled(ExactForm(TEMPLATE, joined), exported, replace(exported, indicators=tuple(changed)))
    assert found is not None
    assert [one.place for one in found.changes] == [place("r1", "score")]


@pytest.mark.parametrize("name", ["hubei-20-80", "hebei", "target-mid-term", "transfer-central"])
def test_other_families_are_read_the_same_way(name: str) -> None:
    template, form = sample(name)
    exported = transcribed(template, form)
    label = next(iter(exported.fields))
    found = seen(replace(exported, fields={**exported.fields, label: "改过的内容"}), form, template)
    assert [one.now for one in found.changes] == ["改过的内容"]
