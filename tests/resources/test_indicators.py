"""The indicator library that comes with the program, held against the program's own checks."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.library_indicator import LibraryIndicator, library_text, read_library
from perfeval_desktop.domain.quantities.direction import Direction, direction_of
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.quantities.unit_tables import COUNTERS, SIZES
from sound_form import (
    EFFECT,
    NATIONAL,
    ON_TIME,
    PASS_RATE,
    SATISFACTION,
    TRAININGS,
    findings,
    sound_form,
    with_row,
)

FOLDER = files("perfeval_resources") / "indicators"
FILES = {one.name: one.read_text(encoding="utf-8") for one in FOLDER.iterdir() if one.name.endswith(".toml")}
ALL = [one for name, text in sorted(FILES.items()) for one in read_library(text, source=name)]
# The row of the sound form that an indicator takes, by its kind.
ROW = {
    "数量指标": TRAININGS,
    "质量指标": PASS_RATE,
    "时效指标": ON_TIME,
    "经济成本指标": ON_TIME,
    "社会成本指标": ON_TIME,
    "生态环境成本指标": ON_TIME,
    "经济效益指标": EFFECT,
    "社会效益指标": EFFECT,
    "生态效益指标": EFFECT,
    "可持续影响指标": EFFECT,
    "服务对象满意度指标": SATISFACTION,
}
DIRECTIONS = {"越多越好": Direction.MORE, "越少越好": Direction.LESS}
SIGN = re.compile("[≥≤=]")


def named(one: LibraryIndicator) -> str:
    return f"{one.field}：{one.name}"


def form_with(one: LibraryIndicator) -> tuple[Form, str]:
    row = ROW[one.level2]
    goals = {
        "goals__only__expected_goal": "完成全年任务。",
        "goals__only__actual_outcome": "全年任务都已完成。",
    }
    texts = {"level1": one.level1, "level2": one.level2, "level3": one.name, "target": one.target}
    return with_row(row, sound_form(**goals), **texts, actual=SIGN.sub("", one.target)), row


def test_there_are_some_hundred_indicators_of_many_fields() -> None:
    assert len(FILES) == len({one.field for one in ALL}) >= 12
    assert 150 <= len(ALL) <= 260


def test_no_field_has_an_indicator_twice_and_each_has_all_kinds() -> None:
    for name, text in FILES.items():
        found = read_library(text, source=name)
        assert len({one.name for one in found}) == len(found), name
        kinds = {one.level1 for one in found}
        assert kinds == {"产出指标", "效益指标", "满意度指标", "成本指标"}, name


def test_each_file_is_written_as_the_program_writes_it() -> None:
    for name, text in FILES.items():
        found = read_library(text, source=name)
        assert library_text(found[0].field, found) == text, name


@pytest.mark.parametrize("one", ALL, ids=named)
def test_an_indicator_deserves_nothing_of_the_checks_when_it_is_just_reached(one: LibraryIndicator) -> None:
    form, row = form_with(one)
    assert [
        (found.code, found.message) for found in findings(form) if row in {one.row for one in found.places}
    ] == []


@pytest.mark.parametrize("one", ALL, ids=named)
def test_an_indicator_has_a_known_unit_a_direction_that_is_certain_and_a_proof(one: LibraryIndicator) -> None:
    quantity = whole_quantity(one.target)
    assert quantity is not None
    assert one.target.endswith(one.measure)
    assert one.measure in SIZES or one.measure.partition("/")[0].lstrip("万亿") in COUNTERS | SIZES.keys()
    form, row = form_with(one)
    read = next(each for each in facts(NATIONAL, form).indicators if each.row == row)
    assert read.judgement.is_reached
    stated = DIRECTIONS[one.direction]
    is_large = one.measure == "%" and quantity.number >= 50
    assert direction_of(read.subject, quantity.unit.name, is_large=is_large) in {stated, Direction.UNKNOWN}
    sign = one.target[0]
    assert sign in ({"≥", "="} if stated is Direction.MORE else {"≤", "="})
    assert one.weight
    assert one.proof


@pytest.mark.parametrize(
    ("name", "target"), [("工程验收合格率", "≤95%"), ("故障响应时间", "≥5分钟"), ("培训合格率", "≥105%")]
)
def test_an_indicator_that_is_turned_round_would_be_told(name: str, target: str) -> None:
    form, row = form_with(replace(next(one for one in ALL if one.name == name), target=target))
    assert {one.code for one in findings(form) if row in {place.row for place in one.places}} >= {
        Code.TARGET_DIRECTION
    }
