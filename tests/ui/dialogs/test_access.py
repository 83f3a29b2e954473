"""Every dialog that opens without a file has named controls, a title and the icon of the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget

from perfeval_ui.window.main_window import MainWindow
from ui.accessible import name, role

# The actions that open them.
OPENING = (
    "new",
    "bin",
    "backups",
    "templates",
    "check_guide",
    "check_code",
    "check_chosen",
    "about",
    "insert_library",
    "print_preview",
    "export",
    "unsaved",
)


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def controls(dialog: QWidget) -> list[QWidget]:
    """Return what Tab may lead to, and the buttons."""
    tab = Qt.FocusPolicy.TabFocus
    found = [one for one in dialog.findChildren(QWidget) if one.isVisibleTo(dialog)]
    found = [one for one in found if one.focusPolicy() & tab or isinstance(one, QAbstractButton)]
    # The cross in a line, the corner of a table and the line of a spin box are parts of these.
    inner = [one for one in found if "qt_" in one.objectName() or isinstance(one.parent(), QLineEdit)]
    return [one for one in found if one not in inner and one.focusProxy() is None]


def named(widget: QWidget) -> bool:
    """Whether a control has a name of its own, or a label beside it."""
    if isinstance(widget, QComboBox):
        # On Linux Qt names a list by what is chosen.
        labels = widget.window().findChildren(QLabel)
        return bool(widget.accessibleName()) or any(one.buddy() is widget for one in labels)
    return bool(name(widget).strip())


@pytest.fixture
def opened(full_window: MainWindow, request: pytest.FixtureRequest) -> QDialog:
    """Return the dialog that an action opens."""
    grid = full_window.editor.indicators
    assert grid is not None
    grid.setFocus()
    before = dialogs()
    getattr(full_window.actions_, request.param).trigger()
    QApplication.processEvents()
    (found,) = (one for one in dialogs() if one not in before)
    return found


@pytest.mark.parametrize("opened", OPENING, indirect=True)
def test_whatever_takes_the_keyboard_in_a_dialog_has_a_name(opened: QDialog) -> None:
    assert controls(opened)
    nameless = [(type(one).__name__, one.objectName()) for one in controls(opened) if not named(one)]
    opened.close()
    assert nameless == []


@pytest.mark.parametrize("opened", OPENING, indirect=True)
def test_a_dialog_has_a_title_and_is_one_to_those_who_hear_it(opened: QDialog) -> None:
    title, kind, icon = opened.windowTitle(), role(opened), opened.windowIcon()
    opened.close()
    assert title
    assert kind is QAccessible.Role.Dialog
    assert icon.cacheKey() == QApplication.windowIcon().cacheKey()
