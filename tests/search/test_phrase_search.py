"""Commands and the like are found by what is typed."""

import pytest

from perfeval_desktop.search.phrase_search import Phrase, found_phrases

PHRASES = (
    Phrase("检查说明", "帮助"),
    Phrase("由绩效目标表新建自评表", "项目"),
    Phrase("新建项目", "文件"),
    Phrase("检查", "工具"),
    Phrase("在上方插入行", "表格"),
    Phrase("OneDrive"),
)


def found(typed: str) -> list[str]:
    return [PHRASES[number].name for number in found_phrases(PHRASES, typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("检查", ["检查说明", "检查"]),
        ("说明", ["检查说明"]),
        ("xj", ["新建项目", "由绩效目标表新建自评表"]),
        ("xinjian", ["新建项目", "由绩效目标表新建自评表"]),
        ("新建 自评", ["由绩效目标表新建自评表"]),
        ("表格 插入", ["在上方插入行"]),
        ("gj jc", ["检查"]),
        ("zsfcrh", ["在上方插入行"]),
        ("ｏｎｅ", ["OneDrive"]),
        ("插行", ["在上方插入行"]),
        ("没有这个", []),
    ],
)
def test_phrases_are_found_by_words_pinyin_and_first_letters(typed: str, names: list[str]) -> None:
    assert found(typed) == names


def test_without_a_word_all_are_found_in_their_order() -> None:
    assert found_phrases(PHRASES, "　 ") == [*range(len(PHRASES))]


def test_the_name_comes_before_what_stands_around_it_and_gaps_come_last() -> None:
    phrases = (Phrase("插一入", ""), Phrase("别的", "插入"), Phrase("请插入", ""), Phrase("插入行", ""))
    assert found_phrases(phrases, "插入") == [3, 2, 1, 0]
