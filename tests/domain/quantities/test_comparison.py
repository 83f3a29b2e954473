from decimal import Decimal

import pytest

from perfeval_desktop.domain.quantities.comparison import compared, number_beside
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.outcome import Doubt, Judgement
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.reading import whole_quantity


def quantity(text: str) -> Quantity:
    found = whole_quantity(text)
    assert found is not None
    return found


def beside(name: str, target: str, actual: str) -> Judgement:
    return compared(Subject("", "", name), quantity(target), quantity(actual))


@pytest.mark.parametrize(
    ("name", "target", "actual", "doubt"),
    [
        ("等保测评", "3级", "2级", Doubt.GRADES),
        ("收入增长率", "0%", "≤5%", Doubt.ZERO),
        ("收入", "0万元", "-5万元", Doubt.ZERO),
        ("投诉率", "0%", "<0", Doubt.ZERO),
        ("合格率", "0.707", "248%", Doubt.IMPOSSIBLE),
        ("合格率", "0.9-0.95", "92%", None),
        ("投诉", "≥0件", "1件", Doubt.ZERO),
        ("参会人数", "30人以上45人以下", "50人", Doubt.SIGNED_ACTUAL),
        ("参会人数", "30至45人", "≥40人", None),
        ("参会人数", "30至45人", "≥20人", Doubt.SIGNED_ACTUAL),
        ("合格率", "≥0%", "5", Doubt.UNITS),
        ("公用经费", "720元/人", "30亩/人", Doubt.UNITS),
        ("单位能耗", "下降5%", "下降-5%", Doubt.IMPOSSIBLE),
        ("参会人数", "≥30人", "-3人", Doubt.IMPOSSIBLE),
        ("项目总成本", "≤50万元", "480000万元", Doubt.IMPOSSIBLE),
        ("合格率", "≥95%", "120%", Doubt.IMPOSSIBLE),
        ("任务完成率", "≥95%", "120%", None),
        ("收入增长率", "≥95%", "120%", None),
        ("单位能耗", "≤120%", "110%", None),
        ("占地面积", "5", "0.5", Doubt.NO_UNITS),
        ("占地面积", "5万", "6", Doubt.NO_UNITS),
        ("占地面积", "≥5万", "60000", None),
        ("巡查", "≥5次/天", "5", Doubt.UNITS),
        ("培训", "≥5次", "5.5", Doubt.UNITS),
        ("响应时间", "≤2小时", "90", Doubt.UNITS),
        ("响应时间", "≤2小时", "1.5", None),
        ("拉动投资", "≥5万元", "60000", Doubt.UNITS),
        ("合格率", "≥95%", "1", Doubt.UNITS),
        ("合格率", "≥95%", "1000台", Doubt.UNITS),
        ("公用经费", "720元/人·年", "30亩/天", Doubt.UNITS),
        ("公用经费", "720元/人", "30元/亩·天", Doubt.UNITS),
        ("整治面积", "≥300亩", "0亩", None),
        ("旅游收入", "5%", "增长5%", Doubt.UNITS),
        ("旅游收入", "500万元", "增长50万元", Doubt.NO_SIGN),
        ("收入增长率", "增长5%", "-1%", None),
        ("巡查", "≥30次/年", "1次/月", Doubt.UNITS),
    ],
)
def test_what_cannot_be_told_is_left_open_with_the_doubt(
    name: str, target: str, actual: str, doubt: Doubt | None
) -> None:
    assert beside(name, target, actual).doubt is doubt


@pytest.mark.parametrize(
    ("target", "actual", "is_reached"),
    [
        ("每周1次", "每月4次", None),
        ("每周1次", "每月5次", True),
        ("每周1次", "每月3次", False),
        ("每月4次", "每周1次", True),
        ("每月1次", "每季度3次", True),
        ("≥1TB", "1000GB", None),
        ("≥1TB", "1024GB", True),
        ("≤10个工作日", "10天", True),
        ("≤10天", "10个工作日", None),
        ("≤1个月", "28天", True),
        ("≤30天", "1个月", None),
        ("≤2个月", "20个工作日", True),
        ("≤20个工作日", "20个工作日", True),
    ],
)
def test_units_that_are_not_always_as_long_decide_only_what_is_certain(
    target: str,
    actual: str,
    is_reached: bool | None,  # noqa: FBT001
) -> None:
    assert beside("频次", target, actual).is_reached is is_reached


def test_a_slip_of_the_unit_earns_no_share() -> None:
    judged = beside("发电量", "≥300万度", "2.7万")
    assert (judged.is_reached, judged.share) == (False, None)


@pytest.mark.parametrize(
    ("target", "actual", "number"),
    [
        ("≥95%", "96%", "96"),
        ("≥95%", "≥96%", "96"),
        ("≥5万元", "48000元", "4.8"),
        ("≥95%", "96", "96"),
        ("≥95%", "0.96", None),
        ("≥33台", "30", "30"),
        ("33", "30台", "30"),
        ("≥5万人次", "6", None),
        ("≥5万元", "约6万元", None),
        ("≥5万元", "5至6万元", None),
        ("≥5万元", "5台", None),
        ("≥1TB", "1000GB", None),
    ],
)
def test_the_number_of_an_actual_in_the_unit_of_its_target(
    target: str, actual: str, number: str | None
) -> None:
    found = number_beside(quantity(target), quantity(actual))
    assert found == (None if number is None else Decimal(number))
