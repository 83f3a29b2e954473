"""A form with everything that follows from it: its template, score sheet and findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from perfeval_desktop.domain_v1.checks import check
from perfeval_desktop.domain_v1.findings import Finding, Severity
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.scoring import ScoreSheet, score
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.report.missing import printing_findings
from perfeval_desktop.storage.records import FormId, FormSummary, Standing, StoredForm


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as it is to be seen: with the keystrokes of an open editor, scored and checked.

    ``trouble`` is why the last commit could not be saved, ``None`` when all shown is saved or a preview.
    """

    form_id: FormId
    template: Template
    form: SelfAssessment
    sheet: ScoreSheet
    findings: tuple[Finding, ...]
    trouble: StorageError | None = None

    @property
    def standing(self) -> Standing:
        """What the project tree shows of it."""
        severities = [finding.severity for finding in self.findings]
        return Standing(
            total=self.sheet.total,
            grade=self.sheet.grade,
            is_complete=self.sheet.is_complete,
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
        )


def view(templates: Mapping[str, Template], form_id: FormId, form: SelfAssessment) -> OpenForm:
    """Return ``form`` scored and checked. Raises :class:`TemplateError` where its template is missing."""
    template = templates[form.template]
    sheet = score(template, form)
    findings = check(template, form, sheet, besides=printing_findings(template, form))
    return OpenForm(form_id, template, form, sheet, findings)


def summary(stored: StoredForm, shown: OpenForm) -> FormSummary:
    """Return the line of the project tree for a form just saved."""
    form = stored.form
    return FormSummary(
        form_id=stored.form_id,
        rev=stored.rev,
        fiscal_year=form.fiscal_year,
        department=form.department,
        implementing_unit=form.implementing_unit,
        project=form.project,
        template=form.template,
        state=form.state,
        standing=shown.standing,
    )
