import pytest

from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.judgement import judge
from perfeval_desktop.domain.quantities.outcome import Doubt, Judgement
from perfeval_desktop.domain.quantities.reading import read

WORDS = frozenset({"达成指标", "已 完成"})


def judged(name: str, target: str, actual: str, *, level2: str = "") -> Judgement:
    return judge(WORDS, Subject("", level2, name), read(target, 2023), read(actual, 2023), 2023)


@pytest.mark.parametrize(
    ("target", "actual", "doubt"),
    [
        ("≥5次", "", Doubt.NO_ACTUAL),
        ("≥5次", "/", Doubt.NO_ACTUAL),
        ("≥5次", "××", Doubt.WORDS),
        ("", "", Doubt.NO_TARGET),
        ("", "5次", Doubt.NO_TARGET),
        ("完成××次", "5次", Doubt.NO_TARGET),
        ("≥5次", "完成__次", Doubt.WORDS),
        ("≥5次", "几十次", Doubt.WORDS),
        ("几十次", "5次", Doubt.WORDS),
        ("≥5次", "见附件", Doubt.WORDS),
        ("≥5次", "预计12次", Doubt.WORDS),
        ("≥5次", "12次（去年）", Doubt.WORDS),
    ],
)
def test_what_is_not_there_is_left_open(target: str, actual: str, doubt: Doubt) -> None:
    assert judged("培训次数", target, actual).doubt is doubt


@pytest.mark.parametrize("actual", ["发生一般事故1起", "有轻微事故"])
def test_small_ones_are_left_open_where_only_great_ones_were_not_to_happen(actual: str) -> None:
    assert judged("安全生产", "无重大事故", actual).doubt is Doubt.ZERO


@pytest.mark.parametrize(
    ("target", "actual"), [("健全", "达成指标"), ("健全", "已 完成"), ("≥5%", "≥ 5％"), ("<5%", "<5%")]
)
def test_the_words_of_the_template_and_a_copy_of_the_target_count_as_reached(
    target: str, actual: str
) -> None:
    assert judged("机制", target, actual).is_reached


@pytest.mark.parametrize(
    ("name", "target", "actual", "outcome"),
    [
        ("完工时间", "12月底前", "12月25日", True),
        ("完工时间", "12月底前", "2024年1月5日", False),
        ("完工时间", "12月底前", "12月25日，推迟", False),
        ("完工时间", "12月底前", "未按12月计划", None),
        ("完工时间", "12月底前", "提前10天完成", True),
        ("完工时间", "12月底前", "建设中", False),
        ("完工时间", "12月底前", "效果好", None),
        ("完工时间", "12.31", "12.25", True),
        ("单价", "12.31", "12.25", None),
        ("工程完工", "11月底前完成100%", "11月20日完成100%", True),
        ("工程完工", "11月底前完成100%", "12月20日完成100%", False),
        ("工程完工", "11月底前完成100%", "按期完成", True),
        ("工程完工", "11月底前完成100%", "完成100%", None),
        ("工程完工", "2023年完成12座", "12座", True),
    ],
)
def test_by_a_day(name: str, target: str, actual: str, outcome: bool | None) -> None:  # noqa: FBT001
    assert judged(name, target, actual).is_reached is outcome


def test_a_missed_number_beside_a_deadline_earns_no_share() -> None:
    found = judged("工程完工", "11月底前完成100%", "11月20日完成80%")
    assert (found.is_reached, found.share) == (False, None)


@pytest.mark.parametrize(
    ("name", "target", "actual", "outcome"),
    [
        ("安全事故", "零事故", "无", True),
        ("安全事故", "零事故", "0起", True),
        ("安全事故", "无", "无重大安全事故", None),
        ("重大安全事故", "无", "无重大安全事故", True),
        ("安全事故", "零事故", "3起", False),
        ("安全事故", "零事故", "≤3起", None),
        ("安全事故", "零事故", "发生一些", False),
        ("安全事故", "零事故", "效果好", None),
        ("培训次数", "无", "3次", None),
        ("安全事故", "0起", "无", True),
        ("安全事故", "0起", "无重大事故", None),
        ("安全事故", "0起", "效果好", None),
    ],
)
def test_that_something_does_not_happen(name: str, target: str, actual: str, outcome: bool | None) -> None:  # noqa: FBT001
    assert judged(name, target, actual).is_reached is outcome


