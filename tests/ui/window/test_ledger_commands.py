from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui import file_reader
from perfeval_ui.ledger.dialog import LedgerDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.ledger_commands import LedgerCommands
from reading_here import PoolHere
from ui.office import dialog_of


@pytest.fixture
def commands(signals: SessionSignals, parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> LedgerCommands:
    monkeypatch.setattr(file_reader, "ReaderPool", PoolHere)
    return LedgerCommands(signals, parent)


def written(folder: Path, text: str) -> Path:
    file = folder / "台账.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_ledger_that_is_chosen_is_read_and_shown(
    commands: LedgerCommands, qtbot: QtBot, tmp_path: Path
) -> None:
    commands.ask()
    asked = dialog_of(QFileDialog)
    file = written(tmp_path, "项目名称,支出\n教师培训,12\n")
    asked.fileSelected.emit(str(file))
    # A second one waits until the first has been read.
    commands.read(file)
    asked.reject()
    qtbot.waitUntil(lambda: QApplication.overrideCursor() is None)
    dialog = dialog_of(LedgerDialog)
    assert dialog.windowTitle() == "从台账填资金：台账.csv"
    assert dialog.model.rowCount() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "“台账.csv”是空文件。请检查文件是否完整。"),
        ("只有一句话\n", "“台账.csv”里没有台账那样的表格：一行一个项目，有栏名。请检查是否选对了文件。"),
    ],
)
def test_what_is_no_ledger_is_told(
    commands: LedgerCommands, qtbot: QtBot, tmp_path: Path, text: str, told: str
) -> None:
    with qtbot.waitSignal(commands.failed) as heard:
        commands.read(written(tmp_path, text))
    assert heard.args == [told]
