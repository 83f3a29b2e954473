"""What happens at an unexpected exception: it is logged, the user gets a report, and the program goes on."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop import __version__
from perfeval_desktop.errors import PerfEvalError
from perfeval_ui.widgets.message_box import show_error

_LOG = logging.getLogger(__name__)


def report_internal_error(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Show that the program has a bug, with a report to copy; meant to be :data:`sys.excepthook`.

    The report has the type of the error and where in the program it happened. It has nothing that was typed,
    not even the text of the error.
    """
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, PerfEvalError):
        show_error(str(error))
        return
    frames = "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n"
        for frame in traceback.extract_tb(trace)
    )
    report = f"PerfEval {__version__} / Python {sys.version.split()[0]}\n{kind.__name__}\n{frames}"
    _LOG.error("%s", report)
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    _show(report, windows, QApplication.activeWindow() or next(iter(windows), None))


def _show(report: str, windows: list[QWidget], parent: QWidget | None) -> None:
    from perfeval_ui.dialogs.internal_error import InternalErrorDialog  # noqa: PLC0415  # rarely shown

    if any(isinstance(one, InternalErrorDialog) and one.report == report for one in windows):
        return
    dialog = InternalErrorDialog(report, parent)
    if parent is None:
        # There is no window that the dialog could belong to, and none that it could block.
        dialog.exec()
    else:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
