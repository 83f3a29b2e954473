"""The line of a key in the text of a template, for messages that lead there."""

import pytest

from perfeval_desktop.domain.toml_lines import line_of

TEXT = """\
id = "own"
name = "自有"  # [不是表头]

[rate]
mode = "truncate"

[scoring.execution]
weight = "10"

[[scoring.grades]]
name = "优"
least = "90"

[[scoring.grades]]
name = "良"
least = "80"

[[blocks]]
key = "head"
lines = [["project"], ["department", "unit"]]
columns = [
    { role = "project", label = "项目 [名称]" }, # 说明 {
    { role = "department", label = "主管部门" },
]

[[blocks]]
key = "funding"
words = ["甲", "乙",
    "丙"]
rows = [{ key = "total" }, { key = "other" }]

[[blocks.columns]]
role = "executed"

[[blocks.columns]]
role = "score"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("id", 'id = "own"'),
        ("rate.mode", 'mode = "truncate"'),
        ("scoring.execution.weight", 'weight = "10"'),
        ("scoring.grades[2].least", 'least = "80"'),
        ("blocks[1].key", 'key = "head"'),
        ("blocks[1].columns[1].label", '{ role = "project", label = "项目 [名称]" }, # 说明 {'),
        ("blocks[1].columns[2].label", '{ role = "department", label = "主管部门" },'),
        ("blocks[1].lines[2]", 'lines = [["project"], ["department", "unit"]]'),
        ("blocks[2].words[3]", '"丙"]'),
        ("blocks[2].rows[2].key", 'rows = [{ key = "total" }, { key = "other" }]'),
        ("blocks[2].columns[2].role", 'role = "score"'),
    ],
)
def test_a_key_is_found_wherever_it_is_written(key: str, line: str) -> None:
    number = line_of(TEXT, key)
    assert number is not None
    assert TEXT.splitlines()[number - 1].strip() == line


@pytest.mark.parametrize(
    ("key", "line"),
    [
        # What is missing is told where it should stand.
        ("rate.decimals", "[rate]"),
        ("scoring.grades[2].colour", "[[scoring.grades]]"),
        ("blocks[1].columns[9].label", "columns = ["),
        ("blocks[2].label", "[[blocks]]"),
    ],
)
def test_what_is_missing_leads_to_what_is_around_it(key: str, line: str) -> None:
    number = line_of(TEXT, key)
    assert number is not None
    assert TEXT.splitlines()[number - 1].strip() == line


@pytest.mark.parametrize("key", ["", "source", "blocks[3].key", "id[2]"])
def test_what_is_nowhere_has_no_line(key: str) -> None:
    assert line_of(TEXT, key) is None or key == "id[2]"


def test_the_texts_of_an_inline_table_are_on_its_line() -> None:
    assert line_of('labels = { total = "合计", other = "其他" }\n', "labels.other") == 1
    assert line_of('labels = "合计"\n', "labels.other") == 1


def test_a_list_that_is_not_closed_ends_with_the_text() -> None:
    assert line_of('rows = [\n  "甲",\n', "rows[1]") == 2
    assert line_of('rows = [\n  "甲",\n', "rows[2]") == 1
