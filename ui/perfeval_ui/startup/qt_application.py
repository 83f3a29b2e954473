"""The Qt application: its name, its language, its looks; and the end of a window."""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop import __version__
from perfeval_ui.theme import app_icon, apply_theme


def set_up_application(app: QApplication) -> None:
    """Give ``app`` its name, Chinese dialogs, legible Chinese, and our look."""
    app.setApplicationName("PerfEval")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.perfeval.PerfEval")
    app.setWindowIcon(app_icon())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    _bring_chinese(app)
    apply_theme(app)


def _bring_chinese(app: QApplication) -> None:
    """Write with the bundled face where the system's own for windows has no Chinese characters.

    Without any Chinese font Qt would show boxes; with one from elsewhere, digits and characters of two faces.
    """
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if QFontInfo(app.font()).family() in chinese:
        return
    face = (files("perfeval_resources") / "fonts" / "PerfEvalSans-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    font = app.font()
    font.setFamilies([*QFontDatabase.applicationFontFamilies(number), *font.families()])
    app.setFont(font)


def discard(window: QWidget) -> None:
    """Destroy a window now; Python's collector would do it at any time, in the midst of Qt's own work."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
