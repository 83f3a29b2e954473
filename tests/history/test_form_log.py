from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from histories import lives, log_of, revision
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.history.form_log import FormLog
from small_forms import TRAININGS, clean_form, with_cell

FIRST = clean_form()
SECOND = with_cell(TRAININGS, "actual", "13场")
THIRD = with_cell(TRAININGS, "actual", "14场").with_year(2024)


def test_the_form_is_had_as_it_was_before_and_after_each_change() -> None:
    log = log_of(FIRST, SECOND, THIRD)
    assert [log.after(number) for number in (3, 1, 2)] == [THIRD, FIRST, SECOND]
    assert [log.before(number) for number in (3, 1, 2)] == [SECOND, FIRST, FIRST]


def test_states_are_worked_out_once() -> None:
    log = log_of(FIRST, SECOND, THIRD)
    assert log.after(1) is log.after(1)
    assert log.before(3) is log.after(2)


def test_a_state_that_the_log_does_not_lead_to_is_told() -> None:
    log = FormLog(FIRST, [revision(1, difference(SECOND, THIRD)), revision(2)])
    assert log.after(1) == FIRST
    with pytest.raises(StorageError) as told:
        log.before(1)
    assert told.value.kind is StorageErrorKind.CORRUPT


@given(lives())
def test_every_state_comes_back(states: Sequence[Form]) -> None:
    log = log_of(*states)
    assert [log.after(number) for number in range(1, len(states) + 1)] == [
        replace(one, made=log.after(number).made) for number, one in enumerate(states, 1)
    ]
