from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from perfeval_ui.widgets.progress import Progress


def test_it_says_how_far_and_at_what(parent: QWidget) -> None:
    with Progress("导出 PDF", 200, parent) as progress:
        (dialog,) = parent.findChildren(QProgressDialog)
        assert progress.show(11, "企业政策")
        assert dialog.labelText() == "12 / 200　企业政策"
        assert dialog.value() == 11
        assert progress.show(200, "企业政策")
        assert dialog.labelText() == "200 / 200　企业政策"


def test_pressing_cancel_ends_the_work(parent: QWidget) -> None:
    with Progress("导出 PDF", 200, parent) as progress:
        (dialog,) = parent.findChildren(QProgressDialog)
        assert progress.show(1, "企业政策")
        button = dialog.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        assert button.text() == "取消"
        button.click()
        assert not progress.show(2, "企业政策")


def test_nothing_is_left_when_the_work_ends(parent: QWidget) -> None:
    with Progress("导出 PDF", 2, parent):
        assert parent.findChildren(QProgressDialog)
    assert not any(dialog.isVisible() for dialog in parent.findChildren(QProgressDialog))
