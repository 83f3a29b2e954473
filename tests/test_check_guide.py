"""The page that argues each check is complete, and says of the severities what the checks do."""

import re
from collections import defaultdict
from importlib.resources import files

import pytest

from perfeval_desktop.check_guide import CheckExplanation, check_guide
from perfeval_desktop.domain.checks import CHECKS
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.remedies import REMEDIES

GUIDE = check_guide()
EVERY_CHECK = pytest.mark.parametrize("told", GUIDE.values(), ids=list(GUIDE))
# Characters: a few words, and some short sentences.
SHORTEST_TITLE, LONGEST_TITLE = 4, 12
SHORTEST_TEXT, LONGEST_TEXT = 8, 120
SOURCES = re.compile("财预〔2020〕10号|财预〔2021〕101号")


def paragraphs(told: CheckExplanation) -> dict[str, str]:
    """Return the paragraphs by their headings, without the example."""
    return {heading: text for heading, text in told.paragraphs if heading not in {"错的例子", "对的例子"}}


def test_every_check_is_argued_once() -> None:
    folder = files("perfeval_resources") / "help" / "checks"
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")]
    headings = [code for text in texts for code in re.findall(r"^\[([\w-]+)\]$", text, re.MULTILINE)]
    assert sorted(headings) == sorted(Code)
    assert set(GUIDE) == set(Code)


def test_the_severities_are_those_of_the_checks() -> None:
    found: defaultdict[Code, set[Severity]] = defaultdict(set)
    for check in CHECKS:
        found[check.code].add(check.severity)
    assert {code: set(told.severities) for code, told in GUIDE.items()} == found


def test_what_a_click_does_is_told_of_the_checks_that_have_a_remedy() -> None:
    assert {code for code, told in GUIDE.items() if told.click} == set(REMEDIES)


@EVERY_CHECK
def test_the_gravest_severity_is_argued_first_and_named(told: CheckExplanation) -> None:
    assert list(told.severities) == [one for one in Severity if one in told.severities]
    argued = {heading: text for heading, text in told.paragraphs if heading.startswith("为什么是")}
    assert list(argued) == [f"为什么是{one.label}" for one in told.severities]
    assert all(one.label in argued[f"为什么是{one.label}"] for one in told.severities)


@EVERY_CHECK
def test_paragraphs_are_a_few_short_sentences(told: CheckExplanation) -> None:
    texts = paragraphs(told)
    wrong_lengths = {
        key: len(text) for key, text in texts.items() if not SHORTEST_TEXT <= len(text) <= LONGEST_TEXT
    }
    assert wrong_lengths == {}
    assert [
        key for key, text in texts.items() if text != text.strip() or not text.endswith(("。", "）", "”"))
    ] == []


@EVERY_CHECK
def test_the_example_is_short_and_its_two_sides_differ(told: CheckExplanation) -> None:
    assert all(SHORTEST_TEXT // 2 <= len(text) <= LONGEST_TEXT // 2 for text in (told.wrong, told.right))
    assert told.wrong != told.right


def test_titles_are_a_few_words_each_its_own() -> None:
    titles = [told.title for told in GUIDE.values()]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE] == []
    assert [title for title in titles if title.endswith("。")] == []


def test_checks_of_a_theme_stand_together() -> None:
    themes = [told.theme for told in GUIDE.values()]
    changes = [theme for before, theme in zip(["", *themes], themes, strict=False) if theme != before]
    assert changes == ["填写", "资金与执行率", "指标设置", "指标值与完成值", "分值与得分"]


@EVERY_CHECK
def test_checks_that_are_named_are_called_by_their_titles(told: CheckExplanation) -> None:
    """A text that sends the reader on to another check (由“…”提示) must name one that is there."""
    named = [name for text in paragraphs(told).values() for name in re.findall("由“([^”]+)”提示", text)]
    assert set(named) <= {one.title for one in GUIDE.values()} - {told.title}


@EVERY_CHECK
def test_documents_are_cited_by_their_right_numbers(told: CheckExplanation) -> None:
    for text in paragraphs(told).values():
        assert len(SOURCES.findall(text)) == text.count("财预")


@pytest.mark.parametrize(
    "words",
    ["扣分 原因", "  扣分\u3000原因 ", "deduction-reason", "ＤＥＤＵＣＴＩＯＮ", "错误 改进措施", "见附件"],
)
def test_an_explanation_is_found_by_its_words(words: str) -> None:
    assert GUIDE[Code.DEDUCTION_REASON].mentions(words)


def test_every_word_must_be_there() -> None:
    assert not GUIDE[Code.DEDUCTION_REASON].mentions("扣分 资金来源")
    assert all(told.mentions("") for told in GUIDE.values())


def test_a_check_is_known_by_words_of_its_title() -> None:
    assert GUIDE[Code.DEDUCTION_REASON].is_called("原因 扣分")
    assert not GUIDE[Code.DEDUCTION_REASON].is_called("改进措施")


def test_the_page_is_read_once() -> None:
    assert check_guide() is GUIDE
