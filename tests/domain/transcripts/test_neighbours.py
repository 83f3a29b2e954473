"""Rows of one name in two funding grids: which grid each belongs to, or that it cannot be told."""

import pytest

from domain.transcripts.matched import funding, spots, unread
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import written
from short_forms import short_template

COLUMNS = 'columns = "adjusted_budget executed"'
TWO = short_template(
    f"""
[[blocks]]
type = "funding"
key = "levels"
label = "项目资金\\n（{{unit}}）"
name_label = "按级次"
partner = "uses"
columns = "adjusted_budget executed execution_rate"
rows = [
    {{ key = "central", label = "中央资金" }},
    {{ key = "city", label = "市级资金" }},
    {{ key = "total", role = "total", label = "合计" }},
]

[[blocks]]
type = "funding"
key = "uses"
name_label = "按用途"
{COLUMNS}
rows = [
    {{ key = "works", label = "工程费" }},
    {{ key = "other", label = "监理费" }},
    {{ key = "total", role = "total", label = "合计" }},
]
"""
)
ABOVE = short_template(
    f"""
[[blocks]]
type = "funding"
key = "levels"
{COLUMNS}
rows = [{{ key = "total", role = "total", label = "合计" }}, {{ key = "city", label = "市级资金" }}]

[[blocks]]
type = "funding"
key = "uses"
{COLUMNS}
rows = [{{ key = "total", role = "total", label = "合计" }}, {{ key = "works", label = "工程费" }}]

[[blocks]]
type = "funding"
key = "kinds"
{COLUMNS}
rows = [{{ key = "total", role = "total", label = "合计" }}, {{ key = "capital", label = "资本性支出" }}]
"""
)


def grids(names: str, template: object = TWO) -> str:
    """Return the grid of each row, ``-`` for one that has no place."""
    rows = funding(*((name, {"执行数": f"{number}"}) for number, name in enumerate(names.split())))
    found = spots(template, funding=rows)  # type: ignore[arg-type]
    places = (found.get(f"rows.{number}.执行数", "-") for number in range(1, len(rows) + 1))
    return " ".join(place.partition(".")[0] for place in places)


@pytest.mark.parametrize(
    ("names", "where"),
    [
        ("中央资金 市级资金 合计 工程费 监理费 合计", "levels levels levels uses uses uses"),
        ("工程费 监理费 合计 中央资金 市级资金 合计", "uses uses uses levels levels levels"),
        ("中央资金 市级资金 工程费 监理费 合计", "levels levels uses uses uses"),
        ("中央资金 市级资金 合计 工程费 监理费", "levels levels levels uses uses"),
        ("中央资金 市级资金 合计", "levels levels levels"),
        ("合计 工程费 监理费 合计", "levels uses uses uses"),
    ],
)
def test_a_sum_belongs_to_the_rows_beside_it(names: str, where: str) -> None:
    assert grids(names) == where


def test_grids_side_by_side_may_be_written_row_by_row() -> None:
    rows = "中央资金 工程费 市级资金 监理费"
    assert grids(f"{rows} 合计 合计") == "levels uses levels uses levels uses"
    assert grids(f"{rows} 合计") == "levels uses levels uses -"


def test_sums_alone_are_told_apart_only_where_all_are_there() -> None:
    assert grids("合计 合计") == "levels uses"
    assert grids("合计") == "-"


def test_where_both_readings_are_alike_nothing_is_guessed() -> None:
    assert grids("中央资金 工程费 监理费 市级资金 合计") == "levels uses uses levels -"


def test_a_grid_that_is_left_over_has_the_sum_that_no_row_claims() -> None:
    assert grids("合计 市级资金 合计 合计 资本性支出", ABOVE) == "levels levels uses kinds kinds"
    assert grids("市级资金 合计 合计 工程费", ABOVE) == "levels levels uses uses"
    assert grids("市级资金 合计 资本性支出", ABOVE) == "levels kinds kinds"


def test_a_column_that_one_grid_alone_has_tells_it() -> None:
    rows = funding(("合计", {"执行数": "8", "执行率": "80%"}))
    assert set(spots(TWO, funding=rows).values()) == {"levels.total.executed", "levels.total.execution_rate"}


def test_the_order_of_sums_does_not_hold_against_their_columns() -> None:
    single = funding(*((name, {"执行数": "8"}) for name in ["中央资金", "工程费", "市级资金", "监理费"]))
    left, right = funding(("合计", {"执行数": "8", "执行率": "80%"}), ("合计", {"执行数": "9"}))
    assert unread(TWO, funding=[*single, left, right]) == []
    assert unread(TWO, funding=[*single, right, left]) == ["rows.5.执行数"]


@pytest.mark.parametrize("name", ["按用途", "uses", " 按用途： "])
def test_a_row_may_say_which_grid_it_is_of(name: str) -> None:
    rows = [{"block": name, "row": "合计", "values": {"执行数": "8"}}]
    assert spots(TWO, funding=rows) == {"rows.1.执行数": "uses.total.executed"}


def test_a_grid_is_called_by_what_stands_beside_it() -> None:
    rows = [
        {"block": "项目资金（万元）", "row": "合计", "values": {"执行数": "8"}},
        {"row": "合计", "values": {"执行数": "9"}},
    ]
    assert list(spots(TWO, funding=rows).values()) == ["levels.total.executed", "uses.total.executed"]


def test_a_grid_that_the_form_does_not_have_has_no_rows() -> None:
    rows = [{"block": "按地区", "row": "合计", "values": {"执行数": "8"}}]
    assert unread(TWO, funding=rows) == ["rows.1.执行数"]
    assert not match(TWO, read_transcript({"funding": rows})).uncertain


def test_what_was_not_certain_is_told_apart_from_what_has_no_place() -> None:
    rows = funding(("合计", {"执行数": "8", "签字": ""}), ("结余", {"执行数": "9"}))
    found = match(TWO, read_transcript({"funding": rows}))
    assert found.unread == (("rows", "1", "执行数"), ("rows", "2", "执行数"))
    assert found.uncertain == {("rows", "1", "执行数")}


def test_the_name_of_the_grid_is_written_again() -> None:
    rows = [
        {"block": "uses", "row": "合计", "values": {"执行数": "8"}},
        {"row": "合计", "values": {"执行数": "9"}},
    ]
    assert written(read_transcript({"funding": rows}))["funding"] == rows
