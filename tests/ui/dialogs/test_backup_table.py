from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from perfeval_desktop.store import Backup
from perfeval_ui.dialogs.backup_table import backup_table, time_text

AT = datetime(2024, 5, 6, 10, 32, 5, tzinfo=UTC).astimezone()


def test_a_backup_is_told_by_time_number_of_forms_and_size() -> None:
    table = backup_table()
    table.set_rows([Backup(Path("甲-20240506.perfeval"), AT, 7, 2048, 9)])
    assert [table.index(0, column).data() for column in range(3)] == [time_text(AT), "7 份", "2 kB"]
    assert table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "甲-20240506.perfeval"


def test_a_time_is_written_as_people_write_it() -> None:
    assert time_text(AT) == f"2024年5月{AT.day}日 {AT:%H:%M:%S}"
