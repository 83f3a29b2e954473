"""What the names of indicators are made of, as far as it tells which way is better.

A Chinese name ends in what is measured. Words before it turn it round: 投诉率 is unwanted, 投诉办结率 wanted,
无投诉率 wanted.
"""

from perfeval_desktop.domain.pattern import Pattern

# What nobody wants more of, unless something is done about it.
_TROUBLE = (
    "故障|事故|投诉|差错|错误|失误|违规|违法|违纪|违约|逾期|流失|死亡|伤亡|受伤|发病|感染|上访|信访|舆情|宕机|泄密|"
    "返工|返修|缺陷|漏报|误报|误差|误诊|不合格|退货|丢包|破损|损坏|挪用|超标|超支|超编|超限|超期|超时|事件|发案|辍学|失业|"
    "贫困|返贫|近视|犯罪|再犯|复发|延期|滞留|停机|停电|断电|断网|停水|调整|结余|结转|变更|不良|闲置|空置|税费负担|受害|"
    "成灾|有害生物|污染|危害|残留|黑臭|排放|能耗|耗能|损耗|漏损|泄漏|泄露|丢失|欠薪|拖欠|坏账|亏损|纠纷|诉讼|败诉|案件|"
    "隐患|险情|火灾|病害|鼠害|虫害|传染|疫情|缺勤|缺席|中断|失败|浪费|空驶|扣分|处罚|偏差|重复|拥堵|噪声|噪音|扬尘|失信|"
    "等候|等待|排队|未完成"
)
TROUBLE = Pattern(_TROUBLE)
# That it does not happen: 无投诉率, 零事故天数.
NONE_OF_IT = Pattern(
    f"(?:无|零|未发生|杜绝)(?:重大|较大|安全|有责|有效|责任|质量|上|越级|生产)*(?:{_TROUBLE})"
)
RATED_OR_COUNTED = Pattern("(?:率|比例|占比|天数|时间|时长|村数?|社区|单位数?|学校数|户数|企业数|间隔.*)$")
# That something is done about it: 投诉办结率, 隐患排查次数.
REMEDIED = Pattern(
    "(?:化解|侦破|破案|结案|调查|纠正|查处|查办|劝返|帮扶|报告|清理|治理|发现|检出|解决|处理|处置|修复|办结|办理|响应|整改|救治|"
    "救助|预警|识别|核查|检查|排查|筛查|巡查|督查|监测|防治|防控|演练|宣传|预防|防范|打击|取缔|制止|拦截|追回|排除|消除|调处|"
    "调解|回复|回访|答复|就业|上报|审结|控制|救援|分析|统计|修理|维修|更换|脱贫|帮教|矫正|转化|补种|改造|利用|回收|培训|评估|"
    "检测|处罚)(?:工作|任务|完成|整治|及时)*"
    "(?:率|比例|比率|度|次数|场次|人次|人数|件数|数量|数|量|面积|点位数?|覆盖率|户数|起数|长度|公里数|座数|处数|天数)?$"
)
# That there is less of it: 能耗降低率.
_LESS_OF_IT = (
    "节约|节支|节省|降低|下降|减少|减排|减量|压减|压缩|压降|缩短|节电|节水|节能|缩减|降幅|减幅|减负|提前|提速"
)
LESSENED = Pattern(f"(?:{_LESS_OF_IT})(?:率|比例|比率|幅度|额|金额|量|数|数量|天数|程度|人数|时间)?$")
# What of a trouble is measured: 投诉率, 事故起数, 污染浓度.
MEASURE_OF_TROUBLE = Pattern(
    "(?:发生)?(?:概率|率|数|次数|起数)|"
    "(?:比例|比率|件数|人数|人次|批次|户数|数量|量|总量|面积|浓度|时间|时长|天数|强度|金额|额|水体数量|污染|事故|投诉|事件|"
    "舆情|故障|影响|噪声|噪音)?"
)

# Of these nobody can say: fixed by decree, decided by others, best in the middle, or no name at all.
_UNDECIDED_ENDS = (
    "标准|价格|均价|房价|物价|水平|额度|定额|密度|水位|班额|师生比|性别比|生师比|酸碱度|pH|PH|编制|系数|占比|"
    "维修次数|维修数|影响程度|发病数|投资额|资金规模|预算金额|预算规模|资金总额|资金额|情况|程度"
)
_UNDECIDED_WORDS = (
    "申诉|处罚|执法|聘用|在岗|从业|在编|在册|供养|编制|接警|就诊|门诊|出动|立案|受理|登记|接收|医疗救助|性别比|药占比|负债率|床位使用|"
    "床位周转|出生率|死亡年龄|变动|变化|流动|抽检比例|抽查比例|离婚|结婚"
)
# Names of levels, which are no names of indicators.
LEVELS = frozenset(
    name + level
    for name in (
        *("产出", "效益", "数量", "质量", "时效", "成本", "社会效益", "经济效益", "生态效益"),
        "可持续影响",
    )
    for level in ("", "指标")
)
UNDECIDED = Pattern(f"(?:{_UNDECIDED_ENDS})[值数]?$|{_UNDECIDED_WORDS}")
DECIDED_AFTER_ALL = Pattern(
    "(?:满意|知晓|认可|信任|支持|完好|规范|便利|清晰|参与|普及|符合|整洁|公开|熟悉)程?度?$"
    "|无.*情况$|[带拉]动.*投资额?$|撬动.*额?$"
    f"|(?:{_TROUBLE})(?:发生)?(?:率|次数|起数)$|(?:预算|项目)(?:调整|变更)率$"
)

