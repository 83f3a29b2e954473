"""A form with everything that follows from it: its template, facts, score sheet and findings."""

from dataclasses import dataclass, replace

from perfeval_desktop.domain.checks import check, judged_form
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.columns import RowRole
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.fund_lines import FundLine
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.printing.unprintable import unprintable_characters
from perfeval_desktop.store import Entry, FormId, Outline, Standing, StoredForm

# Raised whenever scoring or checks come to other results for forms as they are: standings that are kept with
# forms are then made anew, and those of final forms held against what the new rules say. Before there was
# this number, the rules were rules 1.
RULES_VERSION = 6


@dataclass(frozen=True, slots=True)
class EvaluatedForm:
    """A form as it is to be seen: with the keystrokes of an open editor, scored and checked.

    ``findings`` are those to be seen to, ``accepted`` those that the user has set aside with a reason.
    ``save_error`` is why the last commit could not be saved, ``None`` when all shown is saved or a preview.
    ``newer_template`` is the present text of its template, where the form was made with another one.
    ``kept_standing`` is how a final form stood when it became final, where the present rules say otherwise.
    """

    form_id: FormId
    template: Template
    form: Form
    facts: Facts
    sheet: ScoreSheet
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    save_error: StorageError | None = None
    newer_template: Template | None = None
    kept_standing: Standing | None = None

    @property
    def errors(self) -> int:
        """How many findings weigh as errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def judged(self) -> Judged:
        """The form as the checks read it, made anew each time: what remedies are worked out from."""
        return judged_form(
            self.template, self.form, self.facts, self.sheet, unprintable=unprintable_characters
        )

    @property
    def standing(self) -> Standing:
        """How the form stands."""
        return Standing(
            total=self.sheet.total if self.template.has_points else None,
            grade=self.sheet.grade,
            is_complete=self.sheet.is_complete,
            errors=self.errors,
            warnings=sum(finding.severity is Severity.WARNING for finding in self.findings),
            rules_version=RULES_VERSION,
        )

    @property
    def outline(self) -> Outline:
        """What lists show of it."""
        fund = self._fund
        return Outline(
            kind=self.template.kind,
            project=self.facts.project,
            project_code=self.facts.project_code,
            department=self.facts.department,
            implementing_unit=self.facts.implementing_unit,
            adjusted=None if fund is None else fund.initial if fund.adjusted is None else fund.adjusted,
            executed=None if fund is None else fund.executed,
            standing=self.standing,
        )

    @property
    def entry(self) -> Entry:
        """The form to be stored."""
        return Entry(self.form, self.template, self.outline)

    @property
    def _fund(self) -> FundLine | None:
        """The line that stands for all funds: in the grid with executed amounts, else in the first one."""
        block = self.template.funding or next(iter(self.template.fundings), None)
        lines = () if block is None else self.sheet.funds[block.key]
        return next((line for line in lines if line.role is RowRole.TOTAL), lines[0] if lines else None)


def evaluate(
    template: Template, form_id: FormId, form: Form, *, newer: Template | None = None
) -> EvaluatedForm:
    """Return ``form`` scored and checked under ``template``.

    ``newer`` as in :attr:`EvaluatedForm.newer_template`.
    """
    read = facts(template, form)
    sheet = score(template, read)
    findings = check(template, form, read, sheet, unprintable=unprintable_characters)
    accepted: tuple[Finding, ...] = ()
    if form.accepted:
        accepted = tuple(one for one in findings if one.accepted_for)
        findings = tuple(one for one in findings if not one.accepted_for)
    return EvaluatedForm(form_id, template, form, read, sheet, findings, accepted, newer_template=newer)


def with_kept_standing(shown: EvaluatedForm, stored: StoredForm) -> EvaluatedForm:
    """Return ``shown`` with the standing kept with a final form, where it is another one than that of now."""
    if FormState.FINAL is not shown.form.state or stored.form.state is not FormState.FINAL:
        return shown
    kept = stored.outline.standing
    now = shown.standing
    return (
        shown if kept._replace(rules_version=now.rules_version) == now else replace(shown, kept_standing=kept)
    )
