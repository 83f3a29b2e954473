import pytest

from perfeval_desktop.domain.quantities.answers import answers


@pytest.mark.parametrize(
    ("target", "actual", "name"),
    [
        ("提高", "已提升", "水平"),
        ("按期完成", "如期完成", "进度"),
        ("纳入总体规划", "已纳入总体规划", "成果采纳"),
        ("建立制度", "已建立", "制度建设"),
        ("保持稳定", "稳定", "运行"),
        ("运行稳定", "稳定", "系统运行情况"),
        ("验收通过", "验收通过验收", "验收"),
        ("是", "已通过", "是否通过验收"),
        ("否", "否", "是否超支"),
        ("开工", "建设中", "主体工程"),
        ("完工", "已建成", "主体工程"),
        ("良", "优", "考核等次"),
        ("优于Ⅲ类", "Ⅱ类", "水质"),
        ("市级", "省级", "创建级别"),
        ("满意", "非常满意", "满意程度"),
        ("前3名", "第二名", "竞赛名次"),
        ("合格及以上", "良好", "评价等级"),
    ],
)
def test_words_answer_yes(target: str, actual: str, name: str) -> None:
    assert answers(target, actual, name) is True


@pytest.mark.parametrize(
    ("target", "actual", "name"),
    [
        ("健全", "不健全", "机制"),
        ("纳入规划", "未纳入", "成果采纳"),
        ("建立制度", "未建立制度", "制度建设"),
        ("运行稳定", "运行不稳定", "系统"),
        ("有效", "无效", "机制"),
        ("提高", "降低", "水平"),
        ("提高", "不增长", "收入"),
        ("无不良反映", "有不良反映", "反映"),
        ("是", "否", "是否公开"),
        ("是", "未通过验收", "是否通过验收"),
        ("优", "良", "考核等次"),
        ("优于Ⅲ类", "Ⅲ类", "水质"),
        ("国家级", "省级", "创建级别"),
        ("前3名", "第5名", "竞赛名次"),
    ],
)
def test_words_answer_no(target: str, actual: str, name: str) -> None:
    assert answers(target, actual, name) is False


@pytest.mark.parametrize(
    ("target", "actual", "name"),
    [
        ("显著改善", "效果好", "条件"),
        ("明显改善", "改善", "条件"),
        ("建立并完善制度", "已建立", "制度"),
        ("完整且准确", "未完", "报告"),
        ("健全", "不高", "机制"),
        ("是", "效果好", "是否公开"),
        ("开工", "暂停", "主体工程"),
        ("优", "良好", "服务质量"),
        ("优", "一等奖", "考核等次"),
        ("前二两名", "第三名", "竞赛名次"),
    ],
)
def test_other_words_are_no_answer(target: str, actual: str, name: str) -> None:
    assert answers(target, actual, name) is None
