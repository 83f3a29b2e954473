"""How far each unit is with its forms of a year: counted from the lines of the list, without any form."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.store import FormId, FormSummary, UnitYear
from perfeval_desktop.summary_texts import department_text, unit_text

_AVERAGE = Rounding(RoundingMode.HALF_UP, 2)


class UnitProgress(NamedTuple):
    """The forms of one unit in one year, and how they stand.

    ``average`` is that of the totals that are complete, ``None`` where there is none; ``changed_at`` when one
    of the forms was changed last, ``None`` where nothing says so.
    """

    unit_year: UnitYear
    form_ids: tuple[FormId, ...]
    states: Mapping[FormState, int]
    errors: int
    average: Decimal | None
    changed_at: datetime | None

    @property
    def department(self) -> str:
        """The department as lists name it."""
        return department_text(self.unit_year.department)

    @property
    def unit(self) -> str:
        """The implementing unit as lists name it."""
        return unit_text(self.unit_year.implementing_unit)


class ProgressTotal(NamedTuple):
    """Several units together."""

    units: int
    forms: int
    states: Mapping[FormState, int]

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        states = "、".join(f"{state.label} {self.states.get(state, 0)}" for state in FormState)
        share = self.states.get(FormState.FINAL, 0) * 100 // self.forms if self.forms else 0
        return f"{self.units} 个单位，{self.forms} 张表：{states}；定稿 {share}%。"


def unit_progress(
    summaries: Iterable[FormSummary], changes: Mapping[FormId, datetime]
) -> tuple[UnitProgress, ...]:
    """Return how far each unit is in each year, in the order of the list; ``changes`` by form."""
    found = defaultdict[UnitYear, list[FormSummary]](list)
    for one in summaries:
        found[one.unit_year].append(one)
    return tuple(_progress(unit_year, forms, changes) for unit_year, forms in found.items())


def progress_total(units: Iterable[UnitProgress]) -> ProgressTotal:
    """Return several units together; one that has forms of several years is one unit."""
    shown = [*units]
    states = Counter[FormState]()
    for one in shown:
        states.update(one.states)
    names = {(one.unit_year.department, one.unit_year.implementing_unit) for one in shown}
    return ProgressTotal(len(names), sum(len(one.form_ids) for one in shown), states)


def _progress(
    unit_year: UnitYear, forms: list[FormSummary], changes: Mapping[FormId, datetime]
) -> UnitProgress:
    standings = [one.standing for one in forms]
    totals = [one.total for one in standings if one.total is not None and one.is_complete]
    return UnitProgress(
        unit_year,
        tuple(one.form_id for one in forms),
        Counter(one.state for one in forms),
        sum(one.errors for one in standings),
        _AVERAGE(sum(totals, Decimal()) / len(totals)) if totals else None,
        max((changes[one.form_id] for one in forms if one.form_id in changes), default=None),
    )
