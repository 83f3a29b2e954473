from threading import current_thread

import pytest
from pytestqt.qtbot import QtBot

from perfeval_ui.stores.background_task import BackgroundTask


def test_the_work_is_done_on_a_thread_of_its_own(qtbot: QtBot) -> None:
    task = BackgroundTask(current_thread)
    with qtbot.waitSignal(task.ended):
        task.start()
    assert task.result() is not current_thread()
    assert task.result().daemon


def test_what_the_work_raises_is_raised_where_its_result_is_asked_for(qtbot: QtBot) -> None:
    def fail() -> None:
        raise LookupError("as it was")

    task = BackgroundTask(fail)
    with qtbot.waitSignal(task.ended):
        task.start()
    with pytest.raises(LookupError, match="as it was"):
        task.result()