# The shorter the better, as 响应时间; what costs or harms, kept down.
_TIMES = "时间|时长|时限|用时|周期|期限|天数"
SHORTER = Pattern(
    "(?:响应|处置|处理|修复|办理|办结|审批|等待|等候|排队|到场|到达|停机|停电|故障|延误|滞留|恢复|受理|答复|回复|送达|拨付|"
    f"支付|采购|发布|出具|平均)(?:平均)?(?:{_TIMES})$|误期(?:{_TIMES})$"
)
_COSTS = "成本|造价|费用|开支|支出|经费|花费"
_HARM = "浓度|能耗|噪声|噪音|排放量|排放强度|残留量|含量"
_USE = "使用量|用量|消耗量|消费量|用水量|用电量|耗水量|耗电量"
KEPT_DOWN = Pattern(
    f"(?:{_COSTS})(?:总额|金额|总量|率)?$"
    "|(?:控制|调整|变更|结余|结转|负担|受害|成灾|超支|超标|超编|闲置|空置)率$"
    f"|(?:{_HARM})$"
    f"|(?:化肥|农药|用水|用电|用纸|耗电|耗水|耗材|除草剂|煤炭).{{0,3}}(?:{_USE})$"
    "|(?:用水量|用电量|耗水量|耗电量|能源消耗量)$"
)
# A name with none of these words says nothing but what is done.
SPEAKS_OF_MORE_THAN_WORK = Pattern(
    f"{_TROUBLE}|{_LESS_OF_IT}|{_UNDECIDED_ENDS}|{_UNDECIDED_WORDS}|{_TIMES}|{_COSTS}|控制率|{_HARM}|{_USE}"
)

# Shares of what is done and liked: the more the better.
WANTED_RATE = Pattern(
    "(?:满意|合格|达标|优良|优秀|优质|覆盖|知晓|通过|准确|正确|及时|解决|完成|完好|到位|响应|办结|处理|处置|整改|修复|纠正|化解|"
    "侦破|破案|结案|劝返|帮扶|治理|发放|兑现|就业|普及|入学|巩固|正常|可用|符合|参与|支付|拨付|合规|规范|公开|落实|履约|接通|"
    "在线|出勤|参保|成活|成功|执行|使用|利用|增长|转化|签约|中标|录取|升学|达成|开工|竣工|投产|采纳|回收|资助|认可|保存|存活|"
    "上线|联网|配备|达到|按期|留存|复购|上座|开放|受益|入园|接种|检出|报告|清理|提升|提高|巡查|有效|安全|稳定|绿化|净化|硬化|"
    "亮化|收集|供给|供应|自给|保障|保护|保有|收缴|征收|入库|上缴|贡献|安置|回访|建档|签到|点击|录用|培养|脱贫)"
    "(?:覆盖)?(?:率|度|比例|比率)$"
)
# Of these even a wanted share may be too much (CPU 使用率), or is denied.
DOUBLE_EDGED = Pattern("不|未|CPU|内存|磁盘|带宽|负载|负荷|床位|贫困|病床|杠杆|公车|会议室")
WORK = Pattern(
    "(?:排查|检查|巡查|巡检|抽查|督查|检测|监测|演练|培训|宣传|讲座|评估|服务|活动|防治|治理|整治|调解|督导)(?:工作)?"
    "(?:次数|场次|人次|批次|频次|数量|面积|点位数?|任务数?|项目数?)?$"
)
# What is earned, or lasts: a benefit where it stands among the benefits.
EARNED = Pattern(
    "(?:收入|产值|增加值|利润|税收|营收|成交额|交易额|销售额|投资|投资额|增长额|增长率|增收|效益|得分|评分|分数|年限|寿命|"
    "优良天数|达标天数|开放天数|开放时间|服务天数|运行时间|无故障时间|间隔时间)$"
)
EARNED_ANYWHERE = Pattern("得分|天数|运行时间|间隔")
# What is measured, not made: where no unit tells, more of it may be better or worse.
MEASURED = Pattern(
    "时间|时长|时限|时效|工期|周期|期限|天数|用时|间隔|速度|提前|成本|费|价|金额|资金|投资|预算|支出|标准|控制|浓度|含量|"
    "密度|温度|湿度|增幅|增速|涨|降|减|比$"
)
MEASURING_UNITS = frozenset(
    {
        *(
            "小时",
            "分钟",
            "工作日",
            "自然日",
            "个月",
            "季度",
            "年度",
            "天",
            "日",
            "周",
            "旬",
            "年",
            "时",
            "分",
        ),
        *("秒", "点", "h", "min", "s", "ms", "岁", "元", "角", "万元", "亿元", "分贝", "dB", "℃", "°C"),
        *("摄氏度", "度", "毫克", "mg", "倍", "折"),
    }
)
# What may as well be kept down: of these nothing is certain, whatever they are counted in.
MAY_BE_UNWANTED = Pattern(
    "问题|环节|手续|跑动|材料|风险|危险|垃圾|废|污水|耗|占比|欠|负债|债务|负面|矛盾|积压|漏|病例|患病|患者|发热|住院|疾病|灾"
)
# Work that is done about the trouble named behind it: 查处违规件数.
REMEDY_BEFORE = Pattern(
    "查处|查办|查获|检查|核查|抽查|排查|筛查|巡查|督查|化解|排除|整改|治理|调处|调解|监测|发现|检出|识别|纠正|审结|救治|预警|"
    "处理|处置|解决|受理|办理|应对|打击|取缔|制止|拦截|预防|防范|避免|减少|降低"
)
SHARE = Pattern("(?:率|概率|比例)$")
# That there is more of it: of a trouble, 排放增长率.
GROWTH = Pattern("(?:增长|上升|增加)(?:率|幅度|额|量|数)?$|增幅$")
