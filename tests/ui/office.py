"""What surrounds the window: a disk that fills up, questions that are answered, the system that logs off."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.store import Store
from perfeval_ui.dialogs.rescue import RescueDialog
from perfeval_ui.dialogs.rescue_result import RescueResultDialog
from perfeval_ui.window.main_window import MainWindow

OpenWindow = Callable[[], MainWindow]
_Dialog = TypeVar("_Dialog", bound=QDialog)


class Disk:
    """The disk of a store: full, and free again."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self._store = store
        self._monkeypatch = monkeypatch

    def fill(self) -> None:
        """Let the store refuse every change of a form, and every name for one."""

        def refuse(*_arguments: object, **_options: object) -> None:
            raise StorageError(StorageErrorKind.FULL, "磁盘已满。请清理磁盘空间后再试。")

        for method in ("save", "name_versions", "rename_version"):
            self._monkeypatch.setattr(self._store, method, refuse)

    def free(self) -> None:
        """Let it save again."""
        for method in ("save", "name_versions", "rename_version"):
            self._monkeypatch.delattr(self._store, method)


@dataclass
class Asked:
    """Questions that block: each is answered with the next of ``answers``, the words on its button."""

    answers: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def answer(self, box: QMessageBox) -> int:
        """Press the button, as a user does in :meth:`QMessageBox.exec`."""
        self.questions.append("\n".join(filter(None, (box.text(), box.informativeText()))))
        words = self.answers.pop(0)
        (button,) = (one for one in box.buttons() if one.text() == words)
        button.click()
        return 0

    def answer_rescue(self, dialog: RescueDialog) -> int:
        """Choose a way out by the beginning of its words, as a user does in :meth:`RescueDialog.exec`."""
        self.questions.append(dialog.said)
        words = self.answers.pop(0)
        buttons = (*dialog.buttons, dialog.quit_button)
        (button,) = (one for one in buttons if one.text().startswith(words))
        button.click()
        return 0

    def read_result(self, dialog: RescueResultDialog) -> int:
        """Note what came of a rescue, and go on."""
        self.questions.append(f"{dialog.message.text}\n{dialog.list.toPlainText()}")
        dialog.go_on_button.click()
        return 0


def dialog_of(kind: type[_Dialog]) -> _Dialog:
    """Return the dialog that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind), dialog
    return dialog


def log_off(app: QApplication) -> None:
    """Log the user off, as the system does."""
    # Qt makes session managers itself; nobody here looks into this one.
    stand_in = QObject()
    (address,) = shiboken6.Shiboken.getCppPointer(stand_in)
    app.commitDataRequest.emit(shiboken6.Shiboken.wrapInstance(address, QSessionManager))


def press_button(parent: QObject, words: str) -> None:
    """Click the push button with these words."""
    (button,) = (one for one in parent.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.click()


def program(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with ``home`` for all it keeps."""
    own = {
        name: str(home)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    }
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "perfeval_desktop", *arguments],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
