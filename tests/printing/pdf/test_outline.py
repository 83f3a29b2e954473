import re

import pytest

from perfeval_desktop.printing.pdf.outline import Bookmark, outline_objects
from printing.pdf.drawing import laid_out, page, text
from printing.pdf.reading import bookmarks_of, written
from printing.pdf_text import outline

UNITS = [
    Bookmark("甲单位", 50, [Bookmark("一", 50), Bookmark("三", 52)]),
    Bookmark("乙单位", 51, [Bookmark("二", 51)]),
]


def numbered(bookmarks: list[Bookmark], first: int = 100) -> dict[int, dict[str, str]]:
    """Return the entries of each object of the outline, by its number."""
    objects = outline_objects(bookmarks, first)
    assert all(one.startswith("<<") and one.endswith(">>") for one in objects)
    return {
        number: dict(re.findall(r"/(\w+)\s*(<[0-9A-F]*>|\[[^]]*\]|/\w+|\d+ 0 R|\d+)", one))
        for number, one in enumerate(objects, first)
    }


def titled(title: str, entries: dict[int, dict[str, str]]) -> int:
    """Return the number of the bookmark ``title``."""
    code = f"<FEFF{title.encode('utf-16-be').hex().upper()}>"
    (number,) = (number for number, one in entries.items() if one.get("Title") == code)
    return number


def test_the_first_object_is_the_root_and_counts_all_that_is_shown() -> None:
    entries = numbered(UNITS)
    assert entries[100] == {
        "Type": "/Outlines",
        "First": f"{titled('甲单位', entries)} 0 R",
        "Last": f"{titled('乙单位', entries)} 0 R",
        "Count": "5",
    }
    assert len(entries) == 6


def test_a_unit_names_the_first_and_the_last_of_its_projects() -> None:
    entries = numbered(UNITS)
    unit, first, last = (titled(title, entries) for title in ("甲单位", "一", "三"))
    assert {name: entries[unit][name] for name in ("First", "Last", "Count", "Parent")} == {
        "First": f"{first} 0 R",
        "Last": f"{last} 0 R",
        "Count": "2",
        "Parent": "100 0 R",
    }
    assert entries[first]["Parent"] == entries[last]["Parent"] == f"{unit} 0 R"
    assert "First" not in entries[first]


def test_neighbours_know_each_other() -> None:
    entries = numbered(UNITS)
    for left, right in (("甲单位", "乙单位"), ("一", "三")):
        first, second = titled(left, entries), titled(right, entries)
        assert entries[first]["Next"] == f"{second} 0 R"
        assert entries[second]["Prev"] == f"{first} 0 R"
        assert "Prev" not in entries[first]
        assert "Next" not in entries[second]


def test_a_bookmark_leads_to_the_top_of_its_page() -> None:
    entries = numbered(UNITS)
    assert entries[titled("三", entries)]["Dest"] == "[52 0 R/XYZ null 842 null]"


def test_one_bookmark_stands_alone() -> None:
    entries = numbered([Bookmark("甲", 7)])
    assert set(entries[101]) == {"Title", "Parent", "Dest"}


@pytest.mark.parametrize("title", ["", "R&D <一>", "(括号\\", "\U0001f600\U0002c27c", "名" * 300, "甲\ud800"])
def test_readers_show_the_titles(title: str) -> None:
    pages = [laid_out(page(text("一"))), laid_out(page(text("二")))]
    # The first form begins with number 32: its packed objects, its page stream, its node, its page.
    pdf = written(*pages, bookmarks=[Bookmark("单位", 35, [Bookmark(title, 35)])])
    expected = [(0, "单位", 0), (1, title.replace("\ud800", "\ufffd"), 0)]
    assert outline(pdf) == expected
    assert bookmarks_of(pdf) == expected


@pytest.mark.parametrize("character", "\0\a\n\x1b\u202e\ufeff")
def test_no_character_hides_those_behind_it(character: str) -> None:
    # In a string of PDF U+001B begins the name of a language, which readers do not show.
    pdf = written(laid_out(page(text("一"))), bookmarks=[Bookmark(f"甲{character}乙丙丁", 35)])
    ((_, title, _),) = outline(pdf)
    assert title.startswith("甲")
    assert title.endswith("乙丙丁")


def test_without_bookmarks_there_is_no_outline() -> None:
    assert outline(written(laid_out(page(text("一"))))) == []
