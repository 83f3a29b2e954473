from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.store import FormId, UnitYear
from perfeval_desktop.unit_progress import progress_total, unit_progress
from session_driver import SessionDriver
from small_forms import EFFECT, ONLY, clean_form, with_cell

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def of_unit(
    unit: str, state: FormState = FormState.DRAFT, *, year: int = 2023, form: Form | None = None
) -> Form:
    made = replace(form or clean_form(), state=state, year=year)
    return made.with_text(Place("head", ONLY, "implementing_unit"), unit)


def test_forms_are_counted_by_unit_and_year(driver: SessionDriver) -> None:
    ids = driver.create(
        of_unit("甲"),
        of_unit("甲", FormState.FINAL),
        of_unit("甲", FormState.IN_REVIEW, year=2022),
        of_unit("", FormState.RETURNED),
    )
    found = unit_progress(driver.session.summaries(), {})
    assert [(one.unit_year.year, one.department, one.unit, dict(one.states)) for one in found] == [
        (2023, "区教育局", "（未填实施单位）", {FormState.RETURNED: 1}),
        (2023, "区教育局", "甲", {FormState.DRAFT: 1, FormState.FINAL: 1}),
        (2022, "区教育局", "甲", {FormState.IN_REVIEW: 1}),
    ]
    assert found[1].unit_year == UnitYear(2023, "区教育局", "甲")
    assert found[1].form_ids == ids[:2]


def test_the_average_is_that_of_complete_totals(driver: SessionDriver) -> None:
    less = with_cell(EFFECT, "score", "39.99")
    unfinished = with_cell(EFFECT, "actual", "")
    driver.create(
        of_unit("甲"),
        of_unit("甲", form=less),
        of_unit("甲", form=unfinished),
        of_unit("乙", form=unfinished),
    )
    averages = {one.unit: one.average for one in unit_progress(driver.session.summaries(), {})}
    # Of 99.90 and 99.89, rounded half up.
    assert averages == {"甲": Decimal("99.90"), "乙": None}


def test_errors_are_added_up_and_the_latest_change_counts(driver: SessionDriver) -> None:
    first, second = driver.create(of_unit("甲"), of_unit("甲"))
    summaries = [
        one._replace(standing=one.standing._replace(errors=errors))
        for one, errors in zip(driver.session.summaries(), (2, 3), strict=True)
    ]
    (both,) = unit_progress(
        summaries, {first: DAY, second: DAY + timedelta(1), FormId("x"): DAY + timedelta(2)}
    )
    assert (both.errors, both.changed_at) == (5, DAY + timedelta(1))
    (none,) = unit_progress(summaries, {})
    assert none.changed_at is None


def test_the_whole_is_told_in_a_sentence(driver: SessionDriver) -> None:
    driver.create(of_unit("甲"), of_unit("甲", FormState.FINAL, year=2022), of_unit("乙", FormState.FINAL))
    total = progress_total(unit_progress(driver.session.summaries(), {}))
    assert total.words == "2 个单位，3 张表：填报中 1、待审核 0、已定稿 2、被退回 0；定稿 66%。"
    assert progress_total(()).words == "0 个单位，0 张表：填报中 0、待审核 0、已定稿 0、被退回 0；定稿 0%。"
