"""How a form is put into words where forms are listed, and how its words are looked for."""

from decimal import Decimal

from perfeval_desktop.domain.hidden_characters import HARMLESS
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.store import FormSummary, Standing

_DECIMALS = 2
# What nobody sees, what turns a text around, and what changes only how the character before it is drawn.
_HIDDEN = (
    HARMLESS
    + "\u202e\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    + "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = Pattern(f"[{_HIDDEN}]+")
# That, full-width Latin letters, digits and signs, the full-width blank and the one that breaks no line.
_WIDE = Pattern(f"[{_HIDDEN}\u00a0\u3000\uff01-\uff5e]+")
_BLANKS = Pattern(r"[\s\x00-\x1f\x7f-\x9f]+")


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


def seen(text: str) -> str:
    """Return ``text`` without what cannot be seen in it."""
    return _UNSEEN.sub("", text)


def searchable(text: str) -> str:
    """Return ``text`` as it is looked for: neither case nor width matters, nor what cannot be seen in it."""
    # Only full-width runs are made narrow: to pass all Chinese through it would take four times as long.
    return _WIDE.sub(_narrowed, text).casefold()


def folded(text: str) -> str:
    """Return ``text`` as it is looked for where blanks do not matter either."""
    return _BLANKS.sub("", searchable(text))


def _narrowed(run: Match) -> str:
    return narrow(seen(run[0]))


def _decimals(points: Decimal) -> int:
    exponent = points.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
