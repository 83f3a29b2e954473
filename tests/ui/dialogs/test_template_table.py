from PySide6.QtCore import Qt

from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import CatalogueEntry, Origin, TemplateCatalogue
from perfeval_ui.dialogs.template_table import template_table


def test_a_template_is_told_by_name_kind_origin_and_whether_it_can_be_used(
    templates: TemplateCatalogue,
) -> None:
    table = template_table()
    entries = [
        CatalogueEntry("minhang-2023", Origin.BUILT_IN, templates["minhang-2023"], None),
        CatalogueEntry("own", Origin.OWN, None, TemplateError("第 1 行写错了。")),
    ]
    table.set_rows(entries)
    assert [[table.index(row, column).data() for column in range(4)] for row in range(2)] == [
        ["闵行区 2023", "自评表", "内置", "可用"],
        ["own", "", "自有", "不能用：第 1 行写错了。"],
    ]
    tooltips = [table.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert tooltips == ["", "第 1 行写错了。"]
