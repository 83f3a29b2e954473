"""Which store and window there are, at the start and afterwards; real windows on real files."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import NoReturn

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from broken_stores import overwrite, page_of
from command_line import fill, new
from perfeval_desktop import paths
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.package_import import PackageImportDialog
from perfeval_ui.dialogs.rescue import RescueDialog
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.widgets.progress import Progress
from perfeval_ui.window.main_window import MainWindow
from session_driver import FIRST
from small_forms import CATALOGUE
from ui.keyboard import type_text
from ui.office import Asked, Disk, log_off
from ui.page_driver import PROJECT, sweep

DATABASES = Path(__file__).parents[2] / "data" / "databases"


@pytest.fixture
def controller(home: Path, settings: QSettings, qtbot: QtBot) -> Iterator[WindowController]:
    del home, qtbot
    # The windows of the tests before are closed, but go only now.
    sweep()
    made = WindowController(settings)
    yield made
    made.clear()


def windows() -> list[MainWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


def shown(controller: WindowController) -> Path:
    """Return the store of the only window."""
    (window,) = windows()
    assert window is controller.window
    assert window.isVisible()
    return window.commands.stores._store.path


def message_in(controller: WindowController) -> str:
    assert controller.window is not None
    return controller.window.message_bar.text.text() if controller.window.message_bar.isVisible() else ""


def other(path: Path) -> StoreRequest:
    """Make a store at ``path`` and ask for it."""
    with Store.open(path):
        pass
    return StoreRequest(path)


def package(folder: Path) -> Path:
    """Return a package with one form, as another unit hands it in."""
    with Store.open(folder / "报送.perfeval") as store:
        EditingSession(store, CATALOGUE).create([FIRST], "新建")
        file = folder / "报送.perfevalx"
        write_package(file, packed(store, CATALOGUE, [one.form_id for one in store.summaries()]))
    return file


# -- at the start ------------------------------------------------------------------------------------------


def test_the_first_start_makes_the_users_own_store(controller: WindowController) -> None:
    assert controller.start(StoreRequest())
    assert shown(controller) == paths.default_store()
    assert message_in(controller) == ""


def test_a_store_of_the_last_version_is_told_to_be_another_now_and_only_once(
    controller: WindowController, tmp_path: Path
) -> None:
    old = tmp_path / "旧.perfeval"
    copyfile(DATABASES / "v1.perfeval", old)
    assert controller.start(StoreRequest(old))
    assert message_in(controller).startswith("“旧.perfeval”已升级为新的数据格式")
    assert list(tmp_path.glob("旧-升级前-第1版*"))
    controller.clear()
    assert controller.start(StoreRequest(old))
    assert message_in(controller) == ""


def test_a_start_without_a_file_opens_the_store_of_the_last_time(
    controller: WindowController, settings: QSettings, tmp_path: Path
) -> None:
    wanted = other(tmp_path / "单位.perfeval")
    assert controller.start(wanted)
    controller.clear()
    assert controller.start(StoreRequest())
    assert shown(controller) == wanted.path
    assert RecentStores(settings).newest_first == (wanted.path,)


def test_a_start_with_a_package_shows_what_it_holds_over_the_store_of_the_last_time(
    controller: WindowController, tmp_path: Path
) -> None:
    assert controller.start(StoreRequest(package(tmp_path)))
    assert shown(controller) == paths.default_store()
    (window,) = windows()
    (dialog,) = window.findChildren(PackageImportDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_start_with_a_package_does_nothing_where_there_is_no_store_to_take_it_in(
    controller: WindowController, tmp_path: Path, asked: Asked
) -> None:
    paths.default_store().parent.mkdir()
    foreign(paths.default_store())
    asked.answers = ["退出"]
    assert not controller.start(StoreRequest(package(tmp_path)))
    assert windows() == []


def test_a_package_that_is_opened_later_is_looked_into_in_the_open_window(
    controller: WindowController, tmp_path: Path
) -> None:
    wanted = other(tmp_path / "单位.perfeval")
    assert controller.start(wanted)
    controller.receive(StoreRequest(package(tmp_path)))
    assert shown(controller) == wanted.path
    (dialog,) = windows()[0].findChildren(PackageImportDialog)
    dialog.reject()


def test_where_the_store_of_the_last_time_cannot_be_opened_the_own_one_is_a_way_out(
    controller: WindowController, settings: QSettings, tmp_path: Path, asked: Asked
) -> None:
    spoilt = tmp_path / "损坏.perfeval"
    foreign(spoilt)
    RecentStores(settings).add(spoilt)
    other(paths.default_store())
    asked.answers = ["打开本机的"]
    assert controller.start(StoreRequest())
    assert shown(controller) == paths.default_store()
    assert RecentStores(settings).newest_first == (paths.default_store(), spoilt)


def test_the_own_store_that_cannot_be_opened_is_told_once_and_there_is_no_window(
    controller: WindowController, settings: QSettings, asked: Asked
) -> None:
    paths.default_store().parent.mkdir()
    foreign(paths.default_store())
    RecentStores(settings).add(paths.default_store())
    asked.answers = ["退出"]
    assert not controller.start(StoreRequest())
    assert windows() == []


def test_a_backup_that_is_looked_at_is_not_remembered(
    controller: WindowController, settings: QSettings, tmp_path: Path, asked: Asked
) -> None:
    with Store.open(tmp_path / "单位.perfeval") as store:
        backup = back_up(store, tmp_path / "单位 备份")
    asked.answers = ["只读打开"]
    assert controller.start(StoreRequest(backup.path))
    assert shown(controller) == backup.path
    assert RecentStores(settings).newest_first == ()


def test_where_the_store_of_the_last_time_is_gone_it_is_remembered_until_it_is_back(
    controller: WindowController, settings: QSettings, tmp_path: Path, asked: Asked
) -> None:
    wanted = other(tmp_path / "网络盘.perfeval")
    assert controller.start(wanted)
    controller.clear()
    (tmp_path / "网络盘.perfeval").rename(tmp_path / "断开.perfeval")
    asked.answers = ["退出"]
    assert not controller.start(StoreRequest())
    assert windows() == []
    assert "网络盘.perfeval”不见了。" in asked.questions[0]
    assert RecentStores(settings).newest_first == (wanted.path,)


def test_the_own_store_that_was_deleted_is_not_made_anew_unasked(
    controller: WindowController, asked: Asked
) -> None:
    assert controller.start(StoreRequest())
    controller.clear()
    paths.default_store().unlink()
    asked.answers = ["退出"]
    assert not controller.start(StoreRequest())
    assert not paths.default_store().exists()
    assert "绩效自评.perfeval”不见了。" in asked.questions[0]


# -- damage that shows in the window -----------------------------------------------------------------------


def damaged(controller: WindowController, tmp_path: Path) -> Path:
    """Show a store with a backup, the forms of which cannot be read since; return it."""
    path = tmp_path / "单位.perfeval"
    fill(path, new("甲"), new("乙"))
    with Store.open(path) as store:
        back_up(store, paths.backup_folder(path))
    overwrite(path, page_of(path, "row"))
    assert controller.start(StoreRequest(path))
    return path


def test_damage_that_shows_in_the_window_is_mended_from_there(
    controller: WindowController, tmp_path: Path, asked: Asked, qtbot: QtBot
) -> None:
    path = damaged(controller, tmp_path)
    assert controller.window is not None
    asked.answers = ["恢复最近的备份"]
    button = controller.window.message_bar.buttons[0]
    assert button.text() == "抢救数据…"
    button.click()
    qtbot.waitUntil(lambda: len(asked.questions) == 2)
    assert "单位.perfeval”有损坏。" in asked.questions[0]
    assert shown(controller) == path
    with Store.open(path, read_only=True) as store:
        assert store.verify() == ()


def test_who_puts_the_rescue_off_has_the_damaged_store_back(
    controller: WindowController, tmp_path: Path, asked: Asked
) -> None:
    path = damaged(controller, tmp_path)
    asked.answers = ["以后再说"]
    controller._rescue()
    assert shown(controller) == path
    assert controller.window is not None
    assert controller.window.message_bar.buttons[0].text() == "抢救数据…"


def test_a_store_that_is_whole_needs_no_rescue(
    controller: WindowController, tmp_path: Path, asked: Asked
) -> None:
    wanted = other(tmp_path / "单位.perfeval")
    assert controller.start(wanted)
    asked.answers = ["知道了"]
    controller._rescue()
    assert "完好" in asked.questions[0]
    assert shown(controller) == wanted.path


def test_a_store_that_another_program_holds_is_not_called_damaged(
    controller: WindowController, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: Store) -> NoReturn:
        raise StorageError(StorageErrorKind.BUSY, "正被其他程序占用。请稍后再试。")

    wanted = other(tmp_path / "单位.perfeval")
    assert controller.start(wanted)
    monkeypatch.setattr(Store, "verify", refuse)
    asked.answers = ["重试"]
    controller._rescue()
    assert "正被其他程序占用" in asked.questions[0]
    assert "损坏" not in asked.questions[0]
    assert shown(controller) == wanted.path


def test_no_rescue_begins_while_something_is_not_saved(
    controller: WindowController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = other(tmp_path / "单位.perfeval")
    assert controller.start(wanted)
    monkeypatch.setattr(MainWindow, "prepare_to_close", lambda _window: False)
    controller._rescue()
    assert shown(controller) == wanted.path


def test_without_any_store_after_a_rescue_the_program_ends(
    controller: WindowController, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = damaged(controller, tmp_path)
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    ask = asked.answer_rescue

    def lose_it(dialog: RescueDialog) -> int:
        path.unlink(missing_ok=True)
        return ask(dialog)

    monkeypatch.setattr(asked, "answer_rescue", lose_it)
    asked.answers = ["以后再说", "退出"]
    controller._rescue()
    assert windows() == []
    assert ended == [True]


@pytest.mark.parametrize("trouble", ["own", "missing"])
def test_without_a_store_there_is_no_window(
    controller: WindowController, asked: Asked, tmp_path: Path, trouble: str
) -> None:
    asked.answers = ["退出"]
    if trouble == "own":
        paths.default_store().parent.mkdir()
        paths.default_store().write_bytes(b"no database at all")
    assert not controller.start(StoreRequest(tmp_path / "没有.perfeval" if trouble == "missing" else None))
    assert windows() == []


def foreign(path: Path) -> None:
    path.write_bytes(b"no database at all")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")


def corrupt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(foreign, "不是自评数据"), (newer, "99"), (corrupt, "有损坏")],
)
def test_a_file_that_cannot_be_used_is_told_and_left_as_it_is(
    controller: WindowController, tmp_path: Path, asked: Asked, spoil: Callable[[Path], None], words: str
) -> None:
    request = other(tmp_path / "x.perfeval")
    spoil(tmp_path / "x.perfeval")
    before = (tmp_path / "x.perfeval").read_bytes()
    asked.answers = ["退出"]
    assert not controller.start(request)
    assert words in asked.questions[0]
    assert (tmp_path / "x.perfeval").read_bytes() == before


def samples_wanted() -> StoreRequest:
    return StoreRequest(paths.samples_store(), may_be_made=True)


def spoil_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no built-in template be read, as from a damaged installation."""

    def broken(_catalogue: TemplateCatalogue, template_id: str) -> Template:
        raise TemplateError(f"模板文件“{template_id}.toml”无法读取。请重新安装程序。")

    monkeypatch.setattr(TemplateCatalogue, "__getitem__", broken)


