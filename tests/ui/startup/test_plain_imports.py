"""What the window loads, and how, seen in a process of its own."""

import subprocess
import sys

_CODE = """
import builtins, linecache, sys
sys.path[:0] = {path!r}
own = builtins.__import__
import perfeval_ui.app
print(builtins.__import__ is own, len([file for file in linecache.cache if "perfeval" in file]))
print(*sys.modules)
"""


def told() -> tuple[str, set[str]]:
    """Return what is to be known of the import of the window, and the modules that came with it."""
    code = _CODE.format(path=sys.path)
    # -I: of the environment of the tests, nothing but their path.
    ran = subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    known, modules = ran.stdout.splitlines()
    return known, set(modules.split())


def test_python_imports_by_itself_and_no_source_is_read() -> None:
    known, modules = told()
    assert "PySide6.QtWidgets" in modules
    assert known == "True 0"


def test_what_the_first_screen_does_not_show_is_not_loaded() -> None:
    rarely_wanted = {
        *("PySide6.QtNetwork", "reportlab", "pypdfium2", "openpyxl", "docx"),
        *(
            "perfeval_desktop.storage.version_1",
            "perfeval_desktop.storage.backups.backup",
            "perfeval_desktop.samples",
        ),
        *("perfeval_desktop.domain.transcripts.vocabulary", "perfeval_desktop.domain.printed.printers"),
        *("perfeval_desktop.printing.form_pdf", "perfeval_ui.dialogs", "perfeval_ui.self_test"),
    }
    assert rarely_wanted.isdisjoint(told()[1])
