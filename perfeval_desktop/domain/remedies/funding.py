"""Remedies for the amounts: a total that is the sum of its sources, a budget that was left blank."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.columns import Role, RowRole
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.fund_lines import fund_sum
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.remedies.remedy import Remedy

# In the order of :func:`fund_sum`.
_AMOUNTS = (Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.RECEIVED, Role.EXECUTED)


def of_sources(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the sum of the sources as the total; where none is filled in, the total as one of them."""
    block, column = judged.template.by_key[place.block], column_of(judged.template, place)
    if not isinstance(block, FundingBlock) or column is None or column.role not in _AMOUNTS:
        return
    row = block.fixed_rows.get(place.row)
    if row is None or row.role is not RowRole.TOTAL or not judged.text(place).strip():
        return
    fund = next(fund for fund in judged.facts.funds if fund.block == block.key)
    added = fund_sum(fund, _AMOUNTS.index(column.role))
    if added is not None:
        # A blank total is shown as the sum of its sources, and stays so.
        yield Remedy(f"合计改为各项之和 {judged.amount(added)}", ((place, ""),))
        return
    for row in block.rows:
        if row.role is RowRole.SOURCE:
            source = Place(block.key, RowId(row.key), place.column)
            yield Remedy(f"填到“{row.words}”", ((source, judged.text(place)),))


def of_blank_budget(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the initial budget of a project that was not adjusted, and of one begun in mid-year."""
    column = column_of(judged.template, place)
    if column is None or column.role is not Role.INITIAL_BUDGET:
        return
    adjusted = judged.text(place._replace(column=judged.funding.by_role[Role.ADJUSTED_BUDGET].key))
    if adjusted.strip():
        yield Remedy("年中没有调整：填成一样的数", ((place, adjusted),))
    yield Remedy("年中才安排的：填 0", ((place, "0"),))