def test_templates_that_cannot_be_read_are_told_and_there_is_no_window(
    controller: WindowController, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_templates(monkeypatch)
    asked.answers = ["知道了"]
    assert not controller.start(samples_wanted())
    assert "请重新安装程序" in asked.questions[0]
    assert windows() == []
    # Nothing is held any more.
    with Store.open(paths.samples_store()) as store:
        assert store.count() == 0


def test_the_samples_are_put_into_a_store_of_their_own_once_and_it_is_no_store_of_the_user(
    controller: WindowController, settings: QSettings
) -> None:
    for _ in range(2):
        assert controller.start(samples_wanted())
        controller.clear()
    with Store.open(paths.samples_store()) as store:
        assert store.count() == 7
    assert not paths.default_store().exists()
    assert RecentStores(settings).newest_first == ()


# -- another store -----------------------------------------------------------------------------------------


def test_another_store_takes_the_place_of_the_first_in_window_and_lock(
    controller: WindowController, tmp_path: Path
) -> None:
    assert controller.start(StoreRequest())
    wanted = other(tmp_path / "单位.perfeval")
    assert controller.open(wanted)
    assert shown(controller) == wanted.path
    with Store.open(paths.default_store()):
        pass


def test_the_store_that_is_open_is_not_opened_again(controller: WindowController) -> None:
    assert controller.start(StoreRequest())
    window = controller.window
    assert controller.open(StoreRequest(paths.default_store()))
    assert controller.window is window


def test_the_window_asks_for_another_store_and_is_replaced(
    controller: WindowController, tmp_path: Path, qtbot: QtBot
) -> None:
    assert controller.start(StoreRequest())
    assert controller.window is not None
    wanted = other(tmp_path / "单位.perfeval")
    controller.window.commands.stores.requested.emit(wanted)
    qtbot.waitUntil(lambda: shown(controller) == wanted.path)


def test_a_store_that_cannot_be_opened_leaves_the_first_on_the_desk(
    controller: WindowController, settings: QSettings, asked: Asked, tmp_path: Path
) -> None:
    assert controller.start(StoreRequest())
    gone = tmp_path / "没有.perfeval"
    RecentStores(settings).add(gone)
    asked.answers = ["不打开"]
    assert not controller.open(StoreRequest(gone))
    assert shown(controller) == paths.default_store()
    # Nobody but the user knows whether it comes back.
    assert gone in RecentStores(settings).newest_first


def test_templates_spoilt_meanwhile_leave_the_first_on_the_desk(
    controller: WindowController, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert controller.start(StoreRequest())
    spoil_templates(monkeypatch)
    asked.answers = ["知道了"]
    assert not controller.open(samples_wanted())
    assert shown(controller) == paths.default_store()
    with Store.open(paths.samples_store()):
        pass


def test_what_is_typed_is_saved_before_the_store_goes(
    controller: WindowController, tmp_path: Path, qtbot: QtBot
) -> None:
    assert controller.start(samples_wanted())
    assert controller.window is not None
    qtbot.waitUntil(controller.window.isActiveWindow)
    controller.window.go_to(PROJECT)
    type_text("abc")
    assert controller.open(other(tmp_path / "单位.perfeval"))
    with Store.open(paths.samples_store()) as store:
        assert any("abc" in one.project for one in store.summaries())


def test_where_the_user_wants_to_go_back_the_first_store_stays(
    controller: WindowController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert controller.start(StoreRequest())
    monkeypatch.setattr(MainWindow, "prepare_to_close", lambda _window: False)
    wanted = other(tmp_path / "单位.perfeval")
    assert not controller.open(wanted)
    assert shown(controller) == paths.default_store()
    with Store.open(tmp_path / "单位.perfeval"):
        pass


# -- a later start -----------------------------------------------------------------------------------------


def test_a_later_start_brings_the_window_forward(controller: WindowController, qtbot: QtBot) -> None:
    assert controller.start(StoreRequest())
    window = controller.window
    assert window is not None
    window.showMinimized()
    controller.receive(StoreRequest())
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.isMinimized()
    assert shown(controller) == paths.default_store()


def test_a_later_start_opens_its_file_in_the_window(controller: WindowController, tmp_path: Path) -> None:
    assert controller.start(StoreRequest())
    wanted = other(tmp_path / "单位.perfeval")
    controller.receive(wanted)
    assert shown(controller) == wanted.path


def test_while_a_dialog_is_open_its_store_stays(controller: WindowController, tmp_path: Path) -> None:
    assert controller.start(StoreRequest())
    dialog = QDialog(controller.window)
    dialog.open()
    controller.receive(other(tmp_path / "单位.perfeval"))
    assert shown(controller) == paths.default_store()
    assert message_in(controller) == "请先关闭打开的对话框，再打开“单位.perfeval”。"
    dialog.close()


def test_while_an_export_goes_on_its_store_stays(controller: WindowController, tmp_path: Path) -> None:
    assert controller.start(StoreRequest())
    assert controller.window is not None
    with Progress("导出 PDF", 3, controller.window) as progress:
        # Work that was cancelled still finishes its current form, and no longer shows its progress.
        (shown_progress,) = controller.window.findChildren(QProgressDialog)
        shown_progress.cancel()
        assert not progress.show(1, "项目")
        controller.receive(other(tmp_path / "单位.perfeval"))
        assert shown(controller) == paths.default_store()


def test_a_change_that_is_not_saved_keeps_its_way_out(
    controller: WindowController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert controller.start(samples_wanted())
    window = controller.window
    assert window is not None
    qtbot.waitUntil(window.isActiveWindow)
    Disk(window._store, monkeypatch).fill()
    window.go_to(PROJECT)
    type_text("abc")
    window.editor.commit_open_editor()
    assert window.message_bar.buttons[0].text() == "重试"
    dialog = QDialog(window)
    dialog.open()
    controller.receive(other(tmp_path / "单位.perfeval"))
    assert window.message_bar.buttons[0].text() == "重试"
    assert window.message_bar.buttons[0].isVisible()
    dialog.close()
    window.editor.drop_open_editor()
    window._session.discard_pending()


def test_a_later_start_that_comes_while_she_is_asked_is_served_afterwards(
    controller: WindowController, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = other(tmp_path / "单位.perfeval")
    answer = asked.answer_rescue

    def ask(dialog: RescueDialog) -> int:
        controller.receive(StoreRequest())
        controller.receive(wanted)
        return answer(dialog)

    monkeypatch.setattr(RescueDialog, "exec", ask)
    asked.answers = ["退出"]
    assert controller.start(StoreRequest(tmp_path / "没有.perfeval"))
    assert shown(controller) == wanted.path


def test_the_question_comes_forward_for_a_later_start(controller: WindowController, qtbot: QtBot) -> None:
    question = QDialog()
    qtbot.addWidget(question)
    question.open()
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.show()
    controller.receive(StoreRequest())
    qtbot.waitUntil(question.isActiveWindow)


def test_looks_are_remembered_when_the_system_ends_the_session(
    controller: WindowController, settings: QSettings, qapp: QApplication
) -> None:
    assert controller.start(StoreRequest())
    log_off(qapp)
    assert settings.contains("geometry")
