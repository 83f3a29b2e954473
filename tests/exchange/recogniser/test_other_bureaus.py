"""How forms of bureaus differ that nobody had tuned to."""

import pytest

from drawn_sheets import drawn
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exchange.recogniser import recognised

HEADING = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
ROW = "| 产出指标 | 数量指标 | 场次 | ≥10场 | 12场 | 90 | 90 |\n"


def read(text: str) -> Transcript:
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}"))
    assert found.unread == ()
    return found.transcript


@pytest.mark.parametrize("outcome", ["目标完成情况", "年度目标完成情况综述", "全年完成情况"])
def test_an_outcome_may_stand_below_its_promise_beside_its_name(outcome: str) -> None:
    promise = "| 年初设定目标 | 举办培训十场 | < | < | < | < | < |\n"
    came = f"| {outcome} | 举办了十二场 | < | < | < | < | < |\n"
    assert read(promise + came + HEADING + ROW).goals == (
        {"expected": "举办培训十场", "actual": "举办了十二场"},
    )


def test_a_reason_is_no_outcome_and_neither_is_one_without_a_promise() -> None:
    promise = "| 年初设定目标 | 举办培训十场 | < | < | < | < | < |\n"
    reason = "| 目标未完成情况及原因 | 因疫情推迟两场 | < | < | < | < | < |\n"
    outcome = "| 目标完成情况 | 举办了十二场 | < | < | < | < | < |\n"
    for text, goals in ((promise + reason, 1), (outcome, 0)):
        (found,) = recognised(drawn(f"自评表\n{text}{HEADING}{ROW}"))
        assert len(found.transcript.goals) == goals
        assert all("actual" not in goal for goal in found.transcript.goals)


def test_the_words_above_goals_may_be_spaced() -> None:
    heads = "| 年 初 设 定 目 标 | < | < | 总 体 目 标 完 成 情 况 | < | < | < |\n"
    goals = "| 办十场 | < | < | 办了十二场 | < | < | < |\n"
    assert read(heads + goals + HEADING + ROW).goals == ({"expected": "办十场", "actual": "办了十二场"},)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("优（√）良（）中（）差（）", "优"),
        ("良□　优☑　中□　差□", "优"),
        ("优秀□ 良好☑ 一般□ 较差□", "良好"),
        ("优□良□中□差□", "优□良□中□差□"),
        ("优", "优"),
    ],
)
def test_the_grade_is_the_one_that_is_ticked(printed: str, grade: str) -> None:
    assert read(f"{HEADING}{ROW}| 自评等级 | {printed} | < | < | < | < | < |").grade == grade
    closing = f"| 总分 | < | < | {printed} | < | 100 | 90 |"
    if grade in {"优", "良好"}:
        assert read(HEADING + ROW + closing).grade == grade


def test_closing_figures_that_stand_below_no_column_are_points_and_score() -> None:
    total = "| 总分 | 100.00 | < | 95.71 | （自评等级） | < | 优 |"
    form = read(HEADING + ROW + total)
    assert (form.total, form.grade) == ({"分值": "100.00", "得分": "95.71"}, "优")


FUNDING_BESIDE = """
| 项目编码 | 130602P | 资金构成 | 预算数 | 到位数 | 执行数 | 执行率 |
| 项目名称 | 消防提升 | 合计 | 250 | 250 | 234 | 93.6 |
| 主管部门 | 消防大队 | 其中：财政资金 | 220 | 220 | 204 | 92.7 |
| 实施单位 | 消防大队 | 填报日期 | 2021-3-19 | < | < | < |
"""


def test_the_funding_may_stand_right_of_the_head() -> None:
    form = read(FUNDING_BESIDE + HEADING + ROW)
    assert {row.row: row.values["执行数"] for row in form.rows} == {"合计": "234", "其中：财政资金": "204"}
    assert form.fields == {
        "项目编码": "130602P",
        "项目名称": "消防提升",
        "主管部门": "消防大队",
        "实施单位": "消防大队",
        "填报日期": "2021-3-19",
    }


def test_a_heading_of_funding_behind_a_field_without_any_source_below_is_none_of_ours() -> None:
    head = "| 项目名称 | 培训 | 资金 | 预算数 | 到位数 | 执行数 | 执行率 |\n"
    assert recognised(drawn(f"自评表\n{head}{HEADING}{ROW}"))[0].transcript.rows == ()


FUNDING = (
    "| 项目资金 | < | 年初预算 | 全年预算 | 全年执行 | 分值 | 得分 |\n"
    "| 资金总额 | < | 86 | 91.2 | 74.5 | 10 | 8.18 |\n"
    "| 福彩公益金 | < | 0 | 5.2 | 5.2 | — | — |\n"
)


