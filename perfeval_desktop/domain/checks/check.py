"""A check as one value: its code, how much it weighs, what it needs of a form, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.template import FormKind, Template


class Part(StrEnum):
    """A part of a form that roles are told by: the single cells, the funding, the goals, the grid."""

    SINGLE = "single"
    FUNDING = "funding"
    GOALS = "goals"
    GRID = "grid"


# Cells of which one is enough.
AnyOf = frozenset[tuple[Part, Role]]


def single(*roles: Role) -> AnyOf:
    """Return the need for a field, a text or a figure with one of these roles."""
    return frozenset((Part.SINGLE, role) for role in roles)


def in_funding(*roles: Role) -> AnyOf:
    """Return the need for a column of a funding grid with one of these roles."""
    return frozenset((Part.FUNDING, role) for role in roles)


def in_goals(*roles: Role) -> AnyOf:
    """Return the need for a column of the goals with one of these roles."""
    return frozenset((Part.GOALS, role) for role in roles)


def in_grid(*roles: Role) -> AnyOf:
    """Return the need for a column of the indicator grid with one of these roles."""
    return frozenset((Part.GRID, role) for role in roles)


# Every grid has one of them.
ANY_LEVEL = in_grid(Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a check needs of a form: of each of ``cells`` one, and points where ``scoring``.

    The year has to be over where ``outcome``, under way where ``monitoring``.
    """

    cells: tuple[AnyOf, ...] = ()
    scoring: bool = False
    outcome: bool = False
    monitoring: bool = False

    def are_met_by(self, template: Template) -> bool:
        """Whether forms of ``template`` have all of it."""
        if (self.scoring and not template.has_points) or (
            self.outcome and not template.kind.tells_the_outcome
        ):
            return False
        if self.monitoring and template.kind is not FormKind.MONITORING:
            return False
        there = _cells_of(template)
        return all(any_of & there for any_of in self.cells)


def needs(*cells: AnyOf, scoring: bool = False, outcome: bool = False, monitoring: bool = False) -> Needs:
    """Return the needs for one cell of each of ``cells``, for points, for a form of the year or amid it."""
    return Needs(cells, scoring, outcome, monitoring)


@dataclass(frozen=True, slots=True)
class Check:
    """A check. ``find`` is only asked about forms that have what it needs; it never raises."""

    code: Code
    severity: Severity
    needs: Needs
    find: Callable[[Judged], Iterator[Remark]]


_PARTS: dict[type[AnyBlock], Part] = {
    FieldsBlock: Part.SINGLE,
    TextsBlock: Part.SINGLE,
    FiguresBlock: Part.SINGLE,
    FundingBlock: Part.FUNDING,
    GoalsBlock: Part.GOALS,
    IndicatorsBlock: Part.GRID,
}


@lru_cache(maxsize=64)
def _cells_of(template: Template) -> AnyOf:
    return frozenset(
        (_PARTS[type(block)], role)
        for block in template.by_key.values()
        if type(block) in _PARTS
        for role in block.by_role
    )
