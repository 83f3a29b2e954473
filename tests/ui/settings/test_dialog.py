"""The dialog 设置 on the window: every page, with real keys and clicks; what is set holds at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from perfeval_desktop.errors import TemplateError
from perfeval_ui.defaults import FolderUse, NewProjectDefaults, set_folder
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.settings.dialog import SettingsDialog
from perfeval_ui.settings.folders_page import FoldersPage
from perfeval_ui.settings.looks_page import LooksPage
from perfeval_ui.settings.new_project_page import NewProjectPage
from perfeval_ui.settings.page import SettingsPage
from perfeval_ui.settings.typing_page import TypingPage
from perfeval_ui.text_size import choose_text_size
from perfeval_ui.theme import Scheme, has_high_contrast
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import dialog_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _usual_again(restored_app: QApplication) -> Iterator[None]:
    yield
    choose_text_size(100)
    restored_app.setProperty("usual_text_size", None)


@pytest.fixture
def dialog(full_window: MainWindow) -> SettingsDialog:
    """Press Ctrl+, in the window on the samples."""
    assert full_window.isVisible()
    press(Qt.Key.Key_Comma, CTRL)
    return dialog_of(SettingsDialog)


def new_projects(dialog: SettingsDialog) -> NewProjectPage:
    page = dialog.pages[0]
    assert isinstance(page, NewProjectPage)
    return page


def folders(dialog: SettingsDialog) -> FoldersPage:
    page = dialog.pages[1]
    assert isinstance(page, FoldersPage)
    return page


def looks(dialog: SettingsDialog) -> LooksPage:
    page = dialog.pages[2]
    assert isinstance(page, LooksPage)
    return page


def typing(dialog: SettingsDialog) -> TypingPage:
    page = dialog.pages[3]
    assert isinstance(page, TypingPage)
    return page


def restore(dialog: SettingsDialog, page: SettingsPage) -> None:
    """Go to a page and restore its defaults."""
    dialog.names.setCurrentRow(dialog.pages.index(page))
    dialog.restore_button.click()


def test_the_keyboard_alone_goes_from_page_to_page(dialog: SettingsDialog) -> None:
    assert focus() is dialog.names
    titles = []
    for _ in dialog.pages:
        titles.append(dialog.pages[dialog.stack.currentIndex()].title)
        press(Qt.Key.Key_Down)
    assert titles == ["新建项目", "文件夹与备份", "外观", "填写"]
    press(Qt.Key.Key_Tab)
    assert focus() is typing(dialog).stop_everywhere
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_everything_has_a_name_for_a_screen_reader(dialog: SettingsDialog) -> None:
    widgets = [one for one in dialog.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [
        one
        for one in widgets
        if not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
        and one.objectName() != "qt_spinbox_lineedit"
        # Not the list that a box opens.
        and one.window() is dialog
    ]
    assert [(type(one).__name__, type(one.parent()).__name__) for one in nameless] == []


def test_a_new_project_begins_with_what_was_set(
    dialog: SettingsDialog, full_window: MainWindow, settings: QSettings
) -> None:
    page = new_projects(dialog)
    page.template.setCurrentIndex(page.template.count() - 1)
    page.department.setFocus()
    type_text("区科委")
    page.implementing_unit.setText(" 信息中心 ")
    kept = NewProjectDefaults.kept_in(settings)
    assert kept == NewProjectDefaults(page.template.currentData(), "区科委", "信息中心")
    dialog.close()
    full_window.actions_.new.trigger()
    new = dialog_of(NewProjectDialog)
    assert new.template_list.template is not None
    assert new.template_list.template.id == kept.template
    assert (new.department.currentText(), new.implementing_unit.currentText()) == ("区科委", "信息中心")


def test_what_was_set_for_new_projects_is_shown_and_taken_back(
    dialog: SettingsDialog, full_window: MainWindow, settings: QSettings
) -> None:
    new_projects(dialog).department.setText("区科委")
    dialog.close()
    full_window.actions_.settings.trigger()
    again = dialog_of(SettingsDialog)
    assert new_projects(again).department.text() == "区科委"
    restore(again, new_projects(again))
    assert NewProjectDefaults.kept_in(settings) == NewProjectDefaults()
    assert new_projects(again).department.text() == ""


def test_names_that_are_known_are_offered(dialog: SettingsDialog, full_window: MainWindow) -> None:
    completer = new_projects(dialog).department.completer()
    assert completer is not None
    form = next(iter(full_window.tree.model.forms()))
    completer.setCompletionPrefix(form.department[:2])
    assert completer.currentCompletion().startswith(form.department[:2])


def test_a_template_that_cannot_be_read_or_is_no_more_is_not_offered(
    settings: QSettings, parent: QWidget
) -> None:
    class Broken(dict[str, object]):
        def __getitem__(self, key: str) -> object:
            raise TemplateError(key)

    NewProjectDefaults(template="gone").keep(settings)
    page = NewProjectPage(settings, Broken(bad=None), [], [], parent)  # type: ignore[arg-type]  # it breaks
    assert page.template.count() == 1
    assert page.template.currentData() == ""


def test_a_folder_is_chosen_shown_and_given_up(
    dialog: SettingsDialog, full_window: MainWindow, settings: QSettings, tmp_path: Path
) -> None:
    row = folders(dialog).folders[FolderUse.EXPORT]
    row.choose_button.click()
    chooser = dialog_of(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    chooser.reject()
    assert set_folder(settings, FolderUse.EXPORT) == str(tmp_path)
    assert row.line.text() == str(tmp_path)
    settings.setValue("export/folder", str(tmp_path.parent))
    assert full_window.commands.paper.exporter.folder == tmp_path
    row.clear_button.click()
    assert set_folder(settings, FolderUse.EXPORT) == ""
    assert not row.clear_button.isEnabled()
    assert full_window.commands.paper.exporter.folder == tmp_path.parent


def test_imports_begin_in_the_folder_that_was_set(
    dialog: SettingsDialog, full_window: MainWindow, tmp_path: Path
) -> None:
    row = folders(dialog).folders[FolderUse.IMPORT]
    row._choose(str(tmp_path))
    assert full_window.commands.importer.folder == str(tmp_path)
    restore(dialog, folders(dialog))
    assert row.line.text() == ""


def test_the_second_place_is_that_of_the_backups(dialog: SettingsDialog, tmp_path: Path) -> None:
    page = folders(dialog)
    assert page.second_place.folder.placeholderText() == "没有设置"
    page.second_place.refused.emit("不行")
    assert page.message.text == "不行"
    stick = tmp_path / "U盘"
    stick.mkdir()
    page.second_place._choose(str(stick))
    chosen = page.second_place.folder.text()
    assert chosen.startswith(str(stick))
    restore(dialog, page)
    assert page.second_place.folder.text() == chosen


def test_colours_change_at_once_and_follow_the_menu(
    dialog: SettingsDialog, full_window: MainWindow, restored_app: QApplication
) -> None:
    page = looks(dialog)
    words = [button.text() for button in page.buttons]
    assert words == ["跟随系统", "浅色", "深色", "高对比度"]
    page.buttons[3].click()
    assert has_high_contrast(restored_app.palette())
    assert full_window.actions_.schemes[Scheme.HIGH_CONTRAST].isChecked()
    full_window.actions_.schemes[Scheme.DARK].trigger()
    assert page.buttons[2].isChecked()
    restore(dialog, page)
    assert page.buttons[0].isChecked()
    assert not has_high_contrast(restored_app.palette())


def test_alt_and_a_letter_lead_to_each_row(dialog: SettingsDialog) -> None:
    looks(dialog).buttons[2].click()
    exports, imports = folders(dialog).folders.values()
    for page, key, wanted in (
        (1, Qt.Key.Key_E, exports.choose_button),
        (1, Qt.Key.Key_I, imports.choose_button),
        (2, Qt.Key.Key_C, looks(dialog).buttons[2]),
        (2, Qt.Key.Key_S, looks(dialog).percent),
    ):
        dialog.names.setCurrentRow(page)
        dialog.names.setFocus()
        press(key, Qt.KeyboardModifier.AltModifier)
        assert focus() is wanted
    assert looks(dialog).buttons[2].isChecked()


def test_the_size_of_text_changes_at_once_with_keys(
    dialog: SettingsDialog, full_window: MainWindow, restored_app: QApplication
) -> None:
    page, usual = looks(dialog), restored_app.font().pointSizeF()
    dialog.names.setCurrentRow(2)
    page.slider.setFocus()
    press(Qt.Key.Key_Right)
    assert page.percent.value() == 110
    press(Qt.Key.Key_PageUp)
    assert page.percent.value() == 160
    assert full_window.commands.view.text_size == 160
    assert restored_app.font().pointSizeF() == pytest.approx(usual * 1.6)
    page.percent.setValue(125)
    assert page.percent.value() == 125
    restore(dialog, page)
    assert restored_app.font().pointSizeF() == pytest.approx(usual)
    assert page.slider.value() == 10


def test_how_one_types_is_switched_here_and_in_the_menu(
    dialog: SettingsDialog, full_window: MainWindow
) -> None:
    page, actions = typing(dialog), full_window.actions_
    page.stop_everywhere.click()
    page.offer_texts.click()
    assert actions.stop_everywhere.isChecked()
    assert not actions.offer_texts.isChecked()
    assert not full_window._session.earlier_texts.is_on
    actions.offer_texts.trigger()
    assert page.offer_texts.isChecked()
    restore(dialog, page)
    assert not actions.stop_everywhere.isChecked()


def test_enter_in_a_line_neither_closes_nor_presses_anything(dialog: SettingsDialog) -> None:
    line: QLineEdit = new_projects(dialog).department
    line.setFocus()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_page_says_itself_what_it_begins_with(parent: QWidget) -> None:
    with pytest.raises(NotImplementedError):
        SettingsPage("页", "说明", parent).restore_defaults()
