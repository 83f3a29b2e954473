"""Where a text that is looked for stands in another one, and where it may stand in a stored row."""

from typing import TypedDict, Unpack

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfeval_desktop.domain.hidden_characters import HIDDEN, visible
from perfeval_desktop.find_replace.matcher import Matcher, Span, replaced, replaced_spans
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.storage.codec import json_text
from strategies import texts


class Options(TypedDict, total=False):
    """What counts as the same."""

    matches_case: bool
    is_whole_cell: bool
    matches_width: bool


def found(sought: str, text: str, **options: Unpack[Options]) -> list[str]:
    """Return the stretches of ``text`` in which ``sought`` is found."""
    return [text[one.start : one.end] for one in Matcher(Query(text=sought, **options)).spans(text)]


@pytest.mark.parametrize(
    ("sought", "text", "stretches"),
    [
        ("培训", "培训教师，培训学生", ["培训", "培训"]),
        ("2023", "２０２３年、2023 年", ["２０２３", "2023"]),
        ("（A）", "(a)（A）", ["(a)", "（A）"]),
        ("满意度", "满\u200b意\ufeff度", ["满\u200b意\ufeff度"]),
        ("满\u200b意度", "满意度", ["满意度"]),
        (
            "产出 指标",
            "产出\n指标，产出\u3000指标，产出\xa0指标",
            ["产出\n指标", "产出\u3000指标", "产出\xa0指标"],
        ),
        (" 指标 ", "产出\n指标 值", ["\n指标 "]),
        ("a.c", "abc a.c", ["a.c"]),
        ("第*期", "第1期、第12期", ["第1期", "第12期"]),
        ("第?期", "第1期、第12期", ["第1期"]),
        ("预算*", "年初预算数\n和执行数", ["预算数\n和执行数"]),
        ("*数", "年初预算数，执行数", ["年初预算数", "，执行数"]),
        ("a**c", "abbc", ["abbc"]),
        ("~*", "2*3", ["*"]),
        ("~?~~", "是?~", ["?~"]),
        ("~x", "~x", ["~x"]),
        ("5~", "约5~", ["5~"]),
        ("？", "是？是?", ["？", "?"]),
        ("不在", "其中", []),
        ("aa", "aaa", ["aa"]),
    ],
)
def test_a_text_is_found(sought: str, text: str, stretches: list[str]) -> None:
    assert found(sought, text) == stretches


def test_case_matters_when_asked() -> None:
    assert found("App", "APP和App", matches_case=True) == ["App"]
    assert found("App", "ＡＰＰ和Ａｐｐ", matches_case=True) == ["Ａｐｐ"]


def test_width_matters_when_asked() -> None:
    assert found("(1)", "（1）(1)", matches_width=True) == ["(1)"]
    assert found("甲 乙", "甲\u3000乙，甲 乙", matches_width=True) == ["甲 乙"]


@pytest.mark.parametrize(
    ("sought", "text", "is_found"),
    [
        ("12场", "12场", True),
        ("12场", " 12场\u200b\n", True),
        ("12场", "12场次", False),
        ("12*", "12场\n次", True),
        ("*场", "场场", True),
        ("*1*场", "1场1场", True),
        ("1*2*3", "1x2x3x", False),
        ("?场", "12场", False),
    ],
)
def test_a_whole_cell_is_found_as_a_whole(sought: str, text: str, *, is_found: bool) -> None:
    assert found(sought, text, is_whole_cell=True) == [text] * is_found


@pytest.mark.parametrize("sought", ["", "*", "?", "*?*", "\u200b"])
def test_what_says_nothing_is_found_nowhere(sought: str) -> None:
    matcher = Matcher(Query(text=sought))
    assert not matcher
    assert matcher.spans("甲乙丙") == ()


def test_many_stars_take_no_time() -> None:
    assert found("a*" * 30 + "b", "a" * 4000) == []


def test_stretches_are_replaced() -> None:
    spans = (Span(1, 2), Span(3, 5))
    assert replaced("甲乙丙丁戊", spans, "xyz") == "甲xyz丙xyz"
    assert replaced_spans(spans, "xyz") == (Span(1, 4), Span(5, 8))
    assert replaced("甲乙丙丁戊", spans, "") == "甲丙"


_OPTIONS = st.builds(
    Options, matches_case=st.booleans(), is_whole_cell=st.booleans(), matches_width=st.booleans()
)


def escaped(text: str) -> str:
    """Return what finds ``text`` as it is."""
    return "".join(f"~{one}" if one in "*?~" else one for one in text)


@given(texts(), texts(), texts(), _OPTIONS)
def test_what_is_there_is_found(before: str, text: str, after: str, options: Options) -> None:
    whole = text if options["is_whole_cell"] else before + text + after
    matcher = Matcher(Query(text=escaped(text), **options))
    assert bool(matcher) == bool(visible(text))
    assert bool(matcher.spans(whole)) == bool(visible(text))


@given(texts(), texts(), _OPTIONS)
def test_stretches_follow_each_other(sought: str, text: str, options: Options) -> None:
    ends = [0]
    for span in Matcher(Query(text=sought, **options)).spans(text):
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)


@given(texts(4), st.lists(texts(), max_size=3), _OPTIONS)
def test_no_stored_row_is_passed_over(sought: str, cells: list[str], options: Options) -> None:
    matcher = Matcher(Query(text=sought, **options))
    stored = json_text({str(number): text for number, text in enumerate(cells)})
    if any(map(matcher.spans, cells)):
        assert matcher.may_stand_in(stored)


@given(texts(4), st.sampled_from(sorted(HIDDEN)), texts(), texts())
def test_hidden_characters_never_matter(sought: str, hidden: str, before: str, after: str) -> None:
    text = before + hidden.join(visible(sought)) + after
    matcher = Matcher(Query(text=escaped(sought)))
    assert bool(matcher.spans(text)) == bool(visible(sought))
    assert not visible(sought) or matcher.may_stand_in(json_text({"a": text}))


def test_rows_without_it_are_passed_over() -> None:
    matcher = Matcher(Query(text="第 3 中心"))
    assert not matcher.may_stand_in(json_text({"unit": "第2中心"}))
    assert not matcher.may_stand_in(json_text({"unit": "3第中"}))
    assert not matcher.may_stand_in(json_text({"unit": "心中第3"}))
    assert matcher.may_stand_in(r'{"unit":"\u7532"}')


def test_quotes_and_backslashes_are_found_as_they_are_stored() -> None:
    for text in ('"', "\\", '说"好"', "a\\b"):
        assert Matcher(Query(text=text)).may_stand_in(json_text({"a": f"他{text}的"}))


@given(texts(4), texts())
def test_what_has_been_replaced_is_found_no_more(sought: str, text: str) -> None:
    # A sign that is in neither: what is put in makes no new place.
    assume("\ue000" not in sought + text)
    matcher = Matcher(Query(text=escaped(sought)))
    after = replaced(text, matcher.spans(text), "\ue000")
    assert matcher.spans(after) == ()
    assert after.count("\ue000") == len(matcher.spans(text))
