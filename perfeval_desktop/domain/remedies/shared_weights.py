"""Weights shared out at a command: equally among rows, as the template has them, what is missing to a row.

Each returns the texts that are typed then, or a sentence on why there are none.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal

from perfeval_desktop.domain.checks.judged import Judged, JudgedRow
from perfeval_desktop.domain.checks.weights import dimension_key
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.point_shares import point_shares
from perfeval_desktop.domain.remedies.remedy import Remedy
from perfeval_desktop.domain.remedies.weights import (
    added_weights,
    by_template,
    entries_of,
    has_joined_weights,
    row_name,
)

_NO_WEIGHTS = "这张表的指标没有分值一栏。"
_JOINED = "有几行共用一格分值，不能自动分配，请直接填写。"


def shared_equally(judged: Judged, rows: Collection[str]) -> Remedy | str:
    """Return the points of ``rows`` shared out equally; the first of them gets what does not divide.

    Shared is what the other rows leave of 100 points. While some of those have none yet, it is what the
    template expects of the dimensions, and else what the rows have together.
    """
    if objection := _objection(judged):
        return objection
    chosen = [row for row in judged.scored if row.facts.row in rows]
    if len(chosen) < 2:
        return "请先选中几行填写了名称的指标，再平均分配它们的分值。"
    points = _points_for(judged, chosen)
    if points <= 0:
        return "没有分值可以分给选中的行：请先减少其余各行的分值，或先填上选中各行的分值。"
    decimals = judged.grid.by_key[judged.keys.weight].decimals
    shares = point_shares(points, [Decimal(1)] * len(chosen), decimals=decimals)
    first, usual = shares[0], judged.points(shares[-1])
    told = f"平均分配 {len(chosen)} 行，每行 {usual} 分"
    if first != shares[-1]:
        told += f"，{row_name(chosen[0])}{judged.points(first)} 分"
    return Remedy(told, entries_of(judged, zip(chosen, shares, strict=True)))


def shared_by_template(judged: Judged) -> Remedy | str:
    """Return the points that the template expects, shared within each dimension as its rows are to others."""
    if objection := _objection(judged):
        return objection
    expected = [one for one in judged.grid.dimensions if one.weight is not None]
    if not expected:
        return "这张表的模板没有规定各一级指标的分值。"
    found = next(by_template(judged), None)
    if found is not None:
        return found
    told = "、".join(f"{one.name} {judged.points(one.weight)} 分" for one in expected)
    return f"表中的一级指标和模板规定分值的不一致（{told}），请先补齐或改正一级指标。"


def missing_to_row(judged: Judged, row: str) -> Remedy | str:
    """Return the points of ``row`` with what is missing to 100 added, or what is too much taken away."""
    if objection := _objection(judged):
        return objection
    found = next((one for one in judged.scored if one.facts.row == row), None)
    if found is None:
        return "请先把光标放在一行填写了名称的指标上。"
    missing = HUNDRED - judged.sheet.total_weight
    points = (found.score.weight or ZERO) + missing
    if missing == 0:
        return "分值合计已经是 100 分，没有差的分值。"
    if points <= 0:
        return (
            f"多出的 {judged.points(-missing)} 分比{row_name(found)}的分值还多，请另选一行，或先减少别的行。"
        )
    told = (
        f"差的 {judged.points(missing)} 分加到{row_name(found)}"
        if missing > 0
        else f"从{row_name(found)}减去多出的 {judged.points(-missing)} 分"
    )
    return Remedy(told, entries_of(judged, [(found, points)]))


def _objection(judged: Judged) -> str:
    if judged.template.grid is None or not judged.keys.weight or not judged.template.has_points:
        return _NO_WEIGHTS
    return _JOINED if has_joined_weights(judged) else ""


def _points_for(judged: Judged, chosen: Sequence[JudgedRow]) -> Decimal:
    own = added_weights(chosen)
    others = [row for row in judged.scored if row not in chosen]
    if all(row.score.weight is not None for row in others):
        return HUNDRED - (judged.sheet.total_weight - own)
    keys = {dimension_key(row.facts.level1) for row in chosen}
    expected = [one.weight for one in judged.grid.dimensions if dimension_key(one.name) in keys]
    given = [one for one in expected if one is not None]
    if len(given) < len(keys):
        return own
    beside = [row for row in others if dimension_key(row.facts.level1) in keys]
    return sum(given, ZERO) - added_weights(beside)
