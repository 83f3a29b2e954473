from PySide6.QtWidgets import QWidget

from perfeval_ui.dialogs.sentence_list import SentencesDialog


def test_sentences_stand_one_below_the_other_and_cannot_be_changed(parent: QWidget) -> None:
    dialog = SentencesDialog("有哪些不同", ["第一句。", "第二句。"], parent)
    assert dialog.text.toPlainText() == "第一句。\n第二句。"
    assert dialog.text.isReadOnly()
