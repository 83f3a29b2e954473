"""What differs between two texts of a template, in sentences for the user who is offered the newer one."""

from collections.abc import Iterator
from dataclasses import replace

from perfeval_desktop.domain.blocks import Block
from perfeval_desktop.domain.template import Template


def template_difference(old: Template, new: Template) -> tuple[str, ...]:
    """Return a sentence for each thing that ``new`` has otherwise than ``old``; never empty."""
    found = [*_head(old, new), *_blocks(old, new), *_rules(old, new)]
    return tuple(found) or ("版面的细节有改动，栏目和规则没有变。",)


def _head(old: Template, new: Template) -> Iterator[str]:
    for words, before, after in (
        ("名称", old.name, new.name),
        ("标题", old.title, new.title),
        ("表号", old.number, new.number),
    ):
        if before != after:
            yield f"{words}由“{before}”改为“{after}”。"
    if old.amounts != new.amounts:
        yield "金额的单位或写法有改动。"


def _blocks(old: Template, new: Template) -> Iterator[str]:
    for key, block in old.by_key.items():
        if key not in new.by_key:
            yield f"去掉了“{_name(block)}”。"
    for key, block in new.by_key.items():
        before = old.by_key.get(key)
        if before is None:
            yield f"增加了“{_name(block)}”。"
        else:
            yield from _columns(before, block)
            yield from _rows(before, block)


def _columns(old: Block, new: Block) -> Iterator[str]:
    for column in old.columns:
        if column.key not in new.by_key:
            yield f"“{_name(old)}”去掉了“{column.words}”。"
    for column in new.columns:
        before = old.by_key.get(column.key)
        if before is None:
            yield f"“{_name(new)}”增加了“{column.words}”。"
        elif before.words != column.words:
            yield f"“{before.words}”改称“{column.words}”。"
        elif replace(before, label=column.label, above=column.above, width=column.width) != column:
            yield f"“{column.words}”的要求有改动（种类、是否必填、字数或小数位）。"


def _rows(old: Block, new: Block) -> Iterator[str]:
    for key, row in old.fixed_rows.items():
        if key not in new.fixed_rows:
            yield f"“{_name(old)}”去掉了“{row.words}”一行。"
    for key, row in new.fixed_rows.items():
        before = old.fixed_rows.get(key)
        if before is None:
            yield f"“{_name(new)}”增加了“{row.words}”一行。"
        elif before.words != row.words:
            yield f"“{before.words}”一行改称“{row.words}”。"


def _rules(old: Template, new: Template) -> Iterator[str]:
    if old.rate != new.rate:
        yield "执行率的取位或写法有改动。"
    before, after = old.scoring, new.scoring
    if before is None or after is None:
        if before is not after:
            yield "改为不计分。" if after is None else "改为计分。"
        return
    for words, one, other in (
        ("预算执行的计分", before.execution, after.execution),
        ("指标没有达到目标时的计分", before.achievement, after.achievement),
        ("超额完成的处理", before.over_achievement, after.over_achievement),
        ("定性指标的分档", before.tiers, after.tiers),
        ("得分的取位", before.score_rounding, after.score_rounding),
        ("总分的取位", before.total_rounding, after.total_rounding),
        ("总分的封顶", before.caps, after.caps),
        ("等级的划分", before.grades, after.grades),
    ):
        if one != other:
            yield f"{words}有改动。"


def _name(block: Block) -> str:
    return block.words or (block.columns[0].words if block.columns else block.key)
