"""The shipped templates: each reads, is legal, says every word once, and fills its page."""

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import (
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FundingBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import Role, RowRole
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.legality import problems
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.rules import AskReason
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import digest_of, read_template

TEXTS = {
    file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
    for file in (files("perfeval_resources") / "templates").iterdir()
    if file.name.endswith(".toml")
}
TEMPLATES = {name: read_template(text, source=f"{name}.toml") for name, text in sorted(TEXTS.items())}
EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))

NATIONAL = ("national-2020", "national-2021-cost")
PUBLISHED_WITHOUT_NOTES = ("minhang-2021", "minhang-2023", "shanghai-2021")
FAMILIES = {
    *(*NATIONAL, *PUBLISHED_WITHOUT_NOTES),
    *(
        "anhui",
        "anhui-10",
        "beijing",
        "chongqing-dept",
        "department",
        "grants-by-level",
        "hebei",
        "hebei-2020",
    ),
    *("hubei-20-80", "hunan-county", "hunan-project", "liaoning", "monitoring-2023", "ningxia-city"),
    *("shanxi-county", "sichuan-county-target", "sichuan-dept-2023", "target-2023", "target-mid-term"),
    *("target-split", "transfer-central", "xinjiang-2023", "yunnan-14"),
}


def test_the_families_are_there() -> None:
    assert TEMPLATES.keys() >= FAMILIES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_file_is_named_like_its_template_and_known_by_its_digest(name: str) -> None:
    template = TEMPLATES[name]
    assert template.id == name
    assert template.digest == digest_of(TEXTS[name])
    assert list(problems(template)) == []


def test_a_user_can_tell_the_templates_apart() -> None:
    names = Counter(template.name for template in TEMPLATES.values())
    assert [name for name, count in names.items() if count > 1] == []
    assert all(template.source for template in TEMPLATES.values())


@EVERY_TEMPLATE
def test_no_two_columns_of_a_grid_bear_the_same_words(template: Template) -> None:
    for block in template.blocks:
        if not isinstance(block, FieldsBlock | TextsBlock):
            words = Counter(
                (column.above, column.words) for column in block.columns if column.role not in _FIGURES
            )
            assert max(words.values(), default=1) == 1, block.key


@EVERY_TEMPLATE
def test_no_two_fields_bear_the_same_words(template: Template) -> None:
    words = Counter(
        column.words
        for block in template.blocks
        if isinstance(block, FieldsBlock | TextsBlock)
        for column in block.columns
    )
    assert [word for word, count in words.items() if count > 1] == []


@EVERY_TEMPLATE
def test_no_two_rows_of_a_block_bear_the_same_words(template: Template) -> None:
    for block in template.blocks:
        if isinstance(block, FundingBlock | ChecklistBlock):
            assert max(Counter(row.words for row in block.rows).values()) == 1, block.key


@EVERY_TEMPLATE
def test_nothing_printed_is_a_place_holder(template: Template) -> None:
    assert [
        word for word in _printed_words(template) if any(mark in word for mark in ("XX", "××", "……"))
    ] == []


@EVERY_TEMPLATE
def test_the_points_that_a_template_expects_are_100(template: Template) -> None:
    grid = template.grid
    weights = [] if grid is None else [one.weight for one in grid.dimensions if one.weight is not None]
    if template.scoring is None or not weights or grid is None:
        assert not weights
        return
    inside = {one.name for one in grid.dimensions}
    stands_inside = any(
        row.prefilled.get("level1") in inside for row in grid.rows if row.role is RowRole.EXECUTION
    )
    execution = template.scoring.execution
    assert sum(weights) + (0 if stands_inside or execution is None else execution.weight) == 100


@EVERY_TEMPLATE
def test_a_new_form_prints_in_whole_rows_as_wide_as_the_page(template: Template) -> None:
    form = blank_form(template, 2023)
    read = facts(template, form)
    seen = printed(Seen(template, form, read, score(template, read)))
    assert seen.rows
    for row in seen.rows:
        assert sum(row.widths) == template.page.table_width
        assert list(_columns_of(row)) == list(range(len(row.widths)))


@EVERY_TEMPLATE
def test_a_title_names_its_form(template: Template) -> None:
    form = blank_form(template, 2023)
    read = facts(template, form)
    seen = printed(Seen(template, form, read, score(template, read)))
    assert seen.title.endswith("表")
    assert "2023" in seen.title + seen.year_line


@pytest.mark.parametrize("name", PUBLISHED_WITHOUT_NOTES)
def test_a_form_as_published_closes_with_its_table(name: str) -> None:
    assert not any(isinstance(block, ClosingBlock) for block in TEMPLATES[name].blocks)


@pytest.mark.parametrize("name", NATIONAL)
def test_a_national_form_is_signed_and_stamped(name: str) -> None:
    closing = _closing(TEMPLATES[name])
    assert closing.signatures == ("填报人", "联系电话", "单位负责人", "填报日期")
    assert closing.stamp == "（单位盖章）"


@pytest.mark.parametrize("name", NATIONAL)
def test_the_notes_of_a_national_form_are_short_and_say_the_rules_of_its_template(name: str) -> None:
    template = TEMPLATES[name]
    notes = _closing(template).footnotes
    assert len(notes) == 4
    assert all(len(note) <= 2 * 56 and "\n" not in note for note in notes)
    scoring = template.scoring
    assert scoring is not None
    assert isinstance(scoring.over_achievement, AskReason)
    assert f"{scoring.over_achievement.over:.0%} 以上" in notes[1]
    clauses = notes[2].replace("：", "；").replace("。", "；").split("；")
    for tier in scoring.tiers:
        (clause,) = (one for one in clauses if one.startswith(tier.name))
        assert clause.endswith(f" {tier.least:.0%}～{tier.most:.0%}")
    for word in (
        "执行率",
        "全年执行数",
        "全年预算数",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因",
    ):
        assert word in "".join(notes)


_FIGURES = {Role.TOTAL_WEIGHT, Role.TOTAL}


def _columns_of(row: PrintedRow) -> Iterator[int]:
    for cell in row.cells:
        yield from range(cell.first, cell.end)


def _printed_words(template: Template) -> Iterator[str]:
    yield template.title
    yield template.year_line
    for block in template.blocks:
        yield from (block.label, block.heading)
        yield from (column.label for column in block.columns)
        yield from (row.label for row in block.rows)


def _closing(template: Template) -> ClosingBlock:
    return next(block for block in template.blocks if isinstance(block, ClosingBlock))
