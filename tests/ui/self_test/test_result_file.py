import json

from PySide6.QtWidgets import QApplication

from perfeval_ui.self_test.result_file import _loaded, report_text
from perfeval_ui.self_test.step import Outcome


def test_it_tells_how_the_steps_went_and_of_what_the_program_is_made(qapp: QApplication) -> None:
    report = json.loads(
        report_text(
            [Outcome("a", passed=True, result="甲", milliseconds=5), Outcome("b", passed=False, result="乙")],
            loading=0.25,
            seconds=1,
        )
    )
    assert report["passed"] is False
    assert report["steps"][0] == {"step": "a", "passed": True, "result": "甲", "milliseconds": 5}
    assert (report["loading_ms"], report["seconds"]) == (250, 1)
    assert report["platform"] == qapp.platformName()
    assert (report["frozen"], report["portable"]) == (False, False)


def test_what_is_not_loaded_has_no_version() -> None:
    assert _loaded("no_such_module", "VERSION") is None
