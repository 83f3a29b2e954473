"""模板: the list of all templates; own ones are copied, edited, imported, exported and removed here."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QMessageBox, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import OutputError, PerfEvalError, TemplateError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.summary_texts import project_name
from perfeval_desktop.templates import CatalogueEntry, Origin, TemplateCatalogue, read_template_file
from perfeval_ui.dialogs.derive_file import ask_file_to_derive
from perfeval_ui.dialogs.sentence_list import SentencesDialog
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.dialogs.template_editor import TemplateEditor
from perfeval_ui.dialogs.template_table import template_table
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.message_box import MessageBox
from perfeval_ui.widgets.quiet_label import QuietLabel

_FILTER = "模板 (*.toml)"
_BUTTONS_IN_A_ROW = 4


class TemplateManager(TableDialog[CatalogueEntry]):
    """Lists the templates, the broken ones with the reason; own ones can be edited as text."""

    def __init__(self, session: EditingSession, parent: QWidget | None = None) -> None:
        super().__init__("模板", template_table(), parent=parent)
        self._session = session
        catalogue = session.templates
        assert isinstance(catalogue, TemplateCatalogue)  # noqa: S101  # what every window has
        self._catalogue = catalogue
        self.duplicate_button = self._button("复制成自有模板(&D)", self._duplicate)
        self.edit_button = self._button("编辑(&E)…", self._edit)
        self.use_button = self._button("哪些表在用(&U)…", self._show_use)
        self.export_button = self._button("导出(&X)…", self._ask_export)
        self.import_button = self._button("导入(&I)…", self._ask_import)
        self.remove_button = self._button("删除(&R)…", self._ask_remove)
        self.derive_button = self._button("由文件新建(&F)…", self.ask_derive)
        self.view.setMinimumHeight(40 * RHYTHM)
        self.view.setAccessibleName("模板")
        self._stretch_columns(self.table.columnCount() - 1)
        self._arrange()
        self._reload()

    @property
    def entry(self) -> CatalogueEntry | None:
        """The template that is selected."""
        return next(iter(self.selected), None)

    def choose(self, template_id: str) -> None:
        """Select the own template of this id, else the built-in one."""
        found = [row for row, one in enumerate(self.table.rows) if one.id == template_id]
        if found:
            self.view.setCurrentIndex(self.table.index(found[-1], 0))

    def _arrange(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(RHYTHM)
        for number, button in enumerate(
            (
                self.duplicate_button,
                self.edit_button,
                self.use_button,
                self.import_button,
                self.export_button,
                self.remove_button,
                self.derive_button,
            )
        ):
            buttons.addWidget(button, *divmod(number, _BUTTONS_IN_A_ROW))
        bottom = QHBoxLayout()
        bottom.addLayout(buttons)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button_box(), 0, Qt.AlignmentFlag.AlignBottom)
        about = QuietLabel("内置模板不能改；要按本单位的要求改，请先复制成自有模板，再编辑。", self)
        self.column.addWidget(about)
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.message)
        self.column.addLayout(bottom)
        self.setMinimumWidth(100 * RHYTHM)

    def _reload(self, chosen: str = "") -> None:
        """Read the catalogue again."""
        self._catalogue.refresh()
        self._show_records(list(self._catalogue.entries()))
        if self._catalogue.folder_error is not None:
            self.message.show_error(str(self._catalogue.folder_error))
        self.choose(chosen)

    def _update_buttons(self) -> None:
        entry = self.entry
        is_own = entry is not None and entry.origin is Origin.OWN
        has_template = entry is not None and entry.template is not None
        for button in (self.duplicate_button, self.export_button):
            button.setEnabled(has_template)
        self.edit_button.setEnabled(is_own)
        self.remove_button.setEnabled(is_own)
        self.use_button.setEnabled(entry is not None)

    # -- what is done ------------------------------------------------------------------------------------

    def _duplicate(self) -> None:
        entry = self.entry
        if entry is None or entry.template is None:
            return
        template = entry.template
        copy_id = self._free_id(template.id)
        text = _renamed(template.text, template.id, copy_id, template.name)
        self._save(text, copy_id, f"已复制成自有模板“{copy_id}”，可以编辑。")

    def _free_id(self, template_id: str) -> str:
        number = 1
        while (found := f"{template_id}-own{number if number > 1 else ''}") in self._catalogue:
            number += 1
        return found

    def _save(self, text: str, template_id: str, done: str) -> None:
        try:
            self._catalogue.save_own(text)
        except TemplateError as error:
            self.message.show_error(str(error))
            return
        self._reload(template_id)
        self.message.show_success(done)

    def _edit(self) -> None:
        entry, folder = self.entry, self._catalogue.own_folder
        if entry is None or folder is None:
            return
        try:
            text = read_template_file(folder / f"{entry.id}.toml")
        except TemplateError as error:
            self.message.show_error(str(error))
            return
        editor = TemplateEditor(self._catalogue, text, self)
        editor.saved.connect(self._follow_edit)
        editor.open()

    def _follow_edit(self, template_id: str) -> None:
        self._reload(template_id)
        self.message.show_success("已保存。已经在用这个模板的表不会自动改变，打开时会问是否改用新版。")

    def ask_derive(self) -> None:
        """Ask for a file with a form, and make a template of it."""
        ask_file_to_derive(self._catalogue, self, self._follow_derived, self.message.show_error)

    def _follow_derived(self, template_id: str) -> None:
        self._reload(template_id)
        self.message.show_success(f"已新建自有模板“{template_id}”，可以用它新建、录入表了。")

    def _show_use(self) -> None:
        entry = self.entry
        if entry is None:
            return
        try:
            used = [one for one in self._session.summaries() if one.template == entry.id]
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        sentences = [f"{year_text(one.year)}  {project_name(one.project)}" for one in used]
        SentencesDialog(
            f"用“{entry.id}”的表（{len(used)} 张）", sentences or ["还没有表用这个模板。"], self
        ).open()

    def _ask_export(self) -> None:
        entry = self.entry
        if entry is None:
            return
        dialog = file_dialog("导出模板", str(Path.home()), _FILTER, self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{entry.id}.toml")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, chosen: str) -> None:
        """Write the selected template into a file."""
        entry = self.entry
        if entry is None or entry.template is None:
            return
        try:
            write_atomically(Path(chosen), entry.template.text.encode())
        except OutputError as error:
            self.message.show_error(str(error))
        else:
            self.message.show_success(f"已导出为“{Path(chosen).name}”。")

    def _ask_import(self) -> None:
        dialog = file_dialog("导入模板", str(Path.home()), _FILTER, self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def import_from(self, chosen: str) -> None:
        """Put a template from a file into the own folder; one of the same id there is not written over."""
        try:
            text = read_template_file(Path(chosen))
            template_id = read_template(text, source=Path(chosen).name).id
        except TemplateError as error:
            self.message.show_error(str(error))
            return
        if template_id in self._catalogue:
            self.message.show_error(f"已经有名为“{template_id}”的模板。请改掉文件里的 id，再导入。")
            return
        self._save(text, template_id, f"已导入“{template_id}”。")

    def _ask_remove(self) -> None:
        entry = self.entry
        if entry is None:
            return
        box = MessageBox(QMessageBox.Icon.Warning, "模板", f"删除自有模板“{entry.id}”？", parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText("用它做的表照样能打开，数据文件里留有它的内容。")
        yes = box.addButton("删除", QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(self._remove)
        box.open()

    def _remove(self) -> None:
        entry = self.entry
        if entry is None:
            return
        try:
            self._catalogue.remove_own(entry.id)
        except TemplateError as error:
            self.message.show_error(str(error))
            return
        self._reload()
        self.message.show_success(f"已删除自有模板“{entry.id}”。")


def _renamed(text: str, template_id: str, copy_id: str, name: str) -> str:
    """Return the text of a template with another id, and a name that says it is a copy."""
    lines = []
    for line in text.splitlines():
        key = line.partition("=")[0].strip()
        if key == "id" and template_id in line:
            lines.append(f'id = "{copy_id}"')
        elif key == "name" and name in line:
            lines.append(line.replace(name, f"{name}（自有）", 1))
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
