"""Every dialog has a chapter of the manual, and every chapter that is named is there."""

import ast

from PySide6.QtWidgets import QWidget

from perfeval_desktop.manual import manual
from perfeval_ui.manual.topics import TOPICS, chapter_about
from perfeval_ui.window.main_window import MainWindow
from source_modules import PROGRAM
from ui.page_driver import grid_of

# The bases of others, and the manual itself.
NO_TOPIC = {"GrowingDialog", "TableDialog", "ManualWindow"}


def classes() -> dict[str, list[str]]:
    """Return every class of the shell with the names of its bases."""
    return {
        node.name: [ast.unparse(base).partition("[")[0] for base in node.bases]
        for module in PROGRAM
        if module.name.startswith("perfeval_ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }


def test_every_dialog_has_a_chapter() -> None:
    dialogs = {
        name for name, bases in classes().items() if {"GrowingDialog", "TableDialog", "QDialog"} & set(bases)
    }
    assert dialogs - NO_TOPIC - set(TOPICS) == set()


def test_what_has_a_chapter_is_a_class_of_the_program_and_the_chapter_is_there() -> None:
    assert set(TOPICS) - set(classes()) == set()
    assert set(TOPICS.values()) <= set(manual())


def test_the_innermost_counts(full_window: MainWindow) -> None:
    assert chapter_about(grid_of(full_window.editor)) == "filling"
    assert chapter_about(full_window.tree.view) == "finding"
    assert chapter_about(full_window.checks) == "checking"
    assert chapter_about(QWidget()) is None
    assert chapter_about(None) is None
