"""Frames while 300 indicators with long texts scroll: titles and names of levels stay in sight."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from forms import large_form
from measuring import tell, times_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from scoring import time_of_scoring
from windows import Opened, window_on

from perfeval_desktop.domain.form import Form

_NOTCH = 120
_LONG = (
    "因部分点位施工条件限制，实际完成量略低于年初目标，已协调属地街道在下一年度一季度补齐，并纳入考核。" * 2
)


def main() -> None:
    """Measure and print."""
    scale = time_of_scoring()
    print(f"scoring 300 indicators: {scale:.2f} ms; the bounds are for 1 ms")
    bound = f"p95 {16 * scale:.0f} ms"
    with window_on(_with_long_texts(large_form())) as opened:
        bar = opened.window.editor.verticalScrollBar()
        peer = times_of(lambda: _repaint(opened), runs=30)
        peer_words = "the same window painted anew"
        bar.setValue(_first(opened))
        by_wheel = [_frame(opened, lambda: _turn(opened)) for _ in range(200)]
        tell("a frame by the wheel", sorted(by_wheel), peer_words, peer, bound)
        # Through all of it and back, as one draws the bar.
        shares = [*range(100), *range(100, 0, -1)]
        by_bar = [_frame(opened, partial(bar.setValue, bar.maximum() * share // 100)) for share in shares]
        tell("a frame by the bar", sorted(by_bar), peer_words, peer, bound)


def _with_long_texts(form: Form) -> Form:
    rows = form.rows("indicators")
    longer = (
        replace(row, cells={**row.cells, "reason": f"{number} {_LONG}"}) for number, row in enumerate(rows)
    )
    return form.with_rows("indicators", tuple(longer))


def _first(opened: Opened) -> int:
    """Return where the titles of the grid have just left."""
    body = opened.window.editor.widget()
    assert body is not None  # noqa: S101
    return opened.grid.mapTo(body, QPoint(0, 0)).y() + 200


def _turn(opened: Opened) -> None:
    """Turn the wheel by one notch, over the middle of the page."""
    view = opened.window.editor.viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, -_NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # as Qt has it
    )
    QApplication.sendEvent(view, event)


def _frame(opened: Opened, do: Callable[[], object]) -> float:
    (taken,) = times_of(lambda: (do(), opened.app.processEvents()), runs=1, warm_up=0)
    return taken


def _repaint(opened: Opened) -> None:
    opened.window.repaint()
    opened.grid.viewport().repaint()
