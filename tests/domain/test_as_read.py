"""How target and actual were read is told where it is more than what was typed."""

import pytest

from perfeval_desktop.domain.as_read import as_read
from perfeval_desktop.domain.facts import facts
from short_forms import filled, short_template

TEMPLATE = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level2 level3 target actual"')


def told(name: str, target: str, actual: str, direction: str = "") -> str:
    row = {"level3": name, "target": target, "actual": actual, "direction": direction}
    form = filled(TEMPLATE, indicators=[row])
    return as_read(facts(TEMPLATE, form).indicators[0], 2023)


@pytest.mark.parametrize(
    ("name", "target", "actual", "words"),
    [
        ("响应时间", "≤2小时", "30分钟", "目标读作不超过 2 小时，实际读作 30 分钟。"),
        ("培训人数", "约100人", "96人", "目标读作约 100 人（上下 10 %），实际读作 96 人。"),
        ("服务人次", "≥5万人次", "48000人次", "目标读作不少于 5 万人次，实际读作 48000 人次。"),
        ("投诉率", "5%", "3%", "目标读作 5 %（按指标名称，越少越好），实际读作 3 %。"),
        (
            "完成时间",
            "12月底前",
            "11月20日",
            "目标读作 2023年12月31日以前，实际读作 2023年11月20日。",
        ),
    ],
)
def test_a_reading_that_is_more_than_the_text_is_told(
    name: str, target: str, actual: str, words: str
) -> None:
    assert told(name, target, actual) == words


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥10场", "12场"),
        ("10场", "12场"),
        ("≥90%", ">=98%"),
        ("稳定", "达成指标"),
        ("12月底前", "按期完成"),
        ("0起", "0起"),
    ],
)
def test_what_reads_as_it_stands_is_not_told_again(target: str, actual: str) -> None:
    assert told("培训场次", target, actual) == ""


@pytest.mark.parametrize("direction", ["越少越好", "越多越好"])
def test_which_way_the_user_chose_is_told(direction: str) -> None:
    assert told("批次", "20批", "15批", direction) == f"目标读作 20 批（您选了{direction}），实际读作 15 批。"
    assert told("批次", "≤20批", "15批", direction) == ""
