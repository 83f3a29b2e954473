"""A form written down by the labels of its template: what an import makes of it is the form."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY, TITLE
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.domain.transcripts.value import written
from read_forms import SAMPLES, entered_again, sample

_FIELDS = """
[[blocks]]
type = "fields"
key = "{key}"
lines = [["date"{more}]]
widths = [{widths}]
columns = [{columns} {{ key = "date", label = "填报日期", kind = "line" }}]
"""
TWICE = (
    """
format = 2
id = "twice"
name = "两处"
kind = "target"
source = "自拟"
title = "绩效目标表"
year_line = ""
page = "portrait"
[amounts]
unit = "万元"
decimals = 2
[rate]
decimals = 2
form = "percent"
"""
    + _FIELDS.format(
        key="head",
        more=', "project", "department", "implementing_unit"',
        widths='"20","25","20","25","20","25","20","25"',
        columns="""
    { role = "project", label = "项目名称" }, { role = "department", label = "主管部门" },
    { role = "implementing_unit", label = "实施单位" },""",
    )
    + _FIELDS.format(key="tail", more="", widths='"30","150"', columns="")
)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_entered_again_as_it_was(name: str) -> None:
    template, form = sample(name)
    assert entered_again(template, transcribed(template, form), 1999) == form


def test_only_what_was_entered_is_written_down() -> None:
    template, form = sample("national-2020")
    values = written(transcribed(template, form))
    assert values["fields"]
    assert values["fiscal_year"] == form.year
    assert values["title"] is None
    texts = {text for row in form.rows("head") for text in row.cells.values()}
    assert texts <= set(transcribed(template, form).fields.values())


def test_a_title_of_its_own_is_written_down() -> None:
    template, form = sample("national-2020")
    own = enter(template, form, TITLE, "区级项目支出绩效自评表")
    assert transcribed(template, own).title == "区级项目支出绩效自评表"
    assert entered_again(template, transcribed(template, own), 1999) == own


def test_a_word_beside_the_choices_stands_in_the_first_of_their_columns() -> None:
    template, form = sample("monitoring-2023")
    grid = template.grid
    assert grid is not None
    column = next(one for one in grid.columns if one.choices and one.choice_style == "ticks")
    place = Place(grid.key, form.rows(grid.key)[0].id, column.key)
    odd = enter(template, form, place, f"{column.choices[1]}、其他原因")
    values = transcribed(template, odd).indicators[0]
    assert (values[column.choices[1]], values[column.choices[0]]) == ("√", "其他原因")


def test_two_fields_of_one_label_both_keep_their_texts() -> None:
    template = read_template(TWICE, source="两处.toml")
    form = blank_form(template, 2023)
    for block, text in (("head", "五月一日"), ("tail", "六月一日")):
        form = enter(template, form, Place(block, ONLY, "date"), text)
    fields = transcribed(template, form).fields
    assert dict(fields) == {"填报日期": "五月一日", "填报日期 ": "六月一日"}
    assert entered_again(template, transcribed(template, form), 2023) == form
