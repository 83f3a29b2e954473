import sys
from typing import NoReturn

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from perfeval_ui.self_test.step import SelfTestError, Step, carry_out, expect


def well() -> str:
    return "well"


def fail() -> NoReturn:
    raise OSError("broken")


def leave() -> NoReturn:
    sys.exit(3)


def interrupt() -> NoReturn:
    raise KeyboardInterrupt


def test_a_failed_step_keeps_only_those_from_being_taken_that_build_on_it() -> None:
    taken = carry_out(
        [
            Step("a", fail),
            Step("b", well, needs="a"),
            Step("c", well, needs="b"),
            Step("d", well),
            Step("e", well, needs="d"),
        ]
    )
    assert [(one.step, one.passed, one.result.partition("（")[0]) for one in taken] == [
        ("a", False, "OSError：broken"),
        ("b", False, "没有进行：“a”没有通过"),
        ("c", False, "没有进行：“b”没有通过"),
        ("d", True, "well"),
        ("e", True, "well"),
    ]


def test_a_step_that_wants_to_end_the_program_has_failed() -> None:
    (outcome,) = carry_out([Step("a", leave)])
    assert not outcome.passed
    assert outcome.result.startswith("SystemExit：3（test_step.py:")


def test_the_user_may_interrupt_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(carry_out([Step("a", interrupt)]))


def test_what_goes_wrong_in_a_slot_counts_for_the_step_that_was_taken(qapp: QApplication) -> None:
    def look_well() -> str:
        QTimer.singleShot(0, fail)
        qapp.processEvents()
        return "well"

    hook = sys.excepthook
    first, second = carry_out([Step("a", look_well), Step("b", well)])
    assert not first.passed
    assert first.result.startswith("OSError：broken")
    assert second.passed
    assert sys.excepthook is hook


def test_what_is_not_as_expected_is_named() -> None:
    expect("表数", 7, 7)
    with pytest.raises(SelfTestError, match="表数应为 7，实为 6"):
        expect("表数", 6, 7)
