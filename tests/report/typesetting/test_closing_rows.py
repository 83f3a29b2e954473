from collections.abc import Callable
from dataclasses import replace

import pytest
from perfeval_desktop.report.typesetting.closing_rows import closing_rows

from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.template import Closing
from perfeval_desktop.report.typesetting.grid import Align, Cell, Label
from perfeval_desktop.report.typesetting.layout import Page
from perfeval_desktop.report.typesetting.measures import (
    BODY,
    BOTTOM_MARGIN,
    LABEL,
    LEFT_MARGIN,
    PAGE_HEIGHT,
    SIDE_PADDING,
    TABLE_WIDTH,
    lines_height,
)
from perfeval_desktop.report.typesetting.pagination import Fragment, heights
from perfeval_desktop.templates import TemplateCatalogue
from report.typesetting.printed_forms import find, laid_out, lines_of, lines_on, pages_of, rows_with, words

Maker = Callable[..., SelfAssessment]

NOTHING = Closing((), None, ())
SIGNED = Closing(("填报人", "联系电话", "填报日期"), None, ())
STAMPED = Closing((), "（单位盖章）", ())
ALL = Closing(("填报人", "单位负责人"), "（单位盖章）", ("各项得分不低于 0 分。", "须写明原因。"))

NATIONAL = pytest.mark.parametrize("template_id", ["national-2020", "national-2021-cost"])
# Enough for every place at which the last page can break.
ANY_LENGTH = pytest.mark.parametrize("rows", range(1, 46))


def closing_words(closing: Closing) -> list[list[str]]:
    return [words(row) for row in closing_rows(closing)]


class TestSignatures:
    def test_they_stand_side_by_side_with_room_to_write(self) -> None:
        (row,) = closing_rows(SIGNED)
        assert words(row) == ["填报人：", "联系电话：", "填报日期："]
        assert row.edges == (0, 60_00, 120_00, 180_00)
        for place, part in enumerate(row.parts):
            assert isinstance(part, Cell)
            assert (part.first, part.end, part.align, part.style) == (place, place + 1, Align.LEFT, BODY)

    def test_without_a_seal_they_keep_with_nothing(self) -> None:
        assert [row.keeps_with_next for row in closing_rows(SIGNED)] == [False]


class TestSeal:
    def test_its_words_stand_in_the_middle_of_its_room_at_the_right(self) -> None:
        (row,) = closing_rows(STAMPED)
        assert words(row) == ["", "（单位盖章）"]
        assert row.edges == (0, 120_00, 180_00)
        seal = row.parts[1]
        assert seal.lines == ("",) * 5 + ("（单位盖章）",) + ("",) * 4

    def test_there_is_room_for_it(self) -> None:
        (row,) = closing_rows(STAMPED)
        # Ten lines of 4.2 mm and the paddings: a seal has 42 mm at most.
        assert heights([Fragment(row, 0, row.line_count)]) == [lines_height(10)] == [44_00]

    @pytest.mark.parametrize(
        "stamp", ["（单位负责人签字并加盖单位公章，没有公章的另附说明）", "（单位\n盖章）"]
    )
    def test_words_too_long_for_a_line_break_and_leave_the_room_as_it_is(self, stamp: str) -> None:
        (row,) = closing_rows(Closing((), stamp, ()))
        lines = row.parts[1].lines
        assert "".join(lines) == stamp.replace("\n", "")
        assert all(LABEL.width(line) <= LABEL.ems_in(60_00 - 2 * SIDE_PADDING) for line in lines)
        assert heights([Fragment(row, 0, row.line_count)]) == [44_00]

    def test_no_page_break_can_part_it(self) -> None:
        (row,) = closing_rows(STAMPED)
        assert isinstance(row.parts[1], Label)
        assert row.line_count == 1

    def test_it_stays_with_the_line_to_sign_and_lets_the_notes_go(self) -> None:
        assert [row.keeps_with_next for row in closing_rows(ALL)] == [True, False, False, False]


class TestNotes:
    def test_a_single_one_has_no_number(self) -> None:
        assert closing_words(Closing((), None, ("须写明原因。",))) == [["注：", "须写明原因。"]]

    def test_several_are_numbered(self) -> None:
        closing = Closing((), None, ("甲", "乙", "丙"))
        assert closing_words(closing) == [["注：", "1. 甲"], ["", "2. 乙"], ["", "3. 丙"]]

    def test_they_stand_under_each_other_beside_their_word(self) -> None:
        rows = list(closing_rows(Closing((), None, ("甲", "乙"))))
        assert {row.edges for row in rows} == {(0, 9_00, TABLE_WIDTH)}
        for row in rows:
            for part in row.parts:
                assert isinstance(part, Cell)
                assert (part.align, part.style, part.indent) == (Align.LEFT, BODY, 0)

    def test_a_long_one_breaks_like_any_text_and_the_word_stands_beside_its_first_line(self) -> None:
        first, second = closing_rows(Closing((), None, ("漫" * 100, "漫" * 100)))
        assert first.line_count == second.line_count == 2
        assert first.parts[0].lines == ("注：", "")
        assert "".join(second.parts[0].lines) == ""
        assert "".join(second.parts[1].lines) == "2. " + "漫" * 100

    def test_there_is_no_more_room_between_them_than_between_their_lines(self) -> None:
        rows = closing_rows(Closing((), None, ("漫" * 100, "乙")))
        assert heights([Fragment(row, 0, row.line_count) for row in rows]) == [2 * 4_20, 4_20]

    def test_they_keep_with_nothing(self) -> None:
        assert not any(row.keeps_with_next for row in closing_rows(Closing((), None, ("甲", "乙"))))


