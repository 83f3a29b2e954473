import re
from collections import Counter
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.fonts.faces import Face, advances
from perfeval_desktop.printing.typesetting.line_breaking import (
    NOT_AT_LINE_END,
    NOT_AT_LINE_START,
    Bond,
    break_lines,
)
from printing.typesetting.bond_oracle import SPACES, bonds

# The first example reads the fonts.
UNHURRIED = settings(deadline=None)

EM = 1000
WHOLE = (
    "348,800.00",
    "57607470",
    "100.00%",
    ".00",
    "-0.5%",
    "2023-12-31",
    "１２，３４５．６７",
    "SEMAN",
    "COVID-19",
    "cernet",
    "——",
    "……",
)
TOGETHER = (
    *WHOLE,
    "财预〔2020〕10号",
    "〔2020〕10号",
    "沪财绩[2021]第6号",
    "5万元",
    "8小时/天",
    "350.00(个)",
    "2 小时",
    "第3",
    "3季度",
)
PIECES = (
    *TOGETHER,
    "绩效",
    "项",
    "（",
    "）",
    "，",
    "。",
    "、",
    "“",
    "”",
    "≥",
    "%",
    "(",
    ")",
    "㎡",
    " ",
    "   ",
    "\u3000",
    # What rules are made of, to be put together in ways nobody has thought of.
    "根据",
    "〔2020〕",
    "【２０２０】",
    "第",
    "号",
    "人次",
    "万元",
    "/天",
    "(个)",
    "−",
    "-",
    "+",
    ".",
    "...",
    "１，２",
    "．",
    "—",
    "…",
    "A",
    "é",
    "@",
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(NOT_AT_LINE_START + NOT_AT_LINE_END + "\n\t\r\u0007\u2028a1字\U0001f600\U00020bb7"),
        st.text(max_size=3),
    ),
    max_size=40,
).map("".join)
LIMITS = st.integers(min_value=1, max_value=30).map(lambda ems: ems * EM // 2)


def lines_of(text: str, limit: int) -> tuple[str, ...]:
    return break_lines(text, limit, advances(Face.BODY).ends)


def width(text: str) -> int:
    return sum(map(advances(Face.BODY).__getitem__, text))


def paragraphs(text: str) -> list[str]:
    return re.split("\r\n|[\r\n\u2028\u2029]", text.replace("\t", "    "))


def breaks(paragraph: str, limit: int) -> list[tuple[int, int]]:
    """Return where each line of ``paragraph`` but the last begins, and where it breaks."""
    places = list(accumulate(map(len, lines_of(paragraph, limit)), initial=0))
    return list(pairwise(places[:-1]))


def full(paragraph: str, start: int, limit: int) -> int:
    """Return up to where a line from ``start`` is no wider than ``limit``; it has a character at least."""
    stop = start + 1
    while stop < len(paragraph) and width(paragraph[start : stop + 1]) <= limit:
        stop += 1
    return stop


def reach(paragraph: str, start: int, limit: int) -> int:
    """Return up to where a line from ``start`` may go on if spaces may hang over its edge."""
    stop = full(paragraph, start, limit)
    return stop + len(paragraph[stop:]) - len(paragraph[stop:].lstrip(SPACES))


@UNHURRIED
@given(TEXTS, LIMITS)
def test_the_lines_put_together_are_the_text(text: str, limit: int) -> None:
    assert "".join(lines_of(text, limit)) == "".join(paragraphs(text))


@UNHURRIED
@given(TEXTS, LIMITS)
def test_no_line_is_wider_than_the_cell_but_for_one_character_or_spaces_at_its_end(
    text: str, limit: int
) -> None:
    for line in lines_of(text, limit):
        shown = line.rstrip(SPACES)
        assert width(shown) <= limit or len(shown) == 1


@UNHURRIED
@given(TEXTS, LIMITS)
def test_every_line_end_of_the_text_ends_a_line(text: str, limit: int) -> None:
    whole = [line for paragraph in paragraphs(text) for line in lines_of(paragraph, limit)]
    assert list(lines_of(text, limit)) == whole


@UNHURRIED
@given(TEXTS, LIMITS)
def test_a_text_goes_on_to_the_next_line_only_if_it_has_to(text: str, limit: int) -> None:
    for paragraph in paragraphs(text):
        for start, _ in breaks(paragraph, limit):
            assert reach(paragraph, start, limit) < len(paragraph)


@UNHURRIED
@given(TEXTS, LIMITS)
def test_a_line_breaks_at_a_bond_only_if_it_has_no_free_place(text: str, limit: int) -> None:
    for paragraph in paragraphs(text):
        bond = bonds(paragraph)
        for start, stop in breaks(paragraph, limit):
            assert bond[stop] is Bond.FREE or Bond.FREE not in bond[start + 1 : stop]


@UNHURRIED
@given(TEXTS, LIMITS)
def test_a_line_breaks_at_the_last_place_of_its_weakest_bond(text: str, limit: int) -> None:
    for paragraph in paragraphs(text):
        bond = bonds(paragraph)
        for start, stop in breaks(paragraph, limit):
            places = range(start + 1, reach(paragraph, start, limit) + 1)
            weakest = min(bond[place] for place in places)
            if weakest is Bond.WORD:
                # Wider than its cell: it is cut where the line is full.
                assert stop == full(paragraph, start, limit)
            else:
                assert stop == max(place for place in places if bond[place] is weakest)


@UNHURRIED
@given(TEXTS, LIMITS)
def test_a_mark_begins_or_ends_a_line_only_if_the_line_has_no_better_place(text: str, limit: int) -> None:
    for paragraph in paragraphs(text):
        bond = bonds(paragraph)
        for start, stop in breaks(paragraph, limit):
            if paragraph[stop] in NOT_AT_LINE_START or paragraph[stop - 1] in NOT_AT_LINE_END:
                assert min(bond[start + 1 : stop + 1]) >= Bond.MARK


@UNHURRIED
@given(st.lists(st.sampled_from(["项目", "支出", "，", "（", *WHOLE]), max_size=30), LIMITS)
def test_a_number_and_a_word_that_fit_into_the_cell_are_whole(pieces: list[str], limit: int) -> None:
    # An ideograph between them keeps two numbers from being one.
    pieces = [piece + "的" if piece in WHOLE else piece for piece in pieces]
    lines = lines_of("".join(pieces), limit)
    tokens = Counter(piece.removesuffix("的") for piece in pieces if piece.removesuffix("的") in WHOLE)
    for token, count in tokens.items():
        if width(token) <= limit:
            assert sum(line.count(token) for line in lines) >= count


@pytest.mark.parametrize("token", TOGETHER)
def test_what_belongs_together_stays_together(token: str) -> None:
    for before in range(12):
        lines = lines_of("字" * before + token + "字" * 12, 12 * EM)
        assert any(token in line for line in lines)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 5, [""]),
        ("短", 5, ["短"]),
        ("一二三四五六", 5, ["一二三四五", "六"]),
        ("一二三四五，六", 5, ["一二三四", "五，六"]),
        ("一二三四（五）", 5, ["一二三四", "（五）"]),
        ("一二三四“五”", 5, ["一二三四", "“五”"]),
        ("一二三（）。四", 5, ["一二三", "（）。四"]),
        ("满意度≥90%的", 5, ["满意度", "≥90%的"]),
        ("支出348,800.00元", 7, ["支出", "348,800.00元"]),
        ("根据财预〔2020〕10号文", 9, ["根据", "财预〔2020〕10号", "文"]),
        ("根据〔2020〕10号文", 7, ["根据", "〔2020〕10号", "文"]),
        ("完成第3季度任务", 5, ["完成", "第3季度任", "务"]),
        ("在2 小时内响应", 3, ["在", "2 小时", "内响应"]),
        ("等待——不会断", 3, ["等", "待——", "不会断"]),
        ("等待……不会断", 4, ["等待……", "不会断"]),
        ("第一行\n第二行", 5, ["第一行", "第二行"]),
        ("第一行\r\n\n第三行\n", 5, ["第一行", "", "第三行", ""]),
        ("\t缩进", 9, ["    缩进"]),
        ("a  b", 5, ["a  b"]),
        ("one two", 2, ["one ", "two"]),
        ("一二三四五   六", 5, ["一二三四五   ", "六"]),
        ("一二三四五   ", 5, ["一二三四五   "]),
        ("　　首行缩进两个字", 5, ["　　首行缩", "进两个字"]),
        ("http://www.example.gov.cn", 8, ["http://www.exa", "mple.gov.cn"]),
        ("348,800.00万元", 6, ["348,800.00", "万元"]),
        ("（一二三四五）", 6, ["（一二三四", "五）"]),
        ("（10）", 3, ["（10", "）"]),
        ("。。。。。", 3, ["。。。", "。。"]),
        ("——————", 4, ["————", "——"]),
        ("窄", 0, ["窄"]),
        ("很窄", 0, ["很", "窄"]),
    ],
)
def test_lines(text: str, ems: int, lines: list[str]) -> None:
    assert list(lines_of(text, ems * EM)) == lines


@pytest.mark.parametrize("piece", ["字", "，", "1", "a ", " ", "字\n", "。a", "348,800.00元，", "—"])
def test_forty_thousand_characters_are_each_measured_once(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    measured: list[str] = []

    def ends(paragraph: str) -> list[int]:
        measured.append(paragraph)
        return [EM * (place + 1) for place in range(len(paragraph))]

    lines = break_lines(text, 10 * EM, ends)
    assert "".join(measured) == "".join(lines) == text.replace("\n", "")