def test_a_heading_and_a_source_that_nobody_knows_are_told_by_where_they_stand() -> None:
    rows = {row.row: dict(row.values) for row in read(FUNDING + HEADING + ROW).rows}
    assert rows["资金总额"]["全年执行"] == "74.5"
    assert rows["福彩公益金"] == {
        "年初预算": "0",
        "全年预算": "5.2",
        "全年执行": "5.2",
        "分值": "—",
        "得分": "—",
    }


@pytest.mark.parametrize(
    "row",
    [
        "| 福彩公益金 | < | 按月拨付 | 5.2 | 5.2 | — | — |\n",
        "| 福彩公益金 | 多一格 | 0 | 5.2 | 5.2 | — | — |\n",
        "| 福彩公益金 | < | 5.2 | | | | |\n",
        "| 福彩公益金，含上年 | < | 0 | 5.2 | 5.2 | — | — |\n",
    ],
)
def test_what_only_resembles_a_source_is_none(row: str) -> None:
    lines = FUNDING.splitlines(keepends=True)
    (found,) = recognised(drawn(f"自评表\n{''.join(lines[:2])}{row}{HEADING}{ROW}"))
    assert [one.row for one in found.transcript.rows] == ["资金总额"]


def test_the_reason_of_a_source_may_be_worded_like_one() -> None:
    funding = (
        "| 项目资金 | < | 年初预算数 | 全年预算数 | 执行数 | 得分 | 原因 |\n"
        "| 总额 | < | 500 | 700 | 682.5 | 9.75 | 追加中央专项资金 |\n"
    )
    assert read(funding + HEADING + ROW).rows[0].values["原因"] == "追加中央专项资金"


def test_a_label_that_nobody_knows_is_one_beside_known_ones() -> None:
    head = "| 项目名称 | 教师培训 | < | 自评时间 | 2020年4月28日 | < | < |\n"
    assert read(head + HEADING + ROW).fields == {"项目名称": "教师培训", "自评时间": "2020年4月28日"}


@pytest.mark.parametrize(
    "head",
    [
        "| 甲类 | 教师培训 | < | 乙类 | 2020年4月28日 | < | < |\n",
        "| 项目名称 | 教师培训 | < | 第2期 | 2020年4月28日 | < | < |\n",
    ],
)
def test_what_may_be_no_label_is_listed_as_not_read(head: str) -> None:
    (found,) = recognised(drawn(f"自评表\n{head}{HEADING}{ROW}"))
    assert "2020年4月28日" in [cell.text for cell in found.unread]


def test_below_the_indicators_a_name_beside_a_text_is_a_field() -> None:
    assert read(f"{HEADING}{ROW}| 其他需说明事项 | 无 | < | < | < | < | < |\n").fields == {
        "其他需说明事项": "无"
    }
    assert read(f"{HEADING}{ROW}| 附言 | 无 | < | < | < | < | < |\n").fields == {"附言": "无"}


def test_a_cell_over_columns_that_have_nothing_in_common_ends_the_indicators() -> None:
    line = "| 填报人： | 武某 | 联系电话： | 0351-0000000 | < | 填报日期： | 2021-03-15 |\n"
    form = read(HEADING + ROW + line)
    assert len(form.indicators) == 1
    assert form.fields == {"填报人": "武某", "联系电话": "0351-0000000", "填报日期": "2021-03-15"}


def test_a_target_may_go_over_the_columns_of_its_parts() -> None:
    heading = "| 一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 分值 | 得分 |\n"
    rows = (
        "| 产出指标 | 场次 | ≥ | 10 | 场 | 12 | 50 | 50 |\n"
        "| 产出指标 | 成效 | 良好 | < | < | 良好 | 40 | 40 |\n"
    )
    assert [one["三级指标"] for one in read(heading + rows).indicators] == ["场次", "成效"]


def test_the_sums_stand_below_their_columns_whatever_the_row_is_called() -> None:
    heading = "| 一级指标 | 三级指标 | 指标值 | 实际完成值 | 指标分值 | 权重占比(%) | 折算得分 |\n"
    rows = "| 产出指标 | 场次 | 10 | 12 | 100 | 90 | 90 |\n| 自评总分 | < | < | < | < | 90 | 90 |\n"
    assert read(heading + rows).total == {"权重占比(%)": "90", "折算得分": "90"}


