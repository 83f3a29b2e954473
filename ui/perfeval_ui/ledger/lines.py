"""The lines of the table: a row of the ledger, a form that it lacks, or a line of it that is no project."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LeftOut
from perfeval_desktop.ledger_filling.filling import LedgerPlan
from perfeval_desktop.ledger_filling.matching import MatchKind
from perfeval_desktop.ledger_filling.plan import Change, PlannedRow
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text

_NOTHING = ""


class Shown(Enum):
    """Which lines are shown."""

    ALL = "全部项目"
    LOOK = "要看的"
    NONE = "没有对上的"
    MISSING = "台账里没有的表"
    LEFT_OUT = "没当作项目的行"


class Line(NamedTuple):
    """A line of the table in words; ``planned`` is the row of the ledger that it shows, if it shows one."""

    project: str
    form: str
    way: str
    note: str
    place: str
    planned: PlannedRow | None = None

    def change(self, field: LedgerField) -> Change | None:
        """Return what would change of one amount."""
        changes = () if self.planned is None else self.planned.changes
        return next((one for one in changes if one.field is field), None)

    def amount(self, field: LedgerField) -> str:
        """Return what stands in the column of one amount: before → after, or the amount of the ledger."""
        change = self.change(field)
        if change is not None:
            return f"{change.before or '空'} → {change.after}"
        if self.planned is None or field not in self.planned.row.amounts:
            return _NOTHING
        text = self.planned.row.amounts[field].text
        return f"{text}（相同）" if field in self.planned.same else text

    @property
    def may_be_new(self) -> bool:
        """Whether a form may be made of it."""
        return self.planned is not None and self.planned.match.kind is MatchKind.NONE


def lines_of(plan: LedgerPlan, shown: Shown) -> Sequence[Line]:
    """Return the lines of a plan that are to be seen."""
    match shown:
        case Shown.ALL:
            return [_row(one) for one in plan.rows]
        case Shown.LOOK:
            return [_row(one) for one in plan.rows if one.needs_look]
        case Shown.NONE:
            return [_row(one) for one in plan.rows if one.match.kind is MatchKind.NONE]
        case Shown.MISSING:
            return [_form(one) for one in plan.without_row]
        case Shown.LEFT_OUT:
            return [_left_out(one) for one in plan.left_out]


def _row(one: PlannedRow) -> Line:
    row = one.row
    named = f"{row.project or row.code}（{row.unit}）" if row.unit else row.project or row.code
    form = "" if one.match.form is None else form_words(one.match.form)
    notes = "；".join((*one.troubles, *one.notes))
    return Line(named, form, one.match.reason, notes, row.place, one)


def _form(form: FormSummary) -> Line:
    return Line("", form_words(form), "台账里没有这个项目", "", "")


def _left_out(one: LeftOut) -> Line:
    return Line(one.text, "", "", one.reason, one.place)


def form_words(form: FormSummary) -> str:
    """Return the name of a form with its unit and, unless it is being filled in, its state."""
    unit = f"（{form.implementing_unit}）" if form.implementing_unit else ""
    state = "" if form.state.label == "填报中" else f"［{form.state.label}］"
    return f"{project_text(form)}{unit}{state}"
