import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from perfeval_desktop.domain.form import Form, Row, RowId, TemplateRef
from perfeval_desktop.domain.form_json import NOT_OURS, read_form, written_form
from storage.examples import FORM, forms


@settings(deadline=None, max_examples=60)
@given(forms)
def test_a_form_comes_back_from_its_json_as_it_was(form: Form) -> None:
    known = form.with_made(12)
    assert read_form(json.loads(json.dumps(written_form(known)))) == known


def test_equal_forms_are_written_alike_in_whatever_order_their_cells_came() -> None:
    (row, *others) = FORM.rows("indicators")
    turned = replace(row, cells=dict(sorted(row.cells.items(), reverse=True)))
    tables = dict(sorted({**FORM.tables, "indicators": (turned, *others)}.items(), reverse=True))
    assert json.dumps(written_form(replace(FORM, tables=tables))) == json.dumps(written_form(FORM))


def test_what_is_blank_is_left_out() -> None:
    form = Form(TemplateRef("t", "d"), 2023, tables={"head": (Row(RowId("only")),), "grid": ()})
    assert written_form(form) == {
        "template": {"id": "t", "digest": "d"},
        "year": 2023,
        "state": "draft",
        "tables": {"head": [{"id": "only", "cells": {}}]},
    }


def test_a_form_read_gives_no_new_row_the_id_of_another() -> None:
    values = written_form(FORM)
    _, (new,) = read_form({**values, "made": 1}).new_rows(1)
    assert new.id == "r5"


ROW = {"id": "r1", "cells": {"level1": "产出指标"}}


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"colour": "red"},
        {"template": "t"},
        {"template": {"id": "t"}},
        {"template": {"id": 1, "digest": "d"}},
        {"year": "2023"},
        {"year": 0},
        {"year": 10_000},
        {"year": True},
        {"state": "lost"},
        {"state": ["draft"]},
        {"made": -1},
        {"made": 1 << 31},
        {"tables": []},
        {"tables": {"head": {}}},
        {"tables": {"head": []}},
        {"tables": {"head": [5]}},
        {"tables": {"head": [{"id": "r1"}]}},
        {"tables": {"head": [{**ROW, "colour": "red"}]}},
        {"tables": {"head": [{**ROW, "cells": []}]}},
        {"tables": {"head": [{**ROW, "cells": {"a": 1}}]}},
        {"tables": {"head": [{**ROW, "cells": {"a": ""}}]}},
        {"tables": {"head": [{**ROW, "cells": {"a": "\ud842"}}]}},
        {"tables": {"\ud842": [ROW]}},
        {"tables": {"head": [{**ROW, "parent": 1}]}},
        {"tables": {"head": [{**ROW, "joined": "a"}]}},
        {"tables": {"head": [{**ROW, "joined": [1]}]}},
        {"tables": {"head": [ROW, ROW]}},
        {"accepted": {}},
        {"accepted": [{"code": "a", "place": ["b", "c"], "reason": ""}]},
        {"accepted": [{"code": "a", "place": ["b", "c", "d"]}]},
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_what_no_form_is_written_as_is_not_read(broken: object) -> None:
    values = {**written_form(FORM), **broken} if isinstance(broken, dict) and broken else broken
    with pytest.raises(NOT_OURS):
        read_form(values)
