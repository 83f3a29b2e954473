from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedRow
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import rows_of, spans, texts, widths
from short_forms import filled, short_template

TEMPLATES = TemplateCatalogue()
MINHANG = TEMPLATES["minhang-2023"]
BESIDE = """
[scoring.execution]
weight = "10"

[[blocks]]
type = "funding"
layout = "beside"
columns = [
    { role = "adjusted_budget", label = "预算安排" },
    { role = "executed", label = "资金执行" },
    { role = "execution_rate", label = "执行进度" },
    { role = "score", label = "得分" },
]
rows = [
    { key = "total", role = "total", labels = { adjusted_budget = "预算数", executed = "执行数" } },
    { key = "fiscal", role = "source", label = "其中：财政资金" },
]
"""
PARTNERS = """
[[blocks]]
type = "funding"
key = "revenue"
label = "按收入"
label_width = "20"
partner = "expenditure"
columns = [{ role = "executed", label = "执行数" }]
rows = [
    { key = "a", role = "source", label = "一般公共预算" },
    { key = "b", role = "source", label = "政府性基金" },
    { key = "c", role = "source", label = "其他" },
]

[[blocks]]
type = "funding"
key = "expenditure"
columns = [{ role = "executed", label = "执行数" }]
rows = [
    { key = "basic", role = "source", label = "基本支出" },
    { key = "projects", role = "source", label = "项目支出" },
]
"""


def amounts(template: Template, **rows: tuple[str, str, str]) -> Form:
    columns = ("initial_budget", "adjusted_budget", "executed")
    return filled(template, funding={row: dict(zip(columns, of, strict=True)) for row, of in rows.items()})


def funding(template: Template, form: Form) -> tuple[PrintedRow, ...]:
    return rows_of(template, form, "funding")


class TestGrid:
    FORM = amounts(
        MINHANG,
        total=("9", "9.00", "8.98"),
        current_appropriation=("", "9", "8.980"),
        carryover=("", "0", "0"),
    )

    def test_it_has_the_words_of_the_template_and_the_figures(self) -> None:
        heading, total, current, carryover, _ = funding(MINHANG, self.FORM)
        assert texts(heading) == [
            *("项目资金\n(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分数", "执行率(%)", "得分"),
        ]
        assert texts(total)[1:] == ["年度资金总额:", "9.00", "9.00", "8.98", "10.00", "99.77", "9.97"]
        assert texts(current)[1:] == ["其中: 当年财政拨款", "", "9.00", "8.98", "-", "99.77", "-"]
        assert texts(carryover)[1:] == ["上年结转资金", "", "0.00", "0.00", "-", "0.00", "-"]

    def test_its_label_stands_beside_all_rows_and_names_the_unit(self) -> None:
        rows = funding(MINHANG, self.FORM)
        assert len({row.cells[0] for row in rows}) == 1
        assert rows[0].cells[0].look is Look.LABEL
        in_yuan = filled(MINHANG, form={"unit": "元"})
        assert funding(MINHANG, in_yuan)[0].cells[0].text == "项目资金\n(元)"

    def test_a_heading_keeps_with_the_first_row(self) -> None:
        assert [row.keeps_with_next for row in funding(MINHANG, self.FORM)] == [True, *[False] * 4]

    def test_names_are_indented_and_hang_below_the_words_after_of_which(self) -> None:
        _, total, current, carryover, other = (row.cells[1] for row in funding(MINHANG, self.FORM))
        assert {cell.look for cell in (total, current, carryover, other)} == {Look.ROW_NAME}
        assert [(cell.indent, cell.hang) for cell in (total, current, carryover, other)] == [
            (0, ""),
            (1, ""),
            (2, "　其中: "),
            (2, "　其中: "),
        ]

    def test_without_of_which_nothing_hangs(self) -> None:
        template = short_template("""
            [[blocks]]
            type = "funding"
            columns = "executed"
            rows = [
                { key = "a", role = "total", label = "总额" },
                { key = "b", role = "source", label = "其他", indent = 2 },
            ]
            """)
        *_, last = funding(template, filled(template))
        assert (last.cells[0].indent, last.cells[0].hang) == (2, "")

    def test_entries_know_where_they_are_entered(self) -> None:
        row = funding(MINHANG, self.FORM)[1]
        assert row.cells[1].place is None
        assert row.cells[2].place == Place("funding", RowId("total"), "initial_budget")

    def test_a_form_with_one_fund_row_prints_one(self) -> None:
        template = TEMPLATES["hubei-20-80"]
        heading, row = rows_of(template, filled(template), "funding")
        assert texts(row)[1] == "年度财政资金总额"
        assert heading.cells[0] is row.cells[0]

    def test_a_grid_may_have_neither_label_nor_headings(self) -> None:
        template = short_template("""
            [[blocks]]
            type = "funding"
            columns = [{ role = "executed", label = "" }]
            rows = [{ key = "a", role = "total", label = "执行数（{unit}）" }]
            """)
        (row,) = funding(template, filled(template, funding={"a": {"executed": "5"}}))
        assert texts(row) == ["执行数（万元）", "5.00"]


