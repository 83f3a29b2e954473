from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.template_list import TemplateList


def list_of(qtbot: QtBot, templates: TemplateCatalogue, *template_ids: str) -> TemplateList:
    made = TemplateList([templates[one] for one in template_ids])
    qtbot.addWidget(made)
    return made


def test_templates_of_one_kind_are_a_plain_list(qtbot: QtBot, templates: TemplateCatalogue) -> None:
    made = list_of(qtbot, templates, "minhang-2023", "minhang-2021")
    assert made.names() == ["闵行区 2023", "闵行区 2021"]
    assert made.topLevelItemCount() == 2
    assert made.template is None


def test_templates_of_several_kinds_are_grouped_and_the_cursor_skips_the_kinds(
    qtbot: QtBot, templates: TemplateCatalogue
) -> None:
    made = list_of(qtbot, templates, "monitoring-2023", "minhang-2023")
    kinds = [made.model().index(row, 0).data() for row in range(made.topLevelItemCount())]
    assert kinds == [kind.label for kind in FormKind if kind.label in kinds]
    chosen: list[str] = []
    made.chosen.connect(lambda template: chosen.append(template.id))
    made.choose("minhang-2023")
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert chosen == ["minhang-2023", "monitoring-2023", "minhang-2023"]


def test_where_a_template_is_not_in_the_list_the_first_one_is_chosen(
    qtbot: QtBot, templates: TemplateCatalogue
) -> None:
    made = list_of(qtbot, templates, "minhang-2023", "minhang-2021")
    made.choose("没有")
    assert made.template is templates["minhang-2023"]
