"""A ledger over a session: what it would change in the stored forms, and the change itself as one step."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.errors import LedgerError, TemplateError
from perfeval_desktop.exchange.ledger.columns import Choice, Confidence
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerRow, LeftOut, ledger_rows
from perfeval_desktop.exchange.ledger.table import LedgerTable
from perfeval_desktop.ledger_filling.matching import Match, MatchKind, chosen_match, matches
from perfeval_desktop.ledger_filling.money import UnitProposal, proposed_unit
from perfeval_desktop.ledger_filling.new_forms import form_of_row
from perfeval_desktop.ledger_filling.plan import PlannedRow, TemplatedForm, planned, with_changes
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary

# A change: the number of its row, and the field.
Tick = tuple[int, LedgerField]


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """What a ledger would do: its rows, the forms that no row is about, the lines that are no project.

    ``unit`` is the proposal, or what the user said of it.
    """

    year: int
    unit: UnitProposal
    rows: tuple[PlannedRow, ...]
    without_row: tuple[FormSummary, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def usual_ticks(self) -> frozenset[Tick]:
        """The changes that are taken unless the user says otherwise: of sure matches, none far off."""
        return frozenset(
            (one.row.number, change.field)
            for one in self.rows
            if one.match.is_sure
            for change in one.changes
            if not change.is_far
        )

    @property
    def counts(self) -> str:
        """How many rows were matched how, in a sentence."""
        sure = sum(one.match.is_sure for one in self.rows)
        alike = sum(one.match.kind is MatchKind.FUZZY for one in self.rows)
        several = sum(one.match.kind is MatchKind.SEVERAL for one in self.rows)
        none = sum(one.match.kind is MatchKind.NONE for one in self.rows)
        parts = [f"对上 {sure} 个"]
        parts += [f"名称相似、要核对的 {alike} 个"] if alike else []
        parts += [f"有几张可能的 {several} 个"] if several else []
        parts += [f"没有对上的 {none} 个"] if none else []
        left = f"；{len(self.without_row)} 张表台账里没有" if self.without_row else ""
        return f"台账 {len(self.rows)} 个项目：{'，'.join(parts)}{left}"


class Applied(NamedTuple):
    """What a ledger did: how many forms and cells were changed, and the ids of the new forms."""

    forms: int
    cells: int
    created: tuple[FormId, ...]

    @property
    def words(self) -> str:
        """What was done, as the undo step and the message say it."""
        parts = [f"填了 {self.forms} 张表的 {self.cells} 格资金"] if self.forms else []
        parts += [f"新建 {len(self.created)} 张"] if self.created else []
        return "，".join(parts) or "没有要改的"


def proposed_year(table: LedgerTable, summaries: Sequence[FormSummary], file_name: str) -> int:
    """Return the year of a ledger: of its title, of its file's name, else that of the forms being filled in.

    Without any form it is the last year.
    """
    told = table.year or LedgerTable("", (file_name,), (), ()).year
    if told is not None:
        return told
    forms = [one for one in summaries if one.kind is not FormKind.TARGET]
    open_ones = [one for one in forms if one.state is not FormState.FINAL]
    # The form for a year is filled in at the start of the next one.
    return max((one.year for one in open_ones or forms), default=datetime.now().astimezone().year - 1)


class LedgerFilling:
    """Fills the forms of a session from one ledger. Forms are read once, when a row is first about them.

    Raises what the session does, and :class:`LedgerError`.
    """

    def __init__(self, session: EditingSession, table: LedgerTable) -> None:
        self._session, self._table = session, table
        self._forms: dict[FormId, TemplatedForm] = {}
        self._revs: dict[FormId, int] = {}
        self._last: tuple[object, tuple[Sequence[LedgerRow], tuple[LeftOut, ...], Sequence[Match]]] | None = (
            None
        )

    def plan(
        self,
        choice: Choice,
        year: int,
        *,
        unit: MoneyUnit | None = None,
        picks: Mapping[int, FormId | None] | None = None,
    ) -> LedgerPlan:
        """Return what the ledger would do with these columns.

        ``unit`` is proposed where none is given. ``picks`` are the forms that the user chose, by number of
        row; ``None`` for no form.
        """
        summaries = self._session.summaries()
        rows, left_out, matched = self._matched(choice, year, summaries)
        found = _with_picks(matched, summaries, picks or {})
        taken = {one.form.form_id for one in found if one.form is not None}
        proposal = proposed_unit(self._table, choice, rows, found)
        if unit is not None:
            reason = proposal.reason if unit is proposal.unit else f"由您选定；{proposal.reason}"
            proposal = UnitProposal(unit, Confidence.SURE, reason)
        for one in found:
            if one.form is not None and one.form.state is not FormState.FINAL:
                self._read(one.form)
        years = {row.year or year for row in rows} | {year}
        return LedgerPlan(
            year,
            proposal,
            planned(rows, found, self._forms, proposal.unit, keeps_own_units=proposal.by_column),
            tuple(
                one
                for one in summaries
                if one.year in years and one.kind is not FormKind.TARGET and one.form_id not in taken
            ),
            left_out,
        )

    def apply(
        self, plan: LedgerPlan, ticks: Collection[Tick], new: Mapping[int, Template] | None = None
    ) -> Applied:
        """Make the ticked changes, and ``new`` forms for rows by their number, all or nothing, as one step.

        Raises :class:`LedgerError`, and changes nothing, where a form is not any more as it was planned with,
        or two rows would fill the same one.
        """
        changed: dict[FormId, TemplatedForm] = {}
        cells = 0
        for one in plan.rows:
            changes = [change for change in one.changes if (one.row.number, change.field) in ticks]
            if not changes or one.form_id is None:
                continue
            if one.form_id in changed:
                raise LedgerError(f"台账里有几行对上了同一张表“{one.row.project}”，请只选定其中一行。")
            stored = self._forms[one.form_id]
            if self._session.load(one.form_id) != stored.form:
                raise LedgerError(f"“{one.row.project}”的表刚才改动过，什么也没有填。请再看一遍新的内容。")
            changed[one.form_id] = stored._replace(form=with_changes(stored, changes))
            cells += len(changes)
        by_column = plan.unit.by_column
        made = [
            form_of_row(template, row, plan.year, plan.unit.unit, keeps_own_units=by_column)
            for number, template in (new or {}).items()
            for row in [plan.rows[number].row]
        ]
        done = Applied(len(changed), cells, tuple(FormId("") for _ in made))
        created = self._session.take_in(
            made, {form_id: one.form for form_id, one in changed.items()}, f"从台账{done.words}"
        )
        return done._replace(created=created)

    def _matched(
        self, choice: Choice, year: int, summaries: Sequence[FormSummary]
    ) -> tuple[Sequence[LedgerRow], tuple[LeftOut, ...], Sequence[Match]]:
        """Return the rows, and what was found for each: the dear part, done anew only where it may differ."""
        key = dict(choice), year, summaries
        if self._last is None or self._last[0] != key:
            rows, left_out = ledger_rows(self._table, choice)
            self._last = key, (rows, left_out, matches(rows, summaries, year))
        return self._last[1]

    def _read(self, summary: FormSummary) -> None:
        form_id = summary.form_id
        if self._revs.get(form_id) != summary.rev:
            form = self._session.load(form_id)
            self._revs[form_id] = summary.rev
            # A form without its template is told at its row, and hinders no other.
            with suppress(TemplateError):
                self._forms[form_id] = TemplatedForm(self._session.template_of(form), form)


def _with_picks(
    found: Sequence[Match], summaries: Sequence[FormSummary], picks: Mapping[int, FormId | None]
) -> tuple[Match, ...]:
    by_id = {one.form_id: one for one in summaries}
    return tuple(
        chosen_match(by_id.get(picks[number] or FormId("")), one) if number in picks else one
        for number, one in enumerate(found)
    )
