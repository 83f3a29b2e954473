from datetime import UTC, datetime
from pathlib import Path

from perfeval_desktop.backup_texts import newer_text, time_text
from perfeval_desktop.store import Backup

AT = datetime(2024, 5, 6, 10, 32, 5, tzinfo=UTC).astimezone()


def test_a_time_is_written_as_people_write_it() -> None:
    assert time_text(AT) == f"2024年5月{AT.day}日 {AT:%H:%M:%S}"


def test_of_a_newer_backup_it_is_told_of_when_it_is_what_it_holds_and_where_it_lies() -> None:
    text = newer_text(Backup(Path("备份", "甲.perfeval"), AT, forms=7, size=2048, revision=9))
    assert f"{time_text(AT)}的备份（7 份自评表）比现在的数据新" in text
    assert "它在“备份”" in text
