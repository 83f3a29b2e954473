"""The words that the forms of the country print for one and the same thing, part by part of a form.

Known words come from published forms; the patterns are for wordings of the same kind. Where two patterns fit,
the first one counts.
"""

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, meaning, row_label

FIELDS = Vocabulary(
    meaning(
        "项目名称 专项名称 转移支付名称 专项资金名称 政策名称 支出项目名称 资金名称",
        role=Role.PROJECT,
        pattern=r"(?:项目|专项|政策|转移支付|资金)(?:支出)?(?:\(.*\))?名称$",
    ),
    meaning("报表编号 表号 编报编号", pattern=r"^(?:报表|表格)编?号$"),
    meaning("金额单位 单位", role=Role.SHOWN_UNIT),
    meaning(
        "项目编码 项目代码 项目编号",
        role=Role.PROJECT_CODE,
        pattern=r"^(?:预算)?(?:项目)?(?:编码|代码|编号)$",
    ),
    meaning("单位代码 预算单位代码 部门代码", pattern=r"(?:单位|部门)(?:代码|编码)$"),
    meaning("中央主管部门 中央部门 中央主管单位", pattern=r"^中央.*(?:部门|单位)$"),
    meaning(
        "主管部门 主管部门及代码 预算主管部门 一级预算部门 地方主管部门 主管单位 部门名称 部门(单位)名称",
        "主管部门名称 预算部门 市级主管部门 省级主管部门 部门 预算部门名称",
        role=Role.DEPARTMENT,
        pattern=r"主管.{0,3}(?:部门|单位|处室|科室)|一级预算(?:部门|单位)|预算部门",
    ),
    meaning(
        "项目负责人 项目负责人及电话 项目主管 负责人 项目责任人 项目负责人及联系电话",
        pattern=r"项目.{0,3}(?:负责人|责任人)",
    ),
    meaning("财务负责人 财务主管 会计主管 财务负责人及电话", pattern=r"财务.{0,3}(?:负责人|主管)"),
    meaning(
        "单位负责人 单位负责人签字 单位主要负责人 部门负责人 负责人签字 单位领导 主要负责人",
        pattern=r"(?:单位|部门|主要).{0,4}(?:负责人|领导)|负责人签",
    ),
    meaning(
        "填报人 填表人 填报人员 经办人 制表人 填表人员",
        pattern=r"^(?:填[报表写]|经办|制表|编制|录入)人",
    ),
    meaning("审核人 复核人 审核人员", pattern=r"^(?:审核|复核|审查)人"),
    meaning(
        "联系电话 电话 联系方式 联系人电话 填报人电话 办公电话",
        pattern=r"(?:电话|手机|联系方式)(?:号码)?$",
    ),
    meaning("部门联系人 联系人 项目联系人 单位联系人", pattern=r"联系人"),
    meaning(
        "填报日期 填表日期 填报时间 填表时间 日期 填报年月",
        pattern=r"(?:填[报表写]|编制|报送|评价)(?:日期|时间)",
    ),
    meaning(
        "单位名称 填报单位 报送单位 填报单位名称 编报单位",
        pattern=r"^(?:填报|报送|编报|填表)(?:单位|部门)",
    ),
    meaning(
        "实施单位 项目单位 资金使用单位 项目实施单位 实施(主管)单位 预算单位 单位名称 项目(单位)名称",
        "实施部门 项目承担单位 主管处室 责任单位",
        role=Role.IMPLEMENTING_UNIT,
        pattern=r"(?:实施|承担|执行|使用|承办|建设|责任|牵头|申报|二级预算|基层|项目|预算|评价|"
        r"支出).{0,4}(?:单位|部门|主体)(?:名称|及代码|编码)?$",
    ),
    meaning(
        "财政审核评分 财政评分 复核得分",
        pattern=r"(?:财政|审核|复核|主管部门|抽查).*(?:得分|评分|总分)$",
    ),
    meaning(
        "自评总分 自评得分 总分 总得分 合计得分 合计 总计 评价得分 综合得分 得分合计",
        role=Role.TOTAL,
        pattern=r"^(?:项目|绩效|部门|单位)?(?:自评|评价|综合)?(?:总|合计)?(?:得分|总分|评分)(?:合计)?$",
    ),
    meaning(
        "评分等级 自评等级 评价等级 绩效等级 等级 评价结果等级 自评结果等级 等次",
        role=Role.GRADE,
        pattern=r"(?:等级|等次|级别)$",
    ),
    meaning("总分值", role=Role.TOTAL_WEIGHT),
    meaning(
        "预算执行说明 预算执行偏差原因 资金执行情况说明 预算执行情况说明",
        role=Role.EXECUTION_NOTE,
        pattern=r"(?:预算|资金)执行.*(?:说明|原因)",
    ),
    meaning("是否为专项资金 是否专项资金 是否专项", pattern=r"^是否.*专项"),
    meaning("项目类别 项目分类 支出类别"),
    meaning("项目属性 项目性质"),
    meaning("项目类型 支出类型"),
    meaning("项目期 项目期限 项目周期 实施期限 项目起止时间 项目实施期", pattern=r"(?:期限|周期|起止)"),
    meaning(
        "项目实施内容及过程概述 项目实施内容 项目概况 项目内容 项目基本情况",
        pattern=r"(?:实施内容|过程概述|项目概况)",
    ),
    meaning(
        "评价结论 自评结论 总体结论 评价结果 自评结果",
        pattern=r"(?:评价|自评|总体|综合)(?:结论|结果)",
    ),
    meaning("存在问题 存在的问题 主要问题 存在的主要问题", pattern=r"问题(?:及原因)?(?:分析)?$"),
    meaning(
        "偏差大或目标未完成原因分析 偏差原因分析 未完成原因分析 目标未完成原因 偏差原因",
        pattern=r"(?:偏差|未完成|未达).*原因",
    ),
    meaning(
        "改进措施 改进措施及结果应用方案 下一步改进措施 整改措施 改进建议 有关建议 相关建议 改进措施和建议",
        "下一步工作措施",
        pattern=r"(?:改进|整改|下一步).*(?:措施|建议|方案|计划|打算)|建议$",
    ),
    meaning(
        "其他需要说明事项 其他需要说明的事项 说明 备注 其他需要说明的问题 需要说明的事项 其他说明 补充说明",
        "情况说明",
        pattern=r"说明(?:的)?(?:事项|问题|情况)|^其他说明",
    ),
)
FUNDING = Vocabulary(
    meaning(
        "得分 自评得分 执行率得分 自评分 实际得分 执行得分",
        role=Role.SCORE,
        pattern=r"^(?:自评|实际|预算执行)?得分|得分$|^自?评分$",
    ),
    meaning(
        "分值 分数 权重 分值权重 分值(权重) 参考分值 指标分值 标准分 满分",
        role=Role.WEIGHT,
        pattern=r"分值|权重|标准分|^满?分数?$",
    ),
    meaning(
        "全年预计执行数 预计全年执行数 全年预计支出数 预计执行数",
        pattern=r"预计.*(?:执行|支出)|(?:执行|支出).*预计",
    ),
    meaning("执行数占比", pattern=r"占比|比重"),
    meaning(
        "执行率 预算执行率 预算执行进度 执行进度 资金执行率 月执行率 支出进度 支出率",
        role=Role.EXECUTION_RATE,
        pattern=r"(?:执行|支出|使用|完成).{0,3}(?:率|进度|比例)",
    ),
    meaning("结余数 结转结余数 预算结余 余额 结转数", pattern=r"结余|结转|余额|差额"),
    meaning(
        "原因 偏差原因 未执行完毕原因 偏差原因分析 说明 备注 未完成原因",
        role=Role.REASON,
        pattern=r"原因|说明|备注",
    ),
    meaning(
        "到位数 资金到位情况 资金到位数 到位资金 实际到位 实际到位数 全年到位数",
        role=Role.RECEIVED,
        pattern=r"到位|下达数|拨付数",
    ),
    meaning(
        "全年执行数 预算执行数 执行数 实际支出 资金执行情况 全年支出数 支出数 月执行数 实际执行数",
        "全年执行 预算执行 全年实际支出 执行金额 实际支出数 实际使用数 决算数 全年实际执行数",
        role=Role.EXECUTED,
        pattern=r"执行(?:数|额|金额|情况|资金)|支出(?:数|额|金额|情况)?$|使用(?:数|额|金额|情况)|决算",
    ),
    meaning(
        "年初预算数 年初预算 年初预算金额 年初批复数 预算批复数 年初数 预算批复金额 年初部门预算数",
        "年初安排数 批复数",
        role=Role.INITIAL_BUDGET,
        pattern=r"年初|批复|期初",
    ),
    meaning(
        "全年预算数 调整后预算数 调整预算数 预算数 预算安排数 预算安排情况(调整后) 调整后数 全年预算",
        "调整后预算 预算安排情况 预算金额 全年预算金额 调整数 调整后全年预算数",
        role=Role.ADJUSTED_BUDGET,
        pattern=r"(?:调整|全年|最终|实际|变更).*(?:预算|数)|预算(?:数|额|金额|安排|总额|资金)?$|安排(?:数|"
        r"金额)",
    ),
)
FUND_ROWS = Vocabulary(
    meaning(
        "年度资金总额 总额 资金总额 年度财政资金总额 预算数 合计 年度预算总额 资金合计 项目资金总额 总计",
        "全年资金总额 项目总资金 年度资金总计 项目资金 资金总量",
        # Of forms that print the kinds of amounts and no name for all of them.
        "预算情况 资金情况 预算执行情况 资金执行情况 部门整体资金 年度部门整体资金",
        pattern=r"^(?!中期).*(?:总额|总计|合计|总量|总资金|总金额|总投入)",
    ),
    meaning("中期资金总额 中期总额 项目期资金总额", pattern=r"中期|项目期"),
    meaning("上年结转资金 上年结转 结转资金 上年结余结转 结转结余资金", pattern=r"结转|结余"),
    meaning("财政专户管理资金 纳入专户管理的非税收入 非税收入", pattern=r"专户|非税"),
    meaning("政府性基金 政府性基金预算 政府性基金拨款 政府性基金预算拨款", pattern=r"政府性?基金"),
    meaning("国有资本经营预算 国有资本经营预算拨款", pattern=r"国有资本"),
    meaning("基本支出", pattern=r"基本支出"),
    meaning("项目支出", pattern=r"项目支出"),
    meaning("人员经费 人员支出", pattern=r"人员(?:经费|支出)"),
    meaning("公用经费 公用支出", pattern=r"公用(?:经费|支出)"),
    meaning("一般公共预算 一般公共预算拨款 一般公共预算资金", pattern=r"一般公共预算|公共财政预算"),
    meaning(
        "中央省市补助 上级补助 上级资金 上级财政资金 上级补助资金 上级转移支付 中央省市资金",
        pattern=r"上级|中央.*省",
    ),
    meaning("中央资金 中央财政资金 中央补助 中央补助资金 中央财政拨款", pattern=r"中央"),
    meaning("自治区资金 省级资金 省级财政资金 省级补助 省财政资金 自治区财政资金", pattern=r"自治区|省"),
    meaning("市县资金 市县财政资金 市县配套", pattern=r"市.{0,4}[县区]"),
    meaning("市级资金 市县资金 市级财政资金 市财政资金 市级补助 市本级资金 州级资金", pattern=r"[市州盟]"),
    meaning(
        "县级资金 市县资金 县级财政资金 区级资金 县区资金 区县资金 本级资金",
        pattern=r"[县区]级|[县区](?:财政|本级|配套)",
    ),
    meaning("地方资金 地方财政资金 地方配套资金", pattern=r"地方|配套"),
    meaning(
        "单位资金 自有资金 自筹资金 单位自筹 单位自有资金",
        pattern=r"单位|自有|自筹|事业收入|经营收入",
    ),
    meaning(
        "当年财政拨款 本年财政拨款 财政拨款 财政资金 一般公共预算 当年财政资金 财政拨款资金 本级财政资金",
        "本级财政拨款 本级资金 当年预算资金 本年财政资金 年初财政拨款 当年拨款 一般公共预算资金",
        "一般公共预算拨款 县级财政资金 区级财政资金 市级财政资金 省级财政资金 县级财政拨款 区级财政拨款",
        "市级财政拨款 省级财政拨款 区财政资金 县财政资金 市财政资金 当年财政预算安排 当年预算安排",
        "当年一般公共预算拨款",
        pattern=r"财政|拨款|本级",
    ),
    meaning(
        "其他资金 其他 其他来源资金 自有资金 自筹资金 社会资金 单位自筹 单位自有资金 其他自有资金 单位资金",
        "社会投入资金 事业收入 经营收入",
        pattern=r"其他|社会|捐赠|银行|贷款",
    ),
    wide=True,
)
GOALS = Vocabulary(
    meaning("总体完成率 完成率 目标完成率 总体完成率(%)", pattern=r"完成(?:率|比例|程度)"),
    meaning("得分", role=Role.SCORE, pattern=r"得分"),
    meaning("分值 权重", role=Role.WEIGHT, pattern=r"分值|权重"),
    meaning(
        "actual 实际完成情况 年度总体目标完成情况综述 目标完成情况 具体完成情况",
        role=Role.ACTUAL_OUTCOME,
        pattern=r"完成|实际|实现|达成",
    ),
    meaning(
        "中期目标 长期目标 项目期目标 实施期目标 三年目标",
        pattern=r"中期|长期|实施期|项目期|中长期|三年",
    ),
    meaning(
        "expected 预期目标 预算目标 年初设定目标 年度目标 总体目标 年度总体目标",
        role=Role.EXPECTED_GOAL,
        pattern=r"目标",
    ),
)
INDICATORS = Vocabulary(
    meaning("序号 编号 行号 行次", role=Role.NUMBER),
    meaning("一级指标 一级", role=Role.LEVEL1, pattern=r"^(?:第?一级|指标类别|指标类型|评价维度)"),
    meaning("二级指标 二级", role=Role.LEVEL2, pattern=r"^第?二级"),
    meaning(
        "三级指标 绩效指标 指标名称 指标 指标内容 四级指标 具体指标 三级 绩效指标名称",
        role=Role.LEVEL3,
        pattern=r"^第?[三四]级|指标(?:名称|内容)$",
    ),
    meaning("设置依据 指标值设定依据 设定依据 指标设定依据 依据 指标来源", pattern=r"依据|指标来源"),
    meaning(
        "上年完成值 上年值 上年实际值 上年度指标值 上年指标值 历史值 前三年完成值",
        pattern=r"^(?:上年|去年|上一?年度|历史|前[一二三]年)",
    ),
    meaning(
        "赋分规则 计分方法 评分标准 计分标准 评分规则 评价标准 计算方法 评分细则 打分标准 计分规则",
        "赋分标准 得分标准 评分办法 扣分标准",
        pattern=r"(?:评分|计分|赋分|打分|得分|扣分|评价|计算).{0,2}(?:标准|规则|方法|办法|细则|公式|依据)",
    ),
    meaning("佐证资料 佐证材料 证明材料 佐证 附件 支撑材料", pattern=r"佐证|证明材料|支撑材料|资料来源"),
    meaning("指标解释 指标说明 指标内涵 指标内容 指标描述 指标释义", pattern=r"指标(?:解释|说明|内涵|释义)"),
    meaning("是否核心指标 核心指标 是否核心 是否为核心指标", pattern=r"核心"),
    meaning("全年预计完成情况 预计全年完成值 全年预计完成值", pattern=r"预计"),
    meaning("完成目标可能性 完成可能性 目标完成可能性", pattern=r"可能性|^(?:是否)?能否?完成"),
    meaning("单项指标完成情况 指标完成情况 完成情况"),
    meaning("得分系数", role=Role.COEFFICIENT, pattern=r"系数"),
    meaning("权重占比", role=Role.SHARE, pattern=r"占比"),
    meaning(
        "财政审核评分 复核分 复核得分 审核得分 财政评分 财政复核得分 主管部门评分 复核 财政审核 财政审核得分",
        role=Role.REVIEW_SCORE,
        pattern=r"(?:审核|复核|财政|核定|核查|主管部门|抽查|考评|评审).*分",
    ),
    meaning(
        "完成率 指标完成率 完成比例 实际完成率 完成程度",
        role=Role.COMPLETION_RATE,
        pattern=r"完成(?:率|比例|程度|进度)",
    ),
    meaning("单项指标得分 单项得分", role=Role.ITEM_SCORE, pattern=r"单项.*得分"),
    meaning(
        "偏差原因分析及改进措施 未完成原因分析 未完成原因和改进措施 未完成原因及拟采取的改进措施 偏差原因",
        "备注 未完成原因 偏差原因分析 未完成原因分析及改进措施 原因分析 说明 未完成原因及改进措施",
        "偏差原因分析与改进措施 扣分原因 原因说明 得分说明 扣分说明",
        role=Role.REASON,
        pattern=r"原因|偏差|扣分|(?:改进|整改)措施|^(?:情况)?说明",
    ),
    meaning("备注 说明 其他说明", pattern=r"备注"),
    meaning(
        "得分 自评得分 指标得分 评分 单项指标折算得分 折算得分 实际得分 自评分 自评",
        role=Role.SCORE,
        pattern=r"得分|自?评分|实得分|打分",
    ),
    meaning(
        "分值 分数 权重 指标分值 参考分值 分值权重 指标权重 标准分 分值(权重) 满分",
        role=Role.WEIGHT,
        pattern=r"分值|权重|标准分|满分|^分数?$",
    ),
    meaning("调整指标值 调整后指标值", role=Role.ADJUSTED_TARGET, pattern=r"调整.*值"),
    meaning("度量单位 计量单位 单位 指标单位", role=Role.MEASURE, pattern=r"单位"),
    meaning("指标性质 符号 指标符号 计算符号 指标方向", role=Role.COMPARATOR, pattern=r"性质|符号|方向"),
    meaning(
        "实际完成值 全年实际值 完成值 全年完成值 实际完成情况 单项指标实际完成值 实际完成数 全年实际完成值",
        "实际值 实际完成 年度完成值 完成情况 实际完成指标值 目标完成情况",
        # Amid the year, up to a month of it.
        "月执行情况 月完成情况 月完成值 月实际完成值 月指标完成情况",
        role=Role.ACTUAL,
        pattern=r"实际|完成(?:值|数|情况|结果|指标)|达成|实现|月.*(?:执行|进展)",
    ),
    meaning(
        "年度指标值 指标值 目标值 年初目标值 预期指标值 年初设定目标值 年初指标值 值 绩效目标值 年度目标值",
        "计划指标值 年初设定指标值 指标描述 预期值 预期目标值 单位(文字描述) 计划完成值 绩效标准 年度目标",
        "绩效目标",
        role=Role.TARGET,
        pattern=r"(?:指标|目标|计划|预期|设定|标准|年初|申报).{0,4}[值数]$|^目标|绩效目标",
    ),
)
# The rows of the checklist of a transfer (资金管理情况).
CHECKLIST_ROWS = Vocabulary(
    meaning("分配科学性", pattern=r"分配"),
    meaning("下达及时性", pattern=r"下达"),
    meaning("拨付合规性", pattern=r"拨付"),
    meaning("使用规范性", pattern=r"使用"),
    meaning("执行准确性", pattern=r"执行准确"),
    meaning("预算绩效管理情况", pattern=r"绩效管理"),
    meaning("支出责任履行情况", pattern=r"支出责任"),
)
CHECKLIST = Vocabulary(
    meaning("存在问题和改进措施 存在的问题和改进措施 问题和改进措施", pattern=r"问题|改进|整改"),
    meaning("情况说明 说明 具体情况 管理情况", pattern=r"情况|说明"),
)


def is_same_fund_row(one: str, other: str) -> bool:
    """Whether two labels of fund rows name the same source: 当年财政拨款 and 本年财政拨款."""
    first, second = row_label(one), row_label(other)
    return first == second or not set(FUND_ROWS.of(first)).isdisjoint(FUND_ROWS.of(second))
