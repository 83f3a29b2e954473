from decimal import Decimal

from hypothesis import given

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import execution_place
from perfeval_desktop.domain.score_explanations import (
    explain_completion,
    explain_execution,
    explain_indicator,
    explain_total,
    how_to_score,
)
from perfeval_desktop.domain.scoring import NO_SCORE, Origin, Score, ScoreSheet, score
from perfeval_desktop.domain.template import Template
from whole_forms import whole_forms


def sheet_of(template: Template, form: Form) -> ScoreSheet:
    return score(template, facts(template, form))


def counted(template: Template, form: Form) -> list[Score]:
    """Return the scores that the total is made of."""
    read, sheet = facts(template, form), sheet_of(template, form)
    own = [
        one
        for row, one in zip(read.indicators, sheet.indicators, strict=True)
        if not row.is_execution and one.origin is not Origin.SHARED and one is not NO_SCORE
    ]
    goals = [one for one in sheet.goals if one is not NO_SCORE]
    parts = [*own, *goals] if template.goals_earn_beside else own or goals
    return parts if sheet.execution is NO_SCORE else [sheet.execution, *parts]


@given(whole_forms())
def test_the_total_is_the_sum_of_the_printed_scores(one: tuple[Template, Form]) -> None:
    template, form = one
    sheet = sheet_of(template, form)
    values = [part.value for part in counted(template, form)]
    added = sum((value for value in values if value is not None), Decimal(0))
    assert sheet.uncapped == (added if template.scoring is None else template.scoring.total_rounding(added))
    assert sheet.total <= sheet.uncapped
    assert sheet.is_complete == (None not in values)


@given(whole_forms())
def test_the_rule_never_gives_less_than_nothing_or_more_than_the_weight(one: tuple[Template, Form]) -> None:
    sheet = sheet_of(*one)
    for part in (sheet.execution, *sheet.indicators, *sheet.goals):
        if part.rule is not None:
            assert part.weight is not None
            assert 0 <= part.rule <= max(part.weight, Decimal(0))


@given(whole_forms())
def test_a_typed_score_stands_and_a_blank_one_is_the_rules(one: tuple[Template, Form]) -> None:
    template, form = one
    read, sheet = facts(template, form), sheet_of(template, form)
    for row, part in zip(read.indicators, sheet.indicators, strict=True):
        if row.is_execution or part.origin is Origin.SHARED or part is NO_SCORE:
            continue
        if row.score.value is not None:
            assert (part.value, part.origin) == (row.score.value, Origin.TYPED)
        elif row.score.is_unreadable:
            assert (part.value, part.origin) == (None, Origin.MISSING)
        else:
            assert part.value == part.rule
            assert part.origin is (Origin.MISSING if part.rule is None else Origin.RULE)


@given(whole_forms())
def test_dimensions_add_up_to_the_form(one: tuple[Template, Form]) -> None:
    template, form = one
    sheet = sheet_of(template, form)
    if template.scoring is None or all(part is NO_SCORE for part in sheet.indicators):
        return
    scores = sum((part.score for part in sheet.dimensions), Decimal(0))
    if sheet.execution_is_apart:
        scores += sheet.execution.value or Decimal(0)
    if sheet.of_goals is not None:
        scores += sheet.of_goals.score
    assert template.scoring.total_rounding(scores) == sheet.uncapped
    weights = sum((part.weight for part in sheet.dimensions), Decimal(0))
    if template.goals_earn_beside and sheet.of_goals is not None:
        weights += sheet.of_goals.weight
    if weights and sheet.execution_is_apart:
        assert weights + (sheet.execution.weight or Decimal(0)) == sheet.total_weight


@given(whole_forms())
def test_what_a_computed_score_is_typed_as_changes_nothing(one: tuple[Template, Form]) -> None:
    template, form = one
    sheet = sheet_of(template, form)
    grid = template.grid
    if grid is None or Role.SCORE not in grid.by_role:
        return
    typed = form
    for row, part in zip(form.rows(grid.key), sheet.indicators, strict=True):
        if part.origin is Origin.RULE and part.value is not None:
            typed = typed.with_rows(
                grid.key,
                tuple(
                    line.with_text(grid.by_role[Role.SCORE].key, f"{part.value:f}")
                    if line.id == row.id
                    else line
                    for line in typed.rows(grid.key)
                ),
            )
    assert sheet_of(template, typed).total == sheet.total


@given(whole_forms())
def test_every_number_can_be_explained(one: tuple[Template, Form]) -> None:
    template, form = one
    read = facts(template, form)
    sheet = score(template, read)
    assert explain_execution(template, read, sheet)
    assert explain_total(template, read, sheet)
    for row in range(len(read.indicators)):
        assert explain_indicator(template, read, sheet, row)
        assert explain_completion(template, read, sheet, row)
        assert how_to_score(template, read, sheet, row)
    assert execution_place(template, Role.SCORE) is None or template.has_points
