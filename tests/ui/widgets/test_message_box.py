import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from perfeval_ui.theme import Tint, icon
from perfeval_ui.widgets.message_box import message_box, show_error
from ui.office import Asked


def test_what_is_told_is_read_before_anything_goes_on(asked: Asked) -> None:
    asked.answers = ["知道了"]
    show_error("磁盘已满。请清理磁盘空间后再试。")
    assert asked.questions == ["磁盘已满。请清理磁盘空间后再试。"]


def test_it_belongs_to_the_window_in_front(
    parent: QWidget, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", lambda: parent)
    asked.answers = ["知道了"]
    show_error("请")
    assert parent.findChildren(QMessageBox)


def test_a_file_name_that_looks_like_markup_is_shown_as_it_is() -> None:
    box = message_box(QMessageBox.Icon.Warning, "“<b>a</b>.perfeval”")
    assert box.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        (QMessageBox.Icon.Warning, ("warning", Tint.WARNING)),
        (QMessageBox.Icon.Critical, ("error", Tint.ERROR)),
        (QMessageBox.Icon.Question, ("hint", Tint.HINT)),
        (QMessageBox.Icon.Information, ("hint", Tint.HINT)),
    ],
)
def test_its_icon_is_our_own_and_its_kind_is_known(
    parent: QWidget, kind: QMessageBox.Icon, own: tuple[str, Tint]
) -> None:
    box = message_box(kind, "请先关闭", parent)
    box.open()
    label = box.findChild(QLabel, "qt_msgboxex_icon_label")
    assert isinstance(label, QLabel)
    pixmap = label.pixmap()
    assert pixmap.toImage() == icon(*own).pixmap(pixmap.deviceIndependentSize().toSize()).toImage()
    assert box.icon() is kind
    box.close()
