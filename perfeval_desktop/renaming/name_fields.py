"""Which fields of forms hold the name of an office or of somebody, whatever their templates call them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FieldsBlock
from perfeval_desktop.domain.columns import Column, Kind, Role, label_words
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY, place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.store import FormSummary

# What is printed over fields that say once more who the department, or the unit, is.
_SAID_AGAIN = {
    Role.DEPARTMENT: frozenset({"部门", "部门名称"}),
    Role.IMPLEMENTING_UNIT: frozenset({"填报单位", "单位名称"}),
}
# In the labels of other fields that hold names, or what goes with them.
_NAME_WORDS = ("人", "部门", "单位", "电话")


class NameField(NamedTuple):
    """A field as menus call it: ``label``; ``role`` where the rules know it."""

    label: str
    role: Role | None = None

    def places(self, template: Template) -> tuple[Place, ...]:
        """Return where forms of ``template`` hold such names."""
        at = None if self.role is None else place_of(template, self.role)
        return (*((at,) if at is not None else ()), *self.unlisted_places(template))

    def unlisted_places(self, template: Template) -> tuple[Place, ...]:
        """Return those whose texts no list of forms has."""
        words = frozenset({self.label}) if self.role is None else _SAID_AGAIN[self.role]
        return tuple(place for place, column in _without_role(template) if label_words(column.label) in words)

    def listed(self, summary: FormSummary) -> tuple[str, ...]:
        """Return the text that a list of forms has of it, if there is one."""
        match self.role:
            case Role.DEPARTMENT:
                name = summary.department
            case Role.IMPLEMENTING_UNIT:
                name = summary.implementing_unit
            case _:
                name = ""
        return (name,) if name else ()


DEPARTMENT = NameField("主管部门", Role.DEPARTMENT)
IMPLEMENTING_UNIT = NameField("实施单位", Role.IMPLEMENTING_UNIT)


def name_fields(templates: Iterable[Template]) -> tuple[NameField, ...]:
    """Return the fields of ``templates`` that hold names: department, unit, then others by label."""
    known = frozenset[str]().union(*_SAID_AGAIN.values())
    labels = {
        label_words(column.label)
        for template in templates
        for _, column in _without_role(template)
        if any(word in column.label for word in _NAME_WORDS)
    }
    return (DEPARTMENT, IMPLEMENTING_UNIT, *(NameField(label) for label in sorted(labels - known)))


def _without_role(template: Template) -> Iterator[tuple[Place, Column]]:
    for block in template.blocks:
        if isinstance(block, FieldsBlock):
            for column in block.columns:
                if column.role is None and column.kind is Kind.LINE:
                    yield Place(block.key, ONLY, column.key), column
