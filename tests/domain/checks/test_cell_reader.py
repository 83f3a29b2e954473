from decimal import Decimal

import pytest

from perfeval_desktop.domain.checks.cell_reader import NOTHING_TO_SAY, CellReader
from perfeval_desktop.domain.columns import Column, Kind, Stage
from perfeval_desktop.domain.money import MoneyUnit

YUAN = MoneyUnit.YUAN


def reader(kind: Kind, **more: object) -> CellReader:
    column = Column(key="a", label="甲", kind=kind, **more)  # type: ignore[arg-type]
    return CellReader(column)


def no_rare_ones(text: str) -> str:
    return "".join(one for one in text if one > "\uffff")


@pytest.mark.parametrize(("kind", "text"), [(Kind.POINTS, "12.5"), (Kind.TEXT, "按期完成"), (Kind.DATE, "—")])
def test_of_a_sound_cell_there_is_nothing_to_say(kind: Kind, text: str) -> None:
    assert reader(kind).read(text, YUAN, None) is NOTHING_TO_SAY


def test_what_a_number_may_be_is_a_part_of_the_question() -> None:
    points = reader(Kind.POINTS, most_decimals=2)
    assert points.read("12", YUAN, Decimal(10)).error == "是 12 分，最多 10 分，请改小。"
    assert points.read("12", YUAN, Decimal(20)) is NOTHING_TO_SAY
    assert points.read("12", YUAN, None) is NOTHING_TO_SAY


def test_so_is_the_unit_of_the_form() -> None:
    amounts = reader(Kind.AMOUNT)
    assert "单位与本表的“元”不同" in amounts.read("5万元", YUAN, None).doubt
    # One thing after the other: first what is wrong, then what is doubtful.
    wrong = amounts.read("5.0000001万元", YUAN, None)
    assert (bool(wrong.error), wrong.doubt) == (True, "")
    assert amounts.read("5万元", MoneyUnit.TEN_THOUSAND_YUAN, None) is NOTHING_TO_SAY


def test_words_are_read_for_what_was_left_standing_and_for_years() -> None:
    reading = reader(Kind.TEXT).read("2021年度完成，数量××个", YUAN, None)
    assert "没填完的“××”" in reading.placeholder
    assert reading.years.named == {2021}


def test_the_words_of_a_computed_cell_are_not_a_persons() -> None:
    assert reader(Kind.TEXT, stage=Stage.COMPUTED).read("2021年度××", YUAN, None) is NOTHING_TO_SAY


def test_characters_that_are_not_printed_are_named() -> None:
    column = Column(key="a", label="甲", kind=Kind.LINE)
    own = CellReader(column, unprintable=no_rare_ones)
    assert "中的“𠀀”不在印刷字库里" in own.read("王𠀀", YUAN, None).unprintable


@pytest.mark.parametrize(
    ("kind", "text", "is_lacking"),
    [
        (Kind.TEXT, " ", True),
        (Kind.TEXT, "\u200b\ufeff", True),
        (Kind.TEXT, "—", False),
        (Kind.POINTS, "—", True),
        (Kind.POINTS, "0", False),
    ],
)
def test_blanks_are_no_text_and_a_dash_is_no_number(kind: Kind, text: str, *, is_lacking: bool) -> None:
    own = CellReader(Column(key="a", label="甲", kind=kind), is_asked=True)
    assert own.read(text, YUAN, None).is_lacking is is_lacking
    assert not reader(kind).read(text, YUAN, None).is_lacking
