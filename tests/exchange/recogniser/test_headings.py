from drawn_sheets import drawn
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.headings import heads_funding


def is_heading(row: str) -> bool:
    return heads_funding(Grid(drawn(row)), 0)


def test_names_of_amounts_head_the_funding() -> None:
    assert is_heading("| 项目资金 | 年初预算数 | 全年预算数 | 全年执行数 |")
    assert not is_heading("| 年初预算数 | 9.00 | 全年预算数 | 9.00 |")


def test_names_with_room_beside_each_wait_for_their_amounts() -> None:
    assert not is_heading("| 年初预算数 |  | 全年预算数 |  |")