@pytest.mark.parametrize(
    ("name", "target", "actual", "outcome"),
    [
        ("督导次数", "≥6次", "未完成", False),
        ("督导次数", "≥6次", "完成80%", False),
        ("督导次数", "≥6次", "未完成，仅4次", False),
        ("督导次数", "≥6次", "未完成，7次", None),
        ("督导次数", "≥6次", "7次，已完成", True),
        ("督导次数", "≥6次", "4次，已完成", None),
        ("督导次数", "≥6次", "流标7次", None),
        ("督导次数", "≥6次", "慰问老人7次", None),
        ("督导次数", "≥6次", "共督导7次", True),
        ("督导次数", "≥6次", "上半年3次，下半年4次", True),
        ("督导次数", "≥6次", "培训3次，演练4次", None),
        ("督导次数", "≥6次", "效果好", None),
        ("督导次数", "≥6次", "7次（尚未验收）", None),
        ("合格率", "≥95%", "全部合格", True),
        ("合格率", "≥95%", "全部按期完成", True),
        ("合格率", "≥95%", "全部不合格", None),
        ("合格率", "≤5%", "全部合格", None),
        ("项目支出", "≤50万元", "超预算", False),
        ("项目支出", "≤50万元", "未超支", True),
        ("项目支出", "50万元", "未超支", None),
        ("项目支出", "≤50万元", "超支5万元", False),
        ("项目支出", "≤50万元", "效果好", None),
        ("旅游收入", "增长5%", "持平", False),
        ("旅游收入", "增长5%", "效果好", None),
        ("电价", "基础5元", "4元", None),
    ],
)
def test_by_a_number(name: str, target: str, actual: str, outcome: bool | None) -> None:  # noqa: FBT001
    assert judged(name, target, actual).is_reached is outcome


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("新建2口，维修3口", "新建2口，维修3口", True),
        ("新建2口，维修3口", "维修3口，新建2口", True),
        ("新建2口，维修3口", "新建2口，维修1口", False),
        ("新建2口，维修3口", "2口", None),
        ("新建2口，维修3口", "新建2口，维修未到3口", None),
        ("培训2次，120人次", "培训2次，130人次，发放30册", None),
        ("每月1次，共12次", "每月1次", None),
        ("检查5次，演练3次", "演练3次，检查5次", True),
        ("检查5次，演练3次", "讲座3次，检查5次", None),
        ("投诉5%，事故3%", "投诉4%，事故4%", None),
    ],
)
def test_part_by_part(target: str, actual: str, outcome: bool | None) -> None:  # noqa: FBT001
    assert judged("水井", target, actual).is_reached is outcome


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("健全", "部分完成", False),
        ("建成投用", "完成80%", False),
        ("健全", "达到预期效果", True),
        ("不断提高", "已达到", None),
        ("建成投用", "建设中", False),
        ("及时发放", "按时完成", True),
        ("及时发放", "逾期发放", False),
        ("控制在预算内", "超支", False),
        ("控制在预算内", "有结余", True),
        ("稳步增长", "增长5%", True),
        ("稳步增长", "下降5%", False),
        ("有所下降", "下降5%", True),
        ("不增长", "下降5%", True),
        ("不下降", "下降5%", False),
        ("有所增长", "持平", False),
        ("不下降", "持平", True),
        ("有所增长", "效果好", None),
    ],
)
def test_by_words(target: str, actual: str, outcome: bool | None) -> None:  # noqa: FBT001
    assert judged("工作", target, actual).is_reached is outcome
