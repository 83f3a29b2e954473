from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.choose_template import ChooseTemplateDialog


def test_the_template_that_is_selected_is_the_answer(
    parent: QWidget, templates: TemplateCatalogue, qtbot: QtBot
) -> None:
    offered = [templates["minhang-2023"], templates["minhang-2021"]]
    dialog = ChooseTemplateDialog("更换模板", "换成哪一个？", offered, parent)
    answers: list[Template] = []
    dialog.template_chosen.connect(answers.append)
    assert dialog.ok_button.text() == "更换模板"
    dialog.list.choose("minhang-2021")
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok_button.click()
    assert answers == [templates["minhang-2021"]]


def test_without_templates_there_is_nothing_to_accept(parent: QWidget) -> None:
    assert not ChooseTemplateDialog("更换模板", "换成哪一个？", [], parent).ok_button.isEnabled()
