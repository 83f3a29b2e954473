"""Templates derived from sheets that are drawn as text, and what they say."""

from typing import Any, TypeVar

from drawn_sheets import drawn
from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.deriving.making import At
from perfeval_desktop.exchange.deriving.value import Derived
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.exchange.sheet import Sheet

_Block = TypeVar("_Block", bound=AnyBlock)

NATIONAL = """
公开14表
财政项目支出绩效自评表
（2023年度）
| 项目名称 | < | 教师培训 | < | < | < | < | < |
| 主管部门 | < | 区教育局 | < | 实施单位 | < | 进修学院 | < |
| 项目资金/（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 10.00 | 9.00 | 8.98 | 10 | 99.77% | 9.97 |
| ^ | 其中：当年财政拨款 | 10.00 | 9.00 | 8.98 | — | 99.77% | — |
| ^ | 其他资金 | 0.00 | 0.00 | 0.00 | — | | — |
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | 举办培训 10 场。 | < | < | 举办培训 12 场。 | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| ^ | 产出指标(50分) | 数量指标 | 培训场次 | ≥10场 | 12场 | 50.0 | 50.0 |
| ^ | ^ | 质量指标 | 合格率 | ≥95% | 98% | 30.0 | 30.0 |
| ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | 95% | 10.0 | 10.0 |
| 总分 | < | < | < | < | < | 100 | 99.97 |
注：1.定量指标按实际填写。2.其他资金指自筹。
填表人：张某　　联系电话：010-0000
"""


def of_sheet(sheet: Sheet, words: Words = KNOWN) -> Derived:
    """Return the template of the one form in a sheet, which has a place for all that was read."""
    (found,) = recognised(sheet, words)
    made = derived(sheet, found, words)
    assert match(made.template, found.transcript, words).unread == ()
    return made


def of(text: str, words: Words = KNOWN) -> Derived:
    """Return the template of the form that a text draws."""
    return of_sheet(drawn(text), words)


def block(made: Derived, kind: type[_Block]) -> _Block:
    """Return the only block of a type."""
    (only,) = (one for one in made.template.blocks if isinstance(one, kind))
    return only


def roles(one: AnyBlock) -> list[Role | None]:
    """Return the roles of a block's columns."""
    return [column.role for column in one.columns]


def column(made: Derived, label: str) -> tuple[At, Column]:
    """Return the first column that is called so, and where it is."""
    return next(
        (At(one.key, own.key), own)
        for one in made.template.blocks
        for own in one.columns
        if own.words == label
    )


def guessed(made: Derived) -> list[str]:
    """Return what was guessed."""
    return [guess.text for guess in made.guesses]


def values(one: AnyBlock, *names: str) -> list[Any]:
    """Return some values of each column of a block."""
    return [tuple(getattr(own, name) for name in names) for own in one.columns]
