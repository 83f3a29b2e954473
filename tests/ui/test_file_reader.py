from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.importing.contents import FileContents
from perfeval_ui import file_reader
from perfeval_ui.file_reader import FileReader
from reading_here import PoolHere


def test_a_file_is_read_while_the_window_stays_usable(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reader, "ReaderPool", PoolHere)
    file = tmp_path / "台账.csv"
    file.write_text("项目名称,支出\n教师培训,12\n", encoding="utf-8")
    reader = FileReader()
    heard: list[FileContents] = []
    reader.done.connect(heard.append)
    with qtbot.waitSignal(reader.done):
        reader.read(file)
        assert heard == []
    assert [cell.text for cell in heard[0].sheets[0].cells] == ["项目名称", "支出", "教师培训", "12"]
