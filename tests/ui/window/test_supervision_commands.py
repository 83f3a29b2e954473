from PySide6.QtWidgets import QApplication

from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.unit_progress import UnitProgressDialog
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


def test_progress_stands_beside_the_window_once(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.actions_.progress.trigger()
    full_window.actions_.progress.trigger()
    (dialog,) = full_window.findChildren(UnitProgressDialog)
    assert not dialog.isModal()
    dialog.unit_chosen.emit(form_ids[1:3])
    assert set(full_window.tree.selected_forms()) == set(form_ids[1:3])
    dialog.copied.emit([["年度", "表"], ["2023", "1"]])
    data = QApplication.clipboard().mimeData()
    assert data.text() == "年度\t表\n2023\t1"
    assert "<table>" in data.html()
    dialog.reject()
    full_window.actions_.progress.trigger()
    assert len([one for one in full_window.findChildren(UnitProgressDialog) if one.isVisible()]) == 1
    full_window.close()
    assert not [one for one in full_window.findChildren(UnitProgressDialog) if one.isVisible()]
