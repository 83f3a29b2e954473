"""Goals added and removed, with the indicators under them."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.goal_rows import with_goal, without_goals
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue


@pytest.fixture(scope="module")
def template() -> Template:
    """Return a template in which indicators stand under goals."""
    return TemplateCatalogue()["hubei-20-80"]


def goals(template: Template, form: Form) -> list[str]:
    assert template.goals is not None
    return [row.id for row in form.rows(template.goals.key)]


def parents(template: Template, form: Form) -> list[str | None]:
    assert template.grid is not None
    return [row.parent for row in form.rows(template.grid.key)]


def test_a_new_goal_has_a_row_behind_those_of_the_goal_before_it(template: Template) -> None:
    form = blank_form(template, 2023)
    count = len(parents(template, form))
    form = with_goal(template, form, 1)
    first, second = goals(template, form)
    assert parents(template, form) == [*[first] * count, second]
    form = with_goal(template, form, 1)
    assert goals(template, form)[::2] == [first, second]
    assert parents(template, form) == [*[first] * count, goals(template, form)[1], second]


def test_a_goal_before_all_others_has_the_first_row(template: Template) -> None:
    form = with_goal(template, blank_form(template, 2023), 0)
    assert parents(template, form)[0] == goals(template, form)[0]


def test_the_indicators_of_a_goal_that_goes_stand_under_the_one_before_it(template: Template) -> None:
    form = with_goal(template, with_goal(template, blank_form(template, 2023), 1), 2)
    first, second, third = goals(template, form)
    gone = without_goals(template, form, frozenset({second}))
    assert goals(template, gone) == [first, third]
    assert set(parents(template, gone)) == {first, third}
    gone = without_goals(template, form, frozenset({first}))
    assert set(parents(template, gone)) == {second, third}


def test_without_any_goal_the_indicators_stand_under_none(template: Template) -> None:
    form = blank_form(template, 2023)
    form = without_goals(template, form, frozenset(goals(template, form)))
    assert goals(template, form) == []
    assert set(parents(template, form)) == {None}


def test_where_indicators_stand_under_no_goal_only_goals_come_and_go() -> None:
    template = TemplateCatalogue()["hebei"]
    form = blank_form(template, 2023)
    more = with_goal(template, form, 1)
    assert len(goals(template, more)) == 2
    assert template.grid is not None
    assert more.rows(template.grid.key) == form.rows(template.grid.key)
    fewer = without_goals(template, more, frozenset(goals(template, more)[1:]))
    assert goals(template, fewer) == goals(template, form)


def test_a_template_without_goals_cannot_have_one() -> None:
    template = TemplateCatalogue()["minhang-2023"]
    bare = type(template)(
        **{
            **{name: getattr(template, name) for name in template.__dataclass_fields__},
            "blocks": tuple(block for block in template.blocks if block is not template.goals),
        }
    )
    form = blank_form(bare, 2023)
    with pytest.raises(ValueError, match="no goals"):
        with_goal(bare, form, 0)
    with pytest.raises(ValueError, match="no goals"):
        without_goals(bare, form, frozenset())
