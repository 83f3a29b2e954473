"""The file of the open store is moved, replaced or overwritten; real windows on real files."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from command_line import CATALOGUE, fill, new
from perfeval_desktop.backup import Backup
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import copy_elsewhere
from perfeval_desktop.storage.store import Store
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.widgets.file_dialog import usual_folder
from perfeval_ui.window.main_window import MainWindow
from ui.office import Asked
from ui.page_driver import sweep
from ui.window_driver import bar, projects

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody move or replace an open file")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "单位" / "单位.perfeval"


@pytest.fixture
def controller(home: Path, settings: QSettings, qtbot: QtBot, path: Path) -> Iterator[WindowController]:
    del home, qtbot
    sweep()
    path.parent.mkdir()
    fill(path, new("一"), new("二"))
    made = WindowController(settings)
    assert made.start(StoreRequest(path))
    yield made
    made.clear()


def window_of(controller: WindowController) -> MainWindow:
    assert controller.window is not None
    return controller.window


def rename_open(controller: WindowController, name: str) -> bool:
    """Commit another name of the open project; return whether it is saved."""
    session = window_of(controller)._session
    at = place_of(CATALOGUE["national-2020"], Role.PROJECT)
    assert at is not None
    return session.commit(session.base.with_text(at, name), "改名")


def buttons(window: MainWindow) -> list[str]:
    return [one.text() for one in window.message_bar.buttons if one.isVisible()]


def end() -> None:
    """Let all be done that waits for the present step to be over, such as opening another store."""
    for _ in range(3):
        QCoreApplication.processEvents()


def press(window: MainWindow, words: str) -> None:
    (button,) = (one for one in window.message_bar.buttons if one.isVisible() and one.text() == words)
    button.click()
    end()


def save_dialog(window: MainWindow) -> QFileDialog:
    (found,) = window.findChildren(QFileDialog)
    return found


def projects_in(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return projects(store)


def come_back() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def put_over(path: Path, project: str) -> None:
    """Put another store in the place of the one at ``path``, as synchronising programs do."""
    other = path.with_name("incoming.perfeval")
    fill(other, new(project))
    other.replace(path)


def test_a_store_that_was_moved_is_put_back_with_all_that_was_typed(
    controller: WindowController, path: Path
) -> None:
    path.rename(path.with_name("移走.perfeval"))
    assert not rename_open(controller, "一（改过）")
    window = window_of(controller)
    assert "不在原处了" in bar(window)
    assert buttons(window) == ["放回原处", "另存为…"]
    press(window, "放回原处")
    window = window_of(controller)
    assert bar(window) == "数据文件已放回原处，内容都在。"
    assert sorted(projects_in(path)) == ["一（改过）", "二"]
    assert rename_open(controller, "一（又改过）")


def test_a_store_that_was_replaced_is_opened_anew_and_nothing_is_lost(
    controller: WindowController, path: Path
) -> None:
    put_over(path, "别人的")
    assert not rename_open(controller, "一（改过）")
    window = window_of(controller)
    assert buttons(window) == ["另存为…", "重新打开"]
    press(window, "重新打开")
    window = window_of(controller)
    assert window.commands.stores._store.path == path
    assert projects(window.commands.stores._store) == ["别人的"]
    (kept,) = path.parent.glob("单位-另存-*.perfeval")
    assert f"被换掉的全部内容另存在“{kept.name}”" in bar(window)
    # What is said a while later of the backups does not take its place.
    window.commands.warn_of_newer(Backup(path, datetime.now().astimezone(), 2, 1, 3))
    assert f"被换掉的全部内容另存在“{kept.name}”" in bar(window)
    assert sorted(projects_in(kept)) == ["一（改过）", "二"]


def test_all_is_saved_as_a_new_file_that_is_opened(controller: WindowController, path: Path) -> None:
    put_over(path, "别人的")
    assert not rename_open(controller, "一（改过）")
    press(window_of(controller), "另存为…")
    dialog = save_dialog(window_of(controller))
    assert Path(dialog.directory().absolutePath()) == path.parent
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText("新的")
    dialog.accept()
    end()
    store = window_of(controller).commands.stores._store
    assert store.path == path.with_name("新的.perfeval")
    assert sorted(projects(store)) == ["一（改过）", "二"]
    assert projects_in(path) == ["别人的"]
    assert bar(window_of(controller)) == "已另存为“新的.perfeval”并打开它，全部内容都在。"


def test_a_file_that_is_there_is_not_overwritten_and_the_window_stays(
    controller: WindowController, path: Path
) -> None:
    path.unlink()
    window = window_of(controller)
    taken = path.with_name("已有.perfeval")
    taken.write_text("别的", encoding="utf-8")
    window.displaced._save_as(str(taken))
    assert "没有另存：" in bar(window)
    assert taken.read_text(encoding="utf-8") == "别的"
    assert window_of(controller) is window


def test_who_comes_back_to_the_program_is_told_once(controller: WindowController, path: Path) -> None:
    window = window_of(controller)
    come_back()
    assert bar(window) == ""
    aside = path.rename(path.with_name("移走.perfeval"))
    come_back()
    assert "不在原处了" in bar(window)
    assert buttons(window) == ["放回原处", "另存为…"]
    window.message_bar.hide()
    come_back()
    assert bar(window) == ""
    aside.rename(path)
    come_back()
    assert rename_open(controller, "一（改过）")


def test_a_folder_that_is_back_takes_what_was_typed(controller: WindowController, path: Path) -> None:
    window = window_of(controller)
    away = path.parent.rename(path.parent.with_name("拔掉"))
    assert not rename_open(controller, "一（改过）")
    assert buttons(window) == ["另存为…", "重试"]
    press(window, "重试")
    assert "所在的文件夹" in bar(window)
    away.rename(path.parent)
    press(window, "重试")
    assert bar(window) == "已经保存好了。"
    assert sorted(projects_in(path)) == ["一（改过）", "二"]


def test_without_its_folder_the_store_is_saved_where_the_user_keeps_things(
    controller: WindowController, path: Path
) -> None:
    path.parent.rename(path.parent.with_name("拔掉"))
    come_back()
    press(window_of(controller), "另存为…")
    dialog = save_dialog(window_of(controller))
    assert Path(dialog.directory().absolutePath()) == usual_folder()
    dialog.reject()


def test_of_a_store_that_was_overwritten_the_open_form_is_kept(
    controller: WindowController, path: Path
) -> None:
    other = path.with_name("incoming.perfeval")
    fill(other, new("别人的"))
    path.write_bytes(other.read_bytes())
    assert not rename_open(controller, "一（改过）")
    press(window_of(controller), "重新打开")
    window = window_of(controller)
    assert "刚才打开着的那张表另存在" in bar(window)
    assert projects(window.commands.stores._store) == ["别人的"]
    (kept,) = path.parent.glob("单位-另存-*.perfeval")
    assert projects_in(kept) == ["一（改过）"]


def test_with_no_form_open_an_overwritten_store_is_just_opened(
    controller: WindowController, path: Path
) -> None:
    window = window_of(controller)
    window._session.open(None)
    other = path.with_name("incoming.perfeval")
    fill(other, new("别人的"))
    path.write_bytes(other.read_bytes())
    come_back()
    press(window, "重新打开")
    assert bar(window_of(controller)) == "已打开现在的文件。"
    assert not [*path.parent.glob("单位-另存-*")]


def test_what_is_being_typed_and_cannot_stand_is_shown_first(
    controller: WindowController, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(controller)
    path.unlink()
    monkeypatch.setattr(window.editor, "commit_open_editor", lambda: False)
    window.displaced._put_back()
    assert not path.exists()


def test_a_window_whose_store_has_gone_is_closed_with_a_backup_of_it(
    controller: WindowController, path: Path, asked: Asked
) -> None:
    path.unlink()
    assert window_of(controller).prepare_to_close()
    assert asked.questions == []
    (backup,) = (path.parent / "单位 备份").glob("*.perfeval")
    assert sorted(projects_in(backup)) == ["一", "二"]


@pytest.mark.parametrize("puts_back", [True, False])
def test_where_only_the_open_form_could_be_saved_that_is_said(
    controller: WindowController, path: Path, monkeypatch: pytest.MonkeyPatch, *, puts_back: bool
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘。")

    path.unlink()
    monkeypatch.setattr(copy_elsewhere, "_copy_all", refuse)
    window = window_of(controller)
    if puts_back:
        window.displaced._put_back()
    else:
        window.displaced._save_as(str(path.with_name("新的.perfeval")))
    end()
    window = window_of(controller)
    assert "里只有刚才打开着的那张表" in bar(window)
    assert len(projects(window.commands.stores._store)) == 1


def test_a_store_that_cannot_even_be_looked_at_is_left_to_the_next_change(
    controller: WindowController, path: Path
) -> None:
    window = window_of(controller)
    # Cut off within its first pages: damage, for which there are other ways out.
    path.write_bytes(path.read_bytes()[:3000])
    come_back()
    assert bar(window) == ""
    assert window.displaced.ways_out() == []
