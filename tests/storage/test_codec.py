import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain_v1.form import Funding, SelfAssessment
from perfeval_desktop.domain_v1.patch import Patch, difference
from perfeval_desktop.storage.codec import number_text, patch_text, text_number, text_patch
from perfeval_desktop.storage.troubles import DamagedError
from storage.examples import FORM, forms


@settings(deadline=None, max_examples=40)
@given(forms, forms)
def test_a_patch_comes_back_from_its_text_as_it_was(before: SelfAssessment, after: SelfAssessment) -> None:
    patch = difference(before, after)
    assert text_patch(patch_text(patch)) == patch


def test_the_empty_patch_is_two_characters() -> None:
    assert patch_text(Patch((), None)) == "{}"


def test_a_patch_names_only_what_changed_and_what_is_not_blank() -> None:
    after = FORM.with_indicator(2, FORM.indicators[0])
    values = json.loads(patch_text(difference(FORM, after)))
    assert values.keys() == {"splice"}
    assert values["splice"]["start"] == 2
    assert values["splice"]["after"] == [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": "培训场次",
            "target": "≥10(场)",
            "actual": "12场",
            "weight": "20",
        }
    ]


def test_blank_funding_is_an_empty_object() -> None:
    after = SelfAssessment("t", 2023, funding=Funding(note="补"))
    text = patch_text(difference(SelfAssessment("t", 2023), after))
    assert text == '{"changes":{"funding":[{},{"note":"补"}]}}'


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_numbers_keep_every_digit_and_need_no_exponent(value: Decimal) -> None:
    text = number_text(value)
    assert text is not None
    assert "E" not in text
    assert text_number(text) == value


def test_nothing_entered_stays_nothing() -> None:
    assert number_text(None) is None
    assert text_number(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"text"',
        '{"unknown":1}',
        '{"changes":{"project":["only one"]}}',
        '{"changes":{"project":[1,2]}}',
        '{"changes":{"colour":["red","green"]}}',
        '{"changes":{"state":["draft","lost"]}}',
        '{"changes":{"fiscal_year":["2023","2024"]}}',
        '{"changes":{"funding":[[],{}]}}',
        '{"changes":{"funding":[{},{"total":{"executed":"many"}}]}}',
        '{"splice":{"start":0,"before":[]}}',
        '{"splice":{"start":0,"before":{},"after":[]}}',
        '{"splice":{"start":"0","before":[],"after":[]}}',
        '{"splice":{"start":0,"before":[{"weight":10}],"after":[]}}',
        '{"splice":{"start":0,"before":[{"colour":"red"}],"after":[]}}',
    ],
)
def test_text_that_is_no_patch_is_damage(text: str) -> None:
    with pytest.raises(DamagedError):
        text_patch(text)
