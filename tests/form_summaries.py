"""Lines of the project tree, made up."""

from decimal import Decimal

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.store import FormId, FormSummary, Standing


def form_id(number: int) -> FormId:
    """Return an id that sorts by ``number``, as ids made one after the other do."""
    return FormId(f"018f{number:08x}-7000-8000-0000-000000000000")


def listed(
    number: int,
    *,
    year: int = 2023,
    department: str = "区科委",
    unit: str = "信息中心",
    project: str | None = None,
    state: FormState = FormState.DRAFT,
    standing: Standing | None = None,
    kind: FormKind = FormKind.SELF_ASSESSMENT,
) -> FormSummary:
    """Return the line of form ``number``."""
    return FormSummary(
        form_id=form_id(number),
        rev=1,
        year=year,
        kind=kind,
        template="minhang-2023",
        digest="0123456789abcdef",
        project=f"项目{number}" if project is None else project,
        project_code="",
        department=department,
        implementing_unit=unit,
        state=state,
        adjusted=None,
        executed=None,
        changed_by="",
        standing=standing or standing_of("99.97"),
    )


def standing_of(
    total: str | None,
    grade: str | None = "优",
    *,
    is_complete: bool = True,
    errors: int = 0,
    warnings: int = 0,
) -> Standing:
    """Return how a form stands; without a total, one that gives no points."""
    points = None if total is None else Decimal(total)
    return Standing(points, grade, is_complete, errors, warnings, rules_version=1)
