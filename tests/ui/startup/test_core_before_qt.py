"""The order in which the window's modules are loaded, seen in a process of its own."""

import subprocess
import sys


def loaded() -> list[str]:
    """Return the modules that the window loads, in their order."""
    code = f"import sys; sys.path[:0] = {sys.path!r}; import perfeval_ui.app; print(*sys.modules)"
    # -I: of the environment of the tests, nothing but their path.
    ran = subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    return ran.stdout.split()


def test_all_of_the_core_that_the_window_loads_comes_before_qt() -> None:
    modules = loaded()
    behind = modules[modules.index("PySide6") :]
    assert [name for name in behind if name.startswith("perfeval_desktop")] == []


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
    assert rarely_wanted.isdisjoint(loaded())
