from decimal import Decimal

import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, sheet_of, short_template
from sound_form import (
    EFFECT,
    GRID,
    ON_TIME,
    SATISFACTION,
    SCORING,
    TRAININGS,
    findings,
    found,
    places,
    sound_form,
    with_new_row,
    with_row,
)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        (">=98%", ">=98%"),
        ("=33台", "=33台"),
        ("＝33台", "=33台"),
        ("<=5%", "＜＝5％"),
        (">=100%", ">=99%"),
        ("33台", "≥33台"),
        ("≥33台", "不少于33台"),
        ("=100%按需求响应", "=100%按需求响应"),
    ],
)
def test_an_actual_with_the_operator_of_its_target_is_found(target: str, actual: str) -> None:
    ((place, message),) = found(with_row(TRAININGS, target=target, actual=actual), Code.COPIED_ACTUAL)
    assert place == "indicators.r1.actual"
    assert message == (
        "第 1 行“教师培训场次”的实际完成值带着目标的符号，请只填实际达到的数值，不带“≥”“=”等符号。"
    )


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥98%", "98%"),
        ("98%", "98%"),
        ("98% (正常使用)", "=98%"),
        ("按计划", "按计划"),
        ("", "=5"),
        ("≥95%", "达到98%"),
    ],
)
def test_an_actual_that_states_its_own_value_is_fine(target: str, actual: str) -> None:
    assert places(with_row(TRAININGS, target=target, actual=actual), Code.COPIED_ACTUAL) == []


def test_a_formula_word_beside_a_number_is_found() -> None:
    assert found(with_row(TRAININGS, actual=" 达成指标 "), Code.FORMULA_WORD) == [
        (
            "indicators.r1.actual",
            "第 1 行“教师培训场次”的实际完成值只写了“达成指标”，请对照目标填写实际达到的数值。",
        )
    ]


def test_a_formula_word_beside_a_day_asks_for_the_day() -> None:
    form = with_row(ON_TIME, target="12月底前完成", actual="达成指标")
    assert found(form, Code.FORMULA_WORD) == [
        (
            "indicators.r3.actual",
            "第 3 行“培训及时性”的实际完成值只写了“达成指标”，请对照目标填写完成的日期。",
        )
    ]
    assert places(with_row(ON_TIME, target="12月底前完成", actual="按期完成"), Code.FORMULA_WORD) == []


def test_a_formula_word_beside_a_promise_in_words_is_found_of_all_rows_at_once() -> None:
    form = with_row(EFFECT, with_row(ON_TIME, actual="达成指标"), actual="达成指标")
    (one,) = [finding for finding in findings(form) if finding.code is Code.ONLY_WORDS]
    assert [place.path for place in one.places] == ["indicators.r3.actual", "indicators.r4.actual"]
    assert one.message == "第 3、4 行的实际完成值只写了“达成指标”，请对照目标写明做到了什么。"
    assert places(form, Code.FORMULA_WORD) == []


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("有所提高", "达成预期指标"),
        ("有所提高", "有所提高"),
        ("按计划完成", "已完成"),
        ("较高", "较高"),
        ("有所提高", "参训教师课堂评价优良率由 81% 提高到 88%"),
        ("≥10场", "达成指标"),
        ("", "达成指标"),
    ],
)
def test_an_actual_that_answers_a_promise_in_words_is_fine(target: str, actual: str) -> None:
    assert places(with_row(EFFECT, target=target, actual=actual), Code.ONLY_WORDS) == []


@pytest.mark.parametrize("actual", ["较高", "程度较高", "好", "优", "效果明显", "基本完成"])
def test_a_point_on_a_scale_answers_no_promise_in_words(actual: str) -> None:
    form = with_row(EFFECT, target="建成区级教师培训基地", actual=actual)
    assert places(form, Code.ONLY_WORDS) == ["indicators.r4.actual"]


@pytest.mark.parametrize("outcome", ["基本完成年度目标", "已完成目标。", "达成指标"])
def test_an_outcome_that_only_says_that_it_was_reached_is_found(outcome: str) -> None:
    form = sound_form(goals__only__actual_outcome=outcome)
    assert places(form, Code.ONLY_WORDS) == ["goals.only.actual_outcome"]


