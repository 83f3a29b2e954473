"""Sets up the Qt application: name, language, font and theme. Also destroys a window that is closed."""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop import __version__
from perfeval_ui.theme import app_icon, apply_theme


def set_up_application(app: QApplication) -> None:
    """Give ``app`` its name and icon, Chinese texts of Qt, a font with Chinese characters, and the theme."""
    app.setApplicationName("PerfEval")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.perfeval.PerfEval")
    app.setWindowIcon(app_icon())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    _ensure_chinese_font(app)
    apply_theme(app)


def _ensure_chinese_font(app: QApplication) -> None:
    """Use the bundled font where the system's font for windows has no Chinese characters.

    Without any Chinese font Qt would show boxes; with one from elsewhere, digits and characters would differ.
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
    """Destroy a window now. Python's garbage collector could do it at a bad time, while Qt works with it.

    What is being typed in it is saved before.
    """
    focus = window.focusWidget()
    if focus is not None:
        # A text saves itself when the keyboard goes elsewhere: not from a window that is half destroyed.
        focus.clearFocus()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
