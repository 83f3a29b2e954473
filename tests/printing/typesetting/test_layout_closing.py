"""What stands below the table, on its pages: the line to sign, the room for the seal, the notes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain.blocks import ClosingBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.typesetting.layout import Page
from perfeval_desktop.printing.typesetting.measures import BOTTOM_MARGIN, LABEL, LEFT_MARGIN, PORTRAIT
from perfeval_desktop.templates import TemplateCatalogue
from printing.typesetting.printed_forms import find, laid_out, lines_of, lines_on, pages_of

Maker = Callable[..., Form]

NATIONAL = pytest.mark.parametrize("template_id", ["national-2020", "national-2021-cost"])
# Enough for every place at which the last page can break.
ANY_LENGTH = pytest.mark.parametrize("rows", range(1, 46))


def notes_of(template: Template) -> str:
    """Return the notes of a template as they are printed."""
    closing = template.by_key["closing"]
    assert isinstance(closing, ClosingBlock)
    notes = enumerate(closing.footnotes, 1)
    return "".join(f"{'注：' if number == 1 else ''}{number}. {note}" for number, note in notes)


@NATIONAL
@ANY_LENGTH
def test_the_end_of_the_table_the_line_to_sign_and_the_seal_stand_on_one_page(
    rows: int, template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = pages_of(templates[template_id], form_with(template_id, rows=rows))
    holds = [{line.text for line in lines_of(page.texts)} for page in pages]
    end = {"总分", "评分等级", "填报人：", "联系电话：", "单位负责人：", "填报日期：", "（单位盖章）"}
    assert [end <= lines for lines in holds].count(True) == 1
    assert [end.isdisjoint(lines) for lines in holds].count(False) == 1


@NATIONAL
@ANY_LENGTH
def test_nothing_else_stands_in_the_room_for_the_seal(
    rows: int, template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = pages_of(templates[template_id], form_with(template_id, rows=rows))
    (page,) = (one for one in pages if "（单位盖章）" in {line.text for line in lines_on(one)})
    seal = find(page, "（单位盖章）")
    middle = round((seal.top + seal.bottom) / 2)
    top, bottom = middle - 39_80 // 2, middle + 39_80 // 2
    left = LEFT_MARGIN + 120_00
    assert seal.x == left + 30_00
    assert seal.style is LABEL
    assert bottom <= PORTRAIT.height - BOTTOM_MARGIN
    others = [line for line in lines_on(page) if line.text != "（单位盖章）"]
    assert all(line.right <= left or line.bottom <= top or line.top >= bottom for line in others)
    assert all(rule.to_y <= top for rule in page.rules)
    # The line to sign stands close above.
    assert 0 < top - find(page, "填报日期：").bottom < 7_00


@NATIONAL
def test_notes_may_go_on_to_another_page_which_then_has_neither_rules_nor_headings(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    found = []
    for rows in range(1, 46):
        *_, last = pages_of(templates[template_id], form_with(template_id, rows=rows))
        read = [line.text for line in lines_of(last.texts)]
        if "总分" not in read:
            found.append(last)
            assert last.rules == []
            assert len(last.repeats) == 1
            assert set("".join(read)) <= set(notes_of(templates[template_id]))
    assert found


@NATIONAL
def test_the_notes_are_read_once_and_in_order(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = pages_of(templates[template_id], form_with(template_id))
    read = "".join(line.text for page in pages for line in lines_of(page.texts))
    assert read.endswith(notes_of(templates[template_id]))


def test_below_the_table_there_are_no_rules(templates: TemplateCatalogue, form_with: Maker) -> None:
    page: Page = pages_of(templates["national-2020"], form_with("national-2020"))[0]
    lowest = max(rule.to_y for rule in page.rules)
    total = find(page, "评分等级")
    sign = find(page, "填报人：")
    assert total.bottom < lowest < sign.top


def test_a_note_right_below_the_table_leaves_some_room(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates["minhang-2023"]
    closing = ClosingBlock(key="closing", footnotes=("一则", "又一则"))
    (page,) = pages_of(replace(template, blocks=(*template.blocks, closing)), form_with())
    lowest = max(rule.to_y for rule in page.rules)
    first, second = find(page, "1. 一则"), find(page, "2. 又一则")
    assert first.top - lowest > 1_00
    assert second.top > first.bottom


def test_a_note_longer_than_a_page_goes_on_over_pages(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["minhang-2023"]
    closing = ClosingBlock(key="closing", footnotes=("漫" * 8000,))
    form = laid_out(replace(template, blocks=(*template.blocks, closing)), form_with())
    assert len(form.pages) > 2
    lines = [line.text for page in form.pages for line in lines_of(page.texts)]
    first = lines.index("注：")
    assert "".join(lines[first:]) == "注：" + "漫" * 8000


def test_a_box_to_sign_in_has_room_above_its_words(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["hubei-20-80"]
    page = pages_of(template, form_with("hubei-20-80", goals=[]))[-1]
    words = next(line for line in lines_on(page) if line.text.startswith("签名："))
    ruled = [rule.y for rule in page.rules if rule.y == rule.to_y and rule.y < words.y]
    assert words.top - max(ruled) > 12_00