def test_where_a_table_goes_on_its_first_rows_are_of_the_groups_before() -> None:
    more = "| | | 人数 | ≥5人 | 6人 | 5 | 5 |\n| | 质量指标 | 合格率 | 100% | 100% | 5 | 5 |\n"
    (found,) = recognised(drawn(f"自评表\n{HEADING}{ROW}（续上表）\n{HEADING}{more}"))
    levels = [(one["一级指标"], one["二级指标"]) for one in found.transcript.indicators]
    assert levels == [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_a_title_may_be_broken_in_two() -> None:
    (found,) = recognised(
        drawn(f"附件1\n中央对地方转移支付区域（项目）\n绩效目标自评表\n（2022年度）\n{HEADING}{ROW}")
    )
    assert found.transcript.title == "中央对地方转移支付区域（项目）绩效目标自评表"
    assert (found.transcript.fiscal_year, found.unread) == ("2022", ())


@pytest.mark.parametrize("above", ["附件1", "某市教育局", "关于专项资金，说明如下"])
def test_what_else_stands_above_a_title_is_none_of_it(above: str) -> None:
    (found,) = recognised(drawn(f"{above}\n绩效目标自评表\n{HEADING}{ROW}"))
    assert found.transcript.title == "绩效目标自评表"


@pytest.mark.parametrize(
    ("line", "year", "unit"),
    [
        ("（2023年度）　　　　　单位：元", "2023", "元"),
        ("（2024年1-8月）", "2024", ""),
        ("截至2024年8月底", "2024", ""),
        ("（ 2 0 1 9 年 度 ）", "2019", ""),
        ("填报单位：某局　　　　2021年度　　　　单位：万元", "2021", "万元"),
    ],
)
def test_year_and_unit_may_share_a_line(line: str, year: str, unit: str) -> None:
    form = read(f"{line}\n{HEADING}{ROW}")
    assert (form.fiscal_year, form.unit) == (year, unit)


def test_copied_as_text_a_value_stands_behind_the_cells_that_were_merged() -> None:
    heading = (
        "| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |\n| 产出指标 | 场次 | 10 | 12 | 90 | 90 |\n"
    )
    head = "| 项目名称 | | 教师培训 | | | |\n| 主管部门 | | 某局 | 实施单位 | | 某中心 |\n"
    assert read(head + heading).fields == {
        "项目名称": "教师培训",
        "主管部门": "某局",
        "实施单位": "某中心",
    }
    open_head = "| 主管部门 | | 批次 | 一 | | |\n"
    (found,) = recognised(drawn(f"自评表\n{open_head}{heading}"))
    assert "主管部门" not in found.transcript.fields


def test_an_unknown_heading_may_be_the_first() -> None:
    funding = (
        "| 项目资金 | < | 预算数（变更） | 执行数 | 执行率 | 分值 | 得分 |\n"
        "| 年度资金总额 | < | 612.40 | 498.61 | 81.42% | 10 | 8.14 |\n"
    )
    assert read(funding + HEADING + ROW).rows[0].values["预算数（变更）"] == "612.40"


def test_a_promise_and_what_came_of_it_may_stand_in_one_row() -> None:
    goals = "| 年度总体目标 | 举办培训十场 | < | 完成情况 | 举办了培训十二场 | < | < |\n"
    assert read(goals + HEADING + ROW).goals == ({"expected": "举办培训十场", "actual": "举办了培训十二场"},)
    (found,) = recognised(
        drawn(f"自评表\n| 年度总体目标 | 十场 | < | 完成情况 | 十二场 | < | < |\n{HEADING}{ROW}")
    )
    assert found.transcript.goals == ()


def test_fields_in_a_line_may_be_parted_by_a_single_space() -> None:
    line = "填表人：顾某 审核人：施某 单位负责人（签章）： 填表日期：2025年2月26日"
    assert read(f"{HEADING}{ROW}{line}").fields == {
        "填表人": "顾某",
        "审核人": "施某",
        "填表日期": "2025年2月26日",
    }


def test_words_of_a_note_are_no_fields() -> None:
    (found,) = recognised(drawn(f"自评表\n{HEADING}{ROW}1. 填表人：经办此事的人，不是负责人"))
    assert found.transcript.fields == {}


def test_the_year_may_be_a_field() -> None:
    form = read(f"| 项目名称 | 培训 | < | 预算年度 | 2023 | < | < |\n{HEADING}{ROW}")
    assert (form.fiscal_year, form.fields["预算年度"]) == ("2023", "2023")


def test_year_and_unit_may_stand_in_a_row_with_a_field() -> None:
    form = read(f"| 填报单位：某局 | < | 2023年度 | < | 金额单位：万元 | < | < |\n{HEADING}{ROW}")
    assert (form.fiscal_year, form.unit, form.fields) == ("2023", "万元", {"填报单位": "某局"})


def test_a_level_is_blank_like_the_one_before_it_or_in_doubt() -> None:
    blank = "| | | 人数 | ≥5人 | 6人 | 5 | 5 |\n"
    several = f"{ROW}{blank}| | 质量指标 | 合格率 | 1 | 1 | 5 | 5 |\n| | 时效指标 | 及时 | 1 | 1 | 5 | 5 |\n"
    merged = "| 项目名称 | 培训 | < | < | < | < | < |\n"
    doubts = [
        [doubt.place for doubt in recognised(drawn(f"自评表\n{head}{HEADING}{several}"))[0].doubts]
        for head in (merged, "")
    ]
    assert doubts == [[], ["indicators.2.二级指标"]]


@pytest.mark.parametrize("title", ["部门整体支出绩效评价指标评分表", "项目绩效目标完成情况表"])
def test_a_title_is_any_table_of_performance(title: str) -> None:
    (found,) = recognised(drawn(f"| {title}/（2019年度） | < | < | < | < | < | < |\n{HEADING}{ROW}"))
    assert (found.transcript.title, found.transcript.fiscal_year) == (title, "2019")


def test_levels_with_nothing_but_a_score_are_indicators() -> None:
    heading = "| 一级指标 | 二级指标 | 三级指标 | 指标解释 | 指标说明 | 自评分 |\n"
    row = "| 投入（20分） | 目标设定 | 目标合理性 | 是否充分 | 符合计1分 | 2 |\n"
    assert [one["自评分"] for one in read(heading + row).indicators] == ["2"]


def test_what_a_heading_says_of_its_texts_is_no_part_of_it() -> None:
    told = "/（包含数字及文字描述）"
    heading = f"| 一级指标 | 三级指标 | 预期指标值{told} | 实际完成指标值{told} |\n"
    assert len(read(f"{heading}| 产出指标 | 场次 | 10场 | 12场 |\n").indicators) == 1


def test_codes_scores_and_kinds_of_amounts_are_no_sources() -> None:
    head = (
        "| 预算单位代码 | 318002 | < | 预算单位 | 储备中心 | < | < |\n"
        "| 项目名称 | 公交车 | < | 财政审核评分 | 89.6 | < | < |\n"
    )
    form = read(head + HEADING + ROW)
    assert form.rows == ()
    assert form.fields == {
        "预算单位代码": "318002",
        "预算单位": "储备中心",
        "项目名称": "公交车",
        "财政审核评分": "89.6",
    }


def test_amounts_below_the_names_of_sources_are_not_beside_one() -> None:
    text = "| 预算执行情况 | 资金总额 | 市级财政 | 上级补助 |\n| 预算数 | 412.50 | 300.00 | 112.50 |\n"
    (found,) = recognised(drawn(f"自评表\n{text}{HEADING}{ROW}"))
    assert found.transcript.rows == ()
    assert "412.50" in [cell.text for cell in found.unread]


def test_a_single_kind_of_amount_may_have_a_heading() -> None:
    funding = "| 项目资金 | 预算金额 |\n| 年度资金总额 | 198 |\n| 其中：财政拨款 | 170 |\n"
    rows = [(row.row, dict(row.values)) for row in read(funding + HEADING + ROW).rows]
    assert rows == [("年度资金总额", {"预算金额": "198"}), ("其中：财政拨款", {"预算金额": "170"})]


def test_amounts_may_stand_in_the_cells_of_their_sources() -> None:
    funding = (
        "| 其中：  一般公共预算：1,346.77 | < | < | 其中：基本支出：508.62万元 | < | < | < |\n"
        "| 政府性基金拨款：0.00 | < | < | 项目支出：894.15 | < | < | < |\n"
    )
    rows = [(row.row, row.values["金额"]) for row in read(funding + HEADING + ROW).rows]
    assert rows == [
        ("其中：一般公共预算", "1,346.77"),
        ("其中：基本支出", "508.62"),
        ("政府性基金拨款", "0.00"),
        ("项目支出", "894.15"),
    ]


def test_two_scores_are_closed_each_below_its_own() -> None:
    heading = "| 一级指标 | 三级指标 | 指标值 | 完成值 | 参考分值 | 自评得分 | 复核得分 |\n"
    rows = "| 产出指标 | 场次 | 10 | 12 | 90 | 90 | 80 |\n| 总分 | < | < | < | 90 | 90 | 80 |\n"
    assert read(heading + rows).total == {"参考分值": "90", "自评得分": "90", "复核得分": "80"}


@pytest.mark.parametrize(("text", "grade"), [("优", "优"), ("项目完成较好", "")])
def test_a_result_is_a_grade_where_it_is_one(text: str, grade: str) -> None:
    form = read(f"{HEADING}{ROW}| 评价结果（优/良/中/差） | {text} | < | < | < | < | < |")
    assert form.grade == grade
    assert bool(form.fields) is (not grade)


def test_where_to_sign_is_no_text() -> None:
    assert read(f"{HEADING}{ROW}| 单位负责人 | （签章） | < | 填报人 | 孟某 | < | < |").fields == {
        "填报人": "孟某"
    }


def test_the_unit_may_stand_in_the_heading_of_a_section() -> None:
    assert read(f"二、项目资金情况（单位：元）\n{HEADING}{ROW}").unit == "元"