@pytest.mark.parametrize(
    ("target", "actual", "trouble"),
    [
        ("≥90%", "9.5", "没有写单位，目标的单位是“%”，无法比较，请把单位改成一致。"),
        ("≥10", "95%", "的单位是“%”，目标没有写单位，无法比较，请把单位改成一致。"),
        ("≥5万人次", "48000", "没有写单位，目标的单位是“人次”，无法比较，请把单位改成一致。"),
        ("增长5%", "6%", "和目标一个是增减的幅度，一个不是，无法比较，请把单位改成一致。"),
        (
            "≥95",
            "0.96",
            "和目标都没有写单位，可能一个是比例、一个是百分数，无法比较，请把单位改成一致。",
        ),
        ("≥10场", "300人", "的单位是“人”，目标的单位是“场”，无法比较，请把单位改成一致。"),
        ("≥10场", "反响热烈", "是文字“反响热烈”，目标是数值“≥10场”，请填写实际达到的数值。"),
        (
            "建立覆盖全区的教师培训档案",
            "100%",
            "是“100%”，目标是文字“建立覆盖全区的教师培训档案”，看不出是什么的比例，请写明做到了什么。",
        ),
        ("未发生", "正常推进", "是“正常推进”，目标是“未发生”，请写明发生了几次，没有发生的写 0。"),
    ],
)
def test_an_actual_of_another_kind_or_unit_is_found(target: str, actual: str, trouble: str) -> None:
    assert found(with_row(TRAININGS, target=target, actual=actual), Code.OTHER_KIND) == [
        ("indicators.r1.actual", f"第 1 行“教师培训场次”的实际完成值{trouble}")
    ]


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥10场", "12"),
        ("≥10场", "12次"),
        ("≥90%", "95"),
        ("≥10场", ""),
        ("≥10场", "共12场"),
        ("≥10场", "十二场"),
        ("≥10场", "达成指标"),
        ("≥10场", "**"),
        ("稳定性高", "99%"),
        ("稳定性高", "稳定"),
    ],
)
def test_an_actual_that_can_be_held_against_its_target_is_fine(target: str, actual: str) -> None:
    assert places(with_row(TRAININGS, target=target, actual=actual), Code.OTHER_KIND) == []


def test_an_unexplained_over_achievement_is_found() -> None:
    assert found(with_row(TRAININGS, actual="13场"), Code.OVER_ACHIEVEMENT) == [
        (
            "indicators.r1.reason",
            (
                "第 1 行“教师培训场次”的偏差原因分析及改进措施没有说明："
                "实际完成值“13场”比目标“≥10场”多 30%，请说明超额的原因，或核对这两个数，"
                "目标定低了的明年调整。"
            ),
        )
    ]


@pytest.mark.parametrize("target", ["10场", "=10场", "＞10场", "10"])
def test_targets_of_every_kind_but_upper_bounds_can_be_overfulfilled(target: str) -> None:
    form = with_row(TRAININGS, target=target, actual="20场")
    assert places(form, Code.OVER_ACHIEVEMENT) == ["indicators.r1.reason"]


@pytest.mark.parametrize(
    "form",
    [
        with_row(TRAININGS, actual="12.9场"),
        with_row(TRAININGS, actual="20场", reason="新增两个片区"),
        with_row(TRAININGS, actual="20人"),
        with_row(TRAININGS, actual="很多"),
        with_row(TRAININGS, target="很多", actual="20场"),
        with_row(TRAININGS, target="≤10场", actual="20场"),
        with_row(TRAININGS, target="≥0场", actual="20场"),
        with_row(TRAININGS, level3="安全事故起数", target="=3起", actual="5起"),
        with_row(TRAININGS, level3="安全事故起数", target="≥3起", actual="5起"),
        with_row(ON_TIME, target="2小时", actual="3小时"),
        with_row(TRAININGS, level3="保护等级", target="≥2级", actual="3级"),
    ],
)
def test_near_explained_and_incomparable_values_are_no_over_achievement(form: Form) -> None:
    assert places(form, Code.OVER_ACHIEVEMENT) == []


def test_a_share_whose_target_was_low_and_a_rate_of_growth_can_be_overfulfilled() -> None:
    share = with_row(SATISFACTION, target="≥60%", actual="100%")
    assert places(share, Code.OVER_ACHIEVEMENT) == ["indicators.r5.reason"]
    growth = with_row(EFFECT, level3="参训人次增长率", target="≥5%", actual="20%")
    assert places(growth, Code.OVER_ACHIEVEMENT) == ["indicators.r4.reason"]


@pytest.mark.parametrize("target", ["较多", "有所增加", "进一步扩大", "良好"])
def test_a_quantity_target_without_a_number_is_found(target: str) -> None:
    assert found(with_row(TRAININGS, target=target), Code.NOT_MEASURABLE) == [
        (
            "indicators.r1.target",
            (
                f"第 1 行“教师培训场次”的年度指标值“{target}”没有数字，"
                "数量指标应当可以衡量，请写明数量和单位，如“≥10场”。"
            ),
        )
    ]


