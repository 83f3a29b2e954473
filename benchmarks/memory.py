"""The memory of the window on a store of 10,000 forms, beside that of the window on an empty one.

Looked at when the list is there, after quick open was used, and once completion has the texts of the forms
near the open one. Linux alone tells.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import environment_of_process
from stores import store_of

_BOUND = 1.3
_TYPED = ("qyzc", "企业政策", "2024 qyzc", "xinxihuayw", "zhongxiaoqiye", "chongqing")

_WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import set_up_application
from perfeval_ui.window.main_window import MainWindow
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
app = QApplication([])
set_up_application(app)
path = Path(sys.argv[1])
store = Store.open(path)
session = EditingSession(store, TemplateCatalogue())
settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
window = MainWindow(SessionSignals(session), store, settings)
window.showNormal()
window.start()
while window.tree.model.awaited:
    app.processEvents()
print(memory())
if sys.argv[2:]:
    commands = window.commands.quick_open
    commands.open_box()
    while commands.box.is_preparing:
        app.processEvents()
    for typed in sys.argv[2:]:
        for end in range(1, len(typed) + 1):
            commands.box.line.setText(typed[:end])
            app.processEvents()
        while commands.box.texts.is_searching:
            app.processEvents()
    print(memory())
    while session.earlier_texts.gather():
        pass
    print(memory())
os._exit(0)
"""


def main() -> None:
    """Measure and print."""
    if sys.platform != "linux":
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (bare,) = _memory(store_of(0, folder))
        times = ("when the list is there", "after quick open", "with completion gathered")
        print(f"memory with an empty store: {bare:.0f} MiB")
        for when, held in zip(times, _memory(store_of(10_000, folder), *_TYPED), strict=True):
            print(f"memory with 10,000 forms, {when}: {held:.0f} MiB; {held / bare:.2f} x; bound {_BOUND} x")


def _memory(store: Path, *typed: str) -> list[float]:
    environment = environment_of_process(QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-c", _WINDOW, str(store), *typed]
    found = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return [float(line) for line in found.stdout.splitlines()]


if __name__ == "__main__":
    main()
