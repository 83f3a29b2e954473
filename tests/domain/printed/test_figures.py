import pytest

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.cells import Look, PrintedRow
from perfeval_desktop.domain.printed.figures import FiguresPrinter
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import rows_of, spans, texts
from short_forms import filled, short_template

TEMPLATES = TemplateCatalogue()
MINHANG = TEMPLATES["minhang-2023"]
ROW = {"level1": "产出指标", "level3": "名称", "target": "≥1", "actual": "1", "weight": "5"}
FIGURES = """
[scoring.execution]
weight = "10"

[[scoring.grades]]
name = "差"
least = "0"

[[blocks]]
type = "indicators"
columns = "COLUMNS"

[[blocks]]
type = "figures"
grid = "indicators"
label = "总分"
layout = "LAYOUT"
columns = [
    { role = "total_weight", label = "总分值" },
    { role = "total", label = "总分" },
    { role = "grade", label = "等级" },
]
"""


def template_of(columns: str, layout: str = "rows") -> Template:
    return short_template(FIGURES.replace("COLUMNS", columns).replace("LAYOUT", layout))


def figures(template: Template, form: Form | None = None) -> tuple[PrintedRow, ...]:
    return rows_of(template, filled(template) if form is None else form, "figures")


def below_narrow_columns(label: str) -> Template:
    """Return a template with a figure called ``label`` below a grid whose first columns are narrow."""
    columns = [("number", 12), ("target", 8), ("level3", 80), ("actual", 80)]
    grid = ", ".join(f'{{ role = "{role}", label = "", width = "{width}" }}' for role, width in columns)
    return read_template(
        'format = 2\nid = "narrow"\nname = "窄"\ntitle = "表"\n[scoring]\n'
        f'[[blocks]]\ntype = "indicators"\nkey = "indicators"\ncolumns = [{grid}]\n'
        '[[blocks]]\ntype = "figures"\nkey = "figures"\ngrid = "indicators"\n'
        f'columns = [{{ role = "grade", label = "{label}" }}]\n',
        source="窄.toml",
    )


class TestSums:
    def test_they_stand_below_the_columns_they_add_up(self) -> None:
        form = filled(MINHANG, indicators=[ROW], funding={"total": {"score": "10"}})
        total, grade = figures(MINHANG, form)
        assert texts(total) == ["总分", "15.00", "15.00", ""]
        assert spans(total) == [(0, 5), (5, 6), (6, 7), (7, 8)]
        assert texts(grade) == ["评分等级", "差"]
        assert spans(grade) == [(0, 2), (2, 8)]
        assert [cell.look for cell in total.cells] == [Look.LABEL, *[Look.VALUE] * 3]
        assert total.cells[2].place == Place("figures", ONLY, "total")

    def test_a_form_without_any_score_shows_no_total(self) -> None:
        total, grade = figures(MINHANG)
        assert texts(total) == ["总分", "10.00", "", ""]
        assert texts(grade) == ["评分等级", ""]

    def test_they_keep_with_what_stands_below_them(self) -> None:
        assert [row.keeps_with_next for row in figures(MINHANG)] == [True, False]
        assert [row.keeps_with_next for row in figures(TEMPLATES["shanghai-2021"])] == [False]

    def test_a_figure_the_paper_claims_stands_while_none_is_computed(self) -> None:
        form = filled(MINHANG, figures={"total": "98.5", "grade": "优"})
        total, grade = figures(MINHANG, form)
        assert texts(total)[2] == "98.50"
        assert texts(grade)[1] == "优"

    def test_without_weights_and_execution_there_is_no_zero(self) -> None:
        template = short_template(
            FIGURES.replace("COLUMNS", "level3 weight score")
            .replace("LAYOUT", "rows")
            .replace('[scoring.execution]\nweight = "10"\n', "")
        )
        assert texts(figures(template)[0]) == ["总分", "", ""]

    def test_words_lead_up_to_the_first_sum_behind_them(self) -> None:
        total, _ = figures(template_of("weight level1 level2 level3 score"))
        assert spans(total) == [(0, 1), (1, 4), (4, 5)]
        assert texts(total) == ["10", "总分", ""]

    def test_words_behind_all_sums_take_the_rest(self) -> None:
        total, _ = figures(template_of("weight score level3 reason"))
        assert spans(total) == [(0, 1), (1, 2), (2, 4)]
        assert texts(total)[2] == "总分"


