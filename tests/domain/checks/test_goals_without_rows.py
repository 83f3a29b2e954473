"""Goals under which no indicator stands yet: nothing is added up for them."""

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.templates import TemplateCatalogue


def test_negative_points_of_a_goal_without_rows_are_only_said_to_be_negative() -> None:
    template = TemplateCatalogue()["hubei-20-80"]
    goals, grid = template.goals, template.grid
    assert goals is not None
    assert grid is not None
    form = blank_form(template, 2023).with_rows(grid.key, ())
    goal = form.rows(goals.key)[0].id
    weight = Place(goals.key, goal, goals.by_role[Role.WEIGHT].key)

    form = enter(template, form, weight, "-3")

    read = facts(template, form)
    findings = check(template, form, read, score(template, read))
    assert [one.code for one in findings if one.place == weight] == [Code.ENTRY]
