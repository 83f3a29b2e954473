"""The heading of the indicators: which cells are columns of it."""

from drawn_sheets import drawn
from perfeval_desktop.exchange.recogniser import recognised


def test_a_level_that_stands_beside_two_rows_of_the_heading_is_a_column() -> None:
    (found,) = recognised(
        drawn(
            """
            项目支出绩效目标表
            一级指标 | 年度指标 | < | <
            ^ | 二级指标 | 三级指标 | 指标值
            产出指标 | 数量指标 | 培训场次 | ≥10场
            """
        )
    )
    assert found.transcript.indicators[0]["一级指标"] == "产出指标"
