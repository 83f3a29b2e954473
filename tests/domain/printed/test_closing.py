import pytest

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.printed.cells import Look, PrintedRow
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import rows_of, seen, texts, widths
from short_forms import filled, short_template

TABLE = """
[[blocks]]
type = "fields"
columns = "project"
"""
ALL = """
signatures = ["填报人", "单位负责人"]
stamp = "（单位盖章）"
footnotes = ["各项得分不低于 0 分。", "须写明原因。"]
"""


def closing(text: str) -> tuple[PrintedRow, ...]:
    template = short_template(f'{TABLE}[[blocks]]\ntype = "closing"\n{text}')
    return rows_of(template, filled(template), "closing")


class TestSignatures:
    def test_they_stand_side_by_side_with_room_to_write(self) -> None:
        (row,) = closing('signatures = ["填报人", "联系电话", "填报日期"]')
        assert texts(row) == ["填报人：", "联系电话：", "填报日期："]
        assert widths(row) == [60, 60, 60]
        assert {cell.look for cell in row.cells} == {Look.TEXT}
        assert {cell.place for cell in row.cells} == {None}

    def test_without_a_seal_they_keep_with_nothing(self) -> None:
        (row,) = closing('signatures = ["填报人"]')
        assert not row.keeps_with_next


class TestSeal:
    def test_its_room_is_at_the_right(self) -> None:
        (row,) = closing('stamp = "（单位盖章）"')
        assert texts(row) == ["", "（单位盖章）"]
        assert widths(row) == [120, 60]
        assert row.cells[1].look is Look.STAMP

    def test_it_stays_with_the_line_to_sign_and_lets_the_notes_go(self) -> None:
        assert [row.keeps_with_next for row in closing(ALL)] == [True, False, False, False]


class TestNotes:
    def test_a_single_one_has_no_number(self) -> None:
        (row,) = closing('footnotes = ["须写明原因。"]')
        assert texts(row) == ["注：", "须写明原因。"]

    def test_several_are_numbered(self) -> None:
        rows = closing('footnotes = ["甲", "乙", "丙"]')
        assert list(map(texts, rows)) == [["注：", "1. 甲"], ["", "2. 乙"], ["", "3. 丙"]]
        assert [widths(row) for row in rows] == [[9, 171]] * 3

    def test_they_stand_close_below_each_other_and_leave_room_below_a_table(self) -> None:
        assert [row.frame for row in closing('footnotes = ["甲", "乙"]')] == [Frame.OPEN, Frame.TIGHT]
        assert [row.frame for row in closing(ALL)] == [Frame.OPEN, Frame.OPEN, Frame.TIGHT, Frame.TIGHT]


class TestBoxes:
    def test_each_has_room_to_write_above_its_words(self) -> None:
        first, second = closing(
            'label_width = "30"\nboxes = { "签批意见" = "签名：", "审核意见" = "盖章：" }'
        )
        assert [(cell.text, cell.look) for cell in first.cells] == [
            ("签批意见", Look.LABEL),
            ("签名：", Look.BOX),
        ]
        assert widths(first) == [30, 150]
        assert first.frame is Frame.RULED
        assert second.keeps_with_next


def test_all_stand_below_each_other() -> None:
    assert list(map(texts, closing(ALL))) == [
        ["填报人：", "单位负责人："],
        ["", "（单位盖章）"],
        ["注：", "1. 各项得分不低于 0 分。"],
        ["", "2. 须写明原因。"],
    ]


@pytest.mark.parametrize("text", ['signatures = ["填报人"]', 'stamp = "（盖章）"', 'footnotes = ["甲"]', ALL])
def test_the_table_keeps_with_what_closes_it(text: str) -> None:
    template = short_template(f'{TABLE}[[blocks]]\ntype = "closing"\n{text}')
    table, *_ = seen(template, filled(template)).rows
    assert texts(table)[0] == "项目名称"
    assert table.keeps_with_next


def test_what_closes_a_form_is_the_same_on_every_form() -> None:
    template = TemplateCatalogue()["national-2020"]
    one, other = (rows_of(template, filled(template, year=year), "closing") for year in (2022, 2023))
    assert all(first is second for first, second in zip(one, other, strict=True))
