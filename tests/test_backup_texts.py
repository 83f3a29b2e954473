from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from perfeval_desktop.backup import Backup
from perfeval_desktop.backup_texts import age_text, newer_text, since_text, time_text
from perfeval_desktop.storage.backups.changes import ChangedForm, ChangesSince, FormChange
from perfeval_desktop.store import FormId

AT = datetime(2024, 5, 6, 10, 32, 5, tzinfo=UTC).astimezone()


def test_a_time_is_written_as_people_write_it() -> None:
    assert time_text(AT) == f"2024年5月{AT.day}日 {AT:%H:%M:%S}"


def test_of_a_newer_backup_it_is_told_of_when_it_is_what_it_holds_and_where_it_lies() -> None:
    text = newer_text(Backup(Path("备份", "甲.perfeval"), AT, forms=7, size=2048, revision=9))
    assert f"{time_text(AT)}的备份（7 份自评表）比现在的数据新" in text
    assert "它在“备份”" in text


NOW = datetime(2024, 11, 30, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "刚才（11月30日 11:59）"),
        (timedelta(minutes=5), "5 分钟前（11月30日 11:55）"),
        (timedelta(hours=2), "2 小时前（11月30日 10:00）"),
        (timedelta(hours=20), "昨天（11月29日 16:00）"),
        (timedelta(days=3), "3 天前（11月27日 12:00）"),
        (timedelta(days=400), "400 天前（2023年10月27日 12:00）"),
        (timedelta(days=-1), "12月1日 12:00"),
    ],
)
def test_how_long_ago_something_was_is_said_with_the_day(before: timedelta, words: str) -> None:
    assert age_text(NOW - before, NOW) == words


def changed(*changes: FormChange) -> ChangesSince:
    forms = (ChangedForm(FormId(""), one, "教师培训", 2024, "修改", NOW, "张三") for one in changes)
    return ChangesSince(tuple(forms), is_related=True, last_change=NOW - timedelta(days=4))


def test_a_backup_is_told_with_its_age_and_what_is_newer() -> None:
    since = changed(FormChange.CHANGED, FormChange.CHANGED, FormChange.NEW)
    assert since_text(since, NOW - timedelta(days=3), NOW) == (
        "这份备份是 3 天前（11月27日 12:00）的；此后有 2 张表改过、1 张新建、0 张删除，"
        "恢复后都回到那时的样子。"
    )
    assert since_text(changed(), NOW, NOW) == "这份备份是刚才（11月30日 12:00）的；此后没有改动过任何表。"


def test_a_file_whose_name_says_nothing_is_told_by_its_last_change() -> None:
    assert since_text(changed(), None, NOW).startswith("这个文件最后改动于 4 天前（11月26日 12:00）；")
    unlogged = changed()._replace(last_change=None)
    assert since_text(unlogged, None, NOW) == "这个文件里没有改动记录；此后没有改动过任何表。"


def test_a_file_of_another_store_is_warned_of() -> None:
    other = changed(FormChange.NEW)._replace(is_related=False)
    assert since_text(other, None, NOW).startswith("注意：这个文件不是本数据文件的备份，是另一份数据。")
