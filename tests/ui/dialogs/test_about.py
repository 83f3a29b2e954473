from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from perfeval_desktop import __version__
from perfeval_ui.dialogs.about import AboutDialog, font_copyright, versions


@pytest.fixture
def dialog(tmp_path: Path, qtbot: QtBot) -> AboutDialog:
    made = AboutDialog(tmp_path)
    qtbot.addWidget(made)
    return made


def test_it_names_program_version_licences_fonts_and_folder(dialog: AboutDialog, tmp_path: Path) -> None:
    text = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("绩效自评", __version__, "MIT", "LGPL", "BSD", "SIL", "Noto Serif SC", str(tmp_path)):
        assert word in text


def test_the_fonts_copyright_is_that_of_their_licence() -> None:
    lines = font_copyright().splitlines()
    assert any(line.startswith("Copyright") for line in lines)
    assert all(line.strip() for line in lines)
    assert "SIL OPEN FONT LICENSE" not in font_copyright()


def test_the_versions_can_be_copied(dialog: AboutDialog) -> None:
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith(versions())


def test_the_data_folder_opens(dialog: AboutDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
