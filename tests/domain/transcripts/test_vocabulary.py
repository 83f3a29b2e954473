"""The words of the country mean what they mean on the forms."""

import pytest

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, row_label
from perfeval_desktop.domain.transcripts.vocabulary import (
    CHECKLIST,
    CHECKLIST_ROWS,
    FIELDS,
    FUND_ROWS,
    FUNDING,
    GOALS,
    INDICATORS,
)

# As FORMS lists them for one and the same thing.
SAME = {
    (INDICATORS, Role.WEIGHT): "分值 分数 权重 指标分值 参考分值 分值权重 指标权重",
    (FUNDING, Role.WEIGHT): "分值 分数 权重 分值权重 分值（权重） 参考分值",
    (FUNDING, Role.INITIAL_BUDGET): "年初预算数 年初预算 年初批复数",
    (FUNDING, Role.ADJUSTED_BUDGET): "全年预算数 调整后预算数 预算数 预算安排数 调整预算数 全年(调整)预算数",
    (FUNDING, Role.EXECUTED): "全年执行数 预算执行数 执行数 实际支出 资金执行情况 1-7月执行数 决算数",
    (FUNDING, Role.RECEIVED): "到位数 资金到位情况 实际到位数",
    (FUNDING, Role.EXECUTION_RATE): "执行率 预算执行率 预算执行进度(%) 1-6月执行率 执行率(B/A) 支出进度",
    (FUNDING, Role.SCORE): "得分 自评得分 得分(20分*执行率)",
    (INDICATORS, Role.TARGET): "年度指标值 指标值 目标值 年初目标值 预期指标值 年初设定目标值 预期值 计划值",
    (INDICATORS, Role.ACTUAL): "实际完成值 全年实际值 完成值 全年完成值 实际完成情况 全年实际完成值(B)"
    " 1-7月执行情况 1-6月完成值 上半年完成情况 截至8月进展",
    (INDICATORS, Role.SCORE): "得分 自评得分 单项指标折算得分 指标得分",
    (INDICATORS, Role.REVIEW_SCORE): "财政审核评分 复核分 主管部门复核得分",
    (INDICATORS, Role.REASON): "偏差原因分析及改进措施 未完成原因 未完成原因分析 未完成原因和改进措施 备注"
    " 未完成原因及拟采取的改进措施 未达标原因及整改措施 差异原因分析",
    (INDICATORS, Role.COMPARATOR): "指标性质 符号 运算符号",
    (INDICATORS, Role.MEASURE): "度量单位 计量单位 单位",
    (INDICATORS, Role.LEVEL3): "三级指标 指标名称 绩效指标 绩效指标名称",
    (INDICATORS, Role.COMPLETION_RATE): "完成率 指标完成率 完成程度",
    (INDICATORS, Role.COEFFICIENT): "得分系数(%)",
    (INDICATORS, Role.SHARE): "权重占比(%)",
    (INDICATORS, Role.ADJUSTED_TARGET): "调整指标值 调整后的指标值",
    (GOALS, Role.EXPECTED_GOAL): "预期目标 预算目标 年初设定目标 年度目标 年初绩效目标",
    (GOALS, Role.ACTUAL_OUTCOME): "实际完成情况 年度总体目标完成情况综述 目标完成情况 具体完成情况"
    " 全年实际完成情况",
    (FIELDS, Role.TOTAL): "总分 合计 自评总分 总计 自评得分 项目自评总分",
    (FIELDS, Role.GRADE): "评分等级 自评等级 评价等级 绩效等级 自评等次",
    (FIELDS, Role.PROJECT): "项目名称 转移支付名称 专项名称 项目支出名称 转移支付（项目）名称",
    (FIELDS, Role.DEPARTMENT): "主管部门 主管部门及代码 部门名称 地方主管部门 主管预算部门 预算部门（单位）",
    (FIELDS, Role.IMPLEMENTING_UNIT): "实施单位 项目单位 资金使用单位 项目实施单位 实施单位（盖章）"
    " 具体实施单位 项目承担单位",
}


