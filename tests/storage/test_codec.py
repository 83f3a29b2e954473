import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.storage.codec import (
    accepted_of,
    made_of,
    number_text,
    patch_text,
    rest_text,
    text_patch,
    text_rest,
)
from perfeval_desktop.storage.errors import DamagedError
from storage.examples import FORM, GRID, forms, with_cell


@settings(deadline=None, max_examples=60)
@given(forms, forms)
def test_a_patch_comes_back_from_its_text_as_it_was(before: Form, after: Form) -> None:
    patch = difference(before, after)
    assert text_patch(patch_text(patch)) == patch


def test_the_empty_patch_is_two_characters() -> None:
    assert patch_text(Patch()) == "{}"


def test_a_patch_names_only_what_changed_and_what_is_not_blank() -> None:
    values = json.loads(patch_text(difference(FORM, with_cell(3, "actual", "没有", FORM))))
    (splice,) = values.pop("rows")
    assert values == {}
    assert (splice["block"], splice["start"]) == (GRID, 2)
    assert splice["after"] == [
        {
            "id": "r3",
            "cells": {"level1": "效益指标", "level3": "教师能力", "actual": "没有"},
            "parent": "g1",
            "joined": ["score", "weight"],
        }
    ]


def test_values_of_the_form_as_a_whole_are_named_before_and_after() -> None:
    after = replace(
        FORM, template=TemplateRef("other", "d"), year=2024, state=FormState.FINAL, made=7, accepted=()
    )
    assert json.loads(patch_text(difference(FORM, after)))["head"] == {
        "template": [
            {"id": FORM.template.id, "digest": FORM.template.digest},
            {"id": "other", "digest": "d"},
        ],
        "year": [2023, 2024],
        "state": ["in-review", "final"],
        "made": [6, 7],
        "accepted": [
            [{"code": "repetition", "place": [GRID, "r2", "reason"], "reason": "确认无误"}],
            [],
        ],
    }


@settings(deadline=None)
@given(forms)
def test_the_rest_of_a_form_comes_back_from_its_text(form: Form) -> None:
    rest = text_rest(rest_text(form, {}))
    assert (made_of(rest), accepted_of(rest)) == (form.made, form.accepted)


def test_a_form_without_anything_of_its_own_has_an_empty_rest() -> None:
    assert rest_text(Form(TemplateRef("t", ""), 2023), {}) == "{}"


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_numbers_keep_every_digit_and_need_no_exponent(value: Decimal) -> None:
    text = number_text(value)
    assert text is not None
    assert "E" not in text
    assert Decimal(text) == value


def test_nothing_stays_nothing() -> None:
    assert number_text(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"text"',
        '{"unknown":1}',
        '{"head":{"year":[2023]}}',
        '{"head":{"year":["2023","2024"]}}',
        '{"head":{"colour":["red","green"]}}',
        '{"head":{"state":["draft","lost"]}}',
        '{"head":{"template":["self","other"]}}',
        '{"head":{"template":[{"id":"self"},{"id":"other"}]}}',
        '{"head":{"accepted":[[],{}]}}',
        '{"head":{"accepted":[[],[{"code":1,"place":["a","b","c"],"reason":""}]]}}',
        '{"rows":[{"block":"head","start":0,"before":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":{},"after":[]}]}',
        '{"rows":[{"block":"head","start":-1,"before":[],"after":[]}]}',
        '{"rows":[{"block":"head","start":true,"before":[],"after":[]}]}',
        '{"rows":[{"block":"head","start":99999999999999999999,"before":[],"after":[]}]}',
        '{"rows":5}',
        '{"head":5}',
        '{"head":{"year":[1e999,2]}}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"rows":[{"block":"\\ud800","start":0,"before":[],"after":[]}]}',
        '{"rows":[{"block":"head","start":"0","before":[],"after":[]}]}',
        '{"rows":[{"block":1,"start":0,"before":[],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":["r1"],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":"r1"}],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":1,"cells":{}}],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":"r1","cells":{"a":1}}],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":"r1","cells":{},"parent":1}],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":"r1","cells":{},"joined":"a"}],"after":[]}]}',
        '{"rows":[{"block":"head","start":0,"before":[{"id":"r1","cells":{},"colour":"red"}],"after":[]}]}',
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_text_that_is_no_patch_is_damage(text: str) -> None:
    with pytest.raises(DamagedError):
        text_patch(text)
