"""Lines of the project tree, made up."""

from decimal import Decimal

from perfeval_desktop.domain_v1.form import FormState
from perfeval_desktop.storage.records import FormId, FormSummary, Standing


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
) -> FormSummary:
    """Return the line of form ``number``."""
    return FormSummary(
        form_id=form_id(number),
        rev=1,
        fiscal_year=year,
        department=department,
        implementing_unit=unit,
        project=f"项目{number}" if project is None else project,
        template="minhang-2023",
        state=state,
        standing=standing or standing_of("99.97"),
    )


def standing_of(
    total: str, grade: str | None = "优", *, is_complete: bool = True, errors: int = 0, warnings: int = 0
) -> Standing:
    """Return how a form stands."""
    return Standing(Decimal(total), grade, is_complete=is_complete, errors=errors, warnings=warnings)
