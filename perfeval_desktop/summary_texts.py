"""How a form is put into words where forms are listed, and how its words are looked for."""

import re
from decimal import Decimal

from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.store import FormSummary, Standing

_DECIMALS = 2
# Full-width Latin letters, digits and signs, and the full-width blank.
_WIDE = re.compile("[\u3000\uff01-\uff5e]+")


UNNAMED = "未命名项目"


def project_name(project: str) -> str:
    """Return a project's name on one line, as it stands in a sentence or a title."""
    return " ".join(project.split()) or UNNAMED


def project_text(summary: FormSummary) -> str:
    """Return the project's name on one line, or words that say it has none yet."""
    return " ".join(summary.project.split()) or f"（{UNNAMED}）"


def department_text(department: str) -> str:
    """Return the department's name on one line, or words that say it is not filled in."""
    return " ".join(department.split()) or "（未填主管部门）"


def unit_text(implementing_unit: str) -> str:
    """Return the implementing unit's name on one line, or words that say it is not filled in."""
    return " ".join(implementing_unit.split()) or "（未填实施单位）"


def total_text(standing: Standing) -> str:
    """Return the total with two decimals, so that totals line up; more only where it has more.

    ``""`` for a form that gives no points.
    """
    if standing.total is None:
        return ""
    return f"{standing.total:.{max(_DECIMALS, _decimals(standing.total))}f}"


def searchable(text: str) -> str:
    """Return ``text`` as it is looked for: neither case nor the width of brackets and digits matters."""
    # Only full-width runs are made narrow: to pass all Chinese through it would take four times as long.
    return _WIDE.sub(_narrowed, text).casefold()


def _narrowed(run: re.Match[str]) -> str:
    return narrow(run[0])


def _decimals(points: Decimal) -> int:
    exponent = points.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
