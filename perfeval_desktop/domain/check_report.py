"""The findings on several forms as one list, with how often each kind was found."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from perfeval_desktop.domain.findings import Code, Finding, Severity


class ReportedForm(NamedTuple):
    """A form of the report, named as lists name it, with what was found and what was set aside.

    ``id`` is what it is looked up by; ``standing`` its total and its grade as printed, ``""`` without points.
    """

    id: str
    project: str
    unit: str
    year: int
    standing: str
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


class ReportedKind(NamedTuple):
    """How often a check has found something, and on how many forms; ``title`` is that of the check guide."""

    code: Code
    title: str
    findings: int
    forms: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The forms in the order of their list, and the kinds of findings, the most frequent first.

    What was set aside counts nowhere but in ``accepted``.
    """

    forms: tuple[ReportedForm, ...]
    kinds: tuple[ReportedKind, ...]

    @property
    def severities(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        counts = Counter(finding.severity for form in self.forms for finding in form.findings)
        return {severity: counts[severity] for severity in Severity}

    @property
    def accepted(self) -> int:
        """How many findings were set aside."""
        return sum(len(form.accepted) for form in self.forms)

    @property
    def summary(self) -> str:
        """All in one line: ``共检查 12 张表：错误 3，提醒 5，建议 0，已说明 1``."""
        counts = [f"{severity.label} {count}" for severity, count in self.severities.items()]
        aside = [f"已说明 {self.accepted}"] if self.accepted else []
        return f"共检查 {len(self.forms)} 张表：{'，'.join((*counts, *aside))}"
