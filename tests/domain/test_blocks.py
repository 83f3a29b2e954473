import pytest

from perfeval_desktop.domain.blocks import DIRECTION, GoalsBlock, IndicatorsBlock, TextsBlock
from perfeval_desktop.domain.columns import Column, FixedRow, Role, Stage

WEIGHT = Column(key="points", label="分值", role=Role.WEIGHT, stage=Stage.PLAN)
RATE = Column(key="rate", label="完成率", role=Role.COMPLETION_RATE, stage=Stage.COMPUTED)
REMARK = Column(key="remark", label="备注")
BLOCK = IndicatorsBlock(
    key="indicators",
    label=" 绩\n效\n指\n标 ",
    columns=(WEIGHT, RATE, REMARK),
    rows=(FixedRow(key="execution", label="预算执行率"),),
)


def test_columns_and_rows_are_found_by_key() -> None:
    assert BLOCK.by_key == {"points": WEIGHT, "rate": RATE, "remark": REMARK, "direction": DIRECTION}
    assert BLOCK.fixed_rows["execution"].label == "预算执行率"


def test_columns_are_found_by_role_those_without_one_are_not() -> None:
    assert BLOCK.by_role == {Role.WEIGHT: WEIGHT, Role.COMPLETION_RATE: RATE}


def test_computed_columns_are_not_entered() -> None:
    assert list(BLOCK.entered()) == [WEIGHT, REMARK]


def test_a_sentence_quotes_the_label_of_a_block_on_one_line() -> None:
    assert BLOCK.words == "绩效指标"


@pytest.mark.parametrize(
    ("block", "has_own_rows"),
    [
        (BLOCK, True),
        (GoalsBlock(key="goals", numbered="年度目标{n}"), True),
        (GoalsBlock(key="goals"), False),
        (TextsBlock(key="texts"), False),
    ],
)
def test_rows_are_added_to_indicators_and_to_several_goals(
    block: IndicatorsBlock | GoalsBlock | TextsBlock, *, has_own_rows: bool
) -> None:
    assert block.has_own_rows is has_own_rows


def test_a_block_is_itself_and_no_other() -> None:
    assert TextsBlock(key="texts") != TextsBlock(key="texts")
