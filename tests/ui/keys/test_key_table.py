"""Every line of the table of keys in the manual is pressed on a real window, and does what it says."""

import inspect
import keyword
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.key_table import KeyLine, KeyPlace, key_table
from perfeval_ui.window.main_window import MainWindow
from ui.keys import in_cell, in_field, in_grid, in_tree, in_window
from ui.keys.desk import Desk
from ui.page_driver import SAMPLE

TRIALS: dict[KeyPlace, ModuleType] = {
    KeyPlace.GRID: in_grid,
    KeyPlace.CELL: in_cell,
    KeyPlace.FIELD: in_field,
    KeyPlace.TREE: in_tree,
    KeyPlace.WINDOW: in_window,
}


def trial_name(line: KeyLine) -> str:
    """Return how the function is called that tries a line."""
    name = line.id.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) or name == "print" else name


@pytest.mark.parametrize("line", key_table(), ids=lambda line: f"{line.place}-{line.id}")
def test_the_keys_of_a_line_do_what_it_says(line: KeyLine, full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.resize(1366, 900)
    full_window.go_to_form(
        next(one.form_id for one in full_window.tree.model.forms() if one.project == SAMPLE)
    )
    getattr(TRIALS[line.place], trial_name(line))(Desk(full_window, line, qtbot))


@pytest.mark.parametrize("place", KeyPlace)
def test_nothing_is_tried_that_the_table_does_not_tell_of(place: KeyPlace) -> None:
    module = TRIALS[place]
    tried = {
        name
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    }
    assert tried == {trial_name(line) for line in key_table() if line.place is place}
