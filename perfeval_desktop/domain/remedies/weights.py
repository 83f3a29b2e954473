"""Remedies for weights: the missing points to one row or to those without, or all as the template has it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from perfeval_desktop.domain.blocks import Dimension
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow
from perfeval_desktop.domain.checks.weights import dimension_key
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import indicator_words
from perfeval_desktop.domain.point_shares import point_shares
from perfeval_desktop.domain.remedies.remedy import Remedy


def of_sum(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield who gets the points that are missing, or loses those that are too many."""
    if judged.template.grid is None or not judged.keys.weight or has_joined_weights(judged):
        return
    if place.block == judged.grid.key and place.column == judged.keys.level1:
        yield from _within_dimension(judged, place)
    elif judged.template.goals is not None and place.block == judged.goals.key:
        yield from _within_goal(judged, place)
    else:
        yield from by_template(judged)
        yield from _given_out(judged, judged.scored, HUNDRED - judged.sheet.total_weight)


def _within_dimension(judged: Judged, place: Place) -> Iterator[Remedy]:
    printed = next((row.facts for row in judged.scored if row.facts.row == place.row), None)
    if printed is not None and printed.level1_points is not None:
        rows = [
            row
            for row in judged.scored
            if (row.facts.goal, row.facts.level1) == (printed.goal, printed.level1)
        ]
        yield from _given_out(judged, rows, printed.level1_points - added_weights(rows))


def _within_goal(judged: Judged, place: Place) -> Iterator[Remedy]:
    rows = [row for row in judged.scored if row.facts.goal == place.row]
    goal = next((one for one in judged.facts.goals if one.row == place.row), None)
    column = judged.goals.by_role.get(Role.WEIGHT)
    if goal is not None and goal.weight.value is not None and column is not None and rows:
        added = judged.points(added_weights(rows))
        yield Remedy(f"目标的分值改成 {added}", ((place._replace(column=column.key), added),))
        yield from _given_out(judged, rows, goal.weight.value - added_weights(rows))


def of_dimension(judged: Judged, _place: Place) -> Iterator[Remedy]:
    """Yield the weights of all dimensions as the template has them."""
    if judged.keys.weight and not has_joined_weights(judged):
        yield from by_template(judged)


def _given_out(judged: Judged, rows: Sequence[JudgedRow], missing: Decimal) -> Iterator[Remedy]:
    blank = [row for row in rows if row.score.weight is None]
    if blank:
        if missing > 0:
            shares = point_shares(missing, [Decimal(1)] * len(blank))
            told = f"平均给没有分值的 {len(blank)} 行" if len(blank) > 1 else f"给{row_name(blank[0])}"
            yield Remedy(
                f"差的 {judged.points(missing)} 分{told}", entries_of(judged, zip(blank, shares, strict=True))
            )
        return
    for row in rows:
        weight = row.score.weight
        if weight is not None and weight + missing > 0:
            verb, points = ("加到", missing) if missing > 0 else ("从", -missing)
            what = f"{judged.points(points)} 分"
            label = (
                f"差的 {what}{verb}{row_name(row)}"
                if missing > 0
                else f"{verb}{row_name(row)}减去多出的 {what}"
            )
            yield Remedy(label, entries_of(judged, [(row, weight + missing)]))


def by_template(judged: Judged) -> Iterator[Remedy]:
    """Yield the weights that the template expects, within each dimension as they are to one another."""
    expected = [one for one in judged.grid.dimensions if one.weight is not None]
    there = {dimension_key(row.facts.level1) for row in judged.scored}
    counted = [one for one in expected if dimension_key(one.name) in there]
    total = sum((one.weight or ZERO for one in counted), judged.sheet.execution.weight or ZERO)
    if total != HUNDRED or len(there) != len(counted):
        return
    entries: list[tuple[Place, str]] = []
    for dimension in counted:
        rows = [
            row for row in judged.scored if dimension_key(row.facts.level1) == dimension_key(dimension.name)
        ]
        weights = [row.score.weight or ZERO for row in rows]
        ratio = weights if all(weights) else [Decimal(1)] * len(rows)
        shares = point_shares(dimension.weight or ZERO, ratio)
        entries += entries_of(judged, zip(rows, shares, strict=True))
    told = "、".join(_told(judged, one) for one in counted)
    yield Remedy(f"按模板分配：{told}", tuple(entries))


def _told(judged: Judged, dimension: Dimension) -> str:
    return f"{dimension.name.removesuffix('指标')} {judged.points(dimension.weight)}"


def has_joined_weights(judged: Judged) -> bool:
    """Whether some rows share the cell of their points."""
    return any(row.weight_is_joined for row in judged.facts.indicators)


def added_weights(rows: Sequence[JudgedRow]) -> Decimal:
    """Return the weights of ``rows`` together."""
    return sum((row.score.weight or ZERO for row in rows), ZERO)


def entries_of(judged: Judged, weights: Iterable[tuple[JudgedRow, Decimal]]) -> tuple[tuple[Place, str], ...]:
    """Return what is typed to give rows their weights."""
    key = judged.keys.weight
    return tuple([(judged.place(row, key), judged.points(weight)) for row, weight in weights])


def row_name(row: JudgedRow) -> str:
    """Return the words for an indicator."""
    return indicator_words(row.number, row.facts.name)
