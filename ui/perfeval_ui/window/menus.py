"""The menu bar of the main window: which actions stand together."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from perfeval_ui.window.actions import Actions


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus that are filled while the program runs."""

    recent: QMenu
    panels: QMenu


def fill_menu_bar(window: QMainWindow, actions: Actions) -> Menus:
    """Fill the menu bar of ``window``; return the menus that are still empty."""
    bar = window.menuBar()
    recent, panels = QMenu("最近的数据文件(&L)", window), QMenu("面板(&P)", window)
    schemes, states = QMenu("外观(&C)", window), QMenu("状态(&S)", window)
    schemes.addActions(list(actions.schemes.values()))
    states.addActions(list(actions.states.values()))
    _fill(
        bar.addMenu("文件(&F)"),
        [actions.new, actions.samples, actions.all_samples],
        [actions.open_store, actions.new_store, recent, actions.save],
        [actions.check_out, actions.check_in, actions.give_up],
        [
            actions.import_files,
            actions.import_copied,
            actions.export,
            actions.fill,
            actions.print_preview,
            actions.print,
        ],
        [actions.export_package, actions.import_package],
        [actions.backups, actions.open_folder],
        [actions.quit],
    )
    _fill(
        bar.addMenu("编辑(&E)"),
        [actions.undo, actions.redo],
        [actions.cut, actions.copy, actions.copy_form, actions.paste],
        [*actions.cell_actions, actions.edit_large],
        [actions.find, *actions.finding, actions.find_everywhere],
        [actions.quick_open, actions.palette],
        [actions.unsaved],
        [actions.stop_everywhere, actions.offer_texts, actions.settings],
    )
    _fill(
        bar.addMenu("视图(&V)"),
        [actions.show_form, actions.show_preview, actions.show_history],
        [actions.fold_funding, actions.fold_goals, actions.forget_widths],
        [actions.next_pane, actions.previous_pane],
        [actions.group_by_unit, panels, schemes],
    )
    _fill(
        bar.addMenu("项目(&P)"),
        [actions.copy_next_year, actions.duplicate, actions.rename],
        [actions.make_assessment, actions.make_monitoring, states],
        [actions.delete, actions.bin],
    )
    _fill(
        bar.addMenu("表格(&G)"),
        actions.row_actions,
        [actions.insert_library, actions.add_to_library],
        [actions.weight_menu, actions.direction_menu],
    )
    _fill(
        bar.addMenu("工具(&T)"),
        [actions.check, actions.next_finding, actions.previous_finding, actions.check_chosen],
        [actions.progress, actions.lock_line, actions.check_code],
        [actions.fill_from_ledger, actions.rename_offices],
        [actions.change_template, actions.templates, actions.derive_template],
    )
    _fill(
        bar.addMenu("帮助(&H)"),
        [actions.manual, actions.check_guide, actions.tour],
        [actions.diagnose, actions.about],
    )
    return Menus(recent=recent, panels=panels)


def _fill(menu: QMenu, *groups: Iterable[QAction | QMenu]) -> None:
    """Put groups into a menu, with a line between each two."""
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        for one in group:
            menu.addAction(one if isinstance(one, QAction) else one.menuAction())
