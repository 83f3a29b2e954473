"""What a reviewer would send a form back for: values, each with its place and a sentence that helps."""

from dataclasses import dataclass
from enum import StrEnum

from perfeval_desktop.domain.form import Place


class Severity(StrEnum):
    """How much a finding weighs, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The severity in the clerk's words."""
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "建议"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the check, its weight, the exact place, and a sentence.

    The sentence says where, what, and what to do.
    """

    code: str
    severity: Severity
    place: Place
    message: str
