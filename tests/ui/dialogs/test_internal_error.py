from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from perfeval_ui.dialogs.internal_error import InternalErrorDialog


def test_the_report_can_be_copied_before_work_goes_on(parent: QWidget) -> None:
    dialog = InternalErrorDialog("PerfEval 1 / Python 3\nValueError\n  app.py:1 main\n", parent)
    dialog.open()
    assert "已保存的内容不受影响" in dialog.message.text
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.report
    assert dialog.isVisible()
    assert dialog.copy_button.text() == "已复制"
    dialog.continue_button.click()
    assert not dialog.isVisible()
