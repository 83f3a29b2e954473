import pytest

from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.printed.cells import Look, PrintedCell
from perfeval_desktop.domain.printed.context import Seen, choice_text, head_lines, look_of
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled, sheet_of, short_template

MINHANG = TemplateCatalogue()["minhang-2023"]
HEAD = """
title = "{year}年度{project}自评表（{unit}）"
year_line = "{implementing_unit} {year}"

[[blocks]]
type = "fields"
columns = "project implementing_unit"
"""


def test_a_form_is_seen_read_and_scored() -> None:
    form = filled(MINHANG, indicators=[{"level3": "一", "weight": "5", "score": "4"}])
    seen = Seen.of(MINHANG, form)
    assert seen.sheet == sheet_of(MINHANG, form)
    assert seen.facts.year == 2023


class TestHeadLines:
    def test_they_are_the_templates_with_what_the_form_says(self) -> None:
        template = short_template(HEAD)
        form = filled(template, year=2022, fields={"project": "修路", "implementing_unit": "甲中心"})
        assert head_lines(template, form) == ("2022年度修路自评表（万元）", "甲中心 2022")

    def test_a_form_may_have_a_title_and_a_unit_of_its_own(self) -> None:
        template = short_template(HEAD)
        assert head_lines(template, filled(template, form={"title": "某表"}))[0] == "某表"
        assert head_lines(template, filled(template, form={"unit": "元"}))[0] == "2023年度自评表（元）"

    def test_what_was_typed_is_no_pattern(self) -> None:
        template = short_template(HEAD)
        form = filled(template, form={"title": "{year}{0}"}, fields={"implementing_unit": "{unit}"})
        assert head_lines(template, form) == ("{year}{0}", "{unit} 2023")


def test_labels_name_the_unit_and_others_stay_the_same_cell() -> None:
    seen = Seen.of(MINHANG, filled(MINHANG))
    plain = PrintedCell(0, 1, "项目名称", Look.LABEL)
    assert seen.worded(plain) is plain
    worded = seen.worded(PrintedCell(2, 3, "资金（{unit}）", Look.LABEL, indent=1))
    assert (worded.text, worded.first, worded.end, worded.indent) == ("资金（万元）", 2, 3, 1)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (Kind.AMOUNT, "9", "9.00"),
        (Kind.AMOUNT, "9.12345", "9.12345"),
        (Kind.AMOUNT, "5元", "5元"),
        (Kind.AMOUNT, "约九", "约九"),
        (Kind.POINTS, "９.5", "9.5"),
        (Kind.TEXT, " 原\n样 ", " 原\n样 "),
        (Kind.PERCENT, "98.50%", "98.50%"),
        (Kind.AMOUNT, "", ""),
    ],
)
def test_numbers_print_in_the_templates_spelling_and_texts_as_typed(
    kind: Kind, text: str, shown: str
) -> None:
    seen = Seen.of(MINHANG, filled(MINHANG))
    assert seen.entered(Column(key="c", label="", kind=kind), text) == shown


class TestChoices:
    CHOICES = ("部门", "专项")

    def text(self, style: ChoiceStyle, chosen: str) -> str:
        column = Column(key="c", label="", kind=Kind.CHOICE, choices=self.CHOICES, choice_style=style)
        assert Seen.of(MINHANG, filled(MINHANG)).entered(column, chosen) == choice_text(column, chosen)
        return choice_text(column, chosen)

    @pytest.mark.parametrize(
        ("style", "texts"),
        [
            (ChoiceStyle.WORD, ("", "专项", "其他")),
            (ChoiceStyle.LIST, ("□部门  □专项", "□部门  ☑专项", "其他")),
            (ChoiceStyle.LIST_BEHIND, ("部门□  专项□", "部门□  专项☑", "其他")),
        ],
    )
    def test_it_is_a_word_or_a_list_and_what_is_none_of_them_prints_as_typed(
        self, style: ChoiceStyle, texts: tuple[str, str, str]
    ) -> None:
        assert tuple(self.text(style, chosen) for chosen in ("", "专项", "其他")) == texts


class TestFigures:
    def figure(self, role: Role | None) -> str:
        row = {"level3": "一", "weight": "80", "score": "75"}
        form = filled(MINHANG, indicators=[row], funding={"total": {"score": "10"}})
        return Seen.of(MINHANG, form).figure(Column(key="c", label="", role=role, decimals=1))

    def test_each_is_that_of_the_sheet(self) -> None:
        roles = (Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE, Role.SHOWN_UNIT, Role.PROJECT, None)
        assert [self.figure(role) for role in roles] == ["90.0", "85.0", "良", "万元", "", ""]

    def test_what_is_entered_stands_where_nothing_is_computed(self) -> None:
        template = short_template('[[blocks]]\ntype = "fields"\ncolumns = "project"')
        seen = Seen.of(template, filled(template, fields={"project": "修路", "total": "9"}))
        block = template.blocks[0]
        assert seen.single(block, block.columns[0]) == "修路"
        claimed = Column(key="total", label="", role=Role.TOTAL, kind=Kind.POINTS, stage=Stage.COMPUTED)
        assert seen.single(block, claimed) == "9"

    def test_a_block_that_holds_nothing_has_blank_cells(self) -> None:
        seen = Seen.of(MINHANG, filled(MINHANG))
        block = MINHANG.blocks[0]
        assert seen.single(block, block.columns[0]) == ""


def test_figures_and_short_values_are_centred_and_running_text_is_not() -> None:
    looks = {kind: look_of(Column(key="c", label="", kind=kind)) for kind in Kind}
    assert {kind for kind, look in looks.items() if look is Look.TEXT} == {Kind.LINE, Kind.TEXT}
    assert set(looks.values()) == {Look.TEXT, Look.VALUE}
