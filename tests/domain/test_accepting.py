"""A finding is set aside with a reason, stays on record, and can be asked for again."""

import pytest

from perfeval_desktop.domain.accepting import accepting, asking_again
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Accepted, Form
from perfeval_desktop.errors import EntryError
from sound_form import EFFECT, TRAININGS, findings, sound_form, with_row

SPOILT = with_row(EFFECT, with_row(TRAININGS, reason="**"), reason="**")


def finding(form: Form, code: Code = Code.PLACEHOLDER) -> Finding:
    (one,) = (one for one in findings(form) if one.code is code)
    return one


def test_it_is_set_aside_at_all_its_places_with_the_reason() -> None:
    form = accepting(SPOILT, finding(SPOILT), " 表样如此 ")
    assert {one.reason for one in form.accepted} == {"表样如此"}
    assert [one.place for one in form.accepted] == list(finding(SPOILT).places)
    assert finding(form).accepted_for == "表样如此"
    assert finding(SPOILT).accepted_for == ""


def test_half_a_character_in_a_reason_is_none_that_a_file_refuses() -> None:
    form = accepting(SPOILT, finding(SPOILT), "表样如此\ud842")
    assert {one.reason for one in form.accepted} == {"表样如此�"}


def test_another_reason_takes_the_place_of_the_first() -> None:
    form = accepting(SPOILT, finding(SPOILT), "表样如此")
    form = accepting(form, finding(form), "主管部门同意")
    assert [one.reason for one in form.accepted] == ["主管部门同意"] * 2


def test_it_can_be_asked_for_again_and_others_stay_aside() -> None:
    other = Accepted("placeholder", finding(SPOILT).place._replace(column="name"), "别的")
    form = accepting(Form(SPOILT.template, 2023, accepted=(other,)), finding(SPOILT), "表样如此")
    assert asking_again(form, finding(SPOILT)).accepted == (other,)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_is_not_set_aside(reason: str) -> None:
    with pytest.raises(EntryError, match="请写明为什么不用改"):
        accepting(SPOILT, finding(SPOILT), reason)


def test_once_the_check_says_something_else_it_is_back() -> None:
    form = with_row(TRAININGS, actual="9场", score="19", reason="少办一场")
    form = accepting(form, finding(form, Code.PARTIAL_SCORE), "按合同")
    assert finding(form, Code.PARTIAL_SCORE).accepted_for == "按合同"
    assert finding(with_row(TRAININGS, form, score="19.5"), Code.PARTIAL_SCORE).accepted_for == ""


def test_a_form_nothing_is_wrong_with_has_nothing_aside() -> None:
    assert findings(sound_form()) == ()
