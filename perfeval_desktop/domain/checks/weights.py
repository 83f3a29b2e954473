"""Weights: they add to 100 and to what is printed above them; the dimensions carry what is expected."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain.checks.check import Check, in_goals, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow, Remark
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place, RowId


def weights_sum(judged: Judged) -> Iterator[Remark]:
    """Yield where the weights of execution, goals and indicators do not add to 100 (check 1).

    A form without any weight is not told so: its rows ask for them.
    """
    sheet = judged.sheet
    total, execution = sheet.total_weight, sheet.execution.weight or ZERO
    if total == HUNDRED or not _has_any_weight(judged):
        return
    goals = sheet.of_goals if judged.template.goals_earn_beside else None
    parts = [("执行率", execution), ("目标", ZERO if goals is None else goals.weight)]
    said = "、".join(f"{name} {judged.points(points)} 分" for name, points in parts if points)
    included = f"（含{said}）" if said else ""
    remedy = "还差" if total < HUNDRED else "多出"
    yield Remark(
        judged.total,
        f"分值合计为 {judged.points(total)} 分{included}，"
        f"{remedy} {judged.points(abs(HUNDRED - total))} 分，请调整各项分值，使合计为 100 分。",
    )


def _has_any_weight(judged: Judged) -> bool:
    return any(
        row.score.weight is not None or row.facts.level1_points is not None for row in judged.rows
    ) or any(goal.weight.value is not None for goal in judged.facts.goals)


def weights_of_dimensions(judged: Judged) -> Iterator[Remark]:
    """Yield each level-1 name whose rows do not add to the points printed behind it (check 1)."""
    if all(row.facts.level1_points is None for row in judged.scored):
        return
    rows: defaultdict[tuple[RowId | None, str], list[JudgedRow]] = defaultdict(list)
    for row in judged.scored:
        rows[row.facts.goal, row.facts.level1].append(row)
    of_rate = {
        (row.goal, row.level1): judged.sheet.execution.weight
        for row in judged.facts.indicators
        if row.is_execution
    }
    for key, same in rows.items():
        printed = next((row for row in same if row.facts.level1_points is not None), None)
        if printed is None or (added := _added(same)) is None:
            continue
        added += of_rate.get(key) or ZERO
        if added == printed.facts.level1_points:
            continue
        yield judged.remark_on(
            printed,
            judged.keys.level1,
            f"“{printed.facts.level1}”印的是 {judged.points(printed.facts.level1_points)} 分，"
            f"各行分值合计 {judged.points(added)} 分，请改成一致。",
        )


def weights_of_goals(judged: Judged) -> Iterator[Remark]:
    """Yield each goal whose rows do not add to its points (check 1)."""
    block = judged.goals
    # A form that came from another template may still know of goals that its rows stood under.
    for goal in judged.facts.goals if judged.grid.goals else ():
        rows = [row for row in judged.scored if row.facts.goal == goal.row]
        added = _printed_above(rows) if all(row.score.weight is None for row in rows) else _added(rows)
        if added is None or goal.weight.value is None or added == goal.weight.value:
            continue
        yield judged.remark(
            Place(block.key, goal.row, block.by_role[Role.WEIGHT].key),
            f"是 {judged.points(goal.weight.value)} 分，它的各项指标分值合计 {judged.points(added)} 分，"
            "请改成一致。",
        )


def _added(rows: list[JudgedRow]) -> Decimal | None:
    """Return the weights of ``rows`` added up, ``None`` where there are none, or one is missing."""
    weights = [row.score.weight for row in rows if not row.facts.weight_is_joined or row.score.weight]
    if not weights or None in weights:
        return None
    return sum((weight for weight in weights if weight is not None), ZERO)


def _printed_above(rows: list[JudgedRow]) -> Decimal | None:
    """Return the points printed behind the level-1 names of ``rows``, ``None`` where a name has none."""
    names = {row.facts.level1 for row in rows}
    printed = {
        row.facts.level1: row.facts.level1_points for row in rows if row.facts.level1_points is not None
    }
    return sum(printed.values(), ZERO) if names and names == set(printed) else None


def dimension_weights(judged: Judged) -> Iterator[Remark]:
    """Yield each level-1 dimension whose weight is not the one the template expects (check 20).

    Points of an optional dimension that is absent may stand in another (no satisfaction: its 10 points go to
    the benefit). Nothing is expected while weights are missing, or where a dimension without an expected
    weight carries points: they must come from somewhere.
    """
    expected = {dimension_key(one.name): one for one in judged.grid.dimensions if one.weight is not None}
    carried = _carried(judged)
    if any(weight and key not in expected for key, weight in carried.items()):
        return
    spare = sum((one.weight or ZERO for key, one in expected.items() if key not in carried), ZERO)
    for key, dimension in expected.items():
        least = dimension.weight or ZERO
        if key in carried and not least <= carried[key] <= least + spare:
            first = next(row for row in judged.rows if dimension_key(row.facts.level1) == key)
            yield Remark(
                judged.place(first, judged.keys.weight or judged.keys.level1),
                f"“{dimension.name}”的分值合计为 {judged.points(carried[key])} 分，"
                f"模板一般为 {judged.points(least)} 分，如非主管部门另有规定，请调整。",
            )


def _carried(judged: Judged) -> dict[str, Decimal]:
    """Return the points of each dimension; none while a weight is missing."""
    printed = [row.facts.level1_points is not None and row.score.weight is None for row in judged.rows]
    if not judged.has_all_weights and not all(printed):
        return {}
    there = {row.facts.level1 for row in judged.rows}
    carried: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in judged.sheet.dimensions:
        if one.name in there:
            carried[dimension_key(one.name)] += one.weight
    return carried


def missing_dimensions(judged: Judged) -> Iterator[Remark]:
    """Yield each dimension the template requires and no row belongs to (check 21)."""
    present = set(map(dimension_key, {row.level1 for row in judged.facts.indicators if not row.is_execution}))
    if not present:
        return
    for dimension in judged.grid.dimensions:
        if dimension.required and dimension_key(dimension.name) not in present:
            yield Remark(
                judged.total,
                f"缺少一级指标“{dimension.name}”，请至少设一行，或把对应指标的一级指标改为“{dimension.name}”。",
            )


@lru_cache(maxsize=64)
def dimension_key(level1: str) -> str:
    """Return a level-1 name as it is compared: 产出 and 产出指标 (30) mean 产出指标."""
    return _REMARK.split(level1, maxsplit=1)[0].strip().removesuffix("指标")


_REMARK = re.compile("[（(]")

_LEVEL1 = in_grid(Role.LEVEL1)
_WEIGHT = in_grid(Role.WEIGHT, Role.SHARE)

CHECKS = (
    Check(
        Code.WEIGHTS_SUM,
        Severity.ERROR,
        needs(_WEIGHT | _LEVEL1 | in_goals(Role.WEIGHT), scoring=True),
        weights_sum,
    ),
    Check(Code.WEIGHTS_SUM, Severity.ERROR, needs(_WEIGHT, _LEVEL1, scoring=True), weights_of_dimensions),
    Check(
        Code.WEIGHTS_SUM,
        Severity.ERROR,
        needs(_WEIGHT | _LEVEL1, in_goals(Role.WEIGHT), scoring=True),
        weights_of_goals,
    ),
    Check(Code.DIMENSION_WEIGHT, Severity.HINT, needs(_LEVEL1, scoring=True), dimension_weights),
    Check(Code.DIMENSION_MISSING, Severity.WARNING, needs(_LEVEL1), missing_dimensions),
)
