from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import pytest
from PySide6.QtGui import QFont, QIcon, QImageWriter
from PySide6.QtWidgets import QApplication

from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.self_test import components
from perfeval_ui.self_test.step import SelfTestError
from perfeval_ui.startup.qt_application import set_up_application


@pytest.fixture
def dressed(own_looks: QApplication) -> QApplication:
    set_up_application(own_looks)
    return own_looks


def test_every_module_is_loaded() -> None:
    assert int(components.modules().partition(" ")[0]) > 150


def test_every_module_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> ModuleType:
        if name.endswith((".printer", ".batch")):
            raise ImportError("No module named 'x'")
        return import_module(name)

    monkeypatch.setattr(components, "import_module", load)
    with pytest.raises(SelfTestError) as caught:
        components.modules()
    assert str(caught.value) == (
        "perfeval_desktop.printing.batch：No module named 'x'；perfeval_ui.paper.printer：No module named 'x'"
    )


def test_resources_are_read() -> None:
    assert (
        components.resources()
        == f"{len(TemplateCatalogue())} 种模板，{len(tuple(samples()))} 份示例，颜色配置 2584 字节"
    )


def test_a_program_without_samples_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> list[Sample]:
        return []

    monkeypatch.setattr(components, "samples", none)
    with pytest.raises(SelfTestError, match="没有模板或示例"):
        components.resources()


@pytest.mark.usefixtures("dressed")
def test_the_faces_are_drawn() -> None:
    assert components.fonts().startswith(
        "PerfEvalSans-Regular、PerfEvalSans-Bold、PerfEvalSerif-Regular；窗口用 "
    )


def test_a_face_that_lacks_a_character_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "_CHARACTERS", "绩\u0e01")
    with pytest.raises(SelfTestError, match="PerfEvalSans-Regular 缺少的字符应为 "):
        components.fonts()


@pytest.mark.parametrize("picture", [lambda _text: b"", lambda text: b"box" if text.strip() else b""])
def test_a_font_that_draws_nothing_or_boxes_fails(
    picture: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(text: str, _font: QFont) -> bytes:
        return picture(text)

    monkeypatch.setattr(components, "_drawn", drawn)
    with pytest.raises(SelfTestError, match=r"用 PerfEval Sans 画出的不同字形应为 3，实为 [12]"):
        components.fonts()


@pytest.mark.usefixtures("dressed")
def test_qt_speaks_chinese() -> None:
    assert components.translations() == "“取消”“全选”"


@pytest.mark.usefixtures("qapp")
def test_qt_without_its_translation_fails() -> None:
    with pytest.raises(SelfTestError, match="“取消”按钮应为 取消，实为 "):
        components.translations()


def test_every_icon_is_drawn() -> None:
    assert components.pictures().endswith(" 个图标，PNG")


def test_a_blank_icon_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(_name: str) -> QIcon:
        return QIcon()

    monkeypatch.setattr(components, "icon", blank)
    with pytest.raises(SelfTestError, match=r"空白的图标应为 \[\]，实为 \["):
        components.pictures()


def test_qt_without_png_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QImageWriter, "supportedImageFormats", list)
    with pytest.raises(SelfTestError, match="不能读写 PNG"):
        components.pictures()
