from datetime import datetime
from pathlib import Path

import pytest

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_texts import (
    offer_text,
    offers_text,
    place_text,
    saved_text,
    short_text,
    way_text,
    whole_text,
)
from perfeval_desktop.unsaved_work import (
    LeftWork,
    OfferedWork,
    Prospect,
    RefusedCommit,
    UnsavedText,
    UnsavedWork,
    WayBack,
)
from small_forms import PROJECT

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()
ONE = UnsavedText(PROJECT, "项目名称", "甲", "改名")
TWO = UnsavedText(PROJECT, "主管部门", "", "")
ROWS_ONLY = RefusedCommit("删除 3 行", Patch())


def work_of(*texts: UnsavedText, refused: RefusedCommit | None = None) -> UnsavedWork:
    return UnsavedWork(FormId("a"), "甲项目", 2023, texts, AT, refused)


def offer(work: UnsavedWork, way: WayBack = WayBack.READY, *saved: str | None) -> OfferedWork:
    return OfferedWork(LeftWork(Path("a.json"), work), Prospect(way, saved))


def test_the_message_says_what_from_where_and_when() -> None:
    assert (
        offer_text(offer(work_of(ONE)))
        == "上次没来得及保存的内容：“改名”（甲项目，项目名称，2024年5月6日 10:32:05）。"
    )


@pytest.mark.parametrize("way", [way for way in WayBack if way is not WayBack.READY])
def test_what_keeps_it_from_being_put_back_is_told(way: WayBack) -> None:
    assert offer_text(offer(work_of(ONE), way)).endswith(f"）。{way_text(way)}。")


def test_of_several_texts_the_last_is_told_and_how_many_there_are() -> None:
    assert place_text(work_of(TWO, ONE)) == "项目名称等 2 处"
    assert short_text(work_of(TWO, ONE)) == "改名"
    assert short_text(work_of(ONE, TWO)) == "（空白）"


def test_of_a_commit_without_texts_its_words_are_told() -> None:
    work = work_of(refused=ROWS_ONLY)
    assert (place_text(work), short_text(work), whole_text(work)) == ("删除 3 行",) * 3
    assert saved_text(offer(work)) == ""
    assert place_text(work_of()) == ""


def test_a_long_text_is_cut_in_the_message_and_whole_to_be_copied() -> None:
    text = "很长的一段\n" * 100
    work = work_of(UnsavedText(PROJECT, "项目名称", "", text))
    assert len(short_text(work)) < 50
    assert "\n" not in short_text(work)
    assert whole_text(work) == text


def test_of_a_text_that_was_gone_on_with_what_is_new_is_told() -> None:
    before = "全年围绕系统开展常规运维，内容涵盖巡检、备份、技术支持等。"
    assert (
        short_text(work_of(UnsavedText(PROJECT, "", before, before + "又写了一句")))
        == "…技术支持等。又写了一句"
    )
    assert short_text(work_of(UnsavedText(PROJECT, "", before, before[:-3]))) == "…备份、技术支"


def test_several_texts_are_copied_with_their_places_and_compared_with_what_is_saved() -> None:
    work = work_of(ONE, TWO)
    assert whole_text(work) == "项目名称：改名\n主管部门："
    assert saved_text(offer(work, WayBack.CHANGED, "乙", "")) == "项目名称：乙\n主管部门：（空白）"
    assert saved_text(offer(work_of(ONE), WayBack.GONE, None)) == "（现在没有这一格）"


def test_several_works_are_told_by_their_number() -> None:
    assert "有 3 处" in offers_text(3)
