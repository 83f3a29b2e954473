"""Shows that the program is at work and takes nothing meanwhile.

For a change of many forms, which is one and cannot be stopped half-way: a progress dialog would have Qt
handle events, and whatever waits for its turn would read or write the store in the midst of the change.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


@contextmanager
def waiting() -> Iterator[None]:
    """Show the cursor of waiting while the ``with`` block runs."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
