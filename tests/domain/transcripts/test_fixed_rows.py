"""The rows and amounts of funding grids find their places, and the rows of checklists."""

from domain.transcripts.matched import CHECKLIST, TEMPLATE, funding, spots, unread
from perfeval_desktop.domain.transcripts.assigning import Likeness
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from short_forms import short_template


def test_a_fund_row_is_found_by_its_name_and_its_amounts_by_their_headings() -> None:
    rows = funding(
        (
            "年度资金总额：",
            {
                "年初预算数": "8",
                "调整后预算数": "9",
                "执行数(B)": "7",
                "分数": "10",
                "执行率": "77%",
                "得分": "7",
            },
        ),
        ("其中:本年财政拨款", {"全年预算数": "9"}),
        ("上年结转", {"全年预算数": "0"}),
        ("其它资金", {"全年预算数": "0"}),
    )
    assert spots(TEMPLATE, funding=rows) == {
        "rows.1.年初预算数": "funding.total.initial_budget",
        "rows.1.调整后预算数": "funding.total.adjusted_budget",
        "rows.1.执行数(B)": "funding.total.executed",
        "rows.1.分数": "funding.total.weight",
        "rows.1.执行率": "funding.total.execution_rate",
        "rows.1.得分": "funding.total.score",
        "rows.2.全年预算数": "funding.current_appropriation.adjusted_budget",
        "rows.3.全年预算数": "funding.carryover.adjusted_budget",
        "rows.4.全年预算数": "funding.other_funds.adjusted_budget",
    }


def test_a_row_of_a_known_name_comes_before_one_of_the_same_kind() -> None:
    rows = funding(("县级财政安排", {"全年预算数": "1"}), ("当年财政拨款", {"全年预算数": "2"}))
    assert spots(TEMPLATE, funding=rows) == {
        "rows.2.全年预算数": "funding.current_appropriation.adjusted_budget"
    }
    found = match(TEMPLATE, read_transcript({"funding": rows[:1]}))
    assert {spot.likeness for spot in found.spots.values()} == {Likeness.WORDING}


def test_a_row_that_the_template_does_not_have_is_unread() -> None:
    rows = funding(("国有资本经营预算", {"全年预算数": "1"}))
    assert unread(TEMPLATE, funding=rows) == ["rows.1.全年预算数"]


SIDE_BY_SIDE = short_template(
    """
[[blocks]]
type = "funding"
key = "mid"
partner = "year"
columns = [{ key = "amount", label = "", kind = "amount" }]
rows = [{ key = "total", role = "total", label = "中期资金总额" }, { key = "other_funds", role = "source" }]

[[blocks]]
type = "funding"
key = "year"
columns = [{ role = "initial_budget", label = "" }]
rows = [
    { key = "total", role = "total" },
    { key = "basic", role = "source", label = "基本支出" },
    { key = "other_funds", role = "source" },
]
"""
)


def test_grids_side_by_side_are_read_row_by_row() -> None:
    rows = funding(
        *(
            (row, {"金额": "1"})
            for row in ("中期资金总额", "年度资金总额", "其他资金", "基本支出", "其他资金")
        )
    )
    assert list(spots(SIDE_BY_SIDE, funding=rows).values()) == [
        *("mid.total.amount", "year.total.initial_budget", "mid.other_funds.amount"),
        *("year.basic.initial_budget", "year.other_funds.initial_budget"),
    ]


def test_the_one_amount_of_a_row_may_be_called_anything() -> None:
    rows = funding(("年度资金总额", {"申报数": "1"}))
    assert spots(SIDE_BY_SIDE, funding=rows) == {"rows.1.申报数": "year.total.initial_budget"}


ONE_BUDGET = short_template('[[blocks]]\ntype = "funding"\ncolumns = "initial_budget executed"\n')


def test_the_one_budget_of_a_paper_is_that_of_the_template() -> None:
    rows = funding(("年度资金总额", {"全年预算数": "9", "1-7月执行数": "5"}))
    assert spots(ONE_BUDGET, funding=rows) == {
        "rows.1.全年预算数": "funding.total.initial_budget",
        "rows.1.1-7月执行数": "funding.total.executed",
    }
    both = funding(("年度资金总额", {"年初预算数": "8", "全年预算数": "9", "执行数": "5"}))
    assert unread(ONE_BUDGET, funding=both) == ["rows.1.全年预算数"]


def test_the_rows_of_a_checklist_are_those_of_a_block_by_name() -> None:
    blocks = [
        {
            "block": "资金管理",
            "row": "下达的及时性",
            "values": {"情况说明": "及时", "存在的问题和改进措施": "无"},
        },
        {"block": "资金管理", "row": "年度资金总额", "values": {"情况说明": "及时"}},
    ]
    assert spots(CHECKLIST, blocks=blocks) == {
        "rows.1.情况说明": "checklist.release.situation",
        "rows.1.存在的问题和改进措施": "checklist.release.problems",
    }
