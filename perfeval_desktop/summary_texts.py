"""How a form is put into words where forms are listed: in the project tree and in the recycle bin."""

from decimal import Decimal

from perfeval_desktop.store import FormSummary, Standing

_DECIMALS = 2


def project_text(summary: FormSummary) -> str:
    """Return the project's name on one line, or words that say it has none yet."""
    return " ".join(summary.project.split()) or "（未命名项目）"


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


def _decimals(points: Decimal) -> int:
    exponent = points.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
