"""What is loaded when: the window and commands wait for nothing that they do not need yet."""

import subprocess
import sys
from collections.abc import Iterable

import pytest

from source_modules import PROGRAM

# Dear to load: the window and commands wait for them only with the first form that is printed or imported.
DEAR = frozenset({"reportlab", "pypdfium2", "lxml", "xlrd", "doc2docx", "xlsxwriter"})

# Parts of the shell that are plain values, or are loaded by a process that shows nothing.
WITHOUT_QT = (
    "perfeval_ui.project_tree.group_tree",
    "perfeval_ui.project_tree.row_text",
    "perfeval_ui.self_test.worker_processes",
    "perfeval_ui.self_test.imports",
    "perfeval_ui.startup.options",
)


def none_of(complaints: Iterable[str]) -> None:
    """Fail with the complaints as they are to be read, without the source of the test around them."""
    if told := list(complaints):
        pytest.fail("\n".join(told), pytrace=False)


@pytest.mark.parametrize("module", ["perfeval_desktop.cli", "perfeval_desktop.session"])
def test_the_core_is_loaded_without_qt_and_without_what_prints(module: str) -> None:
    code = f"import sys; sys.path[:0] = {sys.path!r}; import {module}; print(*sys.modules)"
    # -I: of the environment of the tests, nothing but their path.
    ran = subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert module.partition(".")[0] in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "perfeval_ui", *DEAR})


def ways_to_what_is_loaded_with(start: str) -> dict[str, str]:
    """Return the way to each module that is loaded when ``start`` is imported, by its name."""
    ours = {module.name: module for module in PROGRAM}
    ways = {start: start}
    waiting = [start]
    for name in waiting:
        parts = name.split(".")
        # The packages around a module are loaded before it.
        around = [".".join(parts[:length]) for length in range(1, len(parts))]
        taken = ours[name].imported_when_loaded() if name in ours else ()
        for one in [*around, *taken]:
            if one not in ways:
                ways[one] = f"{ways[name]} → {one}"
                waiting.append(one)
    return ways


@pytest.mark.parametrize(
    ("start", "needed"),
    [("perfeval_desktop.__main__", "perfeval_desktop.cli"), ("perfeval_ui.app", "PySide6")],
)
def test_what_prints_is_loaded_with_the_first_printed_form_and_not_with_the_program(
    start: str, needed: str
) -> None:
    ways = ways_to_what_is_loaded_with(start)
    assert needed in ways
    none_of(ways[dear] for dear in sorted(ways.keys() & DEAR))


@pytest.mark.parametrize("module", WITHOUT_QT)
def test_parts_of_the_shell_that_show_nothing_are_loaded_without_qt(module: str) -> None:
    ways = ways_to_what_is_loaded_with(module)
    assert "perfeval_ui" in ways
    none_of(ways[one] for one in ways if one == "PySide6")
