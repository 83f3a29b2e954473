"""The manual is whole: chapters in order, short sections, links and pictures that are there."""

import re
from importlib.resources import files
from itertools import pairwise

import pytest

from perfeval_desktop.key_table import KeyPlace, key_table
from perfeval_desktop.manual import Chapter, Section, manual, picture

EVERY_CHAPTER = pytest.mark.parametrize("chapter", manual().values(), ids=list(manual()))
# Characters.
LONGEST_SECTION = 520
PICTURES = files("perfeval_resources") / "help" / "manual" / "pictures"
MOST_BYTES = 500_000


def test_the_chapters_stand_in_the_order_of_reading() -> None:
    assert list(manual()) == [
        *("start", "filling", "keys", "clipboard", "checking", "library", "finding", "undo"),
        *("files", "exchange", "backup", "displaced", "questions"),
    ]
    assert manual() is manual()


@EVERY_CHAPTER
def test_a_chapter_has_a_title_and_short_sections_each_its_own(chapter: Chapter) -> None:
    titles = [one.title for one in chapter.sections]
    assert chapter.title
    assert titles[0] == ""
    assert len(set(titles)) == len(titles)
    assert all(one.text for one in chapter.sections[1:])
    if chapter.id != "keys":
        assert [one.title for one in chapter.sections if len(one.text) > LONGEST_SECTION] == []


@EVERY_CHAPTER
def test_no_line_is_broken_within_a_paragraph(chapter: Chapter) -> None:
    """Markdown would put a blank there, in the midst of a Chinese sentence."""
    lines = chapter.markdown.split("\n")
    begins = re.compile(r"$|#|!|\||- |\d\. ")
    assert [one for before, one in pairwise(lines) if before and not begins.match(one)] == []


@EVERY_CHAPTER
def test_links_lead_to_chapters_and_pictures_are_there(chapter: Chapter) -> None:
    links = re.findall(r"(!?)\[[^\]]+\]\(([^)]+)\)", chapter.markdown)
    assert {to for mark, to in links if not mark} <= set(manual()) - {chapter.id}
    assert [name for mark, name in links if mark and not picture(name)] == []


def test_pictures_take_little_room_and_each_is_shown() -> None:
    sizes = {one.name: len(one.read_bytes()) for one in PICTURES.iterdir()}
    shown = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", "".join(one.markdown for one in manual().values())))
    assert set(sizes) == shown
    assert sum(sizes.values()) <= MOST_BYTES


def test_there_is_no_picture_of_another_name() -> None:
    assert picture("没有.png") == b""


def test_the_table_of_keys_is_shown_place_by_place() -> None:
    keys = manual()["keys"]
    assert [one.title for one in keys.sections[1:]] == [place.label for place in KeyPlace]
    assert all(line.names in keys.markdown and line.why in keys.markdown for line in key_table())
    assert "| F2 | 接着这一格原来的内容改。 | 相同 |" in keys.markdown


def test_a_chapter_is_markdown_from_its_title_on() -> None:
    made = Chapter("x", "题目", (Section("", "开头。"), Section("一", "内容。")))
    assert made.markdown == "# 题目\n\n开头。\n\n## 一\n\n内容。"


@pytest.mark.parametrize("words", ["导入 台账", "ＡＬＴ+1", "alt+1  资金", "粗体", ""])
def test_a_section_is_found_by_its_words(words: str) -> None:
    section = Section("从台账导入", "按 `Alt+1` 收起资金，见[粗**体**](files)。")
    assert section.mentions(words)


def test_every_word_must_be_there_and_no_mark_or_address_counts() -> None:
    section = Section("从台账导入", "按 `Alt+1`，见[文件](files)。")
    assert not section.mentions("台账 备份")
    assert not section.mentions("files")
    assert not section.mentions("`")
