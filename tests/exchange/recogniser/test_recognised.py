"""Forms are found in sheets by the words they print, in whatever layout."""

import pytest

from drawn_sheets import drawn
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.sheet import Cell, Sheet

NATIONAL = """
附件1
项目支出绩效自评表
（2023 年度）
| 项目名称 | < | 教师培训 | < | < | < | < | < |
| 主管部门 | < | 区教育局 | < | 实施单位 | < | 进修学院 | < |
| 项目资金/（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 10.00 | 10.00 | 9.90 | 10 | 99% | 9.9 |
| ^ | 其中：当年财政拨款 | 10.00 | 10.00 | 9.90 | — | 99% | — |
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | 举办培训 10 场。 | < | < | 举办培训 12 场。 | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| ^ | 产出/指标 | 数量指标 | 培训场次 | ≥10场 | 12场 | 50 | 50 |
| ^ | ^ | 质量指标 | 合格率 | ≥95% | 98% | 30 | 30 |
| ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | 95% | 10 | 10 |
| 总分 | < | < | < | < | < | 100 | 99.9 |
填表人：张某　　联系电话：010-0000
"""


def only(text: str) -> Recognised:
    (found,) = recognised(drawn(text))
    return found


def read(text: str) -> Transcript:
    return only(text).transcript


def test_a_form_is_read_part_by_part() -> None:
    found = only(NATIONAL)
    form = found.transcript
    assert (form.title, form.fiscal_year, form.unit) == ("项目支出绩效自评表", "2023", "万元")
    assert form.fields == {
        "项目名称": "教师培训",
        "主管部门": "区教育局",
        "实施单位": "进修学院",
        "填表人": "张某",
        "联系电话": "010-0000",
    }
    assert [row.row for row in form.rows] == ["年度资金总额", "其中：当年财政拨款"]
    assert form.rows[0].values == {
        "年初预算数": "10.00",
        "全年预算数": "10.00",
        "全年执行数": "9.90",
        "分值": "10",
        "执行率": "99%",
        "得分": "9.9",
    }
    assert list(form.goals) == [{"expected": "举办培训 10 场。", "actual": "举办培训 12 场。"}]
    assert [row["三级指标"] for row in form.indicators] == ["培训场次", "合格率", "满意度"]
    assert form.indicators[1] == {
        "一级指标": "产出指标",
        "二级指标": "质量指标",
        "三级指标": "合格率",
        "年度指标值": "≥95%",
        "实际完成值": "98%",
        "分值": "30",
        "得分": "30",
    }
    assert form.total == {"分值": "100", "得分": "99.9"}
    assert (found.doubts, found.unread) == ((), ())


@pytest.mark.parametrize("text", ["", "关于报送自评表的通知\n区财政局：", "| 项目名称 | 培训 |"])
def test_what_holds_no_form_gives_none(text: str) -> None:
    assert recognised(drawn(text) if text else Sheet("空", ())) == ()


def test_several_forms_in_one_sheet_each_begin_with_their_title() -> None:
    both = recognised(drawn(NATIONAL + NATIONAL.replace("教师培训", "设备更新").replace("附件1", "附件2")))
    assert [one.transcript.fields["项目名称"] for one in both] == ["教师培训", "设备更新"]
    assert len(both[0].transcript.indicators) == 3


def test_a_form_without_a_title_is_the_whole_sheet() -> None:
    form = read(NATIONAL.replace("项目支出绩效自评表\n", ""))
    assert (form.title, form.fields["项目名称"], form.fiscal_year) == ("", "教师培训", "2023")


def test_the_year_may_stand_in_the_title_alone() -> None:
    text = NATIONAL.replace("项目支出绩效自评表", "2022年度项目支出绩效自评表").replace("（2023 年度）\n", "")
    assert read(text).fiscal_year == "2022"


@pytest.mark.parametrize("line", ["年度：2022年", "填报年度: 2022", "（2022年度）"])
def test_the_year_may_stand_behind_its_name(line: str) -> None:
    assert read(NATIONAL.replace("（2023 年度）", line)).fiscal_year == "2022"


def test_a_text_right_above_the_indicators_is_not_lost() -> None:
    sheet = Sheet(
        "自评表",
        (
            Cell("此件已归档", 0, 0, columns=3, is_paragraph=True),
            *(
                Cell(text, row, column)
                for row, line in enumerate(
                    (("一级指标", "三级指标", "年度指标值"), ("产出指标", "场次", "10场")), 1
                )
                for column, text in enumerate(line)
            ),
        ),
    )
    (found,) = recognised(sheet)
    assert [cell.text for cell in found.unread] == ["此件已归档"]


INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 得分 |
| ^ | ^ | ^ | 指标性质 | 指标值 | 度量单位 | ^ | ^ |
| 产出指标 | 数量指标 | 培训场次 | ≥ | 10 | 场 | 12 | 50 |
| 产出指标 | | 教材 | = | 2 | 册 | 2 | 10 |
| 产出指标 | 质量指标 | 合格率 | ≥ | 95 | % | 98 | 30 |
| 效益指标 | | 知晓率 | ≥ | 90 | % | 95 | 10 |
| 效益指标 | 社会效益指标 | 指标2： | | | | | |
| 合计 | < | < | < | < | < | < | 100 |
"""


def test_of_two_headings_above_each_other_the_lower_one_counts() -> None:
    form = read(INDICATORS)
    assert list(form.indicators[0]) == [
        "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "得分",
    ]  # fmt: skip
    assert form.indicators[0]["度量单位"] == "场"
    assert form.total == {"得分": "100"}


def test_a_heading_of_two_rows_need_not_be_merged() -> None:
    form = read(
        INDICATORS.replace("| ^ | ^ | ^ | 指标性质", "| | | | 指标性质").replace("| ^ | ^ |", "| | |")
    )
    assert form.indicators[0]["指标性质"] == "≥"


def test_a_blank_level_is_that_of_the_row_above_in_doubt_where_it_is_an_exception() -> None:
    found = only(INDICATORS)
    assert [row["二级指标"] for row in found.transcript.indicators] == [
        "数量指标",
        "数量指标",
        "质量指标",
        "",
    ]
    assert [(one.place, one.text) for one in found.doubts] == [("indicators.2.二级指标", "数量指标")]


def test_where_most_levels_are_blank_they_are_meant_so() -> None:
    found = only("""
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
| 产出指标 | 数量指标 | 甲 | 1 | 1 |
| | | 乙 | 1 | 1 |
| | | 丙 | 1 | 1 |
""")
    assert [row["二级指标"] for row in found.transcript.indicators] == ["数量指标"] * 3
    assert found.doubts == ()


def test_what_an_empty_form_prints_in_the_place_of_a_name_is_no_indicator() -> None:
    assert [row["三级指标"] for row in read(INDICATORS).indicators] == [
        "培训场次",
        "教材",
        "合格率",
        "知晓率",
    ]


def test_a_table_that_was_broken_off_goes_on() -> None:
    lines = NATIONAL.strip().splitlines()
    at = next(number for number, line in enumerate(lines) if "满意度指标" in line)
    broken = [*lines[:at], "续表", lines[at].replace("^", ""), *lines[at + 1 :]]
    form = read("\n".join(broken))
    assert [row["三级指标"] for row in form.indicators] == ["培训场次", "合格率", "满意度"]
    assert form.total == {"分值": "100", "得分": "99.9"}


def test_a_heading_printed_again_is_a_heading() -> None:
    lines = NATIONAL.strip().splitlines()
    at = next(number for number, line in enumerate(lines) if "满意度指标" in line)
    heading = next(line for line in lines if "三级指标" in line)
    form = read("\n".join([*lines[:at], heading, *lines[at:]]))
    assert [row["三级指标"] for row in form.indicators] == ["培训场次", "合格率", "满意度"]


def test_the_grade_stands_beside_the_total_or_behind_its_label() -> None:
    assert read(NATIONAL.replace("| 100 | 99.9 |", "| 100 | 优 |")).grade == "优"
    beside = NATIONAL.replace("| 总分 | < | < | < | < | < | 100 | 99.9 |", "| 总分 | 99.9 | 自评等级 | 优 |")
    assert (read(beside).grade, read(beside).total) == ("优", {"总分": "99.9"})
    below = read(NATIONAL + "\n| 评价等级 | 良 |")
    assert below.grade == "良"


def test_a_total_of_its_own_name_keeps_it() -> None:
    text = NATIONAL.replace(
        "| 总分 | < | < | < | < | < | 100 | 99.9 |", "| 自评总分 | < | < | < | < | < | < | 99.9 |"
    )
    assert read(text).total == {"自评总分": "99.9"}


def test_amounts_may_stand_beside_their_names() -> None:
    form = read("""
项目支出绩效目标申报表
| 项目资金（元） | 年度资金总额： | 900.00 |
| ^ | 其中：财政拨款 | 900.00 |
| 总体目标 | 年度目标 | 按计划完成培训，教师满意。 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 培训场次 | ≥10场 |
备注：本表一式两份。
""")
    assert form.unit == "元"
    assert [(row.row, row.values) for row in form.rows] == [
        ("年度资金总额", {"金额": "900.00"}),
        ("其中：财政拨款", {"金额": "900.00"}),
    ]
    assert list(form.goals) == [{"label": "年度目标", "expected": "按计划完成培训，教师满意。"}]
    assert len(form.indicators) == 1


def test_amounts_may_stand_in_columns_that_each_name_their_rows() -> None:
    form = read("""
