"""新建项目: asks for template, year and names of a new form; the rest is filled in on the form itself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import EARLIEST_YEAR, LATEST_YEAR, enter
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.store import FormSummary
from perfeval_ui.defaults import NewProjectDefaults
from perfeval_ui.dialogs.template_list import TemplateList
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingBox, ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel

_NO_DEFAULTS = NewProjectDefaults()


class NewProjectDialog(GrowingDialog):
    """Asks what a new form needs; ``created`` carries the :class:`Form` made from the answers.

    From the ``summaries`` of the forms there are come the names on offer and the template selected first,
    unless the user has set them: the ``defaults``.
    """

    created = Signal(object)

    def __init__(
        self,
        templates: Mapping[str, Template],
        summaries: Sequence[FormSummary],
        year: int,
        parent: QWidget | None = None,
        *,
        defaults: NewProjectDefaults = _NO_DEFAULTS,
    ) -> None:
        super().__init__("新建项目", parent)
        self._summaries = summaries
        usable, self._unusable = _usable(templates)
        # Tab goes through the fields in the order in which they are made.
        self.template_list = TemplateList(usable, self)
        self._template_note = QuietLabel(parent=self)
        self.year = QSpinBox(self)
        self.year.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year.setValue(year)
        self.year.setSuffix(" 年度")
        self.project = ComposingLine(self)
        self.project.setPlaceholderText("必填，与批复的项目名称一致")
        self.department = _names_box(self, (one.department for one in summaries))
        self.implementing_unit = _names_box(self, (one.implementing_unit for one in summaries))
        self.message = InlineMessage(self)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok_button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok_button.setText("新建")
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self._arrange()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.template_list.chosen.connect(self._choose_template)
        self.project.textChanged.connect(self._review)
        self.year.valueChanged.connect(self._review)
        self._fill_in(defaults)
        self._review()
        self.project.setFocus()

    def accept(self) -> None:
        """Make the form."""
        template = self.template_list.template
        if template is not None:
            self.created.emit(self._form(template))
            super().accept()

    def _form(self, template: Template) -> Form:
        form = begin_form(template, self.year.value())
        for role, text in (
            (Role.PROJECT, self.project.text()),
            (Role.DEPARTMENT, self.department.currentText()),
            (Role.IMPLEMENTING_UNIT, self.implementing_unit.currentText()),
        ):
            place = place_of(template, role)
            if place is not None:
                form = enter(template, form, place, text)
        return form

    def _arrange(self) -> None:
        templates = QVBoxLayout()
        templates.setSpacing(RHYTHM // 2)
        templates.addWidget(self.template_list)
        templates.addWidget(self._template_note)
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * RHYTHM)
        rows.setVerticalSpacing(RHYTHM)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        label = QLabel("模板(&T)", self)
        label.setBuddy(self.template_list)
        rows.addRow(label, templates)
        rows.addRow("年度(&Y)", self.year)
        rows.addRow("项目名称(&N)", self.project)
        rows.addRow("主管部门(&D)", self.department)
        rows.addRow("实施单位(&U)", self.implementing_unit)
        self.column.addLayout(rows)
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.column.addWidget(self._buttons)
        self.setMinimumWidth(60 * RHYTHM)

    def _fill_in(self, defaults: NewProjectDefaults) -> None:
        """Begin with what the user has set; else with the template of the latest year, or the first one."""
        latest = max(self._summaries, key=_year, default=None)
        usual = latest.template if latest else ""
        self.template_list.choose(defaults.template, usual)
        for box, name in (
            (self.department, defaults.department),
            (self.implementing_unit, defaults.implementing_unit),
        ):
            if name:
                box.setCurrentText(name)

    def _choose_template(self, template: Template) -> None:
        self._template_note.setText(_described(template))
        for role, box in (
            (Role.DEPARTMENT, self.department),
            (Role.IMPLEMENTING_UNIT, self.implementing_unit),
        ):
            box.setEnabled(place_of(template, role) is not None)

    def _review(self) -> None:
        """Enable the button once there is a name; show what is unusual, though allowed."""
        name, year = self.project.text().strip(), self.year.value()
        self.ok_button.setEnabled(bool(name) and self.template_list.template is not None)
        remarks = list(self._unusable)
        if name and any((one.project, one.year) == (name, year) for one in self._summaries):
            remarks.append(f"{year_text(year)}已有同名项目“{name}”。仍可新建，两份自评表互不影响。")
        if remarks:
            self.message.show_warning("\n".join(remarks))
        else:
            self.message.clear()


def _year(summary: FormSummary) -> int:
    return summary.year


def _usable(templates: Mapping[str, Template]) -> tuple[list[Template], list[str]]:
    """Return the templates that can be used, and for each of the others a sentence that says why not."""
    usable, unusable = [], []
    for template_id in templates:
        try:
            usable.append(templates[template_id])
        except TemplateError as error:
            unusable.append(str(error))
    return usable, unusable


def _names_box(parent: QWidget, names: Iterable[str]) -> QComboBox:
    """Return a box that offers ``names``, the most frequent first; if there is only one, it is filled in."""
    counted = Counter(name for name in names if name)
    box = ComposingBox(parent)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.addItems([name for name, _ in counted.most_common()])
    box.setCurrentText(next(iter(counted)) if len(counted) == 1 else "")
    # A list below the box. By default Qt completes the name in the box, and Tab would then accept that.
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    return box


def _described(template: Template) -> str:
    """Return what a template is like: its title, its kind, its unit, how the 100 points are shared out."""
    parts = [f"《{template.title.format_map(_DOTS)}》", template.kind.label]
    if template.fundings:
        parts.append(f"金额单位{template.amounts.unit}")
    if shares := _shares(template):
        parts.append(f"分值：{'、'.join(shares)}")
    return f"{'，'.join(parts)}。"


class _Dots(dict[str, str]):
    """Gives dots for every name that the title of a template has a place for."""

    def __missing__(self, key: str) -> str:
        return "××"


_DOTS = _Dots()


def _shares(template: Template) -> list[str]:
    if template.scoring is None:
        return []
    dimensions = template.grid.dimensions if template.grid else ()
    shares = [f"{one.name.removesuffix('指标')} {one.weight:f}" for one in dimensions if one.weight]
    execution = template.scoring.execution
    if execution is not None and execution.weight:
        shares.insert(0, f"预算执行 {execution.weight:f}")
    return shares