@pytest.mark.parametrize(("part", "role"), SAME, ids=lambda one: one if isinstance(one, str) else "")
def test_different_words_stand_for_one_role(part: Vocabulary, role: Role) -> None:
    for word in SAME[part, role].split():
        assert part.of(bare_label(word))[0].role is role, word


# Each line is one thing that no rule reads.
ALIKE = {
    FIELDS: [
        "填报人 填表人 经办人 填写人",
        "联系电话 电话 联系方式 手机号码",
        "填报日期 填表日期 填报时间 评价时间",
        "单位负责人 单位负责人签字 部门负责人 单位主要负责人（签字）",
        "项目负责人 项目负责人及电话 项目主要负责人",
        "存在问题 存在的问题 主要问题",
        "改进措施 整改措施 下一步改进建议 有关建议",
        "评价结论 自评结论 综合评价结果",
        "其他需要说明事项 其他需要说明的问题 补充说明",
        "项目期 实施期限 项目起止时间",
    ],
    INDICATORS: [
        "赋分规则 计分方法 评分标准 计分标准 评分细则 得分计算方法",
        "佐证资料 佐证材料 证明材料",
        "设置依据 指标值设定依据 设定依据",
        "上年完成值 上年值 上年度实际值 历史值",
        "是否核心指标 核心指标 是否为核心指标",
        "全年预计完成情况 预计全年完成值",
    ],
    FUND_ROWS: [
        "年度资金总额 总额 资金总额 年度财政资金总额 合计 项目资金合计 总投入",
        "上年结转资金 上年结转 上年结余结转",
        "财政专户管理资金 纳入专户管理的非税收入 非税收入拨款",
        "其他资金 其他 社会捐赠资金",
        "基本支出",
        "项目支出",
    ],
    GOALS: ["总体完成率(%) 完成率", "中期目标 中期目标(2023年—2025年) 三年目标"],
    CHECKLIST_ROWS: ["分配科学性 分配的科学性", "预算绩效管理情况 全过程绩效管理"],
    CHECKLIST: ["存在问题和改进措施 存在的问题及整改措施", "情况说明 具体情况说明"],
}


@pytest.mark.parametrize(
    ("part", "words"), [(part, words) for part, lines in ALIKE.items() for words in lines], ids=str
)
def test_different_words_stand_for_one_thing_without_a_role(part: Vocabulary, words: str) -> None:
    bare = row_label if part is FUND_ROWS else bare_label
    first, *others = ((word, part.of(bare(word))) for word in words.split())
    assert first[1][0].role is None
    for word, meant in others:
        assert meant[0] is first[1][0], word


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("评分标准", Role.SCORE),
        ("佐证资料", Role.REASON),
        ("预算执行率", Role.EXECUTED),
        ("全年预计执行数", Role.EXECUTED),
        ("全年预计完成情况", Role.ACTUAL),
        ("财政审核评分", Role.SCORE),
        ("中央主管部门", Role.DEPARTMENT),
        ("单位负责人", Role.IMPLEMENTING_UNIT),
    ],
)
def test_a_word_in_a_word_is_another_thing(label: str, role: Role) -> None:
    for part in (FIELDS, FUNDING, INDICATORS):
        assert role not in [one.role for one in part.of(label)]


def test_one_level_of_government_is_its_own_or_else_an_appropriation() -> None:
    county, appropriation = FUND_ROWS.of("县级资金")[0], FUND_ROWS.of("当年财政拨款")[0]
    assert FUND_ROWS.of("县级财政资金") == (county, appropriation)
    assert county in FUND_ROWS.of("市县资金")
    assert FUND_ROWS.of("中央财政奖补")[0] is FUND_ROWS.of("中央资金")[0]
