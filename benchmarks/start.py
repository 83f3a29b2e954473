"""From the start of the process to a usable window, beside a bare window: 7, 10,000 and 100,000 forms.

"Usable": groups and counts are there, a form is open, everything is painted and the event loop waits for the
user. The whole list is there somewhat later, which is timed too: until then the filter does not find
everything. The bare window imports the same Qt modules and shows an empty QMainWindow. Both leave once they
are there, without closing anything.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import environment_of_process, percentile, tell
from stores import long_store, store_of

_RUNS = 11
_BOUNDS = {7: "ratio 2.5", 10_000: "ratio 2.5", 100_000: "ratio 3"}

BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6 import QtGui, QtPrintSupport, QtSvg
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (print("usable", flush=True), os._exit(0)))
app.exec()
"""

_OURS = """
import gc, os, sys
sys.argv[1:] = ["--store", sys.argv[1]]
# As perfeval_desktop.__main__ does, so that there is something to hook into.
gc.disable()
from perfeval_desktop import __main__ as program
import perfeval_ui.app
from PySide6.QtCore import QTimer
from perfeval_ui.startup.window_controller import WindowController
start = WindowController.start
def start_and_leave(controller, request):
    started = start(controller, request)
    def wait():
        if controller.window.tree.model.awaited:
            QTimer.singleShot(0, wait)
        else:
            late = {"reportlab", "pypdfium2", "openpyxl", "docx"} & set(sys.modules)
            print("imported too early: " + str(late) if late else "whole", flush=True)
            os._exit(bool(late))
    QTimer.singleShot(0, lambda: (print("usable", flush=True), wait()))
    return started
WindowController.start = start_and_leave
sys.exit(program.main())
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        stores = stores_in(home)
        usable: dict[int, list[float]] = {number: [] for number in _BOUNDS}
        whole: dict[int, list[float]] = {number: [] for number in _BOUNDS}
        bare = []
        for run in range(1 + _RUNS):
            # In turn, so that all sides see the same weather; without the first, the warm-up.
            for number, path in stores.items():
                times = _times(_OURS, home, str(path))
                if run:
                    usable[number].append(times[0])
                    whole[number].append(times[1])
            (milliseconds,) = _times(BARE, home)
            bare += [milliseconds] * bool(run)
        for number, bound in _BOUNDS.items():
            tell(f"start, {number:,} forms", sorted(usable[number]), "bare window", sorted(bare), bound)
            print(f"    the whole list after {percentile(sorted(whole[number]), 0.5):.0f} ms")


def stores_in(folder: Path) -> dict[int, Path]:
    """Make the stores that are opened, by their numbers of forms."""
    many = store_of(10_000, folder)
    return {7: store_of(7, folder), 10_000: many, 100_000: long_store(many, 10)}


def _times(code: str, home: Path, *arguments: str) -> list[float]:
    """Return after how many milliseconds a process printed each of its lines."""
    environment = environment_of_process(HOME=str(home), QT_QPA_PLATFORM="offscreen")
    start = time.perf_counter()
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        times = [(time.perf_counter() - start) * 1000 for _ in process.stdout or ()]
    if process.returncode:
        sys.exit("the program did not start, or loaded something too early")
    return times
