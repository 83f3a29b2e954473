"""What is offered for a finding, and the form after one of the remedies."""

from perfeval_desktop.domain.checks import check, judged_form
from perfeval_desktop.domain.checks.cell_reader import Unprintable, all_printable
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.remedies import Remedy, remedied, remedies_of
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from sound_form import NATIONAL


def judged_of(form: Form, template: Template, unprintable: Unprintable = all_printable) -> Judged:
    """Return ``form`` as the checks read it."""
    read = facts(template, form)
    return judged_form(template, form, read, score(template, read), unprintable=unprintable)


def findings_with_remedies(
    form: Form, template: Template = NATIONAL, unprintable: Unprintable = all_printable
) -> list[tuple[Finding, tuple[Remedy, ...]]]:
    """Return the findings on ``form``, each with what is offered."""
    judged = judged_of(form, template, unprintable)
    found = check(template, form, judged.facts, judged.sheet, unprintable=unprintable)
    return [(finding, remedies_of(judged, finding)) for finding in found]


def offered(
    form: Form, code: Code, template: Template = NATIONAL, unprintable: Unprintable = all_printable
) -> dict[str, Remedy]:
    """Return what is offered for the findings of a check on ``form``, by the label; there is at least one."""
    found = [
        remedies
        for finding, remedies in findings_with_remedies(form, template, unprintable)
        if finding.code is code
    ]
    assert found
    return {one.label: one for remedies in found for one in remedies}


def mended(form: Form, code: Code, label: str, template: Template = NATIONAL) -> Form:
    """Return ``form`` after the remedy ``label``; the finding it was for is gone then."""
    after = remedied(template, form, offered(form, code, template)[label])
    codes = [finding.code for finding, _ in findings_with_remedies(after, template)]
    assert code not in codes, codes
    return after


def texts(remedy: Remedy) -> dict[str, str]:
    """Return what a remedy types, by the path of the cell."""
    return {place.path: text for place, text in remedy.entries}
