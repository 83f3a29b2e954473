"""The words that the forms of the country print for one and the same thing.

A label is compared without white space, colons, brackets' width, units and the marks (A), (B), (B/A).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from perfeval_desktop.domain.columns import Role

_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")
_UNIT = re.compile(r"\((?:万元|元|单位:(?:万元|元))\)")
_MARKS = re.compile(r"\((?:%|A|B|C|B/A|A/B|B÷A|B/A[×*]100%|盖章|公章|[0-9]+分)\)")
_OF_WHICH = re.compile("^其中:?")


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """Return a label as it is compared: half-width, without white space, colons and units."""
    narrow = unicodedata.normalize("NFKC", _SPACE.sub("", text))
    return _UNIT.sub("", narrow).replace(":", "")


@lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """Return a label without the marks that some forms print behind it and others do not: 执行率(B/A), (%)."""
    return _MARKS.sub("", plain_label(text))


@lru_cache(maxsize=4096)
def row_label(text: str) -> str:
    """Return the label of a fund row as it is compared, without 其中."""
    bare = bare_label(text)
    without = _OF_WHICH.sub("", bare)
    return without or bare


FIELDS: Mapping[Role, tuple[str, ...]] = {
    Role.PROJECT: ("项目名称", "专项名称", "转移支付名称", "专项资金名称", "政策名称", "支出项目名称"),
    Role.PROJECT_CODE: ("项目编码", "项目代码", "项目编号"),
    Role.DEPARTMENT: (
        *("主管部门", "主管部门及代码", "预算主管部门", "一级预算部门", "地方主管部门", "主管单位"),
        *("部门(单位)名称", "部门名称", "主管部门名称", "预算部门"),
    ),
    Role.IMPLEMENTING_UNIT: (
        *("实施单位", "项目单位", "资金使用单位", "项目实施单位", "实施(主管)单位", "预算单位"),
        *("单位名称", "项目(单位)名称", "实施部门", "项目承担单位"),
    ),
    Role.TOTAL: ("自评总分", "自评得分", "总分", "总得分", "合计得分"),
    Role.GRADE: ("评分等级", "自评等级", "评价等级", "绩效等级", "等级"),
    Role.TOTAL_WEIGHT: ("总分值",),
    Role.EXECUTION_NOTE: ("预算执行说明", "预算执行偏差原因", "资金执行情况说明"),
}
FUNDING: Mapping[Role, tuple[str, ...]] = {
    Role.INITIAL_BUDGET: (*("年初预算数", "年初预算", "年初预算金额", "年初批复数", "预算批复数", "年初数"),),
    Role.ADJUSTED_BUDGET: (
        *("全年预算数", "调整后预算数", "调整预算数", "预算数", "预算安排数", "预算安排情况(调整后)"),
        *("全年预算", "调整后预算", "预算安排情况", "预算金额", "全年预算金额", "调整数"),
    ),
    Role.RECEIVED: ("到位数", "资金到位情况", "资金到位数", "到位资金", "实际到位"),
    Role.EXECUTED: (
        *("全年执行数", "预算执行数", "执行数", "实际支出", "资金执行情况", "全年支出数", "支出数"),
        *("实际执行数", "全年实际支出", "执行金额", "实际支出数"),
    ),
    Role.EXECUTION_RATE: (*("执行率", "预算执行率", "预算执行进度", "执行进度", "资金执行率", "执行率(%)"),),
    Role.WEIGHT: ("分值", "分数", "权重", "分值权重", "参考分值", "指标分值", "标准分"),
    Role.SCORE: ("得分", "自评得分", "评分", "执行率得分"),
    Role.REASON: ("原因", "偏差原因", "未执行完毕原因", "偏差原因分析", "说明"),
}
FUND_ROWS: tuple[tuple[str, ...], ...] = (
    (
        "年度资金总额",
        "总额",
        "资金总额",
        "年度财政资金总额",
        "预算数",
        "合计",
        "年度预算总额",
        "项目资金总额",
    ),
    ("当年财政拨款", "本年财政拨款", "财政拨款", "财政资金", "一般公共预算", "当年财政资金", "财政拨款资金"),
    ("上年结转资金", "上年结转", "结转资金", "上年结余结转"),
    ("其他资金", "其他", "其它资金", "自有资金", "其他来源资金"),
)
GOALS: Mapping[Role, tuple[str, ...]] = {
    Role.EXPECTED_GOAL: (
        *("expected", "预期目标", "预算目标", "年初设定目标", "年度目标", "总体目标", "年度总体目标"),
    ),
    Role.ACTUAL_OUTCOME: (
        *("actual", "实际完成情况", "年度总体目标完成情况综述", "目标完成情况", "具体完成情况"),
        *("全年实际完成情况", "目标实际完成情况"),
    ),
    Role.SCORE: ("得分",),
    Role.WEIGHT: ("分值", "权重"),
}
INDICATORS: Mapping[Role, tuple[str, ...]] = {
    Role.LEVEL1: ("一级指标",),
    Role.LEVEL2: ("二级指标",),
    Role.LEVEL3: ("三级指标", "绩效指标", "指标名称", "指标", "指标内容", "四级指标"),
    Role.TARGET: (
        *("年度指标值", "指标值", "目标值", "年初目标值", "预期指标值", "年初设定目标值", "年初指标值"),
        *("绩效目标值", "年度目标值", "计划指标值", "年初设定指标值", "指标描述", "预期值", "预期目标值"),
    ),
    Role.COMPARATOR: ("指标性质", "符号", "指标符号", "计算符号"),
    Role.TARGET_NUMBER: (
        "指标值",
        "值",
        "年初指标值",
        "目标值",
        "年度指标值",
        "单位(文字描述)",
        "预期指标值",
    ),
    Role.MEASURE: ("度量单位", "计量单位", "单位", "指标单位"),
    Role.ADJUSTED_TARGET: ("调整指标值", "调整后指标值"),
    Role.ACTUAL: (
        *("实际完成值", "全年实际值", "完成值", "全年完成值", "实际完成情况", "单项指标实际完成值"),
        *("全年实际完成值", "实际值", "实际完成", "年度完成值", "完成情况", "实际完成指标值"),
    ),
    Role.COMPLETION_RATE: ("完成率", "指标完成率", "完成比例"),
    Role.WEIGHT: (
        "分值",
        "分数",
        "权重",
        "指标分值",
        "参考分值",
        "分值权重",
        "指标权重",
        "标准分",
        "分值(权重)",
    ),
    Role.SCORE: (
        *("得分", "自评得分", "指标得分", "评分", "单项指标折算得分", "折算得分", "实际得分", "自评分"),
    ),
    Role.ITEM_SCORE: ("单项指标得分", "单项得分"),
    Role.SHARE: ("权重占比", "权重占比(%)"),
    Role.COEFFICIENT: ("得分系数", "得分系数(%)"),
    Role.REVIEW_SCORE: ("财政审核评分", "复核分", "复核得分", "审核得分"),
    Role.REASON: (
        *("偏差原因分析及改进措施", "未完成原因分析", "未完成原因和改进措施", "未完成原因及拟采取的改进措施"),
        *("偏差原因", "备注", "未完成原因", "偏差原因分析", "未完成原因分析及改进措施", "原因分析", "说明"),
        *("未完成原因及改进措施", "偏差原因分析与改进措施", "扣分原因"),
    ),
}


@lru_cache(maxsize=8)
def _by_label(vocabulary: tuple[tuple[Role, tuple[str, ...]], ...]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = {}
    for role, labels in vocabulary:
        for label in labels:
            found.setdefault(bare_label(label), []).append(role)
    return found


def roles_called(vocabulary: Mapping[Role, tuple[str, ...]], label: str) -> Iterable[Role]:
    """Return the roles that ``label`` may stand for, the likeliest first."""
    return _by_label(tuple(vocabulary.items())).get(bare_label(label), ())


def same_fund_row(one: str, other: str) -> bool:
    """Whether two row labels name the same source."""
    first, second = row_label(one), row_label(other)
    return first == second or any(first in names and second in names for names in FUND_ROWS)
