"""The program says what a reviewer would surely say of a form, and nothing that a reviewer would not."""

import pytest

from deserved import UNDESERVED, UNSAID, Excuse, JudgedForm, judged_forms, judged_samples
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.scoring import Origin, score

SAMPLES, FORMS = judged_samples(), judged_forms()
ALL = SAMPLES + FORMS
of_each_form = pytest.mark.parametrize(
    "judged",
    ALL,
    ids=[f"sample-{one.name}" for one in SAMPLES] + [f"form-{one.name}" for one in FORMS],
)


def test_every_form_has_something_that_must_be_said() -> None:
    assert len(FORMS) == 20
    assert all(one.must for one in FORMS)


@of_each_form
def test_what_a_reviewer_would_surely_say_is_found(judged: JudgedForm) -> None:
    assert [line for line in judged.unsaid if judged.excuse(line) is None] == []


@of_each_form
def test_nothing_is_found_that_a_reviewer_would_not_say(judged: JudgedForm) -> None:
    assert [one for one in judged.undeserved if (judged.name, *one[:3]) not in UNDESERVED] == []


def test_there_is_no_exception_for_what_is_right_by_now() -> None:
    unsaid = {(one.name, line.code, line.block, line.row) for one in ALL for line in one.unsaid}
    undeserved = {(one.name, *made[:3]) for one in ALL for made in one.undeserved}
    assert unsaid == UNSAID.keys()
    assert undeserved == UNDESERVED


@pytest.mark.parametrize("key", [key for key, why in UNSAID.items() if why is Excuse.FILLED])
def test_a_score_that_is_not_asked_for_is_filled_in(key: tuple[str, str, str, str]) -> None:
    name, _, block, row = key
    (judged,) = (one for one in FORMS if one.name == name)
    if block == "funding":
        execution = score(judged.template, facts(judged.template, judged.form)).execution
        assert (execution.origin, execution.value) == (Origin.RULE, execution.weight)
    else:
        # The actual is asked for first; from it the score follows.
        assert ("required", "indicators", row) in [one[:3] for one in judged.made]
