"""Scores: present, within the weight, in line with the rule, and explained where they are not full."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain.checks.check import Check, in_funding, in_goals, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow, Remark
from perfeval_desktop.domain.checks.prose import explains
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.earning import HUNDRED, ONE, ZERO, as_score, earned
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.places import goal_name
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.outcome import Doubt
from perfeval_desktop.domain.quantities.units import is_ratio
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.rules import Proportional
from perfeval_desktop.domain.score_explanations import how_to_score
from perfeval_desktop.domain.scoring import Origin, Score


def score_in_range(judged: Judged) -> Iterator[Remark]:
    """Yield each score that is above its weight or negative (check 5)."""
    place, score = judged.execution_score, judged.sheet.execution
    if place is not None and (trouble := beyond(judged, score)):
        yield Remark(place, f"执行率的得分{trouble}")
    if judged.template.grid is not None and judged.keys.score:
        for row in judged.scored:
            if trouble := beyond(judged, row.score):
                yield judged.remark_on(row, judged.keys.score, trouble)
    for place, score in _goal_scores(judged):
        if trouble := beyond(judged, score):
            yield judged.remark(place, trouble)


def beyond(judged: Judged, score: Score) -> str:
    """Return in which way a score is out of its range, as a predicate; ``""`` where it is not."""
    value, weight = score.value, score.weight
    if value is None:
        return ""
    if value < 0:
        most = HUNDRED if weight is None else weight
        return f"是负数（{judged.points(value)}），请改为 0 到 {judged.points(most)} 之间的数。"
    if weight is not None and value > weight:
        return f"是 {judged.points(value)}，超过分值 {judged.points(weight)}，请改小得分，或改大分值。"
    return ""


def _goal_scores(judged: Judged) -> Iterator[tuple[Place, Score]]:
    block = judged.template.goals
    column = None if block is None else block.by_role.get(Role.SCORE)
    if block is not None and column is not None:
        for goal, score in zip(judged.facts.goals, judged.sheet.goals, strict=True):
            yield Place(block.key, goal.row, column.key), score


def scores_within_points_above(judged: Judged) -> Iterator[Remark]:
    """Yield where rows without weights earn more than the points printed above them (check 5).

    Those of their level-1 name, or of their goal.
    """
    rows = [row for row in judged.scored if row.score.weight is None]
    names: defaultdict[tuple[RowId | None, str], list[JudgedRow]] = defaultdict(list)
    for row in rows:
        names[row.facts.goal, row.facts.level1].append(row)
    for (_, name), same in names.items():
        points = next((row.facts.level1_points for row in same if row.facts.level1_points is not None), None)
        yield from _above(judged, same, f"“{name}”", points)
    for number, goal in enumerate(judged.facts.goals if judged.grid.goals else ()):
        same = [row for row in rows if row.facts.goal == goal.row]
        yield from _above(judged, same, goal_name(judged.goals, number), goal.weight.value)


def _above(judged: Judged, rows: list[JudgedRow], name: str, points: Decimal | None) -> Iterator[Remark]:
    earned_in_all = sum((row.score.value for row in rows if row.score.value is not None), ZERO)
    # Points below nothing are said to be so, and no rows may stand under them.
    if rows and points is not None and earned_in_all > points:
        yield judged.remark_on(
            rows[0],
            judged.keys.score,
            f"和{name}的其他各行合计 {judged.points(earned_in_all)} 分，"
            f"超过{name}的 {judged.points(points)} 分，请核对。",
        )


def missing_scores(judged: Judged) -> Iterator[Remark]:
    """Yield each score that is missing once there is what it is judged by (check 5)."""
    for row in () if judged.sheet.is_complete else judged.scored:
        if row.score.origin is Origin.MISSING and _can_be_judged(judged, row):
            what_to_do = how_to_score(judged.template, judged.facts, judged.sheet, row.number)
            yield judged.remark_on(row, judged_in(judged), f"还没有填写，{what_to_do}")


def _can_be_judged(judged: Judged, row: JudgedRow) -> bool:
    keys = judged.keys
    has_weight = row.score.weight is not None or row.facts.weight_is_joined or not (keys.weight or keys.share)
    is_unreadable = any(
        one.is_unreadable for one in (row.facts.score, row.facts.item_score, row.facts.coefficient)
    )
    # A coefficient that the form requires is asked for as every required cell is.
    is_asked = keys.needs_coefficient and row.facts.coefficient.value is None
    return (
        has_weight
        and not is_unreadable
        and not is_asked
        and all(one.target.strip() or not judged.target_key for one in row.sharing)
        and all(one.actual.strip() or not keys.actual for one in row.sharing)
    )


def judged_in(judged: Judged) -> str:
    """Return the column in which the user says how well an indicator was met."""
    return judged.keys.item_score or judged.keys.coefficient or judged.keys.score


def missing_goal_scores(judged: Judged) -> Iterator[Remark]:
    """Yield each goal without a score, where the goals earn points (check 5)."""
    if judged.sheet.of_goals is None:
        return
    for (place, score), goal in zip(_goal_scores(judged), judged.facts.goals, strict=True):
        if score.origin is Origin.MISSING and not goal.score.is_unreadable and goal.outcome.strip():
            yield judged.remark(place, "还没有填写，请按完成情况手工填写。")


def deduction_reason(judged: Judged) -> Iterator[Remark]:
    """Yield each deduction without a reason (check 6); a dash, ``0`` or ``无`` is none."""
    for row in judged.deducted:
        value, full = row.score.value, row.full
        if value is not None and full is not None and not row.is_explained:
            yield judged.remark_on(
                row,
                judged.keys.reason,
                f"还没有填写：这一项扣了 {judged.points(full - value)} 分，请写明原因和改进措施。",
            )


def deducted_though_reached(judged: Judged) -> Iterator[Remark]:
    """Yield each deduction although the target is reached and the rule gives more (check 8).

    A qualitative indicator that is reached may earn any score of the first tier.
    """
    for row in judged.deducted:
        value, weight = row.score.value, row.score.weight
        if value is None or weight is None or not row.is_reached:
            continue
        ought = _rule_of_target(judged, row)
        is_worded = any(one.target_quantity is None and not one.has_deadline for one in row.sharing)
        if ought is None or value >= ought or (is_worded and value >= weight * _least_when_reached(judged)):
            continue
        rule = f"得满分 {judged.points(ought)}" if ought == row.full else f"应为 {judged.points(ought)}"
        column, said = _said_in(judged, row)
        yield judged.remark_on(
            row,
            column,
            f"{said}，但实际完成值已达到目标，按规则{rule}，请核对得分和实际完成值。",
        )


def _least_when_reached(judged: Judged) -> Decimal:
    """Return the least share of the weight a reached qualitative indicator earns; 1 without tiers."""
    scoring = judged.template.scoring
    tiers = () if scoring is None else scoring.tiers
    best = max(tiers, key=lambda tier: tier.most, default=None)
    return ONE if best is None else best.least


def full_though_missed(judged: Judged) -> Iterator[Remark]:
    """Yield each full score that was typed although the target is missed, or less than promised was done.

    Check 9. Where the target has no sign and nothing else tells which way is better, less may be better: its
    sign is asked for.
    """
    for row in judged.scored:
        value, weight, full = row.score.value, row.score.weight, row.full
        if row.is_reached or value is None or weight is None or full is None or not full <= value <= weight:
            continue
        if not _is_a_persons(row) or not (missed := missed_indicator(row)):
            continue
        if missed.judgement.is_reached is False and _rule_of_target(judged, row) == value:
            continue
        actual, target = missed.actual.strip(), missed.target.strip()
        trouble = f"没有达到目标“{target}”，{_remedy(row, missed)}"
        if missed.judgement.is_reached is None:
            trouble = f"小于目标“{target}”，{_ASK_FOR_SIGN}"
        column, _ = _said_in(judged, row)
        yield judged.remark_on(row, column, f"是满分，但实际完成值“{actual}”{trouble}。")


# 无未完成事项 admits nothing.
_ADMITS = Pattern(
    "(?<!无)(?<!没有)(?<!不存在)(?:未能|无法|不能|没有完成|未完成|未达到|未达标|尚未完成|没有达到)"
)


def full_though_admitted(judged: Judged) -> Iterator[Remark]:
    """Yield each full score beside a reason that admits that something was missed (check 9)."""
    admitting = {one.row for one in judged.facts.indicators if one.reason and _ADMITS.search(one.reason)}
    # Nearly every form has none.
    for row in judged.scored if admitting else ():
        value, full = row.score.value, row.full
        if value is None or full is None or value < full or row.is_reached is False:
            continue
        if any(one.row in admitting for one in row.sharing):
            yield judged.remark_on(
                row,
                judged.keys.reason,
                "说到有没做到的地方，得分却是满分，请核对得分，或改写这段说明。",
            )


def lagging(judged: Judged) -> Iterator[Remark]:
    """Yield each share far below its target in the middle of the year without a reason (check 6)."""
    for row in judged.rows:
        target, ratio = row.target, row.facts.judgement.ratio
        if target is None or ratio is None or not is_ratio(target.unit) or explains(row.facts.reason):
            continue
        if _GROWS.search(row.facts.name):
            continue
        is_bound_above = target.comparator.is_upper_bound
        if row.facts.judgement.is_reached is False and not is_bound_above and ratio < _FAR_BELOW:
            yield judged.remark_on(
                row,
                judged.keys.reason,
                f"还没有填写：“{row.facts.actual.strip()}”离目标“{row.facts.target.strip()}”还差得多，"
                "请写明原因和打算怎么办。",
            )


_FAR_BELOW = Decimal("0.8")
# Shares that are complete only when the year is: half of them in July is no delay.
_GROWS = Pattern("完成|执行|进度|支付|拨付|发放|兑付|到位|开工|完工|竣工|建成|交付|覆盖|普及|使用|利用|回收")
_ASK_FOR_SIGN = "请核对；如果这一项越少越好，请在目标前加“≤”"


def missed_indicator(row: JudgedRow) -> IndicatorFacts | None:
    """Return the first indicator of a score that missed its target, or did less than it without a sign."""
    for one in row.sharing:
        is_open = one.judgement.doubt is Doubt.NO_SIGN and is_less(one)
        if one.judgement.is_reached is False or is_open:
            return one
    return None


def _remedy(row: JudgedRow, missed: IndicatorFacts) -> str:
    target = missed.target_quantity
    if target is not None and not target.comparator.is_signed and is_less(missed):
        return _ASK_FOR_SIGN
    has_rule = row.score.rule is not None and not is_given(missed)
    rule = f"（按规则 {row.score.rule:f} 分）" if has_rule else ""
    return f"请扣分{rule}，或核对实际完成值"


def is_less(row: IndicatorFacts) -> bool:
    """Whether the number of the actual is below that of the target."""
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None:
        return False
    number = number_beside(target, actual)
    return number is not None and number < target.number


def partial_score(judged: Judged) -> Iterator[Remark]:
    """Yield each typed partial score that is not what the rule, or a coefficient, makes of it (check 10)."""
    for row in judged.deducted:
        score = row.score
        if (ought := _share_as_signed(judged, row)) is not None and score.value != ought:
            yield judged.remark_on(
                row,
                judged.keys.score,
                f"是 {judged.points(score.value)}，按实际完成值里的数应为 {ought:f}，"
                "请核对实际完成值和得分，或在原因里写明评分的依据。",
            )
        if not score.overrides or score.value is None or score.value < 0:
            continue
        if is_given(row.facts):
            rule = f"按{judged.column_words(judged_in(judged))}应为"
        elif row.is_reached is False:
            scoring = judged.template.scoring
            is_share = scoring is not None and isinstance(scoring.achievement, Proportional)
            rule = "按完成比例应为" if is_share else "按规则应为"
        else:
            continue
        yield judged.remark_on(
            row,
            judged.keys.score,
            f"是 {judged.points(score.value)}，{rule} {score.rule:f}，请改正，或在原因里写明评分的依据。",
        )


def _share_as_signed(judged: Judged, row: JudgedRow) -> Decimal | None:
    """Return what a typed score would be if an actual with its target's sign were just its number."""
    scoring, weight, one = judged.template.scoring, row.score.weight, row.facts
    target, actual = one.target_quantity, one.actual_quantity
    if scoring is None or weight is None or target is None or actual is None or not _is_a_persons(row):
        return None
    # Other doubts leave no proportion: grades have none, nor has a target with the wrong sign.
    is_signed = one.judgement.doubt is Doubt.SIGNED_ACTUAL
    is_copied = actual.comparator is target.comparator and target.comparator.is_lower_bound
    if not (is_signed and is_copied) or len(row.sharing) > 1:
        return None
    if not isinstance(scoring.achievement, Proportional):
        return None
    number = number_beside(target, actual)
    if number is None or not 0 <= number < target.number:
        return None
    return as_score(scoring, EXACT.multiply(weight, EXACT.divide(number, target.number)), weight)