预算项目绩效自评表
二、预算执行情况
| 预算安排情况（调整后） | < | 资金到位情况 | < | 资金执行情况 | < | 预算执行进度(%) |
| 预算数 | 6.84 | 到位数 | 6.84 | 执行数 | 6.80 | 99.42 |
| 其中：财政资金 | 6.84 | 其中：财政资金 | 6.84 | 其中：财政资金 | 6.80 | ^ |
三、目标完成情况
| 年度预期目标 | 具体完成情况 | 总体完成率(%) |
| 发放津贴。 | 已发放。 | 100 |
四、绩效指标
| 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成值 |
| 产出指标 | 数量指标 | 人数 | 19人 | 19人 |
""")
    assert [dict(row.values) for row in form.rows] == [
        {
            "预算安排情况（调整后）": "6.84",
            "资金到位情况": "6.84",
            "资金执行情况": "6.80",
            "预算执行进度(%)": "99.42",
        }
    ] * 2
    assert list(form.goals) == [{"expected": "发放津贴。", "actual": "已发放。", "总体完成率(%)": "100"}]


def test_promises_beside_each_other_are_goals_of_their_own() -> None:
    form = read("""
项目支出绩效目标申报表
| 总体目标 | 中期目标 | 年度目标 |
| ^ | 三年内全部完成 | 今年完成一半 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 培训场次 | ≥10场 |
""")
    assert list(form.goals) == [
        {"label": "中期目标", "expected": "三年内全部完成"},
        {"label": "年度目标", "expected": "今年完成一半"},
    ]


def test_a_field_twice_with_another_value_is_in_doubt() -> None:
    found = only(NATIONAL + "\n填表人：李某")
    assert found.transcript.fields["填表人"] == "张某"
    assert [(one.place, one.reason) for one in found.doubts] == [
        ("fields.填表人", "这一栏出现了两次，另一处是“李某”。")
    ]


def test_a_formula_without_its_result_is_in_doubt() -> None:
    sheet = drawn(NATIONAL)
    cells = tuple(
        Cell("=G7+1", cell.row, cell.column, is_formula=True) if cell.text == "99.9" else cell
        for cell in sheet.cells
    )
    (found,) = recognised(Sheet("表", cells))
    assert [one.place for one in found.doubts] == ["total.得分"]


def test_what_belongs_to_no_part_is_listed_as_not_read() -> None:
    found = only(
        NATIONAL.replace(
            "| 项目名称 |", "| 这一行没人认得 | < | 什么 | < | 也不 | < | 知道 | < |\n| 项目名称 |"
        )
    )
    assert [cell.text for cell in found.unread] == ["这一行没人认得", "什么", "也不", "知道"]


def test_notes_below_the_table_are_no_indicators() -> None:
    note = "| 注：1.得分保留两位小数。 | < | < | < | < | < | < | < |"
    assert len(read(NATIONAL + "\n" + note).indicators) == 3


def test_fields_behind_the_indicators_are_fields() -> None:
    form = read(NATIONAL + "\n| 其他需要说明事项 | 无 |\n| 金额单位： | 元 | 存在问题 | 场地少 |")
    assert (form.fields["其他需要说明事项"], form.fields["存在问题"], form.unit) == ("无", "场地少", "元")
    assert len(form.indicators) == 3


def test_a_label_without_a_value_is_no_field() -> None:
    form = read(NATIONAL.replace("| 实施单位 | < | 进修学院 | < |", "| 实施单位 | < | | < |"))
    assert "实施单位" not in form.fields


def test_fields_may_stand_behind_their_labels_within_one_cell() -> None:
    form = read(NATIONAL.replace("| 项目名称 | < | 教师培训 |", "| 单位：元 | < | 项目负责人：张某 |"))
    assert (form.fields["项目负责人"], form.unit) == ("张某", "元")


def test_the_unit_may_stand_above_the_table() -> None:
    text = NATIONAL.replace("项目资金/（万元）", "项目资金").replace(
        "（2023 年度）", "（2023 年度）\n单位：元"
    )
    assert read(text).unit == "元"


def test_empty_goals_and_rows_are_none() -> None:
    form = read("""
