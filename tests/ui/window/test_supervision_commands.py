from PySide6.QtWidgets import QApplication

from perfeval_ui.renaming.dialog import RenamingDialog
from perfeval_ui.window.main_window import MainWindow
from ui.office import dialog_of
from ui.window_driver import bar


def test_offices_are_renamed_and_undoing_it_is_offered(full_window: MainWindow) -> None:
    full_window.actions_.rename_offices.trigger()
    dialog = dialog_of(RenamingDialog)
    dialog.picker.table.toggle([0])
    dialog.new.setText("新局")
    dialog.rename.click()
    QApplication.processEvents()
    assert "的主管部门改为“新局”" in bar(full_window)