class TestFigures:
    def test_a_blank_total_is_the_sum_of_its_sources(self) -> None:
        form = amounts(MINHANG, current_appropriation=("1", "2", ""), carryover=("0.5", "1.25", ""))
        assert texts(funding(MINHANG, form)[1])[2:5] == ["1.50", "3.25", ""]

    def test_what_cannot_be_read_prints_as_typed(self) -> None:
        form = amounts(MINHANG, total=("约九万", "9", "8"), carryover=("—", "", ""))
        assert texts(funding(MINHANG, form)[1])[2] == "约九万"
        assert texts(funding(MINHANG, form)[3])[2] == "—"

    def test_a_typed_score_stands(self) -> None:
        form = filled(MINHANG, funding={"total": {"adjusted_budget": "9", "executed": "8", "score": "9"}})
        assert texts(funding(MINHANG, form)[1])[-1] == "9.00"

    def test_what_the_paper_claims_stands_where_nothing_is_computed(self) -> None:
        form = filled(MINHANG, funding={"total": {"execution_rate": "98%", "score": "若干"}})
        assert texts(funding(MINHANG, form)[1])[-2:] == ["98%", "若干"]

    def test_fixed_words_stand_instead_of_figures_and_blank_ones_leave_what_was_typed(self) -> None:
        template = TEMPLATES["shanghai-2021"]
        row = {"adjusted_budget": "9", "executed": "9", "execution_rate": "100%", "weight": "5"}
        form = filled(template, funding={"current_appropriation": row})
        assert texts(funding(template, form)[2])[-3:] == ["—", "100%", ""]

    def test_each_row_may_have_a_score_of_its_own(self) -> None:
        template = short_template("""
            [scoring.execution]
            weight = "10"

            [[blocks]]
            type = "funding"
            columns = "adjusted_budget executed weight score"
            """)
        rows = {
            row: {"adjusted_budget": "10", "executed": executed}
            for row, executed in (("total", "9"), ("carryover", "8"))
        }
        _, total, _, carryover, _ = funding(template, filled(template, funding=rows))
        assert texts(total)[-2:] == ["10", "9"]
        assert texts(carryover)[-2:] == ["10", "8"]

    def test_without_points_nothing_is_claimed(self) -> None:
        template = short_template("""
            [[blocks]]
            type = "funding"
            columns = "adjusted_budget executed weight"
            """)
        form = filled(template, funding={"total": {"weight": "10.0"}})
        assert texts(funding(template, form)[1])[1:] == ["", "", "10"]
        assert texts(funding(template, filled(template))[1])[1:] == ["", "", ""]

    def test_a_form_without_a_total_row_scores_its_first(self) -> None:
        template = short_template("""
            [scoring.execution]
            weight = "10"

            [[blocks]]
            type = "funding"
            columns = "adjusted_budget executed score"
            rows = [
                { key = "a", role = "source", label = "甲" },
                { key = "b", role = "source", label = "乙" },
            ]
            """)
        form = filled(template, funding={"a": {"adjusted_budget": "10", "executed": "9", "score": "8.5"}})
        _, first, second = funding(template, form)
        assert [texts(row)[-1] for row in (first, second)] == ["8.5", ""]

    def test_a_second_grid_has_no_part_in_the_score(self) -> None:
        template = short_template(
            """
            [scoring.execution]
            weight = "10"

            [[blocks]]
            type = "funding"
            columns = "adjusted_budget executed score"

            [[blocks]]
            type = "funding"
            key = "other"
            columns = "adjusted_budget executed score"
            """
        )
        rows = {"total": {"adjusted_budget": "10", "executed": "9", "score": "1"}}
        form = filled(template, funding=rows, other=rows)
        assert texts(rows_of(template, form, "funding")[1])[-1] == "1"
        assert texts(rows_of(template, form, "other")[1])[-1] == "1"
        form = filled(template, funding=rows, other={"total": {"adjusted_budget": "10", "executed": "7"}})
        # What the rule gives for its own rate.
        assert texts(rows_of(template, form, "other")[1])[-1] == "7"


