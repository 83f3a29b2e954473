"""Steps that test whether everything is there: modules, resources, fonts, translations, pictures.

Whether a module, a font or a plugin was left out is only seen in the program as it is delivered.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files

from PySide6.QtCore import QByteArray, QCoreApplication, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QImage,
    QImageReader,
    QImageWriter,
    QPainter,
    QRawFont,
)
from PySide6.QtWidgets import QDialogButtonBox

import perfeval_desktop
import perfeval_ui
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.self_test.step import SelfTestError, expect
from perfeval_ui.theme import app_icon, icon

_FONTS = ("PerfEvalSans-Regular", "PerfEvalSans-Bold", "PerfEvalSerif-Regular")
_CHARACTERS = "绩效自评表预算执行率（％）0123456789≥"
_SIDE = 32  # pixels


def modules() -> str:
    """Import every module of the program."""
    names = [
        module.name
        for package in (perfeval_desktop, perfeval_ui)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith("__main__")
    ]
    failures = []
    for name in names:
        try:
            import_module(name)
        except ImportError as error:
            failures.append(f"{name}：{error}")
    if failures:
        raise SelfTestError("；".join(failures))
    return f"{len(names)} 个模块"


def resources() -> str:
    """Read every template and sample, and the files that go into each PDF."""
    templates = TemplateCatalogue()
    read = [templates[name] for name in templates]
    forms = [sample.form(templates) for sample in samples()]
    profile = (files("perfeval_resources") / "color" / "sRGB.icc").read_bytes()
    expect("颜色配置文件的标记", profile[36:40], b"acsp")
    licence = (files("perfeval_resources") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    expect("字体许可证", "SIL OPEN FONT LICENSE" in licence, expected=True)
    if not (read and forms):
        raise SelfTestError("没有模板或示例")
    return f"{len(read)} 种模板，{len(forms)} 份示例，颜色配置 {len(profile)} 字节"


def fonts() -> str:
    """Load the bundled fonts; draw with each, and with the font of the window."""
    found = []
    for name in _FONTS:
        data = QByteArray((files("perfeval_resources") / "fonts" / f"{name}.ttf").read_bytes())
        raw = QRawFont(data, _SIDE)
        missing = [one for one in _CHARACTERS if not raw.supportsCharacter(ord(one))]
        expect(f"{name} 缺少的字符", missing, [])
        number = QFontDatabase.addApplicationFontFromData(data)
        (family,) = QFontDatabase.applicationFontFamilies(number)
        _check_drawing(family, QFont(family, _SIDE // 2))
        QFontDatabase.removeApplicationFont(number)
        found.append(name)
    font = QGuiApplication.font()
    _check_drawing(font.family(), font)
    return f"{'、'.join(found)}；窗口用 {QFontInfo(font).family()} {font.pointSizeF():g} 磅"


def translations() -> str:
    """Check that Qt has its Chinese translation."""
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Cancel)
    expect("“取消”按钮", box.button(buttons.Cancel).text().partition("(")[0], "取消")
    expect("Qt 的“全选”", QCoreApplication.translate("QLineEdit", "Select All"), "全选")
    return "“取消”“全选”"


def pictures() -> str:
    """Draw every icon, and check that PNG can be written and read."""
    names = list(_icon_names())
    drawn = {"程序图标": app_icon(), **{name: icon(name) for name in names}}
    expect("空白的图标", [name for name, one in drawn.items() if not _has_ink(one)], [])
    for formats in (QImageReader.supportedImageFormats(), QImageWriter.supportedImageFormats()):
        if QByteArray(b"png") not in formats:
            raise SelfTestError("不能读写 PNG")
    return f"{len(drawn)} 个图标，PNG"


def _check_drawing(name: str, font: QFont) -> None:
    """Check that different characters look different: without the font all are the same box, or nothing."""
    pictures = {_drawn(one, font) for one in " 绩效"}
    expect(f"用 {name} 画出的不同字形", len(pictures), 3)


def _drawn(text: str, font: QFont) -> bytes:
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return bytes(image.constBits())


def _has_ink(drawn: QIcon) -> bool:
    image = drawn.pixmap(_SIDE, _SIDE).toImage()
    return not image.isNull() and any(image.convertToFormat(QImage.Format.Format_Alpha8).constBits())


def _icon_names() -> Iterator[str]:
    for file in (files("perfeval_resources") / "icons").iterdir():
        if file.name.endswith(".svg"):
            yield file.name.removesuffix(".svg")
