"""The installed or frozen program exercises itself: ``PerfEval --self-test FOLDER``.

``runner``        the steps in their order, what is printed, and the exit code
``components``    whether everything is there and works by itself;  ``worker_processes``  other processes, too
``workflow``      what a user does, done once in a temporary folder;  ``dialog_steps``  every dialog, opened
``step``          one step and how it went;  ``result_file``, ``memory``  what stands in report.json

Into FOLDER go ``report.json``, ``window.png`` (a picture of the main window) and ``form.pdf`` (a sample as it
is exported), so that two systems can be compared.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    """Exercise the program; return 0 when all went well, else 1. ``argv``: FOLDER, or nothing."""
    # A worker process of the exercise loads this package for one small function.
    from perfeval_ui.self_test.runner import main as program  # noqa: PLC0415

    return program(argv)
