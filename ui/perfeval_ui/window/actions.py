"""The actions of the main window with their texts, shortcuts and icons; the tool bar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from perfeval_desktop.domain.blocks import DIRECTION, LESS_IS_BETTER, MORE_IS_BETTER
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.shares.state import ShareState
from perfeval_desktop.store import FormId
from perfeval_ui.theme import STATE_ICONS, Scheme, icon

_SCHEMES = {
    Scheme.SYSTEM: "跟随系统",
    Scheme.LIGHT: "浅色",
    Scheme.DARK: "深色",
    Scheme.HIGH_CONTRAST: "高对比度",
}
# Which way is better of an indicator, by what is kept with its row.
_DIRECTIONS = {
    MORE_IS_BETTER: f"{MORE_IS_BETTER}(&M)",
    LESS_IS_BETTER: f"{LESS_IS_BETTER}(&L)",
    "": "由符号和指标名称判断(&A)",
}


class Actions:
    """The actions of the main window. What they do is connected in ``window_commands``."""

    def __init__(self, window: QMainWindow) -> None:  # noqa: PLR0915  # one line for each
        self._window = window
        self.new = self._action("新建项目(&N)…", "new", QKeySequence.StandardKey.New)
        self.samples = self._action("打开示例(&Y)", "sample")
        self.all_samples = self._action("打开全部模板的示例(&A)", None)
        self.open_store = self._action("打开数据文件(&O)…", None, QKeySequence.StandardKey.Open)
        self.new_store = self._action("新建数据文件(&F)…", None)
        self.save = self._action("保存(&S)", "save", QKeySequence.StandardKey.Save)
        self.check_out = self._action("签出到本机(&T)…", None)
        self.check_in = self._action("签入(&I)", None)
        self.give_up = self._action("放弃签出(&U)…", None)
        self.import_files = self._action("导入(&M)…", "import", "Ctrl+Shift+O")
        self.import_copied = self._action("从剪贴板导入(&G)…", None, "Ctrl+Shift+V")
        self.export = self._action("导出(&E)…", "export", "Ctrl+E")
        self.fill = self._action("填入单位下发的空表(&W)…", None)
        self.print = self._action("打印(&P)…", "print", QKeySequence.StandardKey.Print)
        self.print_preview = self._action("打印预览(&V)…", "preview")
        self.export_package = self._action("导出交换包(&H)…", None)
        self.import_package = self._action("导入交换包(&J)…", None)
        self.backups = self._action("备份与恢复(&B)…", "backup")
        self.restore_backup = self._action("恢复备份(&K)…", "restore-backup")
        self.open_folder = self._action("打开数据文件夹(&D)", "open-folder")
        self.quit = self._action("退出(&X)", None, QKeySequence.StandardKey.Quit)

        self.undo = self._action("撤销(&U)", "undo", QKeySequence.StandardKey.Undo)
        self.redo = self._action("重做(&R)", "redo", "Ctrl+Y", "Ctrl+Shift+Z")
        self.cut = self._action("剪切(&T)", None, QKeySequence.StandardKey.Cut)
        self.copy = self._action("复制(&C)", None, QKeySequence.StandardKey.Copy)
        self.copy_form = self._action("复制整张表(&A)", "copy-form", "Ctrl+Shift+C")
        self.paste = self._action("粘贴(&P)", None, QKeySequence.StandardKey.Paste)
        self.unsaved = self._action("没保存的内容(&N)…", None)
        self.quick_open = self._action("快速打开(&K)…", "search", "Ctrl+K")
        self.find = self._action("查找(&F)…", "filter", QKeySequence.StandardKey.Find)
        self.find_next = self._action("查找下一个(&X)", None, "F3")
        self.find_previous = self._action("查找上一个(&V)", None, "Shift+F3")
        self.replace = self._action("替换(&H)…", None, "Ctrl+H")
        self.find_everywhere = self._action("在所有表里查找(&L)…", None, "Ctrl+Shift+F")

        self.palette = self._action("命令面板(&M)…", "commands", "Ctrl+Shift+P")

        self.clear = self._action("清除内容(&E)", "clear", QKeySequence.StandardKey.Delete)
        self.fill_down = self._action("向下填充(&D)", "fill-down", "Ctrl+D")
        self.fill_right = self._action("向右填充(&I)", "fill-right", "Ctrl+R")
        self.edit_large = self._action("在大窗口里编辑(&W)…", "edit-large", "Shift+F2")
        self.stop_everywhere = self._action("Tab 停在每一格(&S)", None)
        self.stop_everywhere.setCheckable(True)
        self.stop_everywhere.setToolTip("否则跳过已有名称的层级和规则算出的得分")
        self.offer_texts = self._action("输入时提示以前填过的内容(&O)", None)
        self.offer_texts.setCheckable(True)
        self.offer_texts.setChecked(True)
        self.settings = self._action("设置(&G)…", "settings", "Ctrl+,")

        self.copy_next_year = self._action("复制到下一年度(&Y)", "copy-next-year", "Ctrl+Shift+Y")
        self.duplicate = self._action("复制一份(&D)", "duplicate", "Ctrl+D")
        self.rename = self._action("重命名(&M)", "rename", "F2")
        self.delete = self._action("删除(&L)", "delete", QKeySequence.StandardKey.Delete)
        self.bin = self._action("回收站(&R)…", "bin")
        self.states = {state: self._action(state.label, STATE_ICONS[state]) for state in FormState}

        self.insert_above = self._action("在上方插入行(&A)", "insert-above", "Ctrl+Shift+I")
        self.insert_below = self._action("在下方插入行(&B)", "insert-below", "Ctrl+I")
        self.remove_rows = self._action("删除行(&R)", "remove-row", "Ctrl+-")
        self.move_up = self._action("上移(&U)", "move-up", "Alt+Up")
        self.move_down = self._action("下移(&N)", "move-down", "Alt+Down")

        self.insert_library = self._action("从指标库插入(&L)…", "library", "Ctrl+L")
        self.add_to_library = self._action("加入指标库(&J)", None)
        self.share_equally = self._action("平均分配选中各行(&E)", None)
        self.share_by_template = self._action("按模板各级分值(&T)", None)
        self.give_missing = self._action("差的分给当前行(&R)", None)

        self.directions = {text: self._action(words, None) for text, words in _DIRECTIONS.items()}

        self.show_form = self._action("填报(&1)", "edit", "Ctrl+1")
        self.show_preview = self._action("预览(&2)", "preview", "Ctrl+2")
        self.show_history = self._action("历史(&3)", "history", "Ctrl+3")
        self.next_pane = self._action("到下一个面板(&N)", None, "F6")
        self.previous_pane = self._action("到上一个面板(&R)", None, "Shift+F6")
        self.fold_funding = self._action("收起或展开资金(&F)", None, "Alt+1")
        self.fold_goals = self._action("收起或展开目标(&O)", None, "Alt+2")
        self.forget_widths = self._action("恢复模板的列宽(&W)", None)
        self.group_by_unit = self._action("项目树按部门、单位分组(&G)", "group")
        self.group_by_unit.setCheckable(True)
        self.schemes = {scheme: self._action(text, None) for scheme, text in _SCHEMES.items()}
        group = QActionGroup(window)
        for action in self.schemes.values():
            action.setCheckable(True)
            group.addAction(action)

        self.make_assessment = self._action("由绩效目标表新建自评表(&A)…", None)
        self.make_monitoring = self._action("由绩效目标表新建监控表(&W)…", None)

        self.fill_from_ledger = self._action("从台账填资金(&L)…", None)
        self.progress = self._action("填报进度(&P)…", None)
        self.lock_line = self._action("锁定线(&X)…", "lock")
        self.rename_offices = self._action("机构更名(&G)…", None)

        self.check = self._action("检查(&K)", "check", "F7")
        self.next_finding = self._action("下一处问题(&F)", None, "F8")
        self.previous_finding = self._action("上一处问题(&R)", None, "Shift+F8")
        self.check_chosen = self._action("检查选中的项目(&S)…", None, "Shift+F7")
        self.change_template = self._action("更换模板(&C)…", None)
        self.templates = self._action("模板(&T)…", "form")
        self.derive_template = self._action("由文件新建模板(&N)…", None)
        self.check_code = self._action("核对校验码(&V)…", None)
        self.manual = self._action("使用手册(&M)", "help", "F1")
        self.check_guide = self._action("检查说明(&C)", None, "Shift+F1")
        self.tour = self._action("再看一遍导览(&T)", None)
        self.diagnose = self._action("生成诊断文件(&D)…", None)
        self.about = self._action("关于绩效自评(&A)", None)

        self.direction_menu = QMenu(f"{DIRECTION.label}(&O)", window)
        self.direction_menu.addActions(list(self.directions.values()))
        self.weight_menu = QMenu("分值(&F)", window)
        self.weight_menu.addActions([self.share_equally, self.share_by_template, self.give_missing])

        # These keys are about projects only while the tree has the focus; elsewhere they edit text or cells.
        for action in (*self.tree_actions, *self.cell_actions):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for action in self.row_actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def row_actions(self) -> list[QAction]:
        """The actions on rows of the indicator grid."""
        return [
            self.insert_above,
            self.insert_below,
            self.remove_rows,
            self.move_up,
            self.move_down,
        ]

    @property
    def cell_actions(self) -> list[QAction]:
        """The actions on selected cells, whose keys the grids know themselves."""
        return [self.clear, self.fill_down, self.fill_right]

    @property
    def indicator_actions(self) -> list[QAction]:
        """The actions on indicators alone, with their menus."""
        menus = [self.weight_menu.menuAction(), self.direction_menu.menuAction()]
        return [self.insert_library, self.add_to_library, *menus]

    @property
    def finding(self) -> list[QAction]:
        """The actions that find in the open form."""
        return [self.find_next, self.find_previous, self.replace]

    @property
    def tree_actions(self) -> list[QAction]:
        """The actions whose shortcuts work in the project tree alone."""
        return [self.copy_next_year, self.duplicate, self.rename, self.delete]

    @property
    def project_actions(self) -> list[QAction | None]:
        """The context menu of the project tree; ``None`` is a separator."""
        return [
            self.new,
            self.copy_next_year,
            self.duplicate,
            self.make_assessment,
            None,
            self.rename,
            *self.states.values(),
            None,
            self.check_chosen,
            self.export,
            self.fill,
            self.print,
            None,
            self.delete,
        ]

    @property
    def looking(self) -> list[QAction]:
        """The actions that look at the open form and change nothing."""
        at_form = [self.check, self.next_finding, self.previous_finding, self.copy_form, *self.finding]
        return [*at_form, self.edit_large, self.fold_funding, self.fold_goals, self.forget_widths]

    def enable(self, session: EditingSession, chosen: Sequence[FormId]) -> None:
        """Enable what can be done with the ``chosen`` forms and the open form; name what undo would undo.

        Forms in a read-only store can be viewed and printed; of a final form only the state can be changed.
        """
        shown, can_write = session.shown, not session.is_read_only
        # A final form does not, nor one behind a lock line.
        takes_changes = session.takes_changes
        for action, words, label in (
            (self.undo, "撤销{}(&U)", session.undo_label),
            (self.redo, "重做{}(&R)", session.redo_label),
        ):
            # It may quote what somebody typed, in which "&" underlines nothing.
            action.setText(words.format(f"“{label.replace('&', '&&')}”" if label else ""))
            action.setEnabled(label is not None and can_write)
        making = (self.new, self.samples, self.all_samples, self.import_files, self.import_copied)
        for action in (
            *making,
            self.fill_from_ledger,
            self.rename_offices,
            self.backups,
            self.restore_backup,
        ):
            action.setEnabled(can_write)
        self.import_package.setEnabled(can_write)
        self.lock_line.setEnabled(can_write)
        reading = (self.export, self.fill, self.export_package, self.print, self.print_preview)
        for action in (*reading, self.check_chosen):
            action.setEnabled(bool(chosen))
        for action in (self.copy_next_year, self.duplicate, self.delete, *self.states.values()):
            action.setEnabled(bool(chosen) and can_write)
        self.rename.setEnabled(len(chosen) == 1 and (takes_changes if shown else can_write))
        has_grid = shown is not None and shown.template.grid is not None
        for action in (*self.row_actions, *self.cell_actions, *self.directions.values()):
            action.setEnabled(takes_changes)
        self.direction_menu.setEnabled(has_grid)
        self.weight_menu.setEnabled(has_grid and takes_changes)
        for action in (*self.weight_menu.actions(), self.insert_library):
            action.setEnabled(has_grid and takes_changes)
        self.add_to_library.setEnabled(has_grid)
        for action in self.looking:
            action.setEnabled(shown is not None)
        self.change_template.setEnabled(takes_changes)
        is_target = shown is not None and shown.template.kind is FormKind.TARGET
        # Of several nobody looks what they are before it is asked for.
        for action in (self.make_assessment, self.make_monitoring):
            action.setEnabled((is_target or len(chosen) > 1) and can_write)

    def enable_sharing(self, state: ShareState) -> None:
        """Enable what can be done with the store as one that others share."""
        self.check_out.setEnabled(state.may_be_taken)
        for action in (self.check_in, self.give_up):
            action.setEnabled(state.checkout is not None)

    def _action(
        self, text: str, icon_name: str | None, *shortcuts: QKeySequence.StandardKey | str
    ) -> QAction:
        action = QAction(text, self._window)
        if icon_name is not None:
            action.setIcon(icon(icon_name))
        keys = [QKeySequence(shortcut) for shortcut in shortcuts]
        action.setShortcuts(keys)
        plain = text.partition("(")[0].rstrip("…")
        names = "、".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        action.setToolTip(f"{plain}（{names}）" if names else plain)
        # Shown by tool buttons, which have no mnemonics.
        action.setIconText(plain)
        return action


def add_tool_bar(window: QMainWindow, actions: Actions) -> QToolBar:
    """Add the tool bar to ``window`` and return it."""
    bar = QToolBar("工具栏", window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.addActions([actions.new, actions.copy_next_year])
    bar.addSeparator()
    bar.addActions([actions.import_files, actions.export, actions.print])
    bar.addSeparator()
    bar.addActions([actions.undo, actions.redo])
    bar.addSeparator()
    bar.addActions([actions.check, actions.quick_open])
    window.addToolBar(bar)
    return bar
