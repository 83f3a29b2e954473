"""Findings made up, without a form they were found on."""

from perfeval_desktop.domain.findings import Code, Finding, Severity
from ui.page_driver import PROJECT


def finding(severity: Severity, message: str) -> Finding:
    """Return a finding about the name of the project."""
    return Finding(Code.ENTRY, severity, PROJECT, message)
