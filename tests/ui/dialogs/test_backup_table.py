from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from perfeval_desktop.backup import Backup
from perfeval_desktop.backup_texts import time_text
from perfeval_ui.dialogs.backup_table import backup_table

AT = datetime(2024, 5, 6, 10, 32, 5, tzinfo=UTC).astimezone()


def test_a_backup_is_told_by_time_number_of_forms_size_and_place() -> None:
    table = backup_table(lambda _: "第一处")
    table.set_rows([Backup(Path("甲-20240506.perfeval"), AT, 7, 2048, 9)])
    assert [table.index(0, column).data() for column in range(4)] == [
        *(time_text(AT), "7 份", "2 kB", "第一处")
    ]
    assert table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "甲-20240506.perfeval"
