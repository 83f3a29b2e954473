"""From the start of the process to a usable window on 10,000 forms, beside a bare window.

"Usable": the tree is filled, a form is open, everything is painted and the event loop waits for the user.
The bare window imports the same Qt modules and shows an empty QMainWindow.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import environment_of_process, tell
from stores import store_of

_RUNS = 11

_BARE = """
from PySide6.QtCore import QTimer
from PySide6 import QtGui, QtPrintSupport, QtSvg
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

_OURS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from perfeval_ui import app
from perfeval_ui.window.main_window import MainWindow
start = MainWindow.start
def start_and_leave(window):
    start(window)
    QTimer.singleShot(0, QApplication.quit)
MainWindow.start = start_and_leave
code = app.main(["--store", sys.argv[1]])
late = {"reportlab", "pypdfium2", "openpyxl", "docx"} & set(sys.modules)
sys.exit(f"imported too early: {late}" if late else code)
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        path = store_of(10_000, Path(name))
        ours, bare = [], []
        for _ in range(1 + _RUNS):
            # In turn, so that both sides see the same weather.
            ours.append(_time(_OURS, Path(name), str(path)))
            bare.append(_time(_BARE, Path(name)))
        # Without the first, the warm-up.
        tell("start, 10,000 forms", sorted(ours[1:]), "bare window", sorted(bare[1:]), "ratio 2")


def _time(code: str, home: Path, *arguments: str) -> float:
    environment = environment_of_process(HOME=str(home), QT_QPA_PLATFORM="offscreen")
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, env=environment, stderr=subprocess.DEVNULL
    )
    return (time.perf_counter() - start) * 1000
