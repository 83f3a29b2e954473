"""What is known of the forms that were looked at last."""

import pytest

from perfeval_desktop import form_evaluator
from perfeval_desktop.domain.form import Form
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import FormId
from session_driver import FIRST, SessionDriver
from small_forms import CATALOGUE

ONE, OTHER = FormId("one"), FormId("other")


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[Form]:
    """Return the forms that are scored and checked from now on."""
    seen: list[Form] = []

    def noted(*arguments: object, **named: object) -> EvaluatedForm:
        shown: EvaluatedForm = evaluate(*arguments, **named)  # type: ignore[arg-type]  # passed on
        seen.append(shown.form)
        return shown

    monkeypatch.setattr(form_evaluator, "evaluate", noted)
    return seen


@pytest.fixture
def evaluator(driver: SessionDriver) -> FormEvaluator:
    return FormEvaluator(CATALOGUE, driver.store)


def test_a_form_that_was_just_looked_at_is_not_scored_again(
    evaluator: FormEvaluator, evaluated: list[Form]
) -> None:
    first = evaluator.evaluate(ONE, FIRST)
    changed = evaluator.evaluate(ONE, FIRST.with_year(2031))
    assert len(evaluated) == 2
    equal = FIRST.with_year(2031).with_year(FIRST.year)
    again = evaluator.evaluate(ONE, equal)
    assert len(evaluated) == 2
    assert again == first
    assert again.form is equal
    assert changed.form.year == 2031


def test_equal_forms_of_two_projects_are_two(evaluator: FormEvaluator, evaluated: list[Form]) -> None:
    shown = [evaluator.evaluate(form_id, FIRST) for form_id in (ONE, OTHER)]
    assert [one.form_id for one in shown] == [ONE, OTHER]
    assert len(evaluated) == 2


def test_only_a_few_are_kept(evaluator: FormEvaluator, evaluated: list[Form]) -> None:
    for year in (2021, 2022, 2023, 2024, 2025):
        evaluator.evaluate(ONE, FIRST.with_year(year))
    evaluator.evaluate(ONE, FIRST.with_year(2021))
    assert len(evaluated) == 6