def is_given(row: IndicatorFacts) -> bool:
    """Whether the user gave a coefficient or a score of 100, from which the score follows."""
    return row.coefficient.value is not None or row.item_score.value is not None


def _is_a_persons(row: JudgedRow) -> bool:
    return row.score.origin is Origin.TYPED or is_given(row.facts)


def _rule_of_target(judged: Judged, row: JudgedRow) -> Decimal | None:
    """Return what the rule gives for target and actual, whatever coefficient the user gave."""
    scoring, weight = judged.template.scoring, row.score.weight
    if len(row.sharing) > 1 or scoring is None or weight is None or not is_given(row.facts):
        return row.score.rule
    return earned(scoring, row.facts, weight)


def _said_in(judged: Judged, row: JudgedRow) -> tuple[str, str]:
    """Return the column in which the user gave the score of ``row``, and the score as a predicate."""
    value = judged.points(row.score.value)
    if row.score.origin is Origin.TYPED or not is_given(row.facts):
        return judged.keys.score, f"是 {value}"
    return judged_in(judged), f"使得分为 {value}"


_ANY_SCORE = in_grid(Role.SCORE, Role.ITEM_SCORE, Role.COEFFICIENT)
_SCORE = in_grid(Role.SCORE)
_TARGET = in_grid(Role.TARGET, Role.TARGET_NUMBER)
_ACTUAL = in_grid(Role.ACTUAL)

