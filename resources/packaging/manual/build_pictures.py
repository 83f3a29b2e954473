"""Makes the pictures of the manual out of the running program: ``build_pictures.py [NAME …]``.

They show the published samples in light colours, written with the bundled font, wherever this runs; nothing
is shown on the screen. Run by hand after the window has come to look otherwise.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSettings, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard, set_up_application
from perfeval_ui.theme import Scheme, choose_scheme
from perfeval_ui.window.main_window import MainWindow

OUTPUT = Path(__file__).parents[2] / "perfeval_resources" / "help" / "manual" / "pictures"
_SIZE = QSize(1280, 720)
# What a page of the manual has room for.
_WIDEST = 640
_MOST_COLOURS = 256
# Shades that are nearly alike count as one: a small icon has to keep its colour beside all the grey.
_COARSE = 0xFFF8F8F8


def _window(window: MainWindow) -> QWidget:
    return window


def _checks(window: MainWindow) -> QWidget:
    window.checks.focus_first()
    return window.checks


PICTURES: Mapping[str, Callable[[MainWindow], QWidget]] = {"main-window": _window, "checks": _checks}


def picture(app: QApplication, name: str) -> bytes:
    """Return a picture by its name, as PNG."""
    set_up_application(app)
    choose_scheme(Scheme.LIGHT)
    face = (files("perfeval_resources") / "fonts" / "PerfEvalSans-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    app.setFont(QFont(family, 9))
    with TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "perfeval.ini"), QSettings.Format.IniFormat)
        with Store.open(Path(folder) / "示例.perfeval") as store:
            session = EditingSession(store, TemplateCatalogue())
            session.create([sample.form(session.templates) for sample in published_samples()], "打开示例")
            window = MainWindow(SessionSignals(session), store, settings)
            window.showNormal()
            window.resize(_SIZE)
            window.arrange_panels(_SIZE.width())
            window.start()
            for _ in range(5):
                app.processEvents()
            shown = PICTURES[name](window)
            app.processEvents()
            made = _png(shown)
            discard(window)
    return made


def _png(widget: QWidget) -> bytes:
    """Return what is seen of ``widget``, no wider than a page and with few colours: it is to be small."""
    image = widget.grab().toImage()
    if image.width() > _WIDEST:
        image = image.scaledToWidth(_WIDEST, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    found = Counter(image.pixel(x, y) & _COARSE for y in range(image.height()) for x in range(image.width()))
    few = image.convertToFormat(
        QImage.Format.Format_Indexed8,
        [colour for colour, _ in found.most_common(_MOST_COLOURS)],
        Qt.ImageConversionFlag.ThresholdDither,
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    few.save(buffer, "PNG", 0)
    return bytes(buffer.data().data())


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures that are named, else all."""
    parser = argparse.ArgumentParser(description="Make the pictures of the manual.")
    parser.add_argument("--output", type=Path, metavar="DIR", default=OUTPUT, help="where the pictures go")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *PICTURES], help="which of them")
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    options.output.mkdir(parents=True, exist_ok=True)
    for name in options.names or PICTURES:
        made = picture(app, name)
        (options.output / f"{name}.png").write_bytes(made)
        print(f"{name}.png: {len(made):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
