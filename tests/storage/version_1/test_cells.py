from typing import Any

import pytest

from perfeval_desktop.storage.version_1.cells import amounts_in_list, grid_rows, small_blocks, spelling_of
from perfeval_desktop.storage.version_1.raw import SOURCES, RawForm

BLANK: dict[str, Any] = {
    "template": "national-2020",
    "fiscal_year": 2023,
    "state": "draft",
    "project": "",
    "department": "",
    "implementing_unit": "",
    "expected_goal": "",
    "actual_outcome": "",
    "funding": {},
    "printed": {},
}


def form(**values: object) -> RawForm:
    return RawForm({**BLANK, **values}, ())


def only(**cells: str) -> list[dict[str, Any]]:
    return [{"id": "only", "cells": cells}]


def funds(**rows: dict[str, str]) -> list[dict[str, Any]]:
    return [{"id": source, "cells": rows.get(source, {})} for source in SOURCES]


def test_a_blank_form_has_the_rows_of_a_new_one() -> None:
    assert small_blocks(form()) == {
        **dict.fromkeys(("form", "head", "goals", "figures"), only()),
        "funding": funds(),
    }


def test_every_value_has_its_cell() -> None:
    blocks = small_blocks(
        form(
            project="教师培训",
            department="区教育局",
            implementing_unit="进修学院",
            expected_goal="目标",
            actual_outcome="结果",
            funding={
                "total": {"initial_budget": "1000000.00", "adjusted_budget": "1000000.01"},
                "carryover": {"executed": "0"},
                "execution_score": "9.9",
                "note": "年中追加",
            },
            printed={"execution_rate": "98.88", "total": "95.50"},
        )
    )
    assert blocks == {
        "form": only(execution_note="年中追加"),
        "head": only(project="教师培训", department="区教育局", implementing_unit="进修学院"),
        "funding": funds(
            total={
                "initial_budget": "100.00",
                "adjusted_budget": "100.000001",
                "score": "9.9",
                "execution_rate": "98.88%",
            },
            carryover={"executed": "0.00"},
        ),
        "goals": only(expected_goal="目标", actual_outcome="结果"),
        "figures": only(total="95.5"),
    }


@pytest.mark.parametrize(
    ("template", "amount", "weight", "rate", "unit"),
    [
        ("national-2020", "12,345.6789", "12.5", "98.5%", ""),
        ("national-2021-cost", "12,345.6789", "12.5", "98.5%", ""),
        ("minhang-2023", "12345.6789", "12.50", "98.5", ""),
        ("shanghai-2021", "123456789.00", "12.5", "98.5%", ""),
        ("minhang-2021", "123,456,789.00", "12.5", "98.5%", ""),
        ("some bureau's own", "123456789.00", "12.5", "98.5%", "元"),
    ],
)
def test_numbers_are_spelled_as_the_template_showed_them(
    template: str, amount: str, weight: str, rate: str, unit: str
) -> None:
    old = form(
        template=template,
        funding={"total": {"executed": "123456789"}},
        printed={"execution_rate": "98.5"},
    )
    blocks = small_blocks(old)
    assert blocks["funding"][0]["cells"] == {"executed": amount, "execution_rate": rate}
    assert blocks["form"] == (only(unit=unit) if unit else only())
    (row,) = grid_rows([{"weight": "12.50", "score": "0.125"}], ("r1",), spelling_of(old))
    assert row == {"id": "r1", "cells": {"weight": weight, "score": "0.125"}}


@pytest.mark.parametrize("text", ["1O", "1.2.3", "NaN", "Infinity"])
def test_what_is_no_number_stands_as_it_is(text: str) -> None:
    old = form(funding={"total": {"executed": text}, "execution_score": text}, printed={"total": text})
    blocks = small_blocks(old)
    assert blocks["funding"] == funds(total={"executed": text, "score": text})
    assert blocks["figures"] == only(total=text)
    assert grid_rows([{"weight": text}], ("r1",), spelling_of(old))[0]["cells"] == {"weight": text}
    assert amounts_in_list(old) == (None, None)


def test_texts_are_kept_to_the_letter() -> None:
    row = {"level3": " 𠮷\n", "target": "=33台", "actual": "\a"}
    assert grid_rows([row], ("r1",), spelling_of(form())) == [{"id": "r1", "cells": row}]


@pytest.mark.parametrize(
    ("funding", "adjusted", "executed"),
    [
        ({}, None, None),
        (
            {"total": {"adjusted_budget": "5.00", "executed": "4"}, "carryover": {"executed": "9"}},
            "5.00",
            "4",
        ),
        ({"carryover": {"executed": "9"}, "other_funds": {"executed": "1.50"}}, None, "10.50"),
        ({"total": {"initial_budget": "3"}}, "3", None),
        ({"total": {"initial_budget": "3", "adjusted_budget": "0"}}, "0", None),
    ],
)
def test_the_list_has_the_amounts_of_all_sources_together(
    funding: dict[str, Any], adjusted: str | None, executed: str | None
) -> None:
    assert amounts_in_list(form(funding=funding)) == (adjusted, executed)
