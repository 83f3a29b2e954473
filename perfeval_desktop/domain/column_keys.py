"""The keys of a block's columns by role, found once for each template: rows are read without look-ups."""

from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, FundingBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Role


def key_of(block: AnyBlock, *roles: Role) -> str:
    """Return the key of the block's first column with one of ``roles``, ``""`` without."""
    return next((block.by_role[role].key for role in roles if role in block.by_role), "")


class FundKeys(NamedTuple):
    """The keys of a funding grid's columns by role, ``""`` (which no cell has) for those it lacks."""

    initial: str
    adjusted: str
    received: str
    executed: str
    rate: str
    weight: str
    score: str
    reason: str


@lru_cache(maxsize=64)
def fund_keys(block: FundingBlock) -> FundKeys:
    """Return the keys of a funding grid's columns, once for each template."""
    return FundKeys(
        initial=key_of(block, Role.INITIAL_BUDGET),
        adjusted=key_of(block, Role.ADJUSTED_BUDGET),
        received=key_of(block, Role.RECEIVED),
        executed=key_of(block, Role.EXECUTED),
        rate=key_of(block, Role.EXECUTION_RATE),
        weight=key_of(block, Role.WEIGHT),
        score=key_of(block, Role.SCORE),
        reason=key_of(block, Role.REASON),
    )


class GridKeys(NamedTuple):
    """The keys of an indicator grid's columns by role, ``""`` (which no cell has) for those it lacks.

    ``headings`` are those of the levels above the row's own name. ``needs_coefficient``: the coefficient is
    required, so that rows earn nothing by another rule.
    """

    level1: str
    level2: str
    level3: str
    name: str
    target: str
    comparator: str
    target_number: str
    measure: str
    adjusted_target: str
    actual: str
    completion: str
    weight: str
    score: str
    item_score: str
    share: str
    coefficient: str
    reason: str
    headings: frozenset[str]
    needs_coefficient: bool

    @property
    def target_is_split(self) -> bool:
        """Whether sign, number and unit stand in cells of their own."""
        return not self.target and bool(self.target_number)

    @property
    def has_weights(self) -> bool:
        """Whether each indicator says what it can earn."""
        return bool(self.weight or self.share)

    @property
    def earns(self) -> bool:
        """Whether indicators earn points of their own."""
        return any((self.weight, self.score, self.item_score, self.share, self.coefficient))


@lru_cache(maxsize=64)
def grid_keys(block: IndicatorsBlock) -> GridKeys:
    """Return the keys of a grid's columns, once for each template."""
    level1, level2 = key_of(block, Role.LEVEL1), key_of(block, Role.LEVEL2)
    name = key_of(block, Role.LEVEL3, Role.LEVEL2, Role.LEVEL1)
    coefficient = block.by_role.get(Role.COEFFICIENT)
    return GridKeys(
        level1=level1,
        level2=level2,
        level3=key_of(block, Role.LEVEL3),
        name=name,
        target=key_of(block, Role.TARGET),
        comparator=key_of(block, Role.COMPARATOR),
        target_number=key_of(block, Role.TARGET_NUMBER),
        measure=key_of(block, Role.MEASURE),
        adjusted_target=key_of(block, Role.ADJUSTED_TARGET),
        actual=key_of(block, Role.ACTUAL),
        completion=key_of(block, Role.COMPLETION_RATE),
        weight=key_of(block, Role.WEIGHT),
        score=key_of(block, Role.SCORE),
        item_score=key_of(block, Role.ITEM_SCORE),
        share=key_of(block, Role.SHARE),
        coefficient=key_of(block, Role.COEFFICIENT),
        reason=key_of(block, Role.REASON),
        headings=frozenset({level1, level2} - {name, ""}),
        needs_coefficient=coefficient is not None and coefficient.required,
    )
