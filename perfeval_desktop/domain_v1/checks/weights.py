"""Weights: they add to 100, the dimensions carry what the template expects, none is missing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain_v1.cells import IndicatorCell, TotalCell
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField
from perfeval_desktop.domain_v1.scoring import HUNDRED, ZERO


def weights_sum(checked: CheckedForm) -> Iterator[Finding]:
    """Yield where execution weight and indicator weights do not add to 100 (check 1).

    A form without any weight is not told so: its rows ask for them.
    """
    total = checked.sheet.total_weight
    if total == HUNDRED or all(row.indicator.weight is None for row in checked.rows):
        return
    execution = checked.template.execution.weight
    included = f"（含执行率 {checked.points(execution)} 分）" if execution else ""
    remedy = "还差" if total < HUNDRED else "多出"
    yield checked.finding(
        Code.WEIGHTS_SUM,
        TotalCell(),
        f"分值合计为 {checked.points(total)} 分{included}，"
        f"{remedy} {checked.points(abs(HUNDRED - total))} 分，请调整各项分值，使合计为 100 分。",
    )


def dimension_weights(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each level-1 dimension whose weight is not the one the template expects (check 20).

    Points of an optional dimension that is absent may stand in another (no satisfaction: its 10 points go to
    the benefit). Nothing is expected while weights are missing, or where a dimension without an expected
    weight carries points: they must come from somewhere.
    """
    expected = {_key(one.name): one for one in checked.template.dimensions if one.weight is not None}
    carried: defaultdict[str, Decimal] = defaultdict(Decimal)
    first_row: dict[str, int] = {}
    for row in checked.rows:
        key = _key(row.indicator.level1)
        if row.indicator.weight is None or (row.indicator.weight and key not in expected):
            return
        carried[key] += row.indicator.weight
        first_row.setdefault(key, row.number)
    spare = sum((one.weight or ZERO for key, one in expected.items() if key not in carried), ZERO)
    for key, dimension in expected.items():
        least = dimension.weight or ZERO
        if key in carried and not least <= carried[key] <= least + spare:
            yield checked.finding(
                Code.DIMENSION_WEIGHT,
                IndicatorCell(first_row[key], IndicatorField.WEIGHT),
                f"“{dimension.name}”的分值合计为 {checked.points(carried[key])} 分，"
                f"模板一般为 {checked.points(least)} 分，如非主管部门另有规定，请调整。",
            )


def missing_dimensions(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each dimension the template requires and no row belongs to (check 21)."""
    rows = checked.form.indicators
    if not rows:
        return
    present = {_key(row.level1) for row in rows}
    for dimension in checked.template.dimensions:
        if dimension.required and _key(dimension.name) not in present:
            yield checked.finding(
                Code.DIMENSION_MISSING,
                TotalCell(),
                f"缺少一级指标“{dimension.name}”，请至少设一行，或把对应指标的一级指标改为“{dimension.name}”。",
            )


@lru_cache(maxsize=64)
def _key(level1: str) -> str:
    """Return a level-1 name as it is compared: 产出 and 产出指标（50分） mean 产出指标."""
    return _REMARK.split(level1, maxsplit=1)[0].strip().removesuffix("指标")


_REMARK = re.compile("[（(]")
