"""How one types in a form: where Tab stops, what is offered."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QWidget

from perfeval_ui.settings.page import SettingsPage


class TypingPage(SettingsPage):
    """Switches actions of the menu on and off."""

    def __init__(self, stop_everywhere: QAction, offer_texts: QAction, parent: QWidget) -> None:
        super().__init__("填写", "也可以在“编辑”菜单里切换。", parent)
        self.stop_everywhere = _box(stop_everywhere, "Tab 停在每一格(&S)", self)
        self.offer_texts = _box(offer_texts, "输入时提示以前填过的内容(&H)", self)
        self.rows.addRow(self.stop_everywhere)
        self.add_hint("不勾时，Tab 跳过已有名称的层级和规则算出的得分；方向键总能到每一格。")
        self.rows.addRow(self.offer_texts)
        self.add_hint("提示来自本单位以前的表，只在本机查找；按向下键选择，按 Esc 不用。")
        self.column.addStretch(1)

    def restore_defaults(self) -> None:
        self.stop_everywhere.setChecked(False)
        self.offer_texts.setChecked(True)


def _box(action: QAction, words: str, parent: QWidget) -> QCheckBox:
    """Return a box that is checked while the action is, and the other way round."""
    box = QCheckBox(words, parent)
    box.setChecked(action.isChecked())
    box.toggled.connect(action.setChecked)
    action.toggled.connect(box.setChecked)
    return box
