"""What the roles are called in menus and sentences."""

from perfeval_desktop.domain.columns import Role

ROLE_WORDS = {
    Role.TITLE: "标题",
    Role.UNIT: "金额单位",
    Role.EXECUTION_NOTE: "预算执行说明",
    Role.PROJECT: "项目名称",
    Role.PROJECT_CODE: "项目编码",
    Role.DEPARTMENT: "主管部门",
    Role.IMPLEMENTING_UNIT: "实施单位",
    Role.SHOWN_UNIT: "金额单位",
    Role.INITIAL_BUDGET: "年初预算数",
    Role.ADJUSTED_BUDGET: "全年预算数",
    Role.RECEIVED: "到位数",
    Role.EXECUTED: "全年执行数",
    Role.EXECUTION_RATE: "执行率",
    Role.EXPECTED_GOAL: "预期目标",
    Role.ACTUAL_OUTCOME: "实际完成情况",
    Role.NUMBER: "序号",
    Role.LEVEL1: "一级指标",
    Role.LEVEL2: "二级指标",
    Role.LEVEL3: "三级指标（指标名称）",
    Role.TARGET: "指标值（整个目标）",
    Role.COMPARATOR: "指标值的符号",
    Role.TARGET_NUMBER: "指标值的数字",
    Role.MEASURE: "计量单位",
    Role.ADJUSTED_TARGET: "调整后的指标值",
    Role.ACTUAL: "实际完成值",
    Role.COMPLETION_RATE: "完成率",
    Role.ITEM_SCORE: "单项得分（百分制）",
    Role.SHARE: "权重占比",
    Role.COEFFICIENT: "得分系数",
    Role.REVIEW_SCORE: "复核得分",
    Role.WEIGHT: "分值",
    Role.SCORE: "得分",
    Role.REASON: "偏差原因",
    Role.TOTAL_WEIGHT: "分值合计",
    Role.TOTAL: "总分",
    Role.GRADE: "等级",
}
WITHOUT_ROLE = "照填照印，不参与计算"
# The same, where there is little room.
_PRINTED = "照印"


def role_words(role: Role | None) -> str:
    """Return what a role is called; a column without one is told to be only kept and printed."""
    return WITHOUT_ROLE if role is None else ROLE_WORDS[role]


def role_caption(role: Role | None) -> str:
    """Return what a role is called where there is little room."""
    return _PRINTED if role is None else ROLE_WORDS[role].partition("（")[0]
