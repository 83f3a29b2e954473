"""Stand-in: where a number comes from."""

from perfeval_desktop.domain.facts import Facts
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template


def explain_execution(template: Template, facts: Facts, sheet: ScoreSheet) -> str:
    """Return where the score of the execution rate comes from."""
    del template, facts, sheet
    return ""


def explain_indicator(template: Template, facts: Facts, sheet: ScoreSheet, row: int) -> str:
    """Return where the score of an indicator comes from."""
    del template, facts, sheet, row
    return ""


def explain_total(template: Template, facts: Facts, sheet: ScoreSheet) -> str:
    """Return where the total comes from."""
    del template, facts
    return f"{sheet.total}"
