import json
from pathlib import Path
from typing import Any

import pytest

from exchange_packages import UNIT
from perfeval_desktop.exchange_package.form_json import arrival_text, text_arrival
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.store import Arrival
from session_driver import FIRST


@pytest.fixture
def arrival(file: Path) -> Arrival:
    """Return the form that was changed once."""
    return next(one for one in read_package(file).forms if len(one.log) > 1)


def values_of(arrival: Arrival) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(arrival_text(arrival))
    return values


def test_a_form_and_its_log_come_back_as_they_were(arrival: Arrival) -> None:
    assert text_arrival(arrival_text(arrival)) == arrival
    assert arrival.form == FIRST.with_text(UNIT, "某学校")
    assert [one.label for one in arrival.log] == ["新建", "修改"]
    assert [one.by for one in arrival.log] == ["张三", "张三"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "../../etc/passwd"),
        ("id", 7),
        ("id", None),
        ("form", []),
        ("form", {}),
        ("log", None),
        ("log", ["create"]),
        ("log", [{"kind": "create"}]),
        ("colour", "red"),
    ],
)
def test_what_no_program_of_ours_wrote_is_damaged(arrival: Arrival, key: str, value: object) -> None:
    with pytest.raises(DamagedError):
        text_arrival(json.dumps({**values_of(arrival), key: value}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "rename"),
        ("label", 1),
        ("by", None),
        ("at", "yesterday"),
        ("at", "2024-01-15T10:32:00"),
        ("patch", {"colour": []}),
        ("patch", 3),
    ],
)
def test_a_line_of_the_log_that_cannot_be_read_is_damaged(arrival: Arrival, key: str, value: object) -> None:
    values = values_of(arrival)
    values["log"][0][key] = value
    with pytest.raises(DamagedError):
        text_arrival(json.dumps(values))


@pytest.mark.parametrize("text", ["", "[" * 100_000, '{"id": NaN}', '{"id": "\\ud800"}', "null", "9" * 5000])
def test_absurd_json_is_damaged(text: str) -> None:
    with pytest.raises(DamagedError):
        text_arrival(text)