CHECKS = (
    Check(
        Code.SCORE,
        Severity.ERROR,
        needs(_SCORE | in_goals(Role.SCORE) | in_funding(Role.SCORE), scoring=True),
        score_in_range,
    ),
    Check(
        Code.SCORE,
        Severity.ERROR,
        needs(_SCORE, in_grid(Role.LEVEL1) | in_goals(Role.WEIGHT), scoring=True),
        scores_within_points_above,
    ),
    Check(Code.SCORE, Severity.ERROR, needs(_ANY_SCORE, scoring=True), missing_scores),
    Check(Code.SCORE, Severity.ERROR, needs(in_goals(Role.SCORE), scoring=True), missing_goal_scores),
    Check(
        Code.DEDUCTION_REASON,
        Severity.ERROR,
        needs(_ANY_SCORE, in_grid(Role.REASON), scoring=True),
        deduction_reason,
    ),
    Check(
        Code.DEDUCTED_THOUGH_REACHED,
        Severity.WARNING,
        needs(_ANY_SCORE, _TARGET, _ACTUAL, scoring=True),
        deducted_though_reached,
    ),
    Check(
        Code.FULL_THOUGH_MISSED,
        Severity.WARNING,
        needs(_ANY_SCORE, _TARGET, _ACTUAL, scoring=True),
        full_though_missed,
    ),
    Check(
        Code.ADMITTED_MISS,
        Severity.HINT,
        needs(_ANY_SCORE, in_grid(Role.REASON), scoring=True),
        full_though_admitted,
    ),
    Check(
        Code.LAGGING,
        Severity.WARNING,
        needs(_TARGET, _ACTUAL, in_grid(Role.REASON), monitoring=True),
        lagging,
    ),
    Check(Code.PARTIAL_SCORE, Severity.WARNING, needs(_SCORE, _TARGET, _ACTUAL, scoring=True), partial_score),
)
