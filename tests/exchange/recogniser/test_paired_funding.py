from drawn_sheets import drawn
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exchange.recogniser import recognised

INDICATORS = (
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    "| 产出指标 | 数量指标 | 场次 | ≥10场 | 12场 | 90 | 90 |\n"
)


def read(text: str) -> Transcript:
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}{INDICATORS}"))
    assert found.unread == ()
    return found.transcript


def funds(text: str) -> list[tuple[str, dict[str, str]]]:
    return [(row.row, dict(row.values)) for row in read(text).rows]


def test_amounts_may_stand_beside_their_kinds_and_those_of_sources_below() -> None:
    text = (
        "| 预算情况（万元） | 预算数 | 326.00 | 到位数 | 326.00 | 执行数 | 318.46 |\n"
        "| ^ | 其中：财政资金 | 306.00 | 其中：财政资金 | 306.00 | 其中：财政资金 | 298.46 |\n"
        "| ^ | 其他 | 20.00 | 其他 | 20.00 | 其他 | 20.00 |\n"
    )
    kinds = ("预算数", "到位数", "执行数")
    assert funds(text) == [
        ("预算情况", dict(zip(kinds, ("326.00", "326.00", "318.46"), strict=True))),
        ("其中：财政资金", dict(zip(kinds, ("306.00", "306.00", "298.46"), strict=True))),
        ("其他", dict(zip(kinds, ("20.00", "20.00", "20.00"), strict=True))),
    ]
    assert read(text).unit == "万元"


def test_the_rate_is_there_once_and_rows_of_other_things_end_the_sources() -> None:
    text = (
        "| 资金情况 | 全年预算数 | 50 | 全年执行数 | 45 | 执行率 | 90% |\n"
        "| ^ | 财政拨款 | 50 | 财政拨款 | 45 | | |\n"
        "| 项目名称 | 教师培训 | < | 实施单位 | 进修学校 | < | < |\n"
    )
    assert funds(text) == [
        ("资金情况", {"全年预算数": "50", "全年执行数": "45", "执行率": "90%"}),
        ("财政拨款", {"全年预算数": "50", "全年执行数": "45"}),
    ]
    assert read(text).fields == {"项目名称": "教师培训", "实施单位": "进修学校"}


def test_sources_of_two_names_in_one_row_are_read_as_before() -> None:
    text = (
        "| 资金情况 | 全年预算数 | 50 | 全年执行数 | 45 | 执行率 | 90% |\n"
        "| 按性质 | 基本支出 | 20 | 项目支出 | 30 | | |\n"
    )
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}{INDICATORS}"))
    assert [(row.row, dict(row.values)) for row in found.transcript.rows][1:] == [
        ("基本支出", {"金额": "20"}),
        ("项目支出", {"金额": "30"}),
    ]


def test_a_single_row_of_amounts_is_named_by_what_stands_left_of_it() -> None:
    text = (
        "| 年度部门整体资金/(万元) | 全年预算数 | < | 执行数 | 执行率 | 权重 | 得分 |\n"
        "| ^ | 18,462.75 | < | 17,893.20 | 96.92% | 10 | 9.69 |\n"
    )
    assert funds(text) == [
        (
            "年度部门整体资金",
            {
                "全年预算数": "18,462.75",
                "执行数": "17,893.20",
                "执行率": "96.92%",
                "权重": "10",
                "得分": "9.69",
            },
        )
    ]


def test_a_heading_above_texts_has_no_row_of_amounts() -> None:
    text = (
        "| 项目资金 | 全年预算数 | < | 执行数 | 执行率 | 权重 | 得分 |\n"
        "| ^ | 教师培训 | < | 1 | 2 | 3 | 4 |\n"
    )
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}{INDICATORS}"))
    assert found.transcript.rows == ()


def test_amounts_that_nothing_names_at_the_left_are_no_pairs_of_one_funding() -> None:
    text = "| 全年预算数 | 50 | 全年执行数 | 45 | 执行率 | 90% | |\n"
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}{INDICATORS}"))
    assert found.transcript.rows == ()


def test_a_heading_of_amounts_at_the_end_or_above_amounts_of_others_has_none() -> None:
    head = "| 年度资金 | 全年预算数 | 执行数 | 执行率 | 权重 | 得分 | |\n"
    below = "| ^ | 1 | 2 | 3 | 4 | 5 | 6 |\n"
    for text in (f"{head}{below}{INDICATORS}", f"{INDICATORS}{head.replace('年度资金', '资金')}"):
        (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}"))
        assert found.transcript.rows == ()
