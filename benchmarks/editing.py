"""From a key to the repainted window: a block of 500 x 9 cells pasted, a change undone and redone."""

from collections.abc import Callable, Sequence

from forms import TEMPLATES, large_form
from measuring import tell, times_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scoring import time_of_scoring
from windows import Opened, window_on

from perfeval_desktop.samples import published_samples, samples

_ROWS, _COLUMNS = 500, 9
_WIDE = "yunnan-14"
_CTRL = Qt.KeyboardModifier.ControlModifier


def main() -> None:
    """Measure and print."""
    scale = time_of_scoring()
    print(f"scoring 300 indicators: {scale:.2f} ms; the bounds are for 1 ms")
    wide = next(one for one in samples() if one.template == _WIDE).form(TEMPLATES)
    with window_on(wide) as opened:
        _measure_paste(opened, f"{150 * scale:.0f} ms")
    bound = f"{16 * scale:.0f} ms"
    usual = next(one for one in published_samples() if one.name == "minhang_science_2023_4").form(TEMPLATES)
    for form, what in ((usual, "10 indicators"), (large_form(), "300 indicators")):
        with window_on(form) as opened:
            _measure_undo(opened, what, bound)


def _measure_paste(opened: Opened, bound: str) -> None:
    """Paste a block over the indicators, which grow by it at first, then other blocks over it."""
    blocks = [_block(mark) for mark in "甲乙丙丁戊己庚辛壬癸"]
    peer = times_of(lambda: [line.split("\t") for line in blocks[0].split("\n")], runs=9)
    grown = [_time_of_paste(opened, one) for one in blocks[:5]]
    tell("paste of 500 x 9 cells, rows added", sorted(grown), "the text cut into cells", peer, bound)
    _copy(opened, blocks[0])
    _press(opened, Qt.Key.Key_V)
    opened.app.processEvents()
    over = [_time_of_paste(opened, one) for one in blocks[5:]]
    tell("paste of 500 x 9 cells, over others", sorted(over), "the text cut into cells", peer, bound)


def _measure_undo(opened: Opened, what: str, bound: str) -> None:
    """Undo and redo a text in a cell, of which the cursor has gone elsewhere."""
    grid = opened.grid
    column = grid.cells.columnCount() - 1
    grid.put_cursor(3, column)
    QTest.keyClicks(grid, "1")
    editor = QApplication.focusWidget()
    assert editor is not None  # noqa: S101
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.app.processEvents()
    undone, redone = [], []
    for _ in range(60):
        undone.append(_timed(opened, lambda: _press(opened, Qt.Key.Key_Z)))
        redone.append(_timed(opened, lambda: _press(opened, Qt.Key.Key_Y)))
    peer = times_of(lambda: _repaint(opened), runs=30)
    for verb, times in (("undo", undone), ("redo", redone)):
        tell(f"{verb}, {what}", sorted(times), "the grid painted anew", peer, bound)


def _timed(
    opened: Opened, do: Callable[[], object], afterwards: Callable[[], object] = lambda: None
) -> float:
    """Return how long ``do`` takes until all is painted; ``afterwards`` is not counted."""
    (taken,) = times_of(lambda: (do(), opened.app.processEvents()), runs=1, warm_up=0)
    afterwards()
    opened.app.processEvents()
    return taken


def _time_of_paste(opened: Opened, block: str) -> float:
    """Return how long pasting a block takes, which is then undone."""
    _copy(opened, block)
    return _timed(opened, lambda: _press(opened, Qt.Key.Key_V), opened.window.actions_.undo.trigger)


def _copy(opened: Opened, block: str) -> None:
    """Put a block on the clipboard, and the cursor where it is to go."""
    opened.grid.put_cursor(0, 0)
    QGuiApplication.clipboard().setText(block)
    opened.app.processEvents()


def _press(opened: Opened, key: Qt.Key) -> None:
    QTest.keyClick(opened.grid, key, _CTRL)


def _repaint(opened: Opened) -> None:
    opened.grid.viewport().update()
    opened.app.processEvents()


def _block(mark: str) -> str:
    """Return lines of cells: names of levels, targets, actuals, points, all different."""
    return "\n".join("\t".join(_row(mark, number)) for number in range(_ROWS))


def _row(mark: str, number: int) -> Sequence[str]:
    levels = ("产出指标", "数量指标") if number < _ROWS // 2 else ("效益指标", "社会效益指标")
    name = f"{mark}完成农村公路养护里程{number}"
    return (*levels, name, "≥", str(number + 10), "公里", str(number + 12), "0.1", "0.1")[:_COLUMNS]