@pytest.mark.parametrize("target", ["≥10场", "1 份年度运维总结报告", "每月一次", "１项", "", "≥**"])
def test_a_quantity_target_with_any_number_is_fine(target: str) -> None:
    assert places(with_row(TRAININGS, target=target), Code.NOT_MEASURABLE) == []


def test_only_quantity_indicators_must_be_measurable() -> None:
    assert places(with_row(EFFECT, target="较多"), Code.NOT_MEASURABLE) == []


@pytest.mark.parametrize(
    ("level2", "level3", "target", "trouble"),
    [
        ("数量指标", "培训场次", "≤10场", "是上限，这一项应是越多越好，请核对是否应为“≥”。"),
        ("质量指标", "培训合格率", "≥120%", "超过 100%，不可能达到，请核对。"),
        ("质量指标", "培训合格率", "＞100%", "超过 100%，不可能达到，请核对。"),
        ("质量指标", "有责投诉", "≥5件", "是下限，这一项应是越少越好，请核对是否应为“≤”。"),
        ("时效指标", "故障响应时间", "≥2小时", "是下限，这一项应是越少越好，请核对是否应为“≤”。"),
        ("质量指标", "学员满意度", "≤90%", "是上限，这一项应是越多越好，请核对是否应为“≥”。"),
        ("质量指标", "事故发生率", "≥5%", "是下限，这一项应是越少越好，请核对是否应为“≤”。"),
    ],
)
def test_a_target_in_the_wrong_direction_or_out_of_reach_is_found(
    level2: str, level3: str, target: str, trouble: str
) -> None:
    form = with_row(TRAININGS, level2=level2, level3=level3, target=target)
    ((place, message),) = found(form, Code.TARGET_DIRECTION)
    assert place == "indicators.r1.target"
    assert message == f"第 1 行“{level3}”的年度指标值“{target}”{trouble}"


@pytest.mark.parametrize(
    ("level2", "level3", "target"),
    [
        ("数量指标", "故障次数", "≤3次"),
        ("数量指标", "会议费", "≤5万元"),
        ("数量指标", "覆盖率", "≥100%"),
        ("质量指标", "误差", "≤5%"),
        ("质量指标", "产量增长率", "≥120%"),
        ("质量指标", "故障解决率", "≥95%"),
        ("质量指标", "查处违规件数", "≥5件"),
        ("质量指标", "学员不满意率", "≤5%"),
        ("成本指标", "预算完成率", "≤100%"),
        ("质量指标", "事故发生率", "=0"),
        ("质量指标", "事故发生率", "≥0%"),
        ("质量指标", "培训合格率", "良好"),
    ],
)
def test_targets_in_their_direction_are_fine(level2: str, level3: str, target: str) -> None:
    form = with_row(TRAININGS, level2=level2, level3=level3, target=target)
    assert places(form, Code.TARGET_DIRECTION) == []


def test_rows_not_begun_are_not_judged() -> None:
    form = with_new_row(0, level1="产出指标", level2="数量指标")
    assert places(form, Code.NOT_MEASURABLE) == []


def test_what_counts_as_a_quantity_says_the_template() -> None:
    template = short_template('[checks]\nquantity = "社会效益"\n' + SCORING + GRID)
    form = with_row(TRAININGS, sound_form(template), target="较多", actual="多")
    assert places(form, Code.NOT_MEASURABLE, template) == ["indicators.r4.target"]
    upper = with_row(EFFECT, form, target="≤10人", actual="9人")
    assert places(upper, Code.TARGET_DIRECTION, template) == ["indicators.r4.target"]


SPLIT = short_template(
    '[[blocks]]\ntype = "indicators"\n'
    'columns = "level2 level3 comparator target_number measure adjusted_target actual reason"\n'
)


def split(**texts: str) -> Form:
    row = {
        "level2": "数量指标",
        "level3": "培训场次",
        "comparator": "≥",
        "target_number": "10",
        "measure": "场",
        "actual": "12",
    }
    return filled(SPLIT, indicators=[row | texts])


