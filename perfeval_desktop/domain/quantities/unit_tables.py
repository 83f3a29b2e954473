"""The units that are known: what they measure and how large they are, and what is counted one by one."""

from collections.abc import Mapping

Ratio = tuple[int, int]

# What is measured, each with the size of its units beside one that is 1.
MEASURES: Mapping[str, Mapping[str, Ratio]] = {
    "%": {
        "%": (1, 100), "百分比": (1, 100), "‰": (1, 1000), "成": (1, 10), "/10万": (1, 100_000),
        "/万": (1, 10_000),
    },
    "百分点": {"个百分点": (1, 1), "百分点": (1, 1)},
    "元": {"元": (1, 1), "角": (1, 10)},
    "小时": {
        "毫秒": (1, 3_600_000), "ms": (1, 3_600_000), "秒": (1, 3600), "秒钟": (1, 3600), "s": (1, 3600),
        "分钟": (1, 60), "min": (1, 60), "小时": (1, 1), "个小时": (1, 1), "h": (1, 1), "钟头": (1, 1),
        "个钟头": (1, 1),
        "天": (24, 1), "日": (24, 1), "d": (24, 1), "自然日": (24, 1), "个自然日": (24, 1), "周": (168, 1),
        "星期": (168, 1), "个星期": (168, 1),
    },
    "工作日": {"工作日": (1, 1), "个工作日": (1, 1)},
    "月": {
        "个月": (1, 1), "季度": (3, 1), "个季度": (3, 1), "季": (3, 1), "年": (12, 1), "年度": (12, 1),
        "个年度": (12, 1), "月": (1, 1),
    },
    "米": {
        "毫米": (1, 1000), "mm": (1, 1000), "厘米": (1, 100), "cm": (1, 100), "米": (1, 1), "m": (1, 1),
        "延米": (1, 1), "公里": (1000, 1), "千米": (1000, 1), "km": (1000, 1),
    },
    "平方米": {
        "平方厘米": (1, 10_000), "平方米": (1, 1), "平方": (1, 1), "平米": (1, 1), "㎡": (1, 1), "m2": (1, 1),
        "m²": (1, 1), "亩": (2000, 3), "公顷": (10_000, 1), "hm²": (10_000, 1), "hm2": (10_000, 1),
        "平方公里": (1_000_000, 1), "平方千米": (1_000_000, 1), "km²": (1_000_000, 1), "km2": (1_000_000, 1),
    },
    "立方米": {
        "毫升": (1, 1_000_000), "ml": (1, 1_000_000), "升": (1, 1000), "L": (1, 1000), "立方米": (1, 1),
        "立方": (1, 1), "方": (1, 1), "m3": (1, 1), "m³": (1, 1), "㎥": (1, 1),
    },
    "克": {
        "微克": (1, 1_000_000), "μg": (1, 1_000_000), "ug": (1, 1_000_000), "毫克": (1, 1000),
        "mg": (1, 1000), "克": (1, 1), "g": (1, 1), "千克": (1000, 1), "公斤": (1000, 1), "kg": (1000, 1),
        "斤": (500, 1), "吨": (1_000_000, 1), "t": (1_000_000, 1),
    },
    "瓦": {"瓦": (1, 1), "千瓦": (1000, 1), "kW": (1000, 1), "兆瓦": (1_000_000, 1), "MW": (1_000_000, 1)},
    "千瓦时": {"千瓦时": (1, 1), "kWh": (1, 1), "度": (1, 1)},
    "℃": {"℃": (1, 1), "°C": (1, 1), "摄氏度": (1, 1)},
    "分贝": {"分贝": (1, 1), "dB": (1, 1), "dB(A)": (1, 1)},
}  # fmt: skip
# What a unit measures, and its size.
SIZES: Mapping[str, tuple[str, Ratio]] = {
    name: (kind, size) for kind, sizes in MEASURES.items() for name, size in sizes.items()
}
# Storage grows by 1000 or by 1024, nobody says which: the power of either.
BYTES: Mapping[str, int] = {
    "B": 0, "K": 1, "KB": 1, "M": 2, "MB": 2, "兆": 2, "G": 3, "GB": 3, "T": 4, "TB": 4, "P": 5, "PB": 5,
}  # fmt: skip

# What one counts one by one. 人次 and 人 are not the same: a person may come twice.
COUNTERS = frozenset(
    (  # noqa: SIM905  # as a list it would be a page
        "人次 人天 人日 人月 人年 人份 人天次 场次 批次 项次 件次 台次 班次 车次 架次 户次 家次 课次 "
        "类次 课时 学时 学年 课 标段 台套 站点 机构 项目 企业 村 镇 社区 个人 个 项 次 场 期 份 套 "
        "台 辆 家 所 座 处 间 栋 幢 户 人 名 位 册 本 篇 部 张 条 支 只 头 匹 尾 株 棵 口 眼 孔 根 "
        "块 片 面 幅 盏 组 队 班 轮 届 门 节 例 起 宗 单 笔 盒 箱 瓶 袋 包 桶 粒 枚 颗 架 艘 列 趟 "
        "站 点 路 批 件 种 款 副 对 双 字 词 页 版 楼 层 床 岁 分 级 类 等 倍 折 回 顿 餐 样 芯 尊 "
        "具 把 盘 卷 枝 丛 群 窝 吨标准煤 千伏 伏 安"
    ).split()
)
# These mean the same of what they count.
SAME_COUNTERS = (
    frozenset({"人", "名", "位", "个人"}),
    frozenset({"次", "场", "场次", "回"}),
    frozenset({"册", "本"}),
    frozenset({"辆", "台"}),
    frozenset({"台套", "台", "套"}),
)
# 个 and 项 stand for any of these.
THINGS = frozenset(
    {
        "个", "项", "处", "所", "座", "间", "家", "口", "点", "栋", "幢", "眼", "块", "台", "套", "件",
        "项目", "机构", "站点", "种", "款",
    }
)  # fmt: skip
ANY_THING = frozenset({"个", "项", "处"})
# Degrees that are in an order, but not always the same: 3级 of protection is more than 2级, of a road less.
GRADES = frozenset("级类等")
# What is of all is divided by these once a period; nobody knows how many of the periods are meant.
PERIODS = frozenset({"月", "小时", "工作日"})
