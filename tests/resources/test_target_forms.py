"""Every target form becomes every form of the year: what is planned arrives, or is told to have no place."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import DIRECTION
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Kind, Role, Stage
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.form_conversion import Made, made_from
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = list(TemplateCatalogue().usable())
TARGETS = [one for one in TEMPLATES if one.kind is FormKind.TARGET]
OTHERS = [one for one in TEMPLATES if one.kind is not FormKind.TARGET]
EVERY_TARGET = pytest.mark.parametrize("target", TARGETS, ids=[one.id for one in TARGETS])
EVERY_OTHER = pytest.mark.parametrize("template", OTHERS, ids=[one.id for one in OTHERS])


def whole_plan(template: Template) -> tuple[Form, dict[Place, str]]:
    """Return a form with a text of its own in each planned cell, and those texts."""
    form = blank_form(template, 2024)
    texts: dict[Place, str] = {}
    for block in template.blocks:
        for row in form.rows(block.key):
            for column in block.by_key.values():
                place = Place(block.key, row.id, column.key)
                if column.stage is Stage.PLAN and column is not DIRECTION:
                    texts[place] = row.text(column.key) or _text(len(texts), column.kind, column.role)
                    form = form.with_text(place, texts[place])
    return form, texts


def _text(number: int, kind: Kind, role: Role | None) -> str:
    if role is Role.COMPARATOR:
        return "≥"
    return f"{number + 1000}.5" if kind.is_number or role is Role.TARGET_NUMBER else f"第{number}处"


def made(target: Template, template: Template) -> tuple[Made, dict[Place, str]]:
    form, texts = whole_plan(target)
    return made_from(template, target, form), texts


@EVERY_TARGET
@EVERY_OTHER
def test_what_is_planned_arrives_or_is_told(target: Template, template: Template) -> None:
    (form, left), texts = made(target, template)
    arrived = [text for rows in form.tables.values() for row in rows for text in row.cells.values()]
    told = [one.text for one in left]
    lost = [
        place for place, text in texts.items() if text not in told and not any(text in one for one in arrived)
    ]
    assert lost == []


@EVERY_TARGET
@EVERY_OTHER
def test_what_has_a_role_in_both_arrives_by_it(target: Template, template: Template) -> None:
    (form, _), _texts = made(target, template)
    source = facts(target, whole_plan(target)[0])
    read = facts(template, form)
    for role, text in (
        (Role.DEPARTMENT, read.department == source.department),
        (Role.IMPLEMENTING_UNIT, read.implementing_unit == source.implementing_unit),
    ):
        assert text or template.at(role) is None
    has_project = any(Role.PROJECT in block.by_role for block in template.blocks)
    assert read.project == (source.project if has_project else source.department)
    assert read.year == source.year
    assert "\n".join(one.expected for one in read.goals) == "\n".join(one.expected for one in source.goals)
    rows = [one for one in read.indicators if not one.is_execution]
    assert [one.name for one in rows] == [one.name for one in source.indicators]
    assert [one.target for one in rows] == [one.target for one in source.indicators]
    if template.grid is not None and target.grid is not None:
        given, taking = grid_keys(target.grid), grid_keys(template.grid)
        if given.weight and taking.weight:
            assert [one.weight for one in rows] == [one.weight for one in source.indicators]
        for name in ("level1", "level2"):
            if getattr(given, name) and getattr(taking, name):
                own = [getattr(one, name) for one in rows]
                assert own == [getattr(one, name) for one in source.indicators]


@EVERY_TARGET
@EVERY_OTHER
def test_the_planned_money_is_the_budget_that_the_form_begins_with(
    target: Template, template: Template
) -> None:
    (form, _), _texts = made(target, template)
    planned = facts(target, whole_plan(target)[0]).funds[-1].rows[0].initial.value
    budgets = {
        amount.value
        for fund in facts(template, form).funds
        for row in fund.rows
        for amount in (row.initial, row.adjusted)
    }
    assert planned in budgets or not template.fundings
