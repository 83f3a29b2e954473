"""The keys anywhere in the window: a function for each line of the table, called like its id."""

from PySide6.QtWidgets import QApplication

from perfeval_ui.dialogs.check_guide import CheckGuideDialog
from perfeval_ui.dialogs.check_report import CheckReportDialog
from perfeval_ui.find_replace.dialog import FindDialog
from perfeval_ui.find_replace.find_bar import FindBar
from perfeval_ui.form_page.section import SectionKind
from ui.keyboard import focus, type_text
from ui.keys.desk import Desk
from ui.page_driver import actual, clipboard, put_on_clipboard, target


def undo(desk: Desk) -> None:
    _change(desk)
    desk.press()
    assert desk.saved(actual(4)) == "达成指标"


def redo(desk: Desk) -> None:
    _change(desk)
    for key in desk.line.keys:
        desk.press("Ctrl+Z")
        assert desk.saved(actual(4)) == "达成指标"
        desk.press(key)
        assert desk.saved(actual(4)) == "12"


def save(desk: Desk) -> None:
    desk.at(actual(4))
    type_text("12")
    desk.press()
    assert desk.saved(actual(4)) == "12"
    assert desk.window.message_bar.text.text().startswith("已全部保存（")


def find(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert _find_bar(desk).text.hasFocus()
    type_text("安全")
    desk.press("Esc")
    assert not _find_bar(desk).isVisible()
    desk.window.tree.view.setFocus()
    desk.press()
    assert focus() is desk.window.tree.filter_box


def find_next(desk: Desk) -> None:
    on, back = desk.line.keys
    desk.at(target(0))
    desk.press("Ctrl+F")
    type_text("系统")
    count = _find_bar(desk).count.text
    first = count()
    desk.press(on)
    assert count() != first
    desk.press(back)
    assert count() == first


def replace(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert _find_bar(desk).is_replacing
    assert _find_bar(desk).isVisible()


def find_everywhere(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    (dialog,) = desk.window.findChildren(FindDialog)
    assert dialog.isVisible()
    dialog.reject()


def palette(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    type_text("jgly")
    desk.press("Esc")
    assert desk.grid.hasFocus()


def settings(desk: Desk) -> None:
    desk.seen_to_open("设置")


def _find_bar(desk: Desk) -> FindBar:
    bar = desk.window.commands.finding.bar
    assert bar is not None
    return bar


def quick_open(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    box = desk.window.commands.quick_open.box
    desk.qtbot.waitUntil(lambda: not box.is_preparing)
    type_text("minhangquqiyezhengce")
    assert [hit.name for hit in box.model.hits if hit.text is None] != []
    assert all("企业政策" in hit.name for hit in box.model.hits if hit.text is None)
    desk.press("Esc")


def library(desk: Desk) -> None:
    desk.at(target(4))
    desk.seen_to_open("从指标库插入")


def next_finding(desk: Desk) -> None:
    on, back = desk.line.keys
    assert desk.session.shown is not None
    found = {place for one in desk.session.shown.findings for place in one.places}
    desk.at(target(0))
    visited = []
    for _ in range(3):
        desk.press(on)
        visited.append(desk.window.editor.current_place())
    assert set(visited) <= found
    assert len(set(visited)) == 3
    desk.press(back)
    assert desk.window.editor.current_place() == visited[-2]


def check(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert desk.window.checks.isAncestorOf(focus())
    assert desk.window.checks.current_code is not None


def check_chosen(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    (report,) = desk.window.findChildren(CheckReportDialog)
    assert report.isVisible()
    report.reject()


def manual(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    shown = desk.window.commands.help._manual
    assert shown is not None
    assert shown.contents.current == ("filling", 0)
    shown.close()
    with desk.qtbot.waitActive(desk.window):
        desk.window.activateWindow()
    desk.window.checks.focus_first()
    desk.press()
    (guide,) = desk.window.findChildren(CheckGuideDialog)
    assert guide.isVisible()
    guide.reject()


def check_guide(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    (guide,) = desk.window.findChildren(CheckGuideDialog)
    assert guide.isVisible()
    guide.reject()


def pages(desk: Desk) -> None:
    window = desk.window
    for key, shown in zip(
        reversed(desk.line.keys), (window.history, window.preview, window.editor), strict=True
    ):
        desk.press(key)
        assert window.tabs.currentWidget() is shown, key


def fold(desk: Desk) -> None:
    desk.at(target(4))
    body = desk.window.editor._body
    assert body is not None
    for key, kind in zip(desk.line.keys, (SectionKind.FUNDING, SectionKind.GOALS), strict=True):
        before = body.is_folded(kind)
        desk.press(key)
        assert body.is_folded(kind) is not before, key
        desk.press(key)
        assert body.is_folded(kind) is before, key


def panes(desk: Desk) -> None:
    on, back = desk.line.keys
    desk.window.results_dock.show()
    desk.at(target(4))
    desk.press(on)
    assert desk.window.checks.isAncestorOf(focus())
    desk.press(back)
    assert focus() is desk.grid
    desk.press(back)
    assert desk.window.tree.isAncestorOf(focus())


def new(desk: Desk) -> None:
    desk.seen_to_open("新建项目")


def open(desk: Desk) -> None:  # noqa: A001  # called like the line
    desk.seen_to_open("打开数据文件")


def _change(desk: Desk) -> None:
    desk.at(actual(4))
    type_text("12")
    desk.press("Return")
    assert desk.saved(actual(4)) == "12"


def import_(desk: Desk) -> None:
    desk.seen_to_open("导入")


def print_(desk: Desk) -> None:
    desk.seen_to_open("打印")


def export(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert desk.dialog().windowTitle().startswith("导出")
    desk.dialog().reject()


def copy_form(desk: Desk) -> None:
    desk.press()
    assert "2 小时内响应" in clipboard()
    assert "闵行区信息化项目申报及管理系统" in clipboard()


def import_copied(desk: Desk) -> None:
    put_on_clipboard("项目名称\t新系统运维\n年度\t2024")
    desk.press()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle().startswith("导入")
    dialog.close()
