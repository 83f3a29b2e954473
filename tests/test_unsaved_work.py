from datetime import datetime

from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import UnsavedWork, WayBack


def test_only_into_a_form_that_takes_it_work_can_be_put_back() -> None:
    assert [way for way in WayBack if way.is_open] == [WayBack.READY, WayBack.CHANGED]


def test_the_same_work_kept_at_another_time_is_the_same() -> None:
    works = [
        UnsavedWork(FormId("a"), "甲", 2023, (), at=datetime(2024, 5, day).astimezone()) for day in (6, 7)
    ]
    assert works[0] == works[1]
