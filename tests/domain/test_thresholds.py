from decimal import Decimal

import pytest

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.rules import USUAL_THRESHOLDS, Thresholds
from perfeval_desktop.domain.template import FORM_BLOCK, At
from perfeval_desktop.errors import TemplateError
from short_forms import short_template

GRID = '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target"\n'


def test_a_template_may_set_what_its_forms_are_checked_against() -> None:
    text = '[checks]\nexplained_execution = "0.8"\nlow_execution = "0.5"\noutput = "履职"\n'
    text += 'quantity = "任务"\nnumbered_names = true\nswitched_off = ["stale-year"]\n'
    assert short_template(text + GRID).thresholds == Thresholds(
        explained_execution=Decimal("0.8"),
        low_execution=Decimal("0.5"),
        output="履职",
        quantity="任务",
        numbered_names=True,
        switched_off=frozenset({"stale-year"}),
    )


def test_what_it_does_not_set_is_as_usual() -> None:
    assert short_template(GRID).thresholds == USUAL_THRESHOLDS
    assert USUAL_THRESHOLDS.explained_execution == Decimal("0.9")


@pytest.mark.parametrize("line", ['explained_execution = "90"', 'low_execution = "-1"', 'rate = "1"'])
def test_a_share_is_between_nothing_and_all(line: str) -> None:
    with pytest.raises(TemplateError, match=r"checks\."):
        short_template(f"[checks]\n{line}\n{GRID}")


def test_a_box_for_the_note_comes_before_the_note_that_every_form_has() -> None:
    assert short_template(GRID).at(Role.EXECUTION_NOTE) == At(FORM_BLOCK, "execution_note")
    box = '[[blocks]]\ntype = "texts"\ncolumns = [{ role = "execution_note", key = "why" }]\n'
    assert short_template(GRID + box).at(Role.EXECUTION_NOTE) == At("texts", "why")


@pytest.mark.parametrize("code", ["slate-year", "entry"])
def test_a_check_that_there_is_not_or_that_has_to_be_cannot_be_switched_off(code: str) -> None:
    with pytest.raises(TemplateError, match=f"switched_off.1.”有误：没有叫“{code}”的检查，或不能关"):
        short_template(f'[checks]\nswitched_off = ["{code}"]\n{GRID}')