class TestBeside:
    TEMPLATE = short_template(BESIDE)
    FORM = filled(
        TEMPLATE,
        funding={
            "total": {"adjusted_budget": "10", "executed": "9", "score": "9"},
            "fiscal": {"adjusted_budget": "10", "executed": "9", "score": "8"},
        },
    )

    def test_each_amount_has_its_name_before_it(self) -> None:
        heading, total, fiscal = funding(self.TEMPLATE, self.FORM)
        assert list(zip(texts(heading), spans(heading), strict=True)) == [
            ("预算安排", (0, 2)),
            ("资金执行", (2, 4)),
            ("执行进度", (4, 5)),
            ("得分", (5, 6)),
        ]
        assert texts(total) == ["预算数", "10.00", "执行数", "9.00", "90.00%", "9"]
        assert texts(fiscal) == ["其中：财政资金", "10.00", "其中：财政资金", "9.00", "90.00%", "8"]
        assert total.cells[0].look is Look.ROW_NAME

    def test_what_is_computed_stands_beside_all_rows(self) -> None:
        _, total, fiscal = funding(self.TEMPLATE, self.FORM)
        assert total.cells[4] is fiscal.cells[4]
        assert total.cells[5] is not fiscal.cells[5]
        assert total.cells[4].look is Look.VALUE


class TestPartners:
    TEMPLATE = short_template(PARTNERS)

    def test_two_grids_stand_side_by_side(self) -> None:
        template = self.TEMPLATE
        form = filled(
            template,
            revenue={"a": {"executed": "5"}, "c": {"executed": "1"}},
            expenditure={"basic": {"executed": "4"}},
        )
        heading, first, second, third = rows_of(template, form, "revenue")
        assert texts(heading) == ["按收入", "", "执行数", "", "执行数"]
        assert texts(first) == ["按收入", "一般公共预算", "5.00", "基本支出", "4.00"]
        assert texts(second) == ["按收入", "政府性基金", "", "项目支出", ""]
        assert texts(third) == ["按收入", "其他", "1.00", ""]
        assert spans(third)[-1] == (3, 5)
        assert first.cells[-1].place == Place("expenditure", RowId("basic"), "executed")

    def test_the_partner_is_not_printed_again(self) -> None:
        assert rows_of(self.TEMPLATE, filled(self.TEMPLATE), "expenditure") == ()


class TestWidths:
    def test_amounts_never_wrap_and_names_give_way(self) -> None:
        template = TEMPLATES["minhang-2021"]
        form = amounts(template, total=("157,607,470.00", "1,157,607,470.00", "9"))
        found = widths(funding(template, form)[0])
        assert sum(found) == 180
        # 16 characters of a figure beside three of the template's columns of 26 mm.
        assert found[3] > 27
        assert found[1] < 37
        assert (found[0], found[4]) == (23, 26)

    def test_usual_amounts_keep_the_widths_of_the_template(self) -> None:
        template = TEMPLATES["minhang-2021"]
        form = amounts(template, total=("57,607,470.00", "57,607,470.00", "57,607,470.00"))
        assert widths(funding(template, form)[0]) == [23, 37, 26, 26, 26, 12, 16, 14]