def test_signatures_seal_and_notes_stand_below_each_other() -> None:
    assert closing_words(ALL) == [
        ["填报人：", "单位负责人："],
        ["", "（单位盖章）"],
        ["注：", "1. 各项得分不低于 0 分。"],
        ["", "2. 须写明原因。"],
    ]


def test_no_rules_are_drawn_around_any_of_them() -> None:
    assert [row.sides for row in closing_rows(ALL)] == [()] * 4


def test_a_template_without_them_has_none(templates: TemplateCatalogue, form_with: Maker) -> None:
    assert list(closing_rows(NOTHING)) == []
    for template_id in ("minhang-2021", "minhang-2023", "shanghai-2021"):
        template = templates[template_id]
        last = rows_with(template, form_with(template_id))[-1]
        assert words(last)[0] == (template.labels.grade or "总分")
        assert not last.keeps_with_next


@pytest.mark.parametrize("closing", [SIGNED, STAMPED, Closing((), None, ("须写明原因。",)), ALL])
def test_the_last_row_of_the_table_keeps_with_what_stands_below(
    closing: Closing, templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = replace(templates["minhang-2023"], closing=closing)
    rows = rows_with(template, form_with())
    (last,) = (place for place, row in enumerate(rows) if words(row)[0] == "评分等级")
    assert rows[last].keeps_with_next
    assert [words(row) for row in rows[last + 1 :]] == closing_words(closing)


class TestPages:
    @NATIONAL
    @ANY_LENGTH
    def test_the_end_of_the_table_the_line_to_sign_and_the_seal_stand_on_one_page(
        self, rows: int, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = pages_of(templates[template_id], form_with(template_id, rows=rows))
        holds = [{line.text for line in lines_of(page.texts)} for page in pages]
        end = {"总分", "评分等级", "填报人：", "联系电话：", "单位负责人：", "填报日期：", "（单位盖章）"}
        assert [end <= lines for lines in holds].count(True) == 1
        assert [end.isdisjoint(lines) for lines in holds].count(False) == 1

    @NATIONAL
    @ANY_LENGTH
    def test_nothing_else_stands_in_the_room_for_the_seal(
        self, rows: int, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = pages_of(templates[template_id], form_with(template_id, rows=rows))
        (page,) = (one for one in pages if "（单位盖章）" in {line.text for line in lines_on(one)})
        seal = find(page, "（单位盖章）")
        middle = round((seal.top + seal.bottom) / 2)
        top, bottom = middle - 39_80 // 2, middle + 39_80 // 2
        left = LEFT_MARGIN + 120_00
        assert seal.x == left + 30_00
        assert seal.style is LABEL
        assert bottom <= PAGE_HEIGHT - BOTTOM_MARGIN
        others = [line for line in lines_on(page) if line.text != "（单位盖章）"]
        assert all(line.right <= left or line.bottom <= top or line.top >= bottom for line in others)
        assert all(rule.to_y <= top for rule in page.rules)
        # The line to sign stands close above.
        assert 0 < top - find(page, "填报日期：").bottom < 7_00

    @NATIONAL
    def test_notes_may_go_on_to_another_page_which_then_has_neither_rules_nor_headings(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        found = []
        for rows in range(1, 46):
            *_, last = pages_of(templates[template_id], form_with(template_id, rows=rows))
            read = [line.text for line in lines_of(last.texts)]
            if "总分" not in read:
                found.append(last)
                assert last.rules == []
                assert len(last.repeats) == 1
                assert set("".join(read)) <= set("".join(note_words(templates, template_id)))
        assert found

    @NATIONAL
    def test_the_notes_are_read_once_and_in_order(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = pages_of(templates[template_id], form_with(template_id))
        read = "".join(line.text for page in pages for line in lines_of(page.texts))
        assert read.endswith("".join(note_words(templates, template_id)))

    def test_below_the_table_there_are_no_rules(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        page: Page = pages_of(templates["national-2020"], form_with("national-2020"))[0]
        lowest = max(rule.to_y for rule in page.rules)
        total = find(page, "评分等级")
        sign = find(page, "填报人：")
        assert total.bottom < lowest < sign.top

    def test_a_note_longer_than_a_page_goes_on_over_pages(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        closing = Closing((), None, ("漫" * 8000,))
        form = laid_out(replace(templates["minhang-2023"], closing=closing), form_with())
        assert len(form.pages) > 2
        lines = [line.text for page in form.pages for line in lines_of(page.texts)]
        first = lines.index("注：")
        assert "".join(lines[first:]) == "注：" + "漫" * 8000


def note_words(templates: TemplateCatalogue, template_id: str) -> list[str]:
    """Return the notes of a template as they are printed."""
    notes = templates[template_id].closing.footnotes
    return [f"{'注：' if number == 1 else ''}{number}. {note}" for number, note in enumerate(notes, 1)]