def test_a_target_in_several_cells_is_one_value() -> None:
    assert places(split(), Code.OTHER_KIND, SPLIT) == []
    assert found(split(actual="12人"), Code.OTHER_KIND, SPLIT) == [
        (
            "indicators.r1.actual",
            "第 1 行“培训场次”的实际完成值的单位是“人”，目标的单位是“场”，无法比较，请把单位改成一致。",
        )
    ]
    assert places(split(comparator="≤"), Code.TARGET_DIRECTION, SPLIT) == ["indicators.r1.target_number"]
    assert places(split(comparator="定性", target_number="较多"), Code.NOT_MEASURABLE, SPLIT) == [
        "indicators.r1.target_number"
    ]


def test_a_target_that_was_adjusted_counts_instead() -> None:
    assert places(split(actual="20"), Code.OVER_ACHIEVEMENT, SPLIT) == ["indicators.r1.reason"]
    assert places(split(actual="20", adjusted_target="18"), Code.OVER_ACHIEVEMENT, SPLIT) == []
    assert places(split(actual="20", adjusted_target="—"), Code.OVER_ACHIEVEMENT, SPLIT) == [
        "indicators.r1.reason"
    ]


def test_without_points_the_usual_words_and_shares_hold() -> None:
    assert places(split(actual="达成指标"), Code.FORMULA_WORD, SPLIT) == ["indicators.r1.actual"]
    assert places(split(actual="12.9"), Code.OVER_ACHIEVEMENT, SPLIT) == []


def test_words_for_reached_and_the_share_too_much_are_the_templates() -> None:
    template = short_template(
        '[scoring]\nreached_words = ["如期"]\n[scoring.over_achievement]\nover = "1"\n' + GRID
    )
    form = sound_form(template)
    assert places(with_row(TRAININGS, form, actual="如期"), Code.FORMULA_WORD, template) == [
        "indicators.r1.actual"
    ]
    assert places(with_row(TRAININGS, form, actual="19场"), Code.OVER_ACHIEVEMENT, template) == []
    assert places(with_row(TRAININGS, form, actual="20场"), Code.OVER_ACHIEVEMENT, template) == [
        "indicators.r1.reason"
    ]


def test_in_the_middle_of_the_year_too_much_is_not_asked_about() -> None:
    template = short_template('kind = "monitoring"\n' + GRID.replace('"weight", "score", ', ""))
    form = with_row(TRAININGS, sound_form(template), actual="20场")
    assert places(form, Code.OVER_ACHIEVEMENT, template) == []


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        ({"target": "≥10场", "actual": "正在筹备"}, False),
        ({"target": "建立跨部门的会商机制", "actual": "60%"}, False),
        ({"target": "≥10场", "actual": "3人"}, True),
        ({"level3": "安全事故", "target": "零发生", "actual": "正常推进"}, True),
        ({"level3": "安全事故", "target": "零发生", "actual": "0起"}, False),
    ],
)
def test_in_the_middle_of_the_year_words_tell_how_far_things_are(
    texts: dict[str, str], *, is_found: bool
) -> None:
    template = short_template('kind = "monitoring"\n' + GRID.replace('"weight", "score", ', ""))
    form = with_row(TRAININGS, sound_form(template), **texts)
    assert places(form, Code.OTHER_KIND, template) == (["indicators.r1.actual"] if is_found else [])
    if not is_found or texts["target"] == "零发生":
        return
    assert places(with_row(TRAININGS, **texts), Code.OTHER_KIND) == ["indicators.r1.actual"]


def test_where_too_much_loses_points_the_deduction_asks_for_the_reason() -> None:
    ladder = '[[scoring.over_achievement.ladder]]\nleast = "0.3"\nearns = "0.8"\n'
    template = short_template(SCORING + ladder + GRID)
    form = with_row(TRAININGS, sound_form(template), actual="13场")
    assert places(form, Code.OVER_ACHIEVEMENT, template) == []
    assert places(form, Code.DEDUCTION_REASON, template) == ["indicators.r1.reason"]
    kept = with_row(TRAININGS, form, score="20")
    assert places(kept, Code.OVER_ACHIEVEMENT, template) == ["indicators.r1.reason"]


UNIT_BESIDE = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target measure actual weight score"'
)


@pytest.mark.parametrize(("actual", "score"), [("97", "50"), ("97%", "50"), ("76", "40"), ("76%", "40")])
def test_the_unit_in_a_cell_beside_the_target_is_the_targets(actual: str, score: str) -> None:
    row = {"level3": "及时率", "target": "≥95", "measure": "%", "actual": actual, "weight": "50"}
    form = filled(UNIT_BESIDE, indicators=[row])
    assert found(form, Code.OTHER_KIND, UNIT_BESIDE) == []
    assert sheet_of(UNIT_BESIDE, form).indicators[0].value == Decimal(score)
