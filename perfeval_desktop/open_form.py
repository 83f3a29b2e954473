"""A form with everything that follows from it: its template, score sheet and findings."""

from dataclasses import dataclass

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.report.missing import printing_findings
from perfeval_desktop.store import FormId, Outline, Standing

_ = (Role, place_of)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as it is to be seen: with the keystrokes of an open editor, scored and checked."""

    form_id: FormId
    template: Template
    form: Form
    facts: Facts
    sheet: ScoreSheet
    findings: tuple[Finding, ...]
    trouble: StorageError | None = None

    @property
    def outline(self) -> Outline:
        """What lists show of it."""
        severities = [finding.severity for finding in self.findings]
        standing = Standing(
            total=self.sheet.total if self.template.has_points else None,
            grade=self.sheet.grade,
            is_complete=self.sheet.is_complete,
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            rules_version=1,
        )
        facts = self.facts
        return Outline(
            self.template.kind, facts.project, facts.project_code, facts.department,
            facts.implementing_unit, None, None, standing,
        )


def view(template: Template, form_id: FormId, form: Form) -> OpenForm:
    """Return ``form`` scored and checked."""
    read = facts(template, form)
    sheet = score(template, read)
    return OpenForm(form_id, template, form, read, sheet, check(template, form, read, sheet, besides=printing_findings(template, form)))
