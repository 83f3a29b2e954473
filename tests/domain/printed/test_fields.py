import pytest

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.cells import Look, PrintedRow
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import rows_of, spans, texts, widths
from short_forms import filled, short_template

MINHANG = TemplateCatalogue()["minhang-2023"]
NAMES = {"project": "项目甲", "department": "部门乙", "implementing_unit": "单位丙"}
OPEN = """
[[blocks]]
type = "fields"
frame = "open"
lines = [["place", "day", "shown_unit"], ["number"]]
widths = ["30", "30", "30", "30", "30", "30"]
columns = [
    { key = "place", label = "填报单位：", kind = "line" },
    { key = "day", label = "填报日期：", kind = "date" },
    { role = "shown_unit", label = "单位：" },
    { key = "number", label = "编号：", kind = "line" },
]
"""
TABLE = """
[[blocks]]
type = "fields"
key = "head"
columns = [{ role = "total", label = "自评总分（{unit}）" }]

[scoring.execution]
weight = "10"
"""


def test_a_value_stands_beside_its_label_and_the_last_one_takes_the_rest() -> None:
    first, second = rows_of(MINHANG, filled(MINHANG, head=NAMES), "head")
    assert texts(first) == ["项目名称", "项目甲"]
    assert spans(first) == [(0, 1), (1, 4)]
    assert texts(second) == ["主管部门", "部门乙", "实施单位", "单位丙"]
    assert [cell.look for cell in second.cells] == [Look.LABEL, Look.TEXT] * 2
    assert widths(first) == widths(second) == [23, 77, 23, 57]
    assert first.frame is Frame.RULED


def test_values_know_where_they_are_entered_and_labels_are_words_of_the_template() -> None:
    _, row = rows_of(MINHANG, filled(MINHANG, head=NAMES), "head")
    assert [cell.place for cell in row.cells] == [
        *(None, Place("head", ONLY, "department")),
        *(None, Place("head", ONLY, "implementing_unit")),
    ]


def test_forms_of_one_template_share_their_labels() -> None:
    one, other = (rows_of(MINHANG, filled(MINHANG, head=head), "head") for head in (NAMES, {}))
    assert one[0].cells[0] is other[0].cells[0]
    assert texts(other[0]) == ["项目名称", ""]


@pytest.mark.parametrize("frame", [Frame.OPEN, Frame.TIGHT])
class TestOpenFields:
    def rows(self, text: str) -> tuple[PrintedRow, ...]:
        template = short_template(text)
        cells = {"place": "甲中心", "day": "2024年3月15日", "number": "7"}
        return rows_of(template, filled(template, fields=cells), "fields")

    def test_they_are_words_in_columns_of_one_width(self, frame: Frame) -> None:
        first, second = self.rows(OPEN.replace("open", frame.value))
        assert texts(first) == ["填报单位：甲中心", "填报日期：2024年3月15日", "单位：万元"]
        assert texts(second) == ["编号：7"]
        assert first.frame is second.frame is frame
        assert [widths(first), widths(second)] == [[60, 60, 60], [180]]
        assert first.cells[0].place == Place("fields", ONLY, "place")

    def test_above_the_table_a_line_ends_at_the_right(self, frame: Frame) -> None:
        first, second = self.rows(OPEN.replace("open", frame.value) + TABLE)
        assert [cell.look for cell in first.cells] == [Look.TEXT, Look.TEXT, Look.AT_RIGHT]
        assert [cell.look for cell in second.cells] == [Look.TEXT]

    def test_below_the_table_all_stand_from_the_left(self, frame: Frame) -> None:
        template = short_template(TABLE.replace("[scoring", OPEN.replace("open", frame.value) + "\n[scoring"))
        first, _ = rows_of(template, filled(template), "fields")
        assert {cell.look for cell in first.cells} == {Look.TEXT}


def test_a_unit_alone_above_the_table_stands_at_the_right() -> None:
    template = short_template(
        """
        [[blocks]]
        type = "fields"
        key = "unit"
        frame = "open"
        columns = [{ role = "shown_unit", label = "单位：" }]
        """
        + TABLE
    )
    (row,) = rows_of(template, filled(template), "unit")
    assert [(cell.text, cell.look) for cell in row.cells] == [("单位：万元", Look.AT_RIGHT)]


def test_figures_are_centred_and_labels_may_name_the_unit() -> None:
    template = short_template(TABLE)
    (row,) = rows_of(template, filled(template, head={"total": "97"}), "head")
    assert texts(row) == ["自评总分（万元）", "97"]
    assert [cell.look for cell in row.cells] == [Look.LABEL, Look.VALUE]
    assert widths(row) == [30, 150]
