"""Quick open over 10,000 and 100,000 forms: a key, how long it keeps the window at first.

The peer of a key is looking through the same names by nothing but ``in``, which finds no pinyin.
"""

import random
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal

from measuring import tell, times_of
from scoring import time_of_scoring

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.search.form_search import FormSearch
from perfeval_desktop.store import FormId, FormSummary, Standing

_BOUNDS = {10_000: 15, 100_000: 50}
_MOST = 100
_TYPED = (
    *(
        "qyzc",
        "企业政策",
        "2024 qyzc",
        "xinxihuayw",
        "zhongxiaoqiye",
        "chongqing",
        "会计核算",
        "发改委",
        "fgw",
    ),
    *("第18中心 weixiu", "nongcungonglu yanghu", "yanglao 2021", "不在其中", "xyz", "2023001", "待审核"),
)
_PLACES = (
    "东山 西河 南桥 北塘 新安 石桥 青溪 柳浦 清池 滦安 临洺 霞岭 重庆路 长宁 昆阳 浔阳 渭滨 涪城 璧山 黔江"
)
_THINGS = (
    "农村公路 校舍 图书馆 排水管网 信息系统 文化馆 卫生院 敬老院 水库 森林 市场 广场 企业政策 会计核算"
    " 中小企业 党员教育 幼儿园 污水处理 疫苗接种 耕地保护 非物质文化遗产 就业创业 社区矫正 气象灾害 食品药品"
    " 档案数字化"
)
_WORKS = "养护补助 维修改造 设备购置 运行维护 能力建设 人员培训 安全检测 环境整治 奖励资金 服务外包 宣传推广"
_DEPARTMENTS = (
    "科学技术委员会 发展和改革委员会 教育局 卫生健康委员会 农业农村局 住房和城乡建设局 民政局 财政局 水务局"
)


def main() -> None:
    """Measure and print."""
    scale = time_of_scoring()
    print(f"scoring 300 indicators: {scale:.2f} ms; the bounds are for 1 ms")
    for number, bound in _BOUNDS.items():
        _measure_keys([*_lines(number)], f"p95 {bound * scale:.0f} ms")


def _measure_keys(forms: Sequence[FormSummary], bound: str) -> None:
    search = FormSearch()
    steps = [0.0]
    start = time.perf_counter()
    for _ in search.renewing(forms):
        steps.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
    whole, longest = sum(steps), max(steps)
    print(f"{len(forms):,} forms ready in {whole:.0f} ms, {len(steps)} steps, the longest {longest:.0f} ms")
    recent = random.Random(1).sample(list(forms), 30)  # the same each time
    keys = []
    for typed in _TYPED:
        for end in range(1, len(typed) + 1):
            start = time.perf_counter()
            search.search(typed[:end], recent, most=_MOST)
            keys.append((time.perf_counter() - start) * 1000)
    names = [f"{form.project}\n{form.implementing_unit}\n{form.department}" for form in forms]
    peer = times_of(lambda: [form for form, name in zip(forms, names, strict=True) if "政策" in name], runs=9)
    tell(f"a key over {len(forms):,} forms", sorted(keys), "in", peer, bound)
    print(f"    the longest {max(keys):.1f} ms, of {len(keys)} keys")


def _lines(number: int) -> Iterator[FormSummary]:
    """Yield lines of the list as clerks' projects are named: 211 units, six years."""
    chance = random.Random(28)  # the same each time
    places, things, works = _PLACES.split(), _THINGS.split(), _WORKS.split()
    departments = _DEPARTMENTS.split()
    standing = Standing(Decimal("98.89"), "优", is_complete=True, errors=0, warnings=2, rules_version=5)
    for serial in range(number):
        unit = serial % 211
        words = (chance.choice(places), chance.choice(("镇", "乡", "街道", "")), chance.choice(things))
        yield FormSummary(
            FormId(f"{serial:08d}-0000-7000-8000-000000000000"),
            1,
            2019 + serial % 6,
            FormKind.SELF_ASSESSMENT,
            "minhang-2023",
            "0123456789abcdef",
            f"{''.join(words)}{chance.choice(works)}（{chance.randrange(2018, 2026)}年第{serial % 97}批）",
            f"{2019 + serial % 6}{serial:06d}",
            f"某市{departments[unit % len(departments)]}",
            f"某市第{unit}中心",
            FormState.DRAFT,
            Decimal(348800),
            Decimal(348800),
            "",
            standing,
        )


if __name__ == "__main__":
    main()
