"""Which cursor is shown while something is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication


def shown_cursor() -> Qt.CursorShape | None:
    """Return the cursor that is shown over the whole program, ``None`` where each widget shows its own."""
    # Qt's stub does not say that there may be none.
    cursor: QCursor | None = QGuiApplication.overrideCursor()
    return None if cursor is None else cursor.shape()


def cursors_during(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[Qt.CursorShape | None]:
    """Return a list in which the cursor is noted whenever the method ``name`` of ``owner`` is called."""
    found: list[Qt.CursorShape | None] = []
    called = getattr(owner, name)

    def watched(*arguments: object, **more: object) -> object:
        found.append(shown_cursor())
        return called(*arguments, **more)

    monkeypatch.setattr(owner, name, watched)
    return found
