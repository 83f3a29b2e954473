"""What the heading of a column says that it is: words of forms, and those that only ledgers have."""

import re
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, meaning, plain_label
from perfeval_desktop.domain.transcripts.vocabulary import FIELDS, FUND_ROWS, FUNDING
from perfeval_desktop.exchange.ledger.fields import AMOUNT_ROLES, NAME_ROLES, LedgerField

_OF_ROLE = {role: one for one, role in (NAME_ROLES | AMOUNT_ROLES).items()}

# Before the words of forms: in a ledger these have one meaning.
_LEDGER = Vocabulary(
    meaning(
        "项目 项目名 名称 子项目名称", role=Role.PROJECT, pattern=r"^(?:预算|二级)?项目(?:名称)?$|项目名称$"
    ),
    meaning(
        "编码 代码 项目代码 项目编号 项目号 预算项目编码",
        role=Role.PROJECT_CODE,
        pattern=r"项目(?:编|代)[码号]",
    ),
    meaning(
        "单位 单位名称 预算单位 预算单位名称 使用单位 用款单位 填报单位 所属单位 基层单位",
        role=Role.IMPLEMENTING_UNIT,
        pattern=r"^(?:预算|实施|项目|用款|使用|基层|所属|承担).{0,4}单位(?:名称)?$",
    ),
    meaning(
        "部门 部门名称 主管部门 归口部门 归口处室 主管处室",
        role=Role.DEPARTMENT,
        pattern=r"(?:主管|归口|预算)部门",
    ),
    meaning(
        "年初预算 年初预算数 年初数 年初下达 年初指标 年初安排 年初批复 批复预算 批复金额 期初预算",
        role=Role.INITIAL_BUDGET,
        pattern=r"年初|期初|批复",
    ),
    meaning(
        "调整预算 调整预算数 调整后预算 调整后预算数 预算调整后 变更后预算 全年预算 全年预算数 预算数",
        "预算 预算合计 预算金额 指标金额 指标数 预算指标 全年指标 指标合计 可用指标 指标总额 预算总额",
        role=Role.ADJUSTED_BUDGET,
        pattern=r"调整后|变更后|全年预算|指标(?:金额|数|合计|总额)$|预算(?:数|金额|总额|合计)$",
    ),
    meaning("到位 到位数 到位资金 下达数 拨付数 到位金额 已下达", role=Role.RECEIVED, pattern=r"到位|拨入"),
    meaning(
        "支出 支出数 支出合计 支出金额 累计支出 累计支出数 累计支出金额 累计支付 累计支付数 支付金额",
        "已支付 已支付金额 已支出 已支出金额 执行 执行数 执行金额 累计执行 累计执行数 累计执行金额",
        "全年支出 全年执行 全年执行数 本年支出 本年累计支出 实际支付 实际支出 支付数 支付合计 已执行数",
        role=Role.EXECUTED,
        pattern=r"(?:累计|已|全年|本年|实际|合计).{0,2}(?:支出|支付|执行|使用)|(?:支出|支付|执行)(?:数|额|金额|合计)$",
    ),
)
_YEAR = re.compile("^(?:预算|会计|财政)?(?:年度|年份)$")
# What is beside these amounts and none of them: of a month, of another year, a rate, what is left.
_OTHER = re.compile(
    "(?:本|当|上)月|(?<![-—~至到0-9])(?:[1-9]|1[01])月份?(?:支|执)|本期|本季|上年|去年|往年|率|进度|余|未支|未执|占比|比例|差额|预计|计划支"
)
# May be the difference or what came of it.
_DIFFERENCE = re.compile(
    "^(?:预算)?(?:调整|追加|调增|追减|增减)(?:预算|数|金额|额|情况)?$|调剂|追加|调增|调减"
)
# Stands under an amount of which there are several: the whole of it.
_WHOLE = frozenset({"合计", "小计", "总计", "金额", "总额", "总数", "数额", "全部"})


class Meant(NamedTuple):
    """What a heading says: a field, by a known word or only by its wording, with the reason."""

    field: LedgerField
    is_word: bool
    reason: str


def meant(parts: tuple[str, ...]) -> Meant | None:
    """Return what a heading of one or several lines means, from the top; ``None`` for nothing known."""
    if _OTHER.search(plain_label("".join(parts))):
        return None
    plain = [bare_label(one) for one in parts]
    whole, last = "".join(plain), plain[-1]
    if len(plain) > 1 and last in _WHOLE:
        above = meant(parts[:-1])
        return None if above is None else above._replace(reason=f"“{'、'.join(parts)}”是{above.field}的合计")
    found = _field(last)
    if found is None and len(plain) > 1 and not _is_source(last):
        found = _field(whole) or _field(f"{last}{plain[-2]}")
    if found is None:
        return None
    field, is_word = found
    label = " / ".join(parts)
    if field is LedgerField.ADJUSTED and is_difference(label):
        return Meant(field, is_word=False, reason=f"栏名“{label}”可能是调整后的预算，也可能是增减的数")
    verb = "就是" if is_word else "像是"
    return Meant(field, is_word, f"栏名“{label}”{verb}{field}")


def is_difference(label: str) -> bool:
    """Whether a heading may name what was added to a budget, not what came of it."""
    return _DIFFERENCE.search(bare_label(label.rpartition("/")[2])) is not None


def _field(label: str) -> tuple[LedgerField, bool] | None:
    if _YEAR.search(label):
        return LedgerField.YEAR, True
    for is_word in (True, False):
        for words in (_LEDGER, FIELDS, FUNDING):
            found = words.by_word(label) if is_word else words.by_pattern(label)
            field = next((_OF_ROLE[one.role] for one in found if one.role in _OF_ROLE), None)
            if field is not None:
                return field, is_word
            if found:
                break
    return None


def _is_source(label: str) -> bool:
    """Whether a heading names one of several sources of money."""
    return bool(FUND_ROWS.by_word(label))
