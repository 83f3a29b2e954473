"""What new projects begin with."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_ui.defaults import NewProjectDefaults
from perfeval_ui.settings.page import SettingsPage
from perfeval_ui.widgets.composing_input import ComposingLine


class NewProjectPage(SettingsPage):
    """Sets template, department and unit; those of ``departments`` and ``units`` are offered."""

    def __init__(
        self,
        settings: QSettings,
        templates: Mapping[str, Template],
        departments: Iterable[str],
        units: Iterable[str],
        parent: QWidget,
    ) -> None:
        super().__init__(
            "新建项目", "新建项目时先填好这些，仍然可以改。空着的由程序按已有的项目提出。", parent
        )
        self._settings = settings
        self.template = QComboBox(self)
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.template.setMinimumContentsLength(16)
        self.template.addItem("和最近年度的项目一样", "")
        for template_id, name in _names(templates):
            self.template.addItem(name, template_id)
        self.department = _line(self, departments)
        self.implementing_unit = _line(self, units)
        self.add_row("模板(&T)", self.template)
        self.add_row("主管部门(&D)", self.department)
        self.add_row("实施单位(&U)", self.implementing_unit)
        self.column.addStretch(1)
        self._show(NewProjectDefaults.kept_in(settings))
        self.template.currentIndexChanged.connect(self._keep)
        self.department.textChanged.connect(self._keep)
        self.implementing_unit.textChanged.connect(self._keep)

    def restore_defaults(self) -> None:
        self._show(NewProjectDefaults())

    def _show(self, defaults: NewProjectDefaults) -> None:
        # A template that is no more counts as none.
        self.template.setCurrentIndex(max(0, self.template.findData(defaults.template)))
        self.department.setText(defaults.department)
        self.implementing_unit.setText(defaults.implementing_unit)

    def _keep(self) -> None:
        NewProjectDefaults(
            template=str(self.template.currentData()),
            department=self.department.text().strip(),
            implementing_unit=self.implementing_unit.text().strip(),
        ).keep(self._settings)


def _names(templates: Mapping[str, Template]) -> list[tuple[str, str]]:
    """Return the templates that can be read, by id and name."""
    names = []
    for template_id in templates:
        try:
            names.append((template_id, templates[template_id].name))
        except TemplateError:
            # The dialog about templates says what is wrong with it.
            continue
    return names


def _line(parent: QWidget, names: Iterable[str]) -> ComposingLine:
    line = ComposingLine(parent)
    line.setPlaceholderText("没有设置")
    line.setClearButtonEnabled(True)
    line.setCompleter(QCompleter(sorted({name for name in names if name}), line))
    return line
