"""``PerfEval --self-test FOLDER``: the installed program tests itself on the computer it is on.

``runner``        the steps in their order, what is printed, and the exit code
``components``    steps: is everything there, and does it work;  ``worker_processes``  do worker processes
``workflow``      steps: the work of a user, done once in a temporary folder;  ``dialog_steps``  every dialog
``step``          one step and how it went;  ``result_file``, ``memory``  what is written into report.json

Into FOLDER go ``report.json``, ``window.png`` (a picture of the main window) and ``form.pdf`` (a sample as it
is exported), so that two systems can be compared.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    """Run the self-test; return 0 when all steps pass, else 1. ``argv`` is FOLDER, or empty."""
    # Imported here, as the worker processes load this package too, and need nothing of it.
    from perfeval_ui.self_test.runner import main as program  # noqa: PLC0415

    return program(argv)
