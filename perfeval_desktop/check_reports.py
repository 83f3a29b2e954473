"""The report on several forms, made of the forms as they were checked; and as JSON."""

from collections import Counter
from collections.abc import Iterable

from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.domain.check_report import CheckReport, ReportedForm, ReportedKind
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.printing.form_names import form_names


def reported(shown: EvaluatedForm) -> ReportedForm:
    """Return a form as the report has it."""
    names = form_names(shown.template, shown.form)
    standing = shown.standing
    total = "" if standing.total is None else f"{points_text(standing.total)} 分"
    return ReportedForm(
        id=shown.form_id,
        project=names.project,
        unit=names.unit,
        year=shown.form.year,
        standing=" ".join(filter(None, (total, standing.grade))),
        findings=shown.findings,
        accepted=shown.accepted,
    )


def check_report(forms: Iterable[ReportedForm]) -> CheckReport:
    """Return the report on ``forms``, in their order."""
    work = tuple(forms)
    found = Counter(finding.code for form in work for finding in form.findings)
    in_forms = Counter(code for form in work for code in {finding.code for finding in form.findings})
    guide = check_guide()
    kinds = tuple(
        ReportedKind(code, guide[code].title, count, in_forms[code]) for code, count in found.most_common()
    )
    return CheckReport(work, kinds)


def report_values(report: CheckReport) -> dict[str, object]:
    """Return the report as JSON has it: counts by severity and by kind, then the findings form by form."""
    return {
        "forms": len(report.forms),
        "severities": {severity.value: count for severity, count in report.severities.items()},
        "accepted": report.accepted,
        "kinds": [
            {"code": one.code.value, "title": one.title, "findings": one.findings, "forms": one.forms}
            for one in report.kinds
        ],
        "list": [
            {
                "id": form.id,
                "project": form.project,
                "unit": form.unit,
                "fiscal_year": form.year,
                "findings": [finding_values(one) for one in (*form.findings, *form.accepted)],
            }
            for form in report.forms
        ],
    }


def finding_values(finding: Finding) -> dict[str, object]:
    """Return a finding as JSON has it; ``accepted_for`` is there where it was set aside."""
    values: dict[str, object] = {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "where": finding.place.path,
        "also": [place.path for place in finding.others],
        "message": finding.message,
    }
    return {**values, "accepted_for": finding.accepted_for} if finding.accepted_for else values
