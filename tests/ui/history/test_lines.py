from datetime import UTC, date, datetime, timedelta

import pytest

from histories import AT, revision
from perfeval_desktop.store import Revision, RevisionKind
from perfeval_desktop.version_name import VersionName, given_name
from perfeval_ui.history.lines import Day, Version, day_words, lines_of

TODAY = date(2024, 5, 8)


def lines(*revisions: Revision, only_named: bool = False) -> list[str]:
    names = {one.number: name for one in revisions if (name := given_name(one))}
    found = lines_of(revisions, names, only_named=only_named, today=TODAY)
    return [one.words for one in found]


def named(number: int, label: str) -> Revision:
    return revision(number, kind=RevisionKind.NAME, label=label)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "今天　2024 年 5 月 8 日　星期三"),
        (TODAY - timedelta(days=1), "昨天　2024 年 5 月 7 日　星期二"),
        (TODAY - timedelta(days=3), "2024 年 5 月 5 日　星期日"),
        (TODAY + timedelta(days=1), "2024 年 5 月 9 日　星期四"),
    ],
)
def test_a_day_is_called_as_one_says_it(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words


def test_changes_stand_below_their_day_the_newest_first() -> None:
    later = Revision(9, revision(1).form_id, RevisionKind.UNDO, "改名", revision(1).patch, at(2), "王")
    first = day_words(AT.astimezone().date(), TODAY)
    second = day_words(at(2).astimezone().date(), TODAY)
    assert lines(revision(1), revision(2, label="填表"), later) == [
        second,
        "撤销：改名",
        first,
        "填表",
        "改",
    ]


def at(days: int) -> datetime:
    return (AT + timedelta(days=days)).astimezone(UTC)


def test_a_name_stands_before_its_remark_or_what_was_done() -> None:
    assert lines(named(1, "初稿\n给科长\n看"), named(2, "二稿"))[1:] == ["【二稿】", "【初稿】　给科长 看"]
    by_state = Version(revision(3, label="状态改为待审核"), VersionName("送审稿"))
    assert (by_state.words, by_state.is_named_by_hand) == ("【送审稿】　状态改为待审核", False)
    assert Version(named(1, "初稿"), VersionName("初稿")).is_named_by_hand


def test_only_named_ones_are_listed_where_that_is_wanted() -> None:
    assert lines(revision(1), named(2, "初稿"), revision(3), only_named=True)[1:] == ["【初稿】"]
    assert lines(revision(1), only_named=True) == []


def test_a_version_is_called_by_its_name_or_its_time() -> None:
    time = (AT + timedelta(minutes=1)).astimezone()
    assert Version(revision(1)).title == f"{time:%m-%d %H:%M}"
    assert Version(revision(1), VersionName("初稿")).title == f"“初稿”（{time:%m-%d %H:%M}）"
    assert Version(revision(1)).time == f"{time:%H:%M}"
    assert Day("今天").words == "今天"