class TestWithoutAColumnInTheGrid:
    def test_a_figure_has_a_row_of_its_own(self) -> None:
        template = template_of("level1 level2 level3 score")
        total, weight, grade = figures(template)
        assert spans(total) == [(0, 3), (3, 4)]
        assert [texts(row)[0] for row in (weight, grade)] == ["总分值", "等级"]
        assert spans(weight) == spans(grade) == [(0, 2), (2, 4)]
        assert [row.keeps_with_next for row in (total, weight, grade)] == [True, True, False]

    def test_below_narrow_columns_a_label_takes_as_many_as_it_needs(self) -> None:
        template = below_narrow_columns("评价结论")
        (row,) = figures(template)
        assert spans(row) == [(0, 2), (2, 4)]
        assert spans(figures(below_narrow_columns("结"))[0]) == [(0, 1), (1, 4)]

    def test_the_figure_itself_keeps_a_column(self) -> None:
        (row,) = figures(below_narrow_columns("整体支出绩效评价的结论和等级以及其他" * 4))
        assert spans(row) == [(0, 3), (3, 4)]

    def test_all_figures_may_have_rows_of_their_own(self) -> None:
        rows = figures(template_of("level1 level3"))
        assert [texts(row)[0] for row in rows] == ["总分值", "总分", "等级"]
        assert {tuple(spans(row)) for row in rows} == {((0, 1), (1, 2))}

    def test_a_grid_of_one_column_has_label_and_figure_in_one_cell(self) -> None:
        rows = figures(template_of("level3"))
        assert [texts(row) for row in rows] == [["总分值：10"], ["总分："], ["等级："]]


class TestOneRow:
    def test_others_stand_behind_the_sums(self) -> None:
        (row,) = figures(template_of("level3 weight score reason", "one-row"))
        assert texts(row) == ["总分", "10", "", "等级："]
        assert spans(row)[-1] == (3, 4)
        assert row.cells[-1].place == Place("figures", ONLY, "grade")
        assert not row.keeps_with_next

    def test_several_others_stand_one_behind_the_other(self) -> None:
        (row,) = figures(template_of("level3 score reason", "one-row"))
        assert texts(row)[-1] == "总分值：10  等级："

    def test_where_the_grid_ends_with_the_sums_others_stand_behind_their_words(self) -> None:
        template = template_of("level3 weight score", "one-row")
        (row,) = figures(template, filled(template, figures={"grade": "差"}))
        assert texts(row) == ["总分（等级：差）", "10", ""]
        assert row.cells[0].place == Place("figures", ONLY, "grade")
        assert not row.keeps_with_next
        (row,) = figures(template_of("level3 score", "one-row"))
        assert texts(row)[0] == "总分（总分值：10，等级：）"

    def test_sums_without_words_have_the_others_before_them(self) -> None:
        text = FIGURES.replace("COLUMNS", "level3 weight score").replace("LAYOUT", "one-row")
        (row,) = figures(short_template(text.replace('label = "总分"\n', "")))
        assert texts(row) == ["等级：", "10", ""]

    def test_their_labels_may_hold_the_unit(self) -> None:
        text = FIGURES.replace("COLUMNS", "level3 weight score").replace("LAYOUT", "one-row")
        (row,) = figures(short_template(text.replace('"等级"', '"等级（{unit}）"')))
        assert texts(row)[0] == "总分（等级（万元）：）"

    def test_without_sums_in_the_grid_all_stand_in_pairs(self) -> None:
        (row,) = figures(template_of("level1 level2 level3 target actual reason", "one-row"))
        assert texts(row) == ["总分值", "10", "总分", "", "等级", ""]
        assert spans(row) == [(at, at + 1) for at in range(6)]
        assert [cell.look for cell in row.cells] == [Look.LABEL, Look.VALUE] * 3

    def test_pairs_share_more_columns_than_they_are(self) -> None:
        (row,) = figures(template_of("level1 level2 level3 target actual completion_rate reason", "one-row"))
        assert spans(row)[0][0] == 0
        assert spans(row)[-1][1] == 7
        assert len(row.cells) == 6

    def test_where_the_grid_has_too_few_columns_for_pairs_all_stand_in_one_cell(self) -> None:
        (row,) = figures(template_of("level1 level3 reason", "one-row"))
        assert texts(row) == ["总分值：10  总分：  等级："]
        assert spans(row) == [(0, 3)]
        assert not row.keeps_with_next


def test_a_grid_that_is_none_is_a_slip_of_the_program() -> None:
    template = template_of("level3 weight score")
    block = template.by_key["figures"]
    object.__setattr__(block, "grid", "form")
    with pytest.raises(AssertionError, match="the reader sees to it"):
        FiguresPrinter(template, block)  # type: ignore[arg-type]  # it is one
