from pathlib import Path

from perfeval_desktop.storage.database import Database, open_database
from perfeval_desktop.storage.opening_notice import opening_notice
from storage.examples import at_moment


def opened(tmp_path: Path) -> Database:
    return open_database(tmp_path / "自评.perfeval", read_only=False, clock=at_moment)


def test_where_nothing_happened_there_is_nothing_to_tell(tmp_path: Path) -> None:
    database = opened(tmp_path)
    assert opening_notice(database) == ""
    database.close()


def test_journals_and_migration_are_told_one_below_the_other(tmp_path: Path) -> None:
    database = opened(tmp_path)
    database.put_aside = (tmp_path / "甲-journal", tmp_path / "乙-wal")
    database.migrated_from = 1
    journals, migration = opening_notice(database).splitlines()
    assert "已改名为“甲-journal”、“乙-wal”，留在同一文件夹" in journals
    assert migration.startswith("“自评.perfeval”已升级为新的数据格式")
    database.close()
