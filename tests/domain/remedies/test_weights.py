from dataclasses import replace

from perfeval_desktop.domain.findings import Code
from remedying import findings_with_remedies, mended, offered, texts
from short_forms import filled, short_template
from sound_form import (
    EFFECT,
    ON_TIME,
    PASS_RATE,
    SATISFACTION,
    TRAININGS,
    with_row,
)


def weight(row: str) -> str:
    return f"indicators.{row}.weight"


def test_missing_points_go_to_the_row_that_has_none() -> None:
    form = with_row(ON_TIME, weight="")
    remedy = offered(form, Code.WEIGHTS_SUM)["差的 10 分给第 3 行“培训及时性”"]
    assert texts(remedy) == {weight(ON_TIME): "10"}
    mended(form, Code.WEIGHTS_SUM, "差的 10 分给第 3 行“培训及时性”")


def test_missing_points_are_shared_by_the_rows_that_have_none_to_the_last_one() -> None:
    form = with_row(ON_TIME, with_row(PASS_RATE, with_row(TRAININGS, weight=""), weight=""), weight="")
    label = "差的 50 分平均给没有分值的 3 行"
    assert texts(offered(form, Code.WEIGHTS_SUM)[label]) == {
        weight(TRAININGS): "18",
        weight(PASS_RATE): "16",
        weight(ON_TIME): "16",
    }
    mended(form, Code.WEIGHTS_SUM, label)


def test_missing_points_can_go_to_any_row() -> None:
    form = with_row(ON_TIME, weight="5")
    labels = list(offered(form, Code.WEIGHTS_SUM))
    assert labels[0] == "按模板分配：产出 50、效益 30、满意度 10"
    assert labels[1:] == [
        "差的 5 分加到第 1 行“教师培训场次”",
        "差的 5 分加到第 2 行“培训合格率”",
        "差的 5 分加到第 3 行“培训及时性”",
        "差的 5 分加到第 4 行“教师能力”",
        "差的 5 分加到第 5 行“教师满意度”",
    ]
    after = mended(form, Code.WEIGHTS_SUM, labels[3])
    assert after.text("indicators", ON_TIME, "weight") == "10"


def test_points_that_are_too_many_can_be_taken_from_a_row_that_keeps_some() -> None:
    form = with_row(TRAININGS, weight="35")
    labels = list(offered(form, Code.WEIGHTS_SUM))[1:]
    assert labels == [
        "从第 1 行“教师培训场次”减去多出的 15 分",
        "从第 2 行“培训合格率”减去多出的 15 分",
        "从第 4 行“教师能力”减去多出的 15 分",
    ]
    assert mended(form, Code.WEIGHTS_SUM, labels[0]).text("indicators", TRAININGS, "weight") == "20"


def test_too_many_points_beside_rows_without_any_are_left_to_the_user() -> None:
    form = with_row(TRAININGS, with_row(ON_TIME, weight=""), weight="50")
    assert list(offered(form, Code.WEIGHTS_SUM)) == ["按模板分配：产出 50、效益 30、满意度 10"]


BY_TEMPLATE = "按模板分配：产出 50、效益 30、满意度 10"


def test_the_weights_of_the_template_keep_how_rows_are_to_one_another() -> None:
    form = with_row(EFFECT, with_row(TRAININGS, weight="10"), weight="40")
    assert list(offered(form, Code.DIMENSION_WEIGHT)) == [BY_TEMPLATE]
    after = mended(form, Code.DIMENSION_WEIGHT, BY_TEMPLATE)
    weights = [row.text("weight") for row in after.rows("indicators")]
    assert weights == ["12", "26", "12", "30", "10"]


def test_no_weights_of_the_template_are_offered_where_a_dimension_is_not_in_it() -> None:
    form = with_row(SATISFACTION, with_row(ON_TIME, weight="5"), level1="成本指标")
    assert BY_TEMPLATE not in offered(form, Code.WEIGHTS_SUM)


def test_where_two_rows_share_a_weight_nothing_is_offered() -> None:
    form = with_row(TRAININGS, weight="50")
    rows = form.rows("indicators")
    shared = replace(rows[1].with_text("weight", ""), joined=frozenset({"weight"}))
    form = form.with_rows("indicators", (rows[0], shared, *rows[2:]))
    assert offered(form, Code.WEIGHTS_SUM) == {}
    assert offered(with_row(EFFECT, form, weight="5"), Code.DIMENSION_WEIGHT) == {}


def points(level1: str, name: str, weight: str, **more: str) -> dict[str, str]:
    return {"level1": level1, "level3": name, "target": "1", "actual": "1", "weight": weight, **more}


PRINTED = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 target actual weight score"\n'
)


def test_points_that_a_dimension_lacks_go_to_one_of_its_rows() -> None:
    rows = [points("产出指标（60分）", "甲", "50"), points("效益指标", "乙", "40")]
    form = filled(PRINTED, indicators=rows)
    after = mended(form, Code.WEIGHTS_SUM, "差的 10 分加到第 1 行“甲”", PRINTED)
    assert after.rows("indicators")[0].text("weight") == "60"


def test_hundredths_that_are_too_few_for_all_go_to_one_row() -> None:
    form = with_row(ON_TIME, with_row(EFFECT, weight="49.99"), weight="")
    form = with_row(PASS_RATE, with_row(SATISFACTION, form, weight=""), weight="20")
    label = "差的 0.01 分平均给没有分值的 2 行"
    assert list(texts(offered(form, Code.WEIGHTS_SUM)[label]).values()) == ["0.01", "0"]


UNDER_GOALS = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal weight"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level1 level3 target actual weight score"\n'
)


def test_the_points_of_a_goal_become_the_sum_of_its_rows_or_are_given_out() -> None:
    form = filled(
        UNDER_GOALS,
        goals=[{"id": "g1", "expected_goal": "办班", "weight": "100"}],
        indicators=[points("产出", "甲", "50", parent="g1"), points("产出", "乙", "40", parent="g1")],
    )
    finding = "目标的分值改成 90"
    remedies = [
        {one.label: one for one in remedies}
        for found, remedies in findings_with_remedies(form, UNDER_GOALS)
        if found.code is Code.WEIGHTS_SUM and found.place.block == "goals"
    ]
    assert list(remedies[0]) == [finding, "差的 10 分加到第 1 行“甲”", "差的 10 分加到第 2 行“乙”"]
    assert texts(remedies[0][finding]) == {"goals.g1.weight": "90"}


def test_nothing_is_offered_where_goals_alone_have_weights() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "goals"\ncolumns = "expected_goal weight score"\n'
    )
    form = filled(template, goals={"expected_goal": "办班", "weight": "90", "score": "90"})
    assert offered(form, Code.WEIGHTS_SUM, template) == {}
