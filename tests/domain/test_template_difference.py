"""What the newer text of a template has otherwise, as the user is told."""

import pytest

from perfeval_desktop.domain.template_difference import template_difference
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.templates import TemplateCatalogue

OLD = TemplateCatalogue()["minhang-2023"]


def difference(*changes: tuple[str, str]) -> tuple[str, ...]:
    """Return what is said of the template with texts replaced in its file."""
    text = OLD.text
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return template_difference(OLD, read_template(text, source="新版"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "闵行区 2023"', 'name = "闵行区 2024"', "名称由“闵行区 2023”改为“闵行区 2024”。"),
        ('unit = "万元"', 'unit = "元"', "金额的单位或写法有改动。"),
        ('label = "项目名称"', 'label = "项目全称"', "“项目名称”改称“项目全称”。"),
        ('label = "项目名称"', 'label = "项目名称", limit = 30', "“项目名称”的要求有改动"),
        ('"其中: 当年财政拨款"', '"其中: 本年财政拨款"', "一行改称“本年财政拨款”。"),
        ('mode = "truncate"', 'mode = "half-up"', "执行率的取位或写法有改动。"),
        ('least = "90"', 'least = "85"', "等级的划分有改动。"),
    ],
)
def test_a_change_is_said_in_a_sentence(before: str, after: str, said: str) -> None:
    assert any(said in sentence for sentence in difference((before, after)))


def test_what_only_moves_is_a_detail_of_the_layout() -> None:
    assert difference(('source = "', 'source = "改版，')) == template_difference(OLD, OLD)
    assert template_difference(OLD, OLD) == ("版面的细节有改动，栏目和规则没有变。",)


def test_blocks_columns_and_rows_that_come_or_go_are_named() -> None:
    other = TemplateCatalogue()["hunan-county"]
    said = template_difference(OLD, other)
    assert any(sentence.startswith("增加了") for sentence in said)
    assert any("去掉了" in sentence for sentence in said)
    assert "改为不计分。" in said
    assert "改为计分。" in template_difference(other, OLD)
    assert not any("计分" in sentence for sentence in template_difference(other, other))


def test_a_column_that_is_new_is_named_with_its_block() -> None:
    said = difference(
        ('["department", "implementing_unit"]]', '["department", "implementing_unit"], ["note"]]'),
        ('label = "实施单位" },', 'label = "实施单位" },\n    { key = "note", label = "备注" },'),
    )
    assert said == ("“项目名称”增加了“备注”。",)
