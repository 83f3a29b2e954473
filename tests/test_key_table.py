"""The table of keys is complete, short and says why, wherever a key does something else than in Excel."""

from collections import Counter

import pytest

from perfeval_desktop.key_table import KeyLine, KeyPlace, key_name, key_table

EVERY_LINE = pytest.mark.parametrize("line", key_table(), ids=lambda line: f"{line.place}-{line.id}")
# Characters.
LONGEST = 60


def test_every_place_has_lines_and_each_has_an_id_of_its_own() -> None:
    assert {line.place for line in key_table()} == set(KeyPlace)
    ids = Counter((line.place, line.id) for line in key_table())
    assert max(ids.values()) == 1


@EVERY_LINE
def test_what_differs_from_excel_is_said_with_the_reason(line: KeyLine) -> None:
    assert bool(line.excel) == bool(line.why)


@EVERY_LINE
def test_a_line_is_short_and_ends_as_a_sentence(line: KeyLine) -> None:
    assert all(len(text) <= LONGEST for text in (line.does, line.excel, line.why))
    assert line.does.endswith("。")
    assert not line.why or line.why.endswith("。")
    assert not line.excel.endswith("。")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Ctrl+PgUp", "Ctrl+PageUp"),
        ("Up", "↑"),
        ("Ctrl+-", "Ctrl+-"),
        ("Alt+Return", "Alt+回车"),
        ("F2", "F2"),
        ("直接打字", "直接打字"),
    ],
)
def test_keys_are_called_as_they_are_printed_on_a_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


def test_the_keys_of_a_line_stand_beside_each_other() -> None:
    line = next(line for line in key_table() if line.id == "arrows" and line.place is KeyPlace.GRID)
    assert line.names == "↑、↓、←、→"
    assert KeyPlace.GRID.label == "在表里"


def test_the_table_is_read_once() -> None:
    assert key_table() is key_table()
