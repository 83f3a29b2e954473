from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from perfeval_desktop.storage.store import Store
from perfeval_ui.window.main_window import MainWindow
from ui.window_driver import bar, projects

pytestmark = pytest.mark.usefixtures("home")


def chosen(window: MainWindow, file: Path) -> None:
    """Choose the command in the menu, and ``file`` in its dialog."""
    window.actions_.diagnose.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == "txt"
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_the_report_tells_of_screen_and_store_and_of_no_form(
    full_window: MainWindow, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "诊断.txt"
    chosen(full_window, file)
    QApplication.processEvents()
    told = file.read_text(encoding="utf-8")
    for words in ("Qt：6.", "屏幕 1：", "平台：offscreen", "打开方式：可写", "表：7 张，回收站 0 张"):
        assert words in told
    assert [one for one in projects(store) if one in told] == []
    assert "诊断文件已写好" in bar(full_window)


def test_where_it_cannot_be_written_that_is_told(full_window: MainWindow, tmp_path: Path) -> None:
    chosen(full_window, tmp_path / "没有" / "诊断.txt")
    QApplication.processEvents()
    assert "不存在或已断开" in bar(full_window)
