"""The installed or frozen program exercises itself: ``PerfEval --self-test FOLDER``.

``program``   the list of steps, what is printed, and the exit code
``parts``     whether everything is there, and each part works by itself;  ``helpers``  other processes, too
``work``      what a clerk does, done once in a temporary folder;  ``dialogs``  everything that can be opened
``step``      one step and how it went;  ``report``, ``memory``  what stands in report.json

Into FOLDER go ``report.json``, ``window.png`` (a picture of the main window) and ``form.pdf`` (a sample as it
is exported), so that two systems can be compared.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    """Exercise the program; return 0 when all went well, else 1. ``argv``: FOLDER, or nothing."""
    # A helper process of the exercise loads this package for one small function.
    from perfeval_ui.self_test.program import main as program  # noqa: PLC0415

    return program(argv)
