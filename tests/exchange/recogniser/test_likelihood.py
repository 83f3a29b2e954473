import pytest

from drawn_sheets import drawn
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.exchange.recogniser.draft import Doubt

FORM = (
    "项目支出绩效自评表\n"
    "| 项目资金 | < | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |\n"
    "| 年度资金总额 | < | {budget} | 45 | {rate} | 10 | 9 |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    "| 产出指标 | 数量指标 | 场次 | ≥10场 | 12场 | 90 | {score} |\n"
)
LIKELY = {"budget": "50.00", "rate": "90%", "score": "90"}


def doubts(**texts: str) -> list[Doubt]:
    (found,) = recognised(drawn(FORM.format(**(LIKELY | texts))))
    return list(found.doubts)


@pytest.mark.parametrize(
    ("key", "text", "place", "path"),
    [
        ("budget", "见附件", "funding.年度资金总额.全年预算数", ("rows", "1", "全年预算数")),
        ("rate", "按时", "funding.年度资金总额.执行率", ("rows", "1", "执行率")),
        ("score", "010-00000000", "indicators.1.得分", ("indicators", "1", "得分")),
    ],
)
def test_what_nobody_writes_there_is_in_doubt(key: str, text: str, place: str, path: tuple[str, ...]) -> None:
    (doubt,) = doubts(**{key: text})
    assert (doubt.place, doubt.text, doubt.path) == (place, text, path)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("budget", "—"),
        ("budget", "３,０００.５"),
        ("budget", "50万元"),
        ("rate", "９０％"),
        ("score", "90分"),
        ("score", ""),
        ("score", "/"),
    ],
)
def test_what_may_well_stand_there_is_in_no_doubt(key: str, text: str) -> None:
    assert doubts(**{key: text}) == []