项目支出绩效目标申报表
| 总体目标 | 中期目标 | 年度目标 |
| ^ | | 今年完成一半 |
| 预期目标 | 实际完成情况 | |
| | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| | | | |
| 产出指标 | 数量指标 | 培训场次 | ≥10场 |
""")
    assert list(form.goals) == [{"label": "年度目标", "expected": "今年完成一半"}]
    assert len(form.indicators) == 1


def test_a_high_cell_below_a_heading_belongs_to_no_heading() -> None:
    form = read("""
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 甲 | 1 |
| ^ | ^ | 乙 | 1 |
| ^ | ^ | 丙 | 1 |
| ^ | ^ | 丁 | 1 |
""")
    assert [row["三级指标"] for row in form.indicators] == ["甲", "乙", "丙", "丁"]


def test_a_row_that_is_too_short_has_nothing_in_the_columns_it_lacks() -> None:
    form = read(NATIONAL.replace("| 98% | 30 | 30 |", "| 98% |"))
    assert form.indicators[1]["分值"] == ""


LEVELS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"


def test_a_goal_at_the_left_of_its_indicators_is_read_with_its_points() -> None:
    found = recognised(
        drawn(f"""
项目自评表
| 年度绩效目标 | {LEVELS} |
| 年度绩效目标1（80分）/养护县道，路况良好。 | 产出指标 | 数量指标 | 里程 | 186公里 | 186公里 | 60 | 60 |
| ^ | ^ | 质量指标 | 合格率 | 100% | 100% | 20 | 20 |
| 这一格写了一句别的话，没有地方可放。 | ^ | 时效指标 | 及时率 | 100% | 100% | 20 | 20 |
""")
    )
    assert list(found[0].transcript.goals) == [{"expected": "养护县道，路况良好。", "分值": "80"}]
    assert [cell.text for cell in found[0].unread] == ["这一格写了一句别的话，没有地方可放。"]


def test_a_name_across_two_levels_is_that_of_the_upper_one() -> None:
    form = read(f"""
项目自评表
| {LEVELS} |
| 产出指标 | 数量指标 | 里程 | 186公里 | 186公里 | 60 | 60 |
| 成本指标 | < | 成本控制 | 有效 | 有效 | 40 | 40 |
""")
    assert [(row["一级指标"], row["二级指标"]) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("成本指标", ""),
    ]


def test_a_line_to_sign_ends_the_indicators_and_the_grade_may_stand_behind_its_name() -> None:
    form = read(f"""
项目自评表
| {LEVELS} |
| 产出指标 | 数量指标 | 里程 | 186公里 | 186公里 | 100 | 98 |
| 总分 | < | < | < | 自评等级：优 | 100 | 98 |
| 项目负责人签字： | < | < | < | 填报日期： | < | < |
""")
    assert (form.grade, dict(form.total)) == ("优", {"分值": "100", "得分": "98"})
    assert len(form.indicators) == 1


def test_a_row_that_ends_before_the_name_is_no_indicator_and_its_levels_go_on() -> None:
    form = read(f"""
项目自评表
| {LEVELS} |
| 产出指标 | 数量指标 |
| | | 里程 | 186公里 | 186公里 | 100 | 98 |
""")
    assert [(row["一级指标"], row["三级指标"]) for row in form.indicators] == [("产出指标", "里程")]


def test_a_field_behind_the_indicators_that_is_as_wide_as_they_are_is_no_indicator() -> None:
    wide = "\n单列的一行\n| 主管部门 | 区教育局 | 实施单位 | 进修学院 |  |  |  |  |\n"
    assert read(NATIONAL + wide).fields["主管部门"] == "区教育局"


def test_many_blanks_in_a_name_cost_no_time() -> None:
    blank = " " * 5000
    form = read(NATIONAL.replace("| 合格率 |", f"| 指标1{blank}合格率 |"))
    assert form.indicators[1]["三级指标"].startswith("指标1")


def test_a_cell_that_the_reader_could_not_tell_apart_is_in_doubt() -> None:
    sheet = drawn(NATIONAL)
    cells = tuple(
        Cell(cell.text, cell.row, cell.column, doubt="分不清") if cell.text in {"12场", "合格率"} else cell
        for cell in sheet.cells
    )
    (found,) = recognised(Sheet("表", cells))
    assert [(doubt.place, doubt.reason) for doubt in found.doubts] == [
        ("indicators.1.实际完成值", "分不清"),
        ("indicators.2.三级指标", "分不清"),
    ]


def test_a_line_of_every_page_is_not_listed_as_not_read() -> None:
    sheet = drawn(NATIONAL + "\n内部资料")
    cells = tuple(
        Cell(cell.text, cell.row, cell.column, is_running=True) if cell.text == "内部资料" else cell
        for cell in sheet.cells
    )
    (found,) = recognised(Sheet("表", cells))
    assert "内部资料" not in [cell.text for cell in found.unread]
    assert "内部资料" in [cell.text for cell in recognised(sheet)[0].unread]
